"""A party more to a tie, and one taken out again. Each has a claim of its own, so that the ledger keeps who said so and why it went."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.ledger.actions.claims import add_claim, withdraw_claims
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import (
    Claim,
    Passage,
    Position,
    Tie,
    TieCountry,
    TieParty,
)
from madang.site.ledger.queries.as_of_parties import FROM_THE_START
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import (
    check_evidence,
    check_public_source,
    check_reason,
)

By = Person | User | None


class SaidValues(TypedDict, total=False):
    """How something is said and by whom, named as the columns of a claim; left out: stated as a fact, by the source itself."""

    modality: str
    holder: str
    holder_organisation: Organisation | None
    holder_position: Position | None


@transaction.atomic
def add_tie_party(
    tie: Tie,
    *,
    by: By,
    organisation: Organisation,
    role: str,
    passages: Sequence[Passage],
    **said: Unpack[SaidValues],
) -> TieParty:
    """Enter a party more, with the claim that it is one; its country joins those of the tie unless a source lists them.

    Raises LedgerError without evidence, for a party that has this part already, and for a tie that is withdrawn.
    """
    check_evidence(passages)
    row = locked_tie(tie)
    check_public_source(row.audience, passages)
    if row.parties.filter(organisation=organisation, role=role).exists():
        raise LedgerError(_("This party is entered already."), field="name")
    ensure_record(organisation, audience=row.audience)
    claim = add_claim(
        by=by,
        aspect=Claim.Aspect.PARTY,
        about=row,
        passages=passages,
        text=_in_words(organisation, role),
        organisation=organisation,
        audience=row.audience,
        **said,
    )
    party = row.parties.create(
        organisation=organisation, role=role, order=row.parties.count(), claim=claim
    )
    _add_country(row, organisation.country)
    log.record("add party", row, by=by, detail=f"{organisation}: {role}"[:300])
    tie.refresh_from_db()
    return party


@transaction.atomic
def take_out_tie_party(party: TieParty, *, by: By, why: str) -> Tie:
    """Take a party out that was entered wrongly; the claim that it was one stays, withdrawn, with the reason. Return the tie.

    Raises LedgerError without a reason, for the last party of a tie without an occasion, and for a withdrawn tie.
    """
    check_reason(why)
    row = locked_tie(party.tie)
    party = row.parties.select_related("organisation", "claim").get(pk=party.pk)
    has_occasion = row.occasion_id is not None or row.acting_occasion_id is not None
    if row.parties.count() == 1 and not has_occasion:
        raise LedgerError(
            _("It is the only party. Withdraw the tie instead."), field="why"
        )
    if party.claim is None:
        party.claim = _claim_of(row, party, by=by)
        party.save(update_fields=["claim"])
    log.record("take out party", row, by=by, detail=f"{party.organisation}: {why.strip()}"[:300])  # fmt: skip
    # Computing the tie anew takes the party out: its claim no longer stands.
    withdraw_claims([party.claim], by=by, why=why)
    row.refresh_from_db()
    return row


def locked_tie(tie: Tie) -> Tie:
    """Return the tie under a row lock. Raises LedgerError for one that is withdrawn."""
    row = Tie.objects.select_for_update(of=("self",)).get(pk=tie.pk)
    if row.is_withdrawn:
        raise LedgerError(_("This tie is withdrawn."))
    return row


def _in_words(organisation: Organisation, role: str) -> str:
    return f"{TieParty.Role(role).label}: {organisation.name}"


def _claim_of(tie: Tie, party: TieParty, *, by: By) -> Claim:
    """Enter what was part of the tie's own claims as a claim apart, on the same passages."""
    existing = standing_claims(tie.claims.filter(aspect=Claim.Aspect.EXISTENCE))
    passages = Passage.objects.filter(claims__in=existing).distinct()
    return add_claim(
        by=by,
        aspect=Claim.Aspect.PARTY,
        about=tie,
        passages=list(passages),
        # So that it is known later: the party came with the tie, not with this claim.
        key=f"{FROM_THE_START}{party.pk}",
        text=_in_words(party.organisation, party.role),
        organisation=party.organisation,
        audience=tie.audience,
    )


def _add_country(tie: Tie, country: str) -> None:
    if not country or tie.countries.filter(is_stated=True).exists():
        return
    TieCountry.objects.get_or_create(
        tie=tie,
        country=country,
        defaults={"is_stated": False, "order": tie.countries.count()},
    )
