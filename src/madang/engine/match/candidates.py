"""Who is looked at closely when everybody is too many.

For each reader: those whose terms meet best in both directions, those whose texts are closest by rare words, those
named as wished for, and a few drawn by lot, so that nobody is overlooked for good.
"""

import zlib
from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from madang.engine.compiled import kernel, part
from madang.engine.match.arrays import Card, Entries, Others, Own
from madang.engine.match.features import pair_value
from madang.engine.match.looking import lifted
from madang.engine.match.market import Market
from madang.engine.match.reader import Reader, reader_of
from madang.engine.match.tables import (
    DEAL,
    FIELD,
    MODALITY,
    PARTNER,
    PLACE,
    STAGE,
    Ints,
    Shorts,
)
from madang.engine.match.text import Floats
from madang.engine.match.weights import (
    ASKED,
    COUNTRY,
    NEXT,
    OF_ITEMS,
    PARTNER_TYPE,
    PRIORITY,
    Weights,
)

EVERYBODY = 1500
"""Up to so many profiles everybody is looked at."""
BY_TERMS = 200
BY_TEXT = 40
BY_LOT = 12
ROWS_AT_ONCE = 128
APART = -1.0e9


class Paper(NamedTuple):
    """Scratch paper for the entries of one role of a reader, by the codes of the other role."""

    lift: Floats  # 2 × codes
    rows: Shorts  # codes × own entries and one: how many own entries meet a code, and which


def paper_for(own: Own) -> Paper:
    """Empty paper."""
    codes = own.level.shape[1]
    rows = np.zeros((codes, len(own.item) + 1), dtype=np.int32)
    return Paper(np.zeros((2, codes)), rows)


@part
def _best_pairs(
    own: Own, entries: Entries, weights: Floats, rows: Shorts, best: Floats
) -> None:
    """`best` of everybody: the highest value of any own entry and any of theirs whose deals meet, by terms alone."""
    for code in range(rows.shape[0]):
        for row in range(len(own.item)):
            if own.level[row, code] > 0.0:
                rows[code, 0] += 1
                rows[code, rows[code, 0]] = row
    beside = weights[FIELD] + weights[MODALITY] + weights[STAGE]
    for other in range(len(best)):
        most = 0.0
        for at in range(entries.first[other], entries.first[other + 1]):
            deal = entries.code[at, DEAL]
            for n in range(1, rows[deal, 0] + 1):
                row = rows[deal, n]
                priority = own.priority[row] + entries.priority[at]
                level = own.level[row, deal]
                # No pair with this deal is worth more, so many pairs are not looked at.
                bound = (weights[DEAL] + weights[PRIORITY] * priority) * level + beside
                if bound > most:
                    value = pair_value(
                        own.level[row], entries.code[at], priority, 0.0, weights
                    )
                    most = max(most, value)
        best[other] = most


@part
def _lift_all(own: Own, lift: Floats) -> None:
    """By code: how far any own ask looks for it (row 0), and how far the reader itself is what the code looks for (row 1)."""
    last = len(own.item)
    for code in range(own.level.shape[1]):
        for ask in range(last):
            lift[0, code] = max(lift[0, code], lifted(own.level[ask, code]))
        if last < own.level.shape[0]:
            lift[1, code] = lifted(own.level[last, code])


