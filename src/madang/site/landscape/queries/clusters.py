"""Clusters with their profiles and members."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Membership, Organisation
from madang.site.landscape.models import ClusterProfile


def clusters() -> QuerySet[ClusterProfile]:
    """Return the profiles of clusters, each with `named`, the number of members that are named; a profile is public."""
    return (
        ClusterProfile.objects.select_related("organisation")
        .annotate(named=Count("organisation__members"))
        .order_by("organisation__name", "pk")
    )


def cluster_of(organisation_id: int) -> ClusterProfile:
    """Return the profile of an organisation with its contact; 404 for one without a profile."""
    found = (
        clusters()
        .select_related(
            "organisation__record", "contact__person", "contact__organisation"
        )
        .prefetch_related("organisation__names")
        .filter(organisation_id=organisation_id)
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


def countries_of_clusters() -> list[str]:
    """Return the codes of the countries in which a cluster is."""
    return list(
        ClusterProfile.objects.exclude(organisation__country="")
        .order_by("organisation__country")
        .values_list("organisation__country", flat=True)
        .distinct()
    )


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return the memberships of a cluster, by the members' names."""
    return (
        Membership.objects.filter(cluster=organisation)
        .select_related("member__record")
        .order_by("member__name", "pk")
    )
