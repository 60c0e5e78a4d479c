"""What kernels read: everybody as others may know them, one reader with all of its items, and room to work in."""

import threading
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from madang.engine.match.levels import Table
from madang.engine.match.tables import Ints, Shorts
from madang.engine.match.text import PLACES, Bools, Floats
from madang.engine.match.weights import FEATURES, OF_ITEMS

Weights32 = npt.NDArray[np.float32]
CITED = 2
"""Asks of one direction that reasons cite."""
BLOCK = 8
"""Texts of a reader that are compared at once."""
OUT, BACK = 0, 1
"""The reader's interest in the other, and the other's in the reader."""


class Grams(NamedTuple):
    """Trigrams of texts: those of text n lie from start[n] up to start[n + 1], by their numbers (market.seats), in order."""

    start: Ints
    place: Shorts
    weight: Weights32


class Entries(NamedTuple):
    """Asks or answers of everybody, those of profile n from first[n] up to first[n + 1]."""

    first: Ints
    item: Ints  # which text
    code: Shorts  # entries × facets: its sets of terms
    priority: Floats  # 0 to 1


class Others(NamedTuple):
    """n profiles as others may know them: public items alone."""

    items: Ints  # n + 1: where the texts of each begin
    grams: Grams
    asks: Entries
    answers: Entries
    own: Shorts  # n × 2: the codes of its type and of its country
    named: Ints  # n + 1: where the terms that each names begin
    term: Shorts  # fields and modalities named, in order
    rarity: Floats  # by term
    speaks: Bools  # n × languages
    side: Shorts  # n: who is on one side is compared with the other side alone; −1 with everybody


class Own(NamedTuple):
    """Asks or answers of one reader."""

    item: Ints
    priority: Floats
    level: Table  # entries × codes of the other role; of answers one row more: the reader as a partner


class Card(NamedTuple):
    """One reader: all of its items, confidential ones too."""

    place: int  # among the others, −1 when it is not one of them
    grams: Grams
    asks: Own
    answers: Own
    names: Bools  # by term
    speaks: Bools  # by language
    wished: Bools  # n: whom it named as wished for
    side: int


class Room(NamedTuple):
    """Scratch paper of one reader."""

    at: Shorts  # by trigram: its row of `local`, 0 for one that the reader does not use
    local: Weights32  # 1 + the reader's trigrams × its texts and more, whole blocks
    line: Floats  # BLOCK
    cosine: Floats  # texts of the reader × texts of the other
    value: Floats  # own entries × entries of the other
    share: Floats  # the same: what the pair adds to the sum
    best: (
        Floats  # 2 × entries: best value of each own entry, and of each of the other's
    )
    match: Ints  # 2 × entries: with which one
    pick: Ints  # 2 × CITED: the best own entries, and the best of the other's
    sums: Floats  # 2 × OF_ITEMS
    phi: Floats  # OF_ITEMS


class Found(NamedTuple):
    """What is known of c pairs."""

    phi: Floats  # c × 2 × features
    cited: (
        Ints  # c × 2 × CITED × 2: own and other's entry of the best asks, −1 where none
    )
    worth: Floats  # c × 2 × CITED: what that pair of items adds to Σ weight · feature
    texts: (
        Ints  # c × 2: the closest two texts, numbers within their owners, −1 where none
    )
    cosine: Floats  # c: of these


def grams_between(others: Others, place: int) -> Grams:
    """The trigrams of one profile's public texts."""
    first, last = others.items[place], others.items[place + 1]
    start = others.grams.start[first : last + 1]
    part = slice(start[0], start[-1])
    return Grams(start - start[0], others.grams.place[part], others.grams.weight[part])


_kept = threading.local()


def _places() -> Shorts:
    """PLACES zeros, one array a thread: whoever took it last is done with it."""
    if not hasattr(_kept, "at"):
        _kept.at = np.zeros(PLACES, dtype=np.int32)
    at: Shorts = _kept.at
    return at


def room_for(card: Card, others: Others) -> Room:
    """Room for this reader and any of the others, its trigrams already laid out."""
    texts = len(card.grams.start) - 1
    used = np.unique(card.grams.place)
    at = _places()
    at[used] = np.arange(1, len(used) + 1)
    whole = -(-texts // BLOCK) * BLOCK
    local = np.zeros((len(used) + 1, whole), dtype=np.float32)
    rows = np.repeat(np.arange(texts), np.diff(card.grams.start))
    local[at[card.grams.place], rows] = card.grams.weight
    own = max(texts, len(card.asks.item), len(card.answers.item), 1)
    firsts = (others.items, others.asks.first, others.answers.first)
    other = max(int(np.diff(first).max(initial=1)) for first in firsts)
    wide = max(own, other)
    return Room(
        at,
        local,
        np.zeros(BLOCK),
        np.zeros((own, other)),
        np.zeros((own, other)),
        np.zeros((own, other)),
        np.zeros((2, wide)),
        np.zeros((2, wide), dtype=np.int64),
        np.zeros((2, CITED), dtype=np.int64),
        np.zeros((2, OF_ITEMS)),
        np.zeros(OF_ITEMS),
    )


def some_of(found: Found, at: Ints) -> Found:
    """What is known of some of the pairs, in this order."""
    return Found(
        found.phi[at],
        found.cited[at],
        found.worth[at],
        found.texts[at],
        found.cosine[at],
    )


def found_for(count: int) -> Found:
    """Empty arrays for so many pairs."""
    return Found(
        np.zeros((count, 2, len(FEATURES))),
        np.full((count, 2, CITED, 2), -1, dtype=np.int64),
        np.zeros((count, 2, CITED)),
        np.full((count, 2), -1, dtype=np.int64),
        np.zeros(count),
    )
