import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from madang.site.core.models import OutboxMail
from madang.site.directory.models import OneUseLink, Person
from madang.site.events.models import Event, Registration
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.models import Meeting
from tests.conftest import lead_of
from tests.site.matching.answered import answer, matched, well_matched


def ask(alder: Registration, birch: Registration) -> Meeting:
    return actions.ask_meeting(
        by=lead_of(alder),
        event=alder.event,
        host=alder,
        guest=birch,
        message="We bring eight people who ran the line.",
    )


def link_in(mail: OutboxMail) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/answer/\S+)", mail.body)
    assert found is not None
    return found.group(1)


def test_the_letter_says_who_why_and_until_when(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    ask(alder, birch)
    mail = OutboxMail.objects.get()
    assert mail.recipient == "lead@birch-institute.example.org"
    assert mail.subject == "Alder Bio asks for a meeting at Spring Lounge"
    assert mail.event_id == event.pk
    assert mail.body.startswith(
        "Alder Bio asks Birch Institute for a meeting at Spring Lounge.\n\n"
        "Alder Bio: Biotech company, South Korea\n"
        "Spring Lounge: Seoul, 2 March 2027\n\n"
        "Their message:\nWe bring eight people who ran the line.\n\n"
        "What you would gain:\n"
    )
    assert (
        "- They offer “Fill and finish lines at 2 to 8 °C”, which you seek. (Your need 1, their offer 1)"
        in mail.body.replace("Their offer 1, your need 1", "Your need 1, their offer 1")
    )
    assert "What they would gain:\n" in mail.body
    assert "No interpreter is needed: you both speak English." in mail.body


def test_the_letter_is_in_the_language_of_its_reader(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Person.objects.filter(pk=lead_of(birch).pk).update(language="ko")
    ask(alder, birch)
    assert "2027년 3월 2일" in OutboxMail.objects.get().body


def test_nothing_confidential_is_in_the_letter(
    event: Event, alder: Registration, birch: Registration
) -> None:
    answer(
        alder,
        seeks=(
            ("!Buyer for the Busan plant", "divestment"),
            ("Technology transfer for a measles vaccine", "technology_transfer"),
        ),
    )
    answer(
        birch,
        offers=(
            ("Technology transfer of a measles vaccine", "technology_transfer"),
            ("!Money for the Busan plant", "divestment"),
        ),
        seeks=(("A plant in Busan to buy", "acquisition"),),
    )
    matched(event)
    ask(alder, birch)
    body = OutboxMail.objects.get().body
    assert "Buyer for" not in body
    assert "technology transfer" in body.lower()
    actions.ask_meeting(by=None, event=event, host=birch, guest=alder)
    bodies = "".join(OutboxMail.objects.values_list("body", flat=True))
    assert "Money for" not in bodies


def test_who_shows_nothing_gives_its_name_and_message_alone(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    alder.answer.consents.all().delete()
    ask(alder, birch)
    body = OutboxMail.objects.get().body
    assert "Their message:\nWe bring eight people who ran the line." in body
    assert "Fill and finish" not in body
    assert "What you would gain" not in body


def test_the_link_answers_once_without_signing_in(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    address = link_in(OutboxMail.objects.get())
    client = Client()
    for _look in range(2):
        page = client.get(address)
        assert page.status_code == 200
        assert "Alder Bio asks for a meeting" in page.content.decode()
    assert Meeting.objects.get().state == "asked"
    assert OneUseLink.objects.get().used_at is None
    done = client.post(address, {"says": "yes"})
    assert done.status_code == 200
    assert "You and Alder Bio have agreed to meet" in done.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == "accepted"
    again = client.post(address, {"says": "no", "reason": "later"})
    assert again.status_code == 410
    assert "This link has been used. Each link works once." in again.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == "accepted"


def test_a_no_by_link_needs_its_reason(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    ask(alder, birch)
    address = link_in(OutboxMail.objects.get())
    page = Client().post(address, {"says": "no"})
    assert page.status_code == 422
    assert "Choose a reason: they will read it." in page.content.decode()
    assert OneUseLink.objects.get().used_at is None
    Client().post(address, {"says": "no", "reason": "known", "note": "Since May."})
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.decline_note) == ("declined", "Since May.")
    told = OutboxMail.objects.get(recipient="lead@alder-bio.example.org")
    assert told.subject == "Birch Institute declined the meeting"
    assert "Their reason: We are in contact already." in told.body
    assert "Their note:\nSince May." in told.body


def test_the_second_lead_finds_the_answer_of_the_first(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Person.objects.create(
        name="Second Lead",
        email="second@birch.example.org",
        organisation=birch.organisation,
        is_lead=True,
    )
    ask(alder, birch)
    first, second = (link_in(each) for each in OutboxMail.objects.all())
    Client().post(first, {"says": "yes"})
    page = Client().post(second, {"says": "no", "reason": "later"})
    assert page.status_code == 200
    assert "You and Alder Bio have agreed to meet" in page.content.decode()
    assert Meeting.objects.get().state == "accepted"


def test_a_withdrawn_request_says_so_by_its_link(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    address = link_in(OutboxMail.objects.get())
    actions.withdraw_meeting(by=None, meeting=meeting, registration=alder)
    page = Client().get(address).content.decode()
    assert "The request of Alder Bio was withdrawn" in page


def test_links_that_lead_nowhere(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    ask(alder, birch)
    address = link_in(OutboxMail.objects.get())
    unknown = Client().get("/answer/of-nobody/")
    assert unknown.status_code == 410
    assert "This link is not known here." in unknown.content.decode()
    OneUseLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    old = Client().post(address, {"says": "yes"})
    assert old.status_code == 410
    assert "This link has expired." in old.content.decode()
    assert Meeting.objects.get().state == "asked"


def test_who_left_the_organisation_no_longer_answers_for_it(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    ask(alder, birch)
    address = link_in(OutboxMail.objects.get())
    Person.objects.filter(organisation=birch.organisation).update(organisation=None)
    assert Client().post(address, {"says": "yes"}).status_code == 410
    assert Meeting.objects.get().state == "asked"
