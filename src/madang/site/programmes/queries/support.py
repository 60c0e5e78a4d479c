"""Support of contracts: how much is used, asked for and left; which requests wait for whom."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, Sum
from django.shortcuts import get_object_or_404

from madang.site.directory.models import Person, User
from madang.site.programmes.models import (
    Contract,
    ContractParty,
    Programme,
    SupportItem,
    SupportRequest,
)
from madang.site.programmes.queries.contracts import contracts_seen_by
from madang.site.programmes.queries.programmes import managed_by


@dataclass(frozen=True)
class Supply:
    """One support of a contract: how many it gives, how many are used and asked for, and what is left."""

    item: SupportItem
    used: int
    asked: int

    @property
    def left(self) -> int:
        """What may still be granted."""
        return self.item.amount - self.used


def supplies_of(contract: Contract) -> list[Supply]:
    """Return what a contract gives, with the figures of each; two queries whatever their number."""
    sums: dict[tuple[int, str], int] = {
        (row["item"], row["state"]): row["total"]
        for row in SupportRequest.objects.filter(item__contract=contract)
        .values("item", "state")
        .order_by()
        .annotate(total=Sum("amount"))
    }
    return [
        Supply(
            item=item,
            used=sums.get((item.pk, "granted"), 0),
            asked=sums.get((item.pk, "asked"), 0),
        )
        for item in contract.items.all()
    ]


def used_of(item: SupportItem) -> int:
    """Return how many of a support are granted."""
    rows = item.requests.filter(state=SupportRequest.State.GRANTED)
    return rows.aggregate(total=Sum("amount"))["total"] or 0


def requests_of(contract: Contract) -> QuerySet[SupportRequest]:
    """Return the requests of a contract, the newest first."""
    return (
        SupportRequest.objects.filter(item__contract=contract)
        .select_related("item", "person")
        .order_by("-pk")
    )


def request_seen_by(user: User | AnonymousUser, pk: int) -> SupportRequest:
    """Return one request with item and contract; 404 for whoever must not read the contract."""
    return get_object_or_404(
        SupportRequest.objects.filter(
            item__contract__in=contracts_seen_by(user).values("pk")
        ).select_related("item__contract__programme__owner", "person"),
        pk=pk,
    )


def requests_waiting_for(person: Person | None) -> QuerySet[SupportRequest]:
    """Return the requests that a person decides about, the oldest first."""
    own = Contract.objects.filter(
        programme__in=Programme.objects.filter(managed_by(person)),
        state=Contract.State.CONCLUDED,
    )
    if person is not None and person.organisation_id is not None:
        # What one's own organisation asks for, somebody else decides about.
        own = own.exclude(
            pk__in=ContractParty.objects.filter(
                organisation_id=person.organisation_id, role="beneficiary"
            ).values("contract")
        )
    return (
        SupportRequest.objects.filter(
            state=SupportRequest.State.ASKED, item__contract__in=own
        )
        .select_related("item__contract__programme", "person__organisation")
        .order_by("pk")
    )
