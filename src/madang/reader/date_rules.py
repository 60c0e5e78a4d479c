"""English and German date expressions and what each means, the longest kinds first."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from madang.reader.date_words import (
    MONTH,
    MONTHS,
    NEAR,
    NEARNESS,
    ORDINALS,
    SEASON,
    SEASONS,
    THIRDS,
    WEEKDAY,
    WEEKDAYS,
    calendar_day,
    day_text,
    month_text,
    months_text,
    span_text,
    week_text,
)

if TYPE_CHECKING:
    from madang.reader.dates import Anchor

YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
NTH = r"(?:st|nd|rd|th|\.)?"
TO = r"\s*(?:-|–|—|to|through|until|bis|and|und|&)\s*"
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
}  # fmt: skip


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _year_near(month: int, anchor: Anchor, day: int = 1) -> str | int:
    """The year that a month without one belongs to: the last such month, or the next where the sentence looks ahead."""
    if anchor.day is None:
        return anchor.year or "XXXX"
    here = (anchor.day.month, anchor.day.day)
    if anchor.is_ahead:
        return anchor.day.year + ((month, 31 if day == 1 else day) < here)
    return anchor.day.year - ((month, day) > here)


def _days_one_month(match: re.Match[str], anchor: Anchor) -> str | None:
    month = _month(match["month"])
    year = match["year"] or _year_near(month, anchor, int(match["first"]))
    first, last = (
        calendar_day(year, month, match["first"]),
        calendar_day(year, month, match["last"]),
    )
    return span_text(first, last) if first and last and first <= last else None


def _days_two_months(match: re.Match[str], anchor: Anchor) -> str | None:
    month, other = _month(match["month"]), _month(match["other"])
    year = match["year"] or _year_near(month, anchor, int(match["first"]))
    first, last = (
        calendar_day(year, month, match["first"]),
        calendar_day(year, other, match["last"]),
    )
    return span_text(first, last) if first and last and first <= last else None


def _full(match: re.Match[str], _anchor: Anchor) -> str | None:
    month = match["month"]
    return calendar_day(
        match["year"],
        int(month) if month.isdecimal() else _month(month),
        match["first"],
    )


def _day_month(match: re.Match[str], anchor: Anchor) -> str | None:
    month = _month(match["month"])
    return calendar_day(
        _year_near(month, anchor, int(match["first"])), month, match["first"]
    )


def _day_month_near(match: re.Match[str], anchor: Anchor) -> str | None:
    month = _month(match["month"])
    return (
        calendar_day(
            anchor.year + NEARNESS[match["near"].lower()], month, match["first"]
        )
        if anchor.year
        else None
    )


def _month_year(match: re.Match[str], _anchor: Anchor) -> str | None:
    return month_text(int(match["year"]), _month(match["month"]))


def _months_year(match: re.Match[str], _anchor: Anchor) -> str | None:
    first, last = _month(match["month"]), _month(match["other"])
    return months_text(int(match["year"]), first, last) if first < last else None


def _month_near(match: re.Match[str], anchor: Anchor) -> str | None:
    return (
        month_text(
            anchor.year + NEARNESS[match["near"].lower()], _month(match["month"])
        )
        if anchor.year
        else None
    )


def _near_month(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "last March", "next October": the nearest on that side; "this March" is of this year."""
    if anchor.day is None:
        return None
    month, near = _month(match["month"]), NEARNESS[match["near"].lower()]
    year = anchor.day.year
    if near < 0 and month >= anchor.day.month:
        year -= 1
    if near > 0 and month <= anchor.day.month:
        year += 1
    return month_text(year, month)


def _bare_month(match: re.Match[str], anchor: Anchor) -> str | None:
    month = _month(match["month"])
    year = _year_near(month, anchor)
    return f"{year:04d}-{month:02d}" if isinstance(year, int) else None


def _season(match: re.Match[str], anchor: Anchor) -> str | None:
    year = int(match["year"]) if match["year"] else None
    if year is None and anchor.year and match["near"]:
        year = anchor.year + NEARNESS[match["near"].lower()]
    return f"{year}-{SEASONS[match['season'].lower()]}" if year else None


