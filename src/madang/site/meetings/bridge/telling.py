"""Broken rules of the engine as conflicts that can be put into words."""

from collections.abc import Iterable

from madang.engine.board import Board as Laid
from madang.engine.constraints import Violation
from madang.engine.problem import Meeting
from madang.engine.schedule import Placement as Found
from madang.site.meetings.queries.names import Conflict


def told(found: Iterable[Violation], laid: Laid, at: Found) -> list[Conflict]:
    """Turn broken rules into conflicts; several of one kind about the same thing are one."""
    return list(dict.fromkeys(_conflict(each, laid, at) for each in found))


_KINDS = {
    "cancelled": "not_agreed",
    "pinned": "slot_closed",
    "slot_not_allowed": "slot_closed",
    "wrong_people": "who_comes",
    "delegate_away": "delegate_absent",
    "delegate_busy": "delegate_busy",
    "day_limit": "day_limit",
    "no_rest": "no_rest",
    "too_far": "too_far",
    "organisation_limit": "organisation_limit",
    "place_closed": "place_closed",
    "suite": "place_owned",
    "place_not_allowed": "place_closed",
    "place_full": "place_taken",
    "no_interpreter": "interpreter",
    "interpreter_unneeded": "interpreter_unneeded",
    "interpreter_language": "interpreter",
    "interpreter_away": "interpreter",
    "interpreter_busy": "interpreter",
}


def _conflict(found: Violation, laid: Laid, at: Found) -> Conflict:
    meeting = laid.problem.meeting[found.meeting]
    kind = _KINDS[found.rule]
    if kind == "interpreter":
        return Conflict(
            kind,
            found.meeting,
            slot=at.slot,
            languages=meeting.languages,
            next_slot=_next_interpreted(laid, meeting, at.slot),
        )
    is_near = found.rule != "too_far"
    if is_near and found.delegate is not None and _has_choice(meeting, found.delegate):
        side = laid.problem.delegate[found.delegate].organisation
        return Conflict("side_busy", found.meeting, slot=at.slot, registration=side)
    other = found.blocking[0] if found.blocking else None
    return Conflict(
        kind,
        found.meeting,
        slot=found.slot or at.slot,
        place=_place(found, laid, other),
        delegate=found.delegate,
        registration=found.organisation,
        other=other,
        limit=_limit(found, laid),
    )


def _has_choice(meeting: Meeting, delegate: int) -> bool:
    """Whether anybody else of the same side could come instead."""
    return any(
        side.mode == "any" and len(side.delegates) > 1 and delegate in side.delegates
        for side in meeting.sides
    )


def _place(found: Violation, laid: Laid, other: int | None) -> int | None:
    """The place that a sentence names: the one that is meant, or where the delegate sits instead."""
    if found.rule == "delegate_busy" and other is not None:
        return laid.schedule[other].place
    return found.place


def _limit(found: Violation, laid: Laid) -> int | None:
    if found.rule == "day_limit" and found.delegate is not None:
        return laid.day_most[found.delegate]
    if found.rule == "organisation_limit" and found.organisation is not None:
        return laid.organisation_most[found.organisation]
    rules = laid.problem.rules
    return {"no_rest": rules.most_in_a_row}.get(found.rule)


def _next_interpreted(laid: Laid, meeting: Meeting, slot: int) -> int | None:
    """The first later slot of the same day in which an interpreter for the meeting is free."""
    now = laid.problem.slot[slot]
    later = [
        each
        for each in sorted(laid.problem.slots, key=lambda each: each.start)
        if each.start > now.start and each.day == now.day
    ]
    free = (each.id for each in later if laid.interpreters_at(meeting, each.id))
    return next(free, None)
