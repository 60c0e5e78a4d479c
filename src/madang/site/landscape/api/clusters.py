"""Clusters and their profiles for programs."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    repeatable,
)
from madang.site.landscape.actions.clusters import describe_cluster
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries import clusters as queries
from madang.site.ledger.api.writing import curator_of, organisation_from
from madang.site.ledger.queries.organisations import members_seen_by

router = Router()
MOST_MEMBERS = 500
MOST_STATED = 10**9


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


class ProfileAsked(Schema):
    """What a cluster says of itself; what is left out stays as it was, null and blank say that nobody states it."""

    region: str = Field("", max_length=20)
    city: str = Field("", max_length=120)
    founded: str = Field("", max_length=30, description="EDTF (ISO 8601-2)")
    mission: str = Field("", max_length=4000)
    fields_of: str = Field("", max_length=300)
    staff: Decimal | None = Field(None, ge=0, max_digits=7, decimal_places=1)
    small_members: int | None = Field(None, ge=0, le=MOST_STATED)
    large_members: int | None = Field(None, ge=0, le=MOST_STATED)
    research_members: int | None = Field(None, ge=0, le=MOST_STATED)
    public_members: int | None = Field(None, ge=0, le=MOST_STATED)
    target_countries: str = Field(
        "", max_length=100, pattern="^([A-Z]{2}( [A-Z]{2})*)?$"
    )
    source_note: str = Field("", max_length=300)
    validated_on: date | None = None


class ClusterAsked(ProfileAsked):
    """The profile of an organisation of the ledger that has none."""

    organisation: str = Field(description="key of the organisation")


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
    return _whole(request, pk)


def _whole(request: HttpRequest, pk: int) -> ClusterWhole:
    row = queries.cluster_of(request.user, pk)
    members = members_seen_by(request.user, row.organisation)[:MOST_MEMBERS]
    return ClusterWhole(
        **_cluster(row).model_dump(), members=[each.member.name for each in members]
    )


def _facts(asked: ProfileAsked) -> dict[str, Any]:
    sent: dict[str, Any] = asked.model_dump(
        exclude_unset=True, exclude={"organisation"}
    )
    if "fields_of" in sent:
        sent["fields"] = sent.pop("fields_of")
    return sent


@router.post("/clusters", response=answers(ClusterWhole, status=201))
@repeatable
@transaction.atomic
def enter_cluster(
    request: HttpRequest, asked: ClusterAsked
) -> tuple[int, ClusterWhole]:
    """Enter the profile of a cluster that has none (curators). It says where it is from."""
    by = curator_of(request)
    organisation = organisation_from(request, asked.organisation, field="organisation")
    if ClusterProfile.objects.filter(organisation=organisation).exists():
        message = _("This cluster has a profile. Change it instead.")
        raise RefusedError(409, message, errors=[{"field": "organisation", "message": message}])  # fmt: skip
    describe_cluster(by=by, organisation=organisation, **_facts(asked))
    return 201, _whole(request, organisation.pk)


@router.patch("/clusters/{int:pk}", response=answers(ClusterWhole))
@repeatable
@transaction.atomic
def change_cluster(
    request: HttpRequest, pk: int, asked: ProfileAsked
) -> tuple[int, ClusterWhole]:
    """Change what a cluster's profile says; what is left out stays (curators)."""
    by = curator_of(request)
    row = queries.cluster_of(request.user, pk)
    describe_cluster(by=by, organisation=row.organisation, **_facts(asked))
    return 200, _whole(request, pk)
