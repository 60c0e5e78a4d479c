"""The moves that every search is made of: pick, put, take, undo."""

from __future__ import annotations

from typing import Any

import numpy as np

from madang.engine.bits import add, discard, has
from madang.engine.compiled import kernel, leaf, part
from madang.engine.overlaps import has_overlaps, refresh, takes_more
from madang.engine.resources import Model
from madang.engine.rest import is_rested, renew_rest
from madang.engine.state import (
    CREDIT,
    LEFT_OUT,
    LOGGED,
    NOWHERE,
    PLACED,
    TOUCHED,
    VALUE,
    WAITING,
    State,
)


@kernel
def is_free(state: State, resource: int, slot: int) -> bool:
    """Whether the resource takes one more meeting in the slot, its day limit included."""
    return has(state.free, resource, slot)


@leaf
def pick(model: Model, state: State, requirement: int, slot: int) -> int:
    """The first free alternative of a requirement in a slot, or NOWHERE."""
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        resource = model.alternative[at]
        if is_free(state, resource, slot):
            return int(resource)
    return NOWHERE


@leaf
def has_room(model: Model, state: State, meeting: int) -> bool:
    """Whether the organisations of a waiting meeting may have one more."""
    for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
        organisation = model.side[at]
        if (
            state.organisation_used[organisation]
            >= model.organisation_most[organisation]
        ):
            return False
    return True


@leaf
def open_slots(model: Model, state: State, meeting: int, word: int) -> Any:
    """The slots of one word in which every requirement of the meeting is met with nothing moved.

    A placed meeting's own bookings stand in its way: its slot is not among them.
    """
    found = model.reach[meeting, word]
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        if found == 0:
            return found
        found &= free_slots(model, state, requirement, word)
    return found


@leaf
def free_slots(model: Model, state: State, requirement: int, word: int) -> np.uint64:
    """The slots of one word in which an alternative of the requirement is free."""
    first, last = (
        model.alternative_start[requirement],
        model.alternative_start[requirement + 1],
    )
    found = np.uint64(0)
    for at in range(first, last):
        found |= state.free[model.alternative[at], word]
    return found


@leaf
def survey(model: Model, state: State, meeting: int) -> None:
    """Write down in `state.open` in which slots each requirement of the meeting is met with nothing moved."""
    first = model.requirement_start[meeting]
    for requirement in range(first, model.requirement_start[meeting + 1]):
        for word in range(model.reach.shape[1]):
            state.open[requirement - first, word] = free_slots(
                model, state, requirement, word
            )


@kernel
def fits(model: Model, state: State, meeting: int, slot: int) -> bool:
    """Whether a waiting meeting fits into the slot with nothing else moved."""
    if not has(model.reach, meeting, slot) or not has_room(model, state, meeting):
        return False
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        if pick(model, state, requirement, slot) == NOWHERE:
            return False
    return True


@part
def close_day(model: Model, state: State, resource: int, day: int) -> None:
    """No slot of the day is free any more."""
    for slot in range(len(model.day)):
        if model.day[slot] == day:
            discard(state.free, resource, slot)


@part
def open_day(model: Model, state: State, resource: int, day: int) -> None:
    """The slots of the day with capacity left are free again."""
    for slot in range(len(model.day)):
        is_left = state.used[resource, slot] < model.capacity[resource, slot]
        if has_overlaps(model):
            is_left = takes_more(model, state, resource, slot)
        if (
            model.day[slot] == day
            and is_left
            and is_rested(model, state, resource, slot)
        ):
            add(state.free, resource, slot)


@kernel
def book(
    model: Model, state: State, requirement: int, resource: int, slot: int
) -> None:
    """Let a requirement use a resource in a slot."""
    at = state.used[resource, slot]
    state.member[model.member_start[resource * len(model.day) + slot] + at] = (
        requirement
    )
    state.position[requirement] = at
    state.choice[requirement] = resource
    state.counter[CREDIT] += state.credit[resource, slot]
    state.used[resource, slot] = at + 1
    if at + 1 >= model.capacity[resource, slot]:
        discard(state.free, resource, slot)
    day = model.day[slot]
    state.day_used[resource, day] += 1
    if has_overlaps(model):
        refresh(model, state, resource, slot)
    if state.day_used[resource, day] >= model.day_most[resource]:
        close_day(model, state, resource, day)
    if model.rest[0] > 0 and resource < model.delegates[0]:
        renew_rest(model, state, resource, slot)


