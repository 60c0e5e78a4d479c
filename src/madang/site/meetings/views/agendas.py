"""Somebody's agenda: one's own, and for the organisers and the desk anybody's."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.models import Event
from madang.site.events.queries import event_seen_by, event_staffed_by
from madang.site.events.rules import is_organiser, standing
from madang.site.meetings.queries import days
from madang.site.meetings.queries.agenda import counts_of, plans_told
from madang.site.meetings.queries.calendar import live_token
from madang.site.meetings.queries.lines import differs, zone_difference
from madang.site.meetings.queries.owners import (
    Owner,
    own_agendas,
    owner_at,
    owners_of_kind,
    zone_of,
)
from madang.site.meetings.queries.plans import published_plan
from madang.site.meetings.queries.reasons import with_reason
from madang.site.meetings.rules.requests import may_answer

KINDS = ("delegate", "interpreter", "place")


def chosen_owner(
    request: HttpRequest, event: Event
) -> tuple[Owner | None, list[Owner]]:
    """Return the agenda that the address asks for among one's own, and all of them. 404 for whoever has no part."""
    here = standing(request.user, event)
    if here.registration is None and here.interpreter is None:
        raise Http404
    owners = own_agendas(event, here)
    asked = request.GET.get("of", "") or request.POST.get("of", "")
    for owner in owners:
        if f"{owner.kind}-{owner.row.pk}" == asked:
            return owner, owners
    if asked:
        raise Http404
    return (owners[0] if owners else None), owners


@require_GET
def my_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one's own agenda: the next meeting, the rest of the day, what changed."""
    event = event_seen_by(request.user, slug)
    owner, owners = chosen_owner(request, event)
    context: dict[str, Any] = {
        "event": event,
        "owner": owner,
        "owners": owners,
        "tab": "meetings:agenda",
    }
    if owner is not None:
        context |= _agenda(request, event, owner)
        context["address"] = address_of(owner)
        context["may_cancel"] = owner.delegate is not None and may_answer(
            request.user, event
        )
    return render(request, "meetings/agendas/mine.html", context)


def address_of(owner: Owner) -> str:
    """Return the address under which a calendar program reads an agenda, or an empty string."""
    token = live_token(owner)
    return (
        settings.SITE_URL + reverse("meetings:calendar", args=[token]) if token else ""
    )


def _agenda(
    request: HttpRequest, event: Event, owner: Owner, *, has_reasons: bool = True
) -> dict[str, Any]:
    """Return what every page with an agenda shows of it; with reasons from the answers, confidential ones of its side too."""
    now = timezone.now()
    plan, previous = plans_told(event)
    shown = days.day_agenda(
        event=event,
        plan=plan,
        previous=previous,
        owner=owner,
        asked=request.GET.get("day", ""),
        now=now,
    )
    own_zone = zone_of(person_of(request.user))
    at = _instant(shown, now)
    if has_reasons and shown and shown.next and shown.next.line:
        shown.next.line = with_reason(shown.next.line, owner)
    return {
        "plan": plan,
        "previous": previous,
        "shown": shown,
        "own_zone": own_zone if differs(event.zone, own_zone, at) else "",
        "zone_words": zone_difference(event.zone, own_zone, at),
    }


def _instant(shown: days.DayAgenda | None, now: datetime) -> datetime:
    return shown.entries[0].starts_at if shown is not None and shown.entries else now


@require_GET
def agendas(request: HttpRequest, slug: str) -> HttpResponse:
    """List the agendas of all delegates, interpreters or places, for the organisers and the desk."""
    event = event_staffed_by(request.user, slug)
    kind = request.GET.get("of", "delegate")
    text = request.GET.get("q", "").strip()
    owners = owners_of_kind(event, kind)
    if text:
        owners = [
            owner for owner in owners if text.casefold() in owner.searchable.casefold()
        ]
    plan = published_plan(event)
    page = page_of(request, owners)
    counts = counts_of(plan, kind) if plan is not None else {}
    context = {
        "event": event,
        "kind": kind,
        "q": text,
        "plan": plan,
        "page": page,
        "rows": [(owner, counts.get(owner.row.pk, 0)) for owner in page],
        "tab": "meetings:timetable",
    }
    return render(request, "meetings/agendas/all.html", context)


@require_GET
def agenda_of(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Show the agenda of any delegate, interpreter or place, for the organisers and the desk."""
    event = event_staffed_by(request.user, slug)
    owner = owner_at(event, kind, pk)
    context: dict[str, Any] = {
        "event": event,
        "owner": owner,
        "tab": "meetings:timetable",
    }
    # A delegate's address is the delegate's own affair.
    if owner.delegate is None and is_organiser(request.user, event):
        context |= {"keeps_calendar": True, "address": address_of(owner)}
    # The desk reads when and where; what an organisation answered is not for it.
    context |= _agenda(
        request, event, owner, has_reasons=is_organiser(request.user, event)
    )
    # What a side said of its meetings is its own.
    for entry in context["shown"].entries if context["shown"] else []:
        entry.feedback = None
    return render(request, "meetings/agendas/one.html", context)
