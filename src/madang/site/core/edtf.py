"""Dates as exact as a source gives them: EDTF (ISO 8601-2, level 1) read by the edtf library, its first and last day, and its words."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from edtf import EDTFParseException, Interval, parse_edtf

DURATION = re.compile(r"P\d{1,4}[YM]")
PLAIN = re.compile(r"([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?")
SEASONS = {"21", "22", "23", "24"}


@dataclass(frozen=True)
class Span:
    """The days that a date may be: `first` and `last` inclusive, None where it is open."""

    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the span."""
        return (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )


@lru_cache(maxsize=4096)
def span(text: str) -> Span:
    """Return first and last day of an EDTF date, interval, season or decade; both None for "". Raises ValueError for what is no EDTF."""
    if not text:
        return Span(None, None)
    plain = _plain_span(text)
    if plain is not None:
        return plain
    try:
        parsed = parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(text) from error
    # "/2020" has an unknown first day; the library would guess ten years.
    first = None if text.startswith("/") else _day(parsed.lower_strict())
    last = None if text.endswith("/") else _day(parsed.upper_strict())
    return Span(first, last)


def _plain_span(text: str) -> Span | None:
    """Return the span of a year, month or day, or from one to another; None for all else, which the library reads in milliseconds."""
    parts = [PLAIN.fullmatch(part) for part in text.split("/")]
    if len(parts) > 2 or not all(parts):
        return None
    try:
        numbers = [
            [int(number) for number in part.groups() if number]
            for part in parts
            if part is not None
        ]
        start, end = numbers[0], numbers[-1]
        month = end[1] if len(end) > 1 else 12
        last = end[2] if len(end) > 2 else calendar.monthrange(end[0], month)[1]
        return Span(date(*[*start, 1, 1][:3]), date(end[0], month, last))
    except ValueError:
        return None


def _day(value: struct_time | float) -> date | None:
    # The library gives an infinite float for an open end.
    if isinstance(value, float):
        return None
    last = calendar.monthrange(value.tm_year, value.tm_mon)[1]
    return date(value.tm_year, value.tm_mon, min(value.tm_mday, last))


def check_edtf(text: str) -> None:
    """Refuse a text that is no EDTF date. Raises ValidationError with an example of what to write."""
    try:
        found = span(text)
    except ValueError as error:
        raise ValidationError(
            _("Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30.")
        ) from error
    if found.first and found.last and found.last < found.first:
        raise ValidationError(_("The last day is before the first."))


def in_words(text: str) -> str:
    """Return an EDTF date as readers write it: "November 2024", "24–30 November 2024", "autumn 2018", "until 3 September 2018"."""
    if not text:
        return _("date not stated")
    if "/" not in text:
        return _one(text)
    left, right = text.split("/")
    if left in ("", ".."):
        return _("until %(date)s") % {"date": _one(right)}
    if right in ("", ".."):
        return _("since %(date)s") % {"date": _one(left)}
    if _in_a_month(text):
        return _days_of_a_month(date.fromisoformat(left), date.fromisoformat(right))
    return _("between %(first)s and %(last)s") % {
        "first": _one(left),
        "last": _one(right),
    }


def lasting_in_words(text: str) -> str:
    """Return when something lasted: "2018 to 2022" and "30 November 2024 to 2 December 2024", which are no date "between" the two; else as in_words."""
    first, slash, last = text.partition("/")
    if not slash or first in ("", "..") or last in ("", "..") or _in_a_month(text):
        return in_words(text)
    return _("%(first)s to %(last)s") % {"first": _one(first), "last": _one(last)}


def _in_a_month(text: str) -> bool:
    left, right = text.split("/")
    return len(left) == len(right) == 10 and left[:7] == right[:7]


def _days_of_a_month(first: date, last: date) -> str:
    # Latvian writes the year first and the days as ordinals before the month.
    if get_language() == "lv":
        return (
            f"{first.year}. gada {first.day}.–{date_format(last, 'MONTH_DAY_FORMAT')}"
        )
    return _("%(first)s–%(last)s %(month)s") % {
        "first": first.day,
        "last": last.day,
        "month": date_format(last, "YEAR_MONTH_FORMAT"),
    }


def _one(text: str) -> str:
    sure = text.rstrip("~?%")
    words = _exact(sure)
    return _("about %(date)s") % {"date": words} if sure != text else words


def _exact(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return str(date_format(date.fromisoformat(text), "DATE_FORMAT"))
    if re.fullmatch(r"\d{4}-\d\d", text) and text[5:] in SEASONS:
        names = {
            "21": _("spring %(year)s"),
            "22": _("summer %(year)s"),
            "23": _("autumn %(year)s"),
            "24": _("winter %(year)s"),
        }
        return names[text[5:]] % {"year": text[:4]}
    if re.fullmatch(r"\d{4}-\d\d", text):
        return str(date_format(date.fromisoformat(f"{text}-01"), "YEAR_MONTH_FORMAT"))
    if re.fullmatch(r"\d{3}X", text):
        return _("the %(decade)ss") % {"decade": f"{text[:3]}0"}
    return text


def is_duration(text: str) -> bool:
    """Say whether a period is a length such as P10Y instead of a date."""
    return DURATION.fullmatch(text) is not None


def is_interval(text: str) -> bool:
    """Say whether the text is an interval of two dates."""
    return bool(text) and isinstance(parse_edtf(text), Interval)
