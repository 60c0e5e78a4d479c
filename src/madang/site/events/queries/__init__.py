"""What may be read of events. Every look-up starts here, from what this person may see."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from madang.site.directory.models import User
from madang.site.directory.queries import person_of
from madang.site.events import rules
from madang.site.events.models import Event


def events_seen_by(user: User | AnonymousUser) -> QuerySet[Event]:
    """Return the events that are listed, and those in which this person has a part."""
    seen = Q(is_listed=True)
    if (person := person_of(user)) is not None:
        seen |= Q(staff__person=person) | Q(interpreters__person=person)
        if person.organisation_id:
            seen |= Q(registrations__organisation_id=person.organisation_id)
    return Event.objects.filter(seen).distinct().prefetch_related("days")


def event_seen_by(user: User | AnonymousUser, slug: str) -> Event:
    """Return one event that this person may see; 404 otherwise."""
    event = events_seen_by(user).filter(slug=slug).first()
    if event is None:
        raise Http404
    return event


def event_organised_by(user: User | AnonymousUser, slug: str) -> Event:
    """Return an event that this person organises; 404 otherwise, as if it did not exist."""
    event = event_seen_by(user, slug)
    if not rules.is_organiser(user, event):
        raise Http404
    return event


def event_staffed_by(user: User | AnonymousUser, slug: str) -> Event:
    """Return an event at which this person is an organiser or at the desk; 404 otherwise."""
    event = event_seen_by(user, slug)
    if not rules.may_see_timetable(user, event):
        raise Http404
    return event


def event_joined_by(user: User | AnonymousUser, slug: str) -> Event:
    """Return an event in which this person's organisation takes part; 404 otherwise."""
    event = event_seen_by(user, slug)
    if not rules.may_take_part(user, event):
        raise Http404
    return event
