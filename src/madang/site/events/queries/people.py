"""What may be read of who comes to an event: registrations, delegates and staff."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Person
from madang.site.events.models import Delegate, Event, Registration, Staff


def registrations_of(event: Event) -> QuerySet[Registration]:
    """Return an event's registrations with organisation, number of delegates (`seats`) and how many are named (`named`)."""
    return (
        Registration.objects.filter(event=event)
        .select_related("organisation")
        .prefetch_related("languages")
        .annotate(
            seats=Count("delegates", distinct=True),
            named=Count(
                "delegates", filter=Q(delegates__person__isnull=False), distinct=True
            ),
        )
        .order_by("organisation__name", "pk")
    )


def registrations_like(
    event: Event, *, text: str = "", state: str = "", country: str = ""
) -> QuerySet[Registration]:
    """Return the registrations whose organisation or people match the words, in a state, from a country."""
    rows = registrations_of(event)
    if text:
        rows = rows.filter(
            Q(organisation__name__icontains=text)
            | Q(organisation__name_local__icontains=text)
            | Q(
                pk__in=Delegate.objects.filter(registration__event=event)
                .filter(
                    Q(person__name__icontains=text) | Q(person__email__icontains=text)
                )
                .values("registration")
            )
        )
    if state:
        rows = rows.filter(state=state)
    if country:
        rows = rows.filter(organisation__country=country)
    return rows


def state_counts(event: Event) -> dict[str, int]:
    """Return how many registrations of an event are in each state; states without any are left out."""
    rows = (
        Registration.objects.filter(event=event)
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
    )
    return dict(rows)


def countries_of(event: Event) -> list[str]:
    """Return the country codes from which organisations are registered."""
    return sorted(
        code
        for code in Registration.objects.filter(event=event)
        .order_by()
        .values_list("organisation__country", flat=True)
        .distinct()
        if code
    )


def registration_of(event: Event, pk: int) -> Registration:
    """Return one registration of an event; 404 for one of another event."""
    registration = registrations_of(event).filter(pk=pk).first()
    if registration is None:
        raise Http404
    registration.event = event
    return registration


@dataclass(frozen=True)
class Seat:
    """One of an organisation's chairs: "2 of 3"."""

    delegate: Delegate
    number: int
    of: int


def seats_of(registration: Registration) -> list[Seat]:
    """Return the chairs of a registration in order, with their people and users."""
    delegates = list(
        registration.delegates.select_related("person__user").order_by("position")
    )
    return [
        Seat(delegate=each, number=number, of=len(delegates))
        for number, each in enumerate(delegates, start=1)
    ]


def delegate_of(registration: Registration, pk: int) -> Delegate:
    """Return one delegate of a registration; 404 for one of another."""
    delegate = registration.delegates.select_related("person").filter(pk=pk).first()
    if delegate is None:
        raise Http404
    delegate.registration = registration
    return delegate


def delegate_at(event: Event, pk: int) -> Delegate:
    """Return one delegate of an event, with registration and organisation; 404 for one of another event."""
    delegate = (
        Delegate.objects.select_related(
            "registration__organisation", "registration__event", "person"
        )
        .filter(pk=pk, registration__event=event)
        .first()
    )
    if delegate is None:
        raise Http404
    return delegate


def people_to_seat(registration: Registration) -> QuerySet[Person]:
    """Return the organisation's people who have no seat at the event yet."""
    return Person.objects.filter(organisation_id=registration.organisation_id).exclude(
        delegations__registration=registration
    )


def leads_of(registration: Registration) -> list[Person]:
    """Return whoever leads the entry of the organisation."""
    return list(
        Person.objects.filter(
            organisation_id=registration.organisation_id, is_lead=True
        )
    )


def staff_of(event: Event) -> QuerySet[Staff]:
    """Return who works for an event, organisers first."""
    return (
        Staff.objects.filter(event=event)
        .select_related("person__user")
        .order_by("-role", "person__name", "pk")
    )


def whom_to_write_to(event: Event) -> list[Person]:
    """Return organisers of an event who have an address, at most two."""
    organisers = Person.objects.filter(
        staffing__event=event, staffing__role=Staff.Role.ORGANISER
    ).exclude(email="")
    return list(organisers.order_by("staffing__pk")[:2])


def staff_member(event: Event, pk: int) -> Staff:
    """Return one role of an event; 404 for one of another event."""
    staff = staff_of(event).filter(pk=pk).first()
    if staff is None:
        raise Http404
    return staff


def seats_of_person(person: Person) -> list[Delegate]:
    """Return a person's chairs at the events of their organisation."""
    if person.organisation_id is None:
        return []
    return list(
        Delegate.objects.filter(
            person=person, registration__organisation_id=person.organisation_id
        ).select_related("registration__event")
    )
