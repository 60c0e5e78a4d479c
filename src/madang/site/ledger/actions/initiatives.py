"""Enter what organisations run: projects, programmes, campaigns, funds, plans, each with its parties; correct, end, withdraw."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.corrections import (
    By,
    correct_record,
    locked_record,
    withdraw_record,
)
from madang.site.ledger.actions.positions import Said, check_end
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.actions.sources import new_key
from madang.site.ledger.models import (
    Audience,
    Claim,
    Initiative,
    InitiativeParty,
    Modality,
    Passage,
    Position,
)
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import check_evidence
from madang.site.ledger.rules.records import check_borne, check_period, period_of


class InitiativeFacts(TypedDict, total=False):
    """What is known of an initiative, named as its columns; `parties` are those who take part. What is left out is blank, and internal.

    `key` and `audience` are for new ones.
    """

    key: str
    audience: str
    name: str
    kind: str
    funder: Organisation | None
    manager: Position | None
    parties: Sequence[Organisation]
    target_country: str
    for_whom: str
    beneficiaries: str
    start: str
    end: str
    date_note: str


COLUMNS = (
    "target_country",
    "for_whom",
    "beneficiaries",
    "start",
    "end",
    "date_note",
)


@transaction.atomic
def add_initiative(
    *,
    by: By,
    owner: Organisation | None,
    passages: Sequence[Passage],
    facts: InitiativeFacts,
    **said: Unpack[Said],
) -> Initiative:
    """Enter an initiative with its owner, funder and parties.

    Raises LedgerError without name or evidence, for dates that are none, for a party named twice, and for the same name of the same owner.
    """
    values = facts
    audience = values.get("audience", Audience.INTERNAL)
    name = _check(values, audience, passages)
    same = Initiative.objects.filter(owner=owner, name=name, is_withdrawn=False)
    if same.exists():
        raise LedgerError(
            _("This initiative is entered already. Correct it there."), field="name"
        )
    row = Initiative(
        key=values.get("key") or new_key(name), owner=owner, audience=audience
    )
    _write(row, values, said)
    log.record("add initiative", row, by=by)
    add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE,
        about=row,
        passages=passages,
        audience=audience,
        text=row.name,
        edtf=period_of(row.start, row.end),
        **said,
    )
    row.refresh_from_db()
    return row


@transaction.atomic
def correct_initiative(
    initiative: Initiative,
    *,
    by: By,
    passages: Sequence[Passage],
    why: str,
    facts: InitiativeFacts,
    **said: Unpack[Said],
) -> Initiative:
    """Enter what an initiative truly is, with evidence and a reason; what is left out becomes blank."""
    row = locked_record(initiative)
    assert isinstance(row, Initiative)  # noqa: S101 - of the same model
    _check(facts, row.audience, passages)
    before = row.name
    _write(row, facts, said)
    correct_record(
        row,
        by=by,
        passages=passages,
        why=why,
        text=row.name,
        edtf=period_of(row.start, row.end),
        **said,
    )
    detail = f"{before}: {why.strip()}"[:300]
    log.record("correct initiative", row, by=by, detail=detail)
    initiative.refresh_from_db()
    return initiative


@transaction.atomic
def end_initiative(
    initiative: Initiative, *, by: By, until: str, passages: Sequence[Passage], why: str
) -> Initiative:
    """Enter until when an initiative ran. Raises LedgerError without a date, evidence or reason."""
    row = locked_record(initiative)
    assert isinstance(row, Initiative)  # noqa: S101 - of the same model
    check_end(row.start, until)
    row.start, row.end = row.start.partition("/")[0], until
    row.save(update_fields=["start", "end"])
    correct_record(
        row, by=by, passages=passages, why=why, edtf=period_of(row.start, until)
    )
    log.record("end initiative", row, by=by, detail=f"{until}: {why.strip()}"[:300])
    initiative.refresh_from_db()
    return initiative


def withdraw_initiative(initiative: Initiative, *, by: By, why: str) -> None:
    """Take back an initiative that was entered wrongly, with a reason."""
    withdraw_record(initiative, by=by, why=why)


def _check(values: InitiativeFacts, audience: str, passages: Sequence[Passage]) -> str:
    """Return the initiative's name. Raises LedgerError."""
    name = values.get("name", "").strip()
    if not name:
        raise LedgerError(_("Name the initiative."), field="name")
    if values.get("kind") not in Initiative.Kind.values:
        raise LedgerError(_("Choose what kind of initiative it is."), field="kind")
    check_evidence(passages)
    check_borne(audience, passages)
    check_period(
        values.get("start", ""), values.get("end", ""), first="start", last="end"
    )
    parties = values.get("parties", ())
    if len({each.pk for each in parties}) < len(parties):
        raise LedgerError(_("Name each party once."), field="parties")
    return name


def _write(row: Initiative, values: InitiativeFacts, said: Said) -> None:
    """Save the row with its parties; whoever is named gets a page in the ledger."""
    row.name, row.kind = values["name"].strip(), values["kind"]
    for column in COLUMNS:
        setattr(row, column, values.get(column, ""))
    row.funder, row.manager = values.get("funder"), values.get("manager")
    row.modality = said.get("modality", row.modality or Modality.ASSERTED)
    row.save()
    parties = list(values.get("parties", ()))
    row.parties.all().delete()
    InitiativeParty.objects.bulk_create(
        InitiativeParty(initiative=row, organisation=each, order=order)
        for order, each in enumerate(parties)
    )
    for organisation in {row.owner, row.funder, *parties} - {None}:
        ensure_record(organisation, audience=row.audience)  # type: ignore[arg-type]  # None was taken out
