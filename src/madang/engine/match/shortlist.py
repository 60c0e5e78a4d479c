"""What an allocation is made from: who may be shown to whom, how much room everybody has, and what lists are to be like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from madang.engine.match.tables import Ints
from madang.engine.match.text import Bools, Floats

INVERSE, LOGARITHMIC, EXPONENTIAL, FIRST, DISCOUNT = (
    "inverse",
    "logarithmic",
    "exponential",
    "first",
    "discount",
)
ATTENTION = (INVERSE, LOGARITHMIC, EXPONENTIAL, FIRST, DISCOUNT)


@dataclass(frozen=True, eq=False)
class Shortlist:
    """The candidates of each of n participants, in compressed rows.

    start   n + 1: the candidates of participant u lie from start[u] up to, not including, start[u + 1]
    column  E: who is the candidate; never the reader, and never twice in a row
    ask     E: chance, 0 to 1, that the reader wants to meet the candidate after having looked
    grant   E: chance, 0 to 1, that the candidate wants to meet the reader
    viable  E: which proposals are viable; None where `Policy.viable` says so by the mutual chance

    The mutual chance of a pair is ask · grant. Between two sides, rows of one side name members of the other; among
    one crowd, anybody. A participant who reads no list has an empty row and can still be a candidate.

    Raises ValueError for arrays that do not fit each other or break one of these rules.
    """

    start: Ints
    column: Ints
    ask: Floats
    grant: Floats
    viable: Bools | None = None

    def __post_init__(self) -> None:
        count, entries = len(self.start) - 1, len(self.column)
        if count < 0 or self.start[0] != 0 or self.start[-1] != entries:
            raise ValueError("start: does not run from 0 to the number of candidates")
        if np.any(np.diff(self.start) < 0):
            raise ValueError("start: falls")
        _check_length("ask, grant", self.ask, entries)
        _check_length("ask, grant", self.grant, entries)
        _check_length("viable", self.is_viable(0.0), entries)
        for name, values in (("ask", self.ask), ("grant", self.grant)):
            if not np.all((values >= 0.0) & (values <= 1.0)):
                raise ValueError(f"{name}: not between 0 and 1")
        if np.any((self.column < 0) | (self.column >= count)):
            raise ValueError("column: names nobody")
        pairs = self.readers() * np.int64(count) + self.column
        if np.any(self.readers() == self.column) or len(np.unique(pairs)) != entries:
            raise ValueError("column: names the reader, or somebody twice")

    def __len__(self) -> int:
        return len(self.start) - 1

    def is_viable(self, least: float) -> Bools:
        """E: which proposals are viable, where nothing else is said those of at least this mutual chance."""
        if self.viable is not None:
            return self.viable
        enough: Bools = self.ask * self.grant >= least
        return enough

    def readers(self) -> Ints:
        """E: the reader of each entry."""
        repeated: Ints = np.repeat(
            np.arange(len(self.start) - 1, dtype=np.int64), np.diff(self.start)
        )
        return repeated


def _check_length(name: str, values: Floats | Bools, entries: int) -> None:
    if len(values) != entries:
        raise ValueError(f"{name}: not one number for each candidate")


@dataclass(frozen=True, eq=False)
class Room:
    """What each of n participants can bear.

    slots     free meeting slots, those of all its delegates together; who has none left is shown to nobody
    showings  most lists in which it may stand, such as four times its free slots
    keys      a number that stays with the participant, by which ties rotate; by default its place

    Raises ValueError where a count is negative or the lengths differ.
    """

    slots: Ints
    showings: Ints
    keys: Ints | None = None

    def __post_init__(self) -> None:
        if np.any(self.slots < 0) or np.any(self.showings < 0):
            raise ValueError("slots, showings: below 0")
        named = len(self.slots) if self.keys is None else len(self.keys)
        if not len(self.slots) == len(self.showings) == named:
            raise ValueError("slots, showings, keys: of different lengths")

    def names(self) -> npt.NDArray[np.uint64]:
        """n: the keys as unsigned numbers."""
        keys = np.arange(len(self.slots)) if self.keys is None else self.keys
        return np.asarray(keys, dtype=np.int64).astype(np.uint64)


def room_for(slots: Ints, times: float = 4.0, keys: Ints | None = None) -> Room:
    """Room where each may stand in so many lists for each free slot. Raises ValueError as `Room` does."""
    return Room(slots, np.ceil(slots * times).astype(np.int64), keys)


@dataclass(frozen=True)
class Policy:
    """What lists are to be like.

    length     most candidates of a list
    floor      proposals that everybody gets where as many viable ones exist; at most `length`
    viable     least mutual chance of a viable proposal, above 0; not read where the shortlist says itself
    attention  how a reader's falls with the rank in the list, one of ATTENTION; see `crowd.weights_of`
    answering  the same of those who are asked, with the rank of a request; None: as `attention`
    sweeps     most rounds over all readers
    is_one_list_enough  a pair that stands in one list need not stand in the other's: more pairs are shown, but a
               reader's list may lack somebody who will ask anyway
    seed       turns the order among equals and the order of visits

    Raises ValueError for a value outside its range.
    """

    length: int = 20
    floor: int = 5
    viable: float = 0.01
    attention: str = INVERSE
    answering: str | None = None
    sweeps: int = 6
    is_one_list_enough: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if self.length < 1 or not 0 <= self.floor <= self.length:
            raise ValueError("length, floor: not 0 ≤ floor ≤ length, length at least 1")
        for name in (self.attention, self.answering or self.attention):
            if name not in ATTENTION:
                raise ValueError(f"attention: {name!r} is none of {ATTENTION}")
        if self.sweeps < 1 or not 0.0 < self.viable <= 1.0:
            raise ValueError("sweeps, viable: below 1, or not a chance above 0")


def between(ask: Floats, grant: Floats, *, is_read_by_both: bool = True) -> Shortlist:
    """The shortlist of everybody between two sides.

    ask (a × b) holds the interest of each on the first side in each on the second, grant (b × a) the reverse. The
    first side takes numbers 0 to a − 1, the second the b numbers after. With `is_read_by_both` false only the first
    side reads lists.
    """
    first, second = ask.shape
    theirs = first + np.arange(second, dtype=np.int64)
    columns = [np.tile(theirs, first)]
    asks, grants = [ask.ravel()], [grant.T.ravel()]
    lengths = [np.full(first, second)]
    if is_read_by_both:
        columns.append(np.tile(np.arange(first, dtype=np.int64), second))
        asks.append(grant.ravel())
        grants.append(ask.T.ravel())
    lengths.append(np.full(second, first if is_read_by_both else 0))
    start = np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(np.int64)
    return Shortlist(
        start, np.concatenate(columns), np.concatenate(asks), np.concatenate(grants)
    )


def among(ask: Floats, allowed: Bools) -> Shortlist:
    """The shortlist of one crowd.

    ask (n × n) holds the interest of each (row) in each other (column); allowed (n × n) says who may be shown to whom.
    The diagonal does not count.
    """
    readers, columns = np.nonzero(allowed & ~np.eye(len(ask), dtype=bool))
    start = np.searchsorted(readers, np.arange(len(ask) + 1)).astype(np.int64)
    return Shortlist(start, columns, ask[readers, columns], ask[columns, readers])
