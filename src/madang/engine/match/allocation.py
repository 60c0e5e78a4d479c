"""Lists that bring about the most meetings: who is shown to whom, and in which place.

Everybody reads a list from the top and asks for meetings; whoever is asked looks at the requests that promise most to
them first, as far as their time goes. So a list is good not only by its own lines: the fifth-best partner with free
hours is worth more than the best one whom everybody is sent to. The welfare of all lists together is the expected
number of meetings of Su, Bayoumi and Joachims (WWW 2022):

    Σ over u, v of  attention(place of v in u's list) · interest(u, v) · interest(v, u) · room(v, requests before u's)

It is raised list by list (Gauss-Seidel): while all others stay, a partner's worth to a list is what the request may
become, less what it takes from those who stand behind it at the same door. Nobody is shown more often than `shown_most`
says, and a list that caps have left too short takes partners over from lists that can spare them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from madang.engine.match.allocation_kernels import (
    NOBODY,
    STEPS_A_REQUEST,
    Lists,
    Market,
    improve_list,
    level_up,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SWEEPS = 4
FLOOR = 5
"""Proposals that everybody gets, where there are as many viable ones."""
REQUESTS_MOST = 40
"""Expected requests beyond which room is taken to be that of so many."""


@dataclass(frozen=True)
class Candidates:
    """Viable partners of n participants, row by row (CSR).

    `other[start[u]:start[u + 1]]` are those of u; `mine` is u's interest in each, `theirs` the other's in u, both
    probabilities of saying yes.
    """

    start: Ints
    other: Ints
    mine: Floats
    theirs: Floats


@dataclass(frozen=True)
class Allocation:
    """n × length: the partners of each list in order, -1 behind the last one; `welfare` is the expected number of meetings."""

    lists: Ints
    welfare: float


def allocate(
    candidates: Candidates,
    *,
    attention: Floats,
    room: Floats,
    shown_most: Ints,
    floor: int = FLOOR,
    turns: Ints | None = None,
) -> Allocation:
    """Lists for everybody who has candidates.

    `attention` (length) is the probability that a reader looks at each place of a list; a list has as many places.
    `room` is n × steps from `room_for_first` or `room_by_rank`, `shown_most` (n) how often each may be shown. `turns`, one number a
    candidate, orders those that are worth the same (see `turns_of`). The same call gives the same lists.
    Raises ValueError for probabilities outside 0 to 1 and arrays that do not fit each other.
    """
    _check(candidates, attention, room, shown_most)
    people = len(candidates.start) - 1
    market = _market(candidates, attention, room, shown_most, turns)
    lists = _empty(market, people, len(attention))
    worth = np.zeros(int(np.diff(candidates.start).max(initial=0)))
    for _sweep in range(SWEEPS):
        for reader in range(people):
            improve_list(market, lists, reader, worth)
    both = market.mine * market.theirs
    for reader in range(people):
        level_up(market, lists, reader, floor, both)
    return Allocation(lists.place.copy(), welfare(market, lists))


def room_for_first(free: Sequence[int] | Ints) -> Floats:
    """Room of participants with so many free hours: how likely fewer requests than that stand before one.

    n × steps: column k is for k / STEPS_A_REQUEST requests expected before it, a Poisson number of them.
    """
    from scipy.stats import poisson

    expected = np.arange(REQUESTS_MOST * STEPS_A_REQUEST + 1) / STEPS_A_REQUEST
    hours = np.asarray(free, dtype=np.int64)
    kinds, which = np.unique(hours, return_inverse=True)
    rows = np.stack([poisson.cdf(each - 1, expected) for each in kinds])
    found: Floats = rows[which]
    return found


def room_by_rank(attention: Floats, people: int) -> Floats:
    """Room of participants who look at requests by rank, with the same attention as readers at lists; as `room_for_first`."""
    from scipy.stats import poisson

    expected = np.arange(REQUESTS_MOST * STEPS_A_REQUEST + 1) / STEPS_A_REQUEST
    chances = poisson.pmf(np.arange(len(attention))[None, :], expected[:, None])
    one: Floats = chances @ attention
    return np.broadcast_to(one, (people, len(one)))


def turns_of(candidates: Candidates, ids: Sequence[object], seed: int) -> Ints:
    """An order among equals that differs from reader to reader, so that nobody is always last; one number a candidate."""
    marks = np.array([zlib.crc32(str(each).encode()) for each in ids], dtype=np.uint64)
    steps = np.array(
        [zlib.crc32(f"{seed}:{each}".encode()) for each in ids], dtype=np.uint64
    )
    reader = np.repeat(np.arange(len(ids)), np.diff(candidates.start))
    mixed = (steps[reader] * np.uint64(2) + np.uint64(1)) * marks[candidates.other]
    found: Ints = (mixed % np.uint64(1 << 32)).astype(np.int64)
    return found


def _market(
    candidates: Candidates,
    attention: Floats,
    room: Floats,
    shown_most: Ints,
    turns: Ints | None,
) -> Market:
    """The candidates with, for each door, those who may stand before it: the most welcome first."""
    count = len(candidates.other)
    turns = np.zeros(count, dtype=np.int64) if turns is None else turns
    reader = np.repeat(
        np.arange(len(candidates.start) - 1, dtype=np.int64), np.diff(candidates.start)
    )
    queue = np.lexsort((reader, -candidates.theirs, candidates.other))
    door = np.searchsorted(
        candidates.other[queue], np.arange(len(candidates.start), dtype=np.int64)
    )
    return Market(
        start=candidates.start.astype(np.int64),
        other=candidates.other.astype(np.int64),
        mine=candidates.mine.astype(np.float64),
        theirs=candidates.theirs.astype(np.float64),
        reader=reader,
        door=door.astype(np.int64),
        queue=queue.astype(np.int64),
        attention=attention.astype(np.float64),
        room=np.ascontiguousarray(room, dtype=np.float64),
        shown_most=shown_most.astype(np.int64),
        turns=turns.astype(np.int64),
    )


def _empty(market: Market, people: int, length: int) -> Lists:
    return Lists(
        place=np.full((people, length), NOBODY, dtype=np.int64),
        at=np.full(len(market.other), NOBODY, dtype=np.int64),
        chance=np.zeros(len(market.other)),
        shown=np.zeros(people, dtype=np.int64),
    )


def welfare(market: Market, lists: Lists) -> float:
    """The expected number of meetings; requests before another are taken to be independent, their number Poisson."""
    total = 0.0
    for host in range(len(market.start) - 1):
        queue = market.queue[market.door[host] : market.door[host + 1]]
        chance = lists.chance[queue]
        before = np.cumsum(chance) - chance
        steps = np.minimum(before * STEPS_A_REQUEST, market.room.shape[1] - 1)
        rooms = np.interp(steps, np.arange(market.room.shape[1]), market.room[host])
        total += float((chance * market.theirs[queue] * rooms).sum())
    return total


def _check(
    candidates: Candidates, attention: Floats, room: Floats, shown_most: Ints
) -> None:
    people = len(candidates.start) - 1
    if not len(candidates.other) == len(candidates.mine) == len(candidates.theirs):
        message = "other, mine and theirs: one entry a candidate is expected in each"
        raise ValueError(message)
    if len(room) != people or len(shown_most) != people:
        message = f"room, shown_most: {people} rows are expected, one a participant"
        raise ValueError(message)
    for name, values in (
        ("mine", candidates.mine),
        ("theirs", candidates.theirs),
        ("attention", attention),
        ("room", room),
    ):
        if len(values) and not (values.min() >= 0 and values.max() <= 1):
            message = f"{name}: probabilities from 0 to 1 are expected"
            raise ValueError(message)
