"""Workbooks of missions, programmes and the portal: forms with their rows, and the empty ones to fill."""

from collections.abc import Iterable

from madang.site.core.guides import template_of
from madang.site.core.sheets import Table, xlsx_file
from madang.site.core.tables import Form, table_of
from madang.site.programmes.queries.mission_sheets import Values
from madang.site.programmes.reading.sheets import GUESTS, ITINERARY, NEEDS

Sheet = tuple[Form, Iterable[Values]]


def book(*sheets: Sheet, also: Iterable[Table] = ()) -> bytes:
    """Return a workbook of forms with their rows, and after them tables that nobody takes in."""
    return xlsx_file([*(table_of(form, rows) for form, rows in sheets), *also])


def template(*forms: Form) -> bytes:
    """Return the empty workbook of these forms, with a sheet that explains their columns."""
    return xlsx_file(template_of(forms))


def mission_xlsx(stops: list[Values], guests: list[Values] | None) -> bytes:
    """Return the itinerary, and the guests for whoever runs the mission."""
    sheets: list[Sheet] = [(ITINERARY, stops)]
    if guests is not None:
        sheets.append((GUESTS, guests))
    return book(*sheets)


def needs_xlsx(rows: list[Values]) -> bytes:
    """Return needs, a row each."""
    return book((NEEDS, rows))
