"""One list after the other made better while all others stay: the steps of `allocation`, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from madang.engine.compiled import kernel, part

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOBODY = -1
STEPS_A_REQUEST = 20
"""Columns of `Market.room` for one more request expected."""


class Market(NamedTuple):
    """n participants with E candidates in all, an edge each, by reader; `queue` has the same edges by door."""

    start: Ints  # n + 1: the edges of each reader
    other: Ints  # E: whose door
    mine: Floats  # E: the reader's interest
    theirs: Floats  # E: the host's interest in the reader
    reader: Ints  # E
    door: Ints  # n + 1: the part of `queue` of each host
    queue: Ints  # E: edges by host, the most welcome reader first
    attention: Floats  # length of a list
    room: Floats  # n × steps
    shown_most: Ints  # n
    turns: Ints  # E


class Lists(NamedTuple):
    """The lists as they are: by place, and by edge."""

    place: Ints  # n × length: partners in order, then NOBODY
    at: Ints  # E: the place of the edge in its reader's list, or NOBODY
    chance: Floats  # E: how likely the request is made
    shown: Ints  # n: in how many lists each stands


@part
def room_at(market: Market, host: int, requests: float) -> float:
    """Room of a host for one more when so many requests are expected before it."""
    last = market.room.shape[1] - 1
    step = requests * STEPS_A_REQUEST
    if step >= last:
        return float(market.room[host, last])
    low = int(step)
    share = step - low
    return float(
        market.room[host, low] * (1 - share) + market.room[host, low + 1] * share
    )


@part
def worth_of(market: Market, lists: Lists, edge: int) -> float:
    """What one more certain look at this candidate brings: the meeting hoped for, less what others at the door lose."""
    host, chance = market.other[edge], market.mine[edge]
    before, gain, is_behind = 0.0, 0.0, False
    for at in range(market.door[host], market.door[host + 1]):
        rival = market.queue[at]
        if rival == edge:
            gain = chance * market.theirs[edge] * room_at(market, host, before)
            is_behind = True
            continue
        if lists.chance[rival] == 0.0:
            continue
        if is_behind:
            lost = room_at(market, host, before) - room_at(
                market, host, before + chance
            )
            gain -= lists.chance[rival] * market.theirs[rival] * lost
        before += lists.chance[rival]
    return float(gain)


@part
def clear_list(market: Market, lists: Lists, reader: int) -> None:
    """Take everything off a list."""
    for edge in range(market.start[reader], market.start[reader + 1]):
        if lists.at[edge] != NOBODY:
            lists.shown[market.other[edge]] -= 1
            lists.at[edge] = NOBODY
            lists.chance[edge] = 0.0
    for place in range(len(market.attention)):
        lists.place[reader, place] = NOBODY


@part
def write_in(market: Market, lists: Lists, edge: int, place: int) -> None:
    """Write a candidate into a free place."""
    reader, host = market.reader[edge], market.other[edge]
    lists.place[reader, place] = host
    lists.at[edge] = place
    lists.chance[edge] = market.mine[edge] * market.attention[place]
    lists.shown[host] += 1


@part
def is_better(market: Market, worth: Floats, first: int, edge: int, other: int) -> bool:
    """Whether a candidate comes before another: worth more, or its turn among equals."""
    if other == NOBODY or worth[edge - first] != worth[other - first]:
        return bool(other == NOBODY or worth[edge - first] > worth[other - first])
    if market.turns[edge] != market.turns[other]:
        return bool(market.turns[edge] < market.turns[other])
    return bool(edge < other)


@kernel
def improve_list(market: Market, lists: Lists, reader: int, worth: Floats) -> None:
    """Write the best list of a reader while all others stay; `worth` has room for the candidates of one."""
    clear_list(market, lists, reader)
    first = market.start[reader]
    for edge in range(first, market.start[reader + 1]):
        worth[edge - first] = worth_of(market, lists, edge)
    for place in range(len(market.attention)):
        best = NOBODY
        for edge in range(first, market.start[reader + 1]):
            host = market.other[edge]
            if lists.at[edge] != NOBODY or lists.shown[host] >= market.shown_most[host]:
                continue
            if is_better(market, worth, first, edge, best):
                best = edge
        if best == NOBODY:
            return
        write_in(market, lists, best, place)


@part
def length_of(market: Market, lists: Lists, reader: int) -> int:
    """Partners on a list."""
    length = 0
    while length < len(market.attention) and lists.place[reader, length] != NOBODY:
        length += 1
    return length


@part
def cross_out(market: Market, lists: Lists, edge: int) -> None:
    """Take one partner off a list; those below move up."""
    reader, place = market.reader[edge], lists.at[edge]
    lists.shown[market.other[edge]] -= 1
    lists.at[edge] = NOBODY
    lists.chance[edge] = 0.0
    for below in range(market.start[reader], market.start[reader + 1]):
        if lists.at[below] > place:
            lists.at[below] -= 1
            lists.chance[below] = market.mine[below] * market.attention[lists.at[below]]
            lists.place[reader, lists.at[below]] = market.other[below]
    lists.place[reader, length_of(market, lists, reader) - 1] = NOBODY


@part
def spare(market: Market, lists: Lists, host: int, floor: int) -> int:
    """The edge by which a host can best leave a list longer than the floor, or NOBODY."""
    best, least = NOBODY, 0.0
    for at in range(market.door[host], market.door[host + 1]):
        edge = market.queue[at]
        if lists.at[edge] == NOBODY:
            continue
        if length_of(market, lists, market.reader[edge]) <= floor:
            continue
        loss = lists.chance[edge] * market.theirs[edge]
        if best == NOBODY or loss < least:
            best, least = edge, loss
    return best


@part
def stand_in(market: Market, lists: Lists, reader: int, worth: Floats) -> int:
    """The best candidate of a reader who is not on their list and may be shown once more, or NOBODY."""
    first, best = market.start[reader], NOBODY
    for edge in range(first, market.start[reader + 1]):
        host = market.other[edge]
        if lists.at[edge] != NOBODY or lists.shown[host] >= market.shown_most[host]:
            continue
        if best == NOBODY or worth[edge] > worth[best]:
            best = edge
    return best


@part
def make_way(
    market: Market, lists: Lists, host: int, floor: int, worth: Floats
) -> bool:
    """Free one showing of a host who is shown often enough: a list that can spare it, or one that has a stand-in."""
    edge = spare(market, lists, host, floor)
    if edge != NOBODY:
        cross_out(market, lists, edge)
        return True
    for at in range(market.door[host], market.door[host + 1]):
        edge = market.queue[at]
        if lists.at[edge] == NOBODY:
            continue
        instead = stand_in(market, lists, market.reader[edge], worth)
        if instead != NOBODY:
            place = lists.at[edge]
            lists.at[edge], lists.chance[edge] = NOBODY, 0.0
            lists.shown[host] -= 1
            write_in(market, lists, instead, place)
            return True
    return False


@kernel
def level_up(
    market: Market, lists: Lists, reader: int, floor: int, worth: Floats
) -> None:
    """Fill a list that is shorter than the floor: with whom caps allow, else with whom another list can do without.

    `worth` has what each candidate of each reader is worth (E).
    """
    length = length_of(market, lists, reader)
    while length < min(floor, len(market.attention)):
        best = stand_in(market, lists, reader, worth)
        for edge in range(market.start[reader], market.start[reader + 1]):
            if best != NOBODY:
                break
            if lists.at[edge] == NOBODY and make_way(
                market, lists, market.other[edge], floor, worth
            ):
                best = edge
        if best == NOBODY:
            return
        write_in(market, lists, best, length)
        length += 1
