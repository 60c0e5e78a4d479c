"""How often an organisation's own changes have made its list anew today, and when the next one comes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from madang.site.core.time import zone
from madang.site.events.models import Registration
from madang.site.matching.models import ListUpdate

MOST_A_DAY = 10


@dataclass(frozen=True)
class Updates:
    """`left` times that the list can still be made anew today; `waits_until` says when a change is taken up that came too late."""

    left: int
    waits_until: datetime | None


def updates_of(registration: Registration, *, now: datetime | None = None) -> Updates:
    """Return how an organisation's list stands today, by the day of the event's zone; one query."""
    row = ListUpdate.objects.filter(registration=registration).first()
    if row is None:
        return Updates(MOST_A_DAY, None)
    here = zone(registration.event.zone)
    is_today = row.day == (now or timezone.now()).astimezone(here).date()
    return Updates(MOST_A_DAY - row.times if is_today else MOST_A_DAY, row.waits_until)
