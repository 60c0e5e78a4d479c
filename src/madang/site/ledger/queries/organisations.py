"""Organisations that have a page in the ledger, and what it shows."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import (
    Membership,
    Organisation,
    OrganisationName,
    name_key,
)
from madang.site.ledger.models import (
    Audience,
    Initiative,
    InitiativeParty,
    Position,
    Relation,
)
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.names import (
    initiatives_seen_by,
    positions_seen_by,
)
from madang.site.ledger.queries.relations import memberships_seen_by as every_membership
from madang.site.ledger.queries.relations import relations_seen_by
from madang.site.ledger.rules.access import Reader, named_to, reads_everything


@dataclass(frozen=True)
class OrganisationSearch:
    """What narrows a list of organisations; empty for everything. `cluster` is a key of the ledger."""

    text: str = ""
    kind: str = ""
    country: str = ""
    cluster: str = ""


def organisations_seen_by(user: Reader) -> QuerySet[Organisation]:
    """Return the organisations whose page in the ledger somebody may read; None is a visitor.

    Who is only in the directory, because they come to an event, is not here, nor is one that was merged into another.
    """
    rows = (
        Organisation.objects.filter(merged_into=None)
        .select_related("record")
        .order_by("name", "id")
    )
    if reads_everything(user):
        return rows.filter(record__isnull=False)
    return rows.filter(record__audience=Audience.PUBLIC)


def organisations_like(
    user: Reader, rows: QuerySet[Organisation], search: OrganisationSearch
) -> QuerySet[Organisation]:
    """Return those of `rows` of which any name, in any script, holds the text; of a kind, from a country, of a cluster."""
    if search.text:
        rows = rows.filter(called(search.text))
    if search.kind:
        rows = rows.filter(record__kind=search.kind)
    if search.country:
        rows = rows.filter(country=search.country.upper())
    if search.cluster:
        members = every_membership(user).filter(cluster__record__key=search.cluster)
        rows = rows.filter(pk__in=members.values("member"))
    return rows


def called(text: str) -> Q:
    """Return the condition that a name of an organisation holds a text, whatever its case, accents and legal form."""
    found = Q(name__icontains=text) | Q(name_local__icontains=text)
    key = name_key(text)
    if key:
        others = OrganisationName.objects.filter(
            organisation=OuterRef("pk"), text_key__contains=key
        )
        found |= Q(name_key__contains=key) | Q(Exists(others))
        found |= Q(Exists(_merged().filter(name_key__contains=key)))
    return found


def _merged() -> QuerySet[Organisation]:
    return Organisation.objects.filter(merged_into=OuterRef("pk"))


def countries_of_organisations(user: Reader) -> list[str]:
    """Return the codes of the countries from which the organisations are that this reader sees."""
    rows = organisations_seen_by(user).order_by("country").exclude(country="")
    return list(rows.values_list("country", flat=True).distinct())


def organisation_seen_by(user: Reader, key: str) -> Organisation:
    """Return one organisation with its record, names and identifiers; 404 for one without a page that this reader sees.

    The key of one that was merged into another leads there.
    """
    old = Organisation.objects.filter(named_to(user), record__key=key)
    found = (
        organisations_seen_by(user)
        .prefetch_related(
            "names",
            "identifiers",
        )
        .filter(Q(record__key=key) | Q(pk__in=old.values("merged_into")))
        .first()
    )
    if found is None:
        raise Http404
    return found


def merged_seen_by(user: Reader, organisation: Organisation) -> QuerySet[Organisation]:
    """Return the organisations that were merged into one, as far as they may be named."""
    rows = Organisation.objects.filter(named_to(user), merged_into=organisation)
    return rows.order_by("name", "id")


def members_seen_by(user: Reader, organisation: Organisation) -> QuerySet[Membership]:
    """Return the members of a cluster, association or consortium that have a page this reader sees."""
    return (
        every_membership(user)
        .filter(cluster=organisation, member__in=organisations_seen_by(user).order_by())
        .select_related("member__record")
        .order_by("member__name", "id")
    )


def memberships_seen_by(
    user: Reader, organisation: Organisation
) -> QuerySet[Membership]:
    """Return the clusters, associations and consortia of which an organisation is a member."""
    return (
        every_membership(user)
        .filter(member=organisation, cluster__in=organisations_seen_by(user).order_by())
        .select_related("cluster__record")
        .order_by("cluster__name", "id")
    )


def positions_of(user: Reader, organisation: Organisation) -> QuerySet[Position]:
    """Return the roles in which people act for an organisation, as this reader sees them; an unnamed holder stays unnamed."""
    rows = positions_seen_by(user).filter(organisation=organisation)
    return rows.select_related("person").order_by("id")


def relations_of(user: Reader, organisation: Organisation) -> QuerySet[Relation]:
    """Return what sources say of an organisation and others, memberships aside, if a claim that this reader sees stands for it."""
    said = standing_claims(claims_seen_by(user)).filter(relation=OuterRef("pk"))
    return (
        relations_seen_by(user)
        .filter(
            Q(subject_organisation=organisation) | Q(object_organisation=organisation)
        )
        .filter(Exists(said))
        .exclude(predicate=Relation.Predicate.MEMBER)
        .select_related(
            "subject_organisation__record",
            "subject_position__person",
            "subject_tie",
            "object_organisation__record",
            "object_occasion",
            "object_initiative",
            "object_region",
        )
        .order_by("id")
    )


def initiatives_of(user: Reader, organisation: Organisation) -> QuerySet[Initiative]:
    """Return the programmes, campaigns and funds that an organisation runs, funds or takes part in, as this reader sees them."""
    part = InitiativeParty.objects.filter(
        initiative=OuterRef("pk"), organisation=organisation
    )
    rows = initiatives_seen_by(user).filter(
        Q(owner=organisation) | Q(funder=organisation) | Q(Exists(part))
    )
    return rows.order_by("id")


def organisations_named(name: str, *, country: str = "") -> QuerySet[Organisation]:
    """Return the organisations that have a name, as their own or as another one, whatever its case, accents and legal form."""
    key = name_key(name)
    others = OrganisationName.objects.filter(
        organisation=OuterRef("pk"), text_key=key
    ).exclude(kind=OrganisationName.Kind.PROBABLE)
    rows = Organisation.objects.filter(merged_into=None).filter(
        Q(name_key=key) | Q(Exists(others)) | Q(Exists(_merged().filter(name_key=key)))
    )
    if country:
        rows = rows.filter(country=country.upper())
    return rows.order_by("id")


def names_offered(user: Reader, *, most: int = 300) -> list[str]:
    """Return names of organisations to choose from while typing."""
    rows = organisations_seen_by(user).order_by("name")
    return list(rows.values_list("name", flat=True)[:most])
