"""The schedule as a workbook and as CSV."""

from collections.abc import Iterable
from dataclasses import astuple

from madang.site.core.sheets import CSV_TYPE, XLSX_TYPE, Table, csv_file, xlsx_file
from madang.site.meetings.queries.schedule import Row, headings

WIDTHS = [12, 8, 8, 14, 18, 14, 30, 30, 44, 20, 20, 14]

__all__ = ["CSV_TYPE", "XLSX_TYPE", "schedule_csv", "schedule_xlsx"]


def schedule_csv(rows: Iterable[Row]) -> bytes:
    """Return the schedule as CSV in UTF-8 with a byte order mark; days and times as ISO 8601."""
    return csv_file(headings(), (astuple(row) for row in rows))


def schedule_xlsx(rows: Iterable[Row], *, name: str) -> bytes:
    """Return the schedule as a workbook with one sheet called `name`; days and times are real ones."""
    cells = ([_text_or_time(cell) for cell in astuple(row)] for row in rows)
    return xlsx_file([Table(name, headings(), cells, WIDTHS)])


def _text_or_time(cell: object) -> object:
    # Numbers of places and versions are names here: "07" stays "07".
    return str(cell) if isinstance(cell, int) else cell
