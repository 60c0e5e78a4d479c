"""Needs for programs: the list, a new draft, changes, publishing and closing."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import PatchDict, Query, Router, Schema
from pydantic import AwareDatetime, Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.directory.models import Person
from madang.site.programmes.actions import needs as actions
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.filling import at_field, changed, filled
from madang.site.programmes.forms.needs import NeedForm, NewNeedForm
from madang.site.programmes.models import Need
from madang.site.programmes.queries import needs as queries
from madang.site.programmes.rules.needs import (
    STEPS,
    is_open,
    publishes,
    why_not_publish,
)
from madang.site.survey.vocabulary import FIELDS

router = Router()


class NeedShape(Schema):
    """A need; a draft is seen by its own organisation's leads alone."""

    slug: str
    title: str
    text: str
    country: str
    organisation: str
    field: str
    answers_until: datetime | None
    state: str
    is_open: bool


class NeedsAsked(PageAsked):
    """What narrows the list of needs."""

    country: str = Field("", pattern="^([A-Z]{2})?$")
    field: str = one_of(FIELDS)
    is_open: bool = False


class NeedAsked(Schema):
    """What is needed, where, in which field; `answers_until` is an instant with its offset from UTC."""

    title: str
    text: str
    country: str = ""
    field: str = one_of(FIELDS)
    answers_until: AwareDatetime | None = None


class NewNeed(NeedAsked):
    """A new need with the short name of its address."""

    slug: str


class NeedStep(Schema):
    """A step to the next state."""

    verb: str = one_of(STEPS, default=None, is_blank_allowed=False)


def _need(row: Need, now: datetime) -> NeedShape:
    same = ("slug", "title", "text", "country", "field", "answers_until", "state")
    return NeedShape(
        organisation=row.organisation.name,
        is_open=is_open(row, now),
        **{name: getattr(row, name) for name in same},
    )


@router.get("/needs", response=answers(CursorPage[NeedShape]))
def list_needs(request: HttpRequest, asked: Query[NeedsAsked]) -> dict[str, Any]:
    """Return the needs that this reader sees, in the order of entry."""
    now = timezone.now()
    rows = queries.needs_like(
        queries.needs_seen_by(request.user),
        country=asked.country,
        field=asked.field,
        now=now if asked.is_open else None,
    )
    return cursor_page(
        rows,
        cursor=asked.cursor,
        limit=asked.limit,
        show=lambda row: _need(row, now),
    )


@router.get("/needs/{slug}", response=answers(NeedShape))
def read_need(request: HttpRequest, slug: str) -> NeedShape:
    """Return one need."""
    return _need(queries.need_seen_by(request.user, slug), timezone.now())


def _as_written(sent: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the last moment for answers as the form's day and time, which it reads in UTC."""
    if "answers_until" in sent:
        at = sent.pop("answers_until")
        at = at.astimezone(UTC) if at else None
        sent["answers_day"] = at.date() if at else None
        sent["answers_time"] = at.time() if at else None
    return sent


@router.post("/needs", response=answers(NeedShape, status=201))
@repeatable
@transaction.atomic
def enter_need(request: HttpRequest, asked: NewNeed) -> tuple[int, NeedShape]:
    """Write a need of one's own organisation as a draft (who leads the entry of a ministry, agency or international organisation)."""
    by = person_acting(request)
    if reason := why_not_publish(by):
        raise RefusedError(403, reason)
    form = filled(
        lambda data: NewNeedForm(data, zone_name="UTC"), _as_written(asked.model_dump())
    )
    made = actions.write_need(by=by, need=form.save(commit=False))
    return 201, read_need(request, made.slug)


def _looked_after(request: HttpRequest, slug: str) -> tuple[Need, Person]:
    """Return a need and the person who looks after it; 404 where it is not seen, 403 for everybody else."""
    by = person_acting(request)
    need = queries.need_seen_by(request.user, slug)
    if not publishes(by, need):
        raise RefusedError(403, _("Only the organisation that has the need does this."))
    return need, by


@router.patch("/needs/{slug}", response=answers(NeedShape))
@repeatable
@transaction.atomic
def change_need(
    request: HttpRequest, slug: str, asked: PatchDict[NeedAsked]
) -> tuple[int, NeedShape]:
    """Change a need that is not closed (the leads of the organisation that has it); what is left out stays."""
    need, by = _looked_after(request, slug)
    form = changed(
        lambda data: NeedForm(data, instance=need, zone_name="UTC"), _as_written(asked)
    )
    actions.change_need(by=by, need=form.save(commit=False))
    return 200, read_need(request, slug)


@router.post("/needs/{slug}/transitions", response=answers(NeedShape, status=201))
@repeatable
@transaction.atomic
def step_need(
    request: HttpRequest, slug: str, asked: NeedStep
) -> tuple[int, NeedShape]:
    """`publish` a draft, `close` a need or `reopen` it (the leads of the organisation that has it)."""
    need, by = _looked_after(request, slug)
    with at_field("answers_day", "answers_until"):
        actions.step_need(by=by, need=need, step=asked.verb)
    return 201, read_need(request, slug)
