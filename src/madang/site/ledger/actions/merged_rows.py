"""The rows of the database as the rules of merging see them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction

from madang.site.ledger.models import MergedCell, MergedRow
from madang.site.ledger.rules.merged_columns import MOVED
from madang.site.ledger.rules.merging import Aside, Cell


def rows_of(table: str) -> "models.Manager[Any]":
    """Return the rows of a table: "ledger.TieParty"."""
    rows: models.Manager[Any] = apps.get_model(table)._default_manager  # noqa: SLF001 - Django's public way to the rows
    return rows


class DatabaseRows:
    """The store of the rules of merging (rules.merging.Store). Use it within a transaction."""

    def __init__(self) -> None:
        self._notes = {
            Cell(each.table, each.row, each.column): each.base_id
            for each in MergedCell.objects.all()
        }

    def held_by(self, organisation: int) -> Iterator[Cell]:
        """Return the cells that show an organisation now."""
        for table, columns in MOVED.items():
            for column in columns:
                found = rows_of(table).filter(**{column: organisation})
                for pk in found.order_by("pk").values_list("pk", flat=True):
                    yield Cell(table, pk, column)

    def cells_of(self, table: str, row: int) -> Iterable[Cell]:
        """Return every cell of one row."""
        return [Cell(table, row, column) for column in MOVED[table]]

    def shown(self, cell: Cell) -> int | None:
        """Return the organisation in a cell; None if the row or its value is gone."""
        found = rows_of(cell.table).filter(pk=cell.row)
        value: int | None = found.values_list(cell.column, flat=True).first()
        return value

    def noted(self) -> Mapping[Cell, int]:
        """Return the bases of the cells that show another organisation than their own."""
        return self._notes

    def aside(self) -> Iterable[Aside]:
        """Return the rows that are set aside, but for those whose own references are gone: they have nothing to come back to."""
        found = []
        for each in MergedRow.objects.all():
            if _is_whole(each):
                found.append(Aside(each.table, each.row, each.bases))
            else:
                each.delete()
        return found

    def put(self, cell: Cell, organisation: int) -> bool:
        """Let a cell show an organisation; False, and nothing changed, if another row says the same already."""
        rows = rows_of(cell.table).filter(pk=cell.row)
        return _kept(lambda: rows.update(**{cell.column: organisation}))

    def note(self, cell: Cell, base: int | None) -> None:
        """Keep note of a cell's base, or with None forget it."""
        place: dict[str, Any] = {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
        }
        if base is None:
            if self._notes.pop(cell, None) is not None:
                MergedCell.objects.filter(**place).delete()
            return
        self._notes[cell] = base
        MergedCell.objects.update_or_create(**place, defaults={"base_id": base})

    def set_aside(self, table: str, row: int, bases: Mapping[str, int]) -> None:
        """Take a row away, kept whole with its organisations put to their bases."""
        found = rows_of(table).get(pk=row)
        for column, base in bases.items():
            setattr(found, f"{column}_id", base)
        content = json.loads(serializers.serialize("json", [found]))
        MergedRow.objects.create(
            table=table, row=row, content=content, bases=dict(bases)
        )
        found.delete()

    def bring_back(self, row: Aside, shown: Mapping[str, int]) -> bool:
        """Put a row back with these organisations by column; False, and nothing changed, if another row says the same."""
        kept = MergedRow.objects.get(table=row.table, row=row.row)
        (found,) = serializers.deserialize("json", json.dumps(kept.content))
        for column, organisation in shown.items():
            setattr(found.object, f"{column}_id", organisation)
        # Saved raw: times and computed columns stay as they were.
        if not _kept(found.save):
            return False
        kept.delete()
        return True


def in_words(cell: Cell) -> str:
    """Return what the row of a cell is called, also while it is set aside."""
    found = rows_of(cell.table).filter(pk=cell.row).first()
    if found is None:
        kept = MergedRow.objects.get(table=cell.table, row=cell.row)
        (whole,) = serializers.deserialize("json", json.dumps(kept.content))
        found = whole.object
    return str(found)


def _kept(write: Any) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return False
    return True


def _is_whole(row: MergedRow) -> bool:
    fields = row.content[0]["fields"]
    for field in apps.get_model(row.table)._meta.concrete_fields:  # noqa: SLF001 - Django's public way to columns
        value = fields.get(field.name)
        if field.many_to_one and value is not None and field.related_model:
            others: Any = field.related_model
            if not others._default_manager.filter(pk=value).exists():  # noqa: SLF001 - Django's public way to the rows
                return False
    return True
