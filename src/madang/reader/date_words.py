"""The words for months, seasons, weekdays and nearness, and the stretches of the calendar that they name."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvāris janvārī januari enero",
            "february feb februar februari febrero",
            "march mar märz mars marzo",
            "april apr aprīlis abril",
            "may mai maijs mayo maj",
            "june jun juni jūnijs junio",
            "july jul juli jūlijs julio",
            "august aug augusts agosto augusti",
            "september sep sept septembris septiembre",
            "october oct oktober okt oktobris octubre",
            "november nov novembris noviembre",
            "december dec dezember dez desember decembris diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
SEASONS = {
    "spring": 21, "frühjahr": 21, "frühling": 21, "summer": 22, "sommer": 22,
    "autumn": 23, "fall": 23, "herbst": 23, "winter": 24,
}  # fmt: skip
SEASON = "|".join(SEASONS)
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag",
            "tuesday dienstag",
            "wednesday mittwoch",
            "thursday donnerstag",
            "friday freitag",
            "saturday samstag",
            "sunday sonntag",
        )
    )
    for name in names.split()
}
WEEKDAY = "|".join(WEEKDAYS)
NEARNESS = {
    "this": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1,
    "dieser": 0, "diese": 0, "dieses": 0, "diesem": 0, "letzten": -1, "letzte": -1, "letztes": -1, "letztem": -1, "vergangenen": -1,
    "vergangene": -1, "vergangenes": -1, "nächsten": 1, "nächste": 1, "nächstes": 1, "kommenden": 1, "kommende": 1, "kommendes": 1,
}  # fmt: skip
NEAR = "|".join(sorted(NEARNESS, key=len, reverse=True))
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
THIRDS = {"early": 0, "anfang": 0, "mid": 1, "mitte": 1, "late": 2, "ende": 2}


def day_text(day: date) -> str:
    """A day as EDTF."""
    return day.isoformat()


def month_text(year: int, month: int) -> str:
    """A month as EDTF; months below 1 and above 12 roll over into other years."""
    return f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}"


def span_text(first: str, last: str) -> str:
    """An interval as EDTF, or the one date when both are the same."""
    return first if first == last else f"{first}/{last}"


def months_text(year: int, first: int, last: int) -> str:
    """An interval of months of one year as EDTF."""
    return span_text(month_text(year, first), month_text(year, last))


def week_text(day: date, weeks: int) -> str:
    """Monday to Sunday of the week that lies so many weeks from the day, as EDTF."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return span_text(day_text(monday), day_text(monday + timedelta(days=6)))


def calendar_day(year: str | int, month: int, day: str | int) -> str | None:
    """A full date as EDTF, None when there is no such day; a year of "XXXX" is kept."""
    number = int(day)
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    if year == "XXXX":
        return f"XXXX-{month:02d}-{number:02d}"
    if not 1000 <= int(year) <= 2999 or number > monthrange(int(year), month)[1]:
        return None
    return date(int(year), month, number).isoformat()


def parsed_day(published: str | None) -> date | None:
    """The day of a full publication date; None for other precisions."""
    try:
        return (
            date.fromisoformat(published)
            if published and len(published) == 10
            else None
        )
    except ValueError:
        return None


def parsed_year(published: str | None) -> int | None:
    """The year that a publication date starts with."""
    head = (published or "")[:4]
    return int(head) if len(head) == 4 and head.isdecimal() else None


@dataclass(frozen=True)
class Anchor:
    """What an expression is resolved against: the publication date, and whether the sentence looks ahead."""

    day: date | None
    year: int | None
    is_ahead: bool = False
