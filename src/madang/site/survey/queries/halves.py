"""Which half of its day a slot belongs to."""

from collections import defaultdict
from datetime import datetime, time
from itertools import pairwise

from madang.site.core.time import zone
from madang.site.events.models import Event, Slot
from madang.site.survey.reading.halves import AM, PM, HalfDay

NOON = time(12)
# A pause that begins the afternoon lies around noon.
EARLIEST, LATEST = time(11), time(15)


def halves_of_slots(event: Event) -> dict[int, tuple[Slot, HalfDay]]:
    """Return key → slot and half-day, in the event's zone. The afternoon begins after the break around noon, else at noon."""
    place = zone(event.zone)
    days: dict[int, list[tuple[Slot, datetime]]] = defaultdict(list)
    for slot in event.slots.order_by("starts_at"):
        days[slot.day_id].append((slot, slot.starts_at.astimezone(place)))
    found = {}
    for slots in days.values():
        border = _border(slots)
        for slot, local in slots:
            found[slot.pk] = (
                slot,
                HalfDay(local.date(), AM if local.time() < border else PM),
            )
    return found


def _border(slots: list[tuple[Slot, datetime]]) -> time:
    begins = [
        local.time()
        for (before, _local), (slot, local) in pairwise(slots)
        if slot.session != before.session and EARLIEST <= local.time() <= LATEST
    ]
    return (
        min(begins, key=lambda begin: abs(begin.hour * 60 + begin.minute - 13 * 60))
        if begins
        else NOON
    )
