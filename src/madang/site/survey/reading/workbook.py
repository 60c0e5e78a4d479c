"""A workbook or a table → sheets of cells. Nothing is opened before its size is known; every refusal says what to do."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

Cell = str | int | float | bool | date | datetime | time | timedelta | None

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
# Above this size, a file that unpacks to more than so many times itself is no honest workbook.
SUSPICIOUS_FROM = 50 * 1024 * 1024
MOST_RATIO = 100
MOST_COLUMNS = 500
MOST_ROWS = 20_000
# Whatever a reader takes for the address of a cell: either kind of quotation mark, small letters, any blank.
CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,8})["']"""
)
DELIMITERS = (",", ";", "\t", "|")


class UnreadableFileError(ValueError):
    """A file that cannot be read as a workbook or a table; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name and its rows from the very first; rows may differ in length."""

    name: str
    rows: list[list[Cell]]


def column_letter(index: int) -> str:
    """Return the letter of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_workbook(file_name: str, content: bytes) -> list[Sheet]:
    """Return the sheets of an .xlsx or .csv file, whatever its name says. Raises UnreadableFileError."""
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(
            _(
                "The file is larger than 10 MB. Save the sheets that matter as a file of their own."
            )
        )
    if not content.strip():
        raise UnreadableFileError(_("The file is empty."))
    if content.startswith(b"PK"):
        return _read_xlsx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(
            _(
                "The workbook is in the old .xls format or has a password. Save it as .xlsx without one."
            )
        )
    return [_read_csv(file_name, content)]


def _read_xlsx(content: bytes) -> list[Sheet]:
    _check_package(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _sheet(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names
        ]
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(
            _(
                "The workbook is damaged. Open it in a spreadsheet program and save it again."
            )
        ) from error


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > MOST_UNPACKED or (
                unpacked > SUSPICIOUS_FROM and unpacked > MOST_RATIO * len(content)
            ):
                raise UnreadableFileError(
                    _(
                        "The file unpacks to more than a survey can hold. It was not opened."
                    )
                )
            if "xl/workbook.xml" not in {entry.filename for entry in entries}:
                raise UnreadableFileError(
                    _("This is no workbook. Save it as .xlsx or .csv.")
                )
            for entry in entries:
                # A sheet may lie anywhere in the package.
                _check_extent(package, entry)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        raise UnreadableFileError(
            _(
                "The workbook is damaged. Open it in a spreadsheet program and save it again."
            )
        ) from error


def _check_extent(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a sheet that is too large before it is opened: one cell in the last corner would fill the memory."""
    tail = b""
    read = 0
    with package.open(entry) as stream:
        while chunk := stream.read(1 << 20):
            read += len(chunk)
            # The sizes that a package states about itself may be wrong; what comes out of it counts.
            if read > MOST_UNPACKED:
                raise UnreadableFileError(
                    _(
                        "The file unpacks to more than a survey can hold. It was not opened."
                    )
                )
            for found in CELL.finditer(tail + chunk):
                _check_size(
                    columns=_column_number(found[1].decode().upper()),
                    rows=int(found[2]),
                )
            tail = chunk[-100:]


def _check_size(*, columns: int, rows: int) -> None:
    if columns > MOST_COLUMNS:
        raise UnreadableFileError(
            _(
                "A sheet has more than 500 columns. Delete what is no answer, empty columns too."
            )
        )
    if rows > MOST_ROWS:
        raise UnreadableFileError(
            _(
                "A sheet has more than 20,000 rows. Delete what is no answer, empty rows too."
            )
        )


def _sheet(sheet: CalamineSheet) -> Sheet:
    rows: list[list[Cell]] = [
        list(row) for row in sheet.to_python(skip_empty_area=False)
    ]
    for (first, column), (last, _last_column) in sheet.merged_cell_ranges or []:
        # A cell that was merged downwards holds its value for each of its rows.
        for number in range(first + 1, min(last + 1, len(rows))):
            if column < len(rows[number]):
                rows[number][column] = rows[first][column]
    return Sheet(name=sheet.name, rows=rows)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(content, "utf-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _decode(content, "utf-8-sig")
    head = content[:2000]
    if head[1::2].count(0) > len(head) // 6:
        return _decode(content, "utf-16-le")
    if head[0::2].count(0) > len(head) // 6:
        return _decode(content, "utf-16-be")
    if b"\x00" in content:
        raise UnreadableFileError(
            _("This is no workbook and no table of text. Save it as .xlsx or .csv.")
        )
    for encoding in ("utf-8", "cp949", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(
        _(
            "The letters of the table are in no encoding known here. Save it as CSV UTF-8."
        )
    )


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("The table breaks off or is damaged. Save it again as CSV UTF-8.")
        ) from error


def _read_csv(file_name: str, content: bytes) -> Sheet:
    text = _decoded(content)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(
            io.StringIO(text, newline=""), delimiter=_delimiter(text)
        ):
            _check_size(columns=len(row), rows=len(rows) + 1)
            rows.append(list(row))
    except csv.Error as error:
        raise UnreadableFileError(
            _(
                "The table cannot be read after row %(row)s. A quotation mark may be open."
            )
            % {"row": len(rows)}
        ) from error
    if max((len(row) for row in rows), default=0) < 2:
        raise UnreadableFileError(
            _(
                "This is no table: no comma, semicolon or tab divides its lines into columns."
            )
        )
    return Sheet(
        name=file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0][:100] or "CSV", rows=rows
    )


def _delimiter(text: str) -> str:
    """Return the sign that divides the most of the first rows into the same number of columns."""

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            widths = [
                len(row)
                for row in islice(
                    csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 60
                )
            ]
        except csv.Error:
            return (0, 0)
        usual = max(
            set(widths),
            key=lambda width: (widths.count(width) if width > 1 else 0, width),
            default=0,
        )
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=agreement)
