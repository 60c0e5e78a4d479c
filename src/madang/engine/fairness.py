"""Fewer organisations left out and more even shares, without losing anything that comes before.

A step takes a waiting meeting whose organisations are served least, pushes it in where that costs no more than it is
worth, and fills up what those it pushed out left behind. What comes before in the order of stages never gets worse;
the rest is annealed on the stage `share`, in which an organisation left out counts most.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from madang.engine.bits import ONE, WORD, lowest
from madang.engine.blockers import LISTED_SIZE, list_surveyed
from madang.engine.certificate import Floats
from madang.engine.compiled import kernel, leaf, part
from madang.engine.improve import keep_changes, push_in
from madang.engine.kernels import (
    fits,
    has_room,
    open_slots,
    put,
    remember,
    survey,
    undo,
)
from madang.engine.resources import Ints, Model
from madang.engine.stages import WHOLE
from madang.engine.state import (
    LOG_SIZE,
    LOGGED,
    NOWHERE,
    VALUE,
    WAITING,
    State,
    draw,
    score,
)

DRAWS, TRIED = 4, 40
"""Waiting meetings drawn for one step; of those of one organisation, how many may fill what was left behind."""


class Shares(NamedTuple):
    """How many meetings of each organisation were held when the total was last brought up to date."""

    held: Ints  # O
    total: Ints  # 2: the stage `share`, and that of the best schedule
    listed: Ints


def start_shares(model: Model, state: State) -> Shares:
    """Count the shares of a schedule."""
    wished = np.diff(model.wish_start)
    unserved = wished - state.organisation_used
    total = int((WHOLE * unserved**2 // np.maximum(1, wished) ** 2).sum())
    return Shares(
        state.organisation_used.copy(),
        np.array([total, total], dtype=np.int64),
        np.zeros(LISTED_SIZE, dtype=np.int64),
    )


@leaf
def unevenness(model: Model, organisation: int, held: int) -> int:
    """What an organisation counts in the stage `share`."""
    wished = model.wish_start[organisation + 1] - model.wish_start[organisation]
    unserved = wished - held
    return int(WHOLE * unserved * unserved // (wished * wished))


@kernel
def renew(model: Model, state: State, shares: Shares) -> int:
    """Bring the total up to date for the organisations of all remembered meetings; returns its change."""
    change = 0
    for index in range(state.counter[LOGGED]):
        meeting = state.log_meeting[index]
        for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
            organisation = model.side[at]
            now, before = (
                state.organisation_used[organisation],
                shares.held[organisation],
            )
            if now != before:
                change += unevenness(model, organisation, now)
                change -= unevenness(model, organisation, before)
                shares.held[organisation] = now
    shares.total[0] += change
    return change


@leaf
def need(model: Model, state: State, meeting: int) -> int:
    """How much more even the shares become when a waiting meeting is held."""
    gain = 0
    for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
        organisation = model.side[at]
        held = state.organisation_used[organisation]
        gain += unevenness(model, organisation, held)
        gain -= unevenness(model, organisation, held + 1)
    return gain


@part
def draw_neediest(model: Model, state: State) -> int:
    """Of a few waiting meetings drawn by chance, the one whose organisations are served least."""
    best, most = NOWHERE, -1
    for _ in range(1 + draw(state, DRAWS)):
        meeting = state.waiting[draw(state, state.counter[WAITING])]
        gain = need(model, state, meeting)
        if gain > most:
            best, most = meeting, gain
    return int(best)


@part
def affordable_slot(model: Model, state: State, meeting: int, listed: Ints) -> int:
    """A slot in which the meeting is likely to push out no more than it is worth, or NOWHERE."""
    slots = len(model.day)
    survey(model, state, meeting)
    offset = draw(state, slots)
    most = model.value[meeting] + first_gain(model, state, meeting)
    for step in range(slots):
        slot = (offset + step) % slots
        if list_surveyed(model, state, meeting, slot, listed, most) != NOWHERE:
            return slot
    return NOWHERE


@leaf
def first_gain(model: Model, state: State, meeting: int) -> int:
    """What the organisations of the meeting that are left out now are worth where that comes before the total."""
    gain = 0
    if model.worth[1] > 1:
        for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
            if state.organisation_used[model.side[at]] == 0:
                gain += model.worth[1]
    return gain


@part
def fill_after(model: Model, state: State, moved: int) -> None:
    """Place waiting meetings of the organisations of the first `moved` remembered ones where nobody else moves."""
    for index in range(moved):
        if state.slot[state.log_meeting[index]] != NOWHERE:
            continue
        meeting = state.log_meeting[index]
        for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
            fill_organisation(model, state, model.side[at])


@part
def fill_organisation(model: Model, state: State, organisation: int) -> None:
    """Place some waiting meetings of an organisation where nobody else moves."""
    first = model.wish_start[organisation]
    count = model.wish_start[organisation + 1] - first
    offset = draw(state, count)
    for step in range(min(count, TRIED)):
        other = model.wish[first + (offset + step) % count]
        if state.slot[other] == NOWHERE and state.counter[LOGGED] < LOG_SIZE - 1:
            put_anywhere(model, state, other)


@part
def put_anywhere(model: Model, state: State, meeting: int) -> None:
    """Place a waiting meeting in the first slot that is open, if there is one."""
    if not has_room(model, state, meeting):
        return
    for word in range(model.reach.shape[1]):
        left = open_slots(model, state, meeting, word)
        while left != 0:
            slot = word * WORD + lowest(left)
            left &= left - ONE
            if fits(model, state, meeting, slot):
                remember(model, state, meeting)
                put(model, state, meeting, slot)
                return


@leaf
def first_stages(model: Model, state: State) -> int:
    """The stages that come before the shares, and before those left out where the total comes first."""
    if model.worth[1] > 1:
        return score(state)
    return int(state.counter[VALUE])


@kernel
def even_out(
    model: Model, state: State, best: State, shares: Shares, heat: Floats
) -> int:
    """Run `heat[2]` steps from temperature `heat[0]` to `heat[1]`; the best schedule goes to `best`.

    Returns the number of improvements of the best.
    """
    steps, found, floor = int(heat[2]), 0, first_stages(model, best)
    for step in range(steps):
        if state.counter[WAITING] == 0:
            break
        temperature = heat[0] * (heat[1] / heat[0]) ** (step / steps)
        meeting = draw_neediest(model, state)
        slot = affordable_slot(model, state, meeting, shares.listed)
        if slot == NOWHERE:
            continue
        before = first_stages(model, state)
        state.counter[LOGGED] = 0
        is_done = push_in(model, state, meeting, slot, shares.listed)
        if is_done:
            fill_after(model, state, state.counter[LOGGED])
        change = renew(model, state, shares)
        change += heat[3] * (
            debt(first_stages(model, state), floor) - debt(before, floor)
        )
        chance = (draw(state, 1_000_000) + 0.5) / 1_000_000
        is_good = -change >= temperature * math.log(chance)
        if not is_done or not is_good:
            undo_shares(model, state, shares)
        elif is_better(state, best, shares):
            shares.total[1] = shares.total[0]
            floor = first_stages(model, state)
            keep_changes(model, state, best)
            found += 1
    return found


@leaf
def debt(value: int, floor: int) -> float:
    """What is missing of the stages before."""
    return float(max(0, floor - value))


@part
def undo_shares(model: Model, state: State, shares: Shares) -> None:
    """Put everything that was remembered back, the total included."""
    count = state.counter[LOGGED]
    undo(model, state)
    state.counter[LOGGED] = count
    renew(model, state, shares)
    state.counter[LOGGED] = 0


@leaf
def is_better(state: State, best: State, shares: Shares) -> bool:
    """Whether the schedule beats the best one in the first stage in which they differ."""
    if score(state) != score(best):
        return score(state) > score(best)
    return bool(shares.total[0] < shares.total[1])
