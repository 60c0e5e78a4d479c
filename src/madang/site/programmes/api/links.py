"""Direct links for programs: guests who ask a delegate for a meeting, and the delegate's answer."""

from datetime import datetime
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
from madang.site.programmes.actions import links as actions
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.seats import ReasonForm
from madang.site.programmes.models import DirectLink
from madang.site.programmes.queries.missions import mission_seen_by
from madang.site.programmes.queries.pitches import link_seen_by, links_seen_by
from madang.site.programmes.rules.missions import may_act_for

router = Router()


class LinkShape(Schema):
    """A guest who asks a delegate for a meeting; `is_placed` once it is in the bilateral rounds."""

    id: int
    guest: str
    guest_organisation: str
    guest_country: str
    guest_email: str
    organisation: str
    delegate: str
    message: str
    state: str
    reason: str
    is_placed: bool
    asked_at: datetime
    answered_at: datetime | None


class LinksAsked(PageAsked):
    """What narrows the links."""

    state: str = one_of(DirectLink.State.values)


class LinkStep(Schema):
    """The answer to a guest; a no has a reason, which the guest reads."""

    verb: str = one_of(["accept", "decline"], default=None, is_blank_allowed=False)
    reason: str = ""


def _link(row: DirectLink) -> LinkShape:
    same = ("message", "state", "reason", "asked_at", "answered_at")
    return LinkShape(
        id=row.pk,
        guest=row.guest.name,
        guest_organisation=row.guest.organisation_name,
        guest_country=row.guest.country,
        guest_email=row.guest.email,
        organisation=row.application.organisation.name,
        delegate=row.application.delegate.name,
        is_placed=row.meeting_id is not None,
        **{name: getattr(row, name) for name in same},
    )


@router.get("/{slug}/links", response=answers(CursorPage[LinkShape]))
def list_links(
    request: HttpRequest, slug: str, asked: Query[LinksAsked]
) -> dict[str, Any]:
    """Return the guests' questions: all to whoever runs the mission, to a delegate those to its own seat."""
    mission = mission_seen_by(request.user, slug)
    rows = links_seen_by(request.user, mission)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_link)


@router.post(
    "/{slug}/links/{int:pk}/transitions", response=answers(LinkShape, status=201)
)
@repeatable
@transaction.atomic
def answer_link(
    request: HttpRequest, slug: str, pk: int, asked: LinkStep
) -> tuple[int, LinkShape]:
    """Say yes or no to a guest (the delegate asked, or who leads its organisation's entry); the guest gets mail."""
    by = person_acting(request)
    row = link_seen_by(request.user, mission_seen_by(request.user, slug), pk)
    if not may_act_for(request.user, row.application):
        raise RefusedError(
            403,
            _("%(name)s answers this question: its lead, or its delegate.")
            % {"name": row.application.organisation},
        )
    if asked.verb == "accept":
        actions.accept(row, by=by)
    else:
        form = filled(ReasonForm, {"reason": asked.reason})
        actions.decline(row, by=by, reason=form.cleaned_data["reason"])
    return 201, _link(row)
