"""Lists for everybody that bring about as many meetings as can be expected, with no crowd at one door.

Method: block coordinate ascent ("Gauss-Seidel") on the expected number of meetings of Su, Bayoumi and Joachims
(WWW 2022, the objective; they relax it and follow its gradient). Readers are visited one by one; each list is made
anew for what a request is worth to all, those included who already stand at the same door. While nobody's showings are
used up, no visit lowers the expected number. Limits on showings are kept at all times; while sweeps remain, a list that
needs a candidate more takes it over from one that needs it less. At the end viable proposals go to whoever lacks them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from madang.engine.match.crowd import Doors, Lists, empty_lists, marks, open_doors
from madang.engine.match.floor import lift_to_floor, start_chain
from madang.engine.match.queueing import expected_meetings
from madang.engine.match.shortlist import Policy, Room, Shortlist
from madang.engine.match.tables import Ints
from madang.engine.match.visiting import (
    FILL_UP,
    KEEP_OUT,
    TAKE_OVER,
    consider,
    sweep,
)

LEAST_RISE = 1.0001
"""Sweeps end early when one brings less."""
ROUNDS = 20
"""Times that those who were outbid look again after a sweep."""


@dataclass(frozen=True, eq=False)
class Allocation:
    """The lists of n participants.

    candidates  n × length: who is shown, best first, −1 behind the last
    expected    meetings expected from all lists, one that both sides ask for counted once: an estimate under the model
    showings    n: in how many lists each stands
    viable      n: viable proposals in each list
    missing     n: how many it lacks of the floor although as many viable candidates exist: all their showings are
                needed by the floor of others
    room, policy, doors, lists  what it was made from, for `rerank`
    """

    candidates: Ints
    expected: float
    showings: Ints
    viable: Ints
    missing: Ints
    room: Room
    policy: Policy
    doors: Doors
    lists: Lists

    def of(self, reader: int) -> list[int]:
        """The candidates of one reader, best first."""
        shown: list[int] = self.candidates[reader, : self.lists.filled[reader]].tolist()
        return shown


def allocate(
    shortlist: Shortlist, room: Room, policy: Policy | None = None
) -> Allocation:
    """Lists for everybody who reads one.

    The same input gives the same lists; other numbers for the participants change nothing as long as each keeps its
    key in `room.keys`. Raises ValueError where shortlist and room differ in size.
    """
    policy = policy or Policy()
    doors = open_doors(shortlist, room, policy)
    readers = _in_turn(doors, room, policy)
    lists = _auctioned(doors, readers, policy)
    if np.any(_viable(doors, lists) < doors.floor):
        lists = _lifted(doors, lists, readers, policy)
    viable = _viable(doors, lists)
    return Allocation(
        candidates=np.append(doors.column, -1)[lists.shown],
        expected=float(expected_meetings(doors, lists, 1.0)),
        showings=lists.showings,
        viable=viable,
        missing=np.maximum(doors.floor - viable, 0),
        room=room,
        policy=policy,
        doors=doors,
        lists=lists,
    )


def rerank(allocation: Allocation, reader: int, row: Shortlist | None = None) -> Ints:
    """One reader's list anew, all others as they are: what to show at once when a profile was saved.

    row, where the reader's candidates changed, is a shortlist of the same participants in which only this reader's row
    counts. Returns the candidates, best first. Changes nothing: others learn of it in the next allocation.
    """
    doors, lists = allocation.doors, allocation.lists
    if row is not None:
        doors, lists = _with_row(allocation, reader, row)
    longest = int(doors.start[reader + 1] - doors.start[reader])
    lists = lists._replace(
        chosen=np.zeros_like(lists.chosen),
        score=np.zeros(longest),
        order=np.zeros(longest, dtype=np.int64),
        ahead=np.zeros_like(lists.ahead),
    )
    count = consider(doors, lists, reader, KEEP_OUT)
    candidates: Ints = doors.column[lists.chosen[:count]]
    return candidates


def _auctioned(doors: Doors, readers: Ints, policy: Policy) -> Lists:
    """Lists of most worth within the limits, whoever may lack viable proposals."""
    lists, best = empty_lists(doors, policy), 0.0
    for _ in range(policy.sweeps - 1):
        sweep(doors, lists, readers, TAKE_OVER)
        _settle(doors, lists, readers)
        best, before = float(expected_meetings(doors, lists, doors.overlap)), best
        if best <= before * LEAST_RISE:
            break
    sweep(doors, lists, readers, KEEP_OUT)
    return lists


def _lifted(doors: Doors, lists: Lists, readers: Ints, policy: Policy) -> Lists:
    """The better of two ways to the floor: from these lists, or from lists no longer than the floor, filled up after."""
    short = _auctioned(doors, readers, replace(policy, length=policy.floor))
    found = []
    for start in (lists, short):
        lift_to_floor(doors, start, start_chain(doors), readers)
        wide = _widened(start, doors, policy)
        sweep(doors, wide, readers, FILL_UP)
        found.append((float(expected_meetings(doors, wide, doors.overlap)), wide))
    return max(found, key=lambda each: each[0])[1]


def _widened(lists: Lists, doors: Doors, policy: Policy) -> Lists:
    """The same lists with room up to the length that the policy says."""
    room = empty_lists(doors, policy)
    room.shown[:, : lists.shown.shape[1]] = lists.shown
    return lists._replace(
        shown=room.shown, chosen=room.chosen, before=room.before, behind=room.behind
    )


def _viable(doors: Doors, lists: Lists) -> Ints:
    """The viable proposals of each list."""
    is_viable = np.append(doors.viable, False)[lists.shown]
    counted: Ints = is_viable.sum(axis=1).astype(np.int64)
    return counted


def _settle(doors: Doors, lists: Lists, readers: Ints) -> None:
    """Let those look again who were outbid, and whom they outbid in turn."""
    for _ in range(ROUNDS):
        waiting = readers[lists.outbid[readers] > 0]
        if not len(waiting):
            break
        sweep(doors, lists, waiting, TAKE_OVER)


def _in_turn(doors: Doors, room: Room, policy: Policy) -> Ints:
    """Those who have candidates, in an order that turns with the seed and goes with the keys."""
    names = room.names()
    order = np.lexsort((names, marks(names, names, policy.seed)))
    readers: Ints = order[np.diff(doors.start)[order] > 0].astype(np.int64)
    return readers


def _with_row(
    allocation: Allocation, reader: int, row: Shortlist
) -> tuple[Doors, Lists]:
    """The doors and lists as this reader finds them with other candidates; what others have is shared, not copied."""
    doors, lists, room = allocation.doors, allocation.lists, allocation.room
    own = slice(int(row.start[reader]), int(row.start[reader + 1]))
    column, ask, grant = row.column[own], row.ask[own], row.grant[own]
    names = room.names()
    start = np.zeros_like(doors.start)
    start[reader + 1 :] = len(column)
    viable = row.is_viable(allocation.policy.viable)[own] & (doors.most[column] > 0)
    viable &= doors.look[doors.kind[reader], 0] > 0.0
    asking = slice(int(doors.door[reader]), int(doors.door[reader + 1]))
    back = {
        int(other): asking.start + n for n, other in enumerate(doors.reader[asking])
    }
    place = [
        doors.door[other]
        + np.searchsorted(
            -doors.welcome[doors.door[other] : doors.door[other + 1]], -wish
        )
        for other, wish in zip(column, grant, strict=True)
    ]
    floor = doors.floor.copy()
    floor[reader] = min(allocation.policy.floor, int(viable.sum()))
    changed = doors._replace(
        start=start,
        column=column.astype(np.int64),
        ask=ask.astype(np.float64),
        grant=grant.astype(np.float64),
        mark=marks(names[[reader]], names[column], allocation.policy.seed),
        viable=viable,
        place=np.array(place, dtype=np.int64),
        reverse=np.array([back.get(int(v), -1) for v in column], dtype=np.int64),
        floor=floor,
    )
    held = np.isin(column, allocation.of(reader)).astype(np.int64)
    return changed, lists._replace(rank=held)
