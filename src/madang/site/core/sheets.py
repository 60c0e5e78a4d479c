"""Tables as files: XLSX and CSV in which a name that looks like a formula stays a name."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter

# The wide forms count too: spreadsheets of East Asia take them for the narrow ones.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
Row = Sequence[object]


@dataclass(frozen=True)
class Table:
    """A sheet to be: its name, its headings with the width of each column in characters, its rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Row]
    widths: Sequence[int] = ()


def safe(text: str) -> str:
    """Return a cell that no spreadsheet runs: what begins like a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(RISKY) else text


def csv_file(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark; days and times as ISO 8601."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(safe(head) for head in headings)
    for row in rows:
        writer.writerow(safe(_text(cell)) for cell in row)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_file(tables: Iterable[Table]) -> bytes:
    """Return a workbook with one sheet a table; days, times and numbers are real ones, text is never a formula or a link."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 2})
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            time: book.add_format({"num_format": "hh:mm", "align": "left"}),
        }
        for table in tables:
            _add(book.add_worksheet(sheet_name(table.name)), table, head, formats)
    return out.getvalue()


def _add(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: Table,
    head: object,
    formats: dict[type, object],
) -> None:
    sheet.write_row(0, 0, table.headings, head)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, (last, column), cell, formats)
    sheet.autofilter(0, 0, last, len(table.headings) - 1)
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    where: tuple[int, int],
    cell: object,
    formats: dict[type, object],
) -> None:
    if isinstance(cell, date | time):
        sheet.write_datetime(*where, cell, formats[type(cell)])
    elif isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        sheet.write_number(*where, cell)
    elif cell is not None:
        sheet.write_string(*where, str(cell))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)


def sheet_name(name: str) -> str:
    """Return a name that a workbook accepts: 31 characters, none of the seven that address cells."""
    return "".join(each for each in name if each not in "[]:*?/\\'")[:31] or "Sheet"
