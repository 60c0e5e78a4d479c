"""One organisation's list against what everybody else says, after its answer changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from madang.site.matching.bridge.field import (
    LISTED,
    Field,
    is_private,
    known_lines,
    open_side,
)
from madang.site.matching.bridge.hosted import filled, seated
from madang.site.matching.bridge.lists import with_lifted
from madang.site.matching.bridge.pairs import PairRow, pair_rows
from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.queries.pairs import pair

if TYPE_CHECKING:
    from madang.engine.match.ranking import Ranked


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


def own_list(
    field: Field, me: Inputs, standing: Standing, hiding: frozenset[int]
) -> OwnList:
    """Return a reader's new list and its pairs.

    `field` is everybody as of the last matching, `me` the reader's inputs as they are now, `hiding` those who list the
    reader for something that nobody else knows: their pairs stay.
    """
    from madang.engine.match.ranking import Ranking, best_of

    profile = me.profiles[0]
    reader = int(profile.id)
    market, most = field.market, len(field.market.profiles)
    public = best_of(market, open_side(profile), top=most, seed=field.seed)
    own = {profile.id: best_of(market, profile, top=most, seed=field.seed)}
    now = replace(field, inputs=_together(field.inputs, me))
    # What is prepared of everybody stays; of the reader the lists are those of its new answer.
    now.__dict__["ranking"] = now.judged(Ranking(market, {profile.id: public}))
    now.__dict__["own"] = now.judged(
        Ranking(market, own if is_private(profile) else {})
    )
    order = _order(now, reader, standing)
    grounds = {int(line.id) for line in now.ranking.lines(reader)}
    kept = sorted(standing.listed_by & (grounds | hiding))
    pairs = {
        pair(reader, other): {reader}
        for other in dict.fromkeys([*order, *kept])
        if other in now.inputs.items
    }
    rows = {
        row.right if row.left == reader else row.left: row
        for row in pair_rows(now, pairs, known_lines(now, pairs))
    }
    return OwnList([each for each in order if each in rows], rows)


def _together(everybody: Inputs, me: Inputs) -> Inputs:
    return replace(
        everybody,
        items=everybody.items | me.items,
        confidential=everybody.confidential | me.confidential,
        passed=everybody.passed | me.passed,
        hosted=everybody.hosted | me.hosted,
    )


def _order(field: Field, reader: int, standing: Standing) -> list[int]:
    from madang.engine.match.shares import SHOWN_AN_HOUR

    inputs, lines = field.inputs, field.ranking.lines(reader)
    room = {
        pk: max(0.0, 1 - standing.shown.get(pk, 0) / (SHOWN_AN_HOUR * hours))
        for pk, hours in inputs.free.items()
        if hours
    }

    def worth(line: "Ranked") -> float:
        return line.score * room.get(int(line.id), 0.0)

    best = sorted((line for line in lines if worth(line) > 0), key=lambda n: -worth(n))
    order = [int(line.id) for line in best[:LISTED]]
    if reader in field.own.kept:
        full = {int(line.id) for line in field.own.lines(reader)} - room.keys()
        full |= {pk for pk, left in room.items() if left <= 0}
        wishes = field.own.kept[reader].reader.profile.wishes
        known = {int(line.id): line.score for line in lines}
        order = with_lifted(order, field.own.lines(reader), known, full - wishes)
    if reader in inputs.hosted:
        order = filled(inputs, reader, order, [int(line.id) for line in lines])
    known_ids = {int(line.id) for line in lines}
    buyers = [pk for pk in standing.buyers if pk in known_ids]
    return seated(inputs, order, buyers)
