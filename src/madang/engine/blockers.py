"""What stands in the way of a meeting in a slot: which meetings would have to leave, and what that is likely to cost."""

from __future__ import annotations

from typing import cast

import numpy as np

from madang.engine.bits import has
from madang.engine.compiled import leaf, part
from madang.engine.kernels import open_slots, survey
from madang.engine.overlaps import has_overlaps, list_overlapping
from madang.engine.resources import UNLIMITED, Ints, Model
from madang.engine.rest import is_rested
from madang.engine.state import NONE_YET, NOWHERE, State, draw

IN_THE_WAY_MOST = 24
LISTED_SIZE = IN_THE_WAY_MOST + 2
"""Length of the lists of meetings in the way: one more may be listed, and the last place holds what they lose."""
FAR = cast(int, np.int64(4_000_000_000_000_000_000))
"""More than any schedule can lose."""
SAMPLE = 3


@leaf
def can_move(model: Model, state: State, meeting: int) -> bool:
    """Whether a placed meeting would also fit into some other slot as things stand.

    Its own day limits count as if it stayed, so that now and then a yes is missed; never a no.
    """
    for word in range(model.reach.shape[1]):
        if open_slots(model, state, meeting, word) != 0:
            return True
    return False


@leaf
def is_listed(listed: Ints, count: int, meeting: int) -> bool:
    """Whether the meeting is among the first `count` of the list."""
    found = False
    for index in range(count):
        found = found or listed[index] == meeting
    return found


@leaf
def lightest_member(model: Model, state: State, resource: int, slot: int) -> int:
    """The meeting of a resource in a slot that loses least by leaving, from a sample; NOWHERE: all are pinned.

    One that fits elsewhere loses nothing.
    """
    start = model.member_start[resource * len(model.day) + slot]
    used = state.used[resource, slot]
    if used == 1:
        only = model.owner[state.member[start]]
        return NOWHERE if model.is_pinned[only] else int(only)
    best = NOWHERE
    offset = draw(state, used) if used > SAMPLE else 0
    for index in range(min(used, SAMPLE)):
        meeting = model.owner[state.member[start + (offset + index) % used]]
        if model.is_pinned[meeting]:
            continue
        if can_move(model, state, meeting):
            return int(meeting)
        if best == NOWHERE or model.value[meeting] < model.value[best]:
            best = meeting
    return best


@part
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


@part
def lightest_beside(model: Model, state: State, resource: int, slot: int) -> int:
    """The less valuable of the meetings of a delegate just before and after a slot in its session, or NOWHERE."""
    best = NOWHERE
    for step in (-1, 1):
        at = slot + step
        while 0 <= at < len(model.day) and model.session[at] != model.session[slot]:
            at += step
        if 0 <= at < len(model.day) and state.used[resource, at] > 0:
            meeting = lightest_member(model, state, resource, at)
            if meeting != NOWHERE and (
                best == NOWHERE or model.value[meeting] < model.value[best]
            ):
                best = meeting
    return best


@part
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


@leaf
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
        elif is_rested(model, state, resource, slot):
            meeting = lightest_of_day(model, state, resource, model.day[slot])
        else:
            meeting = lightest_beside(model, state, resource, slot)
        if meeting != NOWHERE and (
            best == NOWHERE or model.value[meeting] < model.value[best]
        ):
            best = meeting
    return best


@leaf
def is_freed(
    model: Model, state: State, requirement: int, slot: int, listed: Ints, count: int
) -> bool:
    """Whether a meeting already on the list holds an alternative of the requirement in the slot."""
    for index in range(count):
        other = listed[index]
        if state.slot[other] != slot:
            continue
        for held in range(
            model.requirement_start[other], model.requirement_start[other + 1]
        ):
            for at in range(
                model.alternative_start[requirement],
                model.alternative_start[requirement + 1],
            ):
                if model.alternative[at] == state.choice[held]:
                    return True
    return False


