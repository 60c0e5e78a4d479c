"""The floor: as many viable proposals for everybody as the most showings allow, found by augmenting paths.

Who lacks a proposal asks a candidate. One who may stand in one more list says yes; another asks those in whose lists
it stands: one with more than its floor gives it up, one with just its floor looks for another candidate in its place.
Where no such chain ends well, no other lists within the same limits would give this reader more without taking it from
somebody else's floor (Ford and Fulkerson 1956).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from madang.engine.compiled import kernel, leaf, part
from madang.engine.match.crowd import Doors, Lists
from madang.engine.match.tables import Ints
from madang.engine.match.writing import put_in, take_out

NOBODY = -1


class Chain(NamedTuple):
    """Room for the search; n participants."""

    asked: Ints  # n: entry by which a candidate was asked, or NOBODY
    gives: Ints  # n: entry that a reader would give up, or NOBODY
    is_closed: Ints  # n: 1 for a candidate from whom no chain can end well
    queue: Ints  # n: readers who look
    has: Ints  # n: viable proposals of each reader


def start_chain(doors: Doors) -> Chain:
    """Room for the search among these participants."""
    count = len(doors.kind)
    return Chain(*(np.zeros(count, dtype=np.int64) for _ in Chain._fields))


@kernel
def lift_to_floor(doors: Doors, lists: Lists, chain: Chain, readers: Ints) -> int:
    """Give these readers the viable proposals that they lack, as far as that can be done. Returns how many."""
    count_viable(doors, lists, chain)
    for candidate in range(len(chain.is_closed)):
        chain.is_closed[candidate] = 0
    given = 0
    for at in range(len(readers)):
        reader = readers[at]
        while chain.has[reader] < doors.floor[reader]:
            if not find_one(doors, lists, chain, reader):
                break
            given += 1
    return given


@part
def count_viable(doors: Doors, lists: Lists, chain: Chain) -> None:
    """Count the viable proposals of everybody's list."""
    for reader in range(len(chain.has)):
        chain.has[reader] = 0
        for at in range(lists.filled[reader]):
            chain.has[reader] += doors.viable[lists.shown[reader, at]]


@part
def find_one(doors: Doors, lists: Lists, chain: Chain, start: int) -> bool:
    """One more viable proposal for a reader, if a chain can be found."""
    for other in range(len(chain.asked)):
        chain.asked[other] = NOBODY
        chain.gives[other] = NOBODY
    chain.queue[0] = start
    done, found = 0, 1
    while done < found:
        reader = chain.queue[done]
        done += 1
        for entry in range(doors.start[reader], doors.start[reader + 1]):
            if not may_ask(doors, lists, chain, entry):
                continue
            chain.asked[doors.column[entry]] = entry
            found = ask(doors, lists, chain, doors.column[entry], start, found)
            if found == NOBODY:
                return True
    for candidate in range(len(chain.asked)):
        if chain.asked[candidate] != NOBODY:
            chain.is_closed[candidate] = 1
    return False


@leaf
def may_ask(doors: Doors, lists: Lists, chain: Chain, entry: int) -> bool:
    """Whether this search has still to ask the candidate of a viable entry that is not shown."""
    candidate = doors.column[entry]
    return bool(
        doors.viable[entry]
        and lists.rank[entry] == 0
        and chain.asked[candidate] == NOBODY
        and chain.is_closed[candidate] == 0
    )


@part
def ask(
    doors: Doors, lists: Lists, chain: Chain, candidate: int, start: int, found: int
) -> int:
    """Ask a candidate: NOBODY when the chain ended well, else the readers who look, with new ones."""
    if lists.showings[candidate] < doors.most[candidate]:
        hand_on(doors, lists, chain, candidate, start)
        return NOBODY
    spare = least_missed(doors, lists, chain, candidate)
    if spare != NOBODY:
        entry, holder = doors.entry[spare], doors.reader[spare]
        take_out(doors, lists, entry, holder)
        chain.has[holder] -= doors.viable[entry]
        hand_on(doors, lists, chain, candidate, start)
        return NOBODY
    first = lists.room[candidate]
    for at in range(first, first + lists.showings[candidate]):
        place = lists.standing[at]
        entry, holder = doors.entry[place], doors.reader[place]
        if holder != start and chain.gives[holder] == NOBODY:
            chain.gives[holder] = entry
            chain.queue[found] = holder
            found += 1
    return found


@leaf
def least_missed(doors: Doors, lists: Lists, chain: Chain, candidate: int) -> int:
    """The place at the door whose reader can spare the candidate and would miss it least; NOBODY if none can."""
    spare = NOBODY
    first = lists.room[candidate]
    for at in range(first, first + lists.showings[candidate]):
        place = lists.standing[at]
        holder = doors.reader[place]
        if doors.viable[doors.entry[place]] and (
            chain.has[holder] <= doors.floor[holder]
        ):
            continue
        if spare == NOBODY or lists.bid[place] < lists.bid[spare]:
            spare = place
    return spare


@part
def hand_on(
    doors: Doors, lists: Lists, chain: Chain, candidate: int, start: int
) -> None:
    """Everybody along the chain gives up one proposal for the next, from a candidate who is free to the one who lacked."""
    while True:
        entry = chain.asked[candidate]
        reader = reader_of(doors, entry)
        if reader == start:
            break
        given = chain.gives[reader]
        take_out(doors, lists, given, reader)
        put_in(doors, lists, entry, reader)
        candidate = doors.column[given]
    if lists.filled[start] == lists.shown.shape[1]:
        drop_poorest(doors, lists, start)
    put_in(doors, lists, entry, start)
    chain.has[start] += 1


@leaf
def reader_of(doors: Doors, entry: int) -> int:
    """The reader of an entry."""
    return int(doors.reader[doors.place[entry]])


@leaf
def drop_poorest(doors: Doors, lists: Lists, reader: int) -> None:
    """Take the last proposal that is not viable out of a full list that lacks viable ones."""
    for at in range(lists.filled[reader] - 1, -1, -1):
        entry = lists.shown[reader, at]
        if not doors.viable[entry]:
            take_out(doors, lists, entry, reader)
            break
