"""Take a workbook into the ledger: sources, organisations, occasions, ties. What is entered already stays as it is."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells, ReadSheet
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import (
    Audience,
    Claim,
    Modality,
    Occasion,
    OrganisationRecord,
    Passage,
    Source,
    Tie,
    TieParty,
)
from madang.site.ledger.queries import sheets as queries
from madang.site.ledger.queries.organisations import organisations_named
from madang.site.ledger.reading.sheets import OCCASIONS, ORGANISATIONS, SOURCES, TIES
from madang.site.ledger.rules.access import LedgerError

Values = dict[str, Any]
FIELDS_OF_REFUSALS = {
    "passages": "source",
    "edtf": "date",
    "parties": "party",
    "start": "first_character",
    "end": "last_character",
}
DEFAULTS = {
    "audience": Audience.PUBLIC,
    "modality": Modality.ASSERTED,
    "holder": Claim.Holder.ARTICLE,
}


def take_in_ledger(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter what the sheets hold, in the order in which one rests on another; faults and numbers go to `outcome`."""
    for sheet in read_sheets([SOURCES, ORGANISATIONS, OCCASIONS, TIES], cells, outcome):
        _fill_blanks(sheet)
        if sheet.form is SOURCES:
            _take(sheet, outcome, Source, lambda values: _add_source(by, values))
        elif sheet.form is ORGANISATIONS:
            _take(
                sheet,
                outcome,
                OrganisationRecord,
                lambda values: _add_organisation(by, values),
            )
        elif sheet.form is OCCASIONS:
            _take_groups(sheet, outcome, Occasion, _OccasionWriter(by))
        else:
            _take_groups(sheet, outcome, Tie, _TieWriter(by))


def _fill_blanks(sheet: ReadSheet) -> None:
    for _number, values in sheet.rows:
        for name, usual in DEFAULTS.items():
            if name in values and not values[name]:
                values[name] = usual
        if sheet.form is TIES and not values["key"]:
            values["key"] = _key_of(values)


def _key_of(values: Values) -> str:
    # The same line without a key is the same tie, whatever its evidence.
    said = {each: values[each] for each in values if each not in queries.NO_EVIDENCE}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    names = [*values["party"], *values["actor"]]
    plain = slugify(" ".join([values["kind"], *names[:1]]))[:48].strip("-")
    return f"{plain}-{digest[:8]}"


def _take(
    sheet: ReadSheet, outcome: Outcome, model: Any, add: Callable[[Values], None]
) -> None:
    known = {
        each.key: each
        for each in model.objects.filter(key__in=[row["key"] for _n, row in sheet.rows])
    }

    def take(values: Values) -> str:
        if values["key"] in known:
            return "known"
        add(values)
        known[values["key"]] = None
        return "new"

    take_rows(sheet, outcome, take, (LedgerError,))


def _add_source(by: Person, values: Values) -> None:
    if not values["kind"]:
        values["kind"] = Source.Kind.ARTICLE
    add_source(by=by, **values)


def _add_organisation(by: Person, values: Values) -> None:
    same = list(organisations_named(values["name"], country=values["country"])[:2])
    if len(same) > 1:
        raise Refusal(
            _("Several organisations are called so. Enter it on its page."),
            field="name",
        )
    if same and hasattr(same[0], "record"):
        raise Refusal(
            _("This organisation is entered under the key “%(key)s”.")
            % {"key": same[0].record.key},
            field="key",
        )
    row = same[0] if same else Organisation(name=values["name"])
    for name in ("name_local", "country", "website"):
        if values[name]:
            setattr(row, name, values[name])
    row.save()
    OrganisationRecord.objects.create(
        organisation=row,
        key=values["key"],
        kind=values["kind"] or OrganisationRecord.Kind.UNSPECIFIED,
        audience=values["audience"],
    )
    log.record("add organisation", row, by=by, detail=values["key"])


