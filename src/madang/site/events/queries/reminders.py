"""Who has not yet done what a deadline asks. Later apps say who that is; this one only asks them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from madang.site.directory.models import Person
from madang.site.events.models import Deadline, Event, Registration

Unanswered = Callable[[Event], QuerySet[Registration]]
_unanswered: dict[str, Unanswered] = {}


def register_unanswered(kind: str, function: Unanswered) -> None:
    """Say which registrations have not done what deadlines of this kind ask; called once from an app's `ready`."""
    _unanswered[kind] = function


def reminder_at(deadline: Deadline) -> datetime:
    """Return when the reminder of a deadline is due."""
    return deadline.due_at - timedelta(days=deadline.remind_days_before)


def due_reminders(now: datetime) -> list[Deadline]:
    """Return the deadlines of open events whose reminder is due and has not gone out, and that can be asked about."""
    waiting = Deadline.objects.filter(
        reminded_at=None,
        due_at__gt=now,
        event__state=Event.State.OPEN,
        kind__in=list(_unanswered),
    )
    return [
        each for each in waiting.select_related("event") if reminder_at(each) <= now
    ]


def unanswered_leads(deadline: Deadline) -> list[Person]:
    """Return the leads, with an address, of organisations that take part and have not done what the deadline asks."""
    open_registrations = _unanswered[deadline.kind](deadline.event).filter(
        event=deadline.event
    )
    organisations = (
        open_registrations.exclude(state__in=["declined", "withdrawn"])
        .order_by()
        .values("organisation")
    )
    return list(
        Person.objects.filter(organisation__in=organisations, is_lead=True)
        .exclude(email="")
        .order_by("pk")
    )


def event_address(event: Event) -> str:
    """Return the full address of an event's page."""
    return settings.SITE_URL + reverse("events:detail", args=[event.slug])
