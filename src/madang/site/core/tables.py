"""Sheets that go out and come back: columns with headings in the reader's language, rows read with a place for each fault."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from madang.site.core.cells import Cell, CellError, Read, plain
from madang.site.core.sheets import Table

MOST_ROWS = 500
Cells = Sequence[tuple[str, Sequence[Sequence[Cell]]]]


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Column:
    """A column: the name of its value, its heading, how a cell is read and written. Without `read` it is only written.

    `hint` says what is expected where the reader's own refusal does not say enough.
    """

    name: str
    heading: str | Promise
    read: Read | None = None
    show: Callable[[Any], object] = _same
    width: int = 16
    is_required: bool = False
    hint: str | Promise = ""


@dataclass(frozen=True)
class Form:
    """A sheet that people fill."""

    name: str | Promise
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column of a value."""
        return next((each for each in self.columns if each.name == name), None)


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be used: where, what was expected, what stands there."""

    sheet: str
    row: int
    column: str
    expected: str
    found: str = ""


@dataclass
class ReadSheet:
    """The rows of a sheet by their numbers, each as values by name; and what could not be read."""

    name: str
    form: Form
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def fault(self, row: int, name: str, expected: str, found: str = "") -> Fault:
        """Return a fault at the column of a value; "" for the row as a whole."""
        return Fault(self.name, row, self.places.get(name, ""), expected, found)


def table_of(form: Form, rows: Iterable[Mapping[str, Any]]) -> Table:
    """Return a sheet of these values in the reader's language; of no rows it is the template."""
    columns = form.columns
    return Table(
        name=str(form.name),
        headings=[str(each.heading) for each in columns],
        rows=[[each.show(row.get(each.name)) for each in columns] for row in rows],
        widths=[each.width for each in columns],
    )


def _said(words: str | Promise) -> set[str]:
    """Return a heading or name in every language of the site, in small letters."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(str(words).casefold())
    return found


def letter(index: int) -> str:
    """Return the letter of a column: 0 is A, 26 is AA."""
    rest, last = divmod(index, 26)
    return (letter(rest - 1) if rest else "") + ascii_uppercase[last]


def forms_in(forms: Sequence[Form], cells: Cells) -> list[Form]:
    """Return those of the forms whose sheets a workbook holds, by name; for one sheet of another name the form that most of its headings fit."""
    named = [form for form in forms if _named(form, cells)]
    if named or len(cells) != 1 or not forms:
        return named
    rows = cells[0][1]
    best = max(forms, key=lambda form: _fit(form, rows))
    return [best] if _fit(best, rows) else []


def read_form(form: Form, cells: Cells) -> ReadSheet | None:
    """Return what the sheet of this form holds; None if the workbook has no such sheet.

    A sheet is known by its name in any language; a file of one sheet also by its headings.
    """
    found = _named(form, cells)
    if found is None and len(cells) == 1 and _fit(form, cells[0][1]):
        found = cells[0]
    return _read(form, *found) if found else None


def _named(form: Form, cells: Cells) -> tuple[str, Sequence[Sequence[Cell]]] | None:
    names = _said(form.name)
    return next((each for each in cells if each[0].strip().casefold() in names), None)


def _fit(form: Form, rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many of the headings are the form's; 0 if one that must be there is missing."""
    heads = {plain(cell).casefold() for cell in rows[0]} if rows else set()
    known = [each for each in form.columns if _said(each.heading) & heads]
    is_whole = all(each in known for each in form.columns if each.is_required)
    return len(known) if is_whole else 0


def _read(form: Form, name: str, rows: Sequence[Sequence[Cell]]) -> ReadSheet:
    sheet = ReadSheet(name, form)
    columns = _columns(sheet, rows[0] if rows else [])
    filled = [
        (number, row)
        for number, row in enumerate(rows[1:], start=2)
        if any(plain(cell) for cell in row)
    ]
    if len(filled) > MOST_ROWS:
        most = _("at most %(most)d rows in one file") % {"most": MOST_ROWS}
        sheet.faults.append(Fault(name, MOST_ROWS + 2, "", most))
    for number, row in filled[:MOST_ROWS]:
        _read_row(sheet, number, row, columns)
    return sheet


def _columns(sheet: ReadSheet, heads: Sequence[Cell]) -> dict[int, Column]:
    said = {words: each for each in sheet.form.columns for words in _said(each.heading)}
    found: dict[int, Column] = {}
    for index, head in enumerate(heads):
        words = plain(head)
        known = said.get(words.casefold())
        if known is not None and known not in found.values():
            found[index] = known
            sheet.places[known.name] = f"{letter(index)}, {words}"
        elif words:
            expected = _("a heading of the template, each once")
            sheet.faults.append(Fault(sheet.name, 1, letter(index), expected, words))
    for column in sheet.form.columns:
        if column.is_required and column not in found.values():
            expected = _("a column “%(name)s”") % {"name": column.heading}
            sheet.faults.append(Fault(sheet.name, 1, "", expected))
    return found


def _read_row(
    sheet: ReadSheet, number: int, row: Sequence[Cell], columns: dict[int, Column]
) -> None:
    values: dict[str, Any] = {
        each.name: each.read(None) for each in sheet.form.columns if each.read
    }
    before = len(sheet.faults)
    for index, column in columns.items():
        cell = row[index] if index < len(row) else None
        if column.read is None:
            continue
        try:
            values[column.name] = column.read(cell)
        except CellError as error:
            sheet.faults.append(
                sheet.fault(number, column.name, str(error), plain(cell)[:80])
            )
        if column.is_required and not plain(cell):
            expected = _("something: it must be filled")
            sheet.faults.append(sheet.fault(number, column.name, expected))
    if len(sheet.faults) == before:
        sheet.rows.append((number, values))
