"""Sets of slots as whole numbers of any size: bit t stands for slot t in the order of time; and slots that overlap."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from madang.engine.moments import is_overlapping
from madang.engine.resources import Ints, Model


def numbers_of(mask: int) -> Iterator[int]:
    """The slots of a set, in the order of time."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def rows_of(session: Ints) -> list[list[int]]:
    """The slots of each session, in the order of time, from the session of each slot."""
    found: dict[int, list[int]] = {}
    for slot, number in enumerate(session.tolist()):
        found.setdefault(number, []).append(slot)
    return list(found.values())


def slots_without_rest(held: int, sessions: list[list[int]], most: int) -> int:
    """The slots in which one more meeting makes more than `most` in a row for somebody who holds these."""
    found = 0
    for slots in sessions:
        for at, slot in enumerate(slots):
            row = _run(held, slots[:at][::-1]) + _run(held, slots[at + 1 :])
            found |= (row >= most) << slot
    return found


def _run(held: int, slots: list[int]) -> int:
    """How many of the slots, from the first on, are held without a break."""
    length = 0
    for slot in slots:
        if not held >> slot & 1:
            break
        length += 1
    return length


def masks_of(flags: NDArray[np.bool_]) -> list[int]:
    """Rows of flags (N × T) as one whole number each."""
    packed = np.packbits(flags, axis=1, bitorder="little")
    width, data = packed.shape[1], packed.tobytes()
    return [
        int.from_bytes(data[at : at + width], "little")
        for at in range(0, len(data), width)
    ]


class Crowd:
    """From the meetings in each slot (N × T) to those at the busiest moment of each slot, where slots overlap."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.is_needed = is_overlapping(model)
        slots = len(model.day)
        self.active = np.zeros((slots, slots), dtype=np.int32)
        if self.is_needed:
            moments = np.repeat(np.arange(slots), np.diff(model.active_start))
            self.active[model.active, moments] = 1

    def __call__(self, held: NDArray[np.int32]) -> NDArray[np.int32]:
        """The same array where no slots overlap."""
        if not self.is_needed:
            return held
        at_once = held @ self.active
        found = held.copy()
        for slot in range(held.shape[1]):
            first, last = self.model.begin_start[slot : slot + 2]
            begin = self.model.begin[first:last]
            found[:, slot] = at_once[:, begin].max(axis=1)
        return found
