"""The repair: from a warm schedule and a change to the new schedule, with a line for every meeting concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from madang.engine.moments import is_overlapping
from madang.engine.repair.changed import Edit
from madang.engine.repair.changes import Changes
from madang.engine.repair.checking import check_changes, slots_until
from madang.engine.repair.desk import MOST, SEATED, Desk, empty_desk
from madang.engine.repair.edits import take_all
from madang.engine.repair.grow import grow, renew, splits_a_pool
from madang.engine.repair.hits import Hits, apply_hits, begun, find_hits
from madang.engine.repair.naming import name_changed
from madang.engine.repair.proof import Fewest, prove_fewest
from madang.engine.repair.reasons import reason_of
from madang.engine.repair.seating import fill_up, seat_all
from madang.engine.repair.units import NOBODY
from madang.engine.repair.warm import Warm
from madang.engine.resources import UNLIMITED, Ints
from madang.engine.schedule import Placement, Schedule
from madang.engine.state import NOWHERE, WAITING

NO_MOVES = Fewest(0, 0, "certified")
MOVES_MOST = 3
"""Published meetings that are moved for the sake of one other at most."""


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
    `added` are new; `refilled` waited for a place. `repairable` counts the meetings hit that could still be held if
    there were no others. `curve` says how many were placed again after how many moves: what fewer moves would give.
    """

    schedule: Schedule
    moved: tuple[Step, ...]
    again: tuple[Step, ...]
    added: tuple[Step, ...]
    refilled: tuple[Step, ...]
    lost: tuple[Lost, ...]
    repairable: int
    curve: tuple[tuple[int, int], ...]
    fewest: Fewest = NO_MOVES


def repair(
    warm: Warm,
    changes: Changes,
    *,
    most_moved: int | None = None,
    move_penalty: int = 0,
    seconds: float = 0.0,
    homes: Mapping[int, int] | None = None,
) -> Repaired:
    """Take in a change; the warm schedule becomes the new one.

    `most_moved` is the number of published meetings that may be moved for others' sake: 0 moves nobody, None places
    as many as can be. A meeting has others moved only if its weight is at least `move_penalty` for each; must-haves
    always may. Where slots overlap nobody else is moved. Pinned meetings and those that have begun never move, and nobody has more than one meeting moved.
    `homes` says of new meetings in which slot they would rather be, by id: they are seated before other new ones, as near
    to it as can be. With `seconds` the moves of an event up to the size of the lounge are proven to be the fewest, or made so.
    Raises `ProblemError` for ids that nobody knows; the warm schedule is as before then.
    """
    check_changes(warm, changes)
    warm.past |= slots_until(warm, changes.now)
    hits, kept = _prepare(warm, changes)
    published = warm.state.slot.copy()
    again = apply_hits(warm, hits, kept)
    desk = empty_desk(warm.model, warm.state, warm.is_person)
    desk.home[again] = published[again]
    desk.counter[MOST] = UNLIMITED if most_moved is None else most_moved
    if is_overlapping(warm.model):
        desk.counter[MOST] = 0
    new = np.array(
        [warm.meeting_number[item.id] for item in changes.meetings], dtype=np.int64
    )
    wanted = np.concatenate(
        (_heaviest(warm, again), *_settle(warm, desk, new, homes or {}))
    )
    _seat(warm, desk, wanted, move_penalty)
    fewest = prove_fewest(warm, desk, seconds)
    repairable = int((warm.model.reach[again] != 0).any(axis=1).sum())
    fill_up(warm.model, warm.state, desk, _waiting(warm))
    told = _tell(warm, hits, desk, (published, new), repairable)
    return replace(told, fewest=fewest, curve=_cut(told.curve, fewest, told.again))


def _prepare(warm: Warm, changes: Changes) -> tuple[Hits, Schedule]:
    """Take in what is new, find what is hit and what stays, and note the change for the problem."""
    noted = changes
    if splits_a_pool(warm, changes):
        renew(warm, changes)
        noted = replace(changes, organisations=(), delegates=(), meetings=())
    else:
        grow(warm, changes)
    hits = find_hits(warm, changes)
    kept = begun(warm, hits)
    hit = {warm.meetings[number].id for number in hits.placed}
    released = frozenset(warm.begun & hit)
    warm.begun = set(kept)
    kept.update((item, warm.schedule[item]) for item in changes.pins if item not in hit)
    ended = frozenset(warm.meetings[number].id for number in hits.ended)
    warm.edits.append(Edit(noted, kept, ended, warm.past, released))
    return hits, kept


def _heaviest(warm: Warm, numbers: Ints) -> Ints:
    """Meetings with the must-haves first, then by weight."""
    order: Ints = numbers[np.lexsort((numbers, -warm.model.value[numbers]))]
    return order


