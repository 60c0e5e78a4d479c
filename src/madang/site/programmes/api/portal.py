"""One's own portal for programs: what can be applied for, whom to ask, what is due."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    answers,
    cursor_page,
    listed_page,
)
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.api.calls import CallShape, call_shape
from madang.site.programmes.models import Programme
from madang.site.programmes.queries.calls import open_calls_for
from madang.site.programmes.queries.portal import DueLine, Portal, programmes_to_ask

router = Router()


class ContactShape(Schema):
    """Whom one can ask about a programme: its contact person, or whoever manages it."""

    programme: str
    name: str
    owner: str
    person: str
    role: str


class DueShape(Schema):
    """One thing that is due: its day, what it is, where it is done; `late` is "", "late" or "very late"."""

    day: date
    title: str
    link: str
    why: str
    late: str


def _contact(row: Programme) -> ContactShape:
    contact = row.contact
    return ContactShape(
        programme=row.slug,
        name=row.name,
        owner=row.owner.name,
        person=contact.person.name if contact and contact.person else row.manager.name,
        role=contact.title if contact else "",
    )


def _due(row: DueLine) -> DueShape:
    same = ("day", "title", "why", "late")
    return DueShape(
        link=settings.SITE_URL + row.link, **{name: getattr(row, name) for name in same}
    )


@router.get("/calls", response=answers(CursorPage[CallShape]))
def list_calls_for_me(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return what one's own organisation can apply for, now or soon: the open calls for its country, in the order of entry."""
    person, now = person_acting(request), timezone.now()
    rows = open_calls_for(person, now)
    return cursor_page(
        rows,
        cursor=asked.cursor,
        limit=asked.limit,
        show=lambda row: call_shape(row, now),
    )


@router.get("/contacts", response=answers(CursorPage[ContactShape]))
def list_contacts(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return whom one can ask: the contacts of the programmes of one's own contracts, cohorts and open calls."""
    person = person_acting(request)
    calls = open_calls_for(person, timezone.now())
    rows = programmes_to_ask(person, calls.order_by().values("pk"))
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_contact)


@router.get("/due", response=answers(CursorPage[DueShape]))
def list_due(request: HttpRequest, asked: Query[PageAsked]) -> dict[str, Any]:
    """Return what is due, the first day on top: signatures, drafts of open calls, milestones."""
    person = person_acting(request)
    portal = Portal(person, now=timezone.now(), today=timezone.localdate())
    return listed_page(portal.due, cursor=asked.cursor, limit=asked.limit, show=_due)
