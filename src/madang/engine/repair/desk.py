"""What a repair keeps beside model and state: who is published, who has moved, and the path of the search under way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from madang.engine.bits import Words
from madang.engine.compiled import leaf, part
from madang.engine.kernels import book, count_in, free_slots, has_room, pick, take
from madang.engine.resources import Ints, Model
from madang.engine.state import NOWHERE, State

EVICTED, MOVES, LOOKS, TOTAL, MOST, SEATED = 0, 1, 2, 3, 4, 5
EVICTED_MOST = 6
"""Meetings that one seating may push on, those that cost no move included."""


class Desk(NamedTuple):
    """The arrays of a repair. A meeting is *published* when people know its slot and the change leaves it standing."""

    is_person: NDArray[np.bool_]  # R: a delegate, whom a published meeting keeps
    is_published: NDArray[np.bool_]  # M
    is_moved: NDArray[np.bool_]  # M: published, and moved by this repair already
    is_playing: NDArray[np.bool_]  # M: on the path of the search under way
    disturbed: Ints  # R: published meetings of a delegate that have moved
    evicted: Ints  # meetings pushed out on the path, the first counter[EVICTED] of them
    evicted_slot: Ints
    evicted_choice: Ints  # EVICTED_MOST × most requirements of a meeting
    frame_first: Ints  # how many were pushed out before each step of the path
    frame_next: Ints  # the next try of each step
    found: Ints  # meetings in the way of the try under way
    home: Ints  # M: the slot that a meeting had when the repair began, or NOWHERE
    counter: Ints  # EVICTED, MOVES, LOOKS of this seating; TOTAL moves, the MOST allowed, meetings SEATED
    seated: Ints  # M: meetings seated, in this order
    moves: Ints  # M: the total of moves after each


def empty_desk(model: Model, state: State, is_person: NDArray[np.bool_]) -> Desk:
    """A desk on which every placed meeting that is not pinned is published."""
    meetings, depth = len(model.allowed), EVICTED_MOST + 2
    return Desk(
        is_person=is_person,
        is_published=state.slot != NOWHERE,
        is_moved=np.zeros(meetings, dtype=np.bool_),
        is_playing=np.zeros(meetings, dtype=np.bool_),
        disturbed=np.zeros(len(model.capacity), dtype=np.int64),
        evicted=np.zeros(depth, dtype=np.int64),
        evicted_slot=np.zeros(depth, dtype=np.int64),
        evicted_choice=np.zeros((depth, state.open.shape[0]), dtype=np.int64),
        frame_first=np.zeros(depth, dtype=np.int64),
        frame_next=np.zeros(depth, dtype=np.int64),
        found=np.zeros(depth, dtype=np.int64),
        home=state.slot.copy(),
        counter=np.zeros(6, dtype=np.int64),
        seated=np.zeros(meetings, dtype=np.int64),
        moves=np.zeros(meetings, dtype=np.int64),
    )


@leaf
def is_kept(desk: Desk, state: State, requirement: int, meeting: int) -> bool:
    """Whether the requirement is met by a person who stays in the meeting wherever it goes."""
    chosen = state.choice[requirement]
    return bool(
        desk.is_published[meeting] and chosen != NOWHERE and desk.is_person[chosen]
    )


@leaf
def open_words(
    model: Model, state: State, desk: Desk, meeting: int, word: int
) -> np.uint64:
    """The slots of one word in which the meeting fits with nobody else moved; a published one with its own people."""
    found: np.uint64 = model.reach[meeting, word]
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        if is_kept(desk, state, requirement, meeting):
            found &= state.free[state.choice[requirement], word]
        else:
            found &= free_slots(model, state, requirement, word)
    return found


@leaf
def pick_again(
    model: Model, state: State, desk: Desk, requirement: int, slot: int
) -> int:
    """Who or what meets the requirement in the slot: the same as before where that is free, else the first free one."""
    chosen = state.choice[requirement]
    bit = np.uint64(slot % 64)
    if chosen != NOWHERE and (state.free[chosen, slot // 64] >> bit) & np.uint64(1):
        return int(chosen)
    if is_kept(desk, state, requirement, model.owner[requirement]):
        return NOWHERE
    return int(pick(model, state, requirement, slot))


@part
def sit(model: Model, state: State, desk: Desk, meeting: int, slot: int) -> bool:
    """Place a waiting meeting in the slot where that is possible with nobody else moved."""
    reach: Words = model.reach
    if not (reach[meeting, slot // 64] >> np.uint64(slot % 64)) & np.uint64(1):
        return False
    first, last = model.requirement_start[meeting], model.requirement_start[meeting + 1]
    if not has_room(model, state, meeting):
        return False
    for requirement in range(first, last):
        if pick_again(model, state, desk, requirement, slot) == NOWHERE:
            return False
    for requirement in range(first, last):
        resource = pick_again(model, state, desk, requirement, slot)
        book(model, state, requirement, resource, slot)
    count_in(model, state, meeting, slot)
    return True


@part
def disturb(model: Model, state: State, desk: Desk, meeting: int, by: int) -> None:
    """Count a move of a published meeting for everybody who sits in it; `by` is 1, or -1 to take it back."""
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        if desk.is_person[state.choice[requirement]]:
            desk.disturbed[state.choice[requirement]] += by


@leaf
def cost_of(desk: Desk, meeting: int) -> int:
    """Moves that pushing the meeting on costs: one, or none where it has moved already or was hit by the change."""
    return 1 if desk.is_published[meeting] and not desk.is_moved[meeting] else 0


@part
def push_out(model: Model, state: State, desk: Desk, meeting: int) -> None:
    """Take a meeting from its slot and put it on the path, with all that is needed to put it back."""
    at = desk.counter[EVICTED]
    first = model.requirement_start[meeting]
    desk.evicted[at], desk.evicted_slot[at] = meeting, state.slot[meeting]
    for requirement in range(first, model.requirement_start[meeting + 1]):
        desk.evicted_choice[at, requirement - first] = state.choice[requirement]
    if cost_of(desk, meeting) == 1:
        disturb(model, state, desk, meeting, 1)
        desk.counter[MOVES] += 1
    desk.is_playing[meeting] = True
    desk.counter[EVICTED] = at + 1
    take(model, state, meeting)


@part
def pull_back(model: Model, state: State, desk: Desk) -> None:
    """Undo the last `push_out`; its place is free again."""
    at = desk.counter[EVICTED] - 1
    meeting, slot = desk.evicted[at], desk.evicted_slot[at]
    first = model.requirement_start[meeting]
    for requirement in range(first, model.requirement_start[meeting + 1]):
        book(
            model,
            state,
            requirement,
            desk.evicted_choice[at, requirement - first],
            slot,
        )
    count_in(model, state, meeting, slot)
    if cost_of(desk, meeting) == 1:
        disturb(model, state, desk, meeting, -1)
        desk.counter[MOVES] -= 1
    desk.is_playing[meeting] = False
    desk.counter[EVICTED] = at
