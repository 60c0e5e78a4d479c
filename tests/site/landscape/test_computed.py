"""Which figures follow from stated ones, with literal results; and when nothing is computed."""

import pytest

from madang.site.landscape.rules.computed import Computed, computed_from
from tests.site.landscape.made_up_figures import BILLION, MILLION, everything, figure

pytestmark = pytest.mark.django_db
MARKET = {"geography": "EE", "sector": "implants", "unit": "EUR"}


def found() -> dict[str, str]:
    return {each.kind: f"{each.result.value:,.{each.decimals}f}" for each in computed_from(everything())}  # fmt: skip


def only(kind: str) -> Computed:
    (each,) = [row for row in computed_from(everything()) if row.kind == kind]
    return each


def market() -> None:
    figure("implants market size", "level", "3600000000", decimals=1, scale=BILLION, period="2014", **MARKET)  # fmt: skip
    figure("implants market size", "level", "6250000000", decimals=2, scale=BILLION, period="2019", modality="forecast", **MARKET)  # fmt: skip
    figure("implants market growth", "growth_rate", "7.4", decimals=1, period="2014", base_period="2013", geography="EE", sector="implants")  # fmt: skip


def test_a_market_its_growth_and_its_forecast() -> None:
    market()
    assert found() == {
        "growth": "11.66",
        "before_growth": "3,351,955,307",
        "grown_by": "248,044,693",
        "carried_on": "5,144,271,811",
    }
    pace = only("growth")
    assert (f"{pace.result.low:.2f}", f"{pace.result.high:.2f}") == ("11.34", "12.00")
    assert pace.years == 5


def test_two_figures_for_one_year_break_the_series() -> None:
    market()
    figure("implants market size", "level", "4000000000", decimals=1, scale=BILLION, period="2014", told_in="herald", **MARKET)  # fmt: skip
    assert found() == {}


def test_partners_and_what_they_leave() -> None:
    for code, share in (("FI", "17"), ("SE", "44")):
        figure("partner share", "share", share, geography="EE", counterpart=code, period="2014", sector="implants")  # fmt: skip
    assert found() == {"share_left": "39", "share_ratio": "2.59"}


def test_a_share_of_nothing_stated_is_never_multiplied() -> None:
    market()
    figure("implants import share", "share", "17", geography="EE", period="2014", sector="implants")  # fmt: skip
    assert {"whole", "part"} & set(found()) == set()


def test_work_and_its_shares() -> None:
    place = {"geography": "EE", "period": "2016"}
    figure("nurses and doctors at work, jobs", "level", "321500", unit="persons (full-time)", sector="care", **place)  # fmt: skip
    figure("rise of jobs", "growth_rate", "3.4", decimals=1, sector="care", **place)
    for sector, share in (("care", "19.2"), ("mining", "19.1")):
        figure("part of all jobs", "share", share, decimals=1, sector=sector, of="all jobs", **place)  # fmt: skip
    whole = only("whole").result
    assert found() == {
        "before_growth": "310,928",
        "grown_by": "10,572",
        "whole": "1,674,479",
        "part": "319,826",
        "ahead_by": "1,674",
    }
    assert (f"{whole.low:,.0f}", f"{whole.high:,.0f}") == ("1,670,130", "1,678,851")


def test_a_change_and_its_rate() -> None:
    place = {"geography": "EE", "period": "2016", "sector": "implants"}
    figure("posts created", "change", "400", unit="posts", qualifier="around", **place)
    figure("employment rise", "growth_rate", "11.3", decimals=1, **place)
    assert found() == {"before_change": "3,540", "after_change": "3,940"}


def test_both_readings_of_a_multiple() -> None:
    pair = {"geography": "EE", "counterpart": "KR"}
    figure("trade of the two", "level", "130000000", unit="EUR", scale=MILLION, **pair)
    figure("trade of the two, times over", "multiple", "5", unit="times", period="P10Y", **pair)  # fmt: skip
    assert found() == {
        "before_to": "26,000,000",
        "pace_to": "17.46",
        "before_by": "21,666,667",
        "pace_by": "19.62",
    }


def test_a_multiple_of_another_source_is_not_applied() -> None:
    pair = {"geography": "EE", "counterpart": "KR"}
    figure("trade of the two", "level", "130000000", unit="EUR", scale=MILLION, **pair)
    figure("trade of the two, times over", "multiple", "5", unit="times", period="P10Y", told_in="herald", **pair)  # fmt: skip
    assert found() == {}


def test_a_share_of_a_figure_with_two_measures_holds_only_if() -> None:
    place = {"geography": "EE", "period": "2023", "sector": "remedies"}
    figure("turnover of exports", "level", "240000000", unit="EUR", scale=MILLION, **place)  # fmt: skip
    figure("part of the exports", "share", "27", of="exports of all chemistry", **place)
    whole = only("whole")
    assert (f"{whole.result.value:,.0f}", whole.only_if) == ("888,888,889", True)


def test_ranks_and_countries() -> None:
    for year, rank in (("2019", "8"), ("2020", "6")):
        figure("place among trial countries", "rank", rank, unit="rank", geography="EE", period=year)  # fmt: skip
    figure("guests", "count", "600", unit="persons", period="2024")
    figure("where they came from", "count", "31", unit="countries", period="2024")
    assert found() == {"places_gained": "2", "per_country": "19.4"}
