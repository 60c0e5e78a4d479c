"""The engine's lists → pairs as they are stored, with the reasons that each side may read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from madang.site.matching.bridge.field import LISTED, Field, Pair, lines_of_pairs
from madang.site.matching.bridge.hosted import filled, seated, seats_for
from madang.site.matching.bridge.lists import shared, with_floor, with_lifted
from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.models import BOTH, LEFT, RIGHT, Reason
from madang.site.matching.queries.pairs import pair

if TYPE_CHECKING:
    from madang.engine.match.ranking import Suggestion as Line
    from madang.engine.match.shares import Shares

LONGEST_TERMS = 400
MOST_TOLD = 4
"""Reasons for a meeting that are kept of each side: no page tells more."""
GAINS = {"mine": LEFT, "theirs": RIGHT, "both": BOTH}
GAINS_TURNED = {"mine": RIGHT, "theirs": LEFT, "both": BOTH}
"""The same where the reader is the right one of the pair."""


@dataclass(slots=True)
class PairRow:
    """A pair as it is stored; gains and score from 0 to 1000, ranks from 1 or None.

    `reasons` are what both sides read, `own` what one of them alone does, by its id.
    """

    left: int
    right: int
    score: int
    left_gain: int
    right_gain: int
    ranks: dict[int, int] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    own: dict[int, list[Reason]] = field(default_factory=dict)


def match(found: Field) -> list[PairRow]:
    """Return the pairs of all lists with their scores, ranks and reasons, the best pair first."""
    orders = lists_of(found)
    ranks: dict[Pair, dict[int, int]] = {}
    for reader, order in orders.items():
        for rank, other in enumerate(order, 1):
            ranks.setdefault(pair(reader, other), {})[reader] = rank
    readers = {each: set(known) for each, known in ranks.items()}
    rows = pair_rows(found, readers, lines_of_pairs(found, readers))
    for row in rows:
        row.ranks = ranks[row.left, row.right]
    return sorted(rows, key=lambda row: (-row.score, row.left, row.right))


def lists_of(found: Field) -> dict[int, list[int]]:
    """Return everybody's list alone: {reader: others in order}, as `match` ranks them."""
    if len(found.inputs.profiles) < 2:
        return {}
    best = {
        buyer: [int(line.id) for line in found.ranking.lines(buyer)]
        for buyer in found.inputs.hosted
    }
    seats, shares = seats_for(found.inputs, best, shared(found))
    return {
        int(each.id): list_of(found, shares, int(each.id), seats.get(int(each.id), []))
        for each in found.inputs.profiles
    }


def list_of(found: Field, shares: "Shares", reader: int, seats: list[int]) -> list[int]:
    """Return one reader's list in order; `seats` are the hosted buyers who get a place in it."""
    lines, own = found.ranking.lines(reader), found.own.kept.get(reader)
    public = {int(line.id): line.score for line in lines}
    wishes: frozenset[int | str] = frozenset()
    order = [int(each) for each in shares.lists[reader]]
    if own is not None:
        wishes = own.reader.profile.wishes
        order = with_lifted(
            order,
            found.own.lines(reader),
            public,
            lambda other: other in wishes or shares.room_for(reader, other) > 0,
        )
    order = filled(found.inputs, shares, reader, order, list(public))
    order = seated(found.inputs, order, seats)
    order = with_floor(public, order, {*wishes, *found.inputs.hosted})
    _tier, quota = found.inputs.hosted.get(reader, (0, 0))
    return order[: max(LISTED, quota)]


def pair_rows(
    found: Field, pairs: dict[Pair, set[int]], public: "Iterable[tuple[Pair, Line]]"
) -> list[PairRow]:
    """Return pairs with scores, gains and reasons, without ranks.

    `pairs` says who reads each of them, `public` has what all may know of them.
    """
    own: dict[Pair, Line] = {}
    readers: dict[int, list[int]] = {}
    for (left, right), who in pairs.items():
        for reader in who & found.own.kept.keys():
            readers.setdefault(int(reader), []).append(
                right if reader == left else left
            )
    for reader, others in readers.items():
        for line in found.own.suggestions(reader, others):
            own[reader, int(line.id)] = line
    words = _Words(found.inputs)
    rows = {each: _row(words, each, line, own) for each, line in public}
    rest = (each for each in pairs if each not in rows)
    return [*rows.values(), *(_row(words, each, None, own) for each in rest)]


def _row(
    words: "_Words", each: Pair, line: "Line | None", own: "dict[Pair, Line]"
) -> PairRow:
    left, right = each
    row = PairRow(
        left,
        right,
        line.score if line else 0,
        line.interest if line else 0,
        line.returned if line else 0,
    )
    if line:
        row.reasons = _told(words.rows(line, left, right, is_own=False))
    for reader, other in ((left, right), (right, left)):
        if (reader, other) in own:
            told = words.rows(own[reader, other], reader, other, is_own=True)
            row.own[reader] = _told(one for one in told if words.hides(one))
    return row


def _told(reasons: Iterable[Reason]) -> list[Reason]:
    """Return of each side's reasons the strongest, as many as a page tells, and the first against; each once."""
    told: dict[Reason, None] = {}
    count: dict[tuple[str, bool], int] = {}
    for each in reasons:
        if each in told:
            continue
        is_against = each.strength == "against"
        key = each.gain, is_against
        so_far = count.get(key, 0)
        count[key] = so_far + 1
        if so_far < (1 if is_against else MOST_TOLD) or each.kind == "language":
            told[each] = None
    return list(told)


class _Words:
    """The engine's reasons → rows, by the items of everybody and those of them that are confidential."""

    def __init__(self, inputs: Inputs) -> None:
        self.items = inputs.items
        self.confidential = inputs.confidential
        self.open: dict[int, tuple[int, ...]] = {}

    def hides(self, row: Reason) -> bool:
        """Return whether a reason rests on what its reader keeps to itself."""
        return row.kind == "wish" or bool({row.seek, row.offer} & self.confidential)

    def rows(
        self, line: "Line", reader: int, other: int, *, is_own: bool
    ) -> Iterator[Reason]:
        """Return the rows of a line; `is_own` where the reader's confidential items were counted."""
        mine = self.items[reader] if is_own else self._open(reader)
        theirs = self._open(other)
        gains = GAINS if reader < other else GAINS_TURNED
        for kind, strength, gain, cited, others, terms, _value in line.reasons:
            first = mine[cited[0]] if cited else None
            second = theirs[others[0]] if others else None
            kind, first, second = _normal(kind, first, second)
            yield Reason(kind, strength, gains[gain], first, second, _joined(terms))

    def _open(self, registration: int) -> tuple[int, ...]:
        known = self.open.get(registration)
        if known is None:
            ids = self.items[registration]
            known = tuple(pk for pk in ids if pk not in self.confidential)
            self.open[registration] = known
        return known


def _normal(
    kind: str, mine: int | None, theirs: int | None
) -> tuple[str, int | None, int | None]:
    """Return a reason without its reader: the need first, or the smaller id where both stand in one role."""
    if kind == "offer_seek":
        return "seek_offer", theirs, mine
    if kind in ("shared_field", "similar_text"):
        return kind, None, None
    if kind == "shared_aim" and mine and theirs and theirs < mine:
        return kind, theirs, mine
    return kind, mine, theirs


@lru_cache(maxsize=65536)
def _joined(terms: tuple[tuple[str, str], ...]) -> str:
    words = ""
    for facet, term in terms:
        word = f"{facet}:{term}"
        if "|" not in word and len(words) + len(word) < LONGEST_TERMS:
            words = f"{words}|{word}" if words else word
    return words
