"""The moves of a search where slots overlap: what a booking takes away from the slots around it, and who is in the way.

None of this runs in an event whose slots do not overlap.
"""

from __future__ import annotations

from madang.engine.bits import add, discard
from madang.engine.compiled import kernel, leaf, part
from madang.engine.resources import Ints, Model
from madang.engine.state import NOWHERE, State

ROOM = 24
"""Meetings in the way that a list may hold."""


@leaf
def has_overlaps(model: Model) -> bool:
    """Whether any two slots of the event overlap."""
    return len(model.begin) > len(model.day)


@kernel
def load(model: Model, state: State, resource: int, moment: int) -> int:
    """Meetings of a resource that are under way when a slot begins."""
    total = 0
    for at in range(model.active_start[moment], model.active_start[moment + 1]):
        total += state.used[resource, model.active[at]]
    return total


@part
def takes_more(model: Model, state: State, resource: int, slot: int) -> bool:
    """Whether the resource takes one more meeting in the slot, its day limit included."""
    if model.capacity[resource, slot] == 0:
        return False
    for at in range(model.begin_start[slot], model.begin_start[slot + 1]):
        moment = model.begin[at]
        most = model.capacity[resource, moment]
        if most > 0 and load(model, state, resource, moment) >= most:
            return False
    return bool(state.day_used[resource, model.day[slot]] < model.day_most[resource])


@part
def refresh(model: Model, state: State, resource: int, slot: int) -> None:
    """Say anew in which slots around this one the resource is free."""
    for at in range(model.begin_start[slot], model.begin_start[slot + 1]):
        moment = model.begin[at]
        for near in range(model.active_start[moment], model.active_start[moment + 1]):
            other = model.active[near]
            if takes_more(model, state, resource, other):
                add(state.free, resource, other)
            else:
                discard(state.free, resource, other)


@part
def is_idle(model: Model, state: State, delegate: int, slot: int, last: int) -> bool:
    """Whether the delegate sits in no meeting during any part of the slot, and it begins after the idle slot `last`."""
    for at in range(model.begin_start[slot], model.begin_start[slot + 1]):
        if load(model, state, delegate, model.begin[at]) > 0:
            return False
    if last == NOWHERE:
        return True
    for at in range(model.begin_start[last], model.begin_start[last + 1]):
        if model.begin[at] == slot:
            return False
    return True


@part
def is_on_list(listed: Ints, count: int, meeting: int) -> bool:
    """Whether the meeting is among the first `count` of the list."""
    found = False
    for index in range(count):
        found = found or listed[index] == meeting
    return found


@part
def lightest_at(
    model: Model,
    state: State,
    use: tuple[int, int],
    listed: Ints,
    count: int,
) -> int:
    """The least valuable meeting of a resource in a slot (`use`) that is neither pinned nor listed, or NOWHERE."""
    resource, slot = use
    start, best = model.member_start[resource * len(model.day) + slot], NOWHERE
    for index in range(state.used[resource, slot]):
        meeting = model.owner[state.member[start + index]]
        if model.is_pinned[meeting] or is_on_list(listed, count, meeting):
            continue
        if best == NOWHERE or model.value[meeting] < model.value[best]:
            best = meeting
    return best


@part
def lightest_under_way(
    model: Model,
    state: State,
    use: tuple[int, int],
    listed: Ints,
    count: int,
) -> int:
    """The least valuable meeting of a resource under way when a slot begins (`use`), or NOWHERE."""
    resource, moment = use
    best = NOWHERE
    for at in range(model.active_start[moment], model.active_start[moment + 1]):
        slot = model.active[at]
        meeting = lightest_at(model, state, (resource, slot), listed, count)
        if meeting != NOWHERE and (
            best == NOWHERE or model.value[meeting] < model.value[best]
        ):
            best = meeting
    return best


@part
def lightest_on_day(
    model: Model,
    state: State,
    use: tuple[int, int],
    listed: Ints,
    count: int,
) -> int:
    """The least valuable meeting of a resource on a day (`use`), or NOWHERE."""
    resource, day = use
    best = NOWHERE
    for slot in range(len(model.day)):
        if model.day[slot] != day:
            continue
        meeting = lightest_at(model, state, (resource, slot), listed, count)
        if meeting != NOWHERE and (
            best == NOWHERE or model.value[meeting] < model.value[best]
        ):
            best = meeting
    return best


@part
def freed_at(
    model: Model,
    state: State,
    use: tuple[int, int],
    listed: Ints,
    count: int,
) -> int:
    """How many listed meetings hold the resource when a slot begins (`use`)."""
    resource, moment = use
    freed = 0
    for index in range(count):
        meeting = listed[index]
        is_near = False
        for at in range(model.active_start[moment], model.active_start[moment + 1]):
            is_near = is_near or model.active[at] == state.slot[meeting]
        freed += is_near and holds(model, state, meeting, resource)
    return freed


@part
def freed_on_day(
    model: Model,
    state: State,
    use: tuple[int, int],
    listed: Ints,
    count: int,
) -> int:
    """How many listed meetings hold the resource on a day (`use`)."""
    resource, day = use
    freed = 0
    for index in range(count):
        is_near = model.day[state.slot[listed[index]]] == day
        freed += is_near and holds(model, state, listed[index], resource)
    return freed


@part
def holds(model: Model, state: State, meeting: int, resource: int) -> bool:
    """Whether the placed meeting uses the resource."""
    found = False
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        found = found or state.choice[requirement] == resource
    return found


@part
def list_for(
    model: Model,
    state: State,
    use: tuple[int, int],
    listed: Ints,
    count: int,
) -> int:
    """Extend the list until the resource takes one more in the slot (`use`); the new length, or NOWHERE."""
    resource, slot = use
    if model.capacity[resource, slot] == 0:
        return NOWHERE
    for at in range(model.begin_start[slot], model.begin_start[slot + 1]):
        moment = model.begin[at]
        most, key = model.capacity[resource, moment], (resource, moment)
        busy = load(model, state, resource, moment)
        while most > 0 and busy - freed_at(model, state, key, listed, count) >= most:
            blocker = lightest_under_way(model, state, key, listed, count)
            if blocker == NOWHERE or count == ROOM:
                return NOWHERE
            listed[count] = blocker
            count += 1
    key = (resource, model.day[slot])
    busy = state.day_used[resource, model.day[slot]]
    while (
        busy - freed_on_day(model, state, key, listed, count)
        >= model.day_most[resource]
    ):
        blocker = lightest_on_day(model, state, key, listed, count)
        if blocker == NOWHERE or count == ROOM:
            return NOWHERE
        listed[count] = blocker
        count += 1
    return count


@part
def list_overlapping(
    model: Model,
    state: State,
    use: tuple[int, int],
    listed: Ints,
    count: int,
) -> int:
    """Extend the list so that the requirement is met in the slot (`use`), by the alternative that loses least.

    Returns the new length, or NOWHERE when it cannot be; `listed[-1]` becomes the value of what was added.
    """
    requirement, slot = use
    best, least = NOWHERE, 0
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        resource = model.alternative[at]
        length = list_for(model, state, (resource, slot), listed, count)
        if length == NOWHERE:
            continue
        lost = 0
        for index in range(count, length):
            lost += model.value[listed[index]]
        if best == NOWHERE or lost < least:
            best, least = resource, lost
    if best == NOWHERE:
        return NOWHERE
    listed[-1] = least
    return list_for(model, state, (best, slot), listed, count)