@leaf
def release(model: Model, state: State, requirement: int, slot: int) -> None:
    """Take back what `book` did."""
    resource = state.choice[requirement]
    state.counter[CREDIT] -= state.credit[resource, slot]
    start = model.member_start[resource * len(model.day) + slot]
    last = state.used[resource, slot] - 1
    at = state.position[requirement]
    moved = state.member[start + last]
    state.member[start + at] = moved
    state.position[moved] = at
    state.used[resource, slot] = last
    day = model.day[slot]
    state.day_used[resource, day] -= 1
    if state.day_used[resource, day] == model.day_most[resource] - 1:
        open_day(model, state, resource, day)
    elif state.day_used[resource, day] < model.day_most[resource]:
        add(state.free, resource, slot)
    if has_overlaps(model):
        refresh(model, state, resource, slot)
    if model.rest[0] > 0 and resource < model.delegates[0]:
        renew_rest(model, state, resource, slot)


@leaf
def touch(state: State, meeting: int) -> None:
    """Note that a meeting is no longer where it was when the schedule was last kept."""
    if not state.is_touched[meeting]:
        state.is_touched[meeting] = True
        state.touched[state.counter[TOUCHED]] = meeting
        state.counter[TOUCHED] += 1


@kernel
def count_in(model: Model, state: State, meeting: int, slot: int) -> None:
    """Bookkeeping of a meeting that got a slot: organisations, counters, the waiting list."""
    for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
        organisation = model.side[at]
        state.organisation_used[organisation] += 1
        if state.organisation_used[organisation] == 1:
            state.counter[LEFT_OUT] -= model.worth[1]
    touch(state, meeting)
    state.slot[meeting] = slot
    state.counter[VALUE] += model.value[meeting]
    state.counter[PLACED] += 1
    last = state.counter[WAITING] - 1
    other, at = state.waiting[last], state.waiting_at[meeting]
    state.waiting[at] = other
    state.waiting_at[other] = at
    state.counter[WAITING] = last


@kernel
def put(model: Model, state: State, meeting: int, slot: int) -> None:
    """Place a waiting meeting that `fits` the slot."""
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        book(model, state, requirement, pick(model, state, requirement, slot), slot)
    count_in(model, state, meeting, slot)


@kernel
def take(model: Model, state: State, meeting: int) -> None:
    """Remove a placed meeting."""
    slot = state.slot[meeting]
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        release(model, state, requirement, slot)
    for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
        organisation = model.side[at]
        state.organisation_used[organisation] -= 1
        if state.organisation_used[organisation] == 0:
            state.counter[LEFT_OUT] += model.worth[1]
    touch(state, meeting)
    state.slot[meeting] = NOWHERE
    state.counter[VALUE] -= model.value[meeting]
    state.counter[PLACED] -= 1
    at = state.counter[WAITING]
    state.waiting[at] = meeting
    state.waiting_at[meeting] = at
    state.counter[WAITING] = at + 1


@part
def remember(model: Model, state: State, meeting: int) -> None:
    """Note where a meeting is before a move touches it; only the first note of a meeting counts."""
    count = state.counter[LOGGED]
    for index in range(count):
        if state.log_meeting[index] == meeting:
            return
    state.log_meeting[count] = meeting
    state.log_slot[count] = state.slot[meeting]
    first = model.requirement_start[meeting]
    for requirement in range(first, model.requirement_start[meeting + 1]):
        state.log_choice[count, requirement - first] = state.choice[requirement]
    state.counter[LOGGED] = count + 1


@kernel
def undo(model: Model, state: State) -> None:
    """Put everything that was remembered back where it was."""
    count = state.counter[LOGGED]
    for index in range(count):
        if state.slot[state.log_meeting[index]] != NOWHERE:
            take(model, state, state.log_meeting[index])
    for index in range(count):
        meeting, slot = state.log_meeting[index], state.log_slot[index]
        if slot != NOWHERE:
            first = model.requirement_start[meeting]
            for requirement in range(first, model.requirement_start[meeting + 1]):
                book(
                    model,
                    state,
                    requirement,
                    state.log_choice[index, requirement - first],
                    slot,
                )
            count_in(model, state, meeting, slot)
    state.counter[LOGGED] = 0
