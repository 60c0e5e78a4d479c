"""The organiser's desk: where the event stands, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from madang.site.core.time import days_until
from madang.site.events.models import Event
from madang.site.events.queries import event_staffed_by
from madang.site.events.rules import standing
from madang.site.meetings.queries import desk
from madang.site.meetings.queries.plans import (
    job_of,
    left_out,
    plan_in_work,
    published_plan,
    working_plan,
)
from madang.site.meetings.queries.unplaced import agreed_since
from madang.site.meetings.wording.plans import certificate
from madang.site.meetings.wording.unplaced import reason, remedy


def days_to_go(event: Event) -> int | None:
    """Return the days until the event begins in its own zone, 0 on its days, None without days or after it."""
    now = timezone.now()
    away = [
        days_until(day.date, now=now, zone_name=event.zone) for day in event.days.all()
    ]
    if not away or max(away) < 0:
        return None
    return max(0, min(away))


def _used(used: int, room: int) -> str:
    if not room:
        return ""
    return _("%(used)s of %(room)s, %(share)s") % {
        "used": f"{used:,}",
        "room": f"{room:,}",
        "share": f"{100 * used / room:.1f}%",
    }


@require_GET
def desk_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the funnel, the certificate, what has no place and why, what waits, and how full the zones are."""
    event = event_staffed_by(request.user, slug)
    plan = working_plan(event)
    making = plan_in_work(event)
    zones = desk.use_of_zones(event, plan)
    room = sum(each.room for each in zones)
    used = sum(each.meetings for each in zones)
    funnel = desk.funnel_of(event, plan)
    context = {
        "event": event,
        "is_organiser": standing(request.user, event).is_organiser,
        "days_to_go": days_to_go(event),
        "funnel": funnel,
        "unplaced_count": funnel.accepted - funnel.placed if plan else None,
        "plan": plan,
        "unplaced": [
            (group, reason(group.reason), remedy(group.sample, event))
            for group in desk.unplaced_groups(plan)
        ]
        if plan
        else [],
        "places_used": _used(used, room),
        "published": published_plan(event),
        "job": job_of(making) if making else None,
        "making": making,
        "waiting": desk.waiting_at(event, plan),
        "zones": zones,
        "left_out": left_out(plan) if plan else None,
        "agreed_since": agreed_since(event, plan) if plan else 0,
        "certificate": certificate(plan) if plan else None,
        "beyond": certificate(plan).beyond if plan else 0,
    }
    return render(request, "meetings/desk.html", context)
