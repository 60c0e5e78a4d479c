"""A sheet is taken in whole or not at all: a trial does everything and takes it back, so that the preview is the truth."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.cells import names_cell, plain
from madang.site.core.tables import (
    Cells,
    Fault,
    Form,
    ReadSheet,
    forms_in,
    read_form,
)


class Refusal(Exception):  # noqa: N818 - one row's refusal, shown as a fault
    """A row that cannot be taken in; `field` names the value it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass
class Outcome:
    """What taking a file in does: numbers of rows, what is odd but no error, and the faults."""

    new: int = 0
    changed: int = 0
    known: int = 0
    notes: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def count(self, what: str) -> None:
        """Count a row as "new", "changed" or "known"."""
        setattr(self, what, getattr(self, what) + 1)


@dataclass(frozen=True)
class FileMark:
    """Name and content of a file that somebody gives."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


Save = Callable[[Cells, Outcome], None]
Refusals = tuple[type[Exception], ...]


@transaction.atomic
def take_in(
    save: Save,
    cells: Cells,
    *,
    by: log.Actor,
    file: FileMark,
    target: models.Model,
    is_trial: bool,
) -> Outcome:
    """Take a file in and return what that did. After a fault, and in a trial, nothing of it stays.

    One line of the log names the file and the SHA-256 of its bytes; `target` is what it was taken in for.
    """
    outcome = Outcome()
    save(cells, outcome)
    if is_trial or outcome.faults:
        transaction.set_rollback(True)
        return outcome
    numbers = f"{outcome.new} new, {outcome.changed} changed, {outcome.known} known"
    log.record(
        "import sheet",
        target,
        by=by,
        detail=f"{file.name[:100]}, SHA-256 {file.sha256}: {numbers}",
    )
    return outcome


def read_sheets(forms: list[Form], cells: Cells, outcome: Outcome) -> list[ReadSheet]:
    """Return the sheets of these forms in their order; what cannot be read becomes faults, as does a file without any of them."""
    wanted = forms_in(forms, cells)
    found = [sheet for form in wanted if (sheet := read_form(form, cells)) is not None]
    for sheet in found:
        outcome.faults += sheet.faults
    if not found:
        names = ", ".join(f"“{form.name}”" for form in forms)
        expected = _("one of the sheets %(names)s") % {"names": names}
        outcome.faults.append(Fault(cells[0][0] if cells else "", 1, "", expected))
    return found


def take_rows(
    sheet: ReadSheet,
    outcome: Outcome,
    take: Callable[[dict[str, Any]], str],
    refusals: Refusals,
) -> None:
    """Take each row in; `take` returns "new", "changed" or "known". A refusal becomes the fault of its row."""
    expected: Refusals = (*refusals, Refusal)
    for number, values in sheet.rows:
        try:
            with transaction.atomic():
                outcome.count(take(values))
        except expected as error:
            name = getattr(error, "field", "")
            found = _written(values.get(name))
            outcome.faults.append(sheet.fault(number, name, str(error), found))


def _written(value: Any) -> str:
    """Return the beginning of what stood in a cell."""
    found = names_cell(value) if isinstance(value, tuple) else plain(value)
    return found[:80]
