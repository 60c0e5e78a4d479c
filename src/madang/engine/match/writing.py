"""Changes of a list, with the doors at which it asks kept in step."""

from __future__ import annotations

from madang.engine.compiled import leaf, part
from madang.engine.match.crowd import Doors, Lists

LEAVING = -1


@part
def write(doors: Doors, lists: Lists, reader: int, count: int) -> int:
    """Make the first `count` of `chosen` the reader's list. Returns 1 if that changes it."""
    is_changed = count != lists.filled[reader]
    for at in range(count):
        is_changed |= lists.shown[reader, at] != lists.chosen[at]
    if is_changed:
        exchange(doors, lists, reader, count)
    return 1 if is_changed else 0


@leaf
def exchange(doors: Doors, lists: Lists, reader: int, count: int) -> None:
    """Put the chosen ones into the list; who was there and is not chosen leaves."""
    before = lists.filled[reader]
    for at in range(before):
        lists.rank[lists.shown[reader, at]] = LEAVING
    for at in range(count):
        entry = lists.chosen[at]
        if lists.rank[entry] != LEAVING:
            stand(doors, lists, entry)
        lists.rank[entry] = at + 1
        lists.chance[doors.place[entry]] = asking(doors, reader, entry, at)
    for at in range(before):
        if lists.rank[lists.shown[reader, at]] == LEAVING:
            leave(doors, lists, lists.shown[reader, at])
    for at in range(before):
        lists.shown[reader, at] = -1
    for at in range(count):
        lists.shown[reader, at] = lists.chosen[at]
    lists.filled[reader] = count


@leaf
def asking(doors: Doors, reader: int, entry: int, at: int) -> float:
    """Chance that the reader asks for the entry at this place of the list, counted from 0."""
    return float(min(1.0, doors.ask[entry] * doors.look[doors.kind[reader], at]))


@leaf
def stand(doors: Doors, lists: Lists, entry: int) -> None:
    """The entry is shown: it takes its place among those who stand at its door, which must have room."""
    candidate, place = doors.column[entry], doors.place[entry]
    first = lists.room[candidate]
    at = first + lists.showings[candidate]
    while at > first and lists.standing[at - 1] > place:
        lists.standing[at] = lists.standing[at - 1]
        at -= 1
    lists.standing[at] = place
    lists.showings[candidate] += 1


@leaf
def leave(doors: Doors, lists: Lists, entry: int) -> None:
    """The entry is no longer shown."""
    candidate, place = doors.column[entry], doors.place[entry]
    at = lists.room[candidate]
    while lists.standing[at] != place:
        at += 1
    lists.showings[candidate] -= 1
    while at < lists.room[candidate] + lists.showings[candidate]:
        lists.standing[at] = lists.standing[at + 1]
        at += 1
    lists.rank[entry] = 0
    lists.chance[place] = 0.0
    lists.bid[place] = 0.0


@part
def take_out(doors: Doors, lists: Lists, entry: int, reader: int) -> None:
    """Take an entry out of a reader's list; those after it move up."""
    last = lists.filled[reader] - 1
    for at in range(lists.rank[entry] - 1, last):
        moved = lists.shown[reader, at + 1]
        lists.shown[reader, at] = moved
        lists.rank[moved] = at + 1
        lists.chance[doors.place[moved]] = asking(doors, reader, moved, at)
    lists.shown[reader, last] = -1
    lists.filled[reader] = last
    leave(doors, lists, entry)


@part
def put_in(doors: Doors, lists: Lists, entry: int, reader: int) -> None:
    """Put an entry at the end of a reader's list, which must have room."""
    at = lists.filled[reader]
    lists.shown[reader, at] = entry
    lists.filled[reader] = at + 1
    stand(doors, lists, entry)
    lists.rank[entry] = at + 1
    lists.chance[doors.place[entry]] = asking(doors, reader, entry, at)
