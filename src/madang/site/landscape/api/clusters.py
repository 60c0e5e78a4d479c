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
from madang.site.landscape.actions.clusters import (
    describe_cluster,
    put_back_profile,
    withdraw_profile,
)
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries import clusters as queries
from madang.site.ledger.api.shapes import ClaimShape, claim_shape
from madang.site.ledger.api.writing import (
    EvidenceAsked,
    curator_of,
    organisation_from,
    passages_from,
)
from madang.site.ledger.models import Claim
from madang.site.ledger.queries.claims import claims_seen_by, with_evidence
from madang.site.ledger.queries.merged import about
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
    """A cluster with those of its members that have a page in the ledger, at most 500, and every claim about its profile."""

    members: list[str]
    claims: list[ClaimShape]
    is_withdrawn: bool


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
    evidence: list[EvidenceAsked] = Field(default_factory=list, max_length=50)


class ChangeAsked(ProfileAsked):
    """What of a profile changes, with the evidence and the reason of the new claim."""

    why: str = Field("", max_length=300)


class ReasonAsked(Schema):
    """Why a profile is withdrawn or put back."""

    why: str = Field(max_length=300)


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
    return _shown(request, queries.cluster_of(request.user, pk))


def _shown(request: HttpRequest, row: ClusterProfile) -> ClusterWhole:
    members = members_seen_by(request.user, row.organisation)[:MOST_MEMBERS]
    claims = claims_seen_by(request.user).filter(
        about(row.organisation_id), aspect=Claim.Aspect.PROFILE
    )
    return ClusterWhole(
        **_cluster(row).model_dump(),
        members=[each.member.name for each in members],
        claims=[claim_shape(each) for each in with_evidence(claims, request.user)],
        is_withdrawn=row.is_withdrawn,
    )


def _facts(asked: ProfileAsked) -> dict[str, Any]:
    sent: dict[str, Any] = asked.model_dump(
        exclude_unset=True, exclude={"organisation", "evidence"}
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
    """Enter the profile of a cluster that has none (curators), on evidence."""
    by = curator_of(request)
    organisation = organisation_from(request, asked.organisation, field="organisation")
    known = ClusterProfile.objects.filter(organisation=organisation)
    if known.filter(is_withdrawn=False).exists():
        message = _("This cluster has a profile. Change it instead.")
        raise RefusedError(409, message, errors=[{"field": "organisation", "message": message}])  # fmt: skip
    describe_cluster(
        by=by,
        organisation=organisation,
        passages=passages_from(request, by, asked.evidence),
        **_facts(asked),
    )
    return 201, _whole(request, organisation.pk)


@router.patch("/clusters/{int:pk}", response=answers(ClusterWhole))
@repeatable
@transaction.atomic
def change_cluster(
    request: HttpRequest, pk: int, asked: ChangeAsked
) -> tuple[int, ClusterWhole]:
    """Change what a cluster's profile says, with evidence and a reason; what is left out stays (curators)."""
    by = curator_of(request)
    row = queries.cluster_of(request.user, pk)
    describe_cluster(
        by=by,
        organisation=row.organisation,
        passages=passages_from(request, by, asked.evidence),
        **_facts(asked),
    )
    return 200, _whole(request, pk)


@router.post("/clusters/{int:pk}/withdraw", response=answers(ClusterWhole, status=201))
@repeatable
@transaction.atomic
def withdraw(
    request: HttpRequest, pk: int, asked: ReasonAsked
) -> tuple[int, ClusterWhole]:
    """Take a cluster's profile off every page, with a reason (curators). Nothing is deleted; the organisation stays."""
    by = curator_of(request)
    row = withdraw_profile(queries.profile_for_curators(pk), by=by, why=asked.why)
    return 201, _shown(request, row)


@router.post("/clusters/{int:pk}/put-back", response=answers(ClusterWhole, status=201))
@repeatable
@transaction.atomic
def put_back(
    request: HttpRequest, pk: int, asked: ReasonAsked
) -> tuple[int, ClusterWhole]:
    """Let a profile stand again that was withdrawn by mistake, with a reason (curators)."""
    by = curator_of(request)
    row = put_back_profile(queries.profile_for_curators(pk), by=by, why=asked.why)
    return 201, _shown(request, row)