@part
def loss_of(model: Model, state: State, meeting: int) -> int:
    """What removing a placed meeting is likely to lose: nothing where it fits elsewhere, else its value less its charges."""
    if can_move(model, state, meeting):
        return 0
    lost = model.value[meeting]
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        lost -= state.credit[state.choice[requirement], state.slot[meeting]]
    return int(max(0, lost))


@part
def list_around(
    model: Model, state: State, meeting: int, slot: int, listed: Ints, most: int
) -> int:
    """The same as `list_people` where slots overlap: meetings in the slots around are in the way too."""
    count, lost, first = NONE_YET, 0, model.requirement_start[meeting]
    for requirement in range(first, model.requirement_start[meeting + 1]):
        if has(state.open, requirement - first, slot):
            continue
        before = count
        count = list_overlapping(model, state, (requirement, slot), listed, count)
        if count == NOWHERE:
            return NOWHERE
        for index in range(before, count):
            lost += loss_of(model, state, listed[index])
        if lost > most:
            return NOWHERE
    listed[-1] = lost
    return count


@part
def list_people(
    model: Model, state: State, meeting: int, slot: int, listed: Ints, most: int
) -> int:
    """List the meetings to remove so that every requirement is met in the slot; the number, or NOWHERE.

    The meeting was surveyed. `listed[-1]` becomes what that is likely to lose, charges for the meeting included; NOWHERE
    too when it is more than `most`.
    """
    if has_overlaps(model):
        return list_around(model, state, meeting, slot, listed, most)
    count, lost, first = NONE_YET, 0, model.requirement_start[meeting]
    for requirement in range(first, model.requirement_start[meeting + 1]):
        lost += state.credit[
            model.alternative[model.alternative_start[requirement]], slot
        ]
        if has(state.open, requirement - first, slot) or is_freed(
            model, state, requirement, slot, listed, count
        ):
            continue
        blocker = in_the_way(model, state, requirement, slot)
        if blocker == NOWHERE or count == IN_THE_WAY_MOST:
            return NOWHERE
        if not is_listed(listed, count, blocker):
            listed[count] = blocker
            count += 1
            lost += loss_of(model, state, blocker)
            if lost > most:
                return NOWHERE
    listed[-1] = lost
    return count


@part
def list_for_limit(
    model: Model, state: State, organisation: int, listed: Ints, count: int
) -> int:
    """Extend the list so that an organisation may have one more meeting; the new length, or NOWHERE."""
    if model.organisation_most[organisation] >= UNLIMITED:
        return count
    room = model.organisation_most[organisation] - state.organisation_used[organisation]
    for index in range(count):
        for other in range(
            model.side_start[listed[index]], model.side_start[listed[index] + 1]
        ):
            room += model.side[other] == organisation
    if room > 0:
        return count
    blocker = lightest_of_organisation(model, state, organisation)
    if (
        blocker == NOWHERE
        or is_listed(listed, count, blocker)
        or count == IN_THE_WAY_MOST
    ):
        return NOWHERE
    listed[count] = blocker
    listed[-1] += model.value[blocker]
    return count + 1


@part
def list_surveyed(
    model: Model, state: State, meeting: int, slot: int, listed: Ints, most: int
) -> int:
    """List all meetings to remove before a meeting just surveyed fits the slot, limits of organisations included.

    Returns their number, or NOWHERE when it cannot be or is likely to lose more than `most`; `listed[-1]` becomes
    what it is likely to lose.
    """
    if not has(model.reach, meeting, slot):
        return NOWHERE
    count = list_people(model, state, meeting, slot, listed, most)
    if count == NOWHERE:
        return NOWHERE
    for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
        count = list_for_limit(model, state, model.side[at], listed, count)
        if count == NOWHERE:
            return NOWHERE
    return NOWHERE if listed[-1] > most else count


@part
def list_blockers(
    model: Model, state: State, meeting: int, slot: int, listed: Ints
) -> int:
    """The same for a meeting that was not surveyed, whatever it is likely to lose."""
    survey(model, state, meeting)
    return list_surveyed(model, state, meeting, slot, listed, FAR)
