"""One cell → one value: marks, numbers, names, lists and half-days, English and Korean."""

from datetime import date, datetime

import pytest

from madang.site.survey.reading import cells, lists
from madang.site.survey.reading.facilities import covers, read_hours
from madang.site.survey.reading.halves import HalfDay, half_day
from madang.site.survey.reading.names import country_code, language_code
from madang.site.survey.reading.workbook import Sheet

DAYS = [date(2026, 11, 18), date(2026, 11, 19)]


@pytest.mark.parametrize(
    "mark",
    [
        "Y",
        "yes",
        "✓",
        "1",
        1.0,
        "예",
        "O",
        "o",
        "TRUE",
        True,
        "참석",
        "○",
        "가능",
        "yes, please",
    ],
)
def test_yes_in_many_ways(mark: object) -> None:
    assert cells.yes_or_no(mark) is True  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "mark",
    [
        "N",
        "no",
        "✗",
        "0",
        0.0,
        "아니오",
        "X",
        "x",
        "FALSE",
        False,
        "불참",
        "-",
        "불가능",
    ],
)
def test_no_in_many_ways(mark: object) -> None:
    assert cells.yes_or_no(mark) is False  # type: ignore[arg-type]


@pytest.mark.parametrize("mark", [None, "", "perhaps", "n/a", "?"])
def test_neither_yes_nor_no(mark: object) -> None:
    assert cells.yes_or_no(mark) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "value", "remark", "expected"),
    [
        (12.0, 12, "", ""),
        ("12", 12, "", ""),
        ("12명", 12, "", ""),
        ("12 meetings", 12, "", ""),
        ("10-12", 12, "read as 12, the largest of the range", ""),
        ("about 8", 8, "read as 8", ""),
        ("no limit", None, "", ""),
        ("제한 없음", None, "", ""),
        ("", None, "", ""),
        ("n/a", None, "", ""),
        ("many", None, "", "a whole number"),
        ("-3", None, "", "a whole number"),
        ("99999999", None, "", "a whole number"),
    ],
)
def test_numbers(cell: object, value: int | None, remark: str, expected: str) -> None:
    assert cells.number(cell) == cells.Value(value, remark, expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korea, Republic of", "KR"),
        ("South Korea", "KR"),
        ("대한민국", "KR"),
        ("한국", "KR"),
        ("KOR", "KR"),
        ("kr", "KR"),
        ("USA", "US"),
        ("United States", "US"),
        ("미국", "US"),
        ("UK", "GB"),
        ("The Netherlands", "NL"),
        ("Viet Nam", "VN"),
        ("라트비아", "LV"),
        ("Türkiye", "TR"),
        ("Atlantis", ""),
    ],
)
def test_countries_by_name_and_code(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("cell", "codes", "is_whole"),
    [
        ("Korea, Republic of; United States", ["KR", "US"], True),
        ("Korea, Republic of, Latvia", ["KR", "LV"], False),
        ("France/Germany", ["FR", "DE"], True),
        ("독일, 프랑스", ["DE", "FR"], True),
        ("Latvia and Estonia", ["LV", "EE"], True),
        ("Bosnia and Herzegovina", ["BA"], True),
        ("any", [], True),
        ("Canada; Elsewhere", ["CA"], False),
    ],
)
def test_lists_of_countries(cell: str, codes: list[str], is_whole: bool) -> None:
    found = cells.countries(cell)
    assert (found.value, found.expected == "") == (codes, is_whole)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korean", "ko"),
        ("한국어", "ko"),
        ("中文", "zh"),
        ("Mandarin", "zh"),
        ("EN", "en"),
        ("영어", "en"),
        ("Latvian", "lv"),
        ("Klingonese", ""),
    ],
)
def test_languages_by_name_and_code(name: str, code: str) -> None:
    assert language_code(name) == code


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("Korean-English", [("en", "ko")]),
        ("한국어↔영어", [("en", "ko")]),
        ("Latvian / English", [("en", "lv")]),
        ("Korean-English; Korean-Japanese", [("en", "ko"), ("ja", "ko")]),
        ("Korean", []),
        ("Korean-Elvish", []),
    ],
)
def test_pairs_of_languages(cell: str, pairs: list[tuple[str, str]]) -> None:
    assert cells.pairs(cell).value == pairs


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("COVID-19; Tinnitus; Hypertension", ["COVID-19", "Tinnitus", "Hypertension"]),
        ("Lymphoma, B-Cell\nLymphoma", ["Lymphoma, B-Cell", "Lymphoma"]),
        ("a, b, c", ["a", "b", "c"]),
        ("• a • b", ["a", "b"]),
        ("- a\n- b", ["a", "b"]),
        ("1. a\n2) b", ["a", "b"]),
        ("Academic / hospital", ["Academic", "hospital"]),
        ("한 가지", ["한 가지"]),
        ("n/a", []),
    ],
)
def test_lists_with_several_separators(cell: str, found: list[str]) -> None:
    assert lists.pieces(cell) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("- Process for A\n- Process for B", ["Process for A", "Process for B"]),
        ("sponsors for lymphoma; leukaemia", ["sponsors for lymphoma; leukaemia"]),
        ("Licence of A; Supply of B", ["Licence of A", "Supply of B"]),
        ("백신 공정; 항체 생산", ["백신 공정", "항체 생산"]),
        ("-", []),
    ],
)
def test_statements(cell: str, found: list[str]) -> None:
    assert lists.statements(cell) == found


