"""Applications for a seat in a mission, for programs: drafts and what becomes of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
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
from madang.site.programmes.actions import seats as actions
from madang.site.programmes.api.acting import lead_acting, mission_run
from madang.site.programmes.api.filling import changed, filled
from madang.site.programmes.forms.seats import OptionalReasonForm, WishesForm
from madang.site.programmes.models import Mission, MissionApplication
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.rules.missions import may_act_for, may_manage

router = Router()


class SeatShape(Schema):
    """An application for a seat; `missing` names what is still empty and has to be written."""

    id: int
    organisation: str
    country: str
    delegate: str
    motive: str
    offer: str
    whom: str
    state: str
    reason: str
    submitted_at: datetime | None
    missing: list[str]


class WishesAsked(Schema):
    """What an applicant writes; `delegate` is the address of a colleague, one's own if left out."""

    delegate: str = Field("", max_length=254)
    motive: str = ""
    offer: str = ""
    whom: str = ""


class SeatStep(Schema):
    """What an applicant does with its application."""

    verb: str = one_of(["submit", "withdraw"], default=None, is_blank_allowed=False)


class SeatDecision(Schema):
    """What whoever runs the mission decides; the applicant reads the reason, and a no needs one."""

    verb: str = one_of(
        ["select", "wait", "decline"], default=None, is_blank_allowed=False
    )
    reason: str = ""


def _seat(row: MissionApplication) -> SeatShape:
    same = ("motive", "offer", "whom", "state", "reason", "submitted_at")
    return SeatShape(
        id=row.pk,
        organisation=row.organisation.name,
        country=row.organisation.country,
        delegate=row.delegate.name,
        missing=actions.missing_in(row),
        **{name: getattr(row, name) for name in same},
    )


@router.get("/{slug}/applications", response=answers(CursorPage[SeatShape]))
def list_seats(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the applications for a seat: what was submitted to whoever runs the mission, to an applicant its own alone."""
    mission = queries.mission_seen_by(request.user, slug)
    if may_manage(request.user, mission):
        rows = queries.applications_of(mission)
    else:
        own = _own(request, mission)
        rows = mission.applications.filter(pk=own.pk).select_related(
            "organisation", "delegate", "mission"
        )
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_seat)


def _own(request: HttpRequest, mission: Mission) -> MissionApplication:
    """Return the application of one's own organisation; 404 where there is none, 403 for who acts not for it."""
    own = queries.own_application(request.user, mission)
    if own is None:
        raise Http404
    if not may_act_for(request.user, own):
        raise RefusedError(403, _not_lead())
    return own


def _not_lead() -> str:
    return _("Whoever leads the entry of your organisation applies for it.")


@router.post("/{slug}/applications", response=answers(SeatShape, status=201))
@repeatable
@transaction.atomic
def enter_seat(
    request: HttpRequest, slug: str, asked: PatchDict[WishesAsked]
) -> tuple[int, SeatShape]:
    """Save the draft of one's own organisation (who leads its entry), the first time or again; what is left out stays. Nobody else sees it."""
    by = lead_acting(request, _not_lead())
    mission = queries.mission_seen_by(request.user, slug)
    own = queries.own_application(request.user, mission)
    people = queries.colleagues(by)
    if address := asked.pop("delegate", ""):
        delegate = people.filter(email__iexact=address).first()
        # A number that is nobody's is refused by the form, at its field.
        asked["delegate"] = delegate.pk if delegate else 0
    names = ("delegate", "motive", "offer", "whom")
    initial: dict[str, Any] = {name: getattr(own, name, "") for name in names}
    initial["delegate"] = own.delegate if own else by
    form = changed(lambda data: WishesForm(data, people=people, initial=initial), asked)
    return 201, _seat(actions.save_draft(mission, by=by, wishes=form.wishes()))


@router.post(
    "/{slug}/applications/{int:pk}/transitions", response=answers(SeatShape, status=201)
)
@repeatable
@transaction.atomic
def step_seat(
    request: HttpRequest, slug: str, pk: int, asked: SeatStep
) -> tuple[int, SeatShape]:
    """Submit one's own application, or take it or the seat back (who leads the organisation's entry)."""
    by = lead_acting(request, _not_lead())
    own = _own(request, queries.mission_seen_by(request.user, slug))
    if own.pk != pk:
        raise Http404
    verbs = {"submit": actions.submit, "withdraw": actions.withdraw}
    verbs[asked.verb](own, by=by)
    return 201, _seat(own)


DECISIONS: dict[str, Callable[..., None]] = {
    "select": actions.select,
    "wait": actions.put_on_waiting_list,
    "decline": actions.decline,
}


@router.post(
    "/{slug}/applications/{int:pk}/decisions", response=answers(SeatShape, status=201)
)
@repeatable
@transaction.atomic
def decide_on_seat(
    request: HttpRequest, slug: str, pk: int, asked: SeatDecision
) -> tuple[int, SeatShape]:
    """Give a seat, put on the waiting list, or decline (whoever runs the mission); the applicant gets mail."""
    mission, by = mission_run(request, slug)
    row = queries.application_of(mission, pk)
    form = filled(OptionalReasonForm, {"reason": asked.reason})
    DECISIONS[asked.verb](row, by=by, reason=form.cleaned_data["reason"])
    return 201, _seat(row)
