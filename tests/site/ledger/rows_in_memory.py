"""Rows without a database, with the same limits: what the rules of merging are run on thousands of times."""

from collections.abc import Iterable, Mapping
from copy import deepcopy

from madang.site.ledger.rules.merging import Aside, Cell

# Columns of each table that name an organisation, and what must differ between two rows of it.
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...] | None]] = {
    "name": (("organisation",), ("organisation", "text")),
    "party": (("organisation",), ("tie", "organisation")),
    "membership": (("cluster", "member"), ("cluster", "member")),
    "initiative": (("owner", "funder"), None),
    "profile": (("organisation",), ("organisation",)),
}
Row = dict[str, int | str | None]


class Memory:
    """A store in memory: rows by table and number."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], Row] = {}
        self.notes: dict[Cell, int] = {}
        self.away: dict[tuple[str, int], tuple[Aside, Row]] = {}

    def dump(self) -> tuple[object, ...]:
        """Return everything that there is, for a comparison."""
        return deepcopy((self.rows, self.notes, self.away))

    def allows(self, table: str, number: int | None, row: Row) -> bool:
        """Say whether a row may stand beside the others."""
        if table == "membership" and row["cluster"] == row["member"]:
            return False
        unique = TABLES[table][1]
        return unique is None or not any(
            all(other[each] == row[each] for each in unique)
            for (name, pk), other in self.rows.items()
            if name == table and pk != number
        )

    def held_by(self, organisation: int) -> Iterable[Cell]:
        return [
            Cell(table, number, column)
            for (table, number), row in self.rows.items()
            for column in TABLES[table][0]
            if row[column] == organisation
        ]

    def cells_of(self, table: str, row: int) -> Iterable[Cell]:
        return [Cell(table, row, column) for column in TABLES[table][0]]

    def shown(self, cell: Cell) -> int | None:
        row = self.rows.get((cell.table, cell.row))
        value = row[cell.column] if row else None
        assert not isinstance(value, str)
        return value

    def noted(self) -> Mapping[Cell, int]:
        return self.notes

    def aside(self) -> Iterable[Aside]:
        return [each for each, _row in self.away.values()]

    def put(self, cell: Cell, organisation: int) -> bool:
        row = self.rows[cell.table, cell.row]
        changed = row | {cell.column: organisation}
        if not self.allows(cell.table, cell.row, changed):
            return False
        row[cell.column] = organisation
        return True

    def note(self, cell: Cell, base: int | None) -> None:
        if base is None:
            self.notes.pop(cell, None)
        else:
            self.notes[cell] = base

    def set_aside(self, table: str, row: int, bases: Mapping[str, int]) -> None:
        whole = self.rows.pop((table, row)) | dict(bases)
        self.away[table, row] = (Aside(table, row, dict(bases)), whole)

    def bring_back(self, row: Aside, shown: Mapping[str, int]) -> bool:
        _aside, whole = self.away[row.table, row.row]
        whole = whole | dict(shown)
        if not self.allows(row.table, row.row, whole):
            return False
        del self.away[row.table, row.row]
        self.rows[row.table, row.row] = whole
        return True
