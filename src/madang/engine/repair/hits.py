"""What a change hits: the meetings that cannot stay where they are, and the capacity that goes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from madang.engine.repair.changed import absences, needs
from madang.engine.repair.changes import Changes
from madang.engine.repair.edits import lower_capacity, reach_of, take_all
from madang.engine.repair.units import Units
from madang.engine.repair.warm import Pair, Warm
from madang.engine.resources import Ints
from madang.engine.schedule import Placement, Schedule


@dataclass
class Hits:
    """The meetings hit, {number: where it was}; those that end with the change, {number: reason}; what is cut."""

    placed: dict[int, Placement] = field(default_factory=dict)
    ended: dict[int, str] = field(default_factory=dict)
    cuts: dict[Pair, int] = field(default_factory=dict)


def find_hits(warm: Warm, changes: Changes) -> Hits:
    """What the change hits; only the closed places and absent interpreters are noted yet."""
    hits = Hits()
    past = warm.past
    to_come = tuple(slot for slot in warm.slots if slot not in past)
    for delegate, slots in absences(changes, past, to_come).items():
        _miss(warm, hits, warm.row_of[delegate], slots)
    for closure in changes.closed_places:
        shut = set(to_come if closure.slots is None else closure.slots)
        _shut(warm, hits, warm.places, closure.place, shut - past)
    for loss in changes.lost_interpreters:
        silent = set(to_come if loss.slots is None else loss.slots)
        _shut(warm, hits, warm.interpreters, loss.interpreter, silent - past)
    _end(warm, hits, changes)
    return hits


def _members(warm: Warm, row: int, at: int) -> Ints:
    """Numbers of the meetings that use a resource in a slot."""
    model, state = warm.model, warm.state
    start = model.member_start[row * len(warm.slots) + at]
    found: Ints = model.owner[state.member[start : start + state.used[row, at]]]
    return found


def _hit(warm: Warm, hits: Hits, numbers: Ints) -> None:
    for number in numbers.tolist():
        hits.placed[number] = warm.schedule[warm.meetings[number].id]


def _miss(warm: Warm, hits: Hits, row: int, slots: set[int]) -> None:
    """A delegate is away."""
    ats = np.array(sorted(warm.slot_number[slot] for slot in slots), dtype=np.int64)
    for at in ats[warm.model.capacity[row, ats] > 0].tolist():
        hits.cuts[row, at] = 1
    for at in ats[warm.state.used[row, ats] > 0].tolist():
        _hit(warm, hits, _members(warm, row, at))


def _shut(warm: Warm, hits: Hits, units: Units, name: int, slots: set[int]) -> None:
    """A place is closed, or an interpreter is away."""
    row, unit = units.pool_of[name], units.number[name]
    for at in (warm.slot_number[slot] for slot in slots):
        if units.is_shut[unit, at]:
            continue
        units.is_shut[unit, at] = True
        hits.cuts[row, at] = hits.cuts.get((row, at), 0) + int(units.capacity[unit])
        numbers = _members(warm, row, at)
        _hit(warm, hits, numbers[units.at[numbers] == unit])


def _end(warm: Warm, hits: Hits, changes: Changes) -> None:
    """Meetings that are over with this change: cancelled, without somebody they need, pinned where they cannot stay."""
    for cancelled in changes.cancelled_meetings:
        if cancelled in warm.meeting_number:
            number = warm.meeting_number[cancelled]
            hits.ended[number] = "cancelled"
            if cancelled in warm.schedule:
                _hit(warm, hits, np.array([number]))
    gone = frozenset(changes.cancelled_delegates)
    pins = set(changes.pins)
    for number in hits.placed:
        meeting = warm.meetings[number]
        if number in hits.ended:
            continue
        if needs(meeting, gone, {}):
            hits.ended[number] = "delegate_cancelled"
        elif meeting.id in pins or (
            warm.model.is_pinned[number] and meeting.id not in warm.begun
        ):
            hits.ended[number] = "pinned"


def begun(warm: Warm, hits: Hits) -> Schedule:
    """The placements of the meetings that have begun and were held."""
    if not warm.past:
        return {}
    return {
        meeting: placement
        for meeting, placement in warm.schedule.items()
        if placement.slot in warm.past
        and warm.meeting_number[meeting] not in hits.placed
    }


def apply_hits(warm: Warm, hits: Hits, pinned: Schedule) -> Ints:
    """Take the meetings hit out, cut the capacity, pin what stays; returns the numbers of those to be seated again."""
    model, state = warm.model, warm.state
    take_all(model, state, np.array(list(hits.placed), dtype=np.int64))
    users = lower_capacity(model, state, hits.cuts)
    over = np.array(list(hits.ended), dtype=np.int64)
    model.allowed[over] = False
    hit = np.array(list(hits.placed), dtype=np.int64)
    model.is_pinned[hit] = False
    for number in hits.placed.keys() - hits.ended.keys():
        wanted = warm.meetings[number].slots
        model.allowed[number] = [
            wanted is None or slot in wanted for slot in warm.slots
        ]
    fixed = np.array([warm.meeting_number[item] for item in pinned], dtype=np.int64)
    model.is_pinned[fixed] = True
    model.allowed[fixed] = False
    model.allowed[fixed, state.slot[fixed]] = True
    if warm.past:
        is_over = np.array([slot in warm.past for slot in warm.slots])
        model.allowed[...] &= model.is_pinned[:, None] | ~is_over
        reach_of(model, np.arange(len(model.allowed)))
    else:
        reach_of(model, np.unique(np.concatenate((users, over, hit))))
    again: Ints = np.array(
        [number for number in hits.placed if number not in hits.ended], dtype=np.int64
    )
    return again
