"""How evenly lists send readers to doors: peak, coverage, Gini, envy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from madang.engine.match.allocation import Allocation

Ints = NDArray[np.int64]
ROWS_AT_ONCE = 512
CLEARLY = 1.0 + 1e-9


@dataclass(frozen=True, slots=True)
class Exposure:
    """How often participants are shown.

    `mean` and `peak` are numbers of lists, `coverage` is the share who stand in any (0 to 1), `gini` is 0 where all are
    shown equally often and nears 1 where one is shown alone (Gini 1912).
    """

    mean: float
    peak: int
    coverage: float
    gini: float

    @property
    def peak_to_mean(self) -> float:
        """How many times the mean the one shown most is shown; 0 where nobody is."""
        return self.peak / self.mean if self.mean else 0.0


def exposure_of(shown: Ints) -> Exposure:
    """The measures of these numbers, one a participant who could be shown; all 0 for nobody."""
    count, total = len(shown), int(shown.sum())
    if count == 0 or total == 0:
        return Exposure(0.0, 0, 0.0, 0.0)
    ordered = np.sort(shown)
    ranks = np.arange(1, count + 1)
    gini = float((2 * ranks - count - 1) @ ordered) / (count * total)
    return Exposure(total / count, int(shown.max()), float((shown > 0).mean()), gini)


def times_shown(lists: Ints, people: int) -> Ints:
    """In how many of the lists (rows; -1: an empty place) each of the participants stands."""
    found: Ints = np.bincount(lists[lists >= 0], minlength=people)
    return found


def envy(allocation: Allocation) -> float:
    """Share, 0 to 1, of ordered pairs of candidates of which the first would gain by the second's places in the lists.

    A place is worth the reader's attention at its rank times the mutual chance of reader and candidate, nothing where
    the candidate is not on the reader's shortlist (envy-freeness in two-sided lists: Saito and Joachims 2022). Crowds
    at the doors do not count. Candidates are those whom some shortlist names. 0 where fewer than two are.
    """
    doors, lists = allocation.doors, allocation.lists
    count = len(doors.kind)
    named = np.flatnonzero(np.diff(doors.door) > 0)
    if len(named) < 2:
        return 0.0
    readers = np.repeat(np.arange(count), np.diff(doors.start))
    ranked = np.flatnonzero(lists.rank > 0)
    attention = doors.look[doors.kind[readers[ranked]], lists.rank[ranked] - 1]
    shape = (count, count)
    places = scipy.sparse.csr_matrix(
        (attention, (readers[ranked], doors.column[ranked])), shape
    )[:, named].tocsr()
    mutual = scipy.sparse.csr_matrix(
        (doors.ask * doors.grant, (readers, doors.column)), shape
    )[:, named].T.tocsr()
    envied = 0
    for first in range(0, len(named), ROWS_AT_ONCE):
        worth = (mutual[first : first + ROWS_AT_ONCE] @ places).toarray()
        own = worth[np.arange(len(worth)), first + np.arange(len(worth))]
        envied += int((worth > np.maximum(own * CLEARLY, 1e-12)[:, None]).sum())
    return envied / (len(named) * (len(named) - 1))
