"""Programmes for programs: the list, one with its calls, a new draft, changes, and the steps from state to state."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import PatchDict, Query, Router, Schema
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
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import programmes as actions
from madang.site.programmes.api.acting import person_acting, programme_run
from madang.site.programmes.api.filling import changed, filled
from madang.site.programmes.forms.programmes import NewProgrammeForm, ProgrammeForm
from madang.site.programmes.models import Programme
from madang.site.programmes.queries import programmes as queries
from madang.site.programmes.rules.programmes import STEPS, is_of_staff, why_not_make
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


class ProgrammeAsked(Schema):
    """What a programme says of itself; organisations by their names as in the directory, `contact` by its number."""

    name: str
    kind: str
    aim: str
    accelerator: str = ""
    contact: int | None = None
    home_country: str = Field("", description="only organisations of it can apply")
    target_country: str = ""
    field: str = ""


class NewProgramme(ProgrammeAsked):
    """A new programme with the short name of its address; the site's staff also say whose it is."""

    slug: str
    owner: str = ""


class ProgrammeStep(Schema):
    """A step to the next state."""

    verb: str = one_of(STEPS, default=None, is_blank_allowed=False)


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


@router.post("", response=answers(ProgrammeWhole, status=201))
@repeatable
@transaction.atomic
def enter_programme(
    request: HttpRequest, asked: NewProgramme
) -> tuple[int, ProgrammeWhole]:
    """Make a programme as a draft (whoever leads a ministry, agency, association or another body that runs programmes, and the site's staff)."""
    by = person_acting(request)
    if reason := why_not_make(by):
        raise RefusedError(403, reason)
    sent = asked.model_dump()
    sent["owner"] = asked.owner or str(by.organisation)
    form = filled(
        lambda data: NewProgrammeForm(
            data, owner=by.organisation, is_staff=is_of_staff(by)
        ),
        sent,
    )
    row = actions.create_programme(by=by, programme=form.save(commit=False))
    return 201, read_programme(request, row.slug)


@router.patch("/{slug}", response=answers(ProgrammeWhole))
@repeatable
@transaction.atomic
def change_programme(
    request: HttpRequest, slug: str, asked: PatchDict[ProgrammeAsked]
) -> tuple[int, ProgrammeWhole]:
    """Change a programme's words, partner, contact and countries (those who run it); what is left out stays."""
    row, by = programme_run(request, slug)
    form = changed(
        lambda data: ProgrammeForm(data, instance=row, owner=row.owner), asked
    )
    actions.change_programme(by=by, programme=form.save(commit=False))
    return 200, read_programme(request, slug)


@router.post("/{slug}/transitions", response=answers(ProgrammeWhole, status=201))
@repeatable
@transaction.atomic
def step_programme(
    request: HttpRequest, slug: str, asked: ProgrammeStep
) -> tuple[int, ProgrammeWhole]:
    """Take a programme to its next state (those who run it): `ask for interest`, `open`, `start`, `end`."""
    row, by = programme_run(request, slug)
    actions.step_programme(by=by, programme=row, step=asked.verb)
    return 201, read_programme(request, slug)
