"""Consultations: free hours, bookings, and the hours that somebody looks after."""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from madang.site.core.time import zone
from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Consultation
from madang.site.programmes.rules.consultations import booked_for, may_look_after


def hours() -> QuerySet[Consultation]:
    """Return hours with adviser, organisation and whoever booked them."""
    return Consultation.objects.select_related(
        "adviser", "organisation", "booked_by__organisation"
    ).order_by("starts_at", "pk")


def free_hours(person: Person, now: datetime) -> QuerySet[Consultation]:
    """Return the hours that a person could book, the next first; none of their own organisation."""
    rows = hours().filter(state=Consultation.State.FREE, starts_at__gt=now)
    if person.organisation_id is not None:
        rows = rows.exclude(organisation_id=person.organisation_id)
    return rows


def bookings_of(person: Person, now: datetime) -> QuerySet[Consultation]:
    """Return the booked hours of a person that are not over; of a lead those of the whole organisation."""
    own = Q(booked_by=person)
    if person.is_lead and person.organisation_id is not None:
        own |= Q(booked_by__organisation_id=person.organisation_id)
    return hours().filter(own, state=Consultation.State.BOOKED, ends_at__gt=now)


def hours_looked_after(person: Person) -> QuerySet[Consultation]:
    """Return the hours of an adviser; of a lead those of the organisation. What was cancelled is among them."""
    own = Q(adviser=person)
    if person.is_lead and person.organisation_id is not None:
        own |= Q(organisation_id=person.organisation_id)
    return hours().filter(own)


def hour_seen_by(user: User | AnonymousUser, pk: int) -> Consultation:
    """Return an hour: a free one to everybody who signed in, any other to those of its two sides; 404 for others."""
    person = person_of(user)
    hour = hours().filter(pk=pk).first()
    if hour is None or person is None:
        raise Http404
    is_own = may_look_after(person, hour.adviser) or booked_for(person, hour)
    if hour.state != Consultation.State.FREE and not is_own:
        raise Http404
    return hour


def hour_looked_after(user: User | AnonymousUser, pk: int) -> Consultation:
    """Return an hour to its adviser and the leads of the adviser's organisation; 404 for others."""
    hour = hour_seen_by(user, pk)
    if not may_look_after(person_of(user), hour.adviser):
        raise Http404
    return hour


def by_day(rows: list[Consultation]) -> list[tuple[date, list[Consultation]]]:
    """Return hours grouped by the day on which they begin where the adviser is."""
    days: dict[date, list[Consultation]] = {}
    for hour in rows:
        here = hour.starts_at.astimezone(zone(hour.zone)).date()
        days.setdefault(here, []).append(hour)
    return sorted(days.items())


def advisers_for(person: Person) -> QuerySet[Person]:
    """Return the people whose hours a person may add: their own, and as lead those of colleagues."""
    own = Q(pk=person.pk)
    if person.is_lead and person.organisation_id is not None:
        own |= Q(organisation_id=person.organisation_id)
    return Person.objects.filter(own).order_by("name", "pk")
