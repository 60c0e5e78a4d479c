"""The repair: from a warm schedule and a change to the new schedule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from madang.engine.moments import is_overlapping
from madang.engine.repair.bars import Bars
from madang.engine.repair.ceiling import Room
from madang.engine.repair.changed import Edit
from madang.engine.repair.changes import Changes
from madang.engine.repair.checking import check_changes, slots_until
from madang.engine.repair.desk import MOST, Desk, empty_desk
from madang.engine.repair.grow import grow, renew, splits_a_pool
from madang.engine.repair.hits import Hits, apply_hits, begun, find_hits
from madang.engine.repair.proof import prove_fewest
from madang.engine.repair.report import Course, Repaired, tell
from madang.engine.repair.seating import fill_up, seat_all
from madang.engine.repair.warm import Warm
from madang.engine.repair.ways import has_ways, hit_rushed
from madang.engine.resources import UNLIMITED, Ints
from madang.engine.schedule import Schedule
from madang.engine.state import WAITING

MOVES_MOST = 3
"""Published meetings that are moved for the sake of one other at most."""
ATTEMPTS = 16
"""Repairs that are tried where a meeting may find no table in its slot."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a repair is wanted; the same as the arguments of `repair`."""

    most_moved: int | None
    move_penalty: int
    seconds: float
    homes: Mapping[int, int]


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
    always may. Pinned meetings and those that have begun never move, and nobody has more than one meeting moved.
    `homes` says of new meetings in which slot they would rather be, by id: they are seated before other new ones, as near
    to it as can be. With `seconds` the moves of an event up to the size of the lounge are proven to be the fewest, or made so.
    Raises `ProblemError` for ids that nobody knows; the warm schedule is as before then.
    """
    check_changes(warm, changes)
    wish = Wish(most_moved, move_penalty, seconds, homes or {})
    if not (has_ways(warm) or is_overlapping(warm.model)):
        return _attempt(warm, changes, wish, Bars())
    return _until_all_have_tables(warm, changes, wish)


def _until_all_have_tables(warm: Warm, changes: Changes, wish: Wish) -> Repaired:
    """The first attempt in which everybody finds a table: what found none in a slot does not try that one again.

    At last nobody is moved, so that no published meeting can be without a table.
    """
    bars = Bars()
    for left in reversed(range(ATTEMPTS)):
        trial = warm.copy()
        calm = wish if left else replace(wish, most_moved=0)
        done = _attempt(trial, changes, calm, bars)
        if not bars.is_news:
            break
    vars(warm).update(vars(trial))
    return done


def _attempt(warm: Warm, changes: Changes, wish: Wish, bars: Bars) -> Repaired:
    """One repair from the start; `bars` gets the slots that must not be tried again."""
    warm.past |= slots_until(warm, changes.now)
    hits, kept = _prepare(warm, changes)
    published = warm.state.slot.copy()
    again = apply_hits(warm, hits, kept)
    bars.apply(warm)
    room = Room(warm, again)
    desk = empty_desk(warm.model, warm.state, warm.is_person)
    desk.home[again] = published[again]
    desk.counter[MOST] = UNLIMITED if wish.most_moved is None else wish.most_moved
    new = np.array(
        [warm.meeting_number[item.id] for item in changes.meetings], dtype=np.int64
    )
    wanted = np.concatenate(
        (_heaviest(warm, again), *_settle(warm, desk, new, wish.homes))
    )
    _seat(warm, desk, wanted, wish.move_penalty)
    # Slots barred for want of a table are no limit of the problem: a proof would not see that.
    fewest = prove_fewest(warm, desk, 0.0 if bars else wish.seconds)
    fill_up(warm.model, warm.state, desk, _waiting(warm))
    course = Course(hits, desk, published, new, room, fewest)
    done = tell(warm, course)
    bars.note(warm, course, done)
    bars.lift(warm)
    return done


def _prepare(warm: Warm, changes: Changes) -> tuple[Hits, Schedule]:
    """Take in what is new, find what is hit and what stays, and note the change for the problem."""
    noted = changes
    if splits_a_pool(warm, changes):
        renew(warm, changes)
        noted = replace(changes, organisations=(), delegates=(), meetings=())
    else:
        grow(warm, changes)
    hits = find_hits(warm, changes)
    hit_rushed(warm, hits, frozenset(changes.pins))
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
