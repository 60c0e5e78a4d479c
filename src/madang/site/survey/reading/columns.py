"""Which sheet is what, where its header stands, and what each column holds; guessed, and mended by a mapping."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from rapidfuzz import fuzz

from madang.site.survey.reading.halves import HalfDay, half_day
from madang.site.survey.reading.words import COLUMNS, REPEATED, REQUIRED, SHEET_NAMES
from madang.site.survey.reading.workbook import Cell, Sheet, column_letter

HEADER_WITHIN = 40
LONGEST_HEADER = 100
# Below this likeness (0 to 100) a header is left unknown rather than guessed.
LEAST_LIKENESS = 84
IGNORE = ""
HALF = "half_day"


@dataclass(frozen=True)
class Layout:
    """How a sheet is read. `columns` is index → field; `halves` says which half-day a column stands for.

    `kind` is survey, rooms, interpreters or empty (left out); `first_row` is the index of the first row of data.
    """

    sheet: Sheet
    kind: str
    header_row: int
    first_row: int
    headers: dict[int, str]
    columns: dict[int, str]
    halves: dict[int, HalfDay]

    def columns_of(self, field: str) -> list[int]:
        """Return the columns of a field, from left to right."""
        return sorted(index for index, name in self.columns.items() if name == field)


def plain_header(value: Cell) -> str:
    """Return a header without case, marks, line breaks and a number at its end."""
    text = unicodedata.normalize(
        "NFKC", str(value if value is not None else "")
    ).casefold()
    words = " ".join(re.findall(r"[^\W_]+", text))
    return re.sub(r"(?<=\D) ?\d{1,2}$", "", words).strip()


@cache
def _likeness(header: str, words: str) -> float:
    """Return how much a header looks like one of the words, 0 to 100."""
    return max((_alike(header, word) for word in words.split("|")), default=0.0)


def _alike(header: str, word: str) -> float:
    if header == word or header.replace(" ", "") == word.replace(" ", ""):
        return 100.0 + len(word) / 100
    if word in header and (len(word) >= 4 or (len(word) >= 2 and not word.isascii())):
        bounded = (
            rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word)
        )
        if re.search(bounded, header):
            return 85.0 + 13.0 * len(word) / len(header)
    return float(fuzz.ratio(header, word, score_cutoff=LEAST_LIKENESS))


def _field_scores(header: str, kind: str) -> list[tuple[float, str]]:
    inner = re.sub(r"\s+", " ", header)
    return [
        (likeness, field)
        for field, words in COLUMNS[kind].items()
        if (likeness := _likeness(inner, words)) >= LEAST_LIKENESS
    ]


def _shown(value: Cell) -> str:
    return (
        value.strftime("%Y-%m-%d")
        if isinstance(value, (date, datetime))
        else " ".join(str(value if value is not None else "").split())
    )


def _guess(
    cells: Sequence[Cell], kind: str, years: Sequence[date]
) -> tuple[dict[int, str], dict[int, HalfDay], float]:
    """Return fields and half-days of a row of headers, and how sure that is."""
    halves = {
        index: half
        for index, cell in enumerate(cells)
        if (half := half_day(cell, days=years)) is not None
    }
    scored = []
    for index, cell in enumerate(cells):
        text = str(cell or "")
        if index in halves or not text.strip() or len(text) > LONGEST_HEADER:
            continue
        whole, bare = (
            plain_header(text),
            plain_header(re.sub(r"\(.*?\)|\uff08.*?\uff09", " ", text)),
        )
        scores = {
            (score - 1.5 * number, field)
            for number, header in enumerate((whole, bare))
            for score, field in _field_scores(header, kind)
        }
        scored += [(score, -index, field) for score, field in scores]
    columns: dict[int, str] = {}
    total = 0.0
    for score, place, field in sorted(scored, reverse=True):
        taken = field in columns.values() and (field not in REPEATED or score < 95)
        if -place not in columns and not taken:
            columns[-place] = field
            total += score / 100
    return columns, halves, total + 0.5 * len(halves)


def _fits(kind: str, columns: Mapping[int, str]) -> bool:
    first, others = REQUIRED[kind]
    found = set(columns.values())
    return first in found and bool(found.intersection(others))


def _with_parents(rows: list[list[Cell]], number: int) -> list[Cell]:
    """Return a row of headers in which "AM" under a date that spans several columns becomes "date AM"."""
    row = list(rows[number])
    above = rows[number - 1] if number else []
    parent: Cell = None
    for index in range(len(row)):
        parent = (
            above[index]
            if index < len(above) and above[index] not in (None, "")
            else parent
        )
        if (
            half_day(row[index], days=(), is_lone=True) is not None
            and half_day(parent, days=()) is not None
        ):
            row[index] = f"{_shown(parent)} {row[index]}"
    return row


def _header_of(
    sheet: Sheet, kind: str, days: Sequence[date]
) -> tuple[float, int, dict[int, str], dict[int, HalfDay]]:
    best: tuple[float, int, dict[int, str], dict[int, HalfDay]] = (0.0, 0, {}, {})
    for number in range(min(HEADER_WITHIN, len(sheet.rows))):
        columns, halves, sure = _guess(_with_parents(sheet.rows, number), kind, days)
        if _fits(kind, columns) and sure > best[0] + 0.01:
            best = (sure, number, columns, halves)
    return best


def _second_line(sheet: Sheet, header: int, days: Sequence[date]) -> dict[int, HalfDay]:
    """Return the half-days that stand alone in the row under a header whose other cells are merged downwards."""
    if header + 1 >= len(sheet.rows):
        return {}
    row, above = sheet.rows[header + 1], sheet.rows[header]
    own = [
        cell
        for index, cell in enumerate(row)
        if cell not in (None, "") and (index >= len(above) or cell != above[index])
    ]
    if not own or any(half_day(cell, days=(), is_lone=True) is None for cell in own):
        return {}
    joined = _with_parents(sheet.rows, header + 1)
    return {
        index: half
        for index, cell in enumerate(joined)
        if (half := half_day(cell, days=days)) is not None
    }


def recognise(sheet: Sheet, *, days: Sequence[date] = ()) -> Layout:
    """Return the likeliest layout of a sheet; `days` are the event's, for dates without a year."""
    name = plain_header(sheet.name)
    found = []
    for kind in COLUMNS:
        sure, header, columns, halves = _header_of(sheet, kind, days)
        hint = 1.5 if _likeness(name, SHEET_NAMES[kind]) >= LEAST_LIKENESS else 0.0
        if sure:
            found.append((sure + hint, kind, header, columns, halves))
    if not found:
        return Layout(sheet, "", 0, 0, {}, {}, {})
    _sure, kind, header, columns, halves = max(
        found, key=lambda each: (each[0], each[1] == "survey")
    )
    below = _second_line(sheet, header, days)
    first_row = header + 2 if below else header + 1
    halves = halves | below
    columns = {
        index: field for index, field in columns.items() if index not in halves
    } | dict.fromkeys(halves, HALF)
    if "name" not in columns.values() and kind == "survey":
        columns = {
            index: "name" if field == "name_local" else field
            for index, field in columns.items()
        }
    return Layout(
        sheet,
        kind,
        header,
        first_row,
        _headers(sheet, header, columns),
        columns,
        halves,
    )


