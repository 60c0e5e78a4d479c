"""How much each of two gains from meeting the other, and the one number of both.

    interest(a, b) = sigmoid(base + Σ weight_f · feature_f(a, b))
    mutual(a, b)   = interest(a, b) · interest(b, a)                      for allocation
    both(a, b)     = 2 · mutual(a, b) / (interest(a, b) + interest(b, a))   for lists

The harmonic mean follows RECON (Pizzato and others, RecSys 2010): it is high only when neither side is low.
Features are in features.py and looking.py, weights in weights.py.
"""

import numpy as np

from madang.engine.match.arrays import Found, found_for, room_for
from madang.engine.match.looking import look_at_pairs
from madang.engine.match.market import Market
from madang.engine.match.reader import Reader
from madang.engine.match.tables import Ints
from madang.engine.match.text import Floats
from madang.engine.match.weights import FEATURES, Weights

DIGITS = 9
"""Interests are equal when they are equal to so many digits, whoever of the two reads."""


def looked_at(market: Market, reader: Reader, columns: Ints) -> Found:
    """Features of the reader and each of `columns` (places in the market), as the reader may know them.

    The reader's own confidential items count, those of nobody else. Of the result, `phi` is columns × 2 × features: row 0
    of a pair is the reader's interest in the other, row 1 the other's in the reader.
    """
    found = found_for(len(columns))
    if len(columns):
        room = room_for(reader.card, market.others)
        vector = market.weights.vector()
        look_at_pairs(market.others, reader.card, room, vector, columns, found)
        room.at[reader.card.grams.place] = (
            0  # as the next reader of this thread takes it
        )
    return found


def interests(phi: Floats, weights: Weights) -> Floats:
    """Interests between 0 and 1 from features (… × features)."""
    total = weights.base + (phi * weights.vector()).sum(axis=-1)
    chance: Floats = np.round(1.0 / (1.0 + np.exp(-total)), DIGITS)
    return chance


def combined(mine: Floats, theirs: Floats) -> Floats:
    """Harmonic mean of two interests, 0 where both are 0."""
    total = mine + theirs
    mean: Floats = np.divide(
        2.0 * mine * theirs, total, out=np.zeros_like(total), where=total > 0.0
    )
    return mean


def contributions(phi: Floats, weights: Weights) -> dict[str, float]:
    """What each feature adds to the log-odds of one interest; phi holds the features of one direction."""
    added = phi * weights.vector()
    return dict(zip(FEATURES, added.tolist(), strict=True))
