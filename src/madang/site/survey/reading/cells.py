"""One cell → a value, with a remark where something had to be guessed. Nothing here knows of rows or databases."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from madang.site.survey.reading.names import codes_in, country_code, language_code
from madang.site.survey.reading.workbook import Cell

T = TypeVar("T")
YES = frozenset(
    [
        "y",
        "yes",
        "ye",
        "true",
        "1",
        "o",
        "ok",
        "v",
        "x̌",
        "✓",
        "✔",
        "☑",
        "●",
        "○",
        "◯",
        "◎",
        "⭕",
        "√",
        "예",
        "네",
        "넵",
        "유",
        "유함",
        "있음",
        "가능",
        "참석",
        "필요",
        "동의",
        "희망",
        "checked",
        "available",
        "needed",
        "required",
        "si",
        "oui",
        "ja",
    ]
)
NO = frozenset(
    [
        "n",
        "no",
        "none",
        "false",
        "0",
        "x",
        "×",
        "✗",
        "✘",
        "☐",
        "✕",
        "❌",
        "아니오",
        "아니요",
        "무",
        "없음",
        "불가",
        "불가능",
        "불참",
        "불필요",
        "미동의",
        "비동의",
        "미희망",
        "-",
        "–",
        "—",
        "unavailable",
        "non",
        "nein",
        "nee",
    ]
)
BLANK = frozenset(
    [
        "",
        "n/a",
        "na",
        "n.a.",
        "tbd",
        "tba",
        "?",
        "-",
        "–",
        "—",
        "해당없음",
        "해당 없음",
        "미정",
        "없음",
        "none",
        "null",
        "nan",
    ]
)
ERRORS = frozenset(["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"])
UNLIMITED = re.compile(
    r"unlimited|no limit|\bany\b|as many|제한\s*없음|무제한|상관\s*없음", re.IGNORECASE
)


@dataclass(frozen=True)
class Value(Generic[T]):
    """What a cell means. `remark` says what was guessed; `expected` what should stand there when nothing could be read."""

    value: T
    remark: str = ""
    expected: str = ""


def text_of(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a point, dates as 2026-11-18, marks of an empty cell as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, date):
        return cell.isoformat()
    lines = [
        " ".join(line.split())
        for line in unicodedata.normalize("NFC", str(cell))
        .replace("\r", "\n")
        .split("\n")
    ]
    text = "\n".join(line for line in lines if line)
    return "" if text in ERRORS else text


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, "n/a", a dash, an error of a formula."""
    return text_of(cell).casefold() in BLANK


def line_of(cell: Cell) -> str:
    """Return a cell as one line of text; marks of an empty cell as nothing."""
    return "" if is_blank(cell) else " ".join(text_of(cell).split())


def yes_or_no(cell: Cell) -> bool | None:
    """Return what a mark means; None for an empty cell or a mark that is neither."""
    mark = text_of(cell).casefold().strip(" .")
    first = re.split(r"[\s,(:]", mark)[0] if mark else ""
    for known, meaning in ((YES, True), (NO, False)):
        if mark in known or (first in known and len(mark) < 40):
            return meaning
    return None


def number(cell: Cell) -> Value[int | None]:
    """Return a whole number: 12 of "12", "12 meetings", "12명", "10-12", "about 12"; none of "no limit" and of nothing."""
    text = line_of(cell)
    if not text or UNLIMITED.search(text):
        return Value(None)
    found = [
        int(float(each)) for each in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))
    ]
    expected = _("a whole number")
    if not found or text.startswith("-") or max(found) > 30_000:
        return Value(None, expected=expected)
    if len(found) > 1:
        return Value(
            max(found),
            remark=_("read as %(number)s, the largest of the range")
            % {"number": max(found)},
        )
    if re.fullmatch(
        r"\d+(\.0+)?\s*(명|건|회|개|persons?|people|meetings?|delegates?)?",
        text,
        re.IGNORECASE,
    ):
        return Value(found[0])
    return Value(found[0], remark=_("read as %(number)s") % {"number": found[0]})


def email(cell: Cell) -> Value[str]:
    """Return the first e-mail address of a cell in small letters."""
    text = line_of(cell)
    if not text:
        return Value("")
    found = re.findall(r"[^\s<>;,()\[\]]+@[^\s<>;,()\[\]]+", text)
    address = found[0].removeprefix("mailto:").strip(".").lower() if found else ""
    try:
        validate_email(address)
    except ValidationError:
        return Value("", expected=_("an e-mail address"))
    return Value(
        address, remark=_("only the first address was taken") if len(found) > 1 else ""
    )


def country(cell: Cell) -> Value[str]:
    """Return the code of one country."""
    codes = countries(cell)
    if len(codes.value) > 1:
        return Value(codes.value[0], remark=_("only the first country was taken"))
    return Value(codes.value[0] if codes.value else "", expected=codes.expected)


def countries(cell: Cell) -> Value[list[str]]:
    """Return the codes of all countries of a cell; "any" and the like are none."""
    return _codes(
        cell,
        country_code,
        _("the name of a country in English or Korean, or its two letters"),
    )


def languages(cell: Cell) -> Value[list[str]]:
    """Return the codes of all languages of a cell."""
    return _codes(
        cell,
        language_code,
        _("the name of a language in English or Korean, or its code"),
    )


def _codes(
    cell: Cell, code_of: Callable[[str], str], expected: str
) -> Value[list[str]]:
    text = "" if is_blank(cell) else text_of(cell)
    if not text or re.fullmatch(
        r"any|all|global|worldwide|전체|전세계|무관|상관없음", text, re.IGNORECASE
    ):
        return Value([])
    codes, unknown = codes_in(text, code_of)
    return Value(codes, expected=expected if unknown else "")


def pairs(cell: Cell) -> Value[list[tuple[str, str]]]:
    """Return the pairs of languages of an interpreter, each in the order of the alphabet; "Korean-English" is one."""
    found: list[tuple[str, str]] = []
    unknown = False
    for part in re.split(r"[;,\n|]", "" if is_blank(cell) else text_of(cell)):
        codes, strange = codes_in(
            re.sub(r"[-–—↔<>⇄~]+|\bto\b", ";", part), language_code
        )
        unknown = unknown or bool(strange) or len(codes) != 2
        if len(codes) == 2:
            found.append((min(codes), max(codes)))
    return Value(
        list(dict.fromkeys(found)),
        expected=_("two languages, such as Korean-English")
        if unknown or not found
        else "",
    )
