"""Published needs for programs, and the answer of one's own organisation."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
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
from madang.site.programmes.actions.needs import answer_need
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.models import Need, NeedAnswer
from madang.site.programmes.queries import needs as queries
from madang.site.programmes.rules.needs import is_open
from madang.site.survey.vocabulary import FIELDS

router = Router()


class NeedShape(Schema):
    """A published need."""

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


class AnswerAsked(Schema):
    """What an organisation can supply."""

    text: str = Field(max_length=8000)


class NeedAnswerShape(Schema):
    """An answer as the organisation that gave it reads it."""

    id: int
    need: str
    organisation: str
    text: str
    state: str
    at: datetime


def _need(row: Need, now: datetime) -> NeedShape:
    same = ("slug", "title", "text", "country", "field", "answers_until", "state")
    return NeedShape(
        organisation=row.organisation.name,
        is_open=is_open(row, now),
        **{name: getattr(row, name) for name in same},
    )


def _answer(row: NeedAnswer) -> NeedAnswerShape:
    return NeedAnswerShape(
        id=row.pk,
        need=row.need.slug,
        organisation=row.organisation.name,
        text=row.text,
        state=row.state,
        at=row.at,
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


@router.get("/needs/{slug}/answers", response=answers(CursorPage[NeedAnswerShape]))
def list_answers(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the answers to a need: all to whoever published it, to others their own organisation's alone."""
    person = person_acting(request)
    need = queries.need_seen_by(request.user, slug)
    rows = queries.answers_to(need, person) | queries.answers_of(person).filter(
        need=need
    )
    return cursor_page(
        rows.select_related("need", "organisation"),
        cursor=asked.cursor,
        limit=asked.limit,
        show=_answer,
    )


@router.post("/needs/{slug}/answers", response=answers(NeedAnswerShape, status=201))
@repeatable
@transaction.atomic
def enter_answer(
    request: HttpRequest, slug: str, asked: AnswerAsked
) -> tuple[int, NeedAnswerShape]:
    """Answer a need for one's own organisation (who leads its entry), or change the answer until it is taken up."""
    by = person_acting(request)
    need = queries.need_seen_by(request.user, slug)
    return 201, _answer(answer_need(by=by, need=need, text=asked.text))
