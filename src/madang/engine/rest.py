"""The rule of rest in the search: no delegate has more than so many meetings in a row.

A row is an unbroken run of meetings in consecutive slots of one session; a free slot, an absence and the end of a
session are pauses. What the rule forbids is taken out of the free slots of a delegate, so that the search sees it as
it sees absences; where no such rule is set, nothing here runs.
"""

from __future__ import annotations

from madang.engine.bits import add, discard
from madang.engine.compiled import leaf, part
from madang.engine.resources import Model
from madang.engine.state import State


def rows_too_long(model: Model) -> list[list[int]]:
    """Every run of consecutive slots of a session that is one slot longer than the rule allows meetings in a row."""
    length = int(model.rest[0]) + 1
    sessions: dict[int, list[int]] = {}
    for slot, session in enumerate(model.session.tolist()):
        sessions.setdefault(session, []).append(slot)
    return [
        slots[first : first + length]
        for slots in sessions.values()
        for first in range(len(slots) - length + 1 if length > 1 else 0)
    ]


@leaf
def is_rested(model: Model, state: State, resource: int, slot: int) -> bool:
    """Whether one more meeting in the slot leaves a delegate within the rule."""
    if model.rest[0] == 0 or resource >= model.delegates[0]:
        return True
    return bool(row_around(model, state, resource, slot) < model.rest[0])


@part
def row_around(model: Model, state: State, resource: int, slot: int) -> int:
    """Meetings of a delegate in the rows just before and just after the slot, within its session."""
    length = 0
    for step in (-1, 1):
        at = slot + step
        while 0 <= at < len(model.day):
            if model.session[at] == model.session[slot]:
                if state.used[resource, at] == 0:
                    break
                length += 1
            at += step
    return length


@part
def renew_rest(model: Model, state: State, resource: int, slot: int) -> None:
    """Free or close the slots of the session in which a delegate was booked or released."""
    for at in range(len(model.day)):
        day = model.day[at]
        if (
            model.session[at] != model.session[slot]
            or state.used[resource, at] >= model.capacity[resource, at]
            or state.day_used[resource, day] >= model.day_most[resource]
        ):
            continue
        if is_rested(model, state, resource, at):
            add(state.free, resource, at)
        else:
            discard(state.free, resource, at)
