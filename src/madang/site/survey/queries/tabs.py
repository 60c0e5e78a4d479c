"""Which doors of the survey an event's bar shows to whom."""

from typing import Any

from django.http import HttpRequest

from madang.site.events.models import Registration
from madang.site.events.rules import standing


def takes_part(request: HttpRequest, event: Any) -> bool:
    """Whether the reader's organisation takes part."""
    return standing(request.user, event).registration is not None


def organises(request: HttpRequest, event: Any) -> bool:
    """Whether the reader organises the event."""
    return standing(request.user, event).is_organiser


def answers_sent(request: HttpRequest, event: Any) -> int:  # noqa: ARG001 - a tab's count takes the request
    """Return how many answers the event has."""
    return Registration.objects.filter(event=event, answer__state="submitted").count()
