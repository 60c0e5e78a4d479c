"""Ranked suggestions shared out, so that readers are not all sent to the same doors."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from madang.engine.match.allocation import allocate
from madang.engine.match.profile import ProfileId
from madang.engine.match.ranking import WHOLE, Ranking
from madang.engine.match.shortlist import DISCOUNT, FIRST, Policy, Room, Shortlist

SHOWN_AN_HOUR = 4
"""Lists that somebody may stand in for each free hour: of four who read a name, one at most comes to a meeting."""
FLOOR = 5
"""Proposals that everybody gets, where there are as many."""
VIABLE = 250
"""A pair of at least this score (of 1000) is a viable proposal."""
LEAST_CHANCE = (VIABLE / WHOLE) ** 4
"""The same as a chance that both want: a score is the root of an interest, and both are as large."""
CONSIDERED = 3
"""Candidates that are looked at for each place of a list."""


@dataclass(frozen=True)
class Shares:
    """The lists, {reader: others in order}, and the room that a request finds at each door once all lists are read (0 to 1)."""

    lists: dict[ProfileId, list[ProfileId]]
    room: dict[ProfileId, float]


def share_out(
    ranking: Ranking,
    free: Mapping[ProfileId, int],
    *,
    length: int,
    seed: int = 0,
) -> Shares:
    """Lists of `length` that bring about the most meetings (see `allocation`), from everybody's best.

    Of the ranking the best three for each place of a list are considered, less those whom `unwanted` names for the reader.
    `free` has the hours that each has for meetings; who is missing has none. Only what all may see the effect of belongs
    into the ranking: one list moves the others.
    """
    ids = list(ranking.kept)
    hours = np.array([max(0, free.get(each, 0)) for each in ids], dtype=np.int64)
    candidates = _candidates(ranking, CONSIDERED * length)
    keys = np.array([zlib.crc32(str(each).encode()) for each in ids], dtype=np.int64)
    policy = Policy(
        length=length,
        floor=min(FLOOR, length),
        viable=LEAST_CHANCE,
        attention=DISCOUNT,
        answering=FIRST,
        seed=seed,
    )
    found = allocate(candidates, Room(hours, SHOWN_AN_HOUR * hours, keys), policy)
    lists = {
        reader: [ids[at] for at in row if at >= 0]
        for reader, row in zip(ids, found.candidates.tolist(), strict=True)
    }
    full = np.maximum(1, SHOWN_AN_HOUR * hours)
    left = np.where(hours > 0, 1 - np.minimum(found.showings / full, 1), 0.0)
    return Shares(lists, dict(zip(ids, left.tolist(), strict=True)))


def _candidates(ranking: Ranking, most: int) -> Shortlist:
    """The best pairs of each reader, by their places in the market, in which everybody is a reader."""
    rows = [
        (looked.columns[:most], looked.mine[:most], looked.theirs[:most])
        for looked in ranking.kept.values()
    ]
    start = np.cumsum([0, *(len(columns) for columns, _, _ in rows)])
    column, ask, grant = (np.concatenate(each) for each in zip(*rows, strict=True))
    return Shortlist(start.astype(np.int64), column, ask, grant)
