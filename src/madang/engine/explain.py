"""Why a meeting has no place, and the smallest change that would give it one.

Reasons (codes): `organisation_limit`, `no_common_slot`, `day_limit`, `side_busy`, `displaces_heavier`,
`suite_closed`, `places_full`, `no_interpreter`, `too_far`, and `fits` for a meeting that could simply be placed. The code sums
up; the fewest reasons that keep the meeting out are in `obstacles`, what would help is in `remedies`.
"""

from __future__ import annotations

from madang.engine.board import Board
from madang.engine.lightest import lightest_within
from madang.engine.needs import ABSENT, Need
from madang.engine.obstacles import Analysis, analyse, by_slot, reasons_of
from madang.engine.occupancy import Occupancy
from madang.engine.problem import Problem
from madang.engine.remedies import remedies
from madang.engine.resources import Resources, compile_problem
from madang.engine.rubbish import nothing_collected
from madang.engine.schedule import Explanation, Placement, Reason, Schedule
from madang.engine.slot_sets import numbers_of

MOVES_TRIED = 0
"""Moves of others tried a meeting when a whole schedule is explained: the search has tried them all."""
REMEDIES_MOST = 400
"""Meetings for which a remedy is looked for when a whole schedule is explained."""
MOVES_TRIED_ALONE = 400
"""Moves of others tried when one meeting is explained."""

Blocking = tuple[int, ...]


def spots(problem: Problem, placements: Schedule, meeting_id: int) -> list[Placement]:
    """Every slot and place where the meeting fits with nobody else moving, in the order of time.

    The meeting itself, where it stands in the schedule, is taken off first.
    """
    board = Board(
        problem, {key: item for key, item in placements.items() if key != meeting_id}
    )
    meeting = problem.meeting[meeting_id]
    found: list[Placement] = []
    for slot in board.allowed_slots(meeting):
        first = board.spot_at(meeting, slot)
        if first is not None:
            found.extend(
                Placement(slot, place, first.delegates, first.interpreter)
                for place in board.places_at(meeting, slot)
            )
    return found


def explain_unplaced(
    problem: Problem, placements: Schedule, meeting_id: int
) -> Explanation:
    """Why the meeting has no place. Raises `ValueError` when it has one or is cancelled."""
    return explain_on(_analyse_one(problem, placements, meeting_id), MOVES_TRIED_ALONE)


def explain_one(
    problem: Problem, placements: Schedule, meeting_id: int
) -> tuple[Explanation, list[tuple[int, tuple[Reason, ...]]]]:
    """The same, and everything in the way of the meeting in each slot that it may have, by id of the slot."""
    analysis = _analyse_one(problem, placements, meeting_id)
    return explain_on(analysis, MOVES_TRIED_ALONE), by_slot(analysis)


def _analyse_one(problem: Problem, placements: Schedule, meeting_id: int) -> Analysis:
    if meeting_id in placements:
        raise ValueError(f"meeting {meeting_id} has a place")
    if problem.meeting[meeting_id].cancelled:
        raise ValueError(f"meeting {meeting_id} is cancelled")
    resources = compile_problem(problem)
    index = next(
        index for index, item in enumerate(resources.meetings) if item.id == meeting_id
    )
    return analyse(Occupancy(problem, resources, placements), index)


@nothing_collected()
def explain_all(
    problem: Problem, placements: Schedule, resources: Resources | None = None
) -> tuple[Explanation, ...]:
    """Why each meeting without a place has none, in the order of the problem; cancelled ones aside.

    `resources` are those of the problem, where they are compiled already. Beyond `REMEDIES_MOST` meetings the lightest
    ones get reasons alone; `explain_unplaced` finds their remedy.
    """
    resources = resources or compile_problem(problem)
    unplaced = [
        (index, meeting)
        for index, meeting in enumerate(resources.meetings)
        if meeting.id not in placements
    ]
    if not unplaced:
        return ()
    occupancy = Occupancy(problem, resources, placements)
    heaviest = sorted((not item.must, -item.weight, item.id) for _, item in unplaced)
    tried = {item[-1] for item in heaviest[:REMEDIES_MOST]}
    return tuple(
        explain_on(
            analyse(occupancy, index), MOVES_TRIED if meeting.id in tried else None
        )
        for index, meeting in unplaced
    )


