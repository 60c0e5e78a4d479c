"""The engine's suggestions → rows.

The engine runs twice: once over everything, which puts each side's own list in order, and once over
what others may see, which gives the scores and the reasons that both sides read. So nothing
confidential changes a number, a word or a count that another organisation sees.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from madang.site.matching.bridge.hosted import filled, seated, seats_for
from madang.site.matching.bridge.lists import (
    LISTED,
    considered,
    order_of,
    pairs_of_lists,
    share,
    wished,
    with_floor,
)
from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.bridge.weights import engine_weights
from madang.site.matching.queries.pairs import pair

if TYPE_CHECKING:
    from madang.engine.match.profile import Profile
    from madang.engine.match.run import Suggestion as Line
    from madang.engine.match.shares import Shares

LONGEST_TERMS = 400


@dataclass(frozen=True)
class ReasonRow:
    """A reason as it is stored: whose gain, who may read it (None: both sides), the items, facet:term words."""

    kind: str
    strength: str
    gain_of: int
    reader: int | None = None
    seek: int | None = None
    offer: int | None = None
    terms: str = ""


@dataclass
class PairRow:
    """A pair as it is stored; gains and score from 0 to 1000, ranks from 1 or None."""

    left: int
    right: int
    score: int
    left_gain: int
    right_gain: int
    ranks: dict[int, int] = field(default_factory=dict)
    reasons: list[ReasonRow] = field(default_factory=list)


def match(inputs: Inputs) -> list[PairRow]:
    """Return the pairs of all lists with their scores, ranks and reasons, the best pair first."""
    return _prepared(inputs).pairs() if len(inputs.profiles) > 1 else []


def lists_of(inputs: Inputs) -> dict[int, list[int]]:
    """Return everybody's list alone: {reader: others in order}, as `match` would rank them."""
    return _prepared(inputs).lists() if len(inputs.profiles) > 1 else {}


def _prepared(inputs: Inputs) -> "Matching":
    from madang.engine.match.run import suggest, suggest_among

    weights, seed = engine_weights(inputs.levels), inputs.seed
    top = considered(inputs)
    open_profiles = without_confidential(inputs)
    known = by_id(suggest(open_profiles, top=top, weights=weights, seed=seed))
    shares = share(inputs, known)
    seats, shares = seats_for(inputs, known, shares)
    own = known
    if inputs.confidential:
        own = by_id(suggest(inputs.profiles, top=top, weights=weights, seed=seed))
    elif len(inputs.profiles) <= top:
        return Matching(inputs, known, known, shares, seats)
    among = pairs_of_lists(inputs, own, shares)
    for reader, buyers in seats.items():
        among[reader].update(buyers)
        for buyer in buyers:
            among[buyer].add(reader)
    public = by_id(suggest_among(open_profiles, among, weights=weights))
    return Matching(inputs, own, public, shares, seats)


def without_confidential(inputs: Inputs) -> "list[Profile]":
    """Return the profiles as others may see the effect of them."""
    return [
        replace(each, items=tuple(i for i in each.items if not i.confidential))
        for each in inputs.profiles
    ]


def by_id(lists: "dict[int | str, list[Line]]") -> "dict[int, dict[int, Line]]":
    """Return the engine's lists as {reader: {other: line}}, each in its order."""
    return {
        int(reader): {int(line.id): line for line in lines}
        for reader, lines in lists.items()
    }


