"""Contracts: which somebody reads, and which wait for whose signature."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import (
    Application,
    Contract,
    ContractParty,
    Programme,
)
from madang.site.programmes.queries.programmes import managed_by


def contracts_seen_by(user: User | AnonymousUser) -> QuerySet[Contract]:
    """Return the contracts that a user reads, without their bytes: those of the two sides' leads and of the programme's manager."""
    person = person_of(user)
    if person is None:
        return Contract.objects.none()
    own = Q(programme__manager=person)
    if person.is_lead and person.organisation_id is not None:
        sides = ContractParty.objects.filter(organisation_id=person.organisation_id)
        own |= Q(pk__in=sides.values("contract"))
    return (
        Contract.objects.filter(own)
        .select_related("programme__owner", "programme__manager")
        .prefetch_related(
            Prefetch(
                "parties",
                ContractParty.objects.select_related("organisation", "signed_by"),
            )
        )
        .defer("document")
        .order_by("-pk")
    )


def contract_seen_by(user: User | AnonymousUser, pk: int) -> Contract:
    """Return one contract with its sides; 404 for whoever must not read it."""
    return get_object_or_404(contracts_seen_by(user), pk=pk)


def to_sign(person: Person, today: date) -> QuerySet[Contract]:
    """Return the contracts that wait for a person's signature, those that lapse first on top."""
    own = person.organisation_id
    if person.user is None or own is None or not person.is_lead:
        return Contract.objects.none()
    return (
        contracts_seen_by(person.user)
        .filter(
            state=Contract.State.OFFERED,
            sign_until__gte=today,
            parties__organisation_id=own,
            parties__signed_at=None,
        )
        .order_by("sign_until", "pk")
    )


def own_contracts(person: Person) -> QuerySet[Contract]:
    """Return the contracts by which a person's organisation gets support, the newest first."""
    if person.user is None or person.organisation_id is None:
        return Contract.objects.none()
    return contracts_seen_by(person.user).filter(
        parties__organisation_id=person.organisation_id,
        parties__role=ContractParty.Role.BENEFICIARY,
    )


def contracts_to_lapse(today: date) -> QuerySet[Contract]:
    """Return the contracts whose last day for signing is over."""
    return Contract.objects.filter(state=Contract.State.OFFERED, sign_until__lt=today)


def programmes_to_offer(person: Person | None) -> QuerySet[Programme]:
    """Return the programmes for which a person offers contracts."""
    return (
        Programme.objects.filter(managed_by(person))
        .exclude(state=Programme.State.ENDED)
        .select_related("owner", "manager")
        .order_by("name", "pk")
    )


def organisations_to_offer(programme: Programme | None) -> QuerySet[Organisation]:
    """Return the organisations to which a contract can be offered: those with a lead who signs in, without the owner."""
    rows = Organisation.objects.filter(
        people__is_lead=True, people__user__is_active=True
    ).distinct()
    return rows.exclude(pk=programme.owner_id) if programme is not None else rows


def accepted_without_contract(person: Person | None) -> QuerySet[Application]:
    """Return accepted applications in a person's programmes that no contract stands for yet."""
    programmes = programmes_to_offer(person)
    standing = Contract.objects.filter(
        state__in=[Contract.State.OFFERED, Contract.State.CONCLUDED],
        application__isnull=False,
    )
    return (
        Application.objects.filter(
            state=Application.State.ACCEPTED, call__programme__in=programmes
        )
        .exclude(pk__in=standing.values("application"))
        .exclude(organisation=F("call__programme__owner"))
        .exclude(organisation=person.organisation_id if person else None)
        .select_related("organisation", "call__programme__owner", "decision")
        .order_by("-pk")
    )