def _part(match: re.Match[str], anchor: Anchor) -> str | None:
    """Quarters and halves: "Q3 2025", "the second half of 2025"."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups["year"] else anchor.year
    number = groups.get("number") or str(
        ORDINALS.get((groups.get("nth") or "").lower(), 0)
    )
    size = (
        6
        if (groups.get("unit") or "q").lower() in ("half", "h", "halbjahr", "hälfte")
        else 3
    )
    last = int(number) * size
    return (
        months_text(year, last - size + 1, last)
        if year and size <= last <= 12
        else None
    )


def _third(match: re.Match[str], _anchor: Anchor) -> str | None:
    year, third = int(match["year"]), THIRDS[match["third"].lower()]
    return months_text(year, 4 * third + 1, 4 * third + 4)


def _end_of(match: re.Match[str], anchor: Anchor) -> str | None:
    near = match["near"]
    year = (
        int(match["year"])
        if match["year"]
        else (anchor.year or 0) + NEARNESS[(near or "this").lower()]
    )
    return (f"../{year}-12" if match["by"] else f"{year}-12") if year > 1000 else None


def _open(match: re.Match[str], _anchor: Anchor) -> str | None:
    word = match["word"].lower()
    return f"{match['year']}/.." if word in ("since", "seit") else f"../{match['year']}"


def _years(match: re.Match[str], _anchor: Anchor) -> str | None:
    last = (
        match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
    )
    return f"{match['first']}/{last}" if int(match["first"]) < int(last) else None


def _unit_near(match: re.Match[str], anchor: Anchor) -> str | None:
    near, unit = NEARNESS[match["near"].lower()], match["unit"].lower()
    if unit in ("year", "jahr", "jahres"):
        return str(anchor.year + near) if anchor.year else None
    if anchor.day is None:
        return None
    if unit in ("month", "monat", "monats"):
        return month_text(anchor.day.year, anchor.day.month + near)
    return week_text(anchor.day, near)


def _word_day(match: re.Match[str], anchor: Anchor) -> str | None:
    steps = {
        "today": 0,
        "heute": 0,
        "yesterday": -1,
        "gestern": -1,
        "tomorrow": 1,
        "morgen": 1,
    }
    return (
        day_text(anchor.day + timedelta(days=steps[match.group().lower()]))
        if anchor.day
        else None
    )


def _weekday(match: re.Match[str], anchor: Anchor) -> str | None:
    """A weekday is the last one up to the publication, or the next where the sentence looks ahead or says so."""
    if anchor.day is None:
        return None
    near = (match["near"] or "").lower()
    behind = (anchor.day.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    if near in ("next", "coming", "nächsten", "kommenden") or (
        not near and anchor.is_ahead
    ):
        return day_text(anchor.day + timedelta(days=7 - behind))
    if near in ("last", "letzten", "vergangenen") and behind == 0:
        behind = 7
    return day_text(anchor.day - timedelta(days=behind))


def _ago(match: re.Match[str], anchor: Anchor) -> str | None:
    count = (
        int(match["count"])
        if match["count"].isdecimal()
        else COUNTS[match["count"].lower()]
    )
    unit = match["unit"].lower()[:3]
    sign = 1 if match["later"] else -1
    if unit in ("yea", "jah"):
        return str(anchor.year + sign * count) if anchor.year and count < 1000 else None
    if anchor.day is None or count > 1000:
        return None
    if unit == "mon":
        return month_text(anchor.day.year, anchor.day.month + sign * count)
    if unit in ("day", "tag"):
        return day_text(anchor.day + timedelta(days=sign * count))
    return week_text(anchor.day, sign * count)


def _closed(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "closed on Thursday after four days": the days up to that weekday."""
    last_text = _weekday(match, anchor)
    count = (
        int(match["count"])
        if match["count"].isdecimal()
        else COUNTS.get(match["count"].lower(), 0)
    )
    if last_text is None or not 1 <= count <= 31:
        return None
    last = date.fromisoformat(last_text)
    return span_text(day_text(last - timedelta(days=count - 1)), last_text)


def _iso(match: re.Match[str], _anchor: Anchor) -> str | None:
    return calendar_day(match["year"], int(match["month"]), match["first"])


def _just_year(match: re.Match[str], _anchor: Anchor) -> str | None:
    return match["year"]