def organisation_called(name: str, *, field: str) -> Organisation:
    """Return the organisation of a name or of a key of the ledger. Raises Refusal for none and for several."""
    by_key = Organisation.objects.filter(record__key=name).first()
    found = [by_key] if by_key else list(organisations_named(name)[:2])
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
    """Enter the passages of some lines of one row. Raises Refusal for a source that is not entered, LedgerError for empty words."""
    passages = []
    for line in lines:
        if not line["source"]:
            continue
        source = Source.objects.filter(key=line["source"]).first()
        if source is None:
            raise Refusal(
                _("the key of a source that is entered, or stands in the sheet “%(sheet)s”")
                % {"sheet": SOURCES.name},
                field="source",
            )  # fmt: skip
        passages.append(
            add_passage(
                source,
                by=by,
                exact=line["exact"],
                paraphrase=line["paraphrase"],
                line=line["line"],
                start=line["first_character"],
                end=line["last_character"],
            )
        )
    return passages


class _OccasionWriter:
    """Enters an occasion of some lines."""

    def __init__(self, by: Person) -> None:
        self.by = by

    def add(self, lines: list[Values]) -> None:
        """Enter the occasion; its evidence is that of every line."""
        values = _own(lines[0])
        name = values.pop("organiser")
        organiser = organisation_called(name, field="organiser") if name else None
        passages = evidence_from(lines, self.by)
        add_occasion(by=self.by, passages=passages, organiser=organiser, **values)

    def now(self, row: Occasion) -> Values:
        """Return what is entered, as values of a sheet."""
        return queries.occasion_values(row)


class _TieWriter:
    """Enters a tie of some lines."""

    def __init__(self, by: Person) -> None:
        self.by = by

    def add(self, lines: list[Values]) -> None:
        """Enter the tie; its evidence is that of every line."""
        values = _own(lines[0])
        parties = [
            (organisation_called(name, field=role), role)
            for role in TieParty.Role.values
            for name in values.pop(role)
        ]
        key = values.pop("occasion")
        occasion = Occasion.objects.filter(key=key).first() if key else None
        if key and occasion is None:
            raise Refusal(_("the key of an occasion that is entered"), field="occasion")
        passages = evidence_from(lines, self.by)
        add_tie(
            by=self.by, parties=parties, passages=passages, occasion=occasion, **values
        )

    def now(self, row: Tie) -> Values:
        """Return what is entered, as values of a sheet."""
        user = self.by.user
        if user is None:
            return {}
        (whole,) = queries.ties_for_sheet(user, Tie.objects.filter(pk=row.pk))
        shown = {whole.occasion.key} if whole.occasion else set()
        return queries.tie_values(whole, shown)


def _own(line: Values) -> Values:
    return {name: line[name] for name in line if name not in queries.NO_EVIDENCE}


def _take_groups(
    sheet: ReadSheet,
    outcome: Outcome,
    model: Any,
    writer: _OccasionWriter | _TieWriter,
) -> None:
    """Take rows in of which several lines may be one: the same key, each line with another passage."""
    lines: dict[str, list[Values]] = {}
    for _number, values in sheet.rows:
        lines.setdefault(values["key"], []).append(values)
    known = {each.key: each for each in model.objects.filter(key__in=list(lines))}
    seen: set[str] = set()
    numbers = {id(values): number for number, values in sheet.rows}

    def take(values: Values) -> str:
        key = values["key"]
        if key in seen:
            if _own(values) != _own(lines[key][0]):
                raise Refusal(
                    _("the same as in the first line of this key, but for the passage"),
                    field="key",
                )
            return "known" if key in known else "new"
        seen.add(key)
        if key not in known:
            writer.add(lines[key])
            return "new"
        _note_changes(sheet, outcome, numbers[id(values)], values, writer.now(known[key]))  # fmt: skip
        return "known"

    take_rows(sheet, outcome, _named(take), (LedgerError,))


def _named(take: Callable[[Values], str]) -> Callable[[Values], str]:
    """Give a refusal the name of the column that it is about."""

    def named(values: Values) -> str:
        try:
            return take(values)
        except LedgerError as error:
            field = FIELDS_OF_REFUSALS.get(error.field, error.field)
            raise Refusal(str(error), field=field) from error

    return named


def _note_changes(
    sheet: ReadSheet, outcome: Outcome, number: int, values: Values, now: Values
) -> None:
    for name, value in _own(values).items():
        if name in now and now[name] != value:
            said = now[name] if isinstance(now[name], str) else "; ".join(now[name])
            expected = _(
                "is entered otherwise, and stays so: “%(now)s”. Correct it on its page."
            ) % {"now": said}
            outcome.notes.append(sheet.fault(number, name, expected))
