"""Fewer idle slots: annealing over exchanges of slots that keep every placed meeting placed.

A move sends one meeting to another slot; those it meets there come back to the slot it left, and so on until the
chain closes (a Kempe chain between two slots). Most moves bring a meeting of somebody who has a gap into a slot where it
may close. The set of placed meetings never changes, so the stages before stay.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from madang.engine.bits import has
from madang.engine.blockers import LISTED_SIZE, list_blockers
from madang.engine.certificate import Floats
from madang.engine.compiled import kernel, part
from madang.engine.improve import keep_changes
from madang.engine.kernels import fits, put, remember, take, undo
from madang.engine.overlaps import has_overlaps, is_idle
from madang.engine.resources import Ints, Model
from madang.engine.state import LOGGED, NOWHERE, State, draw

CHAIN_MOST = 40
FREELY, TRIES = 4, 16
"""One move in so many is of any meeting to any slot; draws for somebody who has a gap."""
TOTAL, NOTED, WHOSE = 0, 1, 2


class Tally(NamedTuple):
    """Idle slots of each delegate in each session, with a journal of the changes of the last move.

    `counter` has the sum of idle, the entries of the journal, and whom the next move is for.
    """

    idle: Ints  # delegates × sessions
    counter: Ints  # TOTAL, NOTED, WHOSE
    delegate: Ints
    session: Ints
    before: Ints
    chain: Ints  # meetings that the last move moved
    listed: Ints  # those in the way of one of them


def start_tally(model: Model, state: State) -> Tally:
    """Count the idle slots of a schedule."""
    sessions = int(model.session.max(initial=0)) + 1
    most = int(np.diff(model.requirement_start).max(initial=1))
    room = 4 * (CHAIN_MOST + 1) * most
    idle = np.zeros((int(model.delegates[0]), sessions), dtype=np.int64)
    tally = Tally(
        idle,
        np.zeros(3, dtype=np.int64),
        delegate=np.zeros(room, dtype=np.int64),
        session=np.zeros(room, dtype=np.int64),
        before=np.zeros(room, dtype=np.int64),
        chain=np.zeros(CHAIN_MOST + 1, dtype=np.int64),
        listed=np.zeros(LISTED_SIZE, dtype=np.int64),
    )
    count_all(model, state, tally)
    return tally


@part
def idle_slots(model: Model, state: State, delegate: int, session: int) -> int:
    """Slots of a session between the first and the last meeting in which the delegate is there but in no meeting."""
    idle, waiting, is_started, last = 0, 0, False, NOWHERE
    for slot in range(len(model.day)):
        if model.session[slot] != session or model.capacity[delegate, slot] == 0:
            continue
        if state.used[delegate, slot] > 0:
            idle += waiting
            waiting, is_started = 0, True
        elif is_started and not has_overlaps(model):
            waiting += 1
        elif is_started and is_idle(model, state, delegate, slot, last):
            waiting, last = waiting + 1, slot
    return idle


@kernel
def count_all(model: Model, state: State, tally: Tally) -> None:
    """Count every delegate and session anew."""
    tally.counter[TOTAL] = 0
    for delegate in range(len(tally.idle)):
        for session in range(tally.idle.shape[1]):
            idle = idle_slots(model, state, delegate, session)
            tally.idle[delegate, session] = idle
            tally.counter[TOTAL] += idle


@part
def recount(model: Model, state: State, tally: Tally, delegate: int, slot: int) -> None:
    """Count one delegate in the session of a slot anew, and note the change."""
    if delegate >= model.delegates[0] or slot == NOWHERE:
        return
    session = model.session[slot]
    now, before = (
        idle_slots(model, state, delegate, session),
        tally.idle[delegate, session],
    )
    if now == before:
        return
    at = tally.counter[NOTED]
    tally.delegate[at], tally.session[at], tally.before[at] = delegate, session, before
    tally.counter[NOTED] = at + 1
    tally.counter[TOTAL] += now - before
    tally.idle[delegate, session] = now


@part
def recount_move(model: Model, state: State, tally: Tally) -> int:
    """Count everybody whom the remembered meetings concern, before and now; returns the change of the total."""
    before = tally.counter[TOTAL]
    tally.counter[NOTED] = 0
    for index in range(state.counter[LOGGED]):
        meeting = state.log_meeting[index]
        first = model.requirement_start[meeting]
        for requirement in range(first, model.requirement_start[meeting + 1]):
            was, now = (
                state.log_choice[index, requirement - first],
                state.choice[requirement],
            )
            recount(model, state, tally, was, state.log_slot[index])
            recount(model, state, tally, now, state.slot[meeting])
            recount(model, state, tally, was, state.slot[meeting])
            recount(model, state, tally, now, state.log_slot[index])
    return int(tally.counter[TOTAL] - before)


@part
def take_back(tally: Tally) -> None:
    """Restore the counts from before the last move."""
    for back in range(tally.counter[NOTED]):
        at = tally.counter[NOTED] - 1 - back
        delegate, session = tally.delegate[at], tally.session[at]
        tally.counter[TOTAL] += tally.before[at] - tally.idle[delegate, session]
        tally.idle[delegate, session] = tally.before[at]


@part
def exchange(
    model: Model, state: State, meeting: int, target: int, chain: Ints, listed: Ints
) -> bool:
    """Move a meeting to the target slot and close the chain; False: it does not close (then undo)."""
    here = state.slot[meeting]
    chain[0] = meeting
    remember(model, state, meeting)
    take(model, state, meeting)
    count, index = 1, 0
    while index < count:
        moving = chain[index]
        goal = target if state.log_slot[index] == here else here
        blockers = list_blockers(model, state, moving, goal, listed)
        if blockers == NOWHERE or count + blockers > CHAIN_MOST:
            return False
        for at in range(blockers):
            if state.slot[listed[at]] != goal or is_moved(chain, count, listed[at]):
                return False
            chain[count] = listed[at]
            count += 1
            remember(model, state, listed[at])
            take(model, state, listed[at])
        if not fits(model, state, moving, goal):
            return False
        put(model, state, moving, goal)
        index += 1
    return True


@part
def is_moved(chain: Ints, count: int, meeting: int) -> bool:
    """Whether the chain has moved the meeting already."""
    found = False
    for index in range(count):
        found = found or chain[index] == meeting
    return found


@part
def draw_placed(model: Model, state: State) -> int:
    """A placed meeting that is not pinned, or NOWHERE after eight draws in vain."""
    for _ in range(8):
        meeting = draw(state, len(model.allowed))
        if state.slot[meeting] != NOWHERE and not model.is_pinned[meeting]:
            return meeting
    return NOWHERE


@part
def draw_idle(model: Model, state: State, tally: Tally, meeting: int) -> int:
    """A slot in which somebody of a meeting, or of one drawn after it, is free in a session with gaps; NOWHERE: none found.

    That delegate goes to `tally.counter[WHOSE]`.
    """
    slots = len(model.day)
    for _ in range(TRIES):
        if meeting == NOWHERE:
            return NOWHERE
        first = model.requirement_start[meeting]
        asked = first + draw(state, model.requirement_start[meeting + 1] - first)
        delegate, session = state.choice[asked], model.session[state.slot[meeting]]
        if delegate < model.delegates[0] and tally.idle[delegate, session] > 0:
            tally.counter[WHOSE] = delegate
            offset = draw(state, slots)
            for step in range(slots):
                slot = (offset + step) % slots
                if (
                    model.session[slot] == session
                    and model.capacity[delegate, slot] > 0
                    and state.used[delegate, slot] == 0
                ):
                    return slot
        meeting = draw_placed(model, state)
    return NOWHERE


@part
def draw_other(model: Model, state: State, tally: Tally, target: int) -> int:
    """A meeting of that delegate in some slot, to go to the target; NOWHERE: it is pinned, or none was found."""
    slots, delegate = len(model.day), tally.counter[WHOSE]
    offset = draw(state, slots)
    for step in range(slots):
        slot = (offset + step) % slots
        if target != NOWHERE and state.used[delegate, slot] > 0:
            start = model.member_start[delegate * slots + slot]
            meeting = model.owner[state.member[start]]
            return NOWHERE if model.is_pinned[meeting] else int(meeting)
    return NOWHERE


@kernel
def close_gaps(
    model: Model, state: State, best: State, tally: Tally, heat: Floats
) -> int:
    """Run `heat[2]` steps from temperature `heat[0]` to `heat[1]`; `heat[3]` is the best total known.

    The best schedule goes to `best`; returns its total.
    """
    steps, least = int(heat[2]), int(heat[3])
    for step in range(steps):
        if least == 0:
            break
        temperature = heat[0] * (heat[1] / heat[0]) ** (step / steps)
        meeting, target = draw_placed(model, state), draw(state, len(model.day))
        if meeting != NOWHERE and draw(state, FREELY) != 0:
            target = draw_idle(model, state, tally, meeting)
            meeting = draw_other(model, state, tally, target)
        if (
            meeting == NOWHERE
            or target == NOWHERE
            or target == state.slot[meeting]
            or not has(model.reach, meeting, target)
        ):
            continue
        state.counter[LOGGED] = 0
        if not exchange(model, state, meeting, target, tally.chain, tally.listed):
            undo(model, state)
            continue
        change = recount_move(model, state, tally)
        chance = (draw(state, 1_000_000) + 0.5) / 1_000_000
        if -change < temperature * math.log(chance):
            take_back(tally)
            undo(model, state)
        elif tally.counter[TOTAL] < least:
            least = tally.counter[TOTAL]
            keep_changes(model, state, best)
    return least
