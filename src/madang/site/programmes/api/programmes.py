"""Programmes for programs."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
)
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Programme
from madang.site.programmes.queries import programmes as queries
from madang.site.survey.vocabulary import FIELDS

router = Router()


class ProgrammeShape(Schema):
    """A market-opening, support or accelerator programme."""

    slug: str
    name: str
    kind: str
    owner: str
    accelerator: str | None
    home_country: str
    target_country: str
    field: str
    state: str


class ProgrammeWhole(ProgrammeShape):
    """A programme with its aim and the calls that this reader sees, by their short names."""

    aim: str
    calls: list[str]


class ProgrammesAsked(PageAsked):
    """What narrows the list of programmes; a country is home or target."""

    country: str = Field("", pattern="^([A-Z]{2})?$")
    field: str = one_of(FIELDS)
    state: str = one_of(Programme.State.values)


def _programme(row: Programme) -> ProgrammeShape:
    same = ("slug", "name", "kind", "home_country", "target_country", "field", "state")
    return ProgrammeShape(
        owner=row.owner.name,
        accelerator=row.accelerator.name if row.accelerator else None,
        **{name: getattr(row, name) for name in same},
    )


@router.get("", response=answers(CursorPage[ProgrammeShape]))
def list_programmes(
    request: HttpRequest, asked: Query[ProgrammesAsked]
) -> dict[str, Any]:
    """Return the programmes that this reader sees: every one but the drafts of others."""
    rows = queries.programmes_like(
        queries.programmes_seen_by(request.user),
        **asked.model_dump(exclude={"cursor", "limit"}),
    )
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_programme)


@router.get("/{slug}", response=answers(ProgrammeWhole))
def read_programme(request: HttpRequest, slug: str) -> ProgrammeWhole:
    """Return one programme with its calls."""
    row = queries.programme_seen_by(request.user, slug)
    calls = queries.calls_shown_in(row, person_of(request.user))
    return ProgrammeWhole(
        **_programme(row).model_dump(),
        aim=row.aim,
        calls=[each.slug for each in calls],
    )
