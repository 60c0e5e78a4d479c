"""How much time everybody has for meetings."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count

from madang.site.events.models import Delegate, DelegateAbsence, Event, Registration

USUAL_SLOTS = 16
"""Meetings that a delegate is taken to have time for while an event has no slots: eight on each of two days."""

_taken: list[Callable[[Event], Mapping[int, int]]] = []


def register_taken(count: Callable[[Event], Mapping[int, int]]) -> None:
    """Have the meetings that are agreed already taken from the hours: `count` gives their number by registration."""
    _taken.append(count)


def free_hours(event: Event, registrations: Sequence[int]) -> dict[int, int]:
    """Return how many more meetings each registration's delegates have time for, by its key.

    A delegate counts with the slots of each day in which they are there, at most as many as they want a day; while the
    event has no slots, with USUAL_SLOTS. A registration without delegates counts as one who is always there. No more
    than the registration wants in all, less what is agreed already.
    """
    there = _present(event, registrations)
    wanted = Registration.objects.filter(pk__in=registrations)
    for pk, most in wanted.values_list("pk", "most_meetings"):
        if most is not None:
            there[pk] = min(there[pk], most)
    for count in _taken:
        for pk, agreed in count(event).items():
            if pk in there:
                there[pk] = max(0, there[pk] - agreed)
    return there


def _present(event: Event, registrations: Sequence[int]) -> dict[int, int]:
    """Return the slots of all delegates together."""
    days = dict(
        event.slots.values_list("day").annotate(count=Count("id")).order_by("day")
    )
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
        if not days:
            free[registration] += USUAL_SLOTS
    for registration in free.keys() - seen:
        free[registration] = sum(days.values()) or USUAL_SLOTS
    return free
