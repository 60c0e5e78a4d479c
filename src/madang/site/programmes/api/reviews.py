"""Reviews and decisions for programs: reviewers give an opinion, those who run the programme decide. No applicant reads either's words."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

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
from madang.site.programmes.actions import reviews as actions
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.applications import (
    ApplicationWhole,
    application_whole,
    read_application,
)
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.applications import (
    DecisionForm,
    ReviewerForm,
    ReviewForm,
)
from madang.site.programmes.models import Application, ApplicationDecision, Review
from madang.site.programmes.queries import applications as applications
from madang.site.programmes.queries import reviews as queries

router = Router()


class OwnReview(Schema):
    """What one is to review or has reviewed; who stepped back reads the application no longer."""

    id: int
    application: int
    call: str
    organisation: str
    title: str
    score: int | None
    text: str
    has_conflict: bool
    reviewed_at: datetime | None


class OwnReviewWhole(OwnReview):
    """One's own review with the application that it is about; null for who stepped back."""

    contents: ApplicationWhole | None


class ReviewShape(Schema):
    """What a reviewer says, for those who decide."""

    id: int
    reviewer: str
    organisation: str | None
    score: int | None
    text: str
    has_conflict: bool
    reviewed_at: datetime | None


class OpinionAsked(Schema):
    """A score, 5 is best, and an opinion; the applicant reads neither."""

    score: int
    text: str


class ReviewStep(Schema):
    """What a reviewer with an interest does."""

    verb: str = one_of(["step back"], default=None, is_blank_allowed=False)


class ReviewerAsked(Schema):
    """Who is to review: the address of somebody of the directory."""

    address: str


class DecisionAsked(Schema):
    """The decision with the reason that the applicant reads; `amount` where the call grants funds."""

    outcome: str = one_of(
        ApplicationDecision.Outcome.values, default=None, is_blank_allowed=False
    )
    reason: str
    amount: Decimal | None = None


SAID = ("score", "text", "has_conflict", "reviewed_at")


def _own(row: Review) -> OwnReview:
    return OwnReview(
        id=row.pk,
        application=row.application_id,
        call=row.application.call.slug,
        organisation=row.application.organisation.name,
        title=row.application.title,
        **{name: getattr(row, name) for name in SAID},
    )


def _review(row: Review) -> ReviewShape:
    organisation = row.reviewer.organisation
    return ReviewShape(
        id=row.pk,
        reviewer=row.reviewer.name,
        organisation=organisation.name if organisation else None,
        **{name: getattr(row, name) for name in SAID},
    )


@router.get("/reviews", response=answers(CursorPage[OwnReview]))
def list_own_reviews(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return what one is to review and has reviewed oneself."""
    rows = queries.reviews_of(person_acting(request))
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_own)


@router.get("/reviews/{int:pk}", response=answers(OwnReviewWhole))
def read_review(request: HttpRequest, pk: int) -> OwnReviewWhole:
    """Return one's own review with the application; 404 for everybody else's."""
    row = queries.review_seen_by(request.user, pk)
    contents = None
    if not row.has_conflict:
        known = applications.whole(Application.objects.filter(pk=row.application_id))
        contents = application_whole(known.get())
    return OwnReviewWhole(**_own(row).model_dump(), contents=contents)


@router.post("/reviews/{int:pk}", response=answers(OwnReviewWhole, status=201))
@repeatable
@transaction.atomic
def give_review(
    request: HttpRequest, pk: int, asked: OpinionAsked
) -> tuple[int, OwnReviewWhole]:
    """Give score and opinion, or change them until the decision (the reviewer who was named)."""
    by = person_acting(request)
    row = queries.review_seen_by(request.user, pk)
    clean = filled(ReviewForm, asked.model_dump()).cleaned_data
    actions.give_review(by=by, review=row, **clean)
    return 201, read_review(request, pk)


@router.post(
    "/reviews/{int:pk}/transitions", response=answers(OwnReviewWhole, status=201)
)
@repeatable
@transaction.atomic
def step_review(
    request: HttpRequest,
    pk: int,
    asked: ReviewStep,  # noqa: ARG001 - its one verb is checked
) -> tuple[int, OwnReviewWhole]:
    """Say that one has an interest: `step back`. Score and opinion are emptied, and the application is closed to this reviewer."""
    by = person_acting(request)
    actions.step_back(by=by, review=queries.review_seen_by(request.user, pk))
    return 201, read_review(request, pk)


def _decided_by(request: HttpRequest, pk: int) -> tuple[Application, Person]:
    """Return an application and who decides on it; 404 for whoever does not read it, else 403."""
    by = person_acting(request)
    row, roles = applications.application_seen_by(request.user, pk)
    if "manager" not in roles:
        raise RefusedError(
            403,
            _(
                "Only those who run the programme do this, and nobody of the applicant’s organisation."
            ),
        )
    return row, by


@router.get("/applications/{int:pk}/reviews", response=answers(CursorPage[ReviewShape]))
def list_reviews(
    request: HttpRequest, pk: int, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return what the reviewers of an application say, to those who decide; 403 or 404 for everybody else, the applicant among them."""
    row, _by = _decided_by(request, pk)
    rows = queries.reviews_for(row)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_review)


@router.post(
    "/applications/{int:pk}/reviews", response=answers(ReviewShape, status=201)
)
@repeatable
@transaction.atomic
def enter_reviewer(
    request: HttpRequest, pk: int, asked: ReviewerAsked
) -> tuple[int, ReviewShape]:
    """Name somebody of the directory as a reviewer (those who decide); they get mail."""
    row, by = _decided_by(request, pk)
    address = filled(ReviewerForm, asked.model_dump()).cleaned_data["address"]
    return 201, _review(actions.name_reviewer(by=by, application=row, address=address))


@router.post(
    "/applications/{int:pk}/decisions", response=answers(ApplicationWhole, status=201)
)
@repeatable
@transaction.atomic
def decide_on_application(
    request: HttpRequest, pk: int, asked: DecisionAsked
) -> tuple[int, ApplicationWhole]:
    """Accept or reject once the call has closed (those who run the programme), within seats and budget; it stands, and the applicant gets mail."""
    row, by = _decided_by(request, pk)
    form = filled(lambda data: DecisionForm(data, application=row), asked.model_dump())
    actions.decide(by=by, application=row, **form.cleaned_data)
    return 201, read_application(request, pk)
