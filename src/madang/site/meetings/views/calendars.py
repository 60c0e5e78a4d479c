"""Calendars: by secret address for programs that cannot sign in, and as a file for whoever is signed in."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madang.site.directory.queries import person_of
from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by, event_seen_by
from madang.site.meetings.actions.calendar import (
    calendar_name,
    make_address,
    revoke_address,
)
from madang.site.meetings.exports.calendar import calendar_bytes
from madang.site.meetings.queries.calendar import (
    address_at,
    entries_of,
    event_of,
    is_live,
    owner_of,
)
from madang.site.meetings.queries.owners import Owner, owner_at
from madang.site.meetings.views.agendas import chosen_owner

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program: the whole calendar, or 304 when it has this state already.

    404 for an address that never was, 410 for one that was revoked, so that a program stops asking.
    """
    address = address_at(token)
    if address is None:
        raise Http404
    if not is_live(address):
        return HttpResponse(
            _("This calendar address was revoked.") + "\n",
            content_type="text/plain; charset=utf-8",
            status=410,
        )
    owner = owner_of(address)
    body = _bytes(owner, event_of(owner))
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=CALENDAR_TYPE)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    found = get_conditional_response(request, etag=tag, response=response)
    return (
        found if isinstance(found, HttpResponse | HttpResponseNotModified) else response
    )


@require_safe
def my_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one's own calendar as a file, to be read once."""
    event = event_seen_by(request.user, slug)
    owner, _owners = chosen_owner(request, event)
    if owner is None:
        raise Http404
    response = HttpResponse(_bytes(owner, event), content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = (
        f'attachment; filename="{event.slug}-{owner.kind}-{owner.row.pk}.ics"'
    )
    return response


@require_POST
def change_address(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a new secret address of one's own calendar, or revoke the one that works."""
    event = event_seen_by(request.user, slug)
    owner, _owners = chosen_owner(request, event)
    if owner is None:
        raise Http404
    _change(request, event, owner)
    here = reverse("meetings:agenda", args=[slug])
    return redirect(f"{here}?of={owner.kind}-{owner.row.pk}#calendar")


@require_POST
def change_address_of(
    request: HttpRequest, slug: str, kind: str, pk: int
) -> HttpResponse:
    """The same for a place or an interpreter, by the organisers."""
    event = event_organised_by(request.user, slug)
    owner = owner_at(event, kind, pk)
    if owner.delegate is not None:
        raise Http404
    _change(request, event, owner)
    return redirect(reverse("meetings:agenda-of", args=[slug, kind, pk]) + "#calendar")


def _change(request: HttpRequest, event: Event, owner: Owner) -> None:
    by = person_of(request.user)
    if by is None:
        raise Http404
    if request.POST.get("do") == "revoke":
        revoke_address(owner=owner, by=by, event=event)
        messages.info(request, _("The calendar’s address no longer works."))
    else:
        make_address(owner=owner, by=by, event=event)
        messages.info(request, _("The calendar has a new address."))


def _bytes(owner: Owner, event: Event) -> bytes:
    person = getattr(owner.row, "person", None)
    with translation.override(person.language if person is not None else "en"):
        name = calendar_name(owner, event)
    return calendar_bytes(entries_of(owner), name=name, zone_name=event.zone)
