"""What every test starts from: a small event with two organisations."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from madang.site.directory.models import Organisation, Person, User
from madang.site.events.models import (
    Day,
    Delegate,
    Event,
    Hall,
    Place,
    Registration,
    Slot,
    Staff,
    WorkingLanguage,
    Zone,
)


@pytest.fixture
def event(db: None) -> Event:
    """One day in Seoul with four slots of 25 minutes and two tables."""
    event = Event.objects.create(
        name="Spring Lounge",
        slug="spring",
        city="Seoul",
        country="KR",
        zone="Asia/Seoul",
    )
    day = Day.objects.create(
        event=event, date=date(2027, 3, 2), opens=time(9), closes=time(11)
    )
    for index in range(4):
        start = datetime(
            2027, 3, 2, 0, 30 * index if index < 2 else 30 * (index - 2), tzinfo=UTC
        )
        start = start.replace(hour=index // 2)
        Slot.objects.create(
            event=event,
            day=day,
            starts_at=start,
            ends_at=start.replace(minute=start.minute + 25),
        )
    zone = Zone.objects.create(
        hall=Hall.objects.create(event=event, name="Hall A"), name="East", side="e"
    )
    for index in (1, 2):
        Place.objects.create(
            event=event,
            zone=zone,
            name=f"Table {index}",
            code=f"E{index}",
            position=index,
        )
    return event


@pytest.fixture
def organiser(event: Event) -> Person:
    """Somebody who organises the event and can sign in."""
    user = User.objects.create_user("organiser@example.org")
    person = Person.objects.create(
        name="Jisoo Han", email="organiser@example.org", user=user
    )
    Staff.objects.create(event=event, person=person, role="organiser")
    return person


def take_part(
    event: Event, name: str, *, languages: tuple[str, ...] = ("en",), delegates: int = 1
) -> Registration:
    """Register an organisation whose first delegate leads its entry and can sign in."""
    key = name.lower().replace(" ", "-")
    organisation = Organisation.objects.create(
        name=name, name_key=key, kind="biotech", country="KR"
    )
    registration = Registration.objects.create(
        event=event, organisation=organisation, state="registered"
    )
    for code in languages:
        WorkingLanguage.objects.create(registration=registration, code=code)
    user = User.objects.create_user(f"lead@{key}.example.org")
    lead = Person.objects.create(
        name=f"Lead of {name}",
        email=user.email,
        user=user,
        organisation=organisation,
        is_lead=True,
    )
    for position in range(1, delegates + 1):
        Delegate.objects.create(
            registration=registration,
            position=position,
            person=lead if position == 1 else None,
        )
    return registration


@pytest.fixture
def alder(event: Event) -> Registration:
    """An organisation that takes part with one delegate."""
    return take_part(event, "Alder Bio")


@pytest.fixture
def birch(event: Event) -> Registration:
    """Another one, with two delegates, the second unnamed."""
    return take_part(event, "Birch Institute", delegates=2)


def sign_in(person: Person) -> Client:
    """Return a client signed in as this person."""
    assert person.user is not None
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def lead_of(registration: Registration) -> Person:
    """Return the person who leads an organisation's entry."""
    return Person.objects.get(organisation=registration.organisation, is_lead=True)
