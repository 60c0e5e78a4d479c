"""Half-days as people write them in headers and cells: "2026-11-18 AM", "18 Nov morning", "11월 18일 오후", "both days"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from madang.site.survey.reading.workbook import Cell

AM, PM, WHOLE = "am", "pm", "day"
MORNING = re.compile(
    r"(?<![a-z])(a\.?m\.?|morning|forenoon)(?![a-z])|오전", re.IGNORECASE
)
AFTERNOON = re.compile(r"(?<![a-z])(p\.?m\.?|afternoon)(?![a-z])|오후", re.IGNORECASE)
MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
ISO = re.compile(
    r"(?<!\d)(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*일?(?!\d)"
)
DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?\s*(?:of\s+)?([a-z]{3,9})\.?,?(?:\s+(\d{4}))?(?![\d])",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    r"(?<![a-z])([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?!\d)",
    re.IGNORECASE,
)
KOREAN = re.compile(r"(?<!\d)(\d{1,2})\s*월\s*(\d{1,2})\s*일")
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?(?![\d/])")
NUMBERED = re.compile(r"(?:day\s*(\d)(?!\d)|(?<!\d)(\d)\s*일차)", re.IGNORECASE)
# What may stand beside date and half: weekdays, brackets, "session", "available".
BESIDE = re.compile(
    r"(mon|tues|wednes|thurs|fri|satur|sun)(day)?|(mon|tue|wed|thu|fri|sat|sun)|[월화수목금토일](?:요일)?|available|availability|session|"
    r"참석|가능|여부|일정|half|day|종일|전일|all|whole|full|t?00:00:00",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class HalfDay:
    """A day and its half: "am", "pm", or "day" for all of it. Without a day it means that half of every day."""

    day: date | None
    half: str


def _date(
    year: str | int | None, month: str | int, day: str | int, days: Sequence[date]
) -> date | None:
    for candidate in (
        [int(year)] if year else [*dict.fromkeys(each.year for each in days)]
    ):
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        return found
    return None


def _month(name: str) -> int:
    short = name.casefold()[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def _named(text: str, days: Sequence[date]) -> tuple[date | None, str]:
    """Return the day that a text names, and the text without it."""
    if found := ISO.search(text):
        return _date(found[1], found[2], found[3], days), text.replace(found[0], " ", 1)
    if found := KOREAN.search(text):
        return _date(None, found[1], found[2], days), text.replace(found[0], " ", 1)
    if (found := DAY_FIRST.search(text)) and _month(found[2]):
        return _date(found[3], _month(found[2]), found[1], days), text.replace(
            found[0], " ", 1
        )
    if (found := MONTH_FIRST.search(text)) and _month(found[1]):
        return _date(found[3], _month(found[1]), found[2], days), text.replace(
            found[0], " ", 1
        )
    return _numbered(text, days)


def _numbered(text: str, days: Sequence[date]) -> tuple[date | None, str]:
    if found := SLASHED.search(text):
        first, second = int(found[1]), int(found[2])
        month, day = (second, first) if first > 12 else (first, second)
        return _date(found[3], month, day, days), text.replace(found[0], " ", 1)
    if found := NUMBERED.search(text):
        number = int(found[1] or found[2])
        return (
            sorted(days)[number - 1] if 1 <= number <= len(days) else None
        ), text.replace(found[0], " ", 1)
    return None, text


def half_day(
    value: Cell, *, days: Sequence[date], is_lone: bool = False
) -> HalfDay | None:
    """Return the half-day that a header or cell means, or None if it says anything else.

    `days` are the event's, for dates without a year and "day 1". `is_lone` takes a bare "AM" too.
    """
    if isinstance(value, datetime):
        return HalfDay(value.date(), WHOLE)
    if isinstance(value, date):
        return HalfDay(value, WHOLE)
    text = str(value if value is not None else "").strip()
    if not text or len(text) > 60:
        return None
    half = AM if MORNING.search(text) else PM if AFTERNOON.search(text) else WHOLE
    rest = AFTERNOON.sub(" ", MORNING.sub(" ", text))
    day, rest = _named(rest, days)
    rest = re.sub(r"[\W_]+", "", BESIDE.sub(" ", rest))
    if rest or (day is None and not (is_lone and half != WHOLE)):
        return None
    return HalfDay(day, half)
