"""Changes held against the event: every id is known, and what is new fits the rules for a problem."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from madang.engine.problem import Problem, ProblemError
from madang.engine.repair.changes import Changes, NoShow
from madang.engine.repair.warm import Warm

Known = tuple[Container[int], ...]
"""Where an id may be known from."""


def check_changes(warm: Warm, changes: Changes) -> None:
    """Raise `ProblemError` that names the place at the first id that nobody knows, or that is new and known already."""
    problem = warm.base
    delegates = (warm.row_of, {item.id for item in changes.delegates})
    meetings = (problem.meeting, warm.meeting_number)
    if changes.now is not None:
        _known("now", "slot", changes.now, (problem.slot,))
    lists: tuple[tuple[str, str, tuple[int, ...], Known], ...] = (
        ("cancelled_meetings", "meeting", changes.cancelled_meetings, meetings),
        ("cancelled_delegates", "delegate", changes.cancelled_delegates, delegates),
        ("pins", "meeting", changes.pins, meetings),
    )
    for name, kind, ids, known in lists:
        for index, item in enumerate(ids):
            _known(f"{name}[{index}]", kind, item, known)
    rows: tuple[tuple[str, str, tuple[Any, ...], Known], ...] = (
        ("absences", "delegate", changes.absences, delegates),
        ("no_shows", "delegate", changes.no_shows, delegates),
        ("closed_places", "place", changes.closed_places, (problem.place,)),
        (
            "lost_interpreters",
            "interpreter",
            changes.lost_interpreters,
            (problem.interpreter,),
        ),
    )
    for name, kind, items, known in rows:
        for index, row in enumerate(items):
            _known(f"{name}[{index}].{kind}", kind, getattr(row, kind), known)
            for slot in (row.slot,) if isinstance(row, NoShow) else row.slots or ():
                _known(f"{name}[{index}]", "slot", slot, (problem.slot,))
    _check_meetings(warm, changes)
    if changes.organisations or changes.delegates or changes.meetings:
        _check_new(warm.problem, changes)


def _check_meetings(warm: Warm, changes: Changes) -> None:
    """Refuse to cancel what has begun, and to keep what has no place."""
    past = warm.past | slots_until(warm, changes.now)
    for index, item in enumerate(changes.cancelled_meetings):
        if item in warm.schedule and warm.schedule[item].slot in past:
            raise ProblemError(f"cancelled_meetings[{index}]: meeting {item} has begun")
    for index, item in enumerate(changes.pins):
        if item not in warm.schedule:
            raise ProblemError(f"pins[{index}]: meeting {item} has no place to keep")


def slots_until(warm: Warm, now: int | None) -> frozenset[int]:
    """The slots up to the one that is running."""
    if now is None:
        return frozenset()
    return frozenset(warm.slots[: warm.slot_number[now] + 1])


def _known(where: str, kind: str, item: int, known: Known) -> None:
    if not any(item in each for each in known):
        raise ProblemError(f"{where}: {kind} {item} does not exist")


def _check_new(problem: Problem, changes: Changes) -> None:
    """Check what a late registrant brings along by the rules for a problem."""
    for name in ("organisations", "delegates", "meetings"):
        known = getattr(problem, name[:-1])
        for index, item in enumerate(getattr(changes, name)):
            if item.id in known:
                raise ProblemError(f"{name}[{index}].id: {item.id} is used already")
    for index, meeting in enumerate(changes.meetings):
        if meeting.fixed is not None:
            raise ProblemError(
                f"meetings[{index}].fixed: a new meeting cannot be pinned before it has a place"
            )
    people = {
        item
        for meeting in changes.meetings
        for side in meeting.sides
        for item in side.delegates
    }
    known_people = [
        problem.delegate[item] for item in people if item in problem.delegate
    ]
    Problem(
        slots=problem.slots,
        places=problem.places,
        organisations=(*changes.organisations, *problem.organisations),
        delegates=(*changes.delegates, *known_people),
        interpreters=problem.interpreters,
        meetings=changes.meetings,
    )
