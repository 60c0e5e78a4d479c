"""Why a meeting has no place, and the smallest change that would give it one.

Reasons (codes): `organisation_limit`, `no_common_slot`, `day_limit`, `side_busy`, `displaces_heavier`,
`suite_closed`, `places_full`, `no_interpreter`, and `fits` for a meeting that could simply be placed.

What would help is in `remedies`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from madang.engine.board import Board
from madang.engine.problem import Meeting, Problem
from madang.engine.remedies import are_present, busy_people, remedies, weight_of
from madang.engine.schedule import Explanation, Placement, Schedule

MOVES_TRIED = 0
"""Moves of others tried a meeting when a whole schedule is explained: the search has tried them all."""
REMEDIES_MOST = 400
"""Meetings for which a remedy is looked for when a whole schedule is explained."""
MOVES_TRIED_ALONE = 400
"""Moves of others tried when one meeting is explained."""


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
    if meeting_id in placements:
        raise ValueError(f"meeting {meeting_id} has a place")
    if problem.meeting[meeting_id].cancelled:
        raise ValueError(f"meeting {meeting_id} is cancelled")
    return explain_on(
        Board(problem, placements), problem.meeting[meeting_id], MOVES_TRIED_ALONE
    )


def explain_all(problem: Problem, placements: Schedule) -> tuple[Explanation, ...]:
    """Why each meeting without a place has none, in the order of the problem; cancelled ones aside.

    Beyond `REMEDIES_MOST` meetings the lightest ones get a reason alone; `explain_unplaced` finds their remedy.
    """
    board = Board(problem, placements)
    unplaced = [
        meeting
        for meeting in problem.meetings
        if meeting.id not in placements and not meeting.cancelled
    ]
    heaviest = sorted(unplaced, key=lambda item: (not item.must, -item.weight, item.id))
    tried = {meeting.id for meeting in heaviest[:REMEDIES_MOST]}
    return tuple(
        explain_on(board, meeting, MOVES_TRIED)
        if meeting.id in tried
        else Explanation(meeting.id, *_reason(board, meeting))
        for meeting in unplaced
    )


def explain_on(board: Board, meeting: Meeting, moves: int) -> Explanation:
    """The reason, what blocks, and the first remedy that works; `moves` limits how many moves of others are tried."""
    reason, blocking = _reason(board, meeting)
    remedy = next(remedies(board, meeting, moves), None)
    if (
        reason == "side_busy"
        and blocking
        and (remedy is None or remedy.kind == "replace")
    ):
        weight = sum(board.problem.meeting[item].weight for item in blocking)
        reason = "displaces_heavier" if weight >= meeting.weight else reason
    return Explanation(meeting.id, reason, blocking, remedy)


def _reason(board: Board, meeting: Meeting) -> tuple[str, tuple[int, ...]]:
    """The first rule in the chain people → places → interpreters that no slot passes, and the lightest blockers."""
    full = [
        item
        for item in meeting.organisations
        if not board.is_within_organisation_limit(item)
    ]
    if full:
        return "organisation_limit", _meetings_of(board, full[0])
    present = [
        slot
        for slot in board.allowed_slots(meeting)
        if are_present(board, meeting, slot)
    ]
    if not present:
        return "no_common_slot", ()
    free = [slot for slot in present if board.people_at(meeting, slot)]
    if not free:
        return _people_reason(board, meeting, present)
    seated = [slot for slot in free if board.places_at(meeting, slot)]
    if not seated:
        return _place_reason(board, meeting, free)
    if not any(board.interpreters_at(meeting, slot) for slot in seated):
        busy = (
            (
                other
                for item in board.speakers(meeting)
                for other in board.voices_of(item, slot)
            )
            for slot in seated
        )
        return "no_interpreter", _lightest(board, busy)
    return "fits", ()


def _people_reason(
    board: Board, meeting: Meeting, present: list[int]
) -> tuple[str, tuple[int, ...]]:
    busy = [busy_people(board, meeting, slot) for slot in present]
    if not all(busy):
        return "day_limit", ()
    return "side_busy", _lightest(board, busy)


def _place_reason(
    board: Board, meeting: Meeting, free: list[int]
) -> tuple[str, tuple[int, ...]]:
    usable = board.usable_places(meeting)
    if all((place, slot) in board.closed for place in usable for slot in free):
        return "suite_closed", ()
    taken = set(_seated(board, meeting, free))
    return "places_full", tuple(
        sorted(taken, key=lambda item: (weight_of(board, item), item))[:1]
    )


def _seated(board: Board, meeting: Meeting, slots: list[int]) -> Iterator[int]:
    """Meetings at the places that this one may use, the lightest of them among these; pinned ones aside."""
    if meeting.places is None and meeting.fixed is None:
        owners = (*meeting.organisations, None)
        found = (board.lightest_at(owner, slot) for slot in slots for owner in owners)
        yield from (item for item in found if item is not None)
        return
    for place, slot in product(board.usable_places(meeting), slots):
        for other in board.meetings_at(place, slot):
            if board.problem.meeting[other].fixed is None:
                yield other


def _lightest(board: Board, groups: Iterable[Iterable[int | None]]) -> tuple[int, ...]:
    """The group of meetings with the least weight together."""
    found = [
        tuple(sorted(item for item in group if item is not None)) for group in groups
    ]
    return min(
        found,
        key=lambda group: (sum(weight_of(board, item) for item in group), group),
        default=(),
    )


def _meetings_of(board: Board, organisation: int) -> tuple[int, ...]:
    return tuple(sorted(board.held_by[organisation]))