def _rule(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


M = rf"(?P<month>{MONTH})\.?"
O_ = rf"(?P<other>{MONTH})\.?"
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(COUNTS)})"
NEAR_GROUP = rf"(?P<near>{NEAR})"
RULES = (
    ("iso", _rule(rf"\b(?P<year>{YEAR})-(?P<month>\d\d)-(?P<first>\d\d)\b"), _iso),
    (
        "dotted",
        _rule(
            rf"\b(?P<first>{DAY})\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<year>{YEAR})\b"
        ),
        _full,
    ),
    (
        "days-two-months",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}\s+(?:of\s+)?{M}{TO}(?P<last>{DAY}){NTH}\s+(?:of\s+)?{O_}(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        _days_two_months,
    ),
    (
        "month-days-two",
        _rule(
            rf"\b{M}\s+(?P<first>{DAY}){NTH}{TO}{O_}\s+(?P<last>{DAY}){NTH}(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        _days_two_months,
    ),
    (
        "days",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}{TO}(?P<last>{DAY}){NTH}\s+(?:of\s+)?{M}(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        _days_one_month,
    ),
    (
        "month-days",
        _rule(
            rf"\b{M}\s+(?P<first>{DAY}){NTH}{TO}(?P<last>{DAY}){NTH}(?!\d)(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        _days_one_month,
    ),
    (
        "day-month-year",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}\s*(?:of\s+)?{M},?\s+(?:in\s+)?(?P<year>{YEAR})\b"
        ),
        _full,
    ),
    (
        "month-day-year",
        _rule(rf"\b{M}\s+(?P<first>{DAY}){NTH},?\s+(?:in\s+)?(?P<year>{YEAR})\b"),
        _full,
    ),
    (
        "day-month-near",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}\s+(?:of\s+)?{M}\s+{NEAR_GROUP}\s+(?:year|jahres)\b"
        ),
        _day_month_near,
    ),
    (
        "month-day-near",
        _rule(rf"\b{M}\s+(?P<first>{DAY}){NTH},?\s+{NEAR_GROUP}\s+year\b"),
        _day_month_near,
    ),
    (
        "months-year",
        _rule(rf"\b{M}{TO}{O_},?\s+(?:of\s+)?(?P<year>{YEAR})\b"),
        _months_year,
    ),
    (
        "day-month",
        _rule(rf"\b(?P<first>{DAY}){NTH}\s+(?:of\s+)?(?P<month>{MONTH})\b"),
        _day_month,
    ),
    (
        "month-year",
        _rule(rf"\b{M}\s*,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR})\b"),
        _month_year,
    ),
    (
        "month-near",
        _rule(rf"\b{M}\s+(?:of\s+)?{NEAR_GROUP}\s+(?:year|jahres)\b"),
        _month_near,
    ),
    (
        "month-day",
        _rule(
            rf"\b{M}\s+(?P<first>{DAY})(?:st|nd|rd|th)?\b(?![.,]?\d| (?:percent|million|billion))"
        ),
        _day_month,
    ),
    (
        "closed-after",
        _rule(
            rf"\bon\s+(?P<near>{NEAR}\s+)?(?P<weekday>{WEEKDAY})\s+after\s+{COUNT}\s+days\b"
        ),
        _closed,
    ),
    ("near-month", _rule(rf"\b{NEAR_GROUP}\s+(?P<month>{MONTH})\b"), _near_month),
    (
        "season",
        _rule(
            rf"\b(?:(?P<near>{NEAR})\s+)?(?P<season>{SEASON})(?:\s+of|,)?(?:\s+(?P<year>{YEAR}))?\b"
        ),
        _season,
    ),
    (
        "quarter",
        _rule(
            rf"\b(?P<unit>[QH])(?P<number>[1-4])\s*(?:of\s+|[-/,]\s*)?(?P<year>{YEAR})\b"
        ),
        _part,
    ),
    (
        "nth-part",
        _rule(
            rf"\b(?P<nth>{'|'.join(ORDINALS)})[\s-]+(?P<unit>quarter|half)(?:\s+of)?(?:\s+(?P<year>{YEAR})|\s+this year)\b"
        ),
        _part,
    ),
    (
        "end-of",
        _rule(
            rf"\b(?P<by>by\s+|before\s+)?(?:the\s+)?(?:end|close)\s+of\s+(?:(?P<year>{YEAR})|(?:(?P<near>this|next|last)\s+|the\s+)year)\b"
        ),
        _end_of,
    ),
    (
        "third",
        _rule(rf"\b(?P<third>{'|'.join(THIRDS)})[\s-]+(?:in\s+)?(?P<year>{YEAR})\b"),
        _third,
    ),
    (
        "years",
        _rule(
            rf"\b(?:between\s+|from\s+)?(?P<first>{YEAR})(?:\s*[-–/]\s*|\s+(?:to|and|until|bis|through)\s+)(?P<last>{YEAR}|\d\d)\b"
        ),
        _years,
    ),
    (
        "open",
        _rule(rf"\b(?P<word>since|seit|by|until|bis|before)\s+(?P<year>{YEAR})\b"),
        _open,
    ),
    (
        "near-unit",
        _rule(
            rf"\b{NEAR_GROUP}\s+(?P<unit>year|month|week|jahr|jahres|monat|monats|woche)\b"
        ),
        _unit_near,
    ),
    (
        "ago",
        _rule(
            rf"\b(?:vor\s+{COUNT}\s+(?P<unit>tag|woche|monat|jahr)(?:en|n|e)?\b(?P<later>$^)?)"
        ),
        _ago,
    ),
    (
        "ago-later",
        _rule(
            rf"\b{COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier\b(?!\s+than)|(?P<later>from now))\b"
        ),
        _ago,
    ),
    ("word-day", _rule(r"\b(?:today|yesterday|tomorrow|heute|gestern)\b"), _word_day),
    (
        "weekday",
        _rule(rf"\b(?:(?P<near>{NEAR})\s+)?(?P<weekday>{WEEKDAY})\b"),
        _weekday,
    ),
    (
        "bare-month",
        _rule(
            rf"(?<=\b[Ii]n\s)(?:(?:early|mid|late)[- ])?(?P<month>{MONTH})\b|(?<=\b[Ii]m )(?P<m2>$^)?"
        ),
        lambda match, anchor: _bare_month(match, anchor) if match["month"] else None,
    ),
    ("im-month", _rule(rf"(?<=\bim\s)(?P<month>{MONTH})\b"), _bare_month),
    (
        "year",
        _rule(
            rf"(?<![\d.,$€£-])(?:FY\s?)?(?P<year>{YEAR})(?![\d%]|[.,]\d|-\w| (?:million|billion|people|patients|companies|participants|delegates))"
        ),
        _just_year,
    ),
)
"""Name, pattern, resolver: in this order, because a longer expression wins over its parts."""
