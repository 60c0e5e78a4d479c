"""Enter an organisation of the ledger, and correct what its page says. Each is a claim about the organisation."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation
from madang.site.ledger.actions.claims import add_claim, correct_claim
from madang.site.ledger.actions.corrections import By
from madang.site.ledger.actions.positions import Said
from madang.site.ledger.actions.sources import check_address, new_key
from madang.site.ledger.models import Audience, Claim, OrganisationRecord, Passage
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.queries.merged import about as told_of
from madang.site.ledger.queries.organisations import organisations_named
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import check_evidence, check_reason
from madang.site.ledger.rules.records import check_borne


class OrganisationFacts(TypedDict, total=False):
    """What is known of an organisation; what is left out is blank. `key` and `audience` are for new ones."""

    key: str
    audience: str
    name: str
    name_local: str
    kind: str
    country: str
    website: str


@transaction.atomic
def add_organisation(
    *,
    by: By,
    facts: OrganisationFacts,
    passages: Sequence[Passage],
    **said: Unpack[Said],
) -> Organisation:
    """Enter an organisation with its page. One that only the directory knows gets its page, and keeps what is known of it.

    Raises LedgerError without name or evidence, and for a name that has a page in the same country already.
    """
    audience = facts.get("audience", Audience.INTERNAL)
    _check(facts, audience, passages)
    row = _namesake(facts) or Organisation(name=facts["name"].strip())
    for name in ("name_local", "country", "website"):
        if facts.get(name) and not getattr(row, name):
            setattr(row, name, facts[name])
    row.save()
    OrganisationRecord.objects.create(
        organisation=row,
        key=facts.get("key") or new_key(row.name),
        kind=facts.get("kind") or OrganisationRecord.Kind.UNSPECIFIED,
        audience=audience,
    )
    log.record("add organisation", row, by=by)
    add_claim(
        by=by,
        aspect=Claim.Aspect.EXISTENCE,
        about=row,
        passages=passages,
        audience=audience,
        text=row.name,
        **said,
    )
    return row


@transaction.atomic
def correct_organisation(
    organisation: Organisation,
    *,
    by: By,
    facts: OrganisationFacts,
    passages: Sequence[Passage],
    why: str,
    **said: Unpack[Said],
) -> Organisation:
    """Enter what an organisation truly is, with evidence and a reason; the claim until now stays beside it.

    Raises LedgerError without name, evidence or reason.
    """
    check_reason(why)
    row = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    record = OrganisationRecord.objects.get(organisation=row)
    _check(facts, record.audience, passages)
    before = ", ".join((row.name, record.kind, row.country, row.website))
    row.name = facts["name"].strip()
    for name in ("name_local", "country", "website"):
        setattr(row, name, facts.get(name, ""))
    row.save()
    record.kind = facts.get("kind") or record.kind
    record.country_basis = record.country_basis if row.country else ""
    record.save(update_fields=["kind", "country_basis"])
    detail = f"{before}: {why.strip()}"[:300]
    log.record("correct organisation", row, by=by, detail=detail)
    about = Claim.objects.filter(told_of(row), aspect=Claim.Aspect.EXISTENCE)
    old = standing_claims(about).order_by("-id").first()
    if old is not None:
        correct_claim(old, by=by, passages=passages, why=why, text=row.name, **said)
    else:
        add_claim(
            by=by,
            aspect=Claim.Aspect.EXISTENCE,
            about=row,
            passages=passages,
            audience=record.audience,
            text=row.name,
            note=why.strip(),
            **said,
        )
    organisation.refresh_from_db()
    return organisation


def _check(
    facts: OrganisationFacts, audience: str, passages: Sequence[Passage]
) -> None:
    if not facts.get("name", "").strip():
        raise LedgerError(_("Write the name."), field="name")
    check_evidence(passages)
    check_borne(audience, passages)
    check_address(facts.get("website", ""), field="website")


def _namesake(facts: OrganisationFacts) -> Organisation | None:
    """Return the one organisation of this name and country that has no page yet. Raises LedgerError for one that has."""
    country = facts.get("country", "")
    same = list(organisations_named(facts["name"], country=country)[:2])
    for each in same:
        if hasattr(each, "record"):
            raise LedgerError(
                _("This organisation is entered under the key “%(key)s”.")
                % {"key": each.record.key},
                field="name",
            )
    return same[0] if len(same) == 1 else None
