"""Tables as files: XLSX and CSV in which a name that looks like a formula stays a name."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date, time
from io import BytesIO, StringIO

import xlsxwriter

from madang.site.meetings.queries.schedule import Row, headings

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDTHS = [12, 8, 8, 14, 18, 14, 30, 30, 44, 20, 20, 14]
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


def safe(text: str) -> str:
    """Return a cell that no spreadsheet runs: what begins like a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(RISKY) else text


def schedule_csv(rows: Iterable[Row]) -> bytes:
    """Return the schedule as CSV in UTF-8 with a byte order mark; days and times as ISO 8601."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(safe(head) for head in headings())
    for row in rows:
        writer.writerow(safe(_text(cell)) for cell in astuple(row))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def schedule_xlsx(rows: Iterable[Row], *, name: str) -> bytes:
    """Return the schedule as a workbook with one sheet called `name`; days and times are real ones."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_sheet_name(name))
        head = book.add_format({"bold": True, "bottom": 2})
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            time: book.add_format({"num_format": "hh:mm", "align": "left"}),
        }
        sheet.write_row(0, 0, headings(), head)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(rows, start=1):
            _write(sheet, last, astuple(row), formats)
        sheet.autofilter(0, 0, last, len(WIDTHS) - 1)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
    return out.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    cells: Sequence[object],
    formats: dict[type, object],
) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date | time):
            sheet.write_datetime(number, column, cell, formats[type(cell)])
        else:
            sheet.write_string(number, column, str(cell))


def _text(cell: object) -> str:
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)


def _sheet_name(name: str) -> str:
    """Return a name that a workbook accepts: 31 characters, none of the seven that address cells."""
    return "".join(each for each in name if each not in "[]:*?/\\'")[:31] or "Schedule"
