"""Rules of odd figures, each raised by made-up rows in words of their own and silent where nothing is odd."""

import pytest

from madang.site.landscape.rules.oddities import oddities_of_figures
from madang.site.ledger.rules.oddities import Oddity
from tests.site.landscape.made_up_figures import (
    BILLION,
    MILLION,
    everything,
    figure,
    organisation,
    source,
)

pytestmark = pytest.mark.django_db
PAIR = {"geography": "EE", "counterpart": "KR"}
MARKET = {"geography": "EE", "sector": "implants", "unit": "EUR", "scale": BILLION, "decimals": 1}  # fmt: skip
RATE = {"geography": "EE", "sector": "implants", "decimals": 1, "base_period": "2013"}


def raised() -> list[str]:
    return [each.rule for each in oddities_of_figures(everything())]


def the(rule: str) -> Oddity:
    (each,) = [row for row in oddities_of_figures(everything()) if row.rule == rule]
    return each


def market(rate: str) -> None:
    figure("implants market size", "level", "3600000000", period="2014", **MARKET)
    figure("implants market size", "level", "6200000000", period="2019", **MARKET)
    figure("implants market growth", "growth_rate", rate, period="2014", **RATE)


def test_another_pace() -> None:
    market("7.4")
    assert raised() == ["another_pace"]
    assert the("another_pace").sentence == (
        "7.4% a year is stated; the two figures imply 11.00% to 11.98% a year. The pace would have to change."
    )
    assert len(the("another_pace").rows) == 3


def test_the_same_pace_is_not_odd() -> None:
    market("11.5")
    assert raised() == []


def test_growth_of_what_and_swapped_digits() -> None:
    figure("jobs rise", "growth_rate", "3.4", geography="EE", period="2016", decimals=1)
    figure("sales rise", "growth_rate", "4.3", geography="EE", period="2016", decimals=1, base_period="2015")  # fmt: skip
    figure("rents rise", "growth_rate", "3.5", geography="EE", period="2016", decimals=1, base_period="2015")  # fmt: skip
    assert raised() == ["growth_of_what", "swapped_digits"]


def test_to_or_by_until_the_definition_says_which() -> None:
    figure("shipments, times over", "multiple", "5", unit="times", period="P10Y", **PAIR)  # fmt: skip
    figure("voyages, times over", "multiple", "3", unit="times", period="P10Y", definition="to three times", **PAIR)  # fmt: skip
    assert raised() == ["to_or_by"]
    assert the("to_or_by").sentence == (
        "5 times as much, or 5 times more, which is 6 times as much: the source can be read both ways."
    )


def test_an_earlier_figure_elsewhere_that_does_not_fit() -> None:
    figure("commerce", "level", "130000000", unit="EUR", scale=MILLION, period="2024", **PAIR)  # fmt: skip
    figure("commerce multiple", "multiple", "5", unit="times", period="P10Y", definition="to", **PAIR)  # fmt: skip
    figure("commerce", "level", "105000000", unit="USD", scale=MILLION, period="2010", told_in="herald", **PAIR)  # fmt: skip
    assert raised() == ["does_not_fit"]


def test_an_earlier_figure_that_fits() -> None:
    figure("commerce", "level", "130000000", unit="EUR", scale=MILLION, period="2024", **PAIR)  # fmt: skip
    figure("commerce multiple", "multiple", "5", unit="times", period="P10Y", definition="to", **PAIR)  # fmt: skip
    figure("commerce", "level", "30000000", unit="USD", scale=MILLION, period="2014", told_in="herald", **PAIR)  # fmt: skip
    assert raised() == []


def test_two_sources_with_two_figures() -> None:
    facts = {"unit": "persons", "geography": "EE", "period": "2020"}
    figure("nurses", "level", "1200", **facts)
    figure("nurses", "level", "1300", told_in="herald", **facts)
    assert raised() == ["stated_differently"]
    assert the("stated_differently").kind == "contradiction"


def test_shares() -> None:
    figure("slice of the trade", "share", "17", geography="EE", period="2014")
    figure("of earnings put into research", "share", "65", geography="EE", of="yearly earnings")  # fmt: skip
    assert raised() == ["share_of_what", "share_without_year", "implausible_share"]


def test_a_lead_within_rounding_and_two_ways_of_counting() -> None:
    place = {"geography": "EE", "period": "2016"}
    for sector, share in (("care", "19.2"), ("mining", "19.1"), ("farming", "4.0")):
        figure("part of all jobs", "share", share, decimals=1, sector=sector, of="all jobs", **place)  # fmt: skip
    figure("jobs in care", "level", "321500", unit="persons (full-time)", sector="care", **place)  # fmt: skip
    assert raised() == ["lead_within_rounding", "bases_differ"]
    assert the("lead_within_rounding").sentence == (
        "19.2% is ahead of 19.1%; after rounding the lead is anywhere from 0.0 to 0.2 points."
    )


def test_a_rank_called_a_share_once_an_indicator() -> None:
    for year, place in (("2019", "8"), ("2020", "6")):
        figure("place in the world", "rank", place, unit="rank", geography="EE", period=year, said=f"its portion: proportion, place {place}")  # fmt: skip
    figure("place in Europe", "rank", "3", unit="rank", geography="EE", period="2020")
    assert raised() == ["rank_called_share"]


def test_single_statements() -> None:
    figure("turnover of exports", "level", "240", unit="EUR", period="2023")
    figure("posts", "change", "400", unit="posts", period="2016", modality="ambiguous")
    figure("elders", "level", "350", unit="persons", period="2030", cited_source=organisation("Census Office"))  # fmt: skip
    figure("beds", "level", "90", unit="beds")
    assert raised() == ["two_measures_in_one", "ambiguous", "second_hand", "year_not_stated"]  # fmt: skip


def test_whoever_is_cited_and_read_is_not_second_hand() -> None:
    source("census", publisher="Census Office")
    figure("elders", "level", "350", unit="persons", period="2030", cited_source=organisation("Census Office"), told_in="census")  # fmt: skip
    assert raised() == []


def test_a_clean_set_raises_nothing() -> None:
    figure("implants market size", "level", "100", period="2014", geography="EE", unit="EUR")  # fmt: skip
    figure("implants market size", "level", "121", period="2016", geography="EE", unit="EUR")  # fmt: skip
    figure("implants market growth", "growth_rate", "10.0", decimals=1, period="2014", base_period="2013", geography="EE")  # fmt: skip
    figure("of all exports", "share", "27", geography="EE", period="2023", of="all exports of goods")  # fmt: skip
    figure("part of all exports", "share", "29", geography="EE", period="2023", of="all exports of goods")  # fmt: skip
    figure("place in the world", "rank", "4", unit="rank", geography="EE", period="2023")  # fmt: skip
    figure("guests", "count", "600", unit="persons", period="2024")
    assert raised() == []
