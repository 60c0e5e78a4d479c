"""An event's outcomes for programs, what a side says of its meetings, and its next steps."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
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
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_joined_by, event_seen_by
from madang.site.events.rules import standing
from madang.site.ledger.queries.event_figures import outcomes_for
from madang.site.ledger.queries.event_outcomes import published_page
from madang.site.meetings.actions.feedback import give_feedback
from madang.site.meetings.models import Feedback, NextStep
from madang.site.meetings.queries.feedback import meeting_of_side
from madang.site.meetings.queries.steps import steps_of
from madang.site.meetings.rules.feedback import FeedbackError
from madang.site.meetings.rules.requests import may_answer

router = Router()


class Counted(Schema):
    """What is counted and how many; null is not published."""

    name: str
    count: int | None


class TiesCounted(Schema):
    """Ties of one kind and stage whose link to the event is claimed equally strongly.

    0: nobody claims it, 1: the organisers or a curator, 2: one party, 3: both, 4: a signed document or a register.
    """

    kind: str
    stage: str
    strength: int
    count: int


class MonthCounted(Schema):
    """Ties by months since the event; null has no date."""

    month: int | None
    count: int


class OutcomesShape(Schema):
    """An event's outcomes. Shares: held of planned, each verdict of answers, answers of sides, each state of all steps."""

    planned: int | None
    held: int | None
    not_held: int | None
    unsaid: int | None
    sides: int | None
    answers: int | None
    verdicts: list[Counted]
    steps: list[Counted]
    ties: int
    by_kind: list[TiesCounted]
    by_month: list[MonthCounted]


class WordAsked(Schema):
    """What a side says of a meeting. Without a note the one that is there stays."""

    verdict: str = one_of(Feedback.Verdict.values, default=None, is_blank_allowed=False)
    note: str | None = Field(None, max_length=2000)


class WordShape(Schema):
    """What this side has said of a meeting."""

    meeting: int
    verdict: str
    note: str


class StepShape(Schema):
    """What this side does next after a meeting."""

    id: int
    meeting: int
    text: str
    due: date
    doer: str
    state: str


@router.get("/events/{slug}/outcomes", response=answers(OutcomesShape))
def read_outcomes(request: HttpRequest, slug: str) -> OutcomesShape:
    """Return what came of an event: everything for its organisers, for others what they published, without counts below 5."""
    event = event_seen_by(request.user, slug)
    is_organiser = standing(request.user, event).is_organiser
    if not is_organiser and published_page(event) is None:
        raise Http404
    reader = request.user if is_organiser else None
    figures = outcomes_for(reader, event, is_organiser=is_organiser).figures
    return OutcomesShape(
        planned=figures.planned,
        held=figures.held,
        not_held=figures.not_held,
        unsaid=figures.unsaid,
        sides=figures.sides,
        answers=figures.answers,
        verdicts=[Counted(name=name, count=count) for name, count in figures.verdicts],
        steps=[Counted(name=name, count=count) for name, count in figures.steps],
        ties=figures.ties,
        by_kind=[
            TiesCounted(kind=kind, stage=stage, strength=strength, count=count)
            for kind, stage, strength, count in figures.by_kind
        ],
        by_month=[
            MonthCounted(month=month, count=count) for month, count in figures.by_month
        ],
    )


def _side(request: HttpRequest, slug: str) -> tuple[Event, Registration]:
    """Return the event and the organisation for which this person speaks there; 404 for everybody else."""
    event = event_joined_by(request.user, slug)
    registration = standing(request.user, event).registration
    if registration is None or not may_answer(request.user, event):
        raise Http404
    return event, registration


@router.get("/events/{slug}/steps", response=answers(CursorPage[StepShape]))
def list_steps(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return what one's own organisation does next after its meetings, in the order of entry."""
    _event, registration = _side(request, slug)
    return cursor_page(
        steps_of(registration), cursor=asked.cursor, limit=asked.limit, show=_step
    )


def _step(row: NextStep) -> StepShape:
    return StepShape(
        id=row.pk,
        meeting=row.meeting_id,
        text=row.text,
        due=row.due,
        doer=row.doer,
        state=row.state,
    )


@router.post(
    "/events/{slug}/meetings/{pk}/word", response=answers(WordShape, status=201)
)
@repeatable
@transaction.atomic
def say(
    request: HttpRequest, slug: str, pk: int, asked: WordAsked
) -> tuple[int, WordShape]:
    """Say what came of a meeting of one's own organisation, in place of what it said before."""
    event, registration = _side(request, slug)
    meeting = meeting_of_side(event, registration, pk)
    try:
        given = give_feedback(
            by=standing(request.user, event).person,
            meeting=meeting,
            registration=registration,
            verdict=asked.verdict,
            note=asked.note,
        )
    except FeedbackError as error:
        raise RefusedError(409, str(error)) from error
    return 201, WordShape(meeting=meeting.pk, verdict=given.verdict, note=given.note)
