"""What the sheets of ledger and landscape share: sources and passages, organisations by name, several lines that are one row."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, Refusals, take_rows
from madang.site.core.tables import ReadSheet
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import Passage, Source
from madang.site.ledger.queries.merged import by_key
from madang.site.ledger.queries.organisations import organisations_named
from madang.site.ledger.queries.sheets import NO_EVIDENCE
from madang.site.ledger.reading.sheets import ORGANISATIONS, SOURCES
from madang.site.ledger.rules.access import LedgerError

Values = dict[str, Any]
# Where a verb names a field otherwise than the sheet.
COLUMNS_OF_FIELDS = {
    "passages": "source",
    "edtf": "date",
    "parties": "party",
}
# Columns that older workbooks do not have: blank, they leave the key that is made for a row as it was.
CAME_LATER = ("attributed", "cautions")
CHARACTERS = {"start": "first_character", "end": "last_character"}


class Writer(Protocol):
    """Enters what several lines of a sheet say of one row, and says what is entered of a row."""

    def add(self, lines: list[Values]) -> None:
        """Enter the row; its evidence is that of every line."""

    def now(self, row: Any) -> Values:
        """Return what is entered, as values of the sheet."""


def own(line: Values) -> Values:
    """Return what a line says of its row, without the evidence."""
    return {name: line[name] for name in line if name not in NO_EVIDENCE}


def fill_blanks(sheet: ReadSheet, usual: Mapping[str, Any], *, words: str = "") -> None:
    """Give blank cells their usual values; and a key, made of all else, to rows without one.

    The same line without a key is the same row, whatever its evidence. `words` is the column from which the key's words come.
    """
    for _number, values in sheet.rows:
        for name, value in usual.items():
            if name in values and values[name] in ("", None):
                values[name] = value
        if words and not values["key"]:
            told = {
                name: value
                for name, value in own(values).items()
                if value or name not in CAME_LATER
            }
            said = json.dumps(told, sort_keys=True, default=str)
            digest = hashlib.sha256(said.encode()).hexdigest()[:8]
            plain = slugify(str(values[words]))[:48].strip("-")
            values["key"] = f"{plain or 'row'}-{digest}"


def take_new(
    sheet: ReadSheet,
    outcome: Outcome,
    model: type[models.Model],
    add: Callable[[Values], None],
) -> None:
    """Enter the rows whose key is new; the others stay as they are."""
    keys = [row["key"] for _number, row in sheet.rows]
    rows = model._default_manager.filter(key__in=keys)  # noqa: SLF001 - Django's public way to the rows
    known = set(rows.values_list("key", flat=True))

    def take(values: Values) -> str:
        if values["key"] in known:
            return "known"
        add(values)
        known.add(values["key"])
        return "new"

    take_rows(sheet, outcome, take, (LedgerError,))


def take_sources(sheet: ReadSheet, outcome: Outcome, *, by: Person) -> None:
    """Enter the sources of a sheet."""

    def add(values: Values) -> None:
        add_source(by=by, **values)

    take_new(sheet, outcome, Source, add)


def organisation_called(name: str, *, field: str) -> Organisation:
    """Return the organisation of a name or of a key of the ledger. Raises Refusal for none and for several."""
    of_key = by_key(name)
    found = [of_key] if of_key else list(organisations_named(name)[:2])
    if not found:
        raise Refusal(
            _("an organisation that is entered; “%(name)s” is none. Add it to the sheet “%(sheet)s”")
            % {"name": name, "sheet": ORGANISATIONS.name},
            field=field,
        )  # fmt: skip
    if len(found) > 1:
        raise Refusal(
            _("one organisation; several are called “%(name)s”. Write the key instead")
            % {"name": name},
            field=field,
        )
    return found[0]


def evidence_from(lines: list[Values], by: Person) -> list[Passage]:
    """Enter the passages of some lines. Raises Refusal for a source that is not entered, and for a passage without words."""
    return [_passage(line, by) for line in lines if line["source"]]


def _passage(line: Values, by: Person) -> Passage:
    source = Source.objects.filter(key=line["source"]).first()
    if source is None:
        raise Refusal(
            _("the key of a source that is entered, or stands in the sheet “%(sheet)s”")
            % {"sheet": SOURCES.name},
            field="source",
        )
    try:
        return add_passage(
            source,
            by=by,
            exact=line["exact"],
            paraphrase=line["paraphrase"],
            line=line["line"],
            start=line["first_character"],
            end=line["last_character"],
        )
    except LedgerError as error:
        field = CHARACTERS.get(error.field, error.field)
        raise Refusal(str(error), field=field) from error


def take_groups(
    sheet: ReadSheet,
    outcome: Outcome,
    model: type[models.Model],
    writer: Writer,
    refusals: Refusals,
) -> None:
    """Take rows in of which several lines may be one: the same key and values, each line with another passage.

    What is entered already stays as it is; where the sheet says otherwise, a note says so.
    """
    lines: dict[str, list[Values]] = {}
    for _number, values in sheet.rows:
        lines.setdefault(values["key"], []).append(values)
    rows = model._default_manager.filter(key__in=list(lines))  # noqa: SLF001 - Django's public way to the rows
    known: dict[str, Any] = {str(getattr(each, "key", "")): each for each in rows}
    first = {id(found[0]): number_of(sheet, found[0]) for found in lines.values()}

    def take(values: Values) -> str:
        key = values["key"]
        if id(values) not in first:
            if own(values) != own(lines[key][0]):
                raise Refusal(
                    _("the same as in the first line of this key, but for the passage"),
                    field="key",
                )
            return "known" if key in known else "new"
        if key not in known:
            writer.add(lines[key])
            return "new"
        _note(sheet, outcome, first[id(values)], values, writer.now(known[key]))
        return "known"

    take_rows(sheet, outcome, _with_columns(take, refusals), refusals)


def number_of(sheet: ReadSheet, values: Values) -> int:
    """Return the number of the row that these values are."""
    return next(number for number, each in sheet.rows if each is values)


def _with_columns(
    take: Callable[[Values], str], refusals: Refusals
) -> Callable[[Values], str]:
    """Give a refusal the name of the column that it is about."""

    def named(values: Values) -> str:
        try:
            return take(values)
        except refusals as error:
            field = str(getattr(error, "field", ""))
            raise Refusal(
                str(error), field=COLUMNS_OF_FIELDS.get(field, field)
            ) from error

    return named


def _note(
    sheet: ReadSheet, outcome: Outcome, number: int, values: Values, now: Values
) -> None:
    for name, value in own(values).items():
        if name in now and now[name] != value:
            there = now[name]
            said = "; ".join(there) if isinstance(there, tuple) else str(there)
            expected = _(
                "is entered otherwise, and stays so: “%(now)s”. Correct it on its page."
            ) % {"now": said}
            outcome.notes.append(sheet.fault(number, name, expected))
