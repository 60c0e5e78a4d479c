"""Joint work of the past, as rows and columns: who led it, who joined, about what, where and when.

A `Work` is one piece of joint work; the same shape without partners is a demand: a leader looks for somebody. Only what
is public may become a `Work` of the past, for it moves the lists of others. A demand may be confidential: it is read for
its own leader alone and changes no other list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Party:
    """An organisation: its name in one spelling, and what kind it is (any word; equal words are the same kind)."""

    name: str
    kind: str


@dataclass(frozen=True)
class Work:
    """One piece of joint work, or the demand for one.

    `leader` and `partners` are positions among the parties; `field` is what it is for (a condition), `subject` what it
    works with (an intervention); `kinds` are sorts of subject, `stage` a number on any ordered scale or None, `countries` any
    codes; `when` is in years, fractions included.
    """

    leader: int
    partners: tuple[int, ...]
    title: str
    text: str
    field: str
    subject: str
    kinds: frozenset[str]
    stage: float | None
    countries: frozenset[str]
    when: float


@dataclass(frozen=True)
class Past:
    """All works up to now. The matrices are works × parties, sparse, 0 or 1: `leads`, `joins`, and `takes`, which is both.

    `ties` is parties × parties: in how many works two stand together, 0 on the diagonal. `ages` are years before `now`.
    """

    parties: tuple[Party, ...]
    works: tuple[Work, ...]
    now: float
    ages: Floats
    leads: Any
    joins: Any
    takes: Any
    ties: Any


def past_of(parties: Sequence[Party], works: Sequence[Work], now: float) -> Past:
    """Read the works. Raises ValueError without works, and where a work names a party that isn't there or is later than now."""
    count = len(parties)
    if not works:
        message = "a past needs at least one work"
        raise ValueError(message)
    for place, work in enumerate(works):
        if not all(0 <= one < count for one in (work.leader, *work.partners)):
            message = f"work {place} names a party that is not there"
            raise ValueError(message)
        if work.when > now:
            message = f"work {place} is later than now"
            raise ValueError(message)
    leads = rows_of([[work.leader] for work in works], count)
    joins = rows_of([sorted(set(work.partners)) for work in works], count)
    takes = rows_of([sorted({work.leader, *work.partners}) for work in works], count)
    ties = (takes.T @ takes).tolil()
    ties.setdiag(0)
    ties = ties.tocsr()
    ties.eliminate_zeros()
    ages = now - np.array([work.when for work in works])
    return Past(tuple(parties), tuple(works), now, ages, leads, joins, takes, ties)


def rows_of(lists: Sequence[Sequence[int]], columns: int) -> Any:
    """A sparse matrix with a one for each number of each list: lists × columns."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *map(len, lists)])
    indices = np.array([one for row in lists for one in row], dtype=np.int64)
    ones = np.ones(len(indices), dtype=np.float32)
    return csr_matrix((ones, indices, ends), shape=(len(lists), columns))


def candidates_of(past: Past, *, least: int = 2) -> Ints:
    """Parties that took part in at least so many works, as ascending positions."""
    counts = np.asarray(past.takes.sum(axis=0)).ravel()
    found: Ints = np.flatnonzero(counts >= least)
    return found


def known_partners(past: Past, leaders: Ints) -> Any:
    """Sparse leaders × parties, above 0 where one has led a work that the other joined, in either direction."""
    led = past.leads.T @ past.joins
    return (led + led.T).tocsr()[leaders]
