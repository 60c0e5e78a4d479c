"""Clusters and their profiles for programs."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import CursorPage, PageAsked, answers, cursor_page
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries import clusters as queries
from madang.site.ledger.queries.organisations import members_seen_by

router = Router()
MOST_MEMBERS = 500


class ClusterShape(Schema):
    """A cluster, association or technology park as it describes itself; null where nobody has said."""

    id: int
    name: str
    name_local: str
    country: str
    city: str
    region: str
    founded: str
    mission: str
    fields_of: str
    staff: Decimal | None
    small_members: int | None
    large_members: int | None
    research_members: int | None
    public_members: int | None
    target_countries: str
    named_members: int
    source_note: str
    validated_on: date | None


class ClusterWhole(ClusterShape):
    """A cluster with those of its members that have a page in the ledger, at most 500."""

    members: list[str]


class ClustersAsked(PageAsked):
    """What narrows the list of clusters."""

    text: str = Field("", max_length=100)
    country: str = Field("", pattern="^([A-Z]{2})?$")


def _cluster(row: ClusterProfile) -> ClusterShape:
    same = (
        "city", "region", "founded", "mission", "staff", "small_members", "large_members",
        "research_members", "public_members", "target_countries", "source_note", "validated_on",
    )  # fmt: skip
    return ClusterShape(
        id=row.organisation_id,
        name=row.organisation.name,
        name_local=row.organisation.name_local,
        country=row.organisation.country,
        fields_of=row.fields,
        named_members=int(getattr(row, "named", 0)),
        **{name: getattr(row, name) for name in same},
    )


@router.get("/clusters", response=answers(CursorPage[ClusterShape]))
def list_clusters(
    request: HttpRequest,
    asked: Query[ClustersAsked],
) -> dict[str, Any]:
    """Return the clusters that have a profile, in the order of entry."""
    rows = queries.clusters_like(
        queries.clusters(request.user), text=asked.text, country=asked.country
    )
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_cluster)


@router.get("/clusters/{int:pk}", response=answers(ClusterWhole))
def read_cluster(request: HttpRequest, pk: int) -> ClusterWhole:
    """Return one cluster by its organisation's number, with its members."""
    row = queries.cluster_of(request.user, pk)
    members = members_seen_by(request.user, row.organisation)[:MOST_MEMBERS]
    return ClusterWhole(
        **_cluster(row).model_dump(), members=[each.member.name for each in members]
    )
