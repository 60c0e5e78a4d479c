"""Large figures as their readers count them: by thousands in English and Latvian, by ten thousands in Korean; axes and results too."""

from decimal import Decimal

import pytest
from django.utils import translation

from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.rules.computed import Computed
from madang.site.landscape.rules.intervals import exact
from madang.site.landscape.wording.charts import axis_unit, charts_of, series_of
from madang.site.landscape.wording.figures import number, result
from madang.site.landscape.wording.magnitudes import of_axis
from tests.site.landscape.made_up_figures import BILLION, MILLION, everything, figure


@pytest.mark.parametrize(
    ("value", "decimals", "scale", "english", "korean", "latvian"),
    [
        ("3600000000", 1, 10**9, "3.6 billion", "36억", "3,6 mljrd."),
        ("6250000000", 2, 10**9, "6.25 billion", "62.5억", "6,25 mljrd."),
        ("6000000000", 1, 10**9, "6.0 billion", "60억", "6,0 mljrd."),
        ("130000000", 0, 10**6, "130 million", "1.3억", "130 milj."),
        ("26000000", 0, 10**6, "26 million", "2,600만", "26 milj."),
        ("2400000000000", 1, 10**12, "2.4 trillion", "2.4조", "2,4 trilj."),
        ("321500", 1, 10**3, "321.5 thousand", "32.15만", "321,5 tūkst."),
        ("4000", 0, 10**3, "4 thousand", "4천", "4 tūkst."),
        ("321500", 0, 1, "321,500", "321,500", "321\u00a0500"),
        ("-130000000", 0, 10**6, "-130 million", "-1.3억", "-130 milj."),
    ],
)
def test_a_figure_is_counted_as_its_reader_counts(
    value: str, decimals: int, scale: int, english: str, korean: str, latvian: str
) -> None:
    row = Observation(value=Decimal(value), decimals=decimals, scale=scale)
    for language, expected in (("en", english), ("ko", korean), ("lv", latvian)):
        with translation.override(language):
            assert number(row) == expected


@pytest.mark.parametrize(
    ("value", "english", "korean"),
    [
        ("3351955307", "3,351,955,307 EUR", "33억 5195만 5307 EUR"),
        ("26000000", "26,000,000 EUR", "2600만 EUR"),
        ("-100000001", "-100,000,001 EUR", "-1억 1 EUR"),
        ("12345000000000000", "12,345,000,000,000,000 EUR", "12,345조 EUR"),
        ("9999", "9,999 EUR", "9,999 EUR"),
    ],
)
def test_a_result_is_written_to_its_last_digit(
    value: str, english: str, korean: str
) -> None:
    computed = Computed("whole", exact(Decimal(value)), "EUR", ())
    for language, expected in (("en", english), ("ko", korean)):
        with translation.override(language):
            assert result(computed) == expected


@pytest.mark.parametrize(
    ("most", "scale", "english", "korean", "latvian"),
    [
        ("6250000000", 10**9, "billion", "억", "mljrd."),
        ("130000000", 10**6, "million", "억", "milj."),
        ("9000000", 10**6, "million", "만", "milj."),
        ("130000000", 1, "million", "억", "milj."),
        ("321500", 1, "", "", ""),
    ],
)
def test_an_axis_counts_in_one_word(
    most: str, scale: int, english: str, korean: str, latvian: str
) -> None:
    for language, expected in (("en", english), ("ko", korean), ("lv", latvian)):
        with translation.override(language):
            assert of_axis(Decimal(most), scale).word == expected


@pytest.mark.django_db
def test_figures_of_several_scales_stand_on_one_axis() -> None:
    market = {"geography": "EE", "unit": "EUR"}
    figure("market", "level", "350000000", period="2014", scale=MILLION, **market)
    figure("market", "level", "3600000000", period="2019", scale=BILLION, decimals=1, **market)  # fmt: skip
    drawn = {}
    for language in ("en", "ko"):
        with translation.override(language):
            rows = everything()
            series = series_of(rows, {"EE": "Eesti"})
            scale = of_axis(Decimal(3600000000), BILLION)
            chart, _near = charts_of(series, [(2014, "2014"), (2019, "2019")], divisor=scale.divisor)  # fmt: skip
            drawn[language] = (
                axis_unit(rows),
                [label for _y, label in chart.ticks],
                [point.label for point in chart.points],
            )
    assert drawn == {
        "en": ("EUR, billion", ["0", "2", "4", "6"], ["0.35", "3.6"]),
        "ko": ("EUR, 억", ["0", "20", "40", "60"], ["3.5", "36"]),
    }


def test_the_unit_of_an_axis_is_in_the_language_of_its_reader() -> None:
    row = Observation(indicator=Indicator(unit="persons"), value=Decimal(200))
    with translation.override("ko"):
        assert axis_unit([row]) == "명"
