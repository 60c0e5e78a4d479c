"""Hours, contracts and their support as values of sheets, each read by whoever reads its page."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.db.models import QuerySet, Sum

from madang.site.core.time import zone
from madang.site.programmes.models import (
    Consultation,
    Contract,
    ContractParty,
    SupportItem,
    SupportRequest,
)
from madang.site.programmes.queries.programme_sheets import MOST, day_of

Values = dict[str, Any]
Sums = dict[tuple[int, str], int]


def hours_for_sheet(rows: QuerySet[Consultation]) -> list[Values]:
    """Return an adviser's hours as the clocks of their zone show them, each with its booking."""
    return [_hour(each) for each in rows[:MOST]]


def _hour(hour: Consultation) -> Values:
    here = zone(hour.zone)
    starts, ends = hour.starts_at.astimezone(here), hour.ends_at.astimezone(here)
    booker = hour.booked_by
    return {
        "adviser": hour.adviser.name,
        "address": hour.adviser.email,
        "subject": hour.subject,
        "day": starts.date(),
        "starts": starts.time().replace(tzinfo=None),
        "ends": ends.time().replace(tzinfo=None),
        "zone": hour.zone,
        "channel": hour.channel,
        "state": hour.state,
        "booked_by": booker.name if booker else "",
        "organisation": str(booker.organisation or "") if booker else "",
        "question": hour.question,
        "reason": hour.reason,
        "note": hour.note,
    }


def contracts_for_sheet(rows: Iterable[Contract]) -> list[Values]:
    """Return contracts (of `contracts_seen_by`) with both sides, their signatures and the hash; never the text."""
    return [_contract(each) for each in rows]


def _contract(contract: Contract) -> Values:
    sides = {each.role: each for each in contract.parties.all()}
    at = contract.concluded_at
    return {
        "number": contract.pk,
        "programme": contract.programme.name,
        "title": contract.title,
        "state": contract.state,
        "offered_on": day_of(contract.created_at),
        "sign_until": contract.sign_until,
        "runs_from": contract.runs_from,
        "runs_until": contract.runs_until,
        "concluded_at": f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" if at else "",
        "reason": contract.reason,
        "sha256": contract.sha256,
        **_side("provider", sides.get(ContractParty.Role.PROVIDER)),
        **_side("beneficiary", sides.get(ContractParty.Role.BENEFICIARY)),
    }


def _side(name: str, party: ContractParty | None) -> Values:
    if party is None:
        return {}
    at = party.signed_at
    signed = f"{party.signed_name}, {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else ""  # fmt: skip
    return {name: party.organisation.name, f"{name}_signed": signed}


def support_for_sheet(contracts: list[Contract]) -> list[Values]:
    """Return what these contracts give, with what is used, asked for and left; two queries whatever their number."""
    sums: Sums = {
        (row["item"], row["state"]): row["total"]
        for row in _requests(contracts)
        .values("item", "state")
        .order_by()
        .annotate(total=Sum("amount"))
    }
    whose = {each.pk: _beneficiary(each) for each in contracts}
    items = SupportItem.objects.filter(contract__in=contracts).select_related("contract").defer("contract__document")  # fmt: skip
    return [
        {
            "contract": each.contract_id,
            "title": each.contract.title,
            "beneficiary": whose[each.contract_id],
            "name": each.name,
            "unit": each.unit,
            "amount": each.amount,
            "used": sums.get((each.pk, "granted"), 0),
            "asked": sums.get((each.pk, "asked"), 0),
            "left": each.amount - sums.get((each.pk, "granted"), 0),
        }
        for each in items.order_by("-contract", "order", "pk")
    ]


def _beneficiary(contract: Contract) -> str:
    role = ContractParty.Role.BENEFICIARY
    return next(
        (
            each.organisation.name
            for each in contract.parties.all()
            if each.role == role
        ),
        "",
    )


def _requests(contracts: list[Contract]) -> QuerySet[SupportRequest]:
    return SupportRequest.objects.filter(item__contract__in=contracts)


def requests_for_sheet(contracts: list[Contract]) -> list[Values]:
    """Return what was asked for by these contracts, the newest first, at most 5,000."""
    rows = _requests(contracts).select_related("item", "person").order_by("-pk")
    return [
        {
            "contract": each.item.contract_id,
            "name": each.item.name,
            "amount": each.amount,
            "text": each.text,
            "person": each.person.name,
            "asked_on": day_of(each.asked_at),
            "state": each.state,
            "reason": each.reason,
            "decided_on": day_of(each.decided_at),
        }
        for each in rows[:MOST]
    ]
