"""Ranked suggestions shared out, so that readers are not all sent to the same doors."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from madang.engine.match.allocation import Allocation, allocate
from madang.engine.match.crowd import marks
from madang.engine.match.profile import ProfileId
from madang.engine.match.ranking import Ranking, shown
from madang.engine.match.score import combined
from madang.engine.match.shortlist import DISCOUNT, FIRST, Policy, Room, Shortlist
from madang.engine.match.tables import Ints

SHOWN_AN_HOUR = 4
"""Lists that somebody may stand in for each free hour: of four who read a name, one at most comes to a meeting."""
FLOOR = 5
"""Proposals that everybody gets, where there are as many."""
MANY = 2000
SWEEPS, SWEEPS_OF_MANY = 6, 2
"""Rounds over all readers; with more than MANY of them two bring all but a thousandth of what six do, in a third of the time."""
CONSIDERED = 3
"""Candidates that are looked at for each place of a list."""


@dataclass(frozen=True)
class Shares:
    """Who is shown to whom.

    lists   {reader: others in order}
    most    in how many lists each may stand
    places  in how many more it may once these lists are read
    turns   everybody's place in a circle, another one for each seed
    """

    lists: dict[ProfileId, list[ProfileId]]
    most: dict[ProfileId, int]
    places: dict[ProfileId, int]
    turns: dict[ProfileId, int]

    def room_for(self, reader: ProfileId, other: ProfileId) -> float:
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

    def _behind(self, reader: ProfileId, other: ProfileId) -> int:
        return (self.turns[reader] - self.turns[other] - 1) % len(self.turns)

    @cached_property
    def _holders(self) -> dict[ProfileId, list[int]]:
        """How far behind each those are in the circle whose lists have it."""
        found: dict[ProfileId, list[int]] = {each: [] for each in self.turns}
        for reader, others in self.lists.items():
            for other in others:
                found[other].append(self._behind(reader, other))
        return {each: sorted(steps) for each, steps in found.items()}


def share_out(
    ranking: Ranking,
    free: Mapping[ProfileId, int],
    *,
    length: int,
    viable: int,
    seed: int = 0,
) -> Shares:
    """Lists of `length` that bring about the most meetings (see `allocation`), from everybody's best.

    Of the ranking the best three for each place of a list are considered. `free` has the hours that each has for
    meetings; who is missing has none. A pair of at least the score `viable`, 1 to 1000, is a proposal to count on, of
    which everybody gets `FLOOR` where there are as many; whoever has fewer gets the best of what there is. Only what all
    may see the effect of belongs into the ranking: one list moves the others. `seed` turns the order among equals.
    """
    ids = list(ranking.kept)
    hours = np.array([max(0, free.get(each, 0)) for each in ids], dtype=np.int64)
    candidates = _candidates(ranking, CONSIDERED * length, viable)
    policy = Policy(
        length=length,
        floor=min(FLOOR, length),
        attention=DISCOUNT,
        answering=FIRST,
        sweeps=SWEEPS if len(ids) <= MANY else SWEEPS_OF_MANY,
        seed=seed,
    )
    found = allocate(candidates, Room(hours, SHOWN_AN_HOUR * hours, _keys(ids)), policy)
    return _shares(ids, found, hours, seed)


def _shares(ids: list[ProfileId], found: Allocation, hours: Ints, seed: int) -> Shares:
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


def circle(ids: Collection[ProfileId], seed: int) -> dict[ProfileId, int]:
    """Everybody's place in a circle: random to look at, another one for each seed."""
    keys = _keys(ids).astype(np.uint64)
    order = np.lexsort((keys, marks(keys, keys, seed)))
    everybody = list(ids)
    return {everybody[at]: place for place, at in enumerate(order.tolist())}


def _keys(ids: Collection[ProfileId]) -> Ints:
    return np.array([zlib.crc32(str(each).encode()) for each in ids], dtype=np.int64)


def _candidates(ranking: Ranking, most: int, viable: int) -> Shortlist:
    """The best pairs of each reader, by their places in the market, in which everybody is a reader."""
    rows = [
        (looked.columns[:most], looked.mine[:most], looked.theirs[:most])
        for looked in ranking.kept.values()
    ]
    counts = [len(columns) for columns, _, _ in rows]
    column, ask, grant = (np.concatenate(each) for each in zip(*rows, strict=True))
    # Whoever has few viable proposals is to read the best of what there is.
    rank = np.concatenate([np.arange(count) for count in counts])
    enough = (shown(combined(ask, grant)) >= viable) | (rank < FLOOR)
    start = np.cumsum([0, *counts]).astype(np.int64)
    return Shortlist(start, column, ask, grant, enough)
