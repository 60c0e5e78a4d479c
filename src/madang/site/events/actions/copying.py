"""The next edition of an event: its set-up again, some days, weeks or years later."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.core.time import NoSuchTimeError, to_utc
from madang.site.core.time import zone as zone_of
from madang.site.directory.models import Person
from madang.site.events.actions.days import make_slots
from madang.site.events.actions.events import create_event
from madang.site.events.models import (
    Break,
    Day,
    Deadline,
    Delegate,
    Event,
    Hall,
    Interpreter,
    InterpreterPair,
    Place,
    Registration,
    Staff,
    Zone,
)
from madang.site.events.rules import SetUpError


@dataclass(frozen=True)
class Edition:
    """What the next edition is called, when it begins, and whether the same organisations are invited."""

    name: str
    slug: str
    first_day: date
    invites: bool = False


@transaction.atomic
def copy_event(*, source: Event, edition: Edition, by: Person | None) -> Event:
    """Make the next edition of an event and return it.

    Copied are days and breaks (shifted so that the first falls on `first_day`), slots made from them, halls, zones,
    places, interpreters without their absences, deadlines and staff. With `invites`, each organisation that took part
    is invited with as many unnamed delegates, and keeps its suites; otherwise suites have no owner. Raises SetUpError
    for a source without days, a short name that is taken, or an hour that does not exist on its new day.
    """
    first = source.days.order_by("date").first()
    if first is None:
        raise SetUpError(_("The event has no days to copy."))
    shift = edition.first_day - first.date
    event = create_event(event=_basics(source, edition), by=by)
    _copy_days(source, event, shift)
    make_slots(event=event, by=by)
    registrations = _invite_again(source, event) if edition.invites else {}
    _copy_places(source, event, registrations)
    _copy_interpreters(source, event)
    _copy_deadlines(source, event, shift)
    others = source.staff.exclude(person=by, role=Staff.Role.ORGANISER)
    Staff.objects.bulk_create(
        Staff(event=event, person_id=each.person_id, role=each.role) for each in others
    )
    record(
        "copy event",
        event,
        by=by,
        event_id=event.pk,
        detail=f"from {source.slug}, {len(registrations)} invited",
    )
    return event


def _basics(source: Event, edition: Edition) -> Event:
    return Event(
        name=edition.name,
        slug=edition.slug,
        city=source.city,
        country=source.country,
        venue=source.venue,
        zone=source.zone,
        summary=source.summary,
        slot_minutes=source.slot_minutes,
        pause_minutes=source.pause_minutes,
        most_per_day=source.most_per_day,
        most_in_a_row=source.most_in_a_row,
        walking_minutes=source.walking_minutes,
        nobody_left_out=source.nobody_left_out,
        is_listed=False,
        previous=source,
    )


def _copy_days(source: Event, event: Event, shift: timedelta) -> None:
    for old in source.days.prefetch_related("breaks"):
        day = Day.objects.create(
            event=event, date=old.date + shift, opens=old.opens, closes=old.closes
        )
        Break.objects.bulk_create(
            Break(
                day=day,
                name=each.name,
                kind=each.kind,
                starts=each.starts,
                ends=each.ends,
            )
            for each in old.breaks.all()
        )


def _invite_again(source: Event, event: Event) -> dict[int, Registration]:
    """Invite the organisations that took part; return their new registrations by the old one's key."""
    invited = {}
    for old in source.registrations.filter(
        state=Registration.State.REGISTERED
    ).prefetch_related("delegates", "languages"):
        new = Registration.objects.create(
            event=event, organisation_id=old.organisation_id
        )
        Delegate.objects.bulk_create(
            Delegate(
                registration=new,
                position=each.position,
                role=each.role,
                most_per_day=each.most_per_day,
            )
            for each in old.delegates.all()
        )
        invited[old.pk] = new
    return invited


def _copy_places(
    source: Event, event: Event, registrations: dict[int, Registration]
) -> None:
    for old_hall in source.halls.prefetch_related("zones__places"):
        hall = Hall.objects.create(event=event, name=old_hall.name)
        for old_zone in old_hall.zones.all():
            zone = Zone.objects.create(
                hall=hall, name=old_zone.name, side=old_zone.side
            )
            Place.objects.bulk_create(
                Place(
                    event=event,
                    zone=zone,
                    name=each.name,
                    code=each.code,
                    kind=each.kind,
                    owner=registrations.get(each.owner_id) if each.owner_id else None,
                    seats=each.seats,
                    is_open=each.is_open,
                    position=each.position,
                )
                for each in old_zone.places.all()
            )


def _copy_interpreters(source: Event, event: Event) -> None:
    for old in source.interpreters.prefetch_related("pairs"):
        new = Interpreter.objects.create(
            event=event, person_id=old.person_id, name=old.name
        )
        InterpreterPair.objects.bulk_create(
            InterpreterPair(interpreter=new, first=pair.first, second=pair.second)
            for pair in old.pairs.all()
        )


def _copy_deadlines(source: Event, event: Event, shift: timedelta) -> None:
    """Shift each deadline by days on the calendar, at the same wall-clock time."""
    for old in source.deadlines.all():
        local = old.due_at.astimezone(zone_of(source.zone))
        try:
            due = to_utc(local.date() + shift, local.time(), source.zone)
        except NoSuchTimeError:
            # The clocks go forward over this very time: the same count of hours later is the nearest that exists.
            due = old.due_at + shift
        Deadline.objects.create(
            event=event,
            kind=old.kind,
            due_at=due,
            remind_days_before=old.remind_days_before,
        )
