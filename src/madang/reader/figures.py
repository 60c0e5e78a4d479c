"""Every number of a sentence that has a unit: money, shares, ranks, areas, times, counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madang.reader.quantity_words import (
    COUNTED,
    CURRENCIES,
    KOREAN_SCALES,
    NUMBERS,
    ORDINAL_WORDS,
    PLURAL_NOUN,
    SCALES,
    UNCOUNTED,
)

NUMBER = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"


WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))


SCALE = "|".join(sorted(SCALES, key=len, reverse=True))


LONG_SCALE = "|".join(
    sorted((word for word in SCALES if len(word) > 1), key=len, reverse=True)
)


MONEY_BEFORE = r"US\$|C\$|A\$|S\$|HK\$|NZ\$|[$€£₩¥]|\b(?:USD|EUR|GBP|KRW|SGD|NOK|SEK|DKK|CHF|JPY|CNY|RMB|INR|AUD|CAD|SAR|SR|AED|BRL|MXN)"


MONEY_AFTER = r"US\s+dollars?|U\.S\.\s+dollars?|dollars?|euros?|pounds?|won|yen|yuan|kron(?:er|or)|rupees?|francs?|riyals?|USD|EUR|GBP|KRW|SGD|NOK|SEK|DKK|CHF|JPY|CNY|RMB|INR|AUD|CAD|SAR|AED|€|\$|달러|유로|원|엔|dólares|Euro"


MONEY = re.compile(
    rf"(?:(?P<cur>{MONEY_BEFORE})\s?(?P<n1>{NUMBER})(?:\s?[-–—]\s?(?:[$€£])?(?P<m1>{NUMBER}))?(?:[\s-]?(?P<s1>{SCALE})\b)?)"
    rf"|(?:(?P<n2>{NUMBER}|\b(?:{WORDS}))(?:\s?[-–—]\s?(?P<m2>{NUMBER}))?[\s-]?(?:(?P<s2>{SCALE})\s?)?\s?(?P<cur2>{MONEY_AFTER})(?![a-zA-Z]))",
    re.IGNORECASE,
)


PERCENT = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:{WORDS}))\s?(?:%|per\s?cent\b|percent\b|Prozent\b|퍼센트|pct\b|percentage points?)",
    re.IGNORECASE,
)


MULTIPLE = re.compile(
    rf"\b(?P<n>{NUMBER}|{WORDS})[\s-]?(?:fold|times)\b(?!\s+(?:a|per)\s)|\b(?P<word>doubled|tripled|quadrupled)\b|(?P<korean>\d+)\s?배",
    re.IGNORECASE,
)


RANK = re.compile(
    rf"\b(?:rank(?:s|ed|ing)?|place[sd]?|came|finished|positioned|is|was|became)\s+(?:(?:the|as|at|in|number)\s+){{0,2}}(?P<n>{'|'.join(ORDINAL_WORDS)}|No\.?\s?\d+|\d+(?:st|nd|rd|th))\b(?!\s+(?:time|year|day|month|step|phase|round|company|quarter|half|edition|country in|to)\b)"
    rf"|\b(?P<of>{'|'.join(ORDINAL_WORDS)})[\s-](?:largest|biggest|highest|most|fastest|leading)\b|(?P<korean>\d+)위",
    re.IGNORECASE,
)


TIME = re.compile(
    rf"\b(?P<n>{NUMBER}|{WORDS})[\s-]+(?:additional\s+|more\s+|consecutive\s+|full\s+)?(?P<unit>years?|days?|months?|weeks?|Jahren?|Tagen?)\b(?!\s+(?:ago|earlier|later|before|old|renewal))",
    re.IGNORECASE,
)


AREA = re.compile(
    rf"(?P<n>{NUMBER})\s?(?:(?P<s>{SCALE})\s)?(?P<unit>m2|m²|square\s+met(?:re|er)s?|sqm|Quadratmeter|square\s+f(?:ee|oo)t|sq\.?\s?ft)",
    re.IGNORECASE,
)


COUNT = re.compile(
    rf"(?<![\w.,$€£-])(?!(?:19|20)\d\d\b)(?P<n>{NUMBER}|{WORDS})(?P<plus>\+)?(?:[\s-](?P<s>{LONG_SCALE})\b)?(?!\s+of\s+(?:the\s+)?(?:\d|(?:{WORDS})\b))\s+(?P<noun>(?:of\s+(?:the\s+|these\s+|its\s+)?)?(?:(?:(?!(?:and|or|to|in|of|for|with|by|from|on|at|is|are|was|were|as|the|rounds|times|{WORDS})\b)(?!\d)[\w’'/-]+\s+){{0,4}}?)(?:{COUNTED}|{PLURAL_NOUN}))(?![\w-])",
    re.IGNORECASE,
)


AGAINST = re.compile(
    rf"\b(?:against|from|compared (?:with|to)|up from|down from|versus|vs\.?|than)\s+(?P<n>{NUMBER})(?P<rest>\s+(?:a year|the year|in|last|the previous|years?)\b)",
    re.IGNORECASE,
)


SCALED = re.compile(
    rf"(?<![\w.,$€£-])(?P<n>{NUMBER}|{WORDS})[\s-](?P<s>{LONG_SCALE})\s+(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*)?)",
    re.IGNORECASE,
)


KOREAN = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<s>조|억|천만|백만|만|천)?\s?(?P<n2>\d[\d,]*)?(?P<s2>만|억)?\s?(?P<unit>달러|유로|원|엔|%|퍼센트|개국|개사|개|건|명|곳|여\s?명|여\s?개|년간|병상|도즈)"
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
    """ "394 meetings, against 240 a year earlier": the second figure counts the same things."""
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
