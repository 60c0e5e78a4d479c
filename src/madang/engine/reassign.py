"""A large neighbourhood: all meetings of one group of delegates are given new slots at once, the best way there is.

Delegates who stand in for each other form a group. While everybody else stays where they are, which of the group's
meetings are held, when and by whom is an assignment of meetings to pairs of delegate and slot, and solved exactly
(Jonker and Volgenant 1987, as in scipy). What the group held before is one of the assignments, so nothing is lost.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from madang.engine.bits import ONE, WORD, has, lowest
from madang.engine.certificate import Floats
from madang.engine.compiled import kernel, leaf
from madang.engine.groups import Groups
from madang.engine.kernels import (
    book,
    count_in,
    fits,
    free_slots,
    has_room,
    pick,
    remember,
    take,
    undo,
)
from madang.engine.resources import UNLIMITED, Ints, Model
from madang.engine.state import LOG_SIZE, LOGGED, NOWHERE, State, draw, score

CELLS_MOST = 400_000
"""Meetings times pairs of delegate and slot that are assigned at once; a larger group takes a part of its meetings."""
SHAKE = 0.9
"""What chance may add to the worth of a whole assignment: it decides between equals, and worths are whole numbers."""
OPEN, HELD = 1, 2


def reassign(
    model: Model, state: State, groups: Groups, group: int, chance: np.random.Generator
) -> bool:
    """Give the meetings of one group the best slots while all others stay; whether the schedule became better."""
    from scipy.optimize import linear_sum_assignment

    members = groups.member[groups.member_start[group] : groups.member_start[group + 1]]
    columns = len(members) * len(model.day)
    rows = groups.requirement[groups.start[group] : groups.start[group + 1]]
    rows = rows[~model.is_pinned[model.owner[rows]]]
    most = min(LOG_SIZE - 1, max(1, CELLS_MOST // max(1, columns)))
    if len(rows) > most:
        rows = np.sort(chance.choice(rows, most, replace=False))
    worth = np.zeros((len(rows), columns))
    state_of = np.zeros(columns, dtype=np.int64)
    rank = groups.rank if group < groups.alone else np.zeros_like(groups.rank)
    before = score(state)
    clear(model, state, rows, rank, state_of)
    spare = _spare(model, state, int(groups.place[group]))
    open_columns(model, state, members, state_of, spare)
    appraise(model, state, rows, rank, state_of, worth)
    shake(worth, chance)
    row, column = linear_sum_assignment(worth, maximize=True)
    is_worth = worth[row, column] > 0
    row, column = row[is_worth], column[is_worth]
    hold(
        model,
        state,
        rows[row],
        members[column // len(model.day)],
        column % len(model.day),
    )
    if score(state) < before:
        undo(model, state)
    state.counter[LOGGED] = 0
    return score(state) > before


def shake(worth: Floats, chance: np.random.Generator) -> None:
    """Let chance decide between assignments of equal worth: meetings drift to other slots without loss."""
    noise = chance.random(worth.shape, dtype=np.float32)
    worth += np.where(worth > 0, noise * (SHAKE / max(1, len(worth))), 0)


def _spare(model: Model, state: State, place: int) -> Ints:
    """How many meetings more the place of a group takes in each slot (T)."""
    if place == NOWHERE:
        return np.full(len(model.day), UNLIMITED, dtype=np.int64)
    spare: Ints = model.capacity[place] - state.used[place]
    return spare


@kernel
def clear(
    model: Model, state: State, requirement: Ints, rank: Ints, state_of: Ints
) -> None:
    """Take the meetings of the requirements out, and mark as `HELD` the pairs of delegate and slot (columns) that they held."""
    state.counter[LOGGED] = 0
    for asked in requirement:
        meeting = model.owner[asked]
        remember(model, state, meeting)
        if state.slot[meeting] != NOWHERE:
            column = rank[state.choice[asked]] * len(model.day) + state.slot[meeting]
            state_of[column] = HELD
    for asked in requirement:
        if state.slot[model.owner[asked]] != NOWHERE:
            take(model, state, model.owner[asked])


@kernel
def open_columns(
    model: Model, state: State, members: Ints, state_of: Ints, spare: Ints
) -> None:
    """Mark further free columns as `OPEN`, from one of chance on, as far as the place of the group has room.

    A delegate with a limit for the day keeps the slots held before, so that the limit stays kept.
    """
    slots = len(model.day)
    for column in range(len(state_of)):
        if state_of[column] == HELD:
            spare[column % slots] -= 1
    offset = draw(state, len(state_of))
    for step in range(len(state_of)):
        column = (step + offset) % len(state_of)
        delegate, slot = members[column // slots], column % slots
        if state_of[column] == HELD or spare[slot] <= 0:
            continue
        if model.day_most[delegate] >= UNLIMITED and has(state.free, delegate, slot):
            state_of[column] = OPEN
            spare[slot] -= 1


@leaf
def slots_of_others(model: Model, state: State, requirement: int, word: int) -> Any:
    """The slots of one word in which every other requirement of the same meeting is met."""
    meeting = model.owner[requirement]
    found = model.reach[meeting, word]
    for other in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        if other != requirement:
            found &= free_slots(model, state, other, word)
    return found


@kernel
def appraise(
    model: Model,
    state: State,
    requirement: Ints,
    rank: Ints,
    state_of: Ints,
    worth: Floats,
) -> None:
    """Write down what the meeting of each requirement is worth in each column in which it can be held, else 0."""
    for row in range(len(requirement)):
        asked = requirement[row]
        if not has_room(model, state, model.owner[asked]):
            continue
        for word in range(model.reach.shape[1]):
            left = slots_of_others(model, state, asked, word)
            for at in range(
                model.alternative_start[asked], model.alternative_start[asked + 1]
            ):
                delegate = model.alternative[at]
                found = left & state.free[delegate, word]
                while found != 0:
                    slot = word * WORD + lowest(found)
                    found &= found - ONE
                    column = rank[delegate] * len(model.day) + slot
                    if state_of[column] > 0:
                        worth[row, column] = model.value[model.owner[asked]]


@kernel
def hold(
    model: Model, state: State, requirement: Ints, delegate: Ints, slot: Ints
) -> None:
    """Place the meeting of each requirement in its slot with its delegate, where that still fits."""
    for row in range(len(requirement)):
        meeting, at = model.owner[requirement[row]], slot[row]
        if has(state.free, delegate[row], at) and fits(model, state, meeting, at):
            for asked in range(
                model.requirement_start[meeting], model.requirement_start[meeting + 1]
            ):
                resource = delegate[row]
                if asked != requirement[row]:
                    resource = pick(model, state, asked, at)
                book(model, state, asked, resource, at)
            count_in(model, state, meeting, at)
