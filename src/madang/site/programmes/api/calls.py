"""Calls and applications for programs; the contents of an application are read by its two sides alone."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    one_of,
)
from madang.site.directory.queries import person_of
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.models import Application, Call
from madang.site.programmes.queries import applications as application_queries
from madang.site.programmes.queries import calls as queries
from madang.site.programmes.rules.calls import phase
from madang.site.programmes.rules.programmes import manages

router = Router()


class CallShape(Schema):
    """A call; `phase` says what it is now: draft, soon, open, closed, decided or withdrawn."""

    slug: str
    programme: str
    title: str
    kind: str
    opens_at: datetime
    closes_at: datetime
    zone: str
    phase: str
    seats: int | None
    budget: Decimal | None
    most_each: Decimal | None
    currency: str
    needs_contract: bool


class QuestionShape(Schema):
    """A question of a call."""

    id: int
    text: str
    help: str
    most_characters: int
    is_required: bool


class CallWhole(CallShape):
    """A call with its words and questions."""

    text: str
    who_may_apply: str
    questions: list[QuestionShape]


class CallsAsked(PageAsked):
    """What narrows the list of calls."""

    kind: str = one_of(Call.Kind.values)
    is_open: bool = False


class ApplicationShape(Schema):
    """An application without its answers."""

    id: int
    call: str
    organisation: str
    title: str
    amount: Decimal | None
    state: str
    version: int
    submitted_at: datetime | None
    outcome: str | None
    amount_granted: Decimal | None


class AnswerShape(Schema):
    """The answer to one question."""

    question: int
    text: str


class ApplicationWhole(ApplicationShape):
    """An application with its answers."""

    answers: list[AnswerShape]


def _call(row: Call, now: datetime) -> CallShape:
    same = (
        "slug", "title", "kind", "opens_at", "closes_at", "zone", "seats", "budget",
        "most_each", "currency", "needs_contract",
    )  # fmt: skip
    return CallShape(
        programme=row.programme.slug,
        phase=phase(row, now),
        **{name: getattr(row, name) for name in same},
    )


def _application(row: Application) -> ApplicationShape:
    decision = getattr(row, "decision", None)
    same = ("title", "amount", "state", "version", "submitted_at")
    return ApplicationShape(
        id=row.pk,
        call=row.call.slug,
        organisation=row.organisation.name,
        outcome=decision.outcome if decision else None,
        amount_granted=decision.amount if decision else None,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/calls", response=answers(CursorPage[CallShape]))
def list_calls(request: HttpRequest, asked: Query[CallsAsked]) -> dict[str, Any]:
    """Return the calls that this reader sees; `is_open` leaves those that take applications now."""
    now = timezone.now()
    rows = queries.calls_seen_by(request.user)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.is_open:
        state = Call.State.PUBLISHED
        rows = rows.filter(state=state, opens_at__lte=now, closes_at__gt=now)
    return cursor_page(
        rows,
        cursor=asked.cursor,
        limit=asked.limit,
        show=lambda row: _call(row, now),
    )


@router.get("/calls/{slug}", response=answers(CallWhole))
def read_call(request: HttpRequest, slug: str) -> CallWhole:
    """Return one call with its words and questions."""
    row = queries.call_seen_by(request.user, slug)
    return CallWhole(
        **_call(row, timezone.now()).model_dump(),
        text=row.text,
        who_may_apply=row.who_may_apply,
        questions=[
            QuestionShape(
                id=each.pk,
                text=each.text,
                help=each.help,
                most_characters=each.most_characters,
                is_required=each.is_required,
            )
            for each in row.questions.all()
        ],
    )


@router.get(
    "/calls/{slug}/applications", response=answers(CursorPage[ApplicationShape])
)
def list_applications_to_call(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return what was submitted to a call, to those who run its programme; 403 for others."""
    call = queries.call_seen_by(request.user, slug)
    person = person_of(request.user)
    if not manages(person, call.programme):
        raise RefusedError(403, "Only those who run the programme read this")
    rows = application_queries.applications_to(call, person=person)
    return cursor_page(
        rows.select_related("call"),
        cursor=asked.cursor,
        limit=asked.limit,
        show=_application,
    )


@router.get("/applications", response=answers(CursorPage[ApplicationShape]))
def list_own_applications(
    request: HttpRequest, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the applications of one's own organisation, drafts among them."""
    rows = application_queries.of_person(person_acting(request))
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_application)


@router.get("/applications/{int:pk}", response=answers(ApplicationWhole))
def read_application(request: HttpRequest, pk: int) -> ApplicationWhole:
    """Return one application with its answers, to its own organisation, its reviewers and those who run the programme."""
    row, _roles = application_queries.application_seen_by(request.user, pk)
    return ApplicationWhole(
        **_application(row).model_dump(),
        answers=[
            AnswerShape(question=each.question_id, text=each.text)
            for each in row.answers.all()
        ],
    )
