"""Ranked suggestions shared out, so that readers are not all sent to the same doors."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from madang.engine.match.allocation import Allocation, allocate
from madang.engine.match.crowd import marks
from madang.engine.match.run import WHOLE, Suggestion
from madang.engine.match.shortlist import DISCOUNT, FIRST, Policy, Room, Shortlist
from madang.engine.match.tables import Ints

Id = TypeVar("Id", bound=int | str)
SHOWN_AN_HOUR = 4
"""Lists that somebody may stand in for each free hour: of four who read a name, one at most comes to a meeting."""
FLOOR = 5
"""Proposals that everybody gets, where there are as many."""
CONSIDERED = 3
"""Candidates that are looked at for each place of a list."""


@dataclass(frozen=True)
class Shares(Generic[Id]):
    """Who is shown to whom.

    lists   {reader: others in order}
    most    in how many lists each may stand
    places  in how many more it may once these lists are read
    turns   everybody's place in a circle, another one for each seed
    """

    lists: dict[Id, list[Id]]
    most: dict[Id, int]
    places: dict[Id, int]
    turns: dict[Id, int]

    def room_for(self, reader: Id, other: Id) -> float:
        """Return how much room the reader finds at the door of `other`, 0 to 1; 0 where it may not stand in the list.

        It may where the list has it already, and where it keeps one of its places for the reader: each keeps them for
        the next in the circle whose lists do not have it. Lists that hold to this never show anybody too often, and
        none depends on another.
        """
        own = other in self.lists[reader]
        if not own:
            behind = self._behind(reader, other)
            ahead = behind - bisect_left(self._holders[other], behind)
            if ahead >= self.places[other]:
                return 0.0
        return min(1.0, (self.places[other] + own) / max(1, self.most[other]))

    def _behind(self, reader: Id, other: Id) -> int:
        return (self.turns[reader] - self.turns[other] - 1) % len(self.turns)

    @cached_property
    def _holders(self) -> dict[Id, list[int]]:
        """How far behind each those are in the circle whose lists have it."""
        found: dict[Id, list[int]] = {each: [] for each in self.turns}
        for reader, others in self.lists.items():
            for other in others:
                found[other].append(self._behind(reader, other))
        return {each: sorted(steps) for each, steps in found.items()}


def share_out(
    lines: Mapping[Id, Mapping[Id, Suggestion]],
    free: Mapping[Id, int],
    *,
    length: int,
    viable: int,
    may_read: Callable[[Id, Id], bool] = lambda _reader, _other: True,
    seed: int = 0,
) -> Shares[Id]:
    """Lists of `length` that bring about the most meetings (see `allocation`), from the suggestions of everybody.

    `free` has the hours that each has for meetings; who is missing has none. A pair counts where both sides have a
    line of the other, and stands in the lists of those of the two who may read the other; from a score of `viable`, 1 to
    1000, it is a proposal to count on, of which everybody gets `FLOOR` where there are as many. Only what all may see
    the effect of belongs into `lines`: one list moves the others. `seed` turns the order among equals.
    """
    ids = list(lines)
    hours = np.array([max(0, free.get(each, 0)) for each in ids], dtype=np.int64)
    candidates = _candidates(lines, ids, CONSIDERED * length, viable, may_read)
    policy = Policy(
        length=length,
        floor=min(FLOOR, length),
        attention=DISCOUNT,
        answering=FIRST,
        seed=seed,
    )
    found = allocate(candidates, Room(hours, SHOWN_AN_HOUR * hours, _keys(ids)), policy)
    return _shares(ids, found, hours, seed)


def _shares(
    ids: list[Id],
    found: Allocation,
    hours: Ints,
    seed: int,
) -> Shares[Id]:
    lists = {
        reader: [ids[at] for at in row if at >= 0]
        for reader, row in zip(ids, found.candidates.tolist(), strict=True)
    }
    most = SHOWN_AN_HOUR * hours
    places = np.maximum(most - found.showings, 0)
    return Shares(
        lists,
        dict(zip(ids, most.tolist(), strict=True)),
        dict(zip(ids, places.tolist(), strict=True)),
        circle(ids, seed),
    )


def circle(ids: Collection[Id], seed: int) -> dict[Id, int]:
    """Everybody's place in a circle: random to look at, another one for each seed."""
    keys = _keys(ids).astype(np.uint64)
    order = np.lexsort((keys, marks(keys, keys, seed)))
    everybody = list(ids)
    return {everybody[at]: place for place, at in enumerate(order.tolist())}


def _keys(ids: Collection[Id]) -> Ints:
    return np.array([zlib.crc32(str(each).encode()) for each in ids], dtype=np.int64)


def _candidates(
    lines: Mapping[Id, Mapping[Id, Suggestion]],
    ids: list[Id],
    most: int,
    viable: int,
    may_read: Callable[[Id, Id], bool],
) -> Shortlist:
    """The best pairs of each reader, in which both have a line of the other and the reader may read it."""
    place = {each: at for at, each in enumerate(ids)}
    start, other, mine, theirs, enough = [0], [], [], [], []
    for reader in ids:
        both = [
            (place[each], line, lines[each][reader])
            for each, line in lines[reader].items()
            if reader in lines.get(each, {}) and may_read(reader, each)
        ]
        for rank, (at, line, back) in enumerate(both[:most]):
            other.append(at)
            mine.append(_chance(line))
            theirs.append(_chance(back))
            # Whoever has few viable proposals is to read the best of what there is.
            enough.append(line.score >= viable or rank < FLOOR)
        start.append(len(other))
    return Shortlist(
        np.array(start, dtype=np.int64),
        np.array(other, dtype=np.int64),
        np.array(mine, dtype=np.float64),
        np.array(theirs, dtype=np.float64),
        np.array(enough, dtype=bool),
    )


def _chance(line: Suggestion) -> float:
    """An interest as it stands before it is spread for display."""
    return (line.interest / WHOLE) ** 2
