"""A row of a layout: its cells by field, and the place where problems are noted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from madang.site.survey.reading.cells import Value, is_blank, text_of
from madang.site.survey.reading.columns import HALF, Layout
from madang.site.survey.reading.records import ERROR, WARNING, Problem
from madang.site.survey.reading.workbook import Cell, column_letter

T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One row of data; `number` counts from 1 as a spreadsheet program shows it."""

    layout: Layout
    number: int
    cells: list[Cell]
    problems: list[Problem]

    def cell_at(self, index: int) -> Cell:
        """Return the cell of a column, None beyond the end of the row."""
        return self.cells[index] if index < len(self.cells) else None

    def cell(self, field: str) -> Cell:
        """Return the first cell of a field that says something, or None."""
        found = [self.cell_at(index) for index in self.layout.columns_of(field)]
        return next((cell for cell in found if not is_blank(cell)), None)

    def cells_of(self, field: str) -> list[Cell]:
        """Return all cells of a field that say something."""
        found = [self.cell_at(index) for index in self.layout.columns_of(field)]
        return [cell for cell in found if not is_blank(cell)]

    def note(
        self,
        field: str,
        message: str,
        *,
        severity: str = WARNING,
        index: int | None = None,
    ) -> None:
        """Note a problem at a field's column."""
        columns = [index] if index is not None else self.layout.columns_of(field)
        said = [each for each in columns if not is_blank(self.cell_at(each))] or columns
        column = column_letter(said[0]) if said else ""
        found = text_of(self.cell_at(said[0])).replace("\n", " ")[:120] if said else ""
        self.problems.append(
            Problem(
                severity, self.layout.sheet.name, self.number, column, message, found
            )
        )

    def taken(self, field: str, value: Value[T]) -> T:
        """Return what a cell means, and note what was guessed or could not be read."""
        if value.expected:
            self.note(
                field, _("expected %(what)s; left out") % {"what": value.expected}
            )
        elif value.remark:
            self.note(field, value.remark)
        return value.value

    def fail(self, field: str, message: str) -> None:
        """Note a problem that keeps the file from being imported."""
        self.note(field, message, severity=ERROR)


def rows_of(layout: Layout, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows of data that are not wholly empty; a row that repeats the header is passed over."""
    header = layout.sheet.rows[layout.header_row] if layout.sheet.rows else []
    for index, cells in enumerate(
        layout.sheet.rows[layout.first_row :], start=layout.first_row
    ):
        said = [each for each in layout.columns if layout.columns[each] != "number"]
        row = Row(layout, index + 1, cells, problems)
        if all(is_blank(row.cell_at(each)) for each in said) or cells == header:
            continue
        yield row


def half_columns(layout: Layout) -> list[int]:
    """Return the columns that stand for half-days."""
    return layout.columns_of(HALF)
