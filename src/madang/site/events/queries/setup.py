"""What the set-up pages show: the steps with their figures, the place list, the hours of an interpreter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.time import zone as zone_of
from madang.site.core.ui import whole_number
from madang.site.events.models import (
    Day,
    Deadline,
    Event,
    Hall,
    Interpreter,
    Place,
    Registration,
    RoundTable,
    Slot,
)


@dataclass(frozen=True)
class Step:
    """One step of the set-up: its page, its name, what is there, and whether something is missing."""

    url_name: str
    label: str
    figure: str
    is_done: bool


def _count(model: type[Model]) -> Coalesce:
    manager = model._default_manager  # noqa: SLF001 - Django's way to any model's rows
    rows = manager.filter(event=OuterRef("pk")).order_by().values("event")
    counted = rows.annotate(all=Count("pk")).values("all")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def steps_of(event: Event) -> list[Step]:
    """Return the steps of an event's set-up with their figures, in one query."""
    counts = (
        Event.objects.filter(pk=event.pk)
        .values(
            day_count=_count(Day),
            slot_count=_count(Slot),
            hall_count=_count(Hall),
            place_count=_count(Place),
            interpreter_count=_count(Interpreter),
            round_count=_count(RoundTable),
            deadline_count=_count(Deadline),
        )
        .get()
    )

    def figure(count: int, words: str) -> str:
        return words % {"count": count} if count else _("None yet")

    slots, places = counts["slot_count"], counts["place_count"]
    return [
        Step("events:setup", _("The event"), event.get_state_display(), is_done=True),
        Step(
            "events:days",
            _("Days and slots"),
            figure(slots, ngettext("%(count)s slot", "%(count)s slots", slots)),
            is_done=slots > 0,
        ),
        Step(
            "events:halls",
            _("Halls and zones"),
            figure(counts["hall_count"], "%(count)s"),
            is_done=counts["hall_count"] > 0,
        ),
        Step(
            "events:places",
            _("Places"),
            figure(places, "%(count)s"),
            is_done=places > 0,
        ),
        Step(
            "events:interpreters",
            _("Interpreters"),
            figure(counts["interpreter_count"], "%(count)s"),
            is_done=True,
        ),
        Step(
            "events:round-tables",
            _("Round tables"),
            figure(counts["round_count"], "%(count)s"),
            is_done=True,
        ),
        Step(
            "events:deadlines",
            _("Deadlines"),
            _("%(count)s of 3") % {"count": counts["deadline_count"]},
            is_done=True,
        ),
    ]


def gaps_of(event: Event) -> list[str]:
    """Return what an event still needs before a timetable can be made: one sentence each, none if it is complete."""
    gaps = []
    if not event.days.exists():
        gaps.append(_("The event has no days. Add its first day."))
    elif not event.slots.exists():
        gaps.append(_("The event has no slots. Make them from its hours."))
    if not event.places.filter(is_open=True).exists():
        gaps.append(_("The event has no table or suite that is open. Add places."))
    return gaps


def places_of(event: Event, *, zone: str = "", kind: str = "") -> QuerySet[Place]:
    """Return an event's places with zone, hall, owner and the number of slots in which each is closed."""
    places = event.places.select_related("zone__hall", "owner__organisation").annotate(
        closed=Count("closures")
    )
    if (number := whole_number(zone)) is not None:
        places = places.filter(zone_id=number)
    if kind in Place.Kind.values:
        places = places.filter(kind=kind)
    return places.order_by("zone", "position", "id")


def owners_of(event: Event) -> QuerySet[Registration]:
    """Return the registrations that may own a suite or chair a round table."""
    return (
        event.registrations.select_related("organisation")
        .exclude(state__in=["declined", "withdrawn"])
        .order_by("organisation__name")
    )


@dataclass(frozen=True)
class DayHours:
    """When an interpreter works on one day: from and until in the event's zone, both None for the whole day."""

    day: Day
    is_away: bool
    begins: time | None
    ends: time | None
    slots: int
    worked: int


def hours_of(
    interpreter: Interpreter, slots: Iterable[Slot] | None = None
) -> list[DayHours]:
    """Return an interpreter's hours on each day of the event, read back from the slots in which they are away."""
    event = interpreter.event
    away = {absence.slot_id for absence in interpreter.absences.all()}
    by_day: dict[int, list[Slot]] = {}
    for slot in slots if slots is not None else event.slots.all():
        by_day.setdefault(slot.day_id, []).append(slot)
    result = []
    for day in event.days.all():
        there = by_day.get(day.pk, [])
        worked = [slot for slot in there if slot.pk not in away]
        whole = len(worked) == len(there)
        result.append(
            DayHours(
                day=day,
                is_away=bool(there) and not worked,
                begins=None
                if whole or not worked
                else worked[0].starts_at.astimezone(zone_of(event.zone)).time(),
                ends=None
                if whole or not worked
                else worked[-1].ends_at.astimezone(zone_of(event.zone)).time(),
                slots=len(there),
                worked=len(worked),
            )
        )
    return result
