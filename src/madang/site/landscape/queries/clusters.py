"""Clusters with their profiles and members."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Membership, Organisation
from madang.site.landscape.models import ClusterProfile
from madang.site.ledger.queries.names import with_roles
from madang.site.ledger.queries.relations import memberships_seen_by
from madang.site.ledger.rules.access import Reader, named_to, reads_everything


def profile_for_curators(organisation_id: int) -> ClusterProfile:
    """Return the profile of an organisation, withdrawn or not; 404 for none."""
    rows = ClusterProfile.objects.select_related("organisation__record", "claim")
    found = rows.filter(organisation_id=organisation_id).first()
    if found is None:
        raise Http404
    return found


def withdrawn_profiles(user: Reader) -> QuerySet[ClusterProfile]:
    """Return the profiles that were withdrawn, for curators; nobody else finds any."""
    rows = ClusterProfile.objects.filter(is_withdrawn=True)
    return rows.select_related("organisation") if reads_everything(user) else rows.none()  # fmt: skip


def clusters(user: Reader) -> QuerySet[ClusterProfile]:
    """Return the profiles of the clusters that may be named to this reader, each with `named`, the number of members that this reader finds."""
    seen = memberships_seen_by(user).values("pk")
    members = Q(organisation__members__in=seen)
    return (
        ClusterProfile.objects.filter(
            named_to(user, "organisation"), is_withdrawn=False
        )
        .select_related("organisation")
        .annotate(named=Count("organisation__members", filter=members, distinct=True))
        .order_by("organisation__name", "pk")
    )


def cluster_of(user: Reader, organisation_id: int) -> ClusterProfile:
    """Return the profile of an organisation, or of the one that it was merged into, with its contact; 404 for one without a profile."""
    kept = Organisation.objects.filter(pk=organisation_id).values("merged_into")
    found = (
        with_roles(clusters(user), user, "contact")
        .select_related("organisation__record")
        .prefetch_related("organisation__names")
        .filter(Q(organisation_id=organisation_id) | Q(organisation__in=kept))
        .first()
    )
    if found is None:
        raise Http404
    return found


def clusters_like(
    rows: QuerySet[ClusterProfile], *, text: str, country: str
) -> QuerySet[ClusterProfile]:
    """Return those whose name, fields or city hold a text, in a country; blank for all."""
    if text:
        rows = rows.filter(
            Q(organisation__name__icontains=text)
            | Q(organisation__name_local__icontains=text)
            | Q(fields__icontains=text)
            | Q(city__icontains=text)
        )
    return rows.filter(organisation__country=country) if country else rows


def countries_of_clusters(user: Reader) -> list[str]:
    """Return the codes of the countries in which a cluster is that this reader finds."""
    return list(
        ClusterProfile.objects.filter(
            named_to(user, "organisation"), is_withdrawn=False
        )
        .exclude(organisation__country="")
        .order_by("organisation__country")
        .values_list("organisation__country", flat=True)
        .distinct()
    )


def members_of(user: Reader, organisation: Organisation) -> QuerySet[Membership]:
    """Return the memberships of a cluster that this reader may know of, by the members' names."""
    return (
        memberships_seen_by(user)
        .filter(cluster=organisation)
        .select_related("member__record")
        .order_by("member__name", "pk")
    )
