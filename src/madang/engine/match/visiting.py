"""One visit: a reader's list made anew, best for all while everybody else's list stays as it is.

With all other lists fixed the expected number of meetings is a sum over the reader's entries, the chance of asking
times what a request is worth: the best list is in the order of ask · worth (rearrangement inequality).
"""

from __future__ import annotations

from madang.engine.compiled import kernel, leaf, part
from madang.engine.match.bidding import bid, is_open
from madang.engine.match.crowd import Doors, Lists
from madang.engine.match.queueing import asked_back, worth
from madang.engine.match.tables import Ints
from madang.engine.match.writing import write

TAKE_OVER, KEEP_OUT, FILL_UP = 0, 1, 2
"""A candidate whose showings are used up may be taken from a list that needs it less, or may not; or nothing leaves a list."""
STEP = 2.0**-40
"""Scores that differ by less are equal."""
GAPS = (301, 132, 57, 23, 10, 4, 1)


@kernel
def sweep(doors: Doors, lists: Lists, readers: Ints, mode: int) -> int:
    """Visit these readers one by one. Returns how many lists changed."""
    changed = 0
    for at in range(len(readers)):
        count = consider(doors, lists, readers[at], mode)
        lists.outbid[readers[at]] = 0
        changed += write(doors, lists, readers[at], count)
    return changed


@kernel
def consider(doors: Doors, lists: Lists, reader: int, mode: int) -> int:
    """Leave the reader's best list in `chosen`; returns its length."""
    rate_candidates(doors, lists, reader)
    put_in_order(doors, lists, reader)
    if mode == TAKE_OVER:
        count = bid(doors, lists, reader)
    else:
        count = choose(doors, lists, reader, mode)
    if doors.look[doors.kind[reader], 0] > 1.0:
        bring_forward(doors, lists, reader, count)
    return count


@part
def rate_candidates(doors: Doors, lists: Lists, reader: int) -> None:
    """Score each of the reader's candidates: ask · worth, less what the candidate will ask for anyway."""
    first = doors.start[reader]
    for entry in range(first, doors.start[reader + 1]):
        gain = worth(
            doors,
            lists,
            reader,
            doors.column[entry],
            doors.place[entry],
            doors.grant[entry],
        )
        gain -= doors.overlap * asked_back(doors, lists, entry)
        score = doors.ask[entry] * gain
        lists.score[entry - first] = STEP * round(score / STEP)
        lists.order[entry - first] = entry


@leaf
def is_before(doors: Doors, lists: Lists, first: int, one: int, other: int) -> bool:
    """Whether entry `one` goes before entry `other` in the list of the reader whose entries begin at `first`."""
    better, worse = lists.score[one - first], lists.score[other - first]
    if better != worse:
        return bool(better > worse)
    return bool(doors.mark[one] < doors.mark[other])


@part
def put_in_order(doors: Doors, lists: Lists, reader: int) -> None:
    """Sort the reader's entries, best first (Shell's method)."""
    first = doors.start[reader]
    size = doors.start[reader + 1] - first
    for gap in GAPS:
        for at in range(gap, size):
            entry = lists.order[at]
            to = at
            while to >= gap and is_before(
                doors, lists, first, entry, lists.order[to - gap]
            ):
                lists.order[to] = lists.order[to - gap]
                to -= gap
            lists.order[to] = entry


@part
def choose(doors: Doors, lists: Lists, reader: int, mode: int) -> int:
    """Go down the order and take who may be shown, with places kept for viable proposals; returns how many."""
    size = doors.start[reader + 1] - doors.start[reader]
    left = lists.shown.shape[1] if doors.look[doors.kind[reader], 0] > 0.0 else 0
    missing, count = 0, 0
    if mode == FILL_UP:
        left -= lists.filled[reader]
    else:
        missing = at_hand(doors, lists, reader)
    for at in range(size):
        entry = lists.order[at]
        if mode == FILL_UP and lists.rank[entry] > 0:
            lists.chosen[count] = entry
            count += 1
            continue
        if left == 0 or (left <= missing and not doors.viable[entry]):
            continue
        if is_open(doors, lists, entry):
            lists.chosen[count] = entry
            count += 1
            left -= 1
            missing -= doors.viable[entry]
    return count


@leaf
def at_hand(doors: Doors, lists: Lists, reader: int) -> int:
    """How many viable proposals the list must have of those that nobody else has to give up."""
    count = 0
    for entry in range(doors.start[reader], doors.start[reader + 1]):
        count += doors.viable[entry] and is_open(doors, lists, entry)
    return int(min(count, doors.floor[reader]))


@part
def bring_forward(doors: Doors, lists: Lists, reader: int, count: int) -> None:
    """Where attention exceeds 1 the chance of asking is cut: somebody less interesting may go first at no loss."""
    kind = doors.kind[reader]
    for rank in range(count):
        if doors.look[kind, rank] <= 1.0:
            break
        best, gain, moved = rank, 1e-12, 0.0
        here = valued(doors, lists, reader, rank, rank)
        for at in range(rank + 1, count):
            moved += valued(doors, lists, reader, at - 1, at) - here
            here = valued(doors, lists, reader, at, at)
            change = moved + valued(doors, lists, reader, at, rank) - here
            if change > gain:
                best, gain = at, change
        entry = lists.chosen[best]
        for at in range(best, rank, -1):
            lists.chosen[at] = lists.chosen[at - 1]
        lists.chosen[rank] = entry


@leaf
def valued(doors: Doors, lists: Lists, reader: int, at: int, rank: int) -> float:
    """What the entry chosen at one place would bring at a rank."""
    entry = lists.chosen[at]
    ask = doors.ask[entry]
    if ask <= 0.0:
        return 0.0
    worth_of_asking = lists.score[entry - doors.start[reader]] / ask
    return float(worth_of_asking * min(1.0, ask * doors.look[doors.kind[reader], rank]))
