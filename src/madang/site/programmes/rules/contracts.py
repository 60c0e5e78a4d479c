"""Contracts and their support: who offers, who signs, who reads, and until when."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from madang.site.directory.models import Person
from madang.site.programmes.models import (
    Contract,
    ContractParty,
    Programme,
    SupportRequest,
)
from madang.site.programmes.rules.programmes import (
    ProgrammeError,
    check_impartial,
    leads,
    why_not_impartial,
)

# How a signature was confirmed, as the log keeps it.
BY_CODE = "one-time code"
BY_FACTOR = "second factor"
SUPPORT_STEPS: dict[str, tuple[str, str]] = {
    # step: (whose it is, state after); each begins at "asked"
    "grant": ("provider", "granted"),
    "decline": ("provider", "declined"),
    "withdraw": ("beneficiary", "withdrawn"),
}


@dataclass(frozen=True)
class Terms:
    """What a contract says: its words, its days, and what it gives as (name, unit, amount)."""

    title: str
    text: str
    sign_until: date
    runs_from: date
    runs_until: date
    items: list[tuple[str, str, int]] = field(default_factory=list)


def may_offer(person: Person | None, programme: Programme) -> bool:
    """Whether this person offers contracts of a programme: its manager, and the leads of its owner."""
    if person is None:
        return False
    return programme.manager_id == person.pk or leads(person, programme.owner_id)


def check_terms(terms: Terms, today: date) -> None:
    """Raise ProgrammeError for days that do not fit."""
    if terms.sign_until < today:
        raise ProgrammeError(
            _("The last day for signing is over already."), field="sign_until"
        )
    if terms.runs_until < terms.runs_from:
        raise ProgrammeError(
            _("The contract would end before it begins."), field="runs_until"
        )
    if terms.runs_until < today:
        raise ProgrammeError(
            _("The contract would be over already."), field="runs_until"
        )


def side_of(person: Person | None, contract: Contract) -> ContractParty | None:
    """Return the side for which this person signs: that of the organisation whose entry they lead."""
    for party in contract.parties.all():
        if leads(person, party.organisation_id):
            return party
    return None


def beneficiary_of(contract: Contract) -> int | None:
    """Return the key of the organisation that uses the support of a contract."""
    for party in contract.parties.all():
        if party.role == ContractParty.Role.BENEFICIARY:
            return party.organisation_id
    return None


def looks_after(person: Person | None, contract: Contract) -> bool:
    """Whether this person decides about support: the programme's manager, and the leads of the side that gives it.

    Nobody of the side that uses it does, whatever else they are.
    """
    if person is None or why_not_impartial(person, beneficiary_of(contract)):
        return False
    side = side_of(person, contract)
    return contract.programme.manager_id == person.pk or (
        side is not None and side.role == ContractParty.Role.PROVIDER
    )


def may_decline(person: Person | None, contract: Contract) -> bool:
    """Whether this person declines an offer: the leads of both sides, and who offers unless they belong to the other side."""
    if side_of(person, contract) is not None:
        return True
    return may_offer(person, contract.programme) and not why_not_impartial(
        person, beneficiary_of(contract)
    )


def why_not_sign(person: Person | None, contract: Contract, today: date) -> str:
    """Return why this person does not sign now; empty when they can."""
    side = side_of(person, contract)
    if contract.state != Contract.State.OFFERED:
        return _("This contract no longer waits for signatures.")
    if today > contract.sign_until:
        return _("The last day for signing is over.")
    if side is None:
        return _("Only whoever leads the entry of one of the two sides signs.")
    if side.signed_at is not None:
        return _("Your side has signed already.")
    if _acted_for_the_other(person, side, contract):
        return _(
            "You have acted for the other side of this contract: somebody else signs for this one."
        )
    return ""


def _acted_for_the_other(
    person: Person | None, side: ContractParty, contract: Contract
) -> bool:
    """Whether somebody who signs for one side has signed for the other, or offered the contract in its name."""
    if person is None:
        return False
    is_beneficiary = side.role == ContractParty.Role.BENEFICIARY
    return (is_beneficiary and contract.offered_by_id == person.pk) or any(
        each.signed_by_id == person.pk
        for each in contract.parties.all()
        if each.pk != side.pk
    )


def runs(contract: Contract, today: date) -> bool:
    """Whether a contract is concluded and runs today."""
    return (
        contract.state == Contract.State.CONCLUDED
        and contract.runs_from <= today <= contract.runs_until
    )


def why_not_ask(person: Person | None, contract: Contract, today: date) -> str:
    """Return why this person cannot ask for support of a contract; empty when they can."""
    side = side_of(person, contract)
    if side is None or side.role != ContractParty.Role.BENEFICIARY:
        return _("Only whoever leads the organisation that uses the support asks.")
    if contract.state != Contract.State.CONCLUDED:
        return _("Support can be asked for once both sides have signed.")
    if today < contract.runs_from:
        return _("The contract has not begun yet.")
    if today > contract.runs_until:
        return _("The contract is over.")
    return ""


def next_support_state(request: SupportRequest, step: str, *, by: Person | None) -> str:
    """Return a request's state after a step. Raises ProgrammeError for the wrong person or state; None is the system."""
    whose, after = SUPPORT_STEPS[step]
    contract = request.item.contract
    if by is not None and whose == "provider":
        _check_gives(by, contract)
    if by is not None and whose == "beneficiary":
        side = side_of(by, contract)
        if side is None or side.role != ContractParty.Role.BENEFICIARY:
            raise ProgrammeError(_("Only the organisation that asked withdraws it."))
    if request.state != SupportRequest.State.ASKED:
        raise ProgrammeError(
            _("This does not fit the state of the request: %(state)s.")
            % {"state": request.get_state_display()}
        )
    return after


def _check_gives(by: Person, contract: Contract) -> None:
    if may_offer(by, contract.programme):
        check_impartial(by, beneficiary_of(contract))
    if not looks_after(by, contract):
        raise ProgrammeError(_("Only those who give the support decide."))
