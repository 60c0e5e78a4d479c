"""Enter people in roles; correct, end and withdraw what is entered. An unnamed holder stays unnamed."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.corrections import (
    By,
    correct_record,
    locked_record,
    withdraw_record,
)
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.actions.sources import new_key
from madang.site.ledger.models import Audience, Claim, Passage, Position
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import check_evidence
from madang.site.ledger.rules.records import check_borne, check_period, period_of

__all__ = ["add_position", "correct_position", "end_position", "withdraw_position"]


class PositionFacts(TypedDict, total=False):
    """What is known of a role, named as its columns, its title as `role`; what is left out is blank, and internal. `key` and `audience` are for new ones."""

    key: str
    audience: str
    role: str
    name: str
    name_local: str
    since: str
    until: str
    telephone: str
    fax: str
    email: str
    note: str


class Said(TypedDict, total=False):
    """How it is said and by whom; what is left out is stated as a fact, by the article."""

    modality: str
    holder: str
    holder_organisation: Organisation | None
    holder_position: Position | None


CONTACT = ("telephone", "fax", "email", "note")


@transaction.atomic
def add_position(
    *,
    by: By,
    organisation: Organisation,
    passages: Sequence[Passage],
    facts: PositionFacts,
    **said: Unpack[Said],
) -> Position:
    """Enter a role that somebody holds in an organisation, named or not.

    Raises LedgerError without role or evidence, for dates that are none, and for the same person in the same role.
    """
    values = facts
    audience = values.get("audience", Audience.INTERNAL)
    title = _check(values, audience, passages)
    name = values.get("name", "").strip()
    same = organisation.positions.filter(
        title=title, is_withdrawn=False, since=values.get("since", "")
    )
    if (same.filter(person__name=name) if name else same.filter(person=None)).exists():
        raise LedgerError(
            _("This role is entered already. Correct it there."), field="role"
        )
    ensure_record(organisation, audience=audience)
    position = Position.objects.create(
        key=values.get("key") or new_key(f"{name} {title}"),
        organisation=organisation,
        person=_person(organisation, values, by=by),
        title=title,
        since=values.get("since", ""),
        until=values.get("until", ""),
        audience=audience,
        **{each: values.get(each, "") for each in CONTACT},
    )
    log.record("add position", position, by=by)
    add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE,
        about=position,
        passages=passages,
        audience=audience,
        text=str(position),
        edtf=period_of(position.since, position.until),
        **said,
    )
    position.refresh_from_db()
    return position


@transaction.atomic
def correct_position(
    position: Position,
    *,
    by: By,
    passages: Sequence[Passage],
    why: str,
    facts: PositionFacts,
    **said: Unpack[Said],
) -> Position:
    """Enter what a role truly is, with evidence and a reason; what is left out becomes blank. The old claim stays beside it."""
    row = locked_record(position)
    assert isinstance(row, Position)  # noqa: S101 - of the same model
    values = facts
    title = _check(values, row.audience, passages)
    before = str(row)
    if row.organisation is not None and values.get("name", "") != _name_of(row):
        row.person = _person(row.organisation, values, by=by)
    row.title = title
    row.since, row.until = values.get("since", ""), values.get("until", "")
    for each in CONTACT:
        setattr(row, each, values.get(each, ""))
    row.save()
    correct_record(
        row,
        by=by,
        passages=passages,
        why=why,
        text=str(row),
        edtf=period_of(row.since, row.until),
        **said,
    )
    log.record("correct position", row, by=by, detail=f"{before}: {why.strip()}"[:300])
    position.refresh_from_db()
    return position


@transaction.atomic
def end_position(
    position: Position, *, by: By, until: str, passages: Sequence[Passage], why: str
) -> Position:
    """Enter until when somebody held a role. Raises LedgerError without a date, evidence or reason."""
    row = locked_record(position)
    assert isinstance(row, Position)  # noqa: S101 - of the same model
    check_end(row.since, until)
    row.until = until
    row.save(update_fields=["until"])
    correct_record(
        row, by=by, passages=passages, why=why, edtf=period_of(row.since, until)
    )
    log.record("end position", row, by=by, detail=f"{until}: {why.strip()}"[:300])
    position.refresh_from_db()
    return position


def withdraw_position(position: Position, *, by: By, why: str) -> None:
    """Take back a role that was entered wrongly, with a reason."""
    withdraw_record(position, by=by, why=why)


def check_end(since: str, until: str, *, first: str = "since") -> None:
    """Refuse an end without a date, or before the beginning. Raises LedgerError."""
    if not until:
        raise LedgerError(_("Say when it ended."), field="until")
    check_period(since if "/" not in since else "", until, first=first)


def _check(values: PositionFacts, audience: str, passages: Sequence[Passage]) -> str:
    """Return the role's title. Raises LedgerError."""
    title = values.get("role", "").strip()
    if not title:
        raise LedgerError(_("Say which role it is."), field="role")
    check_evidence(passages)
    check_borne(audience, passages)
    check_period(values.get("since", ""), values.get("until", ""))
    return title


def _name_of(position: Position) -> str:
    return position.person.name if position.person else ""


def _person(
    organisation: Organisation, values: PositionFacts, *, by: By
) -> Person | None:
    """Return the person of this name who holds another role in the organisation, or a new one; None without a name."""
    name = values.get("name", "").strip()
    if not name:
        return None
    held = Person.objects.filter(name=name, positions__organisation=organisation)
    found = held.order_by("id").first()
    if found is None:
        found = Person.objects.create(
            organisation=organisation,
            name=name,
            name_local=values.get("name_local", "").strip(),
        )
        log.record("add person", found, by=by)
    return found