@dataclass
class Matching:
    """The work between the engine's lists and the rows."""

    inputs: Inputs
    own: "dict[int, dict[int, Line]]"
    public: "dict[int, dict[int, Line]]"
    shares: "Shares[int]"
    seats: dict[int, list[int]] = field(default_factory=dict)

    def lists(self) -> dict[int, list[int]]:
        """Return everybody's list in order."""
        return {reader: self.list_of(reader) for reader in self.own}

    def list_of(self, reader: int) -> list[int]:
        """Return one reader's list in order."""
        lines = self.own, self.public
        seats = self.seats.get(reader, [])
        order = order_of(self.inputs, lines, self.shares, reader)
        order = filled(self.inputs, self.shares, reader, order, self.own[reader])
        order = seated(self.inputs, order, seats)
        kept = {*wished(self.inputs, self.own, reader), *self.inputs.hosted}
        order = with_floor(self.public[reader], order, kept)
        _tier, quota = self.inputs.hosted.get(reader, (0, 0))
        return order[: max(LISTED, quota)]

    def pairs(self) -> list[PairRow]:
        """Return every pair of any list, the best first."""
        rows: dict[tuple[int, int], PairRow] = {}
        for reader, order in self.lists().items():
            for rank, other in enumerate(order, 1):
                key = pair(reader, other)
                if key not in rows:
                    rows[key] = self.pair_row(*key)
                rows[key].ranks[reader] = rank
        return sorted(rows.values(), key=lambda row: (-row.score, row.left, row.right))

    def pair_row(self, left: int, right: int) -> PairRow:
        """Return a pair with score, gains and reasons, without ranks; the smaller id comes first."""
        lines = {
            reader: self.public[reader].get(other)
            for reader, other in ((left, right), (right, left))
        }
        one, two = lines[left], lines[right]
        scores = [line.score for line in (one, two) if line]
        row = PairRow(
            left=left,
            right=right,
            # What both sides read: a wish by name moves the wisher's list, never the number.
            score=max(scores, default=0),
            left_gain=one.interest if one else 0,
            right_gain=two.interest if two else 0,
        )
        row.reasons = list(dict.fromkeys(self._reasons(left, right)))
        return row

    def _reasons(self, left: int, right: int) -> Iterator[ReasonRow]:
        both = ((left, right), (right, left))
        for reader, other in both:
            if (reader, other) in self.inputs.wishes:
                yield ReasonRow("wish", "full", gain_of=reader, reader=reader)
        for reader, other in both:
            yield from self._rows(self.public, reader, other)
        for reader, other in both:
            for row in self._rows(self.own, reader, other):
                if {row.seek, row.offer} & self.inputs.confidential:
                    yield replace(row, reader=reader)

    def _rows(
        self, lists: "dict[int, dict[int, Line]]", reader: int, other: int
    ) -> Iterator[ReasonRow]:
        line = lists[reader].get(other)
        if line is None:
            return
        mine, theirs = self._ids(lists, reader), self._ids(lists, other)
        gains = {"mine": (reader,), "theirs": (other,), "both": (reader, other)}
        for each in line.reasons:
            first = mine[each.mine[0]] if each.mine else None
            second = theirs[each.theirs[0]] if each.theirs else None
            kind, first, second = _normal(each.kind, first, second)
            for gain in sorted(gains[each.gain]):
                yield ReasonRow(
                    kind,
                    each.strength,
                    gain_of=gain,
                    seek=first,
                    offer=second,
                    terms=_joined(each.terms),
                )

    def _ids(
        self, lists: "dict[int, dict[int, Line]]", registration: int
    ) -> tuple[int, ...]:
        """Return the items in the order of the profile that this engine run was given."""
        ids = self.inputs.items[registration]
        if lists is self.own:
            return ids
        return tuple(pk for pk in ids if pk not in self.inputs.confidential)


def _normal(
    kind: str, mine: int | None, theirs: int | None
) -> tuple[str, int | None, int | None]:
    """Return a reason without its reader: the need first, or the smaller id where both stand in one role."""
    if kind == "offer_seek":
        return "seek_offer", theirs, mine
    if kind == "shared_field":
        return kind, None, None
    if kind == "shared_aim" and mine and theirs and theirs < mine:
        return kind, theirs, mine
    return kind, mine, theirs


def _joined(terms: Iterable[tuple[str, str]]) -> str:
    words = ""
    for facet, term in terms:
        word = f"{facet}:{term}"
        if "|" not in word and len(words) + len(word) < LONGEST_TERMS:
            words = f"{words}|{word}" if words else word
    return words
