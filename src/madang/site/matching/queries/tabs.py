"""Who sees the doors of the matching, and the figures beside them."""

from django.http import HttpRequest

from madang.site.events.models import Event
from madang.site.events.rules import standing
from madang.site.matching.models import Suggestion


def organises(request: HttpRequest, event: Event) -> bool:
    """Whether this reader organises the event."""
    return standing(request.user, event).is_organiser


def suggested(_request: HttpRequest, event: Event) -> int:
    """Return how many pairs the current run suggests."""
    return Suggestion.objects.filter(run__event=event, run__is_current=True).count()
