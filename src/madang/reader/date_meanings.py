"""What a date expression means: from a match and the publication date to EDTF, None where it means no date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from madang.reader.date_words import (
    MONTHS,
    NEARNESS,
    ORDINALS,
    SEASONS,
    THIRDS,
    WEEKDAYS,
    Anchor,
    calendar_day,
    day_text,
    month_text,
    months_text,
    span_text,
    week_text,
)

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


def days_one_month(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "7 and 8 March 2016"."""
    month = _month(match["month"])
    year = match["year"] or _year_near(month, anchor, int(match["first"]))
    first, last = (
        calendar_day(year, month, match["first"]),
        calendar_day(year, month, match["last"]),
    )
    return span_text(first, last) if first and last and first <= last else None


def days_two_months(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "28 May to 2 June"."""
    month, other = _month(match["month"]), _month(match["other"])
    year = match["year"] or _year_near(month, anchor, int(match["first"]))
    first, last = (
        calendar_day(year, month, match["first"]),
        calendar_day(year, other, match["last"]),
    )
    return span_text(first, last) if first and last and first <= last else None


def full(match: re.Match[str], _anchor: Anchor) -> str | None:
    """A day, a month and a year."""
    month = match["month"]
    return calendar_day(
        match["year"],
        int(month) if month.isdecimal() else _month(month),
        match["first"],
    )


def day_month(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "3 May": of the year that fits."""
    month = _month(match["month"])
    return calendar_day(
        _year_near(month, anchor, int(match["first"])), month, match["first"]
    )


def day_month_near(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "3 May this year"."""
    month = _month(match["month"])
    return (
        calendar_day(
            anchor.year + NEARNESS[match["near"].lower()], month, match["first"]
        )
        if anchor.year
        else None
    )


def month_year(match: re.Match[str], _anchor: Anchor) -> str | None:
    """From "May 2023"."""
    return month_text(int(match["year"]), _month(match["month"]))


def months_year(match: re.Match[str], _anchor: Anchor) -> str | None:
    """From "May to July 2023"."""
    first, last = _month(match["month"]), _month(match["other"])
    return months_text(int(match["year"]), first, last) if first < last else None


def month_near(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "July this year"."""
    return (
        month_text(
            anchor.year + NEARNESS[match["near"].lower()], _month(match["month"])
        )
        if anchor.year
        else None
    )


def near_month(match: re.Match[str], anchor: Anchor) -> str | None:
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


def bare_month(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "in July": the last one, or the next where the sentence looks ahead."""
    month = _month(match["month"])
    year = _year_near(month, anchor)
    return f"{year:04d}-{month:02d}" if isinstance(year, int) else None


def season(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "fall 2018", "next spring"."""
    year = int(match["year"]) if match["year"] else None
    if year is None and anchor.year and match["near"]:
        year = anchor.year + NEARNESS[match["near"].lower()]
    return f"{year}-{SEASONS[match['season'].lower()]}" if year else None


def part(match: re.Match[str], anchor: Anchor) -> str | None:
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


def third(match: re.Match[str], _anchor: Anchor) -> str | None:
    """From "early 2024": the first four months."""
    year, third = int(match["year"]), THIRDS[match["third"].lower()]
    return months_text(year, 4 * third + 1, 4 * third + 4)


def end_of(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "by the end of 2026"."""
    near = match["near"]
    year = (
        int(match["year"])
        if match["year"]
        else (anchor.year or 0) + NEARNESS[(near or "this").lower()]
    )
    return (f"../{year}-12" if match["by"] else f"{year}-12") if year > 1000 else None


def open_ended(match: re.Match[str], _anchor: Anchor) -> str | None:
    """From "since 2019", "by 2030"."""
    word = match["word"].lower()
    return f"{match['year']}/.." if word in ("since", "seit") else f"../{match['year']}"


def years(match: re.Match[str], _anchor: Anchor) -> str | None:
    """From "2019-2023"."""
    last = (
        match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
    )
    return f"{match['first']}/{last}" if int(match["first"]) < int(last) else None


def unit_near(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "last week", "next year"."""
    near, unit = NEARNESS[match["near"].lower()], match["unit"].lower()
    if unit in ("year", "jahr", "jahres"):
        return str(anchor.year + near) if anchor.year else None
    if anchor.day is None:
        return None
    if unit in ("month", "monat", "monats"):
        return month_text(anchor.day.year, anchor.day.month + near)
    return week_text(anchor.day, near)


def word_day(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "today", "gestern"."""
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


def weekday(match: re.Match[str], anchor: Anchor) -> str | None:
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


def ago(match: re.Match[str], anchor: Anchor) -> str | None:
    """From "two weeks ago"."""
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


def closed(match: re.Match[str], anchor: Anchor) -> str | None:
    """ "ended on Monday after two days": the days up to that weekday."""
    last_text = weekday(match, anchor)
    count = (
        int(match["count"])
        if match["count"].isdecimal()
        else COUNTS.get(match["count"].lower(), 0)
    )
    if last_text is None or not 1 <= count <= 31:
        return None
    last = date.fromisoformat(last_text)
    return span_text(day_text(last - timedelta(days=count - 1)), last_text)


def iso(match: re.Match[str], _anchor: Anchor) -> str | None:
    """From "2024-03-05"."""
    return calendar_day(match["year"], int(match["month"]), match["first"])


def just_year(match: re.Match[str], _anchor: Anchor) -> str | None:
    """A year alone."""
    return match["year"]
