"""Hours, places and interpreters of a file → rows of the event."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import count, pairwise

from django.db.models import Max
from django.utils.translation import gettext as _

from madang.site.directory.models import Person, name_key
from madang.site.events.actions.days import make_slots
from madang.site.events.models import (
    Break,
    Day,
    Event,
    Hall,
    Interpreter,
    InterpreterAbsence,
    InterpreterPair,
    Place,
    Zone,
)
from madang.site.survey.queries.halves import halves_of_slots
from madang.site.survey.reading.facilities import covers
from madang.site.survey.reading.records import InterpreterRecord, PlaceRecord, Reading

SIDES = ("e", "w", "s", "n", "c")


def write_hours(event: Event, reading: Reading, *, by: Person | None) -> None:
    """Give an event without days the days of the file, with the hours of its title row. Raises SetUpError."""
    days = sorted({half.day for half in reading.half_days if half.day is not None})
    if reading.hours is None or not days or event.days.exists():
        return
    hours = reading.hours
    event.slot_minutes, event.pause_minutes = hours.minutes, hours.pause
    event.zone = hours.zone or event.zone
    event.save(update_fields=["slot_minutes", "pause_minutes", "zone"])
    for each in days:
        first, last = (
            time.fromisoformat(hours.stretches[0][0]),
            time.fromisoformat(hours.stretches[-1][1]),
        )
        day = Day.objects.create(event=event, date=each, opens=first, closes=last)
        for (_begin, before), (after, _end) in pairwise(hours.stretches):
            if before < after:
                begins, ends = time.fromisoformat(before), time.fromisoformat(after)
                Break.objects.create(
                    day=day,
                    name=_("Break"),
                    kind=Break.Kind.LUNCH,
                    starts=begins,
                    ends=ends,
                )
    make_slots(event=event, by=by)


def write_places(event: Event, records: Sequence[PlaceRecord]) -> list[Place]:
    """Write the places of a file, with the zones and the hall they need; return them in the order of the file."""
    if not records:
        return []
    known = {each.name.casefold(): each for each in event.places.select_related("zone")}
    owners = {
        each.organisation.name_key: each
        for each in event.registrations.select_related("organisation")
    }
    taken = {each.code.casefold() for each in known.values()}
    last = event.places.aggregate(last=Max("position"))["last"] or 0
    found = []
    for record in records:
        place = known.get(record.name.casefold())
        if place is None:
            last += 1
            zone = _zone(event, record)
            place = Place(
                event=event,
                zone=zone,
                name=record.name,
                code=_sign(record, zone, taken),
                position=last,
            )
        elif record.zone and place.zone.name.casefold() != record.zone.casefold():
            place.zone = _zone(event, record)
        place.seats = record.seats or place.seats
        if record.owner:
            place.kind, place.owner = Place.Kind.SUITE, owners[name_key(record.owner)]
        place.save()
        found.append(place)
    return found


def _zone(event: Event, record: PlaceRecord) -> Zone:
    name = record.zone or "A"
    zones = Zone.objects.filter(hall__event=event, name__iexact=name)
    if record.hall:
        zones = zones.filter(hall__name__iexact=record.hall)
    if (zone := zones.first()) is not None:
        return zone
    hall = (
        event.halls.filter(name__iexact=record.hall).first()
        if record.hall
        else event.halls.first()
    )
    hall = hall or Hall.objects.create(event=event, name=record.hall or _("Hall"))
    side = SIDES[Zone.objects.filter(hall__event=event).count() % len(SIDES)]
    return Zone.objects.create(hall=hall, name=name, side=side)


def _sign(record: PlaceRecord, zone: Zone, taken: set[str]) -> str:
    """Return a sign that no other place has: the file's, the zone's letter and the place's number, or the next one free."""
    letters = "".join(re.findall(r"\w", zone.name.upper()))[
        : 2 if len(zone.name) <= 2 else 1
    ]
    ending = re.search(r"(\d{1,4})\s*$", record.name)
    wanted = [record.code] if record.code else []
    wanted += [f"{letters}{ending[1]}"] if ending else []
    for sign in wanted:
        if sign.casefold() not in taken:
            break
    else:
        sign = next(
            f"{letters}{number}"
            for number in count(1)
            if f"{letters}{number}".casefold() not in taken
        )
    taken.add(sign.casefold())
    return sign


def write_interpreters(
    event: Event, records: Sequence[InterpreterRecord]
) -> tuple[list[Interpreter], list[Person]]:
    """Write the interpreters of a file with pairs and absences; return them, and the people made for their addresses."""
    halves = halves_of_slots(event)
    found, people = [], []
    for record in records:
        interpreter = event.interpreters.filter(
            name=record.name
        ).first() or Interpreter(event=event, name=record.name)
        if record.email and interpreter.person is None:
            person, is_new = Person.objects.get_or_create(
                email=record.email, defaults={"name": record.name}
            )
            interpreter.person = person
            people += [person] if is_new else []
        if interpreter.pk is None or record.email:
            interpreter.save()
        _pairs(interpreter, record)
        if record.available is not None:
            free = {
                pk
                for pk, (_slot, own) in halves.items()
                for half in record.available
                if own.day and covers(half, own.day, own.half)
            }
            _absences(interpreter, set(halves) - free)
        found.append(interpreter)
    return found, people


def _pairs(interpreter: Interpreter, record: InterpreterRecord) -> None:
    there = {(pair.first, pair.second): pair.pk for pair in interpreter.pairs.all()}
    gone = [pk for pair, pk in there.items() if pair not in record.pairs]
    if gone:
        InterpreterPair.objects.filter(pk__in=gone).delete()
    InterpreterPair.objects.bulk_create(
        InterpreterPair(interpreter=interpreter, first=first, second=second)
        for first, second in record.pairs
        if (first, second) not in there
    )


def _absences(interpreter: Interpreter, away: set[int]) -> None:
    there = set(interpreter.absences.values_list("slot_id", flat=True))
    interpreter.absences.filter(slot__in=there - away).delete()
    InterpreterAbsence.objects.bulk_create(
        InterpreterAbsence(interpreter=interpreter, slot_id=pk)
        for pk in sorted(away - there)
    )
