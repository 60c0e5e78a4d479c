"""Answers to needs, for programs; other companies see neither an answer nor that there is one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    found_or_404,
    one_of,
    repeatable,
)
from madang.site.programmes.actions import needs as actions
from madang.site.programmes.api.acting import lead_acting, person_acting
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.needs import NeedAnswerForm, ReplyForm
from madang.site.programmes.models import NeedAnswer
from madang.site.programmes.queries import needs as queries

router = Router()


class AnswerAsked(Schema):
    """What an organisation can supply."""

    text: str


class NeedAnswerShape(Schema):
    """An answer, as the organisation that gave it and the one that has the need read it."""

    id: int
    need: str
    organisation: str
    text: str
    state: str
    reason: str
    at: datetime


class AnswerStep(Schema):
    """What a company does with its answer."""

    verb: str = one_of(["withdraw"], default=None, is_blank_allowed=False)


class ReplyAsked(Schema):
    """An invitation to talk, or a no, with words that the company reads."""

    verb: str = one_of(["invite", "decline"], default=None, is_blank_allowed=False)
    reason: str


def _answer(row: NeedAnswer) -> NeedAnswerShape:
    same = ("text", "state", "reason", "at")
    return NeedAnswerShape(
        id=row.pk,
        need=row.need.slug,
        organisation=row.organisation.name,
        **{name: getattr(row, name) for name in same},
    )


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
    by = lead_acting(request, _not_lead())
    need = queries.need_seen_by(request.user, slug)
    text = filled(NeedAnswerForm, asked.model_dump()).cleaned_data["text"]
    return 201, _answer(actions.answer_need(by=by, need=need, text=text))


def _not_lead() -> str:
    return _("Only whoever leads your organisation’s entry answers.")


@router.post(
    "/needs/{slug}/answers/{int:pk}/transitions",
    response=answers(NeedAnswerShape, status=201),
)
@repeatable
@transaction.atomic
def step_answer(
    request: HttpRequest,
    slug: str,
    pk: int,
    asked: AnswerStep,  # noqa: ARG001 - its one verb is checked
) -> tuple[int, NeedAnswerShape]:
    """`withdraw` the answer of one's own organisation until it is taken up (who leads its entry); it can be given anew."""
    by = lead_acting(request, _not_lead())
    need = queries.need_seen_by(request.user, slug)
    own = found_or_404(queries.own_answer(by, need))
    if own.pk != pk:
        raise Http404
    return 201, _answer(actions.withdraw_answer(by=by, answer=own))


@router.post(
    "/needs/{slug}/answers/{int:pk}/replies",
    response=answers(NeedAnswerShape, status=201),
)
@repeatable
@transaction.atomic
def reply_to_answer(
    request: HttpRequest, slug: str, pk: int, asked: ReplyAsked
) -> tuple[int, NeedAnswerShape]:
    """Invite a company to talk or decline its answer (the leads of the organisation that has the need); it gets mail."""
    by = person_acting(request)
    row = queries.answer_seen_by(request.user, pk)
    if row.need.slug != slug:
        raise Http404
    clean = filled(ReplyForm, {"step": asked.verb, "reason": asked.reason}).cleaned_data
    return 201, _answer(actions.reply_to_answer(by=by, answer=row, **clean))
