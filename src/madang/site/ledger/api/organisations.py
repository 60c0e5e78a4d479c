"""Organisations of the ledger for programs: the list, one with names, numbers and claims, a new one, a name or number more."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.directory.models import OrganisationIdentifier, OrganisationName
from madang.site.ledger.actions.names import add_identifier, add_name
from madang.site.ledger.actions.organisations import add_organisation
from madang.site.ledger.api.record_shapes import RecordAsked, said_of
from madang.site.ledger.api.shapes import (
    IdentifierShape,
    NameShape,
    OrganisationShape,
    OrganisationWhole,
    claim_shape,
    organisation_shape,
)
from madang.site.ledger.api.ties import every_claim
from madang.site.ledger.api.writing import (
    KEY,
    curator_of,
    passages_from,
    refuse_known,
)
from madang.site.ledger.models import OrganisationRecord
from madang.site.ledger.queries import organisations as queries

router = Router()
MOST_MEMBERS = 500
OWN = {"key", "name", "name_local", "kind", "country", "website"}


class OrganisationsAsked(PageAsked):
    """What narrows the list of organisations; `text` finds any of their names, in any script."""

    text: str = Field("", max_length=100)
    kind: str = one_of(OrganisationRecord.Kind.values)
    country: str = Field("", pattern="^([A-Za-z]{2})?$")
    cluster: str = Field("", max_length=60)


class NameAsked(Schema):
    """Another name; `language` is BCP 47."""

    text: str = Field(max_length=300)
    kind: str = one_of(
        OrganisationName.Kind.values, default="alias", is_blank_allowed=False
    )
    language: str = Field("", max_length=12)


class IdentifierAsked(Schema):
    """A number in a register."""

    scheme: str = one_of(
        OrganisationIdentifier.Scheme.values, default=None, is_blank_allowed=False
    )
    value: str = Field(max_length=120)


class NameEntered(NameAsked, RecordAsked):
    """Another name with its evidence; whoever reads the organisation's page reads it."""


class IdentifierEntered(IdentifierAsked, RecordAsked):
    """A number in a register with its evidence; whoever reads the organisation's page reads it."""


class OrganisationAsked(RecordAsked):
    """A new organisation; its names and numbers rest on the same evidence."""

    key: str = Field("", max_length=60, pattern=KEY)
    name: str = Field(max_length=200)
    name_local: str = Field("", max_length=200)
    kind: str = one_of(
        OrganisationRecord.Kind.values, default=None, is_blank_allowed=False
    )
    country: str = Field("", pattern="^([A-Z]{2})?$")
    website: str = Field("", max_length=200)
    names: list[NameAsked] = Field(default_factory=list, max_length=50)
    identifiers: list[IdentifierAsked] = Field(default_factory=list, max_length=20)


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


def _whole(request: HttpRequest, key: str) -> OrganisationWhole:
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


@router.get("/organisations/{key}", response=answers(OrganisationWhole))
def read_organisation(request: HttpRequest, key: str) -> OrganisationWhole:
    """Return one organisation with names, identifiers, memberships and the claims about it."""
    return _whole(request, key)


@router.post("/organisations", response=answers(OrganisationWhole, status=201))
@repeatable
@transaction.atomic
def enter_organisation(
    request: HttpRequest, asked: OrganisationAsked
) -> tuple[int, OrganisationWhole]:
    """Enter an organisation with its names, numbers and evidence (curators). Refused for one that has a page."""
    by = curator_of(request)
    refuse_known(OrganisationRecord, asked.key)
    said, audience = said_of(request, asked)
    passages = passages_from(request, by, asked.evidence)
    row = add_organisation(
        by=by,
        facts=asked.model_dump(include=OWN) | {"audience": audience},  # type: ignore[arg-type]  # names of the dictionary
        passages=passages,
        **said,
    )
    for name in asked.names:
        add_name(row, by=by, facts=name.model_dump(), passages=passages, **said)  # type: ignore[arg-type]  # names of the dictionary
    for number in asked.identifiers:
        add_identifier(
            row,
            by=by,
            facts=number.model_dump(),  # type: ignore[arg-type]  # names of the dictionary
            passages=passages,
            **said,
        )
    return 201, _whole(request, row.record.key)


@router.post("/organisations/{key}/names", response=answers(OrganisationWhole, status=201))  # fmt: skip
@repeatable
@transaction.atomic
def enter_name(
    request: HttpRequest, key: str, asked: NameEntered
) -> tuple[int, OrganisationWhole]:
    """Enter another name of an organisation, with its evidence (curators)."""
    by = curator_of(request)
    said, _audience = said_of(request, asked)
    add_name(
        queries.organisation_seen_by(request.user, key),
        by=by,
        facts=asked.model_dump(include=set(NameAsked.model_fields)),  # type: ignore[arg-type]  # names of the dictionary
        passages=passages_from(request, by, asked.evidence),
        **said,
    )
    return 201, _whole(request, key)


@router.post("/organisations/{key}/identifiers", response=answers(OrganisationWhole, status=201))  # fmt: skip
@repeatable
@transaction.atomic
def enter_identifier(
    request: HttpRequest, key: str, asked: IdentifierEntered
) -> tuple[int, OrganisationWhole]:
    """Enter the number under which a register knows an organisation, with its evidence (curators)."""
    by = curator_of(request)
    said, _audience = said_of(request, asked)
    add_identifier(
        queries.organisation_seen_by(request.user, key),
        by=by,
        facts={"scheme": asked.scheme, "value": asked.value},
        passages=passages_from(request, by, asked.evidence),
        **said,
    )
    return 201, _whole(request, key)
