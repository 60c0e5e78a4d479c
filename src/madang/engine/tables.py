"""Which table, which interpreter: slot by slot, once time is decided, with as little walking as possible.

In each slot the meetings are assigned to places by a minimum-cost matching. Its cost counts the changes of zone
against the meeting before and after of everybody who sits in it; on equal walking an owner sits in their own suite.
The sweep over the slots is repeated while the walking falls.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from madang.engine.certificate import Floats
from madang.engine.problem import Meeting, Place, Problem, may_use
from madang.engine.resources import Resources
from madang.engine.rubbish import nothing_collected
from madang.engine.schedule import Placement, Schedule
from madang.engine.stages import neighbours, steps_of, walking_of, way
from madang.engine.state import NOWHERE, State
from madang.engine.zones import Beside, assign_by_zone

SWEEPS, LARGE, LARGE_SWEEPS = 5, 10_000, 2
"""Sweeps at most; in events with so many placed meetings, fewer."""
MATCHED_MOST = 12_000
"""Meetings of a slot times places up to which a slot is matched exactly; beyond, zone by zone."""
FORBIDDEN = 1e9
CHANGE = 1000.0


@nothing_collected()
def name_everything(problem: Problem, resources: Resources, state: State) -> Schedule:
    """A schedule with ids: the places with the least walking found, interpreters in the order of their pools."""
    draft = _people_and_interpreters(problem, resources, state)
    best, least = draft, -1
    steps = steps_of(problem, draft)
    beside = neighbours(draft, steps)
    for sweep in range(SWEEPS if len(draft) < LARGE else LARGE_SWEEPS):
        draft = _sweep(problem, resources, draft, beside, is_first=sweep == 0)
        walking = walking_of(problem, draft, steps)
        if 0 <= least <= walking:
            break
        best, least = draft, walking
    return best


def _people_and_interpreters(
    problem: Problem, resources: Resources, state: State
) -> Schedule:
    """Placements with everything but the place, for which the first one of its pool stands."""
    people = len(resources.delegates)
    first = resources.first_interpreter_pool
    taken: set[tuple[int, int]] = set()
    schedule: Schedule = {}
    for index in _in_order(problem, state):
        meeting, at = resources.meetings[index], int(state.slot[index])
        slot = resources.slots[at]
        start, end = (
            resources.model.requirement_start[index],
            resources.model.requirement_start[index + 1],
        )
        chosen = [int(state.choice[requirement]) for requirement in range(start, end)]
        delegates = [resources.delegates[item] for item in chosen if item < people]
        pool = next((item - first for item in chosen if item >= first), None)
        interpreter = None
        if pool is not None:
            interpreter = next(
                item
                for item in resources.interpreter_pools[pool]
                if slot not in problem.interpreter[item].busy
                and not any((item, near) in taken for near in problem.beside[slot])
            )
            taken.add((interpreter, slot))
        places = next(item - people for item in chosen if people <= item < first)
        schedule[meeting.id] = Placement(
            slot,
            resources.place_pools[places][0],
            _by_side(meeting, delegates),
            interpreter,
        )
    return schedule


def _in_order(problem: Problem, state: State) -> list[int]:
    """The placed meetings, in the order of time where slots overlap: whoever is free then stays free until needed."""
    placed = [int(index) for index in np.flatnonzero(state.slot != NOWHERE)]
    if problem.is_overlapping:
        placed.sort(key=lambda index: int(state.slot[index]))
    return placed


def _by_side(meeting: Meeting, delegates: list[int]) -> tuple[tuple[int, ...], ...]:
    """Split the delegates of a meeting, who come in the order of its sides."""
    rest = iter(delegates)
    return tuple(
        tuple(
            next(rest) for _ in range(1 if side.mode == "any" else len(side.delegates))
        )
        for side in meeting.sides
    )


def _sweep(
    problem: Problem,
    resources: Resources,
    draft: Schedule,
    beside: Beside,
    *,
    is_first: bool,
) -> Schedule:
    """Assign the places of every slot once, in the order of time.

    The draft names a place for each meeting; in large slots another one of the same pool takes its place.
    """
    members = list(resources.place_pools)
    pools = {item: index for index, pool in enumerate(members) for item in pool}
    by_slot: dict[int, list[int]] = defaultdict(list)
    for meeting, placement in draft.items():
        by_slot[placement.slot].append(meeting)
    done: set[int] = set()
    place = {} if is_first else {meeting: item.place for meeting, item in draft.items()}
    for slot in problem.timeline:
        meetings = by_slot[slot.id]
        is_small = len(meetings) * len(problem.places) <= MATCHED_MOST
        if is_small and not problem.is_overlapping:
            place.update(_assign(problem, slot.id, meetings, (beside, place)))
            continue
        pool_of = {meeting: pools[draft[meeting].place] for meeting in meetings}
        seated = Counter(
            place[meeting]
            for near in problem.beside[slot.id]
            if near in done
            for meeting in by_slot[near]
        )
        place.update(
            assign_by_zone(problem, slot.id, pool_of, members, (beside, place, seated))
        )
        done.add(slot.id)
    return {
        meeting: Placement(item.slot, place[meeting], item.delegates, item.interpreter)
        for meeting, item in draft.items()
    }


def _assign(
    problem: Problem,
    slot: int,
    meetings: list[int],
    known: tuple[dict[int, list[int]], dict[int, int]],
) -> dict[int, int]:
    """The best place for each meeting of one slot; every meeting gets one, because the pools had room."""
    from scipy.optimize import linear_sum_assignment

    beside, place = known
    units = [
        item
        for item in problem.places
        if slot not in item.busy
        for _ in range(min(item.capacity, len(meetings)))
    ]
    cost = np.full((len(meetings), len(units)), FORBIDDEN)
    for row, meeting in enumerate(meetings):
        near = [place[other] for other in beside[meeting] if other in place]
        cost[row] = _costs(problem, problem.meeting[meeting], units, near)
    rows, columns = linear_sum_assignment(cost)
    return {
        meetings[row]: units[column].id
        for row, column in zip(rows, columns, strict=True)
    }


def _costs(
    problem: Problem, meeting: Meeting, units: list[Place], near: list[int]
) -> Floats:
    """The cost of each unit for a meeting: zone changes first, then a shared table instead of an own suite."""
    only = meeting.fixed.place if meeting.fixed else None
    zones = [problem.place[item].zone for item in near]
    ways = {
        zone: CHANGE * sum(way(problem, zone, other) for other in zones)
        for zone in {unit.zone for unit in units}
    }
    return np.array(
        [
            ways[unit.zone] + (unit.owner is None)
            if may_use(unit, meeting) and only in (None, unit.id)
            else FORBIDDEN
            for unit in units
        ]
    )
