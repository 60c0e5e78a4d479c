"""Who reads and writes an organisation's answers, and until when."""

from datetime import UTC, datetime

from django.test import Client

from madang.site.directory.models import Person, User
from madang.site.events.models import Deadline, Event, Registration
from madang.site.survey.models import Answer, Item
from tests.conftest import lead_of, sign_in

BASE = "/lounge/spring/my/answers/"


def fill(client: Client) -> None:
    client.post(
        BASE + "who/", {"about": "A maker of vaccines.", "objectives": "One partner."}
    )
    client.post(
        BASE + "offer/item/",
        {
            "text": "Process for a measles vaccine",
            "deal": ["technology_transfer"],
            "priority": "4",
        },
    )
    client.post(
        BASE + "people/",
        {"languages": ["en", "ko"], "delegates": "2", "most_meetings": "12"},
    )
    client.post(BASE + "consent/", {"audiences": ["matched", "participants"]})


def test_colleagues_read_and_the_lead_writes(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    fill(client)
    user = User.objects.create_user("colleague@alder.example.org")
    colleague = Person.objects.create(
        name="Colleague", email=user.email, user=user, organisation=alder.organisation
    )
    other = sign_in(colleague)
    page = other.get(BASE + "offer/").content.decode()
    assert "Process for a measles vaccine" in page
    assert "Whoever leads your organisation’s entry writes the answers." in page
    assert other.post(BASE + "who/", {"about": "Mine"}).status_code == 403
    assert (
        other.post(
            BASE + "offer/item/", {"text": "Mine", "deal": ["supply"], "priority": "3"}
        ).status_code
        == 403
    )
    assert (
        other.post(BASE + f"items/{Item.objects.get().pk}/remove/").status_code == 403
    )
    assert other.post(BASE + "names/wish/", {"wish-name": "X"}).status_code == 403
    assert other.post(BASE + "send/").status_code == 403
    assert Answer.objects.get().about == "A maker of vaccines."


def test_nobody_else_finds_the_answers(
    alder: Registration, organiser: Person, birch: Registration
) -> None:
    fill(sign_in(lead_of(alder)))
    assert sign_in(organiser).get(BASE).status_code == 404
    assert Client().get(BASE).status_code == 404
    page = sign_in(lead_of(birch)).get(BASE + "offer/").content.decode()
    assert "Process for" not in page
    item = Item.objects.get()
    assert (
        sign_in(lead_of(birch)).post(BASE + f"items/{item.pk}/remove/").status_code
        == 404
    )
    assert Item.objects.count() == 1
    assert sign_in(lead_of(alder)).get(BASE + "nonsense/").status_code == 404


def test_after_the_deadline_nothing_changes(
    alder: Registration, event: Event, organiser: Person
) -> None:
    client = sign_in(lead_of(alder))
    fill(client)
    Deadline.objects.create(
        event=event, kind="survey", due_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert client.post(BASE + "who/", {"about": "Later"}).status_code == 403
    page = client.get(BASE + "who/").content.decode()
    assert "The survey closed on 1 January, 09:00 (Seoul)." in page
    assert '<a href="mailto:organiser@example.org">Jisoo Han</a>' in page
    assert '<fieldset class="stack" disabled>' in page
    for gone in ("You may leave and come back.", "Save and go on", "survey closes on"):
        assert gone not in page
    check = client.get(BASE + "check/").content.decode()
    assert "These answers were not sent before the survey closed." in check
    assert "Send the answers" not in check
    assert Answer.objects.get().about == "A maker of vaccines."


def test_before_the_deadline_the_page_says_when_it_closes(
    alder: Registration, event: Event, organiser: Person
) -> None:
    Deadline.objects.create(
        event=event, kind="survey", due_at=datetime(2090, 1, 1, tzinfo=UTC)
    )
    page = sign_in(lead_of(alder)).get(BASE + "who/").content.decode()
    assert "The survey closes on 1 January, 09:00." in page
    assert "You may leave and come back." in page
    assert "mailto:" not in page
