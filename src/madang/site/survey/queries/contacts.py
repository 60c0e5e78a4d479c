"""Requests for contact of one person, and the cards that were exchanged."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.survey.models import ContactRequest
from madang.site.survey.queries.profiles import kept_apart_from

PEOPLE = ("asker__organisation", "asked__organisation")


def requests_of(event: Event, person: Person) -> QuerySet[ContactRequest]:
    """Return every request that a person made or received at an event."""
    return ContactRequest.objects.filter(
        Q(asker=person) | Q(asked=person), event=event
    ).select_related(*PEOPLE)


def waiting_for(
    event: Event, person: Person, registration: Registration
) -> QuerySet[ContactRequest]:
    """Return the requests that wait for this person's answer, without those of organisations kept apart since."""
    apart = Registration.objects.filter(pk__in=kept_apart_from(registration)).values(
        "organisation_id"
    )
    rows = requests_of(event, person).filter(asked=person, state="asked")
    return rows.exclude(asker__organisation__in=apart)


def asked_by(event: Event, person: Person) -> QuerySet[ContactRequest]:
    """Return the requests of this person that are open or were declined."""
    return requests_of(event, person).filter(
        asker=person, state__in=["asked", "declined"]
    )


def exchanged(event: Event, person: Person) -> QuerySet[ContactRequest]:
    """Return the requests after which this person and another have each other's card."""
    return requests_of(event, person).filter(state="accepted")


def other_of(request: ContactRequest, person: Person) -> Person:
    """Return the person on the other end of a request."""
    return request.asked if request.asker_id == person.pk else request.asker


def card_seen_by(event: Event, person: Person, pk: int) -> Person:
    """Return a person whose card this one may have: their own, or one that was exchanged. 404 for any other."""
    if pk == person.pk:
        return Person.objects.select_related("organisation").get(pk=pk)
    for request in exchanged(event, person).filter(Q(asker_id=pk) | Q(asked_id=pk)):
        return other_of(request, person)
    raise Http404


def states_between(
    event: Event, person: Person, others: Iterable[Person]
) -> dict[int, ContactRequest]:
    """Return the request between a person and each of some others, by the other's key."""
    ids = [each.pk for each in others]
    rows = requests_of(event, person).filter(Q(asker__in=ids) | Q(asked__in=ids))
    return {other_of(row, person).pk: row for row in rows}
