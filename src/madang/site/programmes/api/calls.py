"""Calls for programs: the list, one with its questions; drafts, questions, publishing, more time, the end."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import PatchDict, Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.directory.models import Person
from madang.site.programmes.actions import calls as actions
from madang.site.programmes.api.acting import call_run, programme_run
from madang.site.programmes.api.filling import changed, filled
from madang.site.programmes.forms.calls import CallForm, ExtendForm, QuestionForm
from madang.site.programmes.models import Call, CallQuestion
from madang.site.programmes.queries import calls as queries
from madang.site.programmes.rules.calls import STEPS, phase

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


class QuestionAsked(Schema):
    """A question of a draft."""

    text: str
    help: str = ""
    most_characters: int = 2000
    is_required: bool = True


class CallAsked(Schema):
    """What a call offers; its days and times are those of the clocks in `zone`."""

    title: str
    slug: str
    kind: str = one_of(Call.Kind.values, default=None, is_blank_allowed=False)
    text: str
    who_may_apply: str
    zone: str = Field(description="IANA name: Europe/Riga")
    opens_day: date
    opens_time: time
    closes_day: date
    closes_time: time
    seats: int | None = None
    budget: Decimal | None = None
    most_each: Decimal | None = None
    currency: str = ""
    needs_contract: bool = False


class NewCall(CallAsked):
    """A new call with its questions."""

    questions: list[QuestionAsked] = Field(default_factory=list, max_length=40)


class CallStep(Schema):
    """A step of a call; `extend` names the new closing day and time in the call's zone."""

    verb: str = one_of([*STEPS, "extend"], default=None, is_blank_allowed=False)
    closes_day: date | None = None
    closes_time: time | None = None


def call_shape(row: Call, now: datetime) -> CallShape:
    """Return a call as programs read it at a moment."""
    same = (
        "slug", "title", "kind", "opens_at", "closes_at", "zone", "seats", "budget",
        "most_each", "currency", "needs_contract",
    )  # fmt: skip
    return CallShape(
        programme=row.programme.slug,
        phase=phase(row, now),
        **{name: getattr(row, name) for name in same},
    )


def _question(row: CallQuestion) -> QuestionShape:
    same = ("text", "help", "most_characters", "is_required")
    return QuestionShape(id=row.pk, **{name: getattr(row, name) for name in same})


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
        show=lambda row: call_shape(row, now),
    )


@router.get("/calls/{slug}", response=answers(CallWhole))
def read_call(request: HttpRequest, slug: str) -> CallWhole:
    """Return one call with its words and questions."""
    row = queries.call_seen_by(request.user, slug)
    return CallWhole(
        **call_shape(row, timezone.now()).model_dump(),
        text=row.text,
        who_may_apply=row.who_may_apply,
        questions=[_question(each) for each in row.questions.all()],
    )


def _ask(call: Call, sent: Mapping[str, Any], *, by: Person) -> CallQuestion:
    form = filled(
        lambda data: QuestionForm(data, instance=CallQuestion(call=call)), sent
    )
    return actions.add_question(by=by, question=form.save(commit=False))


@router.post("/{slug}/calls", response=answers(CallWhole, status=201))
@repeatable
@transaction.atomic
def enter_call(
    request: HttpRequest, slug: str, asked: NewCall
) -> tuple[int, CallWhole]:
    """Make a call of a programme as a draft, with its questions (those who run the programme)."""
    programme, by = programme_run(request, slug)
    form = filled(
        lambda data: CallForm(data, instance=Call(programme=programme)),
        asked.model_dump(exclude={"questions"}),
    )
    call = actions.create_call(by=by, call=form.save(commit=False))
    for each in asked.questions:
        _ask(call, each.model_dump(), by=by)
    return 201, read_call(request, call.slug)


@router.patch("/calls/{slug}", response=answers(CallWhole))
@repeatable
@transaction.atomic
def change_call(
    request: HttpRequest, slug: str, asked: PatchDict[CallAsked]
) -> tuple[int, CallWhole]:
    """Change a draft (those who run the programme); what is left out stays. A published call stays as it is."""
    call, by = call_run(request, slug)
    form = changed(lambda data: CallForm(data, instance=call), asked)
    made = actions.change_call(by=by, call=form.save(commit=False))
    return 200, read_call(request, made.slug)


@router.post("/calls/{slug}/questions", response=answers(QuestionShape, status=201))
@repeatable
@transaction.atomic
def enter_question(
    request: HttpRequest, slug: str, asked: QuestionAsked
) -> tuple[int, QuestionShape]:
    """Add a question at the end of a draft (those who run the programme)."""
    call, by = call_run(request, slug)
    return 201, _question(_ask(call, asked.model_dump(), by=by))


@router.delete("/calls/{slug}/questions/{int:pk}", response=answers(QuestionShape))
@repeatable
@transaction.atomic
def remove_question(
    request: HttpRequest, slug: str, pk: int
) -> tuple[int, QuestionShape]:
    """Remove a question of a draft (those who run the programme); return what was removed."""
    call, by = call_run(request, slug)
    row = get_object_or_404(CallQuestion, call=call, pk=pk)
    shown = _question(row)
    actions.remove_question(by=by, question=row)
    return 200, shown


DOORS: dict[str, Callable[..., Call]] = {
    "publish": actions.publish_call,
    "withdraw": actions.withdraw_call,
    "conclude": actions.conclude_call,
}


@router.post("/calls/{slug}/transitions", response=answers(CallWhole, status=201))
@repeatable
@transaction.atomic
def step_call(
    request: HttpRequest, slug: str, asked: CallStep
) -> tuple[int, CallWhole]:
    """Take a call further (those who run the programme): `publish`, `extend`, `withdraw`, `conclude`. Whoever is concerned gets mail."""
    call, by = call_run(request, slug)
    if asked.verb == "extend":
        sent = asked.model_dump(exclude={"verb"})
        form = filled(lambda data: ExtendForm(data, call=call), sent)
        closes_at = form.cleaned_data["closes_at"]
        actions.extend_call(by=by, call=call, closes_at=closes_at)
    else:
        DOORS[asked.verb](by=by, call=call)
    return 201, read_call(request, slug)
