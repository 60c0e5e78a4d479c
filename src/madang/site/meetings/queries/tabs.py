"""Who sees the doors of the requests, and the figures beside them: one query each at most."""

from django.http import HttpRequest

from madang.site.events.models import Event
from madang.site.events.rules import standing
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.requests import waiting_for


def organises(request: HttpRequest, event: Event) -> bool:
    """Whether this reader organises the event."""
    return standing(request.user, event).is_organiser


def takes_part(request: HttpRequest, event: Event) -> bool:
    """Whether this reader's organisation takes part."""
    return standing(request.user, event).registration is not None


def waiting(request: HttpRequest, event: Event) -> int | None:
    """Return how many requests wait for the reader's organisation; nothing for none."""
    registration = standing(request.user, event).registration
    if registration is None:
        return None
    return waiting_for(registration).count() or None


def asked(_request: HttpRequest, event: Event) -> int:
    """Return how many requests the event has."""
    return Meeting.objects.filter(event=event).count()
