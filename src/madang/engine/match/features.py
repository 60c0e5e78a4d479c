"""Features that rest on pairs of items: how well the asks of the one are met by the answers of the other.

Taking an item away never raises their weighted sum, whoever it belongs to, and taking away the items of the best pair
lowers it: the pairs stand in two lists, the best of each entry of the one side and the best of each of the other,
every list in order with each next one discounted, so that nothing hidden behind an equal is lost.
"""

from madang.engine.compiled import leaf, part
from madang.engine.match.arrays import CITED, OUT, Entries, Found, Own, Room
from madang.engine.match.levels import Table
from madang.engine.match.tables import (
    DEAL,
    FIELD,
    MODALITY,
    PARTNER,
    PLACE,
    STAGE,
    Shorts,
)
from madang.engine.match.text import Floats
from madang.engine.match.weights import (
    CLOSE_TEXT,
    ELSEWHERE,
    HALF_CLOSE,
    NEXT,
    OF_ITEMS,
    PRIORITY,
    TEXT,
)

NEAR_FIELD = 0.6
NO_DEAL = -1.0
# deal, field, modality and stage have the same number as columns of codes (tables.py) and as features (weights.py).


@leaf
def pair_value(
    level: Table, code: Shorts, priority: float, cosine: float, weights: Floats
) -> float:
    """Σ weight · feature of one ask and one answer, 0 where nothing carries it.

    level is the row of the one entry, code that of the other.
    """
    deal, field = level[code[DEAL]], level[code[FIELD]]
    if deal <= NO_DEAL:
        return 0.0
    if deal <= 0.0 and field < NEAR_FIELD and cosine < CLOSE_TEXT:
        return 0.0
    total = weights[DEAL] * deal + weights[FIELD] * field
    total += weights[MODALITY] * level[code[MODALITY]]
    total += weights[STAGE] * level[code[STAGE]]
    total += weights[ELSEWHERE] * min(0.0, level[code[PARTNER]], level[code[PLACE]])
    total += weights[TEXT] * cosine / (cosine + HALF_CLOSE)
    total += weights[PRIORITY] * priority * max(0.0, deal)
    value: float = max(0.0, total)
    return value


@leaf
def pair_features(
    level: Table, code: Shorts, priority: float, cosine: float, phi: Floats
) -> None:
    """The features of one ask and one answer whose value is above 0."""
    deal = level[code[DEAL]]
    phi[DEAL] = deal
    phi[FIELD] = level[code[FIELD]]
    phi[MODALITY] = level[code[MODALITY]]
    phi[STAGE] = level[code[STAGE]]
    phi[ELSEWHERE] = min(0.0, level[code[PARTNER]], level[code[PLACE]])
    phi[TEXT] = cosine / (cosine + HALF_CLOSE)
    phi[PRIORITY] = priority * max(0.0, deal)


@leaf
def best_ones(value: Floats, rows: int, columns: int, room: Room) -> None:
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
def top_one(best: Floats, count: int) -> int:
    """The place of the highest value above 0, −1 where none is."""
    at, most = -1, 0.0
    for n in range(count):
        if best[n] > most:
            at, most = n, best[n]
    return at


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
            )


@part
def _add(
    own: Own,
    entries: Entries,
    span: tuple[int, int, int],
    room: Room,
    pair: tuple[int, int, int],
    share: float,
) -> None:
    """Add one pair of items to the features of a list; pair: the list, the own entry, the other's within its span."""
    side, row, column = pair
    at = span[0] + column
    pair_features(
        own.level[row],
        entries.code[at],
        own.priority[row] + entries.priority[at],
        room.cosine[own.item[row], entries.item[at] - span[2]],
        room.phi,
    )
    for feature in range(OF_ITEMS):
        room.sums[side, feature] += share * room.phi[feature]
    room.share[row, column] += share * room.value[row, column]


@part
def _sum_up(
    own: Own, entries: Entries, span: tuple[int, int, int], room: Room, side: int
) -> None:
    """One list of best pairs added up: features in `sums`, what each pair adds in `share`, the first ones in `pick`."""
    share, rank = 0.5 * (1.0 - NEXT), 0
    count = len(own.item) if side == 0 else span[1] - span[0]
    room.sums[side, :] = 0.0
    room.pick[side, :] = -1
    at = top_one(room.best[side], count)
    while at >= 0:
        other = room.match[side, at]
        pair = (side, at, other) if side == 0 else (side, other, at)
        _add(own, entries, span, room, pair, share)
        if rank < CITED:
            room.pick[side, rank] = at
        rank += 1
        room.best[side, at] = 0.0
        share *= NEXT
        at = top_one(room.best[side], count)


@part
def meet(
    own: Own, entries: Entries, span: tuple[int, int, int], room: Room, weights: Floats
) -> None:
    """Features, shares and best pairs of own entries and those of the other, in `room`; span as in `_values`."""
    _values(own, entries, span, room, weights)
    best_ones(room.value, len(own.item), span[1] - span[0], room)
    _sum_up(own, entries, span, room, 0)
    _sum_up(own, entries, span, room, 1)


@part
def note(found: Found, at: int, direction: int, room: Room, first: int) -> None:
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
