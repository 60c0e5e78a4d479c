"""The arrays of an allocation: everybody's candidates, the queue at everybody's door, and the lists as they stand.

A request of reader u stands at the door of candidate v in the order of v's interest in the askers. All entries of a
door lie side by side, most wanted first; equals in an order that rotates with seed, reader and candidate.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from madang.engine.match.shortlist import (
    DISCOUNT,
    EXPONENTIAL,
    INVERSE,
    LOGARITHMIC,
    Policy,
    Room,
    Shortlist,
)
from madang.engine.match.tables import Ints
from madang.engine.match.text import Bools, Floats

Marks = npt.NDArray[np.uint64]
STRIDE = 0x9E3779B97F4A7C15


class Doors(NamedTuple):
    """What does not change. E entries, one for each reader and candidate; n participants."""

    start: Ints  # n + 1: entries of each reader
    column: Ints  # E: the candidate
    ask: Floats  # E
    grant: Floats  # E
    mark: Marks  # E: the order among equals
    viable: Bools  # E
    place: Ints  # E: where the entry stands among all entries, ordered by door
    reverse: (
        Ints  # E: the place of the entry with reader and candidate exchanged, or −1
    )
    door: Ints  # n + 1: places at each participant's door
    entry: Ints  # by place: the entry that stands there
    reader: Ints  # by place
    welcome: Floats  # by place: the grant
    look: (
        Floats  # kinds × depth: a reader's attention after 0, 1, 2 … others of its list
    )
    weight: Floats  # kinds × depth: attention to a request after 0, 1, 2 … others at the door
    kind: Ints  # n: row of `look` and `weight`
    reach: Ints  # kinds: others after whom attention is 0 for good
    most: Ints  # n: lists in which it may stand
    floor: Ints  # n: proposals that a reader is to have, as far as viable ones exist
    overlap: float  # 1 where a pair in one list need not be in the other, else 0


class Lists(NamedTuple):
    """What changes; every array in place."""

    shown: Ints  # n × length: entries in the order of the list
    filled: Ints  # n: length of each list
    rank: Ints  # E: place in the reader's list from 1, or 0
    room: Ints  # n + 1: where the standing places of each participant lie
    standing: Ints  # places at the door whose readers are shown the participant, most wanted first
    showings: Ints  # n: lists in which it stands
    outbid: Ints  # n: 1 for a reader who lost a candidate since its last visit
    chance: Floats  # by place: chance that the reader asks
    bid: Floats  # by place: what the reader's list would lose without it
    score: Floats  # scratch, as long as the longest row
    order: Ints  # scratch, the same
    chosen: Ints  # scratch, `length`
    before: Floats  # scratch, longest row + 1 × length + 1
    behind: Floats  # scratch, the same
    ahead: Floats  # scratch: chance of 0, 1, 2 … requests ahead


def weights_of(attention: str, slots: Ints, depth: int) -> Floats:
    """Attention of somebody with so many slots (rows) after 0 … depth − 1 others (columns).

    With x = 1 + others / slots: 1/x, 1/ln(1 + x), e^(1 − x), or 1 before x = 2 and 0 from there. At one slot these are
    the examination functions of Su, Bayoumi and Joachims (WWW 2022); more slots stretch them. No slot, no attention.
    1/ln(1 + x) is above 1 at first: the chance that follows from it is cut at 1, as in that paper's simulation.
    The discount of search engines, 1 / log2(1 + rank) (Järvelin and Kekäläinen 2002), is the same for any slots, none too.
    """
    if attention == DISCOUNT:
        one: Floats = 1.0 / np.log2(2.0 + np.arange(depth))
        return np.tile(one, (len(slots), 1))
    x = 1.0 + np.arange(depth)[None, :] / np.maximum(slots, 1)[:, None]
    if attention == INVERSE:
        weights = 1.0 / x
    elif attention == LOGARITHMIC:
        weights = 1.0 / np.log1p(x)
    elif attention == EXPONENTIAL:
        weights = np.exp(1.0 - x)
    else:
        weights = (x < 2.0).astype(np.float64)
    kept: Floats = weights * (slots > 0)[:, None]
    return kept


def open_doors(shortlist: Shortlist, room: Room, policy: Policy) -> Doors:
    """Everything that an allocation needs to know, once. Raises ValueError where room and shortlist differ in size."""
    if len(room.slots) != len(shortlist):
        raise ValueError("room: not one row for each participant of the shortlist")
    readers, column = shortlist.readers(), shortlist.column.astype(np.int64)
    mark = marks(room.names()[readers], room.names()[column], policy.seed)
    entry = np.lexsort((mark, -shortlist.grant, column)).astype(np.int64)
    place = np.empty_like(entry)
    place[entry] = np.arange(len(entry))
    door = np.searchsorted(column[entry], np.arange(len(shortlist) + 1))
    most = np.where(room.slots > 0, room.showings, 0).astype(np.int64)
    viable = shortlist.is_viable(policy.viable) & (most[column] > 0)
    slots, kind = np.unique(room.slots, return_inverse=True)
    depth = 2 + max(int(np.minimum(np.diff(door), most).max(initial=0)), policy.length)
    look = weights_of(policy.attention, slots, depth)
    weight = weights_of(policy.answering or policy.attention, slots, depth)
    viable &= look[kind[readers], 0] > 0.0
    return Doors(
        start=shortlist.start.astype(np.int64),
        column=column,
        ask=shortlist.ask.astype(np.float64),
        grant=shortlist.grant.astype(np.float64),
        mark=mark,
        viable=viable,
        place=place,
        reverse=_reverse(readers, column, place, len(shortlist)),
        door=door.astype(np.int64),
        entry=entry,
        reader=readers[entry],
        welcome=shortlist.grant[entry].astype(np.float64),
        look=look,
        weight=weight,
        kind=kind.astype(np.int64),
        reach=(weight > 0.0).sum(axis=1).astype(np.int64),
        most=most,
        floor=np.minimum(
            np.bincount(readers[viable], minlength=len(shortlist)), policy.floor
        ).astype(np.int64),
        overlap=float(policy.is_one_list_enough),
    )


def empty_lists(doors: Doors, policy: Policy) -> Lists:
    """Nobody is shown to anybody yet."""
    count, entries = len(doors.kind), len(doors.column)
    room = np.minimum(np.diff(doors.door), doors.most)
    longest = int(np.diff(doors.start).max(initial=0))
    return Lists(
        shown=np.full((count, policy.length), -1, dtype=np.int64),
        filled=np.zeros(count, dtype=np.int64),
        rank=np.zeros(entries, dtype=np.int64),
        room=np.concatenate([[0], np.cumsum(room)]).astype(np.int64),
        standing=np.zeros(int(room.sum()), dtype=np.int64),
        showings=np.zeros(count, dtype=np.int64),
        outbid=np.zeros(count, dtype=np.int64),
        chance=np.zeros(entries),
        bid=np.zeros(entries),
        score=np.zeros(longest),
        order=np.zeros(longest, dtype=np.int64),
        chosen=np.zeros(policy.length, dtype=np.int64),
        before=np.zeros((longest + 1, policy.length + 1)),
        behind=np.zeros((longest + 1, policy.length + 1)),
        ahead=np.zeros(doors.weight.shape[1] + 2),
    )


def marks(readers: Marks, candidates: Marks, seed: int) -> Marks:
    """A number for each reader and candidate, random to look at, the same in every run (finaliser of SplitMix64)."""
    turned = _mixed(readers + np.uint64(seed * STRIDE % 2**64))
    return _mixed(turned ^ _mixed(candidates))


def _mixed(numbers: Marks) -> Marks:
    mixed = numbers + np.uint64(STRIDE)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _reverse(readers: Ints, column: Ints, place: Ints, count: int) -> Ints:
    """For each entry the place of the one with reader and candidate exchanged, −1 where there is none."""
    forth, back = readers * np.int64(count) + column, column * np.int64(count) + readers
    order = np.argsort(forth, kind="stable")
    found = np.minimum(np.searchsorted(forth[order], back), max(len(order) - 1, 0))
    hit: Ints = order[found]
    return np.where(forth[hit] == back, place[hit], -1).astype(np.int64)
