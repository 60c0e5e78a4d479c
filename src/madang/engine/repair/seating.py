"""Seating one meeting after another with as few moves of others as possible: a bounded search in depth for each.

The path of a search: the meeting goes into a slot, whoever is in its way is pushed out and looks for a slot in turn,
until all sit. Nearer slots are tried first, open ones before others.
"""

from __future__ import annotations

from madang.engine.bits import has
from madang.engine.compiled import kernel, leaf, part
from madang.engine.kernels import take
from madang.engine.repair.blocking import clear
from madang.engine.repair.desk import (
    EVICTED,
    LOOKS,
    MOST,
    MOVES,
    SEATED,
    TOTAL,
    Desk,
    cost_of,
    open_words,
    pull_back,
    sit,
)
from madang.engine.resources import Ints, Model
from madang.engine.state import NOWHERE, State

LOOKS_MOST = 400
"""Slots that the search for one meeting looks at, open ones aside."""
FAILED, BEYOND = -1, -2
"""A seating found no way, or one that takes more moves than are left."""


@leaf
def nearest(home: int, step: int, slots: int) -> int:
    """The slot tried at a step: home, then one later, one earlier, two later …; NOWHERE for one off either end."""
    away = (step + 1) // 2
    slot = home + away if step % 2 == 1 else home - away
    return slot if 0 <= slot < slots else NOWHERE


@leaf
def player(desk: Desk, meeting: int, depth: int) -> int:
    """The meeting that looks for a slot at a step of the path."""
    return meeting if depth == 0 else int(desk.evicted[depth - 1])


@leaf
def origin(desk: Desk, meeting: int, depth: int) -> int:
    """The slot around which a meeting looks: where it was before."""
    if depth > 0:
        return int(desk.evicted_slot[depth - 1])
    return max(0, int(desk.home[meeting]))


@kernel
def is_open(model: Model, state: State, desk: Desk, meeting: int, slot: int) -> bool:
    """Whether the slot is open to the meeting with nobody moved."""
    bits = open_words(model, state, desk, meeting, slot // 64)
    return bool((bits >> model.reach.dtype.type(slot % 64)) & model.reach.dtype.type(1))


@part
def advance(
    model: Model, state: State, desk: Desk, meeting: int, depth: int, most: int
) -> bool:
    """Seat the meeting of a step of the path in the next slot that works; False: there is none left."""
    slots, who = len(model.day), player(desk, meeting, depth)
    tries = 2 * slots
    while desk.frame_next[depth] < 2 * tries:
        step = desk.frame_next[depth]
        desk.frame_next[depth] = step + 1
        slot = nearest(origin(desk, meeting, depth), step % tries, slots)
        if slot == NOWHERE or not has(model.reach, who, slot):
            continue
        if depth > 0 and slot == desk.evicted_slot[depth - 1]:
            continue
        if step < tries:
            if sit(model, state, desk, who, slot):
                return True
        elif squeeze(model, state, desk, who, slot, most):
            return True
    return False


@part
def squeeze(
    model: Model, state: State, desk: Desk, meeting: int, slot: int, most: int
) -> bool:
    """Seat the meeting in a slot that is not open, by pushing others out; False: all stay."""
    desk.counter[LOOKS] += 1
    before = desk.counter[EVICTED]
    if is_open(model, state, desk, meeting, slot):
        return False
    if clear(model, state, desk, meeting, slot, most) and sit(
        model, state, desk, meeting, slot
    ):
        return True
    while desk.counter[EVICTED] > before:
        pull_back(model, state, desk)
    return False


@part
def step_back(model: Model, state: State, desk: Desk, meeting: int, depth: int) -> None:
    """Undo a step of the path: its meeting leaves, those that it pushed out return."""
    take(model, state, player(desk, meeting, depth))
    while desk.counter[EVICTED] > desk.frame_first[depth]:
        pull_back(model, state, desk)


@kernel
def seat(model: Model, state: State, desk: Desk, meeting: int, most: int) -> int:
    """Seat a waiting meeting with `most` moves of published meetings; the moves it took, FAILED or BEYOND."""
    desk.counter[EVICTED] = desk.counter[MOVES] = desk.counter[LOOKS] = 0
    desk.is_playing[meeting] = True
    desk.frame_next[0], desk.frame_first[0] = 0, 0
    depth = 0
    while depth >= 0:
        if desk.counter[LOOKS] < LOOKS_MOST and advance(
            model, state, desk, meeting, depth, most
        ):
            depth += 1
            if depth > desk.counter[EVICTED]:
                return conclude(model, state, desk, meeting)
            desk.frame_next[depth] = 0
            desk.frame_first[depth] = desk.counter[EVICTED]
            continue
        depth -= 1
        if depth >= 0:
            step_back(model, state, desk, meeting, depth)
    desk.is_playing[meeting] = False
    return FAILED


@part
def conclude(model: Model, state: State, desk: Desk, meeting: int) -> int:
    """Keep what the path has found, unless it takes more moves than are left."""
    moves, count = desk.counter[MOVES], desk.counter[EVICTED]
    desk.is_playing[meeting] = False
    if desk.counter[TOTAL] + moves > desk.counter[MOST]:
        take(model, state, meeting)
        for index in range(count):
            take(model, state, desk.evicted[index])
        while desk.counter[EVICTED] > 0:
            pull_back(model, state, desk)
        return BEYOND
    for index in range(count):
        other = desk.evicted[index]
        desk.is_playing[other] = False
        if cost_of(desk, other) == 1:
            desk.is_moved[other] = True
    desk.counter[TOTAL] += moves
    desk.seated[desk.counter[SEATED]] = meeting
    desk.moves[desk.counter[SEATED]] = desk.counter[TOTAL]
    desk.counter[SEATED] += 1
    return int(moves)


@kernel
def seat_all(
    model: Model, state: State, desk: Desk, order: Ints, least: Ints, most: int
) -> bool:
    """Seat the waiting meetings of `order` with `most` moves each; False: the moves that are left ran out.

    `least` is, for each meeting, the number of moves that it is worth.
    """
    for index in range(len(order)):
        meeting = order[index]
        if state.slot[meeting] != NOWHERE or least[index] < most:
            continue
        if seat(model, state, desk, meeting, most) == BEYOND:
            return False
    return True


@kernel
def fill_up(model: Model, state: State, desk: Desk, order: Ints) -> None:
    """Seat the waiting meetings of `order` that fit with nobody moved."""
    for index in range(len(order)):
        meeting = order[index]
        for word in range(model.reach.shape[1]):
            if state.slot[meeting] == NOWHERE and (
                open_words(model, state, desk, meeting, word) != 0
            ):
                seat_open(model, state, desk, meeting)


@part
def seat_open(model: Model, state: State, desk: Desk, meeting: int) -> None:
    """Seat a meeting in its first open slot, where there is one."""
    for slot in range(len(model.day)):
        if sit(model, state, desk, meeting, slot):
            return
