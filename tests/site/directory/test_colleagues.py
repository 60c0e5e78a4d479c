"""An organisation's people invite one another: at most twenty letters a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions import colleagues
from madang.site.directory.actions.people import PersonError
from madang.site.directory.models import Person
from madang.site.events.actions.delegates import remove_colleague, seat_new_person
from madang.site.events.actions.registrations import Guest, invite_organisation
from madang.site.events.models import Event, Registration
from tests.conftest import lead_of, sign_in

REFUSAL = "Alder Bio has sent 20 invitations within a day: more of them tomorrow."


def add(lead: Person, first: int, last: int) -> list[Person]:
    return [
        colleagues.add_colleague(
            by=lead, name=f"Person {number}", email=f"p{number}@alder.example.org"
        )[0]
        for number in range(first, last + 1)
    ]


def test_the_twenty_first_letter_of_a_day_is_refused(alder: Registration) -> None:
    lead = lead_of(alder)
    add(lead, 1, 20)
    with pytest.raises(PersonError) as refusal:
        add(lead, 21, 21)
    assert (str(refusal.value), refusal.value.field) == (REFUSAL, "email")
    assert Person.objects.filter(email="p21@alder.example.org").count() == 0
    assert OutboxMail.objects.count() == 20


def test_neither_another_lead_nor_removing_people_makes_room(
    alder: Registration,
) -> None:
    lead = lead_of(alder)
    people = add(lead, 1, 20)
    remove_colleague(by=lead, person=people[0])
    with pytest.raises(PersonError):
        add(people[1], 21, 21)
    with pytest.raises(PersonError):
        colleagues.invite_colleague(by=lead, person=people[2])
    seat = alder.delegates.get()
    with pytest.raises(PersonError):
        seat_new_person(by=lead, delegate=seat, name="Q", email="q@alder.example.org")


def test_a_day_later_there_is_room(
    alder: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = lead_of(alder)
    add(lead, 1, 20)
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    add(lead, 21, 21)
    assert LogEntry.objects.filter(verb="invite person").count() == 21


def test_a_colleague_without_an_address_can_always_be_added(
    alder: Registration,
) -> None:
    lead = lead_of(alder)
    add(lead, 1, 20)
    person, is_invited = colleagues.add_colleague(by=lead, name="Silent", email="")
    assert (person.organisation, is_invited) == (alder.organisation, False)


def test_an_organiser_invites_as_many_organisations_as_there_are(
    event: Event, organiser: Person, alder: Registration
) -> None:
    Person.objects.filter(pk=organiser.pk).update(organisation=alder.organisation)
    organiser.refresh_from_db()
    for number in range(25):
        guest = Guest(
            name=f"Tree {number}",
            kind="biotech",
            country="KR",
            lead_name="Lead",
            lead_email=f"lead@tree{number}.example.org",
        )
        invite_organisation(by=organiser, event=event, guest=guest, organisation=None)
    add(lead_of(alder), 1, 1)
    assert OutboxMail.objects.count() == 26


def test_the_page_says_why(alder: Registration) -> None:
    lead = lead_of(alder)
    add(lead, 1, 20)
    page = sign_in(lead).post(
        "/me/organisation/people/", {"name": "Mina", "email": "mina@alder.example.org"}
    )
    assert REFUSAL in page.content.decode()
