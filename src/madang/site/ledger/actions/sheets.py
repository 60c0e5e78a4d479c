"""Take a workbook into the ledger: sources, organisations, occasions, ties. What is entered already stays as it is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.imports import Outcome, Refusal, read_sheets
from madang.site.core.tables import Cells, ReadSheet
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.attributions import add_caution, attribute_tie
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sheet_rows import (
    Values,
    evidence_from,
    fill_blanks,
    organisation_called,
    own,
    take_groups,
    take_new,
    take_sources,
)
from madang.site.ledger.actions.sources import check_address
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

USUAL = {
    "audience": Audience.PUBLIC,
    "modality": Modality.ASSERTED,
    "holder": Claim.Holder.ARTICLE,
}
USUAL_SOURCE = {"audience": Audience.PUBLIC, "kind": Source.Kind.ARTICLE}


def take_in_ledger(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter what the sheets hold, in the order in which one rests on another; faults and numbers go to `outcome`."""
    for sheet in read_sheets([SOURCES, ORGANISATIONS, OCCASIONS, TIES], cells, outcome):
        if sheet.form is SOURCES:
            fill_blanks(sheet, USUAL_SOURCE)
            take_sources(sheet, outcome, by=by)
        elif sheet.form is ORGANISATIONS:
            fill_blanks(sheet, USUAL)
            take_organisations(sheet, outcome, by)
        elif sheet.form is OCCASIONS:
            fill_blanks(sheet, USUAL)
            take_groups(sheet, outcome, Occasion, _OccasionWriter(by), (LedgerError,))
        else:
            fill_blanks(sheet, USUAL, words="kind")
            take_groups(sheet, outcome, Tie, _TieWriter(by), (LedgerError,))


def take_organisations(sheet: ReadSheet, outcome: Outcome, by: Person) -> None:
    """Enter the organisations of a sheet, each with its page."""

    def add(values: Values) -> None:
        _add_organisation(by, values)

    take_new(sheet, outcome, OrganisationRecord, add)


def _add_organisation(by: Person, values: Values) -> None:
    check_address(values["website"], field="website")
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
        # What the directory knows of it stays.
        if values[name] and not getattr(row, name):
            setattr(row, name, values[name])
    row.save()
    OrganisationRecord.objects.create(
        organisation=row,
        key=values["key"],
        kind=values["kind"] or OrganisationRecord.Kind.UNSPECIFIED,
        audience=values["audience"],
    )
    log.record("add organisation", row, by=by, detail=values["key"])


class _OccasionWriter:
    """Enters an occasion of some lines."""

    def __init__(self, by: Person) -> None:
        self.by = by

    def add(self, lines: list[Values]) -> None:
        """Enter the occasion."""
        values = own(lines[0])
        name = values.pop("organiser")
        organiser = organisation_called(name, field="organiser") if name else None
        passages = evidence_from(lines, self.by)
        add_occasion(by=self.by, passages=passages, organiser=organiser, **values)

    def now(self, row: Occasion) -> Values:
        """Return what is entered."""
        return queries.occasion_values(row)


class _TieWriter:
    """Enters a tie of some lines."""

    def __init__(self, by: Person) -> None:
        self.by = by

    def add(self, lines: list[Values]) -> None:
        """Enter the tie."""
        values: dict[str, Any] = own(lines[0])
        parties = [
            (organisation_called(name, field=role), role)
            for role in TieParty.Role.values
            for name in values.pop(role)
        ]
        if len({(each.pk, role) for each, role in parties}) < len(parties):
            raise Refusal(_("A tie has each party once."), field="party")
        key = values.pop("occasion")
        occasion = _occasion_of(key, field="occasion") if key else None
        credited = values.pop("attributed", ())
        cautions = values.pop("cautions", ())
        passages = evidence_from(lines, self.by)
        tie = add_tie(
            by=self.by, parties=parties, passages=passages, occasion=occasion, **values
        )
        self._credit(tie, credited, passages, values)
        for text in cautions:
            with _at("cautions"):
                add_caution(
                    tie,
                    by=self.by,
                    text=text,
                    passages=passages,
                    why=_("Taken in from a workbook."),
                    audience=values["audience"],
                )

    def _credit(
        self, tie: Tie, keys: Iterable[str], passages: list[Passage], values: Values
    ) -> None:
        for key in keys:
            with _at("attributed"):
                attribute_tie(
                    tie,
                    by=self.by,
                    occasion=_occasion_of(key, field="attributed"),
                    passages=passages,
                    why=_("Taken in from a workbook."),
                    holder=values["holder"],
                    audience=values["audience"],
                )

    def now(self, row: Tie) -> Values:
        """Return what is entered."""
        user = self.by.user
        if user is None:
            return {}
        (whole,) = queries.ties_for_sheet(user, Tie.objects.filter(pk=row.pk))
        return queries.tie_values(whole, queries.occasion_keys(whole))


def _occasion_of(key: str, *, field: str) -> Occasion:
    found = Occasion.objects.filter(key=key).first()
    if found is None:
        raise Refusal(_("the key of an occasion that is entered"), field=field)
    return found


@contextmanager
def _at(field: str) -> Iterator[None]:
    """Let a refusal of what goes with a tie stand at its column."""
    try:
        yield
    except LedgerError as error:
        raise Refusal(str(error), field=field) from error
