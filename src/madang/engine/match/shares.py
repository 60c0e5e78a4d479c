"""Ranked suggestions shared out, so that readers are not all sent to the same doors."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from madang.engine.match.allocation import allocate
from madang.engine.match.run import WHOLE, Suggestion
from madang.engine.match.shortlist import DISCOUNT, FIRST, Policy, Room, Shortlist

Id = TypeVar("Id", bound=int | str)
SHOWN_AN_HOUR = 4
"""Lists that somebody may stand in for each free hour: of four who read a name, one at most comes to a meeting."""
FLOOR = 5
"""Proposals that everybody gets, where there are as many."""
VIABLE = 1e-9
"""A pair in which both have a line of the other is viable, however small its chance."""
CONSIDERED = 3
"""Candidates that are looked at for each place of a list."""


@dataclass(frozen=True)
class Shares(Generic[Id]):
    """The lists, {reader: others in order}, and the room that a request finds at each door once all lists are read (0 to 1)."""

    lists: dict[Id, list[Id]]
    room: dict[Id, float]


def share_out(
    lines: Mapping[Id, Mapping[Id, Suggestion]],
    free: Mapping[Id, int],
    *,
    length: int,
    seed: int = 0,
) -> Shares[Id]:
    """Lists of `length` that bring about the most meetings (see `allocation`), from the suggestions of everybody.

    `free` has the hours that each has for meetings; who is missing has none. A pair counts where both sides have a
    line of the other. Only what all may see the effect of belongs into `lines`: one list moves the others.
    """
    ids = list(lines)
    hours = np.array([max(0, free.get(each, 0)) for each in ids], dtype=np.int64)
    candidates = _candidates(lines, ids, CONSIDERED * length)
    keys = np.array([zlib.crc32(str(each).encode()) for each in ids], dtype=np.int64)
    policy = Policy(
        length=length,
        floor=min(FLOOR, length),
        viable=VIABLE,
        attention=DISCOUNT,
        answering=FIRST,
        seed=seed,
    )
    found = allocate(candidates, Room(hours, SHOWN_AN_HOUR * hours, keys), policy)
    lists = {
        reader: [ids[at] for at in row if at >= 0]
        for reader, row in zip(ids, found.candidates.tolist(), strict=True)
    }
    shown = found.showings
    full = np.maximum(1, SHOWN_AN_HOUR * hours)
    left = np.where(hours > 0, 1 - np.minimum(shown / full, 1), 0.0)
    return Shares(lists, dict(zip(ids, left.tolist(), strict=True)))


def _candidates(
    lines: Mapping[Id, Mapping[Id, Suggestion]],
    ids: list[Id],
    most: int,
) -> Shortlist:
    """The best pairs of each reader, in which both have a line of the other."""
    place = {each: at for at, each in enumerate(ids)}
    start, other, mine, theirs = [0], [], [], []
    for reader in ids:
        both = [
            (place[each], line, lines[each][reader])
            for each, line in lines[reader].items()
            if reader in lines.get(each, {})
        ]
        for at, line, back in both[:most]:
            other.append(at)
            mine.append(_chance(line))
            theirs.append(_chance(back))
        start.append(len(other))
    return Shortlist(
        np.array(start, dtype=np.int64),
        np.array(other, dtype=np.int64),
        np.array(mine, dtype=np.float64),
        np.array(theirs, dtype=np.float64),
    )


def _chance(line: Suggestion) -> float:
    """An interest as it stands before it is spread for display."""
    return (line.interest / WHOLE) ** 2
