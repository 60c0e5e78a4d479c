"""Korean date expressions and what each means."""

from __future__ import annotations

import re
from datetime import timedelta

from madang.reader.date_words import (
    Anchor,
    calendar_day,
    day_text,
    month_text,
    months_text,
    week_text,
)

YEAR_WORDS = {"올해": 0, "금년": 0, "작년": -1, "지난해": -1, "내년": 1, "재작년": -2}
WEEK_WORDS = {"이번": 0, "지난": -1, "다음": 1, "오는": 1}
DAY_WORDS = {"오늘": 0, "어제": -1, "내일": 1}


def _full(match: re.Match[str], _anchor: Anchor) -> str | None:
    return calendar_day(match["year"], int(match["month"]), match["day"])


def _range(match: re.Match[str], anchor: Anchor) -> str | None:
    year = match["year"] or anchor.year
    if not year:
        return None
    first = calendar_day(year, int(match["month"]), match["day"])
    last = calendar_day(year, int(match["other"] or match["month"]), match["last"])
    return f"{first}/{last}" if first and last and first < last else None


def _month(match: re.Match[str], _anchor: Anchor) -> str | None:
    month = int(match["month"])
    return month_text(int(match["year"]), month) if 1 <= month <= 12 else None


def _month_near(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "올해 3월", "지난 3월", "오는 10월 5일": the year of the word, or the nearest on that side."""
    if anchor.year is None or not 1 <= int(match["month"]) <= 12:
        return None
    word, month = match["word"], int(match["month"])
    year = anchor.year + YEAR_WORDS.get(word, 0)
    here = anchor.day.month if anchor.day else 12
    if word == "지난" and month > here:
        year -= 1
    if word in ("오는", "다음") and month < here:
        year += 1
    return (
        calendar_day(year, month, match["day"])
        if match["day"]
        else month_text(year, month)
    )


def _month_day(match: re.Match[str], anchor: Anchor) -> str | None:
    return calendar_day(anchor.year or "XXXX", int(match["month"]), match["day"])


def _day(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "지난 12일", "오는 3일": a day of this month, or of the one before or after."""
    if anchor.day is None:
        return None
    day, word = int(match["day"]), match["word"]
    month = anchor.day.month
    if word == "지난" and day > anchor.day.day:
        month -= 1
    if word == "오는" and day < anchor.day.day:
        month += 1
    year, number = month_text(anchor.day.year, month).split("-")
    return calendar_day(year, int(number), day)


def _year_word(match: re.Match[str], anchor: Anchor) -> str | None:
    return str(anchor.year + YEAR_WORDS[match.group()]) if anchor.year else None


def _unit(match: re.Match[str], anchor: Anchor) -> str | None:
    if anchor.day is None:
        return None
    steps = WEEK_WORDS[match["word"]]
    if match["unit"] == "주":
        return week_text(anchor.day, steps)
    return month_text(anchor.day.year, anchor.day.month + steps)


def _word_day(match: re.Match[str], anchor: Anchor) -> str | None:
    return (
        day_text(anchor.day + timedelta(days=DAY_WORDS[match.group()]))
        if anchor.day
        else None
    )


def _half(match: re.Match[str], anchor: Anchor) -> str | None:
    word = match["word"]
    year = (
        int(match["year"])
        if match["year"]
        else (anchor.year or 0) + YEAR_WORDS.get(word or "올해", 0)
    )
    if year < 1000:
        return None
    return (
        months_text(year, 1, 6) if match["half"] == "상" else months_text(year, 7, 12)
    )


def _year(match: re.Match[str], _anchor: Anchor) -> str | None:
    return match["year"]


Y, WORD = r"(?P<year>(?:19|20)\d\d)", "|".join(YEAR_WORDS)
M, D = r"(?P<month>\d{1,2})\s?월", r"(?P<day>\d{1,2})\s?일"
RULES = (
    (
        "korean-range",
        re.compile(
            rf"(?:{Y}\s?년\s?)?{M}\s?(?P<day>\d{{1,2}})\s?일?\s?(?:~|-|–|부터|에서)\s?(?:(?P<other>\d{{1,2}})\s?월\s?)?(?P<last>\d{{1,2}})\s?일"
        ),
        _range,
    ),
    ("korean-day", re.compile(rf"{Y}\s?년\s?{M}\s?{D}"), _full),
    ("korean-month", re.compile(rf"{Y}\s?년\s?{M}"), _month),
    (
        "korean-month-near",
        re.compile(rf"(?P<word>{WORD}|지난|오는|다음)\s?{M}(?:\s?{D})?"),
        _month_near,
    ),
    (
        "korean-half",
        re.compile(rf"(?:{Y}\s?년\s?|(?P<word>{WORD})\s?)(?P<half>[상하])반기"),
        _half,
    ),
    ("korean-month-day", re.compile(rf"(?<!\d){M}\s?{D}"), _month_day),
    ("korean-near-day", re.compile(r"(?P<word>지난|오는)\s?(?P<day>\d{1,2})일"), _day),
    (
        "korean-unit",
        re.compile(r"(?P<word>이번|지난|다음)\s?(?P<unit>주(?!년)|달)"),
        _unit,
    ),
    ("korean-year-word", re.compile(WORD), _year_word),
    ("korean-word-day", re.compile("|".join(DAY_WORDS)), _word_day),
    ("korean-year", re.compile(rf"{Y}\s?년"), _year),
)
"""Name, pattern, resolver: in this order, because a longer expression wins over its parts."""
