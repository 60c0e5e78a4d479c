"""Rows of places and of interpreters, and the line of a title that tells the hours."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from madang.site.core.time import NoSuchTimeError, zone
from madang.site.survey.reading import cells
from madang.site.survey.reading.columns import Layout
from madang.site.survey.reading.halves import AM, PM, WHOLE, HalfDay, half_day
from madang.site.survey.reading.records import (
    Hours,
    InterpreterRecord,
    PlaceRecord,
    Problem,
)
from madang.site.survey.reading.rows import Row, half_columns, rows_of
from madang.site.survey.reading.workbook import Sheet

ALWAYS = re.compile(
    r"both|all|every|any|full|always|whole|entire|전일|양일|모두|전체|종일|매일",
    re.IGNORECASE,
)
MINUTES = re.compile(r"(\d{1,3})\s*[-\s]?(?:minutes?|min\.?|분)", re.IGNORECASE)
PAUSE = re.compile(
    r"(?:pause|break|gap|interval|휴식|간격)[^\d]{0,20}(\d{1,2})|(\d{1,2})\s*(?:minutes?|min|분)\s*(?:pause|break|gap|휴식)",
    re.IGNORECASE,
)
STRETCH = re.compile(
    r"(\d{1,2})[:.](\d{2})\s*(?:to|until|till|[-–—~]|부터)\s*(\d{1,2})[:.](\d{2})",
    re.IGNORECASE,
)
ZONE = re.compile(r"\b([A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?)\b")
TITLE_ROWS = 40


def read_hours(sheet: Sheet, header_row: int) -> Hours | None:
    """Return the hours that a row above the header tells: a length of slots and at least one stretch, or None."""
    for row in sheet.rows[: min(header_row, TITLE_ROWS)]:
        for cell in row:
            if isinstance(cell, str) and (hours := _hours(cell)) is not None:
                return hours
    return None


def _hours(text: str) -> Hours | None:
    stretches = [
        (f"{int(a):02}:{b}", f"{int(c):02}:{d}") for a, b, c, d in STRETCH.findall(text)
    ]
    stretches = [
        (first, last) for first, last in stretches if "00:00" <= first < last <= "23:59"
    ]
    minutes = MINUTES.search(text)
    if minutes is None or not stretches or not 5 <= int(minutes[1]) <= 240:
        return None
    pause = PAUSE.search(text)
    return Hours(
        minutes=int(minutes[1]),
        stretches=sorted(stretches),
        zone=_zone(text),
        pause=int(pause[1] or pause[2]) if pause else 0,
    )


def _zone(text: str) -> str:
    for name in ZONE.findall(text):
        try:
            zone(name)
        except NoSuchTimeError:
            continue
        return str(name)
    return ""


def read_places(layout: Layout, problems: list[Problem]) -> list[PlaceRecord]:
    """Return the places of a sheet; a name twice, or a row without one, is an error."""
    found: list[PlaceRecord] = []
    seen: dict[str, int] = {}
    for row in rows_of(layout, problems):
        name = cells.line_of(row.cell("place"))[:80]
        if not name:
            row.fail("place", _("expected the name of the place"))
            continue
        if name.casefold() in seen:
            row.fail(
                "place",
                _("the same place as in row %(row)s; keep one of the rows")
                % {"row": seen[name.casefold()]},
            )
            continue
        seen[name.casefold()] = row.number
        found.append(_place(row, name))
    return found


def _place(row: Row, name: str) -> PlaceRecord:
    seats = row.taken("seats", cells.number(row.cell("seats")))
    return PlaceRecord(
        sheet=row.layout.sheet.name,
        row=row.number,
        name=name,
        zone=cells.line_of(row.cell("zone"))[:80],
        hall=cells.line_of(row.cell("hall"))[:80],
        code=cells.line_of(row.cell("code"))[:12],
        seats=seats if seats and seats < 1000 else None,
        owner=cells.line_of(row.cell("owner"))[:200],
    )


def read_interpreters(
    layout: Layout, problems: list[Problem], *, days: Sequence[date]
) -> list[InterpreterRecord]:
    """Return the interpreters of a sheet; a row without two languages is an error."""
    found: list[InterpreterRecord] = []
    seen: dict[str, int] = {}
    for row in rows_of(layout, problems):
        name = cells.line_of(row.cell("interpreter"))[:120]
        if not name:
            row.fail("interpreter", _("expected the name of the interpreter"))
            continue
        if name in seen:
            row.fail(
                "interpreter",
                _("the same name as in row %(row)s; keep one of the rows")
                % {"row": seen[name]},
            )
            continue
        seen[name] = row.number
        languages = _pairs(row)
        if not languages:
            row.fail("pair", _("expected two languages, such as Korean-English"))
            continue
        email = row.taken("email", cells.email(row.cell("email")))
        free = _free(row, days)
        found.append(
            InterpreterRecord(
                row.layout.sheet.name, row.number, name, languages, email, free
            )
        )
    return found


def _pairs(row: Row) -> list[tuple[str, str]]:
    columns = row.cells_of("pair")
    found = [pair for cell in columns for pair in cells.pairs(cell).value]
    if not found and len(columns) == 2:
        # Two columns, one language in each.
        codes = [code for cell in columns for code in cells.languages(cell).value]
        found = [(min(codes), max(codes))] if len(set(codes)) == 2 else []
    return list(dict.fromkeys(found))


def _free(row: Row, days: Sequence[date]) -> list[HalfDay] | None:
    if columns := half_columns(row.layout):
        marks = {index: cells.yes_or_no(row.cell_at(index)) for index in columns}
        if any(mark is not None for mark in marks.values()):
            return [
                row.layout.halves[index] for index in columns if marks[index] is True
            ]
    cell = row.cell("available")
    text = cells.text_of(cell)
    whole = half_day(cell, days=days, is_lone=True)
    if not text or (whole is None and ALWAYS.search(text)):
        return None
    found = (
        [whole]
        if whole
        else [
            half_day(part, days=days, is_lone=True)
            for part in re.split(r"[;,\n]|\s(?:and|및)\s", text)
        ]
    )
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        row.note(
            "available",
            _("expected %(what)s; left out")
            % {"what": _("a half-day, such as 2026-11-18 AM, or all days")},
        )
    return known or None


def covers(half: HalfDay, day: date, part: str) -> bool:
    """Whether a half-day takes in a part ("am" or "pm") of a day; one without a day takes in every day's."""
    return half.day in (None, day) and half.half in (WHOLE, part) and part in (AM, PM)
