"""Organisations of the ledger for programs: the list, one with names, numbers and claims."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
)
from madang.site.ledger.api.shapes import (
    IdentifierShape,
    NameShape,
    OrganisationShape,
    OrganisationWhole,
    claim_shape,
    organisation_shape,
)
from madang.site.ledger.api.ties import every_claim
from madang.site.ledger.models import OrganisationRecord
from madang.site.ledger.queries import organisations as queries

router = Router()
MOST_MEMBERS = 500


class OrganisationsAsked(PageAsked):
    """What narrows the list of organisations; `text` finds any of their names, in any script."""

    text: str = Field("", max_length=100)
    kind: str = one_of(OrganisationRecord.Kind.values)
    country: str = Field("", pattern="^([A-Za-z]{2})?$")
    cluster: str = Field("", max_length=60)


@router.get("/organisations", response=answers(CursorPage[OrganisationShape]))
def list_organisations(
    request: HttpRequest, asked: Query[OrganisationsAsked]
) -> dict[str, Any]:
    """Return the organisations that have a page in the ledger, in the order of entry."""
    search = queries.OrganisationSearch(**asked.model_dump(exclude={"cursor", "limit"}))
    rows = queries.organisations_like(
        request.user, queries.organisations_seen_by(request.user), search
    )
    return cursor_page(
        rows, cursor=asked.cursor, limit=asked.limit, show=organisation_shape
    )


@router.get("/organisations/{key}", response=answers(OrganisationWhole))
def read_organisation(request: HttpRequest, key: str) -> OrganisationWhole:
    """Return one organisation with names, identifiers, memberships and the claims about it."""
    row = queries.organisation_seen_by(request.user, key)
    members = queries.members_seen_by(request.user, row)[:MOST_MEMBERS]
    clusters = queries.memberships_seen_by(request.user, row)[:MOST_MEMBERS]
    return OrganisationWhole(
        **organisation_shape(row).model_dump(),
        names=[
            NameShape(text=each.text, kind=each.kind, language=each.language)
            for each in row.names.all()
        ],
        identifiers=[
            IdentifierShape(scheme=each.scheme, value=each.value)
            for each in row.identifiers.all()
        ],
        members=[each.member.record.key for each in members],
        member_of=[each.cluster.record.key for each in clusters],
        claims=[claim_shape(each) for each in every_claim(request, row)],
    )
