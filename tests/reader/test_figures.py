"""Figures: value, unit, qualifier, geography, period, denominator."""

import pytest

from madang.reader.figures import figures, number
from madang.reader.read import read

ROWS = [
    ("worth $2.5 million", [(2_500_000, "USD")]),
    ("worth US$95 million", [(95_000_000, "USD")]),
    ("worth 8.5 billion won", [(8_500_000_000, "KRW")]),
    ("worth EUR 2,100,000", [(2_100_000, "EUR")]),
    ("worth €1.2bn", [(1_200_000_000, "EUR")]),
    ("worth USD 6M", [(6_000_000, "USD")]),
    ("worth 12 Millionen Euro", [(12_000_000, "EUR")]),
    ("a range of $20–30 million", [(20_000_000, "USD")]),
    ("fell by 3.1 %", [(3.1, "percent")]),
    ("18 per cent of roads", [(18, "percent")]),
    ("Eleven choirs came", [(11, "count")]),
    ("73 short public hearings", [(73, "count")]),
    ("3,000+ shops", [(3000, "count")]),
    ("one of nine rivers", [(9, "count")]),
    ("15 million masks", [(15_000_000, "count")]),
    ("85 students from 12 schools", [(85, "count"), (12, "count")]),
    ("ranked second", [(2, "rank")]),
    ("the fourth largest", [(4, "rank")]),
    ("increased seven times", [(7, "multiple")]),
    ("trade doubled", [(2, "multiple")]),
    ("for an initial term of three years", [(3, "years")]),
    ("60 days", [(60, "days")]),
    ("a plant of 4,500 square metres", [(4500, "m2")]),
    ("52 stands, against 31 a year earlier", [(52, "count"), (31, "count")]),
    ("120억원 규모", [(12_000_000_000, "KRW")]),
    ("50개국 700개사", [(50, "count"), (700, "count")]),
]


@pytest.mark.parametrize(("words", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_a_figure_is_read(words: str, wanted: list[tuple[float, str]]) -> None:
    assert [(each.value, each.unit) for each in figures(words)] == wanted


@pytest.mark.parametrize(
    "words", ["in 2019 companies", "two parts", "Form 6-K", "phase 3", "one reason"]
)
def test_what_counts_nothing_stays_out(words: str) -> None:
    assert figures(words) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("1,234.5", 1234.5), ("7,4", 7.4), ("12", 12), ("seven", 7), ("x", None)],
)
def test_numbers_of_both_habits(words: str, value: float | None) -> None:
    assert number(words) == value


def test_what_stands_around_a_figure() -> None:
    text = "In 2023 more than 40 percent of the exports of Latvia went to Korea. The fund has approximately $3 million."
    share, money = read(text).indicators
    assert (share.value, share.unit, share.period) == (40, "percent", "2023")
    assert (share.qualifier, share.geography) == ("more than", "LV")
    assert share.denominator == "exports of Latvia went to Korea"
    assert (money.value, money.qualifier) == (3_000_000, "about")


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("up to 40 patients", "up to"),
        ("over 40 patients", "more than"),
        ("at least 40 patients", "at least"),
        ("nearly 40 patients", "nearly"),
        ("an estimated 40 patients", "estimate"),
        ("about 40 patients", "about"),
        ("fewer than 40 patients", "fewer than"),
        ("it will cover 40 patients", "forecast"),
        ("it has 40 patients", "exact"),
    ],
)
def test_how_sure_a_figure_is(words: str, qualifier: str) -> None:
    (found,) = read(f"The study was in Latvia and {words}.").indicators
    assert found.qualifier == qualifier
