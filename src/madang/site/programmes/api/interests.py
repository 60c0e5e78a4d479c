"""Interest in a programme before there is a call, for programs."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    repeatable,
)
from madang.site.programmes.actions import programmes as actions
from madang.site.programmes.api.acting import lead_acting, person_acting
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.programmes import InterestForm
from madang.site.programmes.models import ExpressionOfInterest
from madang.site.programmes.queries import programmes as queries
from madang.site.programmes.rules.programmes import manages

router = Router()


class InterestShape(Schema):
    """What an organisation would use a programme for."""

    id: int
    organisation: str
    country: str
    person: str
    text: str
    is_withdrawn: bool
    at: datetime


class InterestAsked(Schema):
    """What one's own organisation would use the programme for."""

    text: str


def _interest(row: ExpressionOfInterest) -> InterestShape:
    return InterestShape(
        id=row.pk,
        organisation=row.organisation.name,
        country=row.organisation.country,
        person=row.person.name,
        text=row.text,
        is_withdrawn=row.is_withdrawn,
        at=row.at,
    )


def _not_lead() -> str:
    return _("Only whoever leads your organisation’s entry says so.")


@router.get("/{slug}/interests", response=answers(CursorPage[InterestShape]))
def list_interests(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return who would take part: all to those who run the programme, to others what their own organisation said."""
    person = person_acting(request)
    programme = queries.programme_seen_by(request.user, slug)
    rows = queries.interests_in(programme)
    if not manages(person, programme):
        rows = programme.interests.select_related("organisation", "person").filter(
            organisation=person.organisation_id
        )
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_interest)


@router.post("/{slug}/interests", response=answers(InterestShape, status=201))
@repeatable
@transaction.atomic
def enter_interest(
    request: HttpRequest, slug: str, asked: InterestAsked
) -> tuple[int, InterestShape]:
    """Say for one's own organisation that it would take part (who leads its entry), or say it anew."""
    by = lead_acting(request, _not_lead())
    programme = queries.programme_seen_by(request.user, slug)
    text = filled(InterestForm, asked.model_dump()).cleaned_data["text"]
    made = actions.express_interest(by=by, programme=programme, text=text)
    return 201, _interest(made)


@router.delete("/{slug}/interests", response=answers(InterestShape))
@repeatable
@transaction.atomic
def withdraw_interest(request: HttpRequest, slug: str) -> tuple[int, InterestShape]:
    """Take the interest of one's own organisation back (who leads its entry); it can be expressed anew."""
    by = lead_acting(request, _not_lead())
    programme = queries.programme_seen_by(request.user, slug)
    return 200, _interest(actions.withdraw_interest(by=by, programme=programme))
