"""A file with its mapping → all that it says. The door of this package."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from madang.site.survey.reading.cells import is_blank
from madang.site.survey.reading.columns import Layout, mended, recognise
from madang.site.survey.reading.facilities import (
    read_hours,
    read_interpreters,
    read_places,
)
from madang.site.survey.reading.items import Tagger
from madang.site.survey.reading.organisations import (
    check_names,
    read_organisations,
)
from madang.site.survey.reading.records import ERROR, Problem, Reading
from madang.site.survey.reading.rows import rows_of
from madang.site.survey.reading.workbook import Sheet, column_letter


def layouts_of(
    sheets: Sequence[Sheet], mapping: Mapping[str, Any], *, days: Sequence[date]
) -> list[Layout]:
    """Return how each sheet is read: recognised by itself, then as the mapping says (sheet's name → what was mended)."""
    found = [recognise(sheet, days=days) for sheet in sheets]
    return [
        mended(each, mapping[each.sheet.name], days=days)
        if each.sheet.name in mapping
        else each
        for each in found
    ]


def mapping_of(layouts: Sequence[Layout]) -> dict[str, Any]:
    """Return the mapping that says of each sheet what was recognised; the form in which it is stored and written."""
    return {
        each.sheet.name: {
            "kind": each.kind,
            "header": each.header_row + 1,
            "columns": {
                column_letter(index): each.columns.get(index, "")
                for index in each.headers
            },
        }
        for each in layouts
    }


def blanks_of(layouts: Sequence[Layout]) -> dict[str, dict[str, int]]:
    """Return how many rows leave each column empty: sheet → header → rows, columns that are full left out."""
    found: dict[str, dict[str, int]] = {}
    for layout in layouts:
        rows = list(rows_of(layout, []))
        counts = {
            layout.headers[index] or column_letter(index): sum(
                1 for row in rows if is_blank(row.cell_at(index))
            )
            for index in sorted(layout.columns)
        }
        found[layout.sheet.name] = {
            header: number for header, number in counts.items() if number
        }
    return {name: counts for name, counts in found.items() if counts}


def read_layouts(
    layouts: Sequence[Layout], tag: Tagger, *, days: Sequence[date]
) -> Reading:
    """Return what all sheets say, with every problem in the order of the file."""
    reading = Reading()
    for layout in layouts:
        if layout.kind == "survey":
            reading.hours = reading.hours or read_hours(layout.sheet, layout.header_row)
            reading.organisations += read_organisations(layout, tag, reading.problems)
        elif layout.kind == "rooms":
            reading.places += read_places(layout, reading.problems)
        elif layout.kind == "interpreters":
            reading.interpreters += read_interpreters(
                layout, reading.problems, days=days
            )
    check_names(reading.organisations, reading.problems)
    if not any(layout.kind for layout in layouts):
        message = _(
            "no header row: expected a row with a column for the organisation and one for what it seeks or offers"
        )
        name = layouts[0].sheet.name if layouts else ""
        reading.problems.append(Problem(ERROR, name, 1, "", message))
    elif (
        not (reading.organisations or reading.places or reading.interpreters)
        and not reading.problems
    ):
        message = _("a header and no row under it")
        reading.problems.append(
            Problem(ERROR, layouts[0].sheet.name, layouts[0].first_row + 1, "", message)
        )
    return reading
