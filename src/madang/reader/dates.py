"""Dates in a text, resolved against the day it was published, as EDTF (ISO 8601-2).

"7 and 8 March 2016" is an interval, "fall 2018" a season (2018-23), "by 2030" has an open start, and a day without a
year that nothing resolves keeps XXXX. An expression that cannot be a date is left out; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from madang.reader import date_rules, date_rules_korean
from madang.reader.date_words import Anchor, parsed_day, parsed_year

Resolver = Callable[[re.Match[str], Anchor], str | None]


@dataclass(frozen=True)
class FoundDate:
    """A date expression at `start` to `end` and what it means as EDTF."""

    start: int
    end: int
    edtf: str
    rule: str


AHEAD = re.compile(
    r"\b(?:will|shall|to be (?:held|signed|opened)|plans? to|planned|scheduled|upcoming|expected to|set to|wird|werden|soll|sollen)\b|할 예정|예정이|계획",
    re.IGNORECASE,
)


def find_dates(words: str, published: str | None) -> list[FoundDate]:
    """Every date of a text in order, none inside another. `published` is EDTF or None."""
    anchor = Anchor(
        parsed_day(published), parsed_year(published), bool(AHEAD.search(words))
    )
    taken: list[FoundDate] = []
    for name, pattern, resolve in _rules():
        for match in pattern.finditer(words):
            if any(
                match.start() < each.end and each.start < match.end() for each in taken
            ):
                continue
            edtf = resolve(match, anchor)
            if edtf:
                taken.append(FoundDate(match.start(), match.end(), edtf, name))
    return sorted(taken, key=lambda each: each.start)


def _rules() -> Iterator[tuple[str, re.Pattern[str], Resolver]]:
    yield from date_rules_korean.RULES
    yield from date_rules.RULES
