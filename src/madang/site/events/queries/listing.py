"""What the list of events and an event's public page show."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from madang.site.directory.models import User
from madang.site.directory.queries import person_of
from madang.site.events.models import Delegate, Event, Interpreter, Registration, Staff
from madang.site.events.queries import events_seen_by
from madang.site.events.rules import Standing


def coming_events(user: User | AnonymousUser, *, today: date) -> QuerySet[Event]:
    """Return the events somebody sees that are not over, the next one first; those without days come last."""
    with_days = _with_figures(user)
    return with_days.filter(Q(last_day__gte=today) | Q(last_day=None)).order_by(
        "has_no_days", "first_day", "id"
    )


def past_events(user: User | AnonymousUser, *, today: date) -> QuerySet[Event]:
    """Return the events somebody sees that are over, the latest first."""
    return _with_figures(user).filter(last_day__lt=today).order_by("-first_day", "-id")


def _with_figures(user: User | AnonymousUser) -> QuerySet[Any]:
    taking_part = Q(registrations__state=Registration.State.REGISTERED)
    return (
        Event.objects.filter(pk__in=events_seen_by(user).order_by().values("pk"))
        .annotate(
            first_day=Min("days__date"),
            last_day=Max("days__date"),
            has_no_days=Q(first_day=None),
            organisation_count=Count(
                "registrations", filter=taking_part, distinct=True
            ),
            country_count=Count(
                "registrations__organisation__country",
                filter=taking_part & ~Q(registrations__organisation__country=""),
                distinct=True,
            ),
        )
        .prefetch_related("days")
    )


def parts_in(user: User | AnonymousUser, events: list[Event]) -> dict[int, list[str]]:
    """Return, for each event in which somebody has a part, in words what it is."""
    person = person_of(user)
    parts: dict[int, list[str]] = {}
    if person is None:
        return parts
    for staff in Staff.objects.filter(person=person, event__in=events):
        parts.setdefault(staff.event_id, []).append(staff.get_role_display())
    for event_id in Interpreter.objects.filter(
        person=person, event__in=events
    ).values_list("event_id", flat=True):
        parts.setdefault(event_id, []).append(_("Interpreter"))
    if person.organisation_id:
        delegations = set(
            Delegate.objects.filter(
                person=person, registration__event__in=events
            ).values_list("registration_id", flat=True)
        )
        own = Registration.objects.filter(
            organisation_id=person.organisation_id, event__in=events
        )
        for registration in own.exclude(state__in=["declined", "withdrawn"]):
            parts.setdefault(registration.event_id, []).append(
                _part(
                    registration,
                    is_lead=person.is_lead,
                    is_delegate=registration.pk in delegations,
                )
            )
    return parts


def _part(registration: Registration, *, is_lead: bool, is_delegate: bool) -> str:
    if registration.state == Registration.State.INVITED:
        return _("Your organisation is invited")
    if is_lead:
        return _("You lead your organisation’s entry")
    return _("Delegate") if is_delegate else _("Your organisation takes part")


def roles_of(standing: Standing) -> list[str]:
    """Return in whole sentences what somebody is at an event."""
    sentences = []
    if standing.is_organiser:
        sentences.append(_("You organise this event."))
    if standing.is_desk:
        sentences.append(_("You work at the desk of this event."))
    if standing.interpreter is not None:
        sentences.append(_("You interpret at this event."))
    if standing.registration is not None:
        name = {"organisation": str(standing.registration.organisation)}
        if standing.registration.state == Registration.State.INVITED:
            sentences.append(_("%(organisation)s is invited.") % name)
        elif standing.is_lead:
            sentences.append(_("You lead the entry of %(organisation)s.") % name)
        elif standing.delegate is not None:
            sentences.append(_("You are a delegate of %(organisation)s.") % name)
        else:
            sentences.append(
                _("%(organisation)s, your organisation, takes part.") % name
            )
    return sentences


def figures_of(event: Event) -> dict[str, int]:
    """Return the public figures of an event: organisations and countries that take part, open places, slots."""
    taking_part = event.registrations.filter(state=Registration.State.REGISTERED)
    figures = taking_part.aggregate(
        organisations=Count("pk"),
        countries=Count(
            "organisation__country", distinct=True, filter=~Q(organisation__country="")
        ),
    )
    return {
        **figures,
        "places": event.places.filter(is_open=True).count(),
        "slots": event.slots.count(),
    }
