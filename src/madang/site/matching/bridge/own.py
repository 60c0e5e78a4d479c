"""One organisation's list made anew, while everybody else's stays.

Scores and reasons of its pairs are made from what both sides show; its own order also from what it keeps confidential.
Doors that are full by the lists of others, as far as those rest on what all may see, are not recommended to one more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from madang.site.matching.bridge.lists import CONSIDERED, LISTED
from madang.site.matching.bridge.pairs import (
    Matching,
    PairRow,
    by_id,
    without_confidential,
)
from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.bridge.weights import engine_weights
from madang.site.matching.queries.pairs import pair

if TYPE_CHECKING:
    from madang.engine.match.run import Suggestion as Line
    from madang.engine.match.shares import Shares


@dataclass(frozen=True)
class OwnList:
    """The pairs of one organisation: its list in order, and every pair of it that is still one."""

    order: list[int]
    rows: dict[int, PairRow]


@dataclass(frozen=True)
class Standing:
    """How a reader stands among the lists of others.

    `shown` has the number of others' lists in which each stands, without lists that rest on confidential items;
    `listed_by` are those on whose lists the reader stands, `buyers` the hosted buyers whom its list showed so far.
    """

    shown: Mapping[int, int]
    listed_by: set[int]
    buyers: list[int]


def own_list(inputs: Inputs, reader: int, standing: Standing) -> OwnList:
    """Return the reader's new list and its pairs; `reader` is one of the inputs' profiles."""
    from madang.engine.match.run import suggest_among

    weights = engine_weights(inputs.levels)
    everybody: set[int | str] = {each.id for each in inputs.profiles} - {reader}
    me: set[int | str] = {reader}
    among = dict.fromkeys(everybody, frozenset(me)) | {reader: frozenset(everybody)}
    own = by_id(suggest_among(inputs.profiles, among, weights=weights))
    public = own
    if inputs.confidential:
        visible = without_confidential(inputs)
        public = by_id(suggest_among(visible, among, weights=weights))
    readable = (
        (pk, line) for pk, line in own[reader].items() if inputs.may_read(reader, pk)
    )
    matching = Matching(
        inputs,
        own | {reader: dict(islice(readable, CONSIDERED))},
        public,
        _shares(inputs, public[reader], reader, standing.shown),
        {reader: _buyers(inputs, standing, reader, own[reader])},
    )
    order = matching.list_of(reader)
    # Of those on whose lists the reader stands, only pairs with grounds are left; what they keep confidential is one for them.
    kept = [
        pk
        for pk in sorted(standing.listed_by & own.keys())
        if reader in own[pk] or (pk, reader) in inputs.wishes
    ]
    rows = {
        other: matching.pair_row(*pair(reader, other))
        for other in dict.fromkeys([*order, *kept])
    }
    return OwnList(order, rows)


def _buyers(
    inputs: Inputs, standing: Standing, reader: int, lines: "dict[int, Line]"
) -> list[int]:
    return [pk for pk in standing.buyers if pk in lines and inputs.may_read(reader, pk)]


def _shares(
    inputs: Inputs, lines: "dict[int, Line]", reader: int, shown: Mapping[int, int]
) -> "Shares[int]":
    """Return the reader's part of the lists by the room that others' lists leave, from what all may see."""
    from madang.engine.match.shares import SHOWN_AN_HOUR, Shares, circle

    most = {pk: SHOWN_AN_HOUR * hours for pk, hours in inputs.free.items()}
    places = {pk: max(0, most[pk] - shown.get(pk, 0)) for pk in most}
    worth = {
        pk: line.score * places[pk] / max(1, most[pk])
        for pk, line in lines.items()
        if inputs.may_read(reader, pk)
    }
    best = sorted((pk for pk in worth if worth[pk] > 0), key=lambda pk: -worth[pk])
    return Shares(
        {reader: best[:LISTED]}, most, places, circle(inputs.free, inputs.seed)
    )
