"""Merge organisations so that it can be undone exactly, in any order. Pure: rows are reached through `Store`.

Each standing decision is an arrow from the organisation merged away to the one kept; they form a forest, and an organisation shows
under its root. A row keeps note of the organisation that it belongs to by itself (its base) while it shows under another one: what
it shows is always the root of its base, so that undoing a decision needs no memory of the order in which others came. A row that
would say the same as one already there is set aside whole, and comes back as soon as it says something of its own again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

Pointers = Mapping[int, int]


@dataclass(frozen=True, order=True)
class Cell:
    """One column of one row that names an organisation."""

    table: str
    row: int
    column: str


@dataclass(frozen=True)
class Aside:
    """A row that was set aside: its organisations by column, each the one that it belongs to by itself."""

    table: str
    row: int
    bases: Mapping[str, int]


class InTheWayError(Exception):
    """A row cannot go back where it came from, because another one says the same there now. `cell` names it."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(f"{cell.table} {cell.row}")
        self.cell = cell


class Store(Protocol):
    """The rows, wherever they are."""

    def held_by(self, organisation: int) -> Iterable[Cell]:
        """Return the cells that show an organisation now."""

    def cells_of(self, table: str, row: int) -> Iterable[Cell]:
        """Return every cell of one row."""

    def shown(self, cell: Cell) -> int | None:
        """Return the organisation in a cell; None if the row or its value is gone."""

    def noted(self) -> Mapping[Cell, int]:
        """Return the bases of the cells that show another organisation than their own."""

    def aside(self) -> Iterable[Aside]:
        """Return the rows that are set aside."""

    def put(self, cell: Cell, organisation: int) -> bool:
        """Let a cell show an organisation; False, and nothing changed, if another row says the same already."""

    def note(self, cell: Cell, base: int | None) -> None:
        """Keep note of a cell's base, or with None forget it."""

    def set_aside(self, table: str, row: int, bases: Mapping[str, int]) -> None:
        """Take a row away, to be kept whole with its organisations put to their bases."""

    def bring_back(self, row: Aside, shown: Mapping[str, int]) -> bool:
        """Put a row back with these organisations by column; False, and nothing changed, if another row says the same."""


def root_of(pointers: Pointers, organisation: int) -> int:
    """Return under which organisation one shows: itself, or the end of the decisions that lead away from it."""
    while organisation in pointers:
        organisation = pointers[organisation]
    return organisation


def tree_of(pointers: Pointers, root: int) -> set[int]:
    """Return every organisation that shows under one, itself included."""
    return {root} | {each for each in pointers if root_of(pointers, each) == root}


def merge(store: Store, pointers: Pointers, *, kept: int, away: int) -> int:
    """Let everything of `away` show under `kept`; both are roots of `pointers`, the decisions so far. Return how many cells moved.

    Raises ValueError for two that show under one already, or are no roots.
    """
    if kept == away or kept in pointers or away in pointers:
        message = "Only organisations that stand apart can be merged"
        raise ValueError(message)
    moved = 0
    for cell in sorted(store.held_by(away)):
        if store.shown(cell) != away:
            # The other column of this row made it say the same as another: it is set aside by now.
            continue
        base = _base(store, pointers, cell, away)
        moved += 1
        if store.put(cell, kept):
            store.note(cell, base)
        else:
            _set_aside(store, pointers, cell)
    return moved


def undo(store: Store, after: Pointers, *, away: int, shown_under: int) -> int:
    """Let everything of `away` stand by itself again; `after` are the decisions that still stand. Return how many cells went back.

    `shown_under` is the organisation under which it showed until now. What was edited to name a third organisation since stays as
    edited. Raises InTheWayError if a row cannot go back; the caller then takes back the whole attempt.
    """
    freed = tree_of(after, away)
    before = {**after, away: shown_under}
    crowded = {each.table for each in store.aside()}
    count = 0
    for cell, base in sorted(store.noted().items()):
        if base not in freed or cell not in store.noted():
            continue
        if store.shown(cell) != shown_under:
            store.note(cell, None)
        elif cell.table in crowded:
            # A row of `away` itself may be set aside because of this one: all of them come back in their order, below.
            _set_aside(store, before, cell)
        elif store.put(cell, away):
            store.note(cell, base if base != away else None)
            count += 1
        else:
            raise InTheWayError(cell)
    return count + _bring_back(store, after, {away, shown_under})


def _base(store: Store, pointers: Pointers, cell: Cell, shown: int) -> int:
    base = store.noted().get(cell)
    # A note that does not lead here is older than an edit: the row belongs where it was put by hand.
    return base if base is not None and root_of(pointers, base) == shown else shown


def _set_aside(store: Store, pointers: Pointers, cell: Cell) -> None:
    bases: dict[str, int] = {}
    for each in store.cells_of(cell.table, cell.row):
        shown = store.shown(each)
        if shown is not None:
            bases[each.column] = _base(store, pointers, each, shown)
        store.note(each, None)
    store.set_aside(cell.table, cell.row, bases)


def _bring_back(store: Store, after: Pointers, concerned: set[int]) -> int:
    found = [(row, _shown(after, row)) for row in store.aside()]
    count = 0
    # Rows that stand by themselves go first: the others say again what these say.
    for row, shown in sorted(
        found, key=lambda each: (each[1] != each[0].bases, each[0].table, each[0].row)
    ):
        if concerned.isdisjoint(shown.values()):
            continue
        if store.bring_back(row, shown):
            count += 1
            for name, base in row.bases.items():
                if shown[name] != base:
                    store.note(Cell(row.table, row.row, name), base)
        elif shown == row.bases:
            raise InTheWayError(Cell(row.table, row.row, next(iter(shown))))
    return count


def _shown(pointers: Pointers, row: Aside) -> dict[str, int]:
    return {name: root_of(pointers, base) for name, base in row.bases.items()}
