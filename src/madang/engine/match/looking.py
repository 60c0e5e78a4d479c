"""Features of two profiles as a whole, and all features of one reader's pairs: what `weights` weighs and reasons say.

Taking an item away raises none of them. Texts are compared as they stand: closeness is the best cosine of each text of the
one side and of each of the other, in two lists as pairs of items are (features.py).
"""

from madang.engine.compiled import kernel, leaf, part
from madang.engine.match.arrays import (
    BACK,
    BLOCK,
    OUT,
    Card,
    Found,
    Others,
    Own,
    Room,
)
from madang.engine.match.features import best_ones, meet, note, top_one
from madang.engine.match.tables import PARTNER, PLACE, Ints
from madang.engine.match.text import Floats
from madang.engine.match.weights import (
    ASKED,
    CLOSENESS,
    COUNTRY,
    ELSEWHERE,
    HALF_CLOSE,
    LANGUAGE,
    LANGUAGE_UNKNOWN,
    NEXT_TEXT,
    OF_ITEMS,
    OPEN_WISH,
    PARTNER_TYPE,
    SUBJECTS,
    WISH,
)


@leaf
def lifted(level: float) -> float:
    """A level of a wish about partners as a feature: 0 against, OPEN_WISH open, 1 fully met."""
    if level < 0.0:
        return OPEN_WISH * (1.0 + level)
    return OPEN_WISH + (1.0 - OPEN_WISH) * level


@part
def wanted(own: Own, others: Others, other: int) -> tuple[float, float]:
    """How far the other is the partner, and where, that any ask of the reader looks for; 0 without asks."""
    kind, place = 0.0, 0.0
    for ask in range(len(own.item)):
        kind = max(kind, lifted(own.level[ask, others.own[other, 0]]))
        place = max(place, lifted(own.level[ask, others.own[other, 1]]))
    return kind, place


@part
def wanting(own: Own, others: Others, other: int) -> tuple[float, float]:
    """The same the other way: how far the reader is what any ask of the other looks for."""
    kind, place, last = 0.0, 0.0, len(own.item)
    asks = others.asks
    for ask in range(asks.first[other], asks.first[other + 1]):
        kind = max(kind, lifted(own.level[last, asks.code[ask, PARTNER]]))
        place = max(place, lifted(own.level[last, asks.code[ask, PLACE]]))
    return kind, place


@part
def _compare_texts(others: Others, other: int, texts: int, room: Room) -> int:
    """Cosines of all texts of the reader and of the other; how many texts the other has.

    So many texts of the reader at a time as a processor multiplies at once; a trigram that it does not use adds nothing.
    """
    first, last = others.items[other], others.items[other + 1]
    grams = others.grams
    for text in range(last - first):
        for block in range(0, texts, BLOCK):
            for own in range(BLOCK):
                room.line[own] = 0.0
            for n in range(grams.start[first + text], grams.start[first + text + 1]):
                row, weight = room.at[grams.place[n]], grams.weight[n]
                for own in range(BLOCK):
                    room.line[own] += weight * room.local[row, block + own]
            for own in range(min(BLOCK, texts - block)):
                room.cosine[block + own, text] = room.line[own]
    count: int = last - first
    return count


@part
def _closeness(rows: int, columns: int, room: Room, texts: Ints) -> tuple[float, float]:
    """Closeness of all that both say, 0 to 1, and the best cosine; `texts` takes the two that have it."""
    best_ones(room.cosine, rows, columns, room)
    highest, total = 0.0, 0.0
    for side in range(2):
        share, summed = 0.5 * (1.0 - NEXT_TEXT), 0.0
        at = top_one(room.best[side], rows if side == 0 else columns)
        if side == 0 and at >= 0:
            highest = room.best[0, at]
            texts[0], texts[1] = at, room.match[0, at]
        while at >= 0:
            summed += share * room.best[side, at]
            room.best[side, at] = 0.0
            share *= NEXT_TEXT
            at = top_one(room.best[side], rows if side == 0 else columns)
        total += summed
    return total / (total + HALF_CLOSE), highest


@part
def _asked(found: Found, at: int, weights: Floats) -> None:
    """How well the one's answers meet the other's asks, as a share of the most that a pair of items can be worth."""
    most = 0.0
    for feature in range(OF_ITEMS):
        if feature != ELSEWHERE:
            most += weights[feature]
    for direction in range(2):
        met = 0.0
        for feature in range(OF_ITEMS):
            met += weights[feature] * found.phi[at, 1 - direction, feature]
        found.phi[at, direction, ASKED] = max(0.0, met / most) if most > 0.0 else 0.0


@part
def _subjects(others: Others, other: int, card: Card) -> float:
    total = 0.0
    for n in range(others.named[other], others.named[other + 1]):
        if card.names[others.term[n]]:
            total += others.rarity[others.term[n]]
    return total / (1.0 + total)


@part
def _language(others: Others, other: int, card: Card) -> float:
    mine, theirs = False, False
    for n in range(len(card.speaks)):
        mine = mine or card.speaks[n]
        theirs = theirs or others.speaks[other, n]
        if card.speaks[n] and others.speaks[other, n]:
            return 1.0
    return 0.0 if mine and theirs else LANGUAGE_UNKNOWN


@part
def _as_a_whole(others: Others, other: int, card: Card, found: Found, at: int) -> None:
    """Features that rest on no single pair of items."""
    phi = found.phi[at]
    phi[OUT, PARTNER_TYPE], phi[OUT, COUNTRY] = wanted(card.asks, others, other)
    phi[BACK, PARTNER_TYPE], phi[BACK, COUNTRY] = wanting(card.answers, others, other)
    subjects, language = _subjects(others, other, card), _language(others, other, card)
    for direction in range(2):
        phi[direction, SUBJECTS] = subjects
        phi[direction, LANGUAGE] = language
    phi[OUT, WISH] = 1.0 if card.wished[other] else 0.0


@kernel
def look_at_pairs(
    others: Others, card: Card, room: Room, weights: Floats, columns: Ints, found: Found
) -> None:
    """Fill `found` for the pairs of one reader and each of `columns`."""
    texts = len(card.grams.start) - 1
    for at in range(len(columns)):
        other = columns[at]
        text = others.items[other]
        count = _compare_texts(others, other, texts, room)
        close, found.cosine[at] = _closeness(texts, count, room, found.texts[at])
        found.phi[at, OUT, CLOSENESS] = found.phi[at, BACK, CLOSENESS] = close
        first = others.answers.first
        span = first[other], first[other + 1], text
        meet(card.asks, others.answers, span, room, weights)
        note(found, at, OUT, room, span[0])
        first = others.asks.first
        span = first[other], first[other + 1], text
        meet(card.answers, others.asks, span, room, weights)
        note(found, at, BACK, room, span[0])
        _asked(found, at, weights)
        _as_a_whole(others, other, card, found, at)
