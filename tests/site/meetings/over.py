"""A meeting that is over, for tests of what comes after."""

from datetime import timedelta

from django.utils import timezone

from madang.site.events.models import Event, Registration, Slot
from madang.site.meetings.models import Meeting
from tests.site.meetings.published import agree, publish


def met(event: Event, *pairs: tuple[Registration, Registration]) -> list[Meeting]:
    """Return meetings of these pairs, published one after the other; all of their slots ended yesterday."""
    meetings = [agree(host, guest) for host, guest in pairs]
    rows = [(each, number, "E1") for number, each in enumerate(meetings, start=1)]
    plan = publish(event, *rows)
    yesterday = timezone.now().replace(microsecond=0) - timedelta(days=1)
    for number, placement in enumerate(plan.placements.order_by("slot__starts_at")):
        start = yesterday + timedelta(minutes=30 * number)
        Slot.objects.filter(pk=placement.slot_id).update(
            starts_at=start, ends_at=start + timedelta(minutes=25)
        )
    return meetings
