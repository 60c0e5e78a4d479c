"""What follows from stated figures: literal results with the intervals that rounding leaves."""

import random
from datetime import date
from decimal import Decimal

import pytest

from madang.site.core.edtf import span
from madang.site.landscape.rules import figures
from madang.site.landscape.rules.intervals import (
    Between,
    exact,
    minus,
    over,
    plus,
    power,
    rounded,
    times,
)

BILLION, MILLION = 10**9, 10**6


def shown(found: Between, places: str = "1") -> tuple[str, str, str]:
    return tuple(
        f"{each.quantize(Decimal(places)):,}"
        for each in (found.low, found.value, found.high)
    )  # type: ignore[return-value]


def test_growth_per_year() -> None:
    found = figures.growth_per_year(
        rounded("3600000000", decimals=1, scale=BILLION),
        rounded("6250000000", decimals=2, scale=BILLION),
        years=5,
    )
    assert shown(found, "0.01") == ("11.34", "11.66", "12.00")
    assert not found.holds(Decimal("7.45"))


def test_projection_and_what_was_before_growth() -> None:
    volume = rounded("3600000000", decimals=1, scale=BILLION)
    growth = rounded("7.4", decimals=1)
    assert shown(figures.projection(volume, growth, years=5))[1] == "5,144,271,811"
    assert shown(figures.before_growth(volume, growth))[1] == "3,351,955,307"
    people = figures.before_growth(exact(321500), rounded("3.4", decimals=1))
    assert shown(people)[1] == "310,928"
    assert shown(minus(exact(321500), people))[1] == "10,572"


def test_shares() -> None:
    left = figures.share_left([rounded(17), rounded(44)])
    assert shown(left) == ("38", "39", "40")
    assert shown(figures.ratio(rounded(44), rounded(17)), "0.01") == (
        "2.49",
        "2.59",
        "2.70",
    )
    whole = figures.whole_of(exact(321500), rounded("19.2", decimals=1))
    assert shown(whole) == ("1,670,130", "1,674,479", "1,678,851")
    core = figures.part_of(whole, rounded("19.1", decimals=1))
    assert shown(core)[1] == "319,826"
    assert shown(minus(exact(321500), core))[1] == "1,674"
    assert (
        shown(figures.whole_of(exact(400), rounded("11.3", decimals=1)))[1] == "3,540"
    )
    assert (
        shown(figures.whole_of(rounded(240 * MILLION, scale=MILLION), rounded(27)))[1]
        == "888,888,889"
    )


def test_both_readings_of_a_multiple() -> None:
    trade, five = rounded(130 * MILLION, scale=MILLION), rounded(5)
    to = figures.before_multiple(trade, five)
    by = figures.before_multiple(trade, five, grew_by=True)
    assert (shown(to)[1], shown(by)[1]) == ("26,000,000", "21,666,667")
    assert shown(figures.growth_per_year(to, trade, years=10), "0.01")[1] == "17.46"
    assert shown(figures.growth_per_year(by, trade, years=10), "0.01")[1] == "19.62"


def test_small_sums() -> None:
    assert figures.places_gained(exact(8), exact(6)) == exact(2)
    assert shown(figures.per_unit(exact(600), exact(31)), "0.1")[1] == "19.4"
    assert figures.total([exact(2), exact(4)]) == exact(6)
    assert figures.days_inclusive(date(2024, 11, 24), date(2024, 11, 30)) == 7
    with pytest.raises(ValueError, match="before the first"):
        figures.days_inclusive(date(2024, 11, 30), date(2024, 11, 24))


def test_months_between_dates_that_are_not_exact() -> None:
    summit = span("2022")
    assert figures.months_between(summit, span("2023-07")) == (7, 18)
    assert figures.months_between(summit, span("2023-10")) == (10, 21)
    assert figures.months_between(span("2023-07"), span("2022")) == (-18, -7)
    assert figures.months_between(span("../2018-09-03"), span("2019")) is None


def test_a_figure_within_its_rounding() -> None:
    assert rounded("3.6", decimals=1) == Between(
        Decimal("3.55"), Decimal("3.6"), Decimal("3.65")
    )
    assert rounded(130 * MILLION, scale=MILLION) == Between(
        Decimal(129_500_000), Decimal(130_000_000), Decimal(130_500_000)
    )
    assert rounded("19.2", decimals=1).touches(rounded("19.1", decimals=1))
    assert not rounded("19.3", decimals=1).touches(rounded("19.1", decimals=1))


def test_refusals() -> None:
    with pytest.raises(ValueError, match="divisor may be zero"):
        over(exact(1), rounded("0.3"))
    with pytest.raises(ValueError, match="base may be zero"):
        power(rounded("0.4"), Decimal(2))
    with pytest.raises(ValueError, match="at least a year"):
        figures.growth_per_year(exact(1), exact(2), years=0)


def test_the_interval_holds_the_truth_in_ten_thousand_random_cases() -> None:
    chance = random.Random(7)  # noqa: S311 - a seed, no secret
    for _ in range(10_000):
        decimals = chance.randrange(3)
        truths = [Decimal(chance.randrange(200_000, 90_000_000)) / 10**4 for _ in "ab"]
        stated = [
            rounded(round(truth, decimals), decimals=decimals) for truth in truths
        ]
        (a, b), (one, other), years = truths, stated, chance.randrange(1, 12)
        growth = ((b / a) ** (Decimal(1) / years) - 1) * 100
        assert plus(one, other).holds(a + b)
        assert minus(one, other).holds(a - b)
        assert times(one, other).holds(a * b)
        assert over(one, other).holds(a / b)
        assert figures.growth_per_year(one, other, years=years).holds(growth)
        assert figures.before_growth(one, other).holds(a / (1 + b / 100))
        assert figures.projection(one, other, years=2).holds(a * (1 + b / 100) ** 2)
