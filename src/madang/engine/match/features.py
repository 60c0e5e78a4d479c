"""The features of a pair, both directions: what `weights` weighs and what reasons say.

Taking an item away never raises a feature, whoever it belongs to, and taking away the items of the best pair lowers
those that rest on it: the pairs of items stand in two lists, the best of each entry of the one side and the best of
each of the other, every list in order with each next one discounted, so that nothing hidden behind an equal is lost.
"""

from madang.engine.compiled import kernel, leaf, part
from madang.engine.match.arrays import (
    BACK,
    CITED,
    OUT,
    Card,
    Entries,
    Found,
    Others,
    Own,
    Room,
)
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
    CLOSE_TEXT,
    CLOSENESS,
    COUNTRY,
    ELSEWHERE,
    HALF_CLOSE,
    LANGUAGE,
    LANGUAGE_UNKNOWN,
    NEXT,
    NEXT_TEXT,
    OF_ITEMS,
    OPEN_WISH,
    PARTNER_TYPE,
    PRIORITY,
    SUBJECTS,
    TEXT,
    WISH,
)
from madang.engine.match.levels import Table

NEAR_FIELD = 0.6
NO_DEAL = -1.0


@leaf
def pair_value(
    level: Table,
    code: Shorts,
    priority: float,
    cosine: float,
    weights: Floats,
    phi: Floats,
) -> float:
    """Σ weight · feature of one ask and one answer, 0 where nothing carries it; `phi` takes the features.

    level is the row of the one entry, code that of the other.
    """
    deal, field = level[code[DEAL]], level[code[FIELD]]
    if deal <= NO_DEAL:
        return 0.0
    if deal <= 0.0 and field < NEAR_FIELD and cosine < CLOSE_TEXT:
        return 0.0
    phi[DEAL] = deal
    phi[FIELD] = field
    phi[MODALITY] = level[code[MODALITY]]
    phi[STAGE] = level[code[STAGE]]
    phi[ELSEWHERE] = min(0.0, level[code[PARTNER]], level[code[PLACE]])
    phi[TEXT] = cosine / (cosine + HALF_CLOSE)
    phi[PRIORITY] = priority * max(0.0, deal)
    total = 0.0
    for feature in range(OF_ITEMS):
        total += weights[feature] * phi[feature]
    return max(0.0, total)


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
    """Cosines of all texts of the reader and of the other; how many texts the other has."""
    first, last = others.items[other], others.items[other + 1]
    grams = others.grams
    for text in range(last - first):
        for own in range(texts):
            room.cosine[own, text] = 0.0
        for n in range(grams.start[first + text], grams.start[first + text + 1]):
            row = room.at[grams.place[n]] - 1
            if row >= 0:
                for own in range(texts):
                    room.cosine[own, text] += grams.weight[n] * room.local[row, own]
    return last - first


@leaf
def _best_ones(value: Floats, rows: int, columns: int, room: Room) -> None:
    """The best of each row and of each column, and where it stands."""
    for row in range(rows):
        room.best[0, row], room.match[0, row] = 0.0, -1
    for column in range(columns):
        room.best[1, column], room.match[1, column] = 0.0, -1
    for row in range(rows):
        for column in range(columns):
            reached = value[row, column]
            if reached > room.best[0, row]:
                room.best[0, row], room.match[0, row] = reached, column
            if reached > room.best[1, column]:
                room.best[1, column], room.match[1, column] = reached, row


@leaf
def _highest(best: Floats, count: int) -> int:
    """The place of the highest value above 0, −1 where none is."""
    at, most = -1, 0.0
    for n in range(count):
        if best[n] > most:
            at, most = n, best[n]
    return at


@part
def _closeness(rows: int, columns: int, room: Room, texts: Ints) -> tuple[float, float]:
    """Closeness of all that both say, 0 to 1, and the best cosine; `texts` takes the two that have it."""
    _best_ones(room.cosine, rows, columns, room)
    highest, total = 0.0, 0.0
    for side in range(2):
        share, summed = 0.5 * (1.0 - NEXT_TEXT), 0.0
        at = _highest(room.best[side], rows if side == 0 else columns)
        if side == 0 and at >= 0:
            highest = room.best[0, at]
            texts[0], texts[1] = at, room.match[0, at]
        while at >= 0:
            summed += share * room.best[side, at]
            room.best[side, at] = 0.0
            share *= NEXT_TEXT
            at = _highest(room.best[side], rows if side == 0 else columns)
        total += summed
    return total / (total + HALF_CLOSE), highest


@part
def _values(
    own: Own, entries: Entries, span: tuple[int, int, int], room: Room, weights: Floats
) -> None:
    """Values of all pairs of own entries and those of the other; span: its first and last entry, its first text."""
    first, last, text = span
    for row in range(len(own.item)):
        for at in range(first, last):
            room.share[row, at - first] = 0.0
            room.value[row, at - first] = pair_value(
                own.level[row],
                entries.code[at],
                own.priority[row] + entries.priority[at],
                room.cosine[own.item[row], entries.item[at] - text],
                weights,
                room.phi,
            )


@part
def _sum_up(
    own: Own, entries: Entries, span: tuple[int, int, int], room: Room, weights: Floats
) -> None:
    """Both lists of best pairs added up: features in `sums`, what each pair adds in `share`, the first ones in `pick`."""
    first, last, text = span
    for side in range(2):
        share, rank = 0.5 * (1.0 - NEXT), 0
        count = len(own.item) if side == 0 else last - first
        room.sums[side, :] = 0.0
        room.pick[side, :] = -1
        at = _highest(room.best[side], count)
        while at >= 0:
            other = room.match[side, at]
            row, column = (at, other) if side == 0 else (other, at)
            value = pair_value(
                own.level[row],
                entries.code[first + column],
                own.priority[row] + entries.priority[first + column],
                room.cosine[own.item[row], entries.item[first + column] - text],
                weights,
                room.phi,
            )
            for feature in range(OF_ITEMS):
                room.sums[side, feature] += share * room.phi[feature]
            room.share[row, column] += share * value
            if rank < CITED:
                room.pick[side, rank] = at
            rank += 1
            room.best[side, at] = 0.0
            share *= NEXT
            at = _highest(room.best[side], count)


@part
def _meet(
    own: Own, entries: Entries, span: tuple[int, int, int], room: Room, weights: Floats
) -> None:
    _values(own, entries, span, room, weights)
    _best_ones(room.value, len(own.item), span[1] - span[0], room)
    _sum_up(own, entries, span, room, weights)


@part
def _note(found: Found, at: int, direction: int, room: Room, first: int) -> None:
    """Take down features and best asks of one direction; the asks are the reader's own in OUT, the other's in BACK."""
    for feature in range(OF_ITEMS):
        found.phi[at, direction, feature] = (
            room.sums[0, feature] + room.sums[1, feature]
        )
    for rank in range(CITED):
        ask = room.pick[direction, rank]
        found.cited[at, direction, rank, :] = -1
        if ask >= 0:
            answer = room.match[direction, ask]
            own, other = (ask, answer) if direction == OUT else (answer, ask)
            found.cited[at, direction, rank, 0] = own
            found.cited[at, direction, rank, 1] = first + other
            found.worth[at, direction, rank] = room.share[own, other]


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
def look_at(
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
        _meet(card.asks, others.answers, span, room, weights)
        _note(found, at, OUT, room, span[0])
        first = others.asks.first
        span = first[other], first[other + 1], text
        _meet(card.answers, others.asks, span, room, weights)
        _note(found, at, BACK, room, span[0])
        _asked(found, at, weights)
        _as_a_whole(others, other, card, found, at)
