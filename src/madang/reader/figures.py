"""Every number of a sentence that has a unit: money, shares, ranks, areas, times, counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madang.reader.figure_patterns import (
    AGAINST,
    AREA,
    COUNT,
    KOREAN,
    MONEY,
    MULTIPLE,
    PERCENT,
    RANK,
    SCALED,
    TIME,
)
from madang.reader.quantity_words import (
    CURRENCIES,
    KOREAN_SCALES,
    NUMBERS,
    ORDINAL_WORDS,
    SCALES,
    UNCOUNTED,
)


@dataclass(frozen=True)
class Figure:
    """A number with its unit, before the words around it are read."""

    start: int
    end: int
    value: float
    unit: str
    noun: str
    rule: str


def number(text: str) -> float | None:
    """The value of digits with either kind of comma, or of a number word; None for anything else."""
    word = text.lower().strip()
    if word in NUMBERS:
        return float(NUMBERS[word])
    digits = re.sub(r"[  ]", "", word)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return None


def figures(words: str) -> list[Figure]:
    """Every figure of a sentence; a longer reading of the same digits wins."""
    found: list[Figure] = []
    for finder in (
        _korean,
        _money,
        _percents,
        _areas,
        _ranks,
        _multiples,
        _times,
        _counts,
        _scaled,
        _compared,
    ):
        for each in finder(words):
            if not any(
                each.start < other.end and other.start < each.end for other in found
            ):
                found.append(each)
    return sorted(found, key=lambda each: each.start)


def _scaled_value(digits: str, scale: str | None) -> float | None:
    value = number(digits)
    return (
        None
        if value is None
        else round(value * SCALES.get((scale or "").lower(), 1), 6)
    )


def _money(words: str) -> list[Figure]:
    found = []
    for match in MONEY.finditer(words):
        currency = CURRENCIES.get(
            re.sub(r"\s+", " ", (match["cur"] or match["cur2"]).lower()), ""
        )
        value = _scaled_value(match["n1"] or match["n2"], match["s1"] or match["s2"])
        if value is not None and currency:
            found.append(
                Figure(match.start(), match.end(), value, currency, "", "money")
            )
    return found


def _percents(words: str) -> list[Figure]:
    return [
        Figure(m.start(), m.end(), value, "percent", "", "percent")
        for m in PERCENT.finditer(words)
        if (value := number(m["n"])) is not None
    ]


def _areas(words: str) -> list[Figure]:
    found = []
    for match in AREA.finditer(words):
        value = _scaled_value(match["n"], match["s"])
        unit = (
            "sqft"
            if "f" in match["unit"].lower() and "m" not in match["unit"].lower()[:3]
            else "m2"
        )
        if value is not None:
            found.append(Figure(match.start(), match.end(), value, unit, "", "area"))
    return found


def _ranks(words: str) -> list[Figure]:
    found = []
    for match in RANK.finditer(words):
        text = (match["n"] or match["of"] or match["korean"]).lower()
        digits = re.search(r"\d+", text)
        value = float(digits.group()) if digits else float(ORDINAL_WORDS.get(text, 0))
        if value:
            found.append(Figure(match.start(), match.end(), value, "rank", "", "rank"))
    return found


def _multiples(words: str) -> list[Figure]:
    said = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0}
    found = []
    for match in MULTIPLE.finditer(words):
        value = (
            said[match["word"].lower()]
            if match["word"]
            else number(match["n"] or match["korean"])
        )
        if value is not None:
            found.append(
                Figure(match.start(), match.end(), value, "multiple", "", "multiple")
            )
    return found


def _times(words: str) -> list[Figure]:
    found = []
    for match in TIME.finditer(words):
        value = number(match["n"])
        unit = match["unit"].lower()
        unit = (
            "years"
            if unit[0] in "yj"
            else "days"
            if unit[0] in "dt"
            else unit.rstrip("s") + "s"
        )
        if value is not None and not 1900 <= value <= 2100:
            found.append(Figure(match.start(), match.end(), value, unit, "", "time"))
    return found


def _counts(words: str) -> list[Figure]:
    found = []
    for match in COUNT.finditer(words):
        value = _scaled_value(match["n"], match["s"])
        noun = match["noun"].strip()
        is_word = match["n"].lower() in NUMBERS
        if value is None or _is_no_count(match, value, noun, is_word=is_word):
            continue
        found.append(Figure(match.start(), match.end(), value, "count", noun, "count"))
    return found


def _is_no_count(
    match: re.Match[str], value: float, noun: str, *, is_word: bool
) -> bool:
    if noun.split()[-1].lower() in UNCOUNTED:
        return True
    if not match["s"] and 1900 <= value <= 2100 and "," not in match["n"]:
        return True
    return is_word and value < 4 and not match["s"]


def _scaled(words: str) -> list[Figure]:
    found = []
    for match in SCALED.finditer(words):
        value = _scaled_value(match["n"], match["s"])
        if value is not None:
            found.append(
                Figure(
                    match.start(),
                    match.end("s"),
                    value,
                    "count",
                    match["noun"],
                    "scaled",
                )
            )
    return found


def _compared(words: str) -> list[Figure]:
    """ "52 stands, against 31 a year earlier": the second figure counts the same things."""
    return [
        Figure(m.start("n"), m.end(), value, "count", "", "compared")
        for m in AGAINST.finditer(words)
        if (value := number(m["n"])) is not None and not 1900 <= value <= 2100
    ]


def _korean(words: str) -> list[Figure]:
    found = []
    for match in KOREAN.finditer(words):
        value = number(match["n"])
        if value is None:
            continue
        value *= KOREAN_SCALES.get(match["s"] or "", 1)
        if match["n2"]:
            value += (number(match["n2"]) or 0) * KOREAN_SCALES.get(
                match["s2"] or "", 1
            )
        unit = match["unit"].replace(" ", "")
        shown = {
            "달러": "USD",
            "유로": "EUR",
            "원": "KRW",
            "엔": "JPY",
            "%": "percent",
            "퍼센트": "percent",
            "년간": "years",
        }.get(unit, "count")
        found.append(Figure(match.start(), match.end(), value, shown, unit, "korean"))
    return found
