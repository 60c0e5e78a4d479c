"""A term that the text seems to name and nobody has confirmed counts half."""

from dataclasses import replace

import pytest

from madang.engine.match.market import prepare
from madang.engine.match.profile import Item, Profile
from madang.engine.match.reader import reader_of
from madang.engine.match.run import suggest
from madang.engine.match.tables import FACETS
from madang.engine.match.weights import Weights

ONCOLOGY = {"field": frozenset({"oncology"})}
LICENCE = {"deal": frozenset({"licence"})}


def profiles(asked: Item) -> tuple[Profile, ...]:
    offered = Item("offer", "Phase 2 assets", {**LICENCE, **ONCOLOGY})
    return (
        Profile(1, items=(asked,)),
        Profile(2, items=(offered,)),
        Profile(3, items=(Item("offer", "Trial sites", {}),)),
    )


def level(asked: Item, facet: str) -> float:
    """How far the ask of profile 1 and the answer of profile 2 meet in a facet, before it is weighed."""
    market = prepare(profiles(asked), Weights())
    reader = reader_of(market, profiles(asked)[0])
    column = FACETS.index(facet)
    code = market.others.answers.code[market.others.answers.first[1], column]
    return float(reader.card.asks.level[0, code])


@pytest.mark.parametrize(
    ("facet", "terms"), [("field", ONCOLOGY), ("deal", LICENCE)], ids=["field", "deal"]
)
def test_an_unconfirmed_term_has_half_the_effect_of_a_confirmed_one(
    facet: str, terms: dict[str, frozenset[str]]
) -> None:
    asked = Item("seek", "Assets for our pipeline")
    without = level(asked, facet)
    half = level(replace(asked, unconfirmed=terms), facet)
    whole = level(replace(asked, facets=terms), facet)
    assert without == 0.0 < half < whole == 1.0
    assert half - without == pytest.approx(whole - half)


def test_a_confirmed_term_is_not_weakened_by_an_unconfirmed_one() -> None:
    asked = Item("seek", "Assets", ONCOLOGY)
    more = replace(asked, unconfirmed={"field": frozenset({"rare_disease"})})
    assert level(more, "field") == level(asked, "field") == 1.0


def test_confirming_lifts_the_score_and_a_wrong_proposal_lowers_it_less() -> None:
    asked = Item("seek", "Phase 2 assets for our pipeline")

    def score(item: Item) -> int:
        lines = {line.id: line.score for line in suggest(profiles(item))[1]}
        return lines.get(2, 0)

    assert score(replace(asked, unconfirmed=ONCOLOGY)) < score(
        replace(asked, facets=ONCOLOGY)
    )
    wrong = {"field": frozenset({"psychiatry"})}
    assert score(replace(asked, facets=wrong)) < score(
        replace(asked, unconfirmed=wrong)
    )
