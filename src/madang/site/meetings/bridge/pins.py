"""Pinned meetings: where a version has them, and who sits in them."""

from collections.abc import Iterable

from madang.engine import problem as engine
from madang.site.meetings.models import Placement, Plan


def fixed_by(
    plan: Plan, meetings: dict[int, engine.Meeting]
) -> dict[int, engine.Fixed]:
    """Return where each pinned meeting of a version stays, by its key."""
    rows = plan.placements.filter(is_pinned=True, meeting__in=list(meetings))
    return {
        row.meeting_id: engine.Fixed(
            slot=row.slot_id,
            place=row.place_id,
            interpreter=row.interpreter_id,
            delegates=_people_pinned(row, meetings[row.meeting_id]),
        )
        for row in rows.prefetch_related("attendances")
        if row.meeting_id is not None
    }


def _people_pinned(
    row: Placement, meeting: engine.Meeting
) -> tuple[tuple[int, ...], ...] | None:
    """Return who stays with a pinned meeting, or None (to be chosen anew) if a side no longer names these people."""
    found = people_by_side(row, meeting)
    for side, people in zip(meeting.sides, found, strict=True):
        wanted = 1 if side.mode == "any" else len(side.delegates)
        if len(people) != wanted:
            return None
    return found


def people_by_side(
    placement: Placement, meeting: engine.Meeting
) -> tuple[tuple[int, ...], ...]:
    """Return who attends, one tuple a side, in the order of the meeting's sides."""
    attending = [row.delegate_id for row in placement.attendances.all()]
    return by_side(attending, meeting)


def by_side(
    delegates: Iterable[int], meeting: engine.Meeting
) -> tuple[tuple[int, ...], ...]:
    """Sort delegates to the sides of a meeting; somebody of no side is left out."""
    people = list(delegates)
    return tuple(
        tuple(each for each in side.delegates if each in people)
        for side in meeting.sides
    )
