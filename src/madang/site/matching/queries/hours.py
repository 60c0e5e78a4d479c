"""How much time everybody has for meetings."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db.models import Count

from madang.site.events.models import Delegate, DelegateAbsence, Event


def free_hours(event: Event, registrations: Sequence[int]) -> dict[int, int]:
    """Return the slots in which each registration's delegates can meet, by its key; empty while the event has no slots.

    A delegate counts with the slots of each day in which they are there, at most as many as they want a day. A
    registration without delegates counts as one who is always there.
    """
    days = dict(
        event.slots.values_list("day").annotate(count=Count("id")).order_by("day")
    )
    if not days:
        return {}
    away: dict[int, Counter[int]] = defaultdict(Counter)
    absences = DelegateAbsence.objects.filter(slot__event=event)
    for delegate, day in absences.values_list("delegate", "slot__day"):
        away[delegate][day] += 1
    free = dict.fromkeys(registrations, 0)
    known = Delegate.objects.filter(registration__in=registrations)
    seen = set()
    for pk, registration, most in known.values_list(
        "pk", "registration", "most_per_day"
    ):
        seen.add(registration)
        for day, slots in days.items():
            there = slots - away[pk][day]
            free[registration] += there if most is None else min(most, there)
    for registration in free.keys() - seen:
        free[registration] = sum(days.values())
    return free
