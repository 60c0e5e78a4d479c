"""First schedules and their improvement: greedy insertion, then an ejection search with annealing.

A step takes a waiting meeting, looks in every slot for the meetings in its way, moves in where that costs least,
lets those it pushed out look for another slot, and keeps the outcome by the annealing rule. The objective is one
exact integer for the stages must, placed and left_out, less what is charged for uses (see `credit`); the best schedule is the best
without charges.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from madang.engine.bits import ONE, WORD, lowest
from madang.engine.blockers import FAR, list_blockers, list_surveyed
from madang.engine.compiled import kernel, leaf, part
from madang.engine.kernels import (
    fits,
    has_room,
    is_free,
    open_slots,
    put,
    remember,
    survey,
    take,
    undo,
)
from madang.engine.resources import Ints, Model
from madang.engine.state import (
    CREDIT,
    LOGGED,
    NOWHERE,
    TOUCHED,
    VALUE,
    WAITING,
    State,
    draw,
    score,
)

CROWDING = 1e-3
DRAWS = 32


@kernel
def insert_in_order(
    model: Model, state: State, order: Ints, cost: NDArray[np.float64]
) -> None:
    """Place meetings in the given order, each in the slot where `cost` (R × T, a price) is least.

    Prices steer towards slots that others want less; the first free alternative counts.
    """
    for meeting in order:
        if state.slot[meeting] != NOWHERE or not has_room(model, state, meeting):
            continue
        best, best_cost = NOWHERE, math.inf
        for word in range(model.reach.shape[1]):
            open_now = open_slots(model, state, meeting, word)
            while open_now != 0:
                slot = word * WORD + lowest(open_now)
                open_now &= open_now - ONE
                price = 0.0
                for requirement in range(
                    model.requirement_start[meeting],
                    model.requirement_start[meeting + 1],
                ):
                    resource = cheapest(model, state, requirement, slot)
                    price += cost[resource, slot] + crowding(
                        model, state, resource, slot
                    )
                if price < best_cost:
                    best, best_cost = slot, price
        if best != NOWHERE and fits(model, state, meeting, best):
            put(model, state, meeting, best)


@kernel
def insert_by_share(
    model: Model, state: State, order: Ints, share: NDArray[np.float64]
) -> None:
    """Place meetings in the given order, each in the slot where its `share` (M × T) is greatest among those that fit."""
    for meeting in order:
        if state.slot[meeting] != NOWHERE:
            continue
        best, most = NOWHERE, 1e-6
        for slot in range(len(model.day)):
            if share[meeting, slot] > most and fits(model, state, meeting, slot):
                best, most = slot, share[meeting, slot]
        if best != NOWHERE:
            put(model, state, meeting, best)


@leaf
def crowding(model: Model, state: State, resource: int, slot: int) -> float:
    """The share of a resource that is taken, as a price that decides between equals: a full slot is hard to change."""
    return CROWDING * float(state.used[resource, slot] / model.capacity[resource, slot])


@part
def cheapest(model: Model, state: State, requirement: int, slot: int) -> int:
    """The first free alternative, which `put` will take; 0 when there is none."""
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        if is_free(state, model.alternative[at], slot):
            return int(model.alternative[at])
    return 0


@kernel
def settle(model: Model, state: State, listed: Ints, count: int) -> None:
    """Give each listed meeting a slot that fits, by chance, the first one listed first."""
    for index in range(count):
        meeting = listed[index]
        if not has_room(model, state, meeting):
            continue
        slot, ties = NOWHERE, 0
        for word in range(model.reach.shape[1]):
            open_now = open_slots(model, state, meeting, word)
            while open_now != 0:
                ties += 1
                if draw(state, ties) == 0:
                    slot = word * WORD + lowest(open_now)
                open_now &= open_now - ONE
        if slot != NOWHERE and fits(model, state, meeting, slot):
            put(model, state, meeting, slot)


@part
def push_in(model: Model, state: State, meeting: int, slot: int, listed: Ints) -> bool:
    """Remove what is in the way in the slot, place the meeting, settle the others; False: it cannot be done."""
    count = list_blockers(model, state, meeting, slot, listed)
    if count == NOWHERE:
        return False
    remember(model, state, meeting)
    for index in range(count):
        remember(model, state, listed[index])
        take(model, state, listed[index])
    if not fits(model, state, meeting, slot):
        return False
    put(model, state, meeting, slot)
    settle(model, state, listed, count)
    return True


@part
def best_slot(model: Model, state: State, meeting: int, listed: Ints) -> int:
    """The slot in which pushing the meeting in is likely to lose least, ties by chance; NOWHERE: none.

    The first slot that loses nothing will do, so the search for it begins at a slot of chance.
    """
    best, best_lost, ties = NOWHERE, FAR, 0
    slots = len(model.day)
    survey(model, state, meeting)
    offset = draw(state, slots)
    for step in range(slots):
        slot = (offset + step) % slots
        count = list_surveyed(model, state, meeting, slot, listed, best_lost)
        if count == NOWHERE:
            continue
        lost = listed[-1]
        if lost == 0:
            return slot
        if lost < best_lost:
            best, best_lost, ties = slot, lost, 1
        elif lost == best_lost:
            ties += 1
            if draw(state, ties) == 0:
                best = slot
    return best


@part
def draw_waiting(state: State, promise: NDArray[np.float64], least: float) -> int:
    """A waiting meeting by chance that promises more than `least`; any one where that is not found soon."""
    meeting = state.waiting[draw(state, state.counter[WAITING])]
    for _ in range(DRAWS):
        if promise[meeting] > least:
            break
        meeting = state.waiting[draw(state, state.counter[WAITING])]
    return int(meeting)


@kernel
def eject(
    model: Model,
    state: State,
    best: State,
    promise: NDArray[np.float64],
    heat: NDArray[np.float64],
    listed: Ints,
) -> int:
    """Run `heat[2]` steps while the temperature falls from `heat[0]` to `heat[1]`; the best score goes to `best`.

    Meetings that promise less than `heat[3]` are hardly tried. Returns the number of improvements of the best.
    """
    steps, found = int(heat[2]), 0
    for step in range(steps):
        if state.counter[WAITING] == 0:
            break
        temperature = heat[0] * (heat[1] / heat[0]) ** (step / steps)
        meeting = draw_waiting(state, promise, heat[3])
        slot = best_slot(model, state, meeting, listed)
        if slot == NOWHERE:
            continue
        before = score(state) - state.counter[CREDIT]
        state.counter[LOGGED] = 0
        is_done = push_in(model, state, meeting, slot, listed)
        change = score(state) - state.counter[CREDIT] - before
        chance = (draw(state, 1_000_000) + 0.5) / 1_000_000
        if not is_done or change < temperature * math.log(chance):
            undo(model, state)
        elif score(state) > score(best):
            keep_changes(model, state, best)
            found += 1
    return found


@kernel
def keep(state: State, best: State) -> None:
    """Copy the schedule (slots, choices, counters) to `best`."""
    copy(state.slot, best.slot)
    copy(state.choice, best.choice)
    copy(state.counter, best.counter)
    forget_touched(state)


@kernel
def copy(source: Ints, target: Ints) -> None:
    """Copy numbers one by one: nothing is allocated."""
    for at in range(len(source)):
        target[at] = source[at]


@kernel
def keep_changes(model: Model, state: State, best: State) -> None:
    """The same as `keep` where `best` differs in the touched meetings alone, in time proportional to these."""
    for index in range(state.counter[TOUCHED]):
        meeting = state.touched[index]
        best.slot[meeting] = state.slot[meeting]
        for requirement in range(
            model.requirement_start[meeting], model.requirement_start[meeting + 1]
        ):
            best.choice[requirement] = state.choice[requirement]
    copy(state.counter, best.counter)
    forget_touched(state)


@part
def forget_touched(state: State) -> None:
    """From here on, the schedule counts as kept."""
    for index in range(state.counter[TOUCHED]):
        state.is_touched[state.touched[index]] = False
    state.counter[TOUCHED] = 0


@kernel
def rebuild(model: Model, source: State, target: State) -> None:
    """Make `target` the schedule whose slots and choices `source` keeps."""
    for meeting in range(len(model.allowed)):
        if target.slot[meeting] != NOWHERE:
            take(model, target, meeting)
    target.counter[VALUE] = 0
    for meeting in range(len(model.allowed)):
        target.log_meeting[0], target.log_slot[0] = meeting, source.slot[meeting]
        first = model.requirement_start[meeting]
        for requirement in range(first, model.requirement_start[meeting + 1]):
            target.log_choice[0, requirement - first] = source.choice[requirement]
        target.counter[LOGGED] = 1
        undo(model, target)
    forget_touched(target)
