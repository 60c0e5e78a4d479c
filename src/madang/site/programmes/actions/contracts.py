"""Verbs of contracts: offered with fixed bytes, signed by both sides, declined, lapsed."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import portal_letters as letters
from madang.site.programmes.actions.contract_paper import contract_pdf
from madang.site.programmes.models import (
    Application,
    Contract,
    ContractParty,
    Programme,
    SupportItem,
)
from madang.site.programmes.queries.contracts import contracts_to_lapse
from madang.site.programmes.rules.contracts import (
    Terms,
    check_terms,
    may_decline,
    may_offer,
    side_of,
    why_not_sign,
)
from madang.site.programmes.rules.programmes import ProgrammeError, check_impartial


def _check_offer(
    programme: Programme,
    beneficiary: Organisation,
    application: Application | None,
    *,
    by: Person | None,
) -> None:
    if by is not None and not may_offer(by, programme):
        raise ProgrammeError(_("Only those who run the programme offer its contracts."))
    check_impartial(by, beneficiary.pk)
    if beneficiary.pk == programme.owner_id:
        raise ProgrammeError(
            _("A contract has two different sides."), field="beneficiary"
        )
    if not beneficiary.people.filter(is_lead=True).exists():
        raise ProgrammeError(
            _("Nobody leads this organisation’s entry yet, so nobody could sign."),
            field="beneficiary",
        )
    if application is None:
        return
    if (
        application.state != Application.State.ACCEPTED
        or application.call.programme_id != programme.pk
        or application.organisation_id != beneficiary.pk
    ):
        raise ProgrammeError(
            _("Only an accepted application of this organisation gets a contract."),
            field="application",
        )
    if application.contracts.filter(state__in=["offered", "concluded"]).exists():
        raise ProgrammeError(
            _("This application has a contract already."), field="application"
        )


@transaction.atomic
def offer_contract(
    *,
    by: Person | None,
    programme: Programme,
    beneficiary: Organisation,
    terms: Terms,
    application: Application | None = None,
) -> Contract:
    """Make the document once, fix its bytes and their SHA-256, and ask both sides to sign. Raises ProgrammeError."""
    check_terms(terms, timezone.localdate())
    if application is not None:
        application = Application.objects.select_for_update().get(pk=application.pk)
    _check_offer(programme, beneficiary, application, by=by)
    document = contract_pdf(programme, beneficiary, terms)
    contract = Contract.objects.create(
        programme=programme,
        application=application,
        offered_by=by,
        title=terms.title,
        text=terms.text,
        document=document,
        sha256=hashlib.sha256(document).hexdigest(),
        sign_until=terms.sign_until,
        runs_from=terms.runs_from,
        runs_until=terms.runs_until,
    )
    for organisation, role in (
        (programme.owner, ContractParty.Role.PROVIDER),
        (beneficiary, ContractParty.Role.BENEFICIARY),
    ):
        ContractParty.objects.create(
            contract=contract, organisation=organisation, role=role
        )
    for order, (name, unit, amount) in enumerate(terms.items):
        SupportItem.objects.create(
            contract=contract, name=name, unit=unit, amount=amount, order=order
        )
    log.record("offer contract", contract, by=by, detail=contract.sha256)
    letters.tell_of_offer(contract, by=by)
    return contract


def _locked(contract: Contract) -> Contract:
    return (
        Contract.objects.select_for_update(of=("self",))
        .select_related("programme__owner", "programme__manager")
        .defer("document")
        .get(pk=contract.pk)
    )


@transaction.atomic
def sign_contract(
    contract: Contract, *, by: Person, name: str, sha256: str
) -> ContractParty:
    """Sign for one's side what has this SHA-256; the second signature concludes the contract. Raises ProgrammeError."""
    row = _locked(contract)
    if reason := why_not_sign(by, row, timezone.localdate()):
        raise ProgrammeError(reason)
    if sha256 != row.sha256:
        raise ProgrammeError(
            _("What you signed is not this document. Open the contract again.")
        )
    if not name.strip():
        raise ProgrammeError(_("Write your name."), field="name")
    party = side_of(by, row)
    assert party is not None  # noqa: S101 - why_not_sign has just said so
    party.signed_by, party.signed_name = by, name.strip()
    party.signed_sha256, party.signed_at = sha256, timezone.now()
    party.save()
    log.record("sign contract", row, by=by, detail=sha256)
    if all(each.signed_at is not None for each in row.parties.all()):
        row.state, row.concluded_at = Contract.State.CONCLUDED, party.signed_at
        row.save(update_fields=["state", "concluded_at"])
        log.record("conclude contract", row, by=None, detail=sha256)
        letters.tell_of_conclusion(row)
    else:
        letters.tell_of_signature(row, party)
    return party


@transaction.atomic
def decline_contract(contract: Contract, *, by: Person, reason: str) -> Contract:
    """Decline a contract that waits for signatures, as one of the two sides or the programme's manager, with a reason."""
    row = _locked(contract)
    if not may_decline(by, row):
        raise ProgrammeError(_("Only the two sides decline a contract."))
    if row.state != Contract.State.OFFERED:
        raise ProgrammeError(_("This contract no longer waits for signatures."))
    if not reason.strip():
        raise ProgrammeError(_("Write a reason; the other side reads it."), field="reason")  # fmt: skip
    row.state, row.declined_by = Contract.State.DECLINED, by
    row.reason = reason.strip()
    row.save(update_fields=["state", "declined_by", "reason"])
    log.record("decline contract", row, by=by, detail=row.reason)
    letters.tell_of_end(row, by=by)
    return row


def lapse_contracts() -> int:
    """Let contracts lapse whose last day for signing is over; return how many. Runs at every tick of the clock."""
    found = 0
    for contract in contracts_to_lapse(timezone.localdate()).defer("document"):
        found += _lapse(contract)
    return found


@transaction.atomic
def _lapse(contract: Contract) -> int:
    row = _locked(contract)
    if row.state != Contract.State.OFFERED:
        return 0
    row.state = Contract.State.LAPSED
    row.save(update_fields=["state"])
    log.record("let contract lapse", row, by=None)
    letters.tell_of_end(row, by=None)
    return 1
