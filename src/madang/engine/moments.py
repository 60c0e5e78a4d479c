"""Slots that overlap: which begin while another lasts, and which are under way when another begins.

Meetings that overlap in time all go on at the moment when the last of them begins. So it is enough that nobody is
needed twice, and no place too often, at the moments when slots begin: one rule for each resource and slot, as without
overlaps. The mathematics is in docs/explanation/scheduling.md, "Slots that overlap".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from madang.engine.problem import Slot
    from madang.engine.resources import Model

Ints = NDArray[np.int64]


class Moments(NamedTuple):
    """Lists of slot numbers, one list a slot; `begin_start` and `active_start` say where each list starts."""

    begin_start: Ints  # T + 1
    begin: Ints  # the slots that begin while the slot lasts, itself among them
    active_start: Ints  # T + 1
    active: Ints  # the slots under way when the slot begins, itself among them


def find_moments(slots: Sequence[Slot]) -> Moments:
    """The lists for slots in the order of time."""
    begin = [
        [at for at, other in enumerate(slots) if slot.start <= other.start < slot.end]
        for slot in slots
    ]
    active = [
        [at for at, other in enumerate(slots) if other.start <= slot.start < other.end]
        for slot in slots
    ]
    return Moments(_starts(begin), _flat(begin), _starts(active), _flat(active))


def _starts(lists: list[list[int]]) -> Ints:
    return np.array([0, *accumulate(len(item) for item in lists)], dtype=np.int64)


def _flat(lists: list[list[int]]) -> Ints:
    return np.array([item for each in lists for item in each], dtype=np.int64)


def is_overlapping(model: Model) -> bool:
    """Whether any two slots of the event overlap."""
    return len(model.begin) > len(model.day)


def slot_charges(model: Model, use: NDArray[Any]) -> NDArray[Any]:
    """What a whole slot charges (R × T), from the charge of each resource at the moment when each slot begins.

    Where a resource is not there its charge at that moment counts for nothing.
    """
    if not is_overlapping(model):
        return use
    covers = np.zeros((len(model.day), len(model.day)), dtype=use.dtype)
    lasting = np.repeat(np.arange(len(model.day)), np.diff(model.begin_start))
    covers[model.begin, lasting] = 1
    charges: NDArray[Any] = np.where(model.capacity > 0, use, 0) @ covers
    return charges


def moments_of(
    model: Model, resource: int, slots: Ints, columns: Ints
) -> tuple[Ints, Ints]:
    """The moments at which uses in `slots` need the resource, and the column of each: one row of a program a moment."""
    if not is_overlapping(model):
        return slots, columns
    counts = np.diff(model.begin_start)[slots]
    rows = np.concatenate(
        [
            np.zeros(0, dtype=np.int64),
            *(
                model.begin[model.begin_start[slot] : model.begin_start[slot + 1]]
                for slot in slots
            ),
        ]
    )
    needed = np.repeat(columns, counts)
    is_there = model.capacity[resource, rows] > 0
    return rows[is_there], needed[is_there]
