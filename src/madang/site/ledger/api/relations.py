"""How organisations relate, for programs: relations and memberships, each list, each one with its claims, new ones."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.ledger.actions.memberships import add_membership
from madang.site.ledger.actions.relations import RelationFacts, add_relation
from madang.site.ledger.api.record_shapes import (
    MembershipShape,
    MembershipWhole,
    PeriodAsked,
    RelationShape,
    RelationWhole,
    membership_shape,
    named_as,
    relation_shape,
    said_of,
)
from madang.site.ledger.api.shapes import claim_shape
from madang.site.ledger.api.ties import every_claim
from madang.site.ledger.api.writing import (
    curator_of,
    organisation_from,
    passages_from,
)
from madang.site.ledger.models import Relation
from madang.site.ledger.queries import records
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.relations import memberships_seen_by, relations_seen_by
from madang.site.ledger.rules.records import BETWEEN

router = Router()


class RelationsAsked(PageAsked):
    """What narrows the list of relations; `organisation` is the key of either end."""

    organisation: str = Field("", max_length=60)
    predicate: str = one_of(Relation.Predicate.values)


class RelationAsked(PeriodAsked):
    """What one organisation is to another, both by their keys."""

    subject: str = Field(max_length=60, description="key of an organisation")
    predicate: str = one_of(BETWEEN, default=None, is_blank_allowed=False)
    object: str = Field(max_length=60, description="key of an organisation")
    text: str = Field("", max_length=600)


class MembershipsAsked(PageAsked):
    """What narrows the list of memberships: the key of the cluster, or of the member."""

    cluster: str = Field("", max_length=60)
    member: str = Field("", max_length=60)


class MembershipAsked(PeriodAsked):
    """A membership of a cluster, association or consortium, both sides by their keys."""

    cluster: str = Field(max_length=60, description="key of an organisation")
    member: str = Field(max_length=60, description="key of an organisation")
    role: str = Field("", max_length=80)


def _relation(request: HttpRequest, pk: int) -> RelationWhole:
    row = records.relation_seen_by(request.user, pk)
    return RelationWhole(
        **relation_shape(row).model_dump(),
        claims=[claim_shape(each) for each in every_claim(request, row)],
    )


def _membership(request: HttpRequest, pk: int) -> MembershipWhole:
    row = records.membership_seen_by(request.user, pk)
    told = records.relation_of_membership(request.user, row)
    return MembershipWhole(
        **membership_shape(row).model_dump(),
        relation=told.pk if told else None,
        claims=[claim_shape(each) for each in every_claim(request, told)]
        if told
        else [],
    )


def _facts(asked: PeriodAsked, audience: str, text: str) -> RelationFacts:
    return {
        "since": asked.since,
        "until": asked.until,
        "text": text,
        "audience": audience,
    }


@router.get("/relations", response=answers(CursorPage[RelationShape]))
def list_relations(
    request: HttpRequest, asked: Query[RelationsAsked]
) -> dict[str, Any]:
    """Return the relations that this reader sees, in the order of entry."""
    rows = relations_seen_by(request.user).select_related(*records.ENDS)
    if asked.predicate:
        rows = rows.filter(predicate=asked.predicate)
    if asked.organisation:
        key = asked.organisation
        rows = rows.filter(
            Q(subject_organisation__record__key=key)
            | Q(object_organisation__record__key=key)
        )
    return cursor_page(
        rows.prefetch_related("subject_tie__parties__organisation"),
        cursor=asked.cursor,
        limit=asked.limit,
        show=relation_shape,
    )


@router.get("/relations/{pk}", response=answers(RelationWhole))
def read_relation(request: HttpRequest, pk: int) -> RelationWhole:
    """Return one relation with every claim about it."""
    return _relation(request, pk)


@router.post("/relations", response=answers(RelationWhole, status=201))
@repeatable
@transaction.atomic
def enter_relation(
    request: HttpRequest, asked: RelationAsked
) -> tuple[int, RelationWhole]:
    """Enter what one organisation is to another, with its evidence (curators)."""
    by = curator_of(request)
    said, audience = said_of(request, asked)
    with named_as("object"):
        row = add_relation(
            by=by,
            subject=organisation_from(request, asked.subject, field="subject"),
            predicate=asked.predicate,
            target=organisation_from(request, asked.object, field="object"),
            passages=passages_from(request, by, asked.evidence),
            facts=_facts(asked, audience, asked.text),
            **said,
        )
    return 201, _relation(request, row.pk)


@router.get("/memberships", response=answers(CursorPage[MembershipShape]))
def list_memberships(
    request: HttpRequest, asked: Query[MembershipsAsked]
) -> dict[str, Any]:
    """Return the memberships that this reader sees, in the order of entry."""
    seen = organisations_seen_by(request.user).order_by()
    rows = memberships_seen_by(request.user).filter(cluster__in=seen, member__in=seen)
    if asked.cluster:
        rows = rows.filter(cluster__record__key=asked.cluster)
    if asked.member:
        rows = rows.filter(member__record__key=asked.member)
    return cursor_page(
        rows.select_related("cluster__record", "member__record"),
        cursor=asked.cursor,
        limit=asked.limit,
        show=membership_shape,
    )


@router.get("/memberships/{pk}", response=answers(MembershipWhole))
def read_membership(request: HttpRequest, pk: int) -> MembershipWhole:
    """Return one membership with the claims on which it rests."""
    return _membership(request, pk)


@router.post("/memberships", response=answers(MembershipWhole, status=201))
@repeatable
@transaction.atomic
def enter_membership(
    request: HttpRequest, asked: MembershipAsked
) -> tuple[int, MembershipWhole]:
    """Enter that an organisation is a member of another, with its evidence (curators)."""
    by = curator_of(request)
    said, audience = said_of(request, asked)
    with named_as("cluster"):
        row = add_membership(
            by=by,
            member=organisation_from(request, asked.member, field="member"),
            cluster=organisation_from(request, asked.cluster, field="cluster"),
            passages=passages_from(request, by, asked.evidence),
            facts=_facts(asked, audience, asked.role),
            **said,
        )
    return 201, _membership(request, row.pk)
