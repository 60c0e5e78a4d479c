"""What stands in the way of a meeting in a slot: which meetings would have to leave, and what that is likely to cost."""

from __future__ import annotations

import numpy as np

from madang.engine.compiled import kernel
from madang.engine.kernels import NOWHERE, State, draw, fits, is_free
from madang.engine.resources import Ints, Model

IN_THE_WAY_MOST = 24
SAMPLE = 6


@kernel
def can_move(model: Model, state: State, meeting: int) -> bool:
    """Whether a placed meeting would also fit into some other slot as things stand."""
    here = state.slot[meeting]
    for slot in range(len(model.day)):
        if slot != here and fits(model, state, meeting, slot):
            return True
    return False


@kernel
def is_listed(listed: Ints, count: int, meeting: int) -> bool:
    """Whether the meeting is among the first `count` of the list."""
    found = False
    for index in range(count):
        found = found or listed[index] == meeting
    return found


@kernel
def lightest_member(model: Model, state: State, resource: int, slot: int) -> int:
    """The least valuable meeting that may be pushed off a resource in a slot, from a sample; NOWHERE: none."""
    start = model.member_start[resource * len(model.day) + slot]
    used = state.used[resource, slot]
    best = NOWHERE
    offset = draw(state, used) if used > SAMPLE else 0
    for index in range(min(used, SAMPLE)):
        meeting = model.owner[state.member[start + (offset + index) % used]]
        if not model.is_pinned[meeting] and (
            best == NOWHERE or model.value[meeting] < model.value[best]
        ):
            best = meeting
    return best


@kernel
def lightest_of_day(model: Model, state: State, resource: int, day: int) -> int:
    """The least valuable meeting of a resource on a day, or NOWHERE when all are pinned."""
    best = NOWHERE
    for slot in range(len(model.day)):
        if model.day[slot] == day and state.used[resource, slot] > 0:
            meeting = lightest_member(model, state, resource, slot)
            if meeting != NOWHERE and (
                best == NOWHERE or model.value[meeting] < model.value[best]
            ):
                best = meeting
    return best


@kernel
def lightest_of_organisation(model: Model, state: State, organisation: int) -> int:
    """The least valuable placed meeting of an organisation, or NOWHERE when all are pinned."""
    best = NOWHERE
    for at in range(model.wish_start[organisation], model.wish_start[organisation + 1]):
        meeting = model.wish[at]
        if state.slot[meeting] == NOWHERE or model.is_pinned[meeting]:
            continue
        if best == NOWHERE or model.value[meeting] < model.value[best]:
            best = meeting
    return best


@kernel
def in_the_way(model: Model, state: State, requirement: int, slot: int) -> int:
    """The least valuable meeting whose removal frees an alternative of the requirement, or NOWHERE."""
    best = NOWHERE
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        resource = model.alternative[at]
        if model.capacity[resource, slot] == 0:
            continue
        if state.used[resource, slot] >= model.capacity[resource, slot]:
            meeting = lightest_member(model, state, resource, slot)
        else:
            meeting = lightest_of_day(model, state, resource, model.day[slot])
        if meeting != NOWHERE and (
            best == NOWHERE or model.value[meeting] < model.value[best]
        ):
            best = meeting
    return best


@kernel
def is_freed(
    model: Model, state: State, requirement: int, slot: int, listed: Ints, count: int
) -> bool:
    """Whether a meeting already on the list holds an alternative of the requirement in the slot."""
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        resource = model.alternative[at]
        start = model.member_start[resource * len(model.day) + slot]
        for index in range(state.used[resource, slot]):
            if is_listed(listed, count, model.owner[state.member[start + index]]):
                return True
    return False


@kernel
def list_people(
    model: Model, state: State, meeting: int, slot: int, listed: Ints
) -> int:
    """List the meetings to remove so that every requirement is met in the slot; the number, or NOWHERE."""
    count = 0
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        is_met = False
        for at in range(
            model.alternative_start[requirement],
            model.alternative_start[requirement + 1],
        ):
            if is_free(model, state, model.alternative[at], slot):
                is_met = True
                break
        if is_met or is_freed(model, state, requirement, slot, listed, count):
            continue
        blocker = in_the_way(model, state, requirement, slot)
        if blocker == NOWHERE or count == IN_THE_WAY_MOST:
            return NOWHERE
        if not is_listed(listed, count, blocker):
            listed[count] = blocker
            count += 1
    return count


@kernel
def list_blockers(
    model: Model, state: State, meeting: int, slot: int, listed: Ints
) -> int:
    """List all meetings to remove before the meeting fits the slot, limits of organisations included."""
    if not model.allowed[meeting, slot]:
        return NOWHERE
    count = list_people(model, state, meeting, slot, listed)
    if count == NOWHERE:
        return NOWHERE
    for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
        organisation = model.side[at]
        room = (
            model.organisation_most[organisation]
            - state.organisation_used[organisation]
        )
        for index in range(count):
            for other in range(
                model.side_start[listed[index]], model.side_start[listed[index] + 1]
            ):
                room += model.side[other] == organisation
        if room <= 0:
            blocker = lightest_of_organisation(model, state, organisation)
            if (
                blocker == NOWHERE
                or is_listed(listed, count, blocker)
                or count == IN_THE_WAY_MOST
            ):
                return NOWHERE
            listed[count] = blocker
            count += 1
    return count


@kernel
def price_of(model: Model, state: State, listed: Ints, count: int) -> int:
    """What removing the listed meetings is likely to lose: the value of those with nowhere else to go."""
    lost = np.int64(0)
    for index in range(count):
        if not can_move(model, state, listed[index]):
            lost += model.value[listed[index]]
    return int(lost)
