"""English and German date expressions and what each means, the longest kinds first."""

from __future__ import annotations

import re

from madang.reader.date_meanings import (
    COUNTS,
    ago,
    bare_month,
    closed,
    day_month,
    day_month_near,
    days_one_month,
    days_two_months,
    end_of,
    full,
    iso,
    just_year,
    month_near,
    month_year,
    months_year,
    near_month,
    open_ended,
    part,
    season,
    third,
    unit_near,
    weekday,
    word_day,
    years,
)
from madang.reader.date_words import MONTH, NEAR, ORDINALS, SEASON, THIRDS, WEEKDAY

YEAR = r"(?:19|20)\d\d"


DAY = r"(?:0?[1-9]|[12]\d|3[01])"


NTH = r"(?:st|nd|rd|th|\.)?"


TO = r"\s*(?:-|–|—|to|through|until|bis|and|und|&)\s*"


def _rule(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


M = rf"(?P<month>{MONTH})\.?"


O_ = rf"(?P<other>{MONTH})\.?"


COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(COUNTS)})"


NEAR_GROUP = rf"(?P<near>{NEAR})"


RULES = (
    ("iso", _rule(rf"\b(?P<year>{YEAR})-(?P<month>\d\d)-(?P<first>\d\d)\b"), iso),
    (
        "dotted",
        _rule(
            rf"\b(?P<first>{DAY})\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<year>{YEAR})\b"
        ),
        full,
    ),
    (
        "days-two-months",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}\s+(?:of\s+)?{M}{TO}(?P<last>{DAY}){NTH}\s+(?:of\s+)?{O_}(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        days_two_months,
    ),
    (
        "month-days-two",
        _rule(
            rf"\b{M}\s+(?P<first>{DAY}){NTH}{TO}{O_}\s+(?P<last>{DAY}){NTH}(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        days_two_months,
    ),
    (
        "days",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}{TO}(?P<last>{DAY}){NTH}\s+(?:of\s+)?{M}(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        days_one_month,
    ),
    (
        "month-days",
        _rule(
            rf"\b{M}\s+(?P<first>{DAY}){NTH}{TO}(?P<last>{DAY}){NTH}(?!\d)(?:,?\s+(?P<year>{YEAR}))?\b"
        ),
        days_one_month,
    ),
    (
        "day-month-year",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}\s*(?:of\s+)?{M},?\s+(?:in\s+)?(?P<year>{YEAR})\b"
        ),
        full,
    ),
    (
        "month-day-year",
        _rule(rf"\b{M}\s+(?P<first>{DAY}){NTH},?\s+(?:in\s+)?(?P<year>{YEAR})\b"),
        full,
    ),
    (
        "day-month-near",
        _rule(
            rf"\b(?P<first>{DAY}){NTH}\s+(?:of\s+)?{M}\s+{NEAR_GROUP}\s+(?:year|jahres)\b"
        ),
        day_month_near,
    ),
    (
        "month-day-near",
        _rule(rf"\b{M}\s+(?P<first>{DAY}){NTH},?\s+{NEAR_GROUP}\s+year\b"),
        day_month_near,
    ),
    (
        "months-year",
        _rule(rf"\b{M}{TO}{O_},?\s+(?:of\s+)?(?P<year>{YEAR})\b"),
        months_year,
    ),
    (
        "day-month",
        _rule(rf"\b(?P<first>{DAY}){NTH}\s+(?:of\s+)?(?P<month>{MONTH})\b"),
        day_month,
    ),
    (
        "month-year",
        _rule(rf"(?<!\d\s)\b{M}\s*,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR})\b"),
        month_year,
    ),
    (
        "month-near",
        _rule(rf"\b{M}\s+(?:of\s+)?{NEAR_GROUP}\s+(?:year|jahres)\b"),
        month_near,
    ),
    (
        "month-day",
        _rule(
            rf"\b{M}\s+(?P<first>{DAY})(?:st|nd|rd|th)?\b(?![.,]?\d| (?:percent|million|billion))"
        ),
        day_month,
    ),
    (
        "closed-after",
        _rule(
            rf"\bon\s+(?P<near>{NEAR}\s+)?(?P<weekday>{WEEKDAY})\s+after\s+{COUNT}\s+days\b"
        ),
        closed,
    ),
    ("near-month", _rule(rf"\b{NEAR_GROUP}\s+(?P<month>{MONTH})\b"), near_month),
    (
        "season",
        _rule(
            rf"\b(?:(?P<near>{NEAR})\s+)?(?P<season>{SEASON})(?:\s+of|,)?(?:\s+(?P<year>{YEAR}))?\b"
        ),
        season,
    ),
    (
        "quarter",
        _rule(
            rf"\b(?P<unit>[QH])(?P<number>[1-4])\s*(?:of\s+|[-/,]\s*)?(?P<year>{YEAR})\b"
        ),
        part,
    ),
    (
        "nth-part",
        _rule(
            rf"\b(?P<nth>{'|'.join(ORDINALS)})[\s-]+(?P<unit>quarter|half)(?:\s+of)?(?:\s+(?P<year>{YEAR})|\s+this year)\b"
        ),
        part,
    ),
    (
        "end-of",
        _rule(
            rf"\b(?P<by>by\s+|before\s+)?(?:the\s+)?(?:end|close)\s+of\s+(?:(?P<year>{YEAR})|(?:(?P<near>this|next|last)\s+|the\s+)year)\b"
        ),
        end_of,
    ),
    (
        "third",
        _rule(rf"\b(?P<third>{'|'.join(THIRDS)})[\s-]+(?:in\s+)?(?P<year>{YEAR})\b"),
        third,
    ),
    (
        "years",
        _rule(
            rf"\b(?:between\s+|from\s+)?(?P<first>{YEAR})(?:\s*[-–/]\s*|\s+(?:to|and|until|bis|through)\s+)(?P<last>{YEAR}|\d\d)\b"
        ),
        years,
    ),
    (
        "open",
        _rule(rf"\b(?P<word>since|seit|by|until|bis|before)\s+(?P<year>{YEAR})\b"),
        open_ended,
    ),
    (
        "near-unit",
        _rule(
            rf"\b{NEAR_GROUP}\s+(?P<unit>year|month|week|jahr|jahres|monat|monats|woche)\b"
        ),
        unit_near,
    ),
    (
        "ago",
        _rule(
            rf"\b(?:vor\s+{COUNT}\s+(?P<unit>tag|woche|monat|jahr)(?:en|n|e)?\b(?P<later>$^)?)"
        ),
        ago,
    ),
    (
        "ago-later",
        _rule(
            rf"\b{COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier\b(?!\s+than)|(?P<later>from now))\b"
        ),
        ago,
    ),
    ("word-day", _rule(r"\b(?:today|yesterday|tomorrow|heute|gestern)\b"), word_day),
    (
        "weekday",
        _rule(rf"\b(?:(?P<near>{NEAR})\s+)?(?P<weekday>{WEEKDAY})\b"),
        weekday,
    ),
    (
        "bare-month",
        _rule(
            rf"(?<=\b[Ii]n\s)(?:(?:early|mid|late)[- ])?(?P<month>{MONTH})\b|(?<=\b[Ii]m )(?P<m2>$^)?"
        ),
        lambda match, anchor: bare_month(match, anchor) if match["month"] else None,
    ),
    ("im-month", _rule(rf"(?<=\bim\s)(?P<month>{MONTH})\b"), bare_month),
    (
        "year",
        _rule(
            rf"(?<![\d.,$€£-])(?:FY\s?)?(?P<year>{YEAR})(?![\d%]|[.,]\d|-\w| (?:million|billion|people|patients|companies|participants|delegates))"
        ),
        just_year,
    ),
)
"""Name, pattern, resolver: in this order, because a longer expression wins over its parts."""
