"""Figures: value, unit, qualifier, geography, period, denominator."""

import pytest

from madang.reader.figures import figures, number
from madang.reader.read import read

ROWS = [
    ("worth $2.5 million", [(2_500_000, "USD")]),
    ("worth US$180 million", [(180_000_000, "USD")]),
    ("worth 53.5 billion won", [(53_500_000_000, "KRW")]),
    ("worth EUR 3,600,000", [(3_600_000, "EUR")]),
    ("worth €1.2bn", [(1_200_000_000, "EUR")]),
    ("worth USD 2M", [(2_000_000, "USD")]),
    ("worth 12 Millionen Euro", [(12_000_000, "EUR")]),
    ("a range of $100–150 million", [(100_000_000, "USD")]),
    ("grew by 7.4 %", [(7.4, "percent")]),
    ("27 per cent of exports", [(27, "percent")]),
    ("Sixteen companies came", [(16, "count")]),
    ("394 formal business meetings", [(394, "count")]),
    ("5,000+ clinics", [(5000, "count")]),
    ("one of five fields", [(5, "count")]),
    ("240 million tests", [(240_000_000, "count")]),
    ("600 participants from 31 countries", [(600, "count"), (31, "count")]),
    ("ranked second", [(2, "rank")]),
    ("the fourth largest", [(4, "rank")]),
    ("increased five times", [(5, "multiple")]),
    ("trade doubled", [(2, "multiple")]),
    ("for an initial term of three years", [(3, "years")]),
    ("45 days", [(45, "days")]),
    ("a plant of 4,500 square metres", [(4500, "m2")]),
    ("394 meetings, against 240 a year earlier", [(394, "count"), (240, "count")]),
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
