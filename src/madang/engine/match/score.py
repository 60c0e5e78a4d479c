"""How much each profile gains from meeting each other one, and the one number of both.

For readers a and b, with `squash` from text.py applied to standard scores:

    pair(s, o)    = priority(s) · deal · field · modality · stage · type · country · (t + (1 - t)·squash(text of s and o))
    asked(a, b)   = (best + 0.3 · second best of a's asks over b's answers) / 1.3
    items(a, b)   = (asked(a, b) + 0.6 · asked(b, a)) / 1.6
    interest(a, b) = language · (c · squash(whole profiles) · type · country + (1 - c) · items(a, b))
    both(a, b)    = 2 · interest(a, b) · interest(b, a) / (interest(a, b) + interest(b, a))

The harmonic mean follows RECON (Pizzato and others, RecSys 2010): it is high only when neither side is low.

Confidential items: a profile's own row is computed with all of its items against what others show; what others read
about it is computed as if those items did not exist. So no number that leaves the owner's list depends on them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from madang.engine.match.market import ROWS_AT_ONCE, Market
from madang.engine.match.tables import Ints
from madang.engine.match.text import Floats, squash
from madang.engine.match.vocabulary import COUNTRY, PARTNER_TYPE


@dataclass(frozen=True)
class PublicScores:
    """closeness and interest of every profile (row) for every other (column), from public items alone."""

    closeness: Floats
    interest: Floats


def pair_values(market: Market, asks: Ints, answers: Ints, text: Floats) -> Floats:
    """pair(s, o) for asks (rows) and answers (columns), between 0 and 1; text holds their standard scores."""
    weights = market.weights
    values = weights.text_floor + (1.0 - weights.text_floor) * squash(text)
    for facet in weights.open_factor:
        values = values * market.factor(facet, asks, answers)
    return values * market.priorities[asks][:, None]


def public_scores(market: Market) -> PublicScores:
    """Scores that everybody may see the effect of: no confidential item takes part."""
    count = len(market.profiles)
    asked = np.zeros((count, count))
    closeness = np.zeros((count, count))
    for readers in _portions(market):
        asks = [market.asks_of(reader, public=True) for reader in readers]
        best = _best_answers(market, np.concatenate(asks), market.public_answers)
        first = 0
        for reader, own in zip(readers, asks, strict=True):
            asked[reader] = _two_best(
                best[first : first + len(own)], market.weights.second
            )
            closeness[reader] = close_to(market, reader, own)
            first += len(own)
    return PublicScores(
        closeness, _interest(market, asked, asked.T, closeness, market.languages)
    )


def both_ways(
    market: Market, public: PublicScores, reader: int
) -> tuple[Floats, Floats]:
    """The reader's interest in everybody and everybody's in the reader, as the reader may know them.

    The reader's own confidential items count, those of nobody else.
    """
    if len(market.profiles[reader].public()) == len(market.profiles[reader].items):
        return public.interest[reader], public.interest[:, reader]
    asks = market.asks_of(reader, public=False)
    answers = market.answers_of(reader, public=False)
    out = asked_by(market, asks, market.public_answers)
    back = asked_of(market, market.public_asks, answers)
    language = market.languages[reader]
    mine = _interest(market, out, back, close_to(market, reader, asks), language)
    theirs = _interest(market, back, out, public.closeness[:, reader], language)
    return mine, theirs


def combined(mine: Floats, theirs: Floats) -> Floats:
    """Harmonic mean of two interests, 0 where both are 0."""
    total = mine + theirs
    mean: Floats = np.divide(
        2.0 * mine * theirs, total, out=np.zeros_like(total), where=total > 0.0
    )
    return mean


def asked_by(market: Market, asks: Ints, answers: Ints) -> Floats:
    """asked(a, b) of one reader's asks for the owner b of the answers; one number a profile."""
    return _two_best(_best_answers(market, asks, answers), market.weights.second)


def asked_of(market: Market, asks: Ints, answers: Ints) -> Floats:
    """asked(b, a) of the owners b of the asks for one reader's answers; one number a profile."""
    asked = np.zeros(len(market.profiles))
    if not len(asks) or not len(answers):
        return asked
    owners = market.asking[asks]
    best = pair_values(market, asks, answers, market.text_scores(asks, answers)).max(
        axis=1
    )
    order = np.lexsort((-best, owners))
    owners, best = owners[order], best[order]
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    runs = np.diff(starts, append=len(owners))
    runner = np.where(runs > 1, best[np.minimum(starts + 1, len(best) - 1)], 0.0)
    second = market.weights.second
    asked[owners[starts]] = (best[starts] + second * runner) / (1.0 + second)
    return asked


def _portions(market: Market) -> Iterator[range]:
    """Readers in runs whose asks together make a matrix of bounded height."""
    first = held = 0
    for reader in range(len(market.profiles)):
        held += len(market.asks_of(reader, public=True))
        if held >= ROWS_AT_ONCE:
            yield range(first, reader + 1)
            first, held = reader + 1, 0
    yield range(first, len(market.profiles))


def _best_answers(market: Market, asks: Ints, answers: Ints) -> Floats:
    """The best answer of each profile (column) to each ask (row), 0 where a profile has none."""
    best = np.zeros((len(asks), len(market.profiles)))
    if len(asks) and len(answers):
        owners = market.answering[answers]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        values = pair_values(market, asks, answers, market.text_scores(asks, answers))
        best[:, owners[starts]] = np.maximum.reduceat(values, starts, axis=1)
    return best


def _two_best(best: Floats, second: float) -> Floats:
    """Per column: (the largest + second · the second largest) / (1 + second); 0 without rows."""
    if not len(best):
        return np.zeros(best.shape[1])
    ranked = -np.sort(-best, axis=0)
    runner = ranked[1] if len(ranked) > 1 else 0.0
    joined: Floats = (ranked[0] + second * runner) / (1.0 + second)
    return joined


def close_to(market: Market, reader: int, asks: Ints) -> Floats:
    """Closeness of whole public profiles, held back where the reader asks for other partners or other countries."""
    close = squash(market.closeness[reader])
    wanted: Floats = (
        close * market.wanted(PARTNER_TYPE, asks) * market.wanted(COUNTRY, asks)
    )
    return wanted


def _interest(
    market: Market,
    asked: Floats,
    asked_back: Floats,
    closeness: Floats,
    language: Floats,
) -> Floats:
    weights = market.weights
    items = (asked + weights.customer * asked_back) / (1.0 + weights.customer)
    whole: Floats = language * (
        weights.closeness * closeness + (1.0 - weights.closeness) * items
    )
    return whole
