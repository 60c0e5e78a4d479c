"""Which calls somebody sees, and which they can apply for."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Application, Call
from madang.site.programmes.queries.programmes import managed_programmes
from madang.site.programmes.rules.programmes import is_of_staff


def calls_seen_by(user: User | AnonymousUser) -> QuerySet[Call]:
    """Return the calls that a user sees: drafts only of programmes they run, withdrawn ones also to whoever applied."""
    person = person_of(user)
    rows = Call.objects.select_related(
        "programme__owner", "programme__accelerator", "programme__manager", "entry"
    )
    if person is not None and is_of_staff(person):
        return rows
    shown = Q(state__in=[Call.State.PUBLISHED, Call.State.DECIDED])
    if person is not None:
        shown |= Q(programme__in=managed_programmes(person))
        shown |= Q(state=Call.State.WITHDRAWN) & Q(
            applications__in=_own_applications(person)
        )
    return rows.filter(shown).distinct()


def _own_applications(person: Person) -> QuerySet[Application]:
    if person.organisation_id is None:
        return Application.objects.none()
    return Application.objects.filter(organisation_id=person.organisation_id)


def call_seen_by(user: User | AnonymousUser, slug: str) -> Call:
    """Return one call with its programme; 404 for one that this user does not see."""
    return get_object_or_404(calls_seen_by(user), slug=slug)


def open_calls(now: datetime) -> QuerySet[Call]:
    """Return the published calls that have not closed, those that close first on top; some open later."""
    return (
        Call.objects.filter(state=Call.State.PUBLISHED, closes_at__gt=now)
        .select_related("programme__owner", "entry")
        .order_by("closes_at", "pk")
    )


def open_calls_for(person: Person, now: datetime) -> QuerySet[Call]:
    """Return what a person's organisation can apply for, now or soon: open calls for its country, without its own programmes."""
    organisation = person.organisation
    if organisation is None:
        return open_calls(now).none()
    country = organisation.country
    return (
        open_calls(now)
        .filter(Q(programme__home_country="") | Q(programme__home_country=country))
        .exclude(programme__owner=organisation)
    )
