"""What a side says after a meeting corrects what its yes to the request had taught.

A yes tells that a meeting was wanted; the word after it tells whether it had been right to want it. "Cooperation possible"
and "informative" leave the yes as it is. "No interest" makes of it a no of weight REGRET: the pair was worth one meeting and
no more, which is less than a plain "does not fit" says. That a meeting did not take place says nothing.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from madang.engine.match.works import Floats

REGRET = 0.5
"""Weight of a no that follows from "no interest" after a meeting; a plain "does not fit" weighs 1."""


class Word(StrEnum):
    """What a side says after a meeting; nothing where it did not take place or nobody said."""

    NOTHING = ""
    NO_INTEREST = "no_interest"
    INFORMATIVE = "informative"
    COOPERATION = "cooperation"


def corrected(
    outcomes: Floats, weights: Floats, words: Sequence[Word]
) -> tuple[Floats, Floats]:
    """Return outcomes (1 yes, 0 no) and weights (0 to 1) of requests, one row a word, corrected by what was said afterwards.

    Only a yes is corrected. Neither array is changed in place. Raises ValueError where there is not one word a row.
    """
    if not len(outcomes) == len(weights) == len(words):
        message = "one word a row"
        raise ValueError(message)
    regretted = np.array([one == Word.NO_INTEREST for one in words], dtype=bool)
    regretted &= (outcomes == 1) & (weights > 0)
    return np.where(regretted, 0.0, outcomes), np.where(regretted, REGRET, weights)
