"""The problem as arrays: meetings → requirements → alternative resources, capacities in each slot.

A resource is a delegate, a pool of interchangeable places or a pool of interchangeable interpreters. A meeting has
one requirement a delegate of an `all` side, one an `any` side, one for its place and one for its interpreter; each
requirement is met by any one of its alternatives. Capacities are numbers of meetings a slot. Slots are numbered in
the order of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from madang.engine.bits import Words, pack
from madang.engine.moments import find_moments
from madang.engine.pools import PoolFinder, Pools, group_interpreters, group_places
from madang.engine.problem import Meeting, Problem
from madang.engine.rubbish import nothing_collected

UNLIMITED = 1_000_000_000
Ints = NDArray[np.int64]
OddSets = tuple[tuple[int, ...], ...]


class Model(NamedTuple):
    """The arrays that the kernels read. M meetings, Q requirements, R resources, T slots, D days, O organisations."""

    capacity: Ints  # R × T
    allowed: NDArray[np.bool_]  # M × T
    requirement_start: Ints  # M + 1
    alternative_start: Ints  # Q + 1
    alternative: Ints  # resources
    owner: Ints  # Q: meeting of the requirement
    member_start: Ints  # R × T + 1: where the members of a resource and slot are kept
    day: Ints  # T
    session: Ints  # T
    day_most: Ints  # R
    side_start: Ints  # M + 1
    side: Ints  # organisations of each meeting
    organisation_most: Ints  # O
    wish_start: Ints  # O + 1
    wish: Ints  # meetings of each organisation
    value: Ints  # M: worth in the objective
    is_pinned: NDArray[np.bool_]  # M
    delegates: Ints  # 1: the resources below this number are delegates
    worth: Ints  # 2: of a unit of weight, and of an organisation that is not left out
    rest: Ints  # 1: most meetings of a delegate in a row, 0 when there is no such rule
    there: Words  # R × W: slots in which the resource has any capacity
    reach: Words  # M × W: slots in which every requirement could be met with nobody else there
    begin_start: Ints  # T + 1, see Moments
    begin: Ints
    active_start: Ints  # T + 1
    active: Ints


@dataclass(frozen=True)
class Resources:
    """A `Model` with the way back to ids: everything is listed in the order of its number in the arrays."""

    model: Model
    meetings: tuple[Meeting, ...]
    slots: tuple[int, ...]
    delegates: tuple[int, ...]
    organisations: tuple[int, ...]
    place_pools: Pools
    interpreter_pools: Pools

    @cached_property
    def musts(self) -> Ints:
        """1 for each must-have meeting, 0 for the others."""
        return np.array([meeting.must for meeting in self.meetings], dtype=np.int64)

    @cached_property
    def odd_sets(self) -> OddSets:
        """Sets of delegates who come in pairs, as numbers of delegates; see `odd_sets.py`."""
        from madang.engine.odd_sets import find_odd_sets

        return find_odd_sets(self.model)

    @cached_property
    def priced(self) -> Model:
        """The model that prices are made for: the odd sets are resources behind all others."""
        from madang.engine.odd_sets import widen

        return widen(self.model, self.odd_sets) if len(self.odd_sets) else self.model

    @property
    def first_interpreter_pool(self) -> int:
        """The number of the first resource that is a pool of interpreters."""
        return len(self.delegates) + len(self.place_pools)


@nothing_collected()
def compile_problem(problem: Problem) -> Resources:
    """Arrays for a problem. Cancelled meetings are left out; a pinned meeting keeps its slot and all it pins."""
    meetings = tuple(meeting for meeting in problem.meetings if not meeting.cancelled)
    slots = tuple(slot.id for slot in problem.timeline)
    place_pools = group_places(problem, meetings)
    interpreter_pools = group_interpreters(problem, meetings)
    finder = PoolFinder(problem, place_pools, interpreter_pools)
    number = finder.number
    requirements = [finder.requirements_of(meeting) for meeting in meetings]
    organisations = {item.id: index for index, item in enumerate(problem.organisations)}
    sides = [
        [organisations[item] for item in meeting.organisations] for meeting in meetings
    ]
    wishes: list[list[int]] = [[] for _ in organisations]
    for index, side in enumerate(sides):
        for organisation in side:
            wishes[organisation].append(index)
    capacity = _capacity(problem, slots, place_pools, interpreter_pools)
    allowed = _allowed(meetings, slots)
    requirement_start = _starts(requirements)
    alternatives = list(chain.from_iterable(requirements))
    alternative_start, alternative = _starts(alternatives), _flat(alternatives)
    day_most = _day_most(problem, len(capacity))
    worth = _worth(problem, meetings)
    there = pack((capacity > 0) & (day_most > 0)[:, None])
    model = Model(
        capacity=capacity,
        allowed=allowed,
        requirement_start=requirement_start,
        alternative_start=alternative_start,
        alternative=alternative,
        owner=np.repeat(
            np.arange(len(meetings)), [len(item) for item in requirements]
        ).astype(np.int64),
        member_start=np.concatenate(([0], np.cumsum(np.maximum(capacity, 0)))).astype(
            np.int64
        ),
        day=_ranks([problem.slot[slot].day for slot in slots]),
        session=_ranks([problem.slot[slot].session for slot in slots]),
        day_most=day_most,
        side_start=_starts(sides),
        side=_flat(sides),
        organisation_most=np.array(
            [
                UNLIMITED if item.most is None else item.most
                for item in problem.organisations
            ],
            dtype=np.int64,
        ),
        wish_start=_starts(wishes),
        wish=_flat(wishes),
        value=_values(meetings, worth, len(organisations)),
        is_pinned=np.array(
            [meeting.fixed is not None for meeting in meetings], dtype=np.bool_
        ),
        delegates=np.array([len(number)], dtype=np.int64),
        worth=worth,
        rest=np.array([problem.rules.most_in_a_row or 0], dtype=np.int64),
        there=there,
        reach=_reach(
            pack(allowed), requirement_start, (alternative_start, alternative), there
        ),
        **find_moments(problem.timeline)._asdict(),
    )
    return Resources(
        model,
        meetings,
        slots,
        tuple(number),
        tuple(organisations),
        place_pools,
        interpreter_pools,
    )


def _starts(lists: list[list[int]] | list[list[list[int]]]) -> Ints:
    return np.array([0, *accumulate(len(item) for item in lists)], dtype=np.int64)


def _flat(lists: list[list[int]]) -> Ints:
    return np.array(list(chain.from_iterable(lists)), dtype=np.int64)


def _ranks(values: list[int]) -> Ints:
    order = {value: index for index, value in enumerate(sorted(set(values)))}
    return np.array([order[value] for value in values], dtype=np.int64)


def _allowed(
    meetings: tuple[Meeting, ...], slots: tuple[int, ...]
) -> NDArray[np.bool_]:
    allowed = np.ones((len(meetings), len(slots)), dtype=np.bool_)
    for index, meeting in enumerate(meetings):
        wanted = meeting.slots if meeting.fixed is None else (meeting.fixed.slot,)
        if wanted is not None:
            allowed[index] = [slot in wanted for slot in slots]
    return allowed


def _capacity(
    problem: Problem,
    slots: tuple[int, ...],
    place_pools: Pools,
    interpreter_pools: Pools,
) -> Ints:
    number = {slot: index for index, slot in enumerate(slots)}
    rows = []
    groups = [
        *([(1, delegate.busy)] for delegate in problem.delegates),
        *(
            [(problem.place[item].capacity, problem.place[item].busy) for item in pool]
            for pool in place_pools
        ),
        *(
            [(1, problem.interpreter[item].busy) for item in pool]
            for pool in interpreter_pools
        ),
    ]
    for group in groups:
        row = np.zeros(len(slots), dtype=np.int64)
        for capacity, busy in group:
            free = np.full(len(slots), capacity, dtype=np.int64)
            free[[number[slot] for slot in busy]] = 0
            row += free
        rows.append(row)
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(slots))


def _reach(
    allowed: Words,
    requirement_start: Ints,
    alternatives: tuple[Ints, Ints],
    there: Words,
) -> Words:
    """Slots in which a meeting could be held in an empty event (M × W)."""
    start, alternative = alternatives
    can = np.zeros((len(start), there.shape[1]), dtype=np.uint64)
    if len(alternative):
        full = np.concatenate((there[alternative], np.zeros_like(there[:1])))
        can = np.bitwise_or.reduceat(full, start, axis=0)
    can = can[:-1]
    can[np.diff(start) == 0] = 0
    reach: Words = allowed.copy()
    owner = np.repeat(np.arange(len(allowed)), np.diff(requirement_start))
    np.bitwise_and.at(reach, owner, can)
    return reach


def _day_most(problem: Problem, resources: int) -> Ints:
    most = np.full(resources, UNLIMITED, dtype=np.int64)
    for index, delegate in enumerate(problem.delegates):
        if delegate.most_per_day is not None:
            most[index] = delegate.most_per_day
    return most


def _worth(problem: Problem, meetings: tuple[Meeting, ...]) -> Ints:
    """What puts total and left-out organisations in order: the stage that comes first outweighs all of the other."""
    if problem.rules.nobody_left_out:
        return np.array(
            [1, sum(meeting.weight for meeting in meetings) + 1], dtype=np.int64
        )
    return np.array([len(problem.organisations) + 1, 1], dtype=np.int64)


def _values(meetings: tuple[Meeting, ...], worth: Ints, organisations: int) -> Ints:
    """One number a meeting that puts the stages in order: one must-have outweighs everything after it."""
    total = sum(meeting.weight for meeting in meetings) + 1
    must = total * (organisations + 1)
    return np.array(
        [meeting.weight * int(worth[0]) + must * meeting.must for meeting in meetings],
        dtype=np.int64,
    )
