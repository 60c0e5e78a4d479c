"""Grants that a programme or its members apply for at other bodies, for programs."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.programmes.actions import cohort as actions
from madang.site.programmes.api.acting import person_acting, programme_run
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.programmes import GrantForm
from madang.site.programmes.models import GrantElsewhere
from madang.site.programmes.queries.programmes import grants_shown_in, programme_seen_by
from madang.site.programmes.rules.programmes import GRANT_STEPS

router = Router()


class GrantShape(Schema):
    """A grant applied for elsewhere; without an organisation it is the programme's own."""

    id: int
    name: str
    funder: str
    organisation: str | None
    amount: Decimal | None
    currency: str
    state: str
    decided_on: date | None


class GrantAsked(Schema):
    """A grant: the funder by its name as in the directory, the member by the number of its organisation."""

    name: str
    funder: str
    organisation: int | None = None
    amount: Decimal | None = None
    currency: str = ""
    state: str = one_of(
        GrantElsewhere.State.values, default="planned", is_blank_allowed=False
    )


class GrantStep(Schema):
    """What became of a grant: its next state."""

    verb: str = one_of(GRANT_STEPS, default=None, is_blank_allowed=False)


def _grant(row: GrantElsewhere) -> GrantShape:
    same = ("name", "amount", "currency", "state", "decided_on")
    return GrantShape(
        id=row.pk,
        funder=row.funder.name,
        organisation=row.organisation.name if row.organisation else None,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/{slug}/grants", response=answers(CursorPage[GrantShape]))
def list_grants(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return grants applied for elsewhere: all to those who run the programme, to a member its own and the programme's, to others none."""
    person = person_acting(request)
    programme = programme_seen_by(request.user, slug)
    shown = grants_shown_in(programme, person)
    rows = GrantElsewhere.objects.select_related("organisation", "funder").filter(
        pk__in=[each.pk for each in shown]
    )
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_grant)


@router.post("/{slug}/grants", response=answers(GrantShape, status=201))
@repeatable
@transaction.atomic
def enter_grant(
    request: HttpRequest, slug: str, asked: GrantAsked
) -> tuple[int, GrantShape]:
    """Write down a grant applied for elsewhere (those who run the programme)."""
    programme, by = programme_run(request, slug)
    form = filled(lambda data: GrantForm(data, programme=programme), asked.model_dump())
    made = actions.add_grant(by=by, grant=form.save(commit=False))
    # Read again: an amount is shown as it is kept, with its cents.
    made.refresh_from_db()
    return 201, _grant(made)


@router.post(
    "/{slug}/grants/{int:pk}/transitions", response=answers(GrantShape, status=201)
)
@repeatable
@transaction.atomic
def step_grant(
    request: HttpRequest, slug: str, pk: int, asked: GrantStep
) -> tuple[int, GrantShape]:
    """Say that a grant was `applied` for, `granted` or `refused` (those who run the programme)."""
    programme, by = programme_run(request, slug)
    row = get_object_or_404(GrantElsewhere, programme=programme, pk=pk)
    today = timezone.localdate()
    return 201, _grant(
        actions.step_grant(by=by, grant=row, state=asked.verb, today=today)
    )
