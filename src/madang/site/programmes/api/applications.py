"""Applications for programs; their contents are read by the two sides alone, and reviews never by the applicant."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
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
from madang.site.programmes.actions import applications as actions
from madang.site.programmes.api.acting import call_run, lead_acting, person_acting
from madang.site.programmes.api.filling import changed
from madang.site.programmes.forms.applications import ApplicationForm
from madang.site.programmes.models import Application
from madang.site.programmes.queries import applications as queries
from madang.site.programmes.queries.calls import call_seen_by

router = Router()


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
    """An application with its answers, how far it is, and the reason of the decision once there is one."""

    answers: list[AnswerShape]
    percent: int
    missing: list[str]
    reason: str | None


class DraftAsked(Schema):
    """What is written of a draft; any of it may still be empty."""

    title: str = ""
    amount: Decimal | None = None
    answers: list[AnswerShape] = Field(default_factory=list, max_length=40)


class DraftChanged(DraftAsked):
    """What shall change; `version` is the one that was read, and another one that stands is refused."""

    version: int | None = None


class ApplicationStep(Schema):
    """What an applicant does with its application."""

    verb: str = one_of(["submit", "withdraw"], default=None, is_blank_allowed=False)


def application_shape(row: Application) -> ApplicationShape:
    """Return an application as programs read it, without its answers."""
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


def application_whole(row: Application) -> ApplicationWhole:
    """Return an application with its answers; reads them as prefetched by `queries.applications.whole`."""
    decision = getattr(row, "decision", None)
    progress = queries.progress_of(row)
    return ApplicationWhole(
        **application_shape(row).model_dump(),
        answers=[
            AnswerShape(question=each.question_id, text=each.text)
            for each in row.answers.all()
        ],
        percent=progress.percent,
        missing=[each.key for each in progress.missing],
        reason=decision.reason if decision else None,
    )


@router.get(
    "/calls/{slug}/applications", response=answers(CursorPage[ApplicationShape])
)
def list_applications_to_call(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return what was submitted to a call, to those who run its programme; 403 for others."""
    call, person = call_run(request, slug)
    rows = queries.applications_to(call, person=person)
    return cursor_page(
        rows.select_related("call", "organisation", "decision"),
        cursor=asked.cursor,
        limit=asked.limit,
        show=application_shape,
    )


@router.get("/applications", response=answers(CursorPage[ApplicationShape]))
def list_own_applications(
    request: HttpRequest, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the applications of one's own organisation, drafts among them."""
    return cursor_page(
        queries.of_person(person_acting(request)),
        cursor=asked.cursor,
        limit=asked.limit,
        show=application_shape,
    )


@router.get("/applications/{int:pk}", response=answers(ApplicationWhole))
def read_application(request: HttpRequest, pk: int) -> ApplicationWhole:
    """Return one application with its answers, to its own organisation, its reviewers and those who run the programme."""
    row, _roles = queries.application_seen_by(request.user, pk)
    return application_whole(row)


def _save(request: HttpRequest, pk: int, sent: dict[str, Any]) -> ApplicationWhole:
    """Save a draft as far as it is; an answer to a question that is not the call's is refused."""
    row, roles = queries.application_seen_by(request.user, pk)
    if "lead" not in roles:
        raise RefusedError(403, _not_lead())
    for each in sent.pop("answers", None) or []:
        sent[f"question-{each['question']}"] = each["text"]
    form = changed(lambda data: ApplicationForm(data, application=row), sent)
    written = {name for name, value in sent.items() if value is not None}
    if unknown := sorted(written - set(form.fields)):
        message = _("This call does not ask for it.")
        errors = [{"field": name, "message": message} for name in unknown]
        raise RefusedError(422, message, errors=errors)
    try:
        actions.save_application(
            by=person_acting(request),
            application=row,
            version=form.cleaned_data["version"],
            title=form.cleaned_data["title"].strip(),
            amount=form.cleaned_data.get("amount"),
            answers=form.answers(),
        )
    except actions.OutdatedError as error:
        errors = [{"field": "version", "message": str(error)}]
        raise RefusedError(409, str(error), errors=errors) from error
    return read_application(request, pk)


def _not_lead() -> str:
    return _(
        "Only whoever leads the organisation’s entry does this; colleagues read the same pages."
    )


@router.post(
    "/calls/{slug}/applications", response=answers(ApplicationWhole, status=201)
)
@repeatable
@transaction.atomic
def enter_application(
    request: HttpRequest, slug: str, asked: PatchDict[DraftAsked]
) -> tuple[int, ApplicationWhole]:
    """Begin a draft for one's own organisation (who leads its entry), with as much as is written. Nobody else sees it."""
    by = lead_acting(
        request, _("Only whoever leads your organisation’s entry applies.")
    )
    call = call_seen_by(request.user, slug)
    made = actions.start_application(by=by, call=call)
    return 201, _save(request, made.pk, asked)


@router.patch("/applications/{int:pk}", response=answers(ApplicationWhole))
@repeatable
@transaction.atomic
def change_application(
    request: HttpRequest, pk: int, asked: PatchDict[DraftChanged]
) -> tuple[int, ApplicationWhole]:
    """Save a draft as far as it is (who leads its organisation's entry); what is left out stays. 409 if somebody saved in between."""
    person_acting(request)
    return 200, _save(request, pk, asked)


@router.post(
    "/applications/{int:pk}/transitions", response=answers(ApplicationWhole, status=201)
)
@repeatable
@transaction.atomic
def step_application(
    request: HttpRequest, pk: int, asked: ApplicationStep
) -> tuple[int, ApplicationWhole]:
    """Submit a draft, from when on it is read only, or withdraw what is not decided (who leads the organisation's entry)."""
    by = person_acting(request)
    row, roles = queries.application_seen_by(request.user, pk)
    if "lead" not in roles:
        raise RefusedError(403, _not_lead())
    if asked.verb == "submit":
        actions.submit_application(by=by, application=row)
    else:
        actions.withdraw_application(by=by, application=row)
    return 201, read_application(request, pk)