def _headers(sheet: Sheet, header: int, columns: Mapping[int, str]) -> dict[int, str]:
    width = max(
        [len(row) for row in sheet.rows[header : header + 200]]
        + [max(columns, default=0) + 1]
    )
    row = _with_parents(sheet.rows, header)
    return {
        index: _shown(row[index]) if index < len(row) else "" for index in range(width)
    }


def mended(
    layout: Layout, mapping: Mapping[str, Any], *, days: Sequence[date] = ()
) -> Layout:
    """Return a layout with what a person said of it: {"kind", "header" (row from 1), "columns": {"B": field}}."""
    sheet = layout.sheet
    kind = str(mapping.get("kind", layout.kind))
    if kind not in COLUMNS:
        return Layout(sheet, "", 0, 0, {}, {}, {})
    header, columns, halves, first_row = (
        layout.header_row,
        layout.columns,
        layout.halves,
        layout.first_row,
    )
    if kind != layout.kind or int(mapping.get("header", header + 1)) - 1 != header:
        header = min(
            max(int(mapping.get("header", header + 1)) - 1, 0),
            max(len(sheet.rows) - 1, 0),
        )
        columns, halves, _sure = _guess(
            _with_parents(sheet.rows, header) if sheet.rows else [], kind, days
        )
        columns, first_row = columns | dict.fromkeys(halves, HALF), header + 1
    said = {
        str(letter): str(field)
        for letter, field in dict(mapping.get("columns", {})).items()
    }
    columns = {
        index: said.get(column_letter(index), field) for index, field in columns.items()
    }
    headers = _headers(sheet, header, columns)
    columns |= {
        index: said[column_letter(index)]
        for index in headers
        if column_letter(index) in said
    }
    known = {*COLUMNS[kind], HALF}
    columns = {
        index: field
        for index, field in columns.items()
        if field in known and (field != HALF or index in halves)
    }
    return Layout(
        sheet,
        kind,
        header,
        first_row,
        headers,
        columns,
        {key: half for key, half in halves.items() if columns.get(key) == HALF},
    )
