"""The problem after a change, as a document: what a repair is judged against, and what the next search starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from madang.engine.problem import Delegate, Fixed, Meeting, Problem
from madang.engine.repair.changes import Changes
from madang.engine.schedule import Schedule


@dataclass(frozen=True)
class Edit:
    """A change with what it led to: `pinned` are the meetings that stay, `dropped` those that are cancelled by it."""

    changes: Changes
    pinned: Schedule
    dropped: frozenset[int]
    past: frozenset[int]
    """Slots that are over or running."""
    released: frozenset[int] = frozenset()
    """Meetings that had begun, and were not held after all."""


def changed_problem(problem: Problem, edit: Edit) -> Problem:
    """The problem with a change in it.

    Who cancelled is away in all slots to come, and meetings that need them are cancelled. What has begun is pinned;
    all other meetings are limited to the slots to come.
    """
    changes, past = edit.changes, edit.past
    to_come = tuple(slot.id for slot in problem.slots if slot.id not in past)
    away = absences(changes, past, to_come)
    closed = {item.place: item.slots for item in changes.closed_places}
    lost = {item.interpreter: item.slots for item in changes.lost_interpreters}
    return replace(
        problem,
        places=tuple(
            replace(item, busy=_with(item.busy, closed[item.id], to_come))
            if item.id in closed
            else item
            for item in problem.places
        ),
        interpreters=tuple(
            replace(item, busy=_with(item.busy, lost[item.id], to_come))
            if item.id in lost
            else item
            for item in problem.interpreters
        ),
        organisations=(*problem.organisations, *changes.organisations),
        delegates=tuple(
            _delegate(item, away) for item in (*problem.delegates, *changes.delegates)
        ),
        meetings=tuple(
            _meeting(item, edit, to_come)
            for item in (*problem.meetings, *changes.meetings)
        ),
    )


def absences(
    changes: Changes, past: frozenset[int], to_come: tuple[int, ...]
) -> dict[int, set[int]]:
    """Slots in which delegates are newly away; slots that are over count for those who did not appear alone."""
    away: dict[int, set[int]] = {}
    for delegate in changes.cancelled_delegates:
        away.setdefault(delegate, set()).update(to_come)
    for absence in changes.absences:
        slots = to_come if absence.slots is None else absence.slots
        away.setdefault(absence.delegate, set()).update(set(slots) - past)
    for miss in changes.no_shows:
        away.setdefault(miss.delegate, set()).add(miss.slot)
    return away


def _with(
    busy: tuple[int, ...], slots: tuple[int, ...] | None, to_come: tuple[int, ...]
) -> tuple[int, ...]:
    """Busy slots with those of a closure (None: all) that are still to come."""
    more = [slot for slot in to_come if slots is None or slot in slots]
    return (*busy, *(slot for slot in more if slot not in busy))


def _delegate(delegate: Delegate, away: dict[int, set[int]]) -> Delegate:
    more = sorted(away.get(delegate.id, set()) - set(delegate.busy))
    return replace(delegate, busy=(*delegate.busy, *more)) if more else delegate


def _meeting(meeting: Meeting, edit: Edit, to_come: tuple[int, ...]) -> Meeting:
    if meeting.cancelled:
        return meeting
    if meeting.id in edit.dropped or needs(
        meeting, frozenset(edit.changes.cancelled_delegates), edit.pinned
    ):
        return replace(meeting, cancelled=True, fixed=None)
    placement = edit.pinned.get(meeting.id)
    if placement is not None:
        fixed = Fixed(
            placement.slot, placement.place, placement.interpreter, placement.delegates
        )
        return replace(meeting, fixed=fixed)
    if meeting.id in edit.released:
        meeting = replace(meeting, fixed=None)
    if not edit.past or meeting.fixed is not None:
        return meeting
    slots = to_come if meeting.slots is None else meeting.slots
    return replace(
        meeting, slots=tuple(slot for slot in slots if slot not in edit.past)
    )


def needs(meeting: Meeting, gone: frozenset[int], pinned: Schedule) -> bool:
    """Whether a meeting that has not begun cannot do without the delegates who are gone."""
    if not gone or meeting.id in pinned:
        return False
    return any(
        (all if side.mode == "any" else any)(item in gone for item in side.delegates)
        for side in meeting.sides
    )
