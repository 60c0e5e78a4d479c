"""Which published meetings would have to move before a meeting fits a slot; only those that may move count."""

from __future__ import annotations

from madang.engine.bits import has
from madang.engine.compiled import kernel, leaf, part
from madang.engine.kernels import is_free, pick
from madang.engine.overlaps import has_overlaps, load
from madang.engine.repair.desk import (
    EVICTED,
    EVICTED_MOST,
    MOVES,
    Desk,
    cost_of,
    is_kept,
    open_words,
    push_out,
)
from madang.engine.resources import Model
from madang.engine.state import NOWHERE, State

SEATS_SEEN = 64
"""Meetings of one pool and slot that are looked at as the one that moves on."""
NEVER = 1_000


@part
def may_move(model: Model, state: State, desk: Desk, meeting: int) -> bool:
    """Whether a meeting may move: it is not pinned, not on the path, and nobody in it would be moved twice."""
    if model.is_pinned[meeting] or desk.is_playing[meeting]:
        return False
    if cost_of(desk, meeting) == 0:
        return True
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        chosen = state.choice[requirement]
        if desk.is_person[chosen] and desk.disturbed[chosen] > 0:
            return False
    return True


@part
def effort(model: Model, state: State, desk: Desk, meeting: int) -> int:
    """How hard it is to push a meeting on: its moves, and more where no other slot is open; NEVER: it must stay."""
    if not may_move(model, state, desk, meeting):
        return NEVER
    for word in range(model.reach.shape[1]):
        if open_words(model, state, desk, meeting, word) != 0:
            return 2 * cost_of(desk, meeting)
    return 2 * cost_of(desk, meeting) + 3


@part
def easiest_member(
    model: Model, state: State, desk: Desk, resource: int, slot: int
) -> int:
    """The meeting of a resource in a slot that is pushed on most easily, or NOWHERE."""
    start = model.member_start[resource * len(model.day) + slot]
    best, least = NOWHERE, NEVER
    for index in range(min(state.used[resource, slot], SEATS_SEEN)):
        meeting = model.owner[state.member[start + index]]
        found = effort(model, state, desk, meeting)
        if found < least:
            best, least = meeting, found
            if least == 0:
                break
    return best


@part
def full_moment(model: Model, state: State, resource: int, slot: int) -> int:
    """The first beginning of a slot, within this one, at which the resource is full, or NOWHERE."""
    for at in range(model.begin_start[slot], model.begin_start[slot + 1]):
        moment = model.begin[at]
        most = model.capacity[resource, moment]
        if most > 0 and load(model, state, resource, moment) >= most:
            return int(moment)
    return NOWHERE


@part
def easiest_under_way(
    model: Model, state: State, desk: Desk, resource: int, moment: int
) -> int:
    """The meeting of a resource under way when a slot begins that is pushed on most easily, or NOWHERE."""
    best, least = NOWHERE, NEVER
    for at in range(model.active_start[moment], model.active_start[moment + 1]):
        other = easiest_member(model, state, desk, resource, model.active[at])
        if other != NOWHERE and effort(model, state, desk, other) < least:
            best, least = other, effort(model, state, desk, other)
    return best


@part
def easiest_on_day(
    model: Model, state: State, desk: Desk, resource: int, slot: int
) -> int:
    """The meeting of a resource on the day of a slot that is pushed on most easily, or NOWHERE."""
    best, least = NOWHERE, NEVER
    for other in range(len(model.day)):
        if model.day[other] != model.day[slot] or state.used[resource, other] == 0:
            continue
        meeting = easiest_member(model, state, desk, resource, other)
        if meeting != NOWHERE and effort(model, state, desk, meeting) < least:
            best, least = meeting, effort(model, state, desk, meeting)
    return best


@part
def easiest_of(model: Model, state: State, desk: Desk, resource: int, slot: int) -> int:
    """The meeting whose leaving would free the resource in the slot most easily, or NOWHERE."""
    if model.capacity[resource, slot] <= 0:
        return NOWHERE
    if has_overlaps(model):
        moment = full_moment(model, state, resource, slot)
        if moment != NOWHERE:
            return int(easiest_under_way(model, state, desk, resource, moment))
    if state.used[resource, slot] > 0:
        if state.used[resource, slot] < model.capacity[resource, slot]:
            return NOWHERE
        return easiest_member(model, state, desk, resource, slot)
    return int(easiest_on_day(model, state, desk, resource, slot))


@leaf
def is_met(
    model: Model, state: State, desk: Desk, meeting: int, requirement: int, slot: int
) -> bool:
    """Whether a requirement of the meeting is met in the slot with nobody moved."""
    if is_kept(desk, state, requirement, meeting):
        return is_free(state, state.choice[requirement], slot)
    return pick(model, state, requirement, slot) != NOWHERE


@part
def blocker_of(
    model: Model, state: State, desk: Desk, meeting: int, requirement: int, slot: int
) -> int:
    """The meeting that moves on most easily so that the requirement is met in the slot, or NOWHERE."""
    if is_kept(desk, state, requirement, meeting):
        return int(easiest_of(model, state, desk, state.choice[requirement], slot))
    best, least = NOWHERE, NEVER
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        other = easiest_of(model, state, desk, model.alternative[at], slot)
        if other != NOWHERE and effort(model, state, desk, other) < least:
            best, least = other, effort(model, state, desk, other)
    return best


@kernel
def clear(
    model: Model, state: State, desk: Desk, meeting: int, slot: int, most: int
) -> bool:
    """Push out what stands between the meeting and the slot, with `most` moves on the whole path at most.

    True: the meeting fits now. Whatever was pushed out is on the path, whether it fits or not.
    """
    if not has(model.reach, meeting, slot):
        return False
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        while not is_met(model, state, desk, meeting, requirement, slot):
            if desk.counter[EVICTED] == EVICTED_MOST:
                return False
            other = blocker_of(model, state, desk, meeting, requirement, slot)
            if other == NOWHERE or desk.counter[MOVES] + cost_of(desk, other) > most:
                return False
            push_out(model, state, desk, other)
            if not has_overlaps(model):
                break
    return True
