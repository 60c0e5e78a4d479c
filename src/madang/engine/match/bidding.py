"""An auction for candidates whose showings are used up.

Such a candidate has a price: the least bid of those in whose lists it stands. A reader takes the list of most worth
after prices and bids for each entry as much as would make it indifferent between the list and the best one without
that entry; whoever bid least loses the candidate and looks again when next visited (Bertsekas 1988, the auction
algorithm, here for lists). Where doors never crowd this comes close to the best lists within the limits.
"""

from __future__ import annotations

import math

from madang.engine.compiled import leaf, part
from madang.engine.match.crowd import Doors, Lists
from madang.engine.match.writing import take_out

EDGE = 1.001
LEAST = 1e-9
"""A bid has to exceed the one that it drives out by that factor and amount, so that the auction ends."""


@part
def bid(doors: Doors, lists: Lists, reader: int) -> int:
    """Leave the reader's best list after prices in `chosen`, its bids noted, others driven out; returns its length."""
    size = eligible(doors, lists, reader)
    look_back(doors, lists, reader, size)
    look_ahead(doors, lists, reader, size)
    rank = 0
    for at in range(size):
        if rank == lists.shown.shape[1]:
            break
        entry = lists.order[at]
        price = priced(doors, lists, entry)
        gain = worth_at(doors, lists, reader, entry, rank) - price
        if gain + lists.behind[at + 1, rank + 1] <= lists.behind[at + 1, rank]:
            continue
        make_room(doors, lists, entry)
        lists.bid[doors.place[entry]] = price + missed(lists, at)
        lists.chosen[rank] = entry
        rank += 1
    return rank


@leaf
def eligible(doors: Doors, lists: Lists, reader: int) -> int:
    """How far down the order a list can reach: behind more open entries than it holds, nothing is better."""
    size = doors.start[reader + 1] - doors.start[reader]
    opened = 0
    for at in range(size):
        opened += is_open(doors, lists, lists.order[at])
        if opened > lists.shown.shape[1]:
            return at + 1
    return int(size)


@leaf
def is_open(doors: Doors, lists: Lists, entry: int) -> bool:
    """Whether the list has the entry already, or its candidate may stand in one more."""
    candidate = doors.column[entry]
    return bool(
        lists.rank[entry] > 0 or lists.showings[candidate] < doors.most[candidate]
    )


@leaf
def priced(doors: Doors, lists: Lists, entry: int) -> float:
    """What has to be outbid for the entry: nothing while its candidate may stand in one more list."""
    if is_open(doors, lists, entry):
        return 0.0
    candidate = doors.column[entry]
    if lists.showings[candidate] == 0:
        return math.inf
    return float(EDGE * lists.bid[least_bid(lists, candidate)] + LEAST)


@leaf
def least_bid(lists: Lists, candidate: int) -> int:
    """The place at the candidate's door whose reader bid least."""
    first = lists.room[candidate]
    weakest = lists.standing[first]
    for at in range(first + 1, first + lists.showings[candidate]):
        if lists.bid[lists.standing[at]] < lists.bid[weakest]:
            weakest = lists.standing[at]
    return int(weakest)


@leaf
def make_room(doors: Doors, lists: Lists, entry: int) -> None:
    """Take the candidate out of the list that bid least, if it may not stand in one more."""
    if not is_open(doors, lists, entry):
        weakest = least_bid(lists, doors.column[entry])
        loser = doors.reader[weakest]
        take_out(doors, lists, doors.entry[weakest], loser)
        lists.outbid[loser] = 1


@leaf
def worth_at(doors: Doors, lists: Lists, reader: int, entry: int, rank: int) -> float:
    """What the entry brings at this rank, counted from 0."""
    score = lists.score[entry - doors.start[reader]]
    return float(score * doors.look[doors.kind[reader], rank])


@part
def look_ahead(doors: Doors, lists: Lists, reader: int, size: int) -> None:
    """behind[i, r]: most worth after prices of the entries from place i of the order on, the next of them at rank r."""
    length = lists.shown.shape[1]
    for rank in range(length + 1):
        lists.behind[size, rank] = 0.0
    for at in range(size - 1, -1, -1):
        entry = lists.order[at]
        price = priced(doors, lists, entry)
        lists.behind[at, length] = 0.0
        for rank in range(length):
            gain = worth_at(doors, lists, reader, entry, rank) - price
            lists.behind[at, rank] = max(
                lists.behind[at + 1, rank], gain + lists.behind[at + 1, rank + 1]
            )


@part
def look_back(doors: Doors, lists: Lists, reader: int, size: int) -> None:
    """before[i, r]: most worth after prices of r entries out of the first i of the order."""
    length = lists.shown.shape[1]
    lists.before[0, 0] = 0.0
    for rank in range(1, length + 1):
        lists.before[0, rank] = -math.inf
    for at in range(size):
        entry = lists.order[at]
        price = priced(doors, lists, entry)
        lists.before[at + 1, 0] = 0.0
        for rank in range(length):
            gain = worth_at(doors, lists, reader, entry, rank) - price
            lists.before[at + 1, rank + 1] = max(
                lists.before[at, rank + 1], lists.before[at, rank] + gain
            )


@leaf
def missed(lists: Lists, at: int) -> float:
    """What the list loses without the entry at this place of the order."""
    without = -math.inf
    for rank in range(lists.before.shape[1]):
        without = max(without, lists.before[at, rank] + lists.behind[at + 1, rank])
    return float(lists.behind[0, 0] - without)
