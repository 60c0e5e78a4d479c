"""How much time everybody has left for meetings."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from madang.site.events.models import Delegate, DelegateAbsence, Event, Registration

# What a day has for meetings where an event's days are not set yet.
USUAL_MINUTES = 7 * 60


@dataclass(frozen=True)
class Agreed:
    """The meetings that a registration has agreed to, and the slots that its delegates spend in them."""

    meetings: int = 0
    slots: int = 0


_look_ups: list[Callable[[Event], Mapping[int, Agreed]]] = []


def register_agreed(function: Callable[[Event], Mapping[int, Agreed]]) -> None:
    """Say where agreed meetings are kept, by registration; called once from a later app's `ready`."""
    _look_ups.append(function)


def free_hours(event: Event, registrations: Sequence[int]) -> dict[int, int]:
    """Return the slots that each registration's delegates have left for meetings, by its key; 0 and more.

    A delegate counts with the slots of each day in which they are there, at most as many as they want a day, or as the
    event allows. A registration without delegates counts as one who is always there. While the event has no slots, one
    day as the event's meetings usually fill it is taken. What is agreed already is taken off, and nobody has more than
    is missing to the most meetings that they want in all.
    """
    days: dict[int | None, int] = dict(
        event.slots.values_list("day").annotate(count=Count("id")).order_by("day")
    )
    days = days or {None: _usual_day(event)}
    there = _there(event, registrations, days)
    most = dict(
        Registration.objects.filter(
            event=event, most_meetings__isnull=False
        ).values_list("pk", "most_meetings")
    )
    agreed = _agreed(event)
    free = {}
    for pk, slots in there.items():
        spent = agreed.get(pk, Agreed())
        wanted = most.get(pk)
        left = slots - spent.slots
        free[pk] = max(
            0, left if wanted is None else min(left, wanted - spent.meetings)
        )
    return free


def _usual_day(event: Event) -> int:
    length = max(1, event.slot_minutes + event.pause_minutes)
    return max(1, USUAL_MINUTES // length)


def _there(
    event: Event, registrations: Sequence[int], days: Mapping[int | None, int]
) -> dict[int, int]:
    away: dict[int, Counter[int | None]] = defaultdict(Counter)
    absences = DelegateAbsence.objects.filter(slot__event=event)
    for delegate, day in absences.values_list("delegate", "slot__day"):
        away[delegate][day] += 1
    free = dict.fromkeys(registrations, 0)
    known = Delegate.objects.filter(registration__in=registrations)
    seen = set()
    rows = known.values_list("pk", "registration", "most_per_day")
    for pk, owner, own in rows:
        seen.add(owner)
        most = event.most_per_day if own is None else own
        for one, slots in days.items():
            free[owner] += min(most, slots - away[pk][one])
    for registration in free.keys() - seen:
        free[registration] = sum(
            min(event.most_per_day, each) for each in days.values()
        )
    return free


def _agreed(event: Event) -> dict[int, Agreed]:
    found: dict[int, Agreed] = {}
    for look_up in _look_ups:
        for pk, each in look_up(event).items():
            one = found.get(pk, Agreed())
            found[pk] = Agreed(one.meetings + each.meetings, one.slots + each.slots)
    return found