def explain_on(analysis: Analysis, moves: int | None) -> Explanation:
    """The reasons, what blocks, and the first remedy that works.

    `moves` limits how many moves of others are tried; None: no remedy is looked for.
    """
    meeting, meetings = analysis.meeting, analysis.occupancy.problem.meeting
    reason, blocking = _reason(analysis)
    remedy = None if moves is None else next(remedies(analysis, moves), None)
    if (
        reason == "side_busy"
        and blocking
        and (remedy is None or remedy.kind == "replace")
        and sum(meetings[item].weight for item in blocking) >= meeting.weight
    ):
        reason = "displaces_heavier"
    return Explanation(meeting.id, reason, blocking, remedy, reasons_of(analysis))


def _reason(analysis: Analysis) -> tuple[str, Blocking]:
    """The first rule in the chain people → places → interpreters that no slot passes, and the lightest blockers."""
    if analysis.full:
        return "organisation_limit", _meetings_of(analysis, analysis.full[0])
    people = [need for need in analysis.needs if need.kind == "person"]
    free = present = analysis.allowed
    for need in people:
        present &= ~need.blocked(ABSENT)
        free &= ~need.closed
    if not present:
        return "no_common_slot", ()
    if not free:
        return _people_reason(analysis, people, present)
    return _supply_reason(analysis, free)


def _supply_reason(analysis: Analysis, free: int) -> tuple[str, Blocking]:
    """What of places and interpreters is missing in the slots in which all people are free."""
    seated = free
    for need in analysis.needs:
        if need.kind == "place":
            seated &= ~need.closed
            if not seated:
                return _place_reason(analysis, need, free)
    if analysis.needs[-1].kind == "way":
        return "too_far", ()
    if not analysis.open:
        return "no_interpreter", _voices(analysis, seated)
    return "fits", ()


def _people_reason(
    analysis: Analysis, people: list[Need], present: int
) -> tuple[str, Blocking]:
    groups = [
        tuple(
            sorted(
                {
                    item
                    for need in people
                    if need.closed >> slot & 1
                    for item in _keeping(analysis, need, slot)
                }
            )
        )
        for slot in numbers_of(present)
    ]
    if not all(groups):
        return "day_limit", ()
    return "side_busy", _lightest(analysis, groups)


def _keeping(analysis: Analysis, need: Need, slot: int) -> Blocking:
    """The meetings that keep the people of a need busy in a slot; where any of them may come, the lightest one."""
    occupancy = analysis.occupancy
    held = [
        meeting
        for item in need.alternatives
        for meeting in occupancy.holders(item[0], slot)
    ]
    return tuple(held) if len(need.alternatives) == 1 else _first(analysis, held)


def _first(analysis: Analysis, meetings: list[int]) -> Blocking:
    known = analysis.occupancy.problem.meeting
    return tuple(sorted(meetings, key=lambda item: (known[item].weight, item))[:1])


def _place_reason(analysis: Analysis, need: Need, free: int) -> tuple[str, Blocking]:
    if not free & ~need.blocked(ABSENT):
        return "suite_closed", ()
    found = [
        lightest
        for item in need.alternatives
        if (lightest := lightest_within(analysis.occupancy, item[0], free))
    ]
    return "places_full", (min(found)[1],) if found else ()


def _voices(analysis: Analysis, seated: int) -> Blocking:
    """The meetings of the interpreters who could come, in the slot where they weigh least together."""
    groups = [
        tuple(
            sorted(
                meeting
                for need in analysis.needs
                if need.kind == "interpreter"
                for item in need.alternatives
                for meeting in analysis.occupancy.holders(item[0], slot)
            )
        )
        for slot in numbers_of(seated)
    ]
    return _lightest(analysis, groups)


def _lightest(analysis: Analysis, groups: list[Blocking]) -> Blocking:
    """The group of meetings with the least weight together."""
    known = analysis.occupancy.problem.meeting
    return min(
        groups,
        key=lambda group: (sum(known[item].weight for item in group), group),
        default=(),
    )


def _meetings_of(analysis: Analysis, organisation: int) -> Blocking:
    return tuple(analysis.occupancy.held_by(organisation))
