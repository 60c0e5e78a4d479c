"""Initiatives for programs: the list, one with parties and claims, a new one."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.ledger.actions.initiatives import add_initiative
from madang.site.ledger.api.record_shapes import (
    InitiativeShape,
    InitiativeWhole,
    RecordAsked,
    initiative_shape,
    key_of,
    said_of,
)
from madang.site.ledger.api.shapes import claim_shape
from madang.site.ledger.api.ties import every_claim
from madang.site.ledger.api.writing import (
    KEY,
    curator_of,
    organisation_from,
    passages_from,
    refuse_known,
)
from madang.site.ledger.models import Initiative, Position
from madang.site.ledger.queries.names import (
    initiatives_seen_by,
    positions_seen_by,
    with_named,
    with_roles,
)
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.records import initiative_seen_by, parties_seen_by

router = Router()
OWN = {
    "key",
    "name",
    "kind",
    "target_country",
    "for_whom",
    "beneficiaries",
    "start",
    "end",
    "date_note",
}


class InitiativesAsked(PageAsked):
    """What narrows the list of initiatives; `organisation` is the key of who runs it."""

    organisation: str = Field("", max_length=60)
    kind: str = one_of(Initiative.Kind.values)
    country: str = Field("", pattern="^([A-Za-z]{2})?$")


class InitiativeAsked(RecordAsked):
    """A project, programme, campaign, fund or plan; organisations and the manager by their keys."""

    key: str = Field("", max_length=60, pattern=KEY)
    name: str = Field(max_length=200)
    kind: str = one_of(Initiative.Kind.values, default=None, is_blank_allowed=False)
    owner: str = Field(max_length=60, description="key of an organisation")
    funder: str = Field("", max_length=60)
    manager: str = Field("", max_length=60, description="key of a role")
    parties: list[str] = Field(default_factory=list, max_length=50)
    target_country: str = Field("", pattern="^([A-Z]{2})?$")
    for_whom: str = Field("", max_length=200)
    beneficiaries: str = Field("", max_length=200)
    start: str = Field("", max_length=30, description="EDTF (ISO 8601-2), one date")
    end: str = Field("", max_length=30, description="EDTF (ISO 8601-2), one date")
    date_note: str = Field("", max_length=200)


def _whole(request: HttpRequest, key: str) -> InitiativeWhole:
    row = initiative_seen_by(request.user, key)
    return InitiativeWhole(
        **initiative_shape(row).model_dump(),
        parties=[key_of(each) for each in parties_seen_by(request.user, row)],
        claims=[claim_shape(each) for each in every_claim(request, row)],
    )


def _manager(request: HttpRequest, key: str) -> Position | None:
    if not key:
        return None
    found = positions_seen_by(request.user).filter(key=key).first()
    if found is None:
        message = _("Nothing is entered under “%(key)s”.") % {"key": key}
        raise RefusedError(
            422, message, errors=[{"field": "manager", "message": message}]
        )
    return found


@router.get("/initiatives", response=answers(CursorPage[InitiativeShape]))
def list_initiatives(
    request: HttpRequest, asked: Query[InitiativesAsked]
) -> dict[str, Any]:
    """Return the initiatives that this reader sees, in the order of entry."""
    user = request.user
    rows = initiatives_seen_by(user)
    narrowed = Q(kind=asked.kind) if asked.kind else Q()
    if asked.country:
        narrowed &= Q(target_country=asked.country.upper())
    if asked.organisation:
        owner = organisations_seen_by(user).filter(record__key=asked.organisation)
        rows = rows.filter(owner__in=owner)
    rows = with_roles(with_named(rows, user, "owner", "funder"), user, "manager")
    return cursor_page(
        rows.filter(narrowed),
        cursor=asked.cursor,
        limit=asked.limit,
        show=initiative_shape,
    )


@router.get("/initiatives/{key}", response=answers(InitiativeWhole))
def read_initiative(request: HttpRequest, key: str) -> InitiativeWhole:
    """Return one initiative with its parties and every claim about it."""
    return _whole(request, key)


@router.post("/initiatives", response=answers(InitiativeWhole, status=201))
@repeatable
@transaction.atomic
def enter_initiative(
    request: HttpRequest, asked: InitiativeAsked
) -> tuple[int, InitiativeWhole]:
    """Enter an initiative that an organisation runs, with its parties and evidence (curators)."""
    by = curator_of(request)
    refuse_known(Initiative, asked.key)
    said, audience = said_of(request, asked)
    facts: dict[str, Any] = asked.model_dump(include=OWN) | {"audience": audience}
    if asked.funder:
        facts["funder"] = organisation_from(request, asked.funder, field="funder")
    facts["manager"] = _manager(request, asked.manager)
    facts["parties"] = [
        organisation_from(request, each, field=f"parties.{number}")
        for number, each in enumerate(asked.parties)
    ]
    row = add_initiative(
        by=by,
        owner=organisation_from(request, asked.owner, field="owner"),
        passages=passages_from(request, by, asked.evidence),
        facts=facts,  # type: ignore[arg-type]  # names of the dictionary
        **said,
    )
    return 201, _whole(request, row.key)