@pytest.mark.parametrize(
    ("cell", "audiences"),
    [
        ("organiser only", ()),
        ("Organizers only", ()),
        ("비공개", ()),
        ("No", ()),
        ("matched organisations only", ("matched",)),
        ("매칭된 기관", ("matched",)),
        ("all participants", ("matched", "participants")),
        ("전체 참가자", ("matched", "participants")),
        ("동의", ("matched", "participants")),
        ("동의하지 않음", ()),
        ("not with all participants", ()),
        ("public", ("matched", "participants", "public")),
        ("perhaps", ()),
        ("", ()),
    ],
)
def test_consent_is_read_narrowly(cell: str, audiences: tuple[str, ...]) -> None:
    assert lists.audiences(cell).value == audiences


@pytest.mark.parametrize(
    ("cell", "day", "half"),
    [
        ("2026-11-18 AM", date(2026, 11, 18), "am"),
        ("2026.11.19 오후", date(2026, 11, 19), "pm"),
        ("18 Nov morning", date(2026, 11, 18), "am"),
        ("Nov 19 (Thu) p.m.", date(2026, 11, 19), "pm"),
        ("11월 18일 오전", date(2026, 11, 18), "am"),
        ("11/19 PM", date(2026, 11, 19), "pm"),
        ("18/11 PM", date(2026, 11, 18), "pm"),
        ("Day 2 AM", date(2026, 11, 19), "am"),
        ("1일차 오후", date(2026, 11, 18), "pm"),
        ("18 November 2026", date(2026, 11, 18), "day"),
        (datetime.fromisoformat("2026-11-18"), date(2026, 11, 18), "day"),
    ],
)
def test_half_days(cell: str, day: date, half: str) -> None:
    assert half_day(cell, days=DAYS) == HalfDay(day, half)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        None,
        "AM",
        "Max. meetings",
        "Organisation",
        "What we bring in 2026",
        "Phase 2",
        "2026-13-45 AM",
    ],
)
def test_no_half_day(cell: object) -> None:
    assert half_day(cell, days=DAYS) is None  # type: ignore[arg-type]


def test_a_half_day_without_a_day_means_every_day() -> None:
    assert covers(HalfDay(None, "am"), DAYS[0], "am") is True
    assert covers(HalfDay(None, "am"), DAYS[0], "pm") is False
    assert covers(HalfDay(DAYS[0], "day"), DAYS[0], "pm") is True
    assert covers(HalfDay(DAYS[0], "day"), DAYS[1], "pm") is False


def test_hours_of_a_title_row() -> None:
    rows = [
        ["Survey"],
        ["slots of 25 minutes from 09:30 to 12:30 and 13:30 to 17:30, Asia/Seoul"],
        ["Organisation", "Seeks"],
    ]
    hours = read_hours(Sheet("S", rows), 2)
    assert hours is not None
    assert (hours.minutes, hours.stretches, hours.zone, hours.pause) == (
        25,
        [("09:30", "12:30"), ("13:30", "17:30")],
        "Asia/Seoul",
        0,
    )
    korean = read_hours(
        Sheet("S", [["상담 30분, 10:00~12:00, 13:00~17:00, 휴식 5분"], []]), 1
    )
    assert korean is not None
    assert (korean.minutes, korean.stretches, korean.zone) == (
        30,
        [("10:00", "12:00"), ("13:00", "17:00")],
        "",
    )
    assert read_hours(Sheet("S", [["Meetings take 25 minutes"], []]), 1) is None