def _settle(
    warm: Warm, desk: Desk, new: Ints, homes: Mapping[int, int]
) -> tuple[Ints, Ints]:
    """Note the slots in which new meetings would rather be; those that have one and the others, the heaviest first."""
    has_home = np.array([warm.meetings[n].id in homes for n in new], dtype=np.bool_)
    for number in new[has_home]:
        desk.home[number] = warm.slot_number[homes[warm.meetings[number].id]]
    return _heaviest(warm, new[has_home]), _heaviest(warm, new[~has_home])


def _waiting(warm: Warm) -> Ints:
    """Meetings without a place that could be held somewhere, the heaviest first."""
    waiting = warm.state.waiting[: warm.state.counter[WAITING]]
    return _heaviest(warm, waiting[(warm.model.reach[waiting] != 0).any(axis=1)])


def _seat(warm: Warm, desk: Desk, wanted: Ints, move_penalty: int) -> None:
    """Seat the meetings wanted: first those that fit, then those that need one move, then two …

    After every round those are tried again that fit by now with nobody moved.
    """
    worth = np.full(len(wanted), MOVES_MOST, dtype=np.int64)
    if move_penalty > 0:
        meetings = [warm.meetings[number] for number in wanted]
        worth[:] = [
            MOVES_MOST if item.must else item.weight // move_penalty
            for item in meetings
        ]
    for moves in range(MOVES_MOST + 1):
        if not seat_all(warm.model, warm.state, desk, wanted, worth, moves):
            break
        if moves > 0:
            seat_all(warm.model, warm.state, desk, wanted, worth, 0)
    seat_all(warm.model, warm.state, desk, wanted, worth, 0)


def _tell(
    warm: Warm,
    hits: Hits,
    desk: Desk,
    known: tuple[Ints, Ints],
    repairable: int,
) -> Repaired:
    """Name what has changed, and say of every meeting concerned what became of it."""
    published, new = known
    state = warm.state
    slot = np.concatenate(
        (published, np.full(len(state.slot) - len(published), NOWHERE))
    )
    changed = set(
        np.flatnonzero((state.slot != slot) & (state.slot != NOWHERE)).tolist()
    )
    changed |= {number for number in hits.placed if state.slot[number] != NOWHERE}
    placements = name_changed(warm, sorted(changed))
    unnamed = {item for item in changed if warm.meetings[item].id not in placements}
    take_all(warm.model, state, np.array(sorted(unnamed), dtype=np.int64))
    changed -= unnamed
    steps: dict[str, list[Step]] = {
        "moved": [],
        "again": [],
        "added": [],
        "refilled": [],
    }
    arrived = set(new.tolist())
    for number in sorted(changed):
        meeting = warm.meetings[number].id
        before = warm.schedule.get(meeting)
        kind = _kind(number, hits, arrived, before)
        steps[kind].append(Step(meeting, before, placements[meeting]))
    for number in hits.placed:
        if state.slot[number] == NOWHERE:
            warm.places.at[number] = warm.interpreters.at[number] = NOBODY
    lost = [
        Lost(warm.meetings[number].id, _reason(warm, hits, number), before)
        for number, before in (
            *hits.placed.items(),
            *((item, None) for item in arrived),
        )
        if state.slot[number] == NOWHERE
    ]
    for item in lost:
        warm.schedule.pop(item.meeting, None)
    warm.schedule.update(placements)
    return Repaired(
        schedule=dict(warm.schedule),
        moved=tuple(steps["moved"]),
        again=tuple(steps["again"]),
        added=tuple(steps["added"]),
        refilled=tuple(steps["refilled"]),
        lost=tuple(lost),
        repairable=repairable,
        curve=_curve(desk, set(hits.placed)),
    )


def _kind(number: int, hits: Hits, arrived: set[int], before: Placement | None) -> str:
    if number in hits.placed:
        return "again"
    if number in arrived:
        return "added"
    return "refilled" if before is None else "moved"


def _reason(warm: Warm, hits: Hits, number: int) -> str:
    return hits.ended.get(number) or reason_of(warm, number)


def _curve(desk: Desk, hit: set[int]) -> tuple[tuple[int, int], ...]:
    """(moves, meetings placed again) wherever more moves placed more."""
    best: dict[int, int] = {}
    count = 0
    for index in range(int(desk.counter[SEATED])):
        count += int(desk.seated[index]) in hit
        best[int(desk.moves[index])] = count
    return tuple(sorted(best.items()))


def _cut(
    curve: tuple[tuple[int, int], ...], fewest: Fewest, again: tuple[Step, ...]
) -> tuple[tuple[int, int], ...]:
    """The curve up to the moves that were made, where fewer turned out to be enough."""
    kept = [point for point in curve if point[0] < fewest.moves]
    return (*kept, (fewest.moves, len(again))) if curve else ()