@kernel
def _outline(
    others: Others,
    card: Card,
    weights: Floats,
    given: Floats,
    papers: tuple[Paper, Paper],
    score: Floats,
) -> None:
    """`score[0]` of everybody by terms alone, the other row is room; given: what items, partners and places count."""
    _best_pairs(card.asks, others.answers, weights, papers[0].rows, score[0])
    _best_pairs(card.answers, others.asks, weights, papers[1].rows, score[1])
    _lift_all(card.asks, papers[0].lift)
    _lift_all(card.answers, papers[1].lift)
    wanted, wanting = papers[0].lift[0], papers[1].lift[1]
    asks = others.asks
    for other in range(score.shape[1]):
        kind, place = 0.0, 0.0
        for ask in range(asks.first[other], asks.first[other + 1]):
            kind = max(kind, wanting[asks.code[ask, PARTNER]])
            place = max(place, wanting[asks.code[ask, PLACE]])
        score[0, other] = (
            given[0] * (score[0, other] + score[1, other])
            + given[1] * (kind + wanted[others.own[other, 0]])
            + given[2] * (place + wanted[others.own[other, 1]])
        )
        apart = card.side >= 0 and others.side[other] == card.side
        if apart or other == card.place:
            score[0, other] = APART


def by_terms(others: Others, card: Card, weights: Weights) -> Floats:
    """What everybody's terms promise to both sides, n; APART for who cannot be met."""
    vector = weights.vector()
    most = max(float(vector[:OF_ITEMS].sum()), 1e-9)
    given = np.zeros(3)
    given[0] = (1.0 - NEXT) * (1.0 + vector[ASKED] / most)
    given[1], given[2] = vector[PARTNER_TYPE], vector[COUNTRY]
    score = np.zeros((2, len(others.side)))
    papers = paper_for(card.asks), paper_for(card.answers)
    _outline(others, card, vector, given, papers, score)
    promised: Floats = score[0]
    return promised


def first_ones(score: npt.NDArray[Any], count: int) -> Ints:
    """Places of the `count` highest values above 0; of equals the first."""
    above = np.flatnonzero(score > 0)
    if len(above) <= count:
        return above
    least = np.partition(score[above], len(above) - count)[len(above) - count]
    higher = above[score[above] > least]
    equal = above[score[above] == least]
    return np.concatenate([higher, equal[: count - len(higher)]])


def by_lot(key: int, count: int) -> Ints:
    """Places drawn by lot, the same for the same key."""
    return np.unique(np.random.default_rng(key).integers(0, count, BY_LOT))


def candidates_of(market: Market, reader: Reader) -> Ints:
    """Whom a reader is compared with, places in order; whether they may meet is another question."""
    count = len(market.profiles)
    if count <= EVERYBODY:
        return np.arange(count, dtype=np.int64)
    return _chosen(market, reader, _close_texts(market, reader.document)[0])


def candidates_of_all(
    market: Market, at_once: int, threads: Executor
) -> Iterator[tuple[list[Reader], list[Ints]]]:
    """All profiles as readers with their candidates, so many at a time."""
    for start in range(0, len(market.profiles), at_once):
        profiles = market.profiles[start : start + at_once]
        readers = [reader_of(market, each) for each in profiles]
        if len(market.profiles) <= EVERYBODY:
            yield readers, [candidates_of(market, each) for each in readers]
            continue
        from scipy.sparse import vstack

        documents = vstack([each.document for each in readers], format="csr")
        near = _close_texts(market, documents)
        choose = partial(_chosen, market)
        yield readers, list(threads.map(choose, readers, near))


def _chosen(market: Market, reader: Reader, near: Ints) -> Ints:
    """By terms, by text, by wish and by lot, each once."""
    count = len(market.profiles)
    met = first_ones(by_terms(market.others, reader.card, market.weights), BY_TERMS)
    wished = np.flatnonzero(reader.card.wished)
    drawn = by_lot(zlib.crc32(str(reader.profile.id).encode()), count)
    return np.unique(np.concatenate([met, near, wished, drawn]))


def _close_texts(market: Market, documents: Any) -> list[Ints]:
    """For each of these documents the closest of all, by trigrams that few use."""
    found = []
    for start in range(0, documents.shape[0], ROWS_AT_ONCE):
        rows = documents[start : start + ROWS_AT_ONCE]
        near = (rows @ market.rare).toarray()
        found += [first_ones(row, BY_TEXT + 1) for row in near]
    return found
