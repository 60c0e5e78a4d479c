"""Figures in a sentence: value, unit, period, geography, qualifier and denominator, each with its place."""

from __future__ import annotations

import re

from madang.reader import countries
from madang.reader.dates import FoundDate
from madang.reader.figures import Figure, figures
from madang.reader.quantity_words import QUALIFIERS
from madang.reader.reading import Indicator

DENOMINATOR = re.compile(
    r"^\s*(?:of|out of|per|a|von|des|der)\s+(?:the\s+|all\s+|those\s+|its\s+|total\s+)*(?P<what>[^,.;()]{3,60})",
    re.IGNORECASE,
)


WORLD = re.compile(
    r"[^.,;]{0,60}\b(?:worldwide|around the world|across the globe|globally)\b",
    re.IGNORECASE,
)


BEFORE_WORDS = 60


def indicators(
    words: str, start: int, dates: list[FoundDate], home: str | None
) -> list[Indicator]:
    """The figures of a sentence that starts at `start`, with what the words around say. `home`: country of the article."""
    found = []
    for each in figures(words):
        if any(d.start <= each.start and each.end <= d.end for d in dates):
            continue
        after = words[each.end :]
        found.append(
            Indicator(
                measure=_measure(words, each),
                value=int(each.value) if float(each.value).is_integer() else each.value,
                unit=each.unit,
                geography=_geography(words, each) or home,
                period=_period(dates, each),
                qualifier=_qualifier(words, each),
                denominator=_denominator(each, after),
                start=start + each.start,
                end=start + each.end,
                confidence=0.8 if each.unit != "count" else 0.65,
                rule=f"figure-{each.rule}",
            )
        )
    return found


def _measure(words: str, each: Figure) -> str:
    if each.noun:
        return re.sub(r"\s+", " ", each.noun)
    around = re.match(
        r"\s*(?:in|of|for|to|as)?\s*((?:[\w’'-]+\s*){1,6})", words[each.end :]
    )
    text = around.group(1) if around else words[max(0, each.start - 40) : each.start]
    return re.sub(r"\s+", " ", text).strip()


def _geography(words: str, each: Figure) -> str | None:
    """The country nearest to the figure in its sentence; of two as near, the one behind."""
    if WORLD.match(words, each.end):
        return "World"
    best, far = None, 10_000
    for at, code in countries.codes_in(words):
        distance = at - each.end if at >= each.end else each.start - at
        if distance < far:
            best, far = code, distance
    return best


def _period(dates: list[FoundDate], each: Figure) -> str | None:
    if not dates:
        return None
    nearest = min(
        dates, key=lambda d: min(abs(d.start - each.end), abs(each.start - d.end))
    )
    return nearest.edtf


def _qualifier(words: str, each: Figure) -> str:
    before, inside = (
        words[max(0, each.start - BEFORE_WORDS) : each.start].lower(),
        words[each.start : each.end + 12].lower(),
    )
    for name, pattern in QUALIFIERS:
        if re.search(
            rf"(?<!\w)(?:{pattern})[\s~]*(?:(?:an|a|the|of|some|total|us|usd|in)\s+){{0,2}}$",
            before,
        ):
            return name
    if "+" in inside[: each.end - each.start + 1]:
        return "more than"
    if re.search(
        r"\b(?:will|would|could|capable of|is expected to|is set to|plans? to|by 20[3-9]\d)\b",
        words[: each.start],
    ):
        return "forecast"
    return "exact"


def _denominator(each: Figure, after: str) -> str | None:
    if each.unit not in ("percent", "count"):
        return None
    match = DENOMINATOR.match(after)
    return match["what"].strip() if match and each.unit == "percent" else None
