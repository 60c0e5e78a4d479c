"""People in roles for programs: the list, one with its claims, a new one."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    repeatable,
)
from madang.site.ledger.actions.positions import add_position
from madang.site.ledger.api.record_shapes import (
    PeriodAsked,
    PositionShape,
    PositionWhole,
    position_shape,
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
from madang.site.ledger.models import Position
from madang.site.ledger.queries.names import positions_seen_by
from madang.site.ledger.queries.records import position_seen_by

router = Router()
OWN = {
    "role",
    "name",
    "name_local",
    "since",
    "until",
    "telephone",
    "fax",
    "email",
    "note",
    "key",
}


class PositionsAsked(PageAsked):
    """What narrows the list of roles: the key of an organisation."""

    organisation: str = Field("", max_length=60)


class PositionAsked(PeriodAsked):
    """A role that somebody holds, named or not."""

    key: str = Field("", max_length=60, pattern=KEY)
    organisation: str = Field(max_length=60, description="key of an organisation")
    role: str = Field(max_length=150)
    name: str = Field("", max_length=120)
    name_local: str = Field("", max_length=120)
    telephone: str = Field("", max_length=40)
    fax: str = Field("", max_length=40)
    email: str = Field("", max_length=254, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")
    note: str = Field("", max_length=300)


def _whole(request: HttpRequest, key: str) -> PositionWhole:
    row = position_seen_by(request.user, key)
    return PositionWhole(
        **position_shape(row).model_dump(),
        claims=[claim_shape(each) for each in every_claim(request, row)],
    )


@router.get("/positions", response=answers(CursorPage[PositionShape]))
def list_positions(
    request: HttpRequest, asked: Query[PositionsAsked]
) -> dict[str, Any]:
    """Return the people in roles whom this reader sees, in the order of entry."""
    rows = positions_seen_by(request.user)
    if asked.organisation:
        rows = rows.filter(organisation__record__key=asked.organisation)
    return cursor_page(
        rows.select_related("person", "organisation__record"),
        cursor=asked.cursor,
        limit=asked.limit,
        show=position_shape,
    )


@router.get("/positions/{key}", response=answers(PositionWhole))
def read_position(request: HttpRequest, key: str) -> PositionWhole:
    """Return one role with every claim about it."""
    return _whole(request, key)


@router.post("/positions", response=answers(PositionWhole, status=201))
@repeatable
@transaction.atomic
def enter_position(
    request: HttpRequest, asked: PositionAsked
) -> tuple[int, PositionWhole]:
    """Enter a role that somebody holds in an organisation, with its evidence (curators)."""
    by = curator_of(request)
    refuse_known(Position, asked.key)
    said, audience = said_of(request, asked)
    row = add_position(
        by=by,
        organisation=organisation_from(
            request, asked.organisation, field="organisation"
        ),
        passages=passages_from(request, by, asked.evidence),
        facts=asked.model_dump(include=OWN) | {"audience": audience},  # type: ignore[arg-type]  # names of the dictionary
        **said,
    )
    return 201, _whole(request, row.key)
