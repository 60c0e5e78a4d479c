"""What a repair reports: a line for every meeting concerned, and what fewer moves would have given."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from madang.engine.repair.ceiling import Room
from madang.engine.repair.desk import SEATED, Desk
from madang.engine.repair.edits import take_all
from madang.engine.repair.hits import Hits
from madang.engine.repair.naming import name_changed
from madang.engine.repair.proof import Fewest
from madang.engine.repair.reasons import reason_of
from madang.engine.repair.units import NOBODY
from madang.engine.repair.warm import Warm
from madang.engine.resources import Ints
from madang.engine.schedule import Placement, Schedule
from madang.engine.state import NOWHERE

Curve = tuple[tuple[int, int], ...]
"""(moves, meetings placed again) wherever more moves placed more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One meeting before and after; None: it had no place."""

    meeting: int
    before: Placement | None
    after: Placement


@dataclass(frozen=True, slots=True)
class Lost:
    """A meeting that has no place any more, or was new and found none (`before` is None), and why."""

    meeting: int
    reason: str
    before: Placement | None


@dataclass(frozen=True)
class Repaired:
    """The outcome of a repair.

    `moved` were published and are in another slot for others' sake; `again` were hit by the change and have a place;
    `added` are new; `refilled` waited for a place. `repairable` bounds how many of the meetings hit any repair could
    hold that drops no other (see `ceiling.py`). `curve` says how many were placed again after how many moves: what
    fewer moves would give.
    """

    schedule: Schedule
    moved: tuple[Step, ...]
    again: tuple[Step, ...]
    added: tuple[Step, ...]
    refilled: tuple[Step, ...]
    lost: tuple[Lost, ...]
    repairable: int
    curve: Curve
    fewest: Fewest


@dataclass
class Course:
    """What happened in a repair: what was hit, who was published where, which meetings are new, what room was left."""

    hits: Hits
    desk: Desk
    published: Ints
    """M: the slot of each meeting before the change, NOWHERE for new ones."""
    new: Ints
    room: Room
    fewest: Fewest
    unnamed: dict[int, int] = field(default_factory=dict)
    """The slots of meetings, by number, that found no table or interpreter in them."""


def tell(warm: Warm, course: Course) -> Repaired:
    """Name what has changed, and say of every meeting concerned what became of it."""
    hits = course.hits
    placements = _name(warm, course)
    steps: dict[str, list[Step]] = {
        "moved": [],
        "again": [],
        "added": [],
        "refilled": [],
    }
    arrived = set(course.new.tolist())
    for meeting in sorted(placements, key=warm.meeting_number.__getitem__):
        before = warm.schedule.get(meeting)
        kind = _kind(warm.meeting_number[meeting], hits, arrived, before)
        steps[kind].append(Step(meeting, before, placements[meeting]))
    lost = _lost(warm, hits, arrived)
    for item in lost:
        warm.schedule.pop(item.meeting, None)
    warm.schedule.update(placements)
    again, fewest = tuple(steps["again"]), course.fewest
    return Repaired(
        schedule=dict(warm.schedule),
        moved=tuple(steps["moved"]),
        again=again,
        added=tuple(steps["added"]),
        refilled=tuple(steps["refilled"]),
        lost=tuple(lost),
        repairable=_repairable(warm, course, len(again)),
        curve=_cut(_curve(course.desk, set(hits.placed)), fewest, len(again)),
        fewest=fewest,
    )


def _name(warm: Warm, course: Course) -> Schedule:
    """Give the meetings that changed their tables; those that find none are taken out and noted."""
    state, hit = warm.state, course.hits.placed
    is_elsewhere = (state.slot != course.published) & (state.slot != NOWHERE)
    changed = set(np.flatnonzero(is_elsewhere).tolist())
    changed |= {number for number in hit if state.slot[number] != NOWHERE}
    placements = name_changed(warm, sorted(changed))
    course.unnamed = {
        item: int(state.slot[item])
        for item in sorted(changed)
        if warm.meetings[item].id not in placements
    }
    take_all(warm.model, state, np.array(list(course.unnamed), dtype=np.int64))
    return placements


def _lost(warm: Warm, hits: Hits, arrived: set[int]) -> list[Lost]:
    """The meetings hit, or new, that have no place; nobody holds a table for them any more."""
    slot, lost = warm.state.slot, []
    for number, before in (*hits.placed.items(), *((item, None) for item in arrived)):
        if slot[number] != NOWHERE:
            continue
        warm.places.at[number] = warm.interpreters.at[number] = NOBODY
        reason = hits.ended.get(number) or reason_of(warm, number)
        lost.append(Lost(warm.meetings[number].id, reason, before))
    return lost


def _repairable(warm: Warm, course: Course, again: int) -> int:
    """The bound, where it is asked for: nobody needs it if all that could be held are."""
    possible = len(course.room.meetings)
    return possible if again == possible else course.room.most(warm)


def _kind(number: int, hits: Hits, arrived: set[int], before: Placement | None) -> str:
    if number in hits.placed:
        return "again"
    if number in arrived:
        return "added"
    return "refilled" if before is None else "moved"


def _curve(desk: Desk, hit: set[int]) -> Curve:
    best: dict[int, int] = {}
    count = 0
    for index in range(int(desk.counter[SEATED])):
        count += int(desk.seated[index]) in hit
        best[int(desk.moves[index])] = count
    return tuple(sorted(best.items()))


def _cut(curve: Curve, fewest: Fewest, again: int) -> Curve:
    """The curve up to the moves that were made, where fewer turned out to be enough."""
    kept = [point for point in curve if point[0] < fewest.moves]
    return (*kept, (fewest.moves, again)) if curve else ()
