"""How many meetings are agreed already."""

from collections import Counter

from django.db.models import Count

from madang.site.events.models import Event
from madang.site.meetings.models import Meeting


def agreed_counts(event: Event) -> Counter[int]:
    """Return how many accepted meetings each registration of an event has; those without one are missing."""
    found: Counter[int] = Counter()
    agreed = Meeting.objects.filter(event=event, state="accepted").order_by()
    for side in ("host", "guest"):
        rows = agreed.values_list(side).annotate(count=Count("pk"))
        found.update(dict(rows))
    return found
