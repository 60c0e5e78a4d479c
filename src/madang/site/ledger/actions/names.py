"""Enter other names of an organisation and its numbers in registers; correct and withdraw them. Each is a claim about the organisation."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import (
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
)
from madang.site.ledger.actions.claims import (
    add_claim,
    correct_claim,
    withdraw_claims,
)
from madang.site.ledger.actions.corrections import By
from madang.site.ledger.actions.positions import Said
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import Audience, Claim, Passage
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.queries.merged import about
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import check_evidence, check_reason
from madang.site.ledger.rules.identifiers import check_identifier
from madang.site.ledger.rules.records import check_borne


class NameFacts(TypedDict, total=False):
    """A name, its kind, and its language as BCP 47."""

    text: str
    kind: str
    language: str


class IdentifierFacts(TypedDict):
    """A register and the number in it."""

    scheme: str
    value: str


NAME, IDENTIFIER = Claim.Aspect.NAME, Claim.Aspect.IDENTIFIER


def words_of(row: OrganisationName | OrganisationIdentifier) -> str:
    """Return what the claim of a name or number says: the name itself, "LEI 5299…"."""
    if isinstance(row, OrganisationName):
        return row.text
    return f"{row.scheme.upper()} {row.value}"


@transaction.atomic
def add_name(
    organisation: Organisation,
    *,
    by: By,
    facts: NameFacts,
    passages: Sequence[Passage],
    **said: Unpack[Said],
) -> OrganisationName:
    """Enter another name: in another script, an acronym, a former one.

    Raises LedgerError without a name or evidence, and for a name that the organisation has.
    """
    audience = _audience(organisation, passages)
    row = OrganisationName(organisation=organisation)
    row.order = organisation.names.count()
    _fill(row, facts)
    row.save()
    log.record("add name", row, by=by, detail=str(organisation))
    _claim(organisation, NAME, row.text, by, passages, audience, **said)
    return row


@transaction.atomic
def correct_name(
    row: OrganisationName,
    *,
    by: By,
    facts: NameFacts,
    passages: Sequence[Passage],
    why: str,
    **said: Unpack[Said],
) -> OrganisationName:
    """Enter a name as it truly is, with evidence and a reason; the claim of the old one stays readable."""
    check_reason(why)
    _audience(row.organisation, passages)
    before = row.text
    _fill(row, facts)
    row.save()
    _correct(row.organisation, NAME, (before, row.text), by, passages, why, **said)
    log.record("correct name", row, by=by, detail=f"{before}: {why.strip()}"[:300])
    return row


@transaction.atomic
def add_identifier(
    organisation: Organisation,
    *,
    by: By,
    facts: IdentifierFacts,
    passages: Sequence[Passage],
    **said: Unpack[Said],
) -> OrganisationIdentifier:
    """Enter the number under which a register knows the organisation.

    Raises LedgerError without evidence, for a number that cannot be one, and for one that an organisation has.
    """
    audience = _audience(organisation, passages)
    row = OrganisationIdentifier(organisation=organisation, **facts)
    _check_identifier(row)
    row.save()
    log.record("add identifier", row, by=by, detail=str(organisation))
    _claim(organisation, IDENTIFIER, words_of(row), by, passages, audience, **said)
    return row


@transaction.atomic
def correct_identifier(
    row: OrganisationIdentifier,
    *,
    by: By,
    facts: IdentifierFacts,
    passages: Sequence[Passage],
    why: str,
    **said: Unpack[Said],
) -> OrganisationIdentifier:
    """Enter a number as it truly is, with evidence and a reason; the claim of the old one stays readable."""
    check_reason(why)
    _audience(row.organisation, passages)
    before = words_of(row)
    row.scheme, row.value = facts["scheme"], facts["value"]
    _check_identifier(row)
    row.save()
    words = (before, words_of(row))
    _correct(row.organisation, IDENTIFIER, words, by, passages, why, **said)
    detail = f"{before}: {why.strip()}"[:300]
    log.record("correct identifier", row, by=by, detail=detail)
    return row


@transaction.atomic
def withdraw_entry(
    row: OrganisationName | OrganisationIdentifier, *, by: By, why: str
) -> None:
    """Take back a name or number that was entered wrongly: it goes from the page, its claims stay with the reason.

    Raises LedgerError without a reason.
    """
    check_reason(why)
    is_name = isinstance(row, OrganisationName)
    aspect = NAME if is_name else IDENTIFIER
    said = f"{row.organisation}, {words_of(row)}: {why.strip()}"[:300]
    log.record(
        "withdraw name" if is_name else "withdraw identifier", row, by=by, detail=said
    )
    claims = list(_claims_of(row.organisation, aspect, words_of(row)))
    withdraw_claims(claims, by=by, why=why)
    row.delete()


def _claims_of(organisation: Organisation, aspect: str, words: str) -> "list[Claim]":
    rows = Claim.objects.filter(about(organisation), aspect=aspect, text=words)
    return list(standing_claims(rows).order_by("id"))


def _audience(organisation: Organisation, passages: Sequence[Passage]) -> str:
    """Return who reads names and numbers of an organisation: whoever reads its page."""
    check_evidence(passages)
    record = ensure_record(organisation, audience=Audience.INTERNAL)
    check_borne(record.audience, passages)
    return record.audience


def _claim(
    organisation: Organisation,
    aspect: str,
    words: str,
    by: By,
    passages: Sequence[Passage],
    audience: str,
    **said: Unpack[Said],
) -> None:
    add_claim(
        by=by,
        aspect=aspect,
        about=organisation,
        passages=passages,
        text=words,
        audience=audience,
        **said,
    )


def _correct(
    organisation: Organisation,
    aspect: str,
    words: tuple[str, str],
    by: By,
    passages: Sequence[Passage],
    why: str,
    **said: Unpack[Said],
) -> None:
    before, after = words
    old = _claims_of(organisation, aspect, before)
    if not old:
        _claim(
            organisation,
            aspect,
            after,
            by,
            passages,
            organisation.record.audience,
            **said,
        )
        return
    correct_claim(old[-1], by=by, passages=passages, why=why, text=after, **said)


def _fill(row: OrganisationName, facts: NameFacts) -> None:
    row.text = facts.get("text", "").strip()
    row.kind = facts.get("kind") or OrganisationName.Kind.ALIAS
    row.language = facts.get("language", "")
    if not row.text:
        raise LedgerError(_("Write the name."), field="text")
    others = row.organisation.names.exclude(pk=row.pk)
    if row.text == row.organisation.name or others.filter(text=row.text).exists():
        raise LedgerError(_("The organisation has this name already."), field="text")


def _check_identifier(row: OrganisationIdentifier) -> None:
    country = row.organisation.country
    row.value = check_identifier(row.scheme, row.value, country=country)
    held = OrganisationIdentifier.objects.filter(scheme=row.scheme, value=row.value)
    other = held.exclude(pk=row.pk).select_related("organisation").first()
    if other is not None:
        raise LedgerError(
            _("%(name)s has this number.") % {"name": other.organisation.name},
            field="value",
        )
