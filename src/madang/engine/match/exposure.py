"""How evenly lists send readers to doors: peak, coverage, Gini."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


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
