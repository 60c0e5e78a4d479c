"""One organisation's list against what everybody else says, after its answer changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from madang.site.matching.bridge.field import (
    LISTED,
    Field,
    is_private,
    known_lines,
    open_side,
)
from madang.site.matching.bridge.pairs import PairRow, list_of, pair_rows
from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.queries.pairs import pair

if TYPE_CHECKING:
    from madang.engine.match.ranking import Ranked
    from madang.engine.match.shares import Shares


@dataclass(frozen=True)
class OwnList:
    """The pairs of one organisation: its list in order, and every pair of it that is still one."""

    order: list[int]
    rows: dict[int, PairRow]


@dataclass(frozen=True)
class Standing:
    """How a reader stands among the lists of others.

    `shown` counts, of some registrations, the others' lists in which each stands, without lists that rest on confidential
    items; `listed_by` are those on whose lists the reader stands, `buyers` the hosted buyers whom its list showed so far.
    """

    shown: Callable[[Collection[int]], Mapping[int, int]]
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
    grounds = {int(line.id) for line in now.ranking.lines(reader)}
    buyers = [pk for pk in standing.buyers if pk in grounds]
    order = list_of(now, _shares(now, reader, standing), reader, buyers)
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


def _shares(field: Field, reader: int, standing: Standing) -> "Shares":
    """Return the reader's part of the lists by the room that others' lists leave, from what all may see."""
    from madang.engine.match.shares import SHOWN_AN_HOUR, Shares, circle

    free = field.inputs.free
    most = {pk: SHOWN_AN_HOUR * hours for pk, hours in free.items()}
    lines = field.ranking.lines(reader)
    own = field.own.lines(reader) if reader in field.own.kept else []
    shown = standing.shown({int(line.id) for line in (*lines, *own)})
    places = {pk: max(0, most[pk] - shown.get(pk, 0)) for pk in most}

    def worth(line: "Ranked") -> float:
        other = int(line.id)
        return line.score * places.get(other, 0) / max(1, most.get(other, 1))

    best = sorted((line for line in lines if worth(line) > 0), key=lambda n: -worth(n))
    return Shares(
        {reader: [line.id for line in best[:LISTED]]},
        dict(most.items()),
        dict(places.items()),
        dict(circle(list({*free, reader}), field.seed).items()),
    )
