"""An organisation leaves the event: its open requests end, and whoever waits for it is told."""

import pytest

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.actions.registrations import (
    decline_invitation,
    withdraw_registration,
)
from madang.site.events.models import Event, Registration
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.actions.answers import close_requests_of
from madang.site.meetings.models import Meeting, OpenPair
from tests.conftest import lead_of, take_part
from tests.site.matching.answered import answer


@pytest.fixture
def requests(alder: Registration, birch: Registration) -> list[Meeting]:
    """Alder asks Birch and Dogwood, Cedar asks Alder, and Dogwood has agreed; Birch asks Cedar."""
    event = alder.event
    cedar, dogwood = take_part(event, "Cedar"), take_part(event, "Dogwood")
    for each in (alder, birch, cedar, dogwood):
        answer(each, consent="participants")
    pairs = [(alder, birch), (cedar, alder), (alder, dogwood), (birch, cedar)]
    made = [
        actions.ask_meeting(by=None, event=event, host=host, guest=guest)
        for host, guest in pairs
    ]
    actions.accept_meeting(by=None, meeting=made[2], registration=dogwood)
    OutboxMail.objects.all().delete()
    return made


def states(made: list[Meeting]) -> list[str]:
    return [Meeting.objects.get(pk=each.pk).state for each in made]


def test_its_open_requests_end_and_no_others(
    organiser: Person, alder: Registration, requests: list[Meeting]
) -> None:
    withdraw_registration(by=organiser, registration=alder)
    assert states(requests) == ["withdrawn", "withdrawn", "accepted", "asked"]
    assert OpenPair.objects.count() == 2
    lines = LogEntry.objects.filter(verb="withdraw meeting").order_by("id")
    assert list(lines.values_list("target_label", "actor_label", "detail")) == [
        (label, "Jisoo Han", "for Alder Bio: out of the event")
        for label in ("Alder Bio – Birch Institute", "Cedar – Alder Bio")
    ]


def test_whoever_waits_for_it_is_told(
    organiser: Person, alder: Registration, requests: list[Meeting]
) -> None:
    withdraw_registration(by=organiser, registration=alder)
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (
        "lead@cedar.example.org",
        "Alder Bio does not come",
    )
    assert mail.body == (
        "Alder Bio does not come to Spring Lounge. Your request for a meeting is closed.\n\n"
        "All your requests: http://127.0.0.1:8000/lounge/spring/my/requests/\n"
    )


def test_a_declined_invitation_ends_them_too(
    event: Event, alder: Registration, requests: list[Meeting]
) -> None:
    Registration.objects.filter(pk=alder.pk).update(state="invited")
    decline_invitation(by=lead_of(alder), registration=alder)
    assert states(requests) == ["withdrawn", "withdrawn", "accepted", "asked"]


def test_leaving_twice_tells_once(
    organiser: Person, alder: Registration, requests: list[Meeting]
) -> None:
    assert close_requests_of(alder, organiser) == 2
    assert close_requests_of(alder, organiser) == 0
    assert OutboxMail.objects.count() == 1
