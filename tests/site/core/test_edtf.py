"""Dates as exact as a source gives them."""

from datetime import date
from time import struct_time

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from edtf import EDTFParseException, parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from madang.site.core.edtf import (
    Span,
    check_edtf,
    in_words,
    is_duration,
    lasting_in_words,
    span,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2018-04-12", date(2018, 4, 12), date(2018, 4, 12), "12 April 2018"),
        ("2018-23", date(2018, 9, 1), date(2018, 11, 30), "autumn 2018"),
        ("../2018-09-03", None, date(2018, 9, 3), "until 3 September 2018"),
        ("2023/2025", date(2023, 1, 1), date(2025, 12, 31), "between 2023 and 2025"),
        ("2024-11-24/2024-11-30", date(2024, 11, 24), date(2024, 11, 30), "24–30 November 2024"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023"),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), "the 2010s"),
        ("2023~", date(2023, 1, 1), date(2023, 12, 31), "about 2023"),
        ("/2020", None, date(2020, 12, 31), "until 2020"),
        ("2020/..", date(2020, 1, 1), None, "since 2020"),
        ("", None, None, "date not stated"),
    ],
)  # fmt: skip
def test_a_date_has_a_first_and_last_day_and_words(
    text: str, first: date | None, last: date | None, words: str
) -> None:
    assert span(text) == Span(first, last)
    with translation.override("en"):
        assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018/2022", "2018 to 2022"),
        ("2024-11-30/2024-12-02", "30 November 2024 to 2 December 2024"),
        ("2024-11-24/2024-11-30", "24–30 November 2024"),
        ("2018/..", "since 2018"),
        ("../2022", "until 2022"),
        ("2018~/2022", "about 2018 to 2022"),
        ("2018", "2018"),
        ("", "date not stated"),
    ],
)
def test_what_lasted_is_not_between_two_dates(text: str, words: str) -> None:
    with translation.override("en"):
        assert lasting_in_words(text) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "13–14 October 2026"),
        ("ko", "2026년 10월 13–14일"),
        ("lv", "2026. gada 13.–14. oktobris"),
    ],
)
def test_days_of_a_month_stand_as_each_language_writes_them(
    language: str, words: str
) -> None:
    with translation.override(language):
        assert in_words("2026-10-13/2026-10-14") == words


@pytest.mark.parametrize("text", ["x", "2024-13", "2024-02-30", "P10Y", "24 May 2024"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        check_edtf(text)


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError):
        check_edtf("2023/2021")


def test_a_span_covers_its_days() -> None:
    assert span("2018-23").covers(date(2018, 9, 1)) is True
    assert span("2018-23").covers(date(2018, 12, 1)) is False
    assert span("2020/..").covers(date(2099, 1, 1)) is True


def test_a_length_is_no_date() -> None:
    assert is_duration("P10Y") is True
    assert is_duration("2010") is False


def read_by_the_library(text: str) -> tuple[struct_time, struct_time] | None:
    try:
        read = parse_edtf(text)
    except EDTFParseException:
        return None
    return read.lower_strict(), read.upper_strict()


PLAIN = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from([4, 7, 10]),
)


@given(text=st.one_of(PLAIN, st.builds("{}/{}".format, PLAIN, PLAIN)))
@example(text="2024-02")
@example(text="1900-02/2024-06-30")
@example(text="2024-06/1900-02")
def test_plain_dates_are_read_as_the_library_reads_them(text: str) -> None:
    read = read_by_the_library(text)
    assert read is not None
    found = span(text)
    assert found.first is not None
    assert found.last is not None
    assert found.first.timetuple()[:3] == read[0][:3]
    assert found.last.timetuple()[:3] == read[1][:3]


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "2024-00", "2024/2025/2026"])
def test_what_no_calendar_knows_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        span(text)
