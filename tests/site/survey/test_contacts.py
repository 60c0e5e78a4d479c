"""Contact between two people: asking, answering, cards, and what nobody learns."""

import pytest
from django.test import Client

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event, Registration
from madang.site.survey.actions.contacts import (
    ContactError,
    answer_contact,
    ask_for_contact,
    withdraw_contact,
)
from madang.site.survey.exports.cards import card, card_code
from madang.site.survey.models import ContactRequest, NeverMatch
from tests.conftest import lead_of, sign_in, take_part
from tests.site.survey.test_attendees_directory import show, words


@pytest.fixture
def shown(alder: Registration, birch: Registration) -> None:
    """Both organisations let all participants read their answers."""
    show(alder)
    show(birch)


def ask(asker: Registration, asked: Registration, message: str = "") -> ContactRequest:
    return ask_for_contact(
        by=lead_of(asker),
        event=asker.event,
        registration=asker,
        asked=lead_of(asked),
        message=message,
    )


def test_a_request_writes_to_the_other_and_shows_no_address(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    request = ask(alder, birch, "Shall we talk about trial sites?")
    mail = OutboxMail.objects.get()
    assert mail.recipient == "lead@birch-institute.example.org"
    assert mail.subject == "Spring Lounge: Lead of Alder Bio asks for contact"
    assert mail.body == (
        "Lead of Alder Bio, Alder Bio, asks for contact with you at Spring Lounge.\n\n"
        "Shall we talk about trial sites?\n\n"
        "If you accept, you both get each other’s card: name, organisation, e-mail and telephone. Until then nobody sees them.\n\n"
        "Accept or decline: http://127.0.0.1:8000/lounge/spring/my/contacts/\n"
    )
    assert mail.key == f"contact-{request.pk}"
    assert [(each.verb, each.actor_label) for each in LogEntry.objects.all()] == [
        ("ask for contact", "Lead of Alder Bio")
    ]


def test_cards_are_exchanged_when_both_agree(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    request = ask(alder, birch)
    mine, theirs = lead_of(alder), lead_of(birch)
    cards = {
        person: f"/lounge/spring/my/contacts/{other.pk}.vcf"
        for person, other in ((mine, theirs), (theirs, mine))
    }
    assert [
        sign_in(person).get(address).status_code for person, address in cards.items()
    ] == [404, 404]
    answer_contact(by=theirs, request=request, is_accepted=True)
    responses = [sign_in(person).get(address) for person, address in cards.items()]
    assert [each.status_code for each in responses] == [200, 200]
    assert responses[0]["Content-Type"] == "text/vcard; charset=utf-8"
    assert b"EMAIL:lead@birch-institute.example.org\r\n" in responses[0].content
    assert "lead@birch-institute.example.org" in words(
        sign_in(mine), "/lounge/spring/my/contacts/?show=cards"
    )
    told = OutboxMail.objects.get(key=f"contact-{request.pk}-accepted")
    assert (told.recipient, told.subject) == (
        "lead@alder-bio.example.org",
        "Spring Lounge: Lead of Birch Institute has accepted contact",
    )


def test_a_declined_request_gives_no_card(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    answer_contact(by=lead_of(birch), request=ask(alder, birch), is_accepted=False)
    assert (
        sign_in(lead_of(alder))
        .get(f"/lounge/spring/my/contacts/{lead_of(birch).pk}.vcf")
        .status_code
        == 404
    )
    assert OutboxMail.objects.count() == 1


def test_asking_back_counts_as_yes(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    first = ask(alder, birch)
    assert ask(birch, alder).pk == first.pk
    assert ContactRequest.objects.get().state == "accepted"
    with pytest.raises(ContactError, match=r"^You have each other’s cards already\.$"):
        ask(alder, birch)


def test_nobody_asks_twice(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    ask(alder, birch)
    with pytest.raises(ContactError, match=r"You asked this person on "):
        ask(alder, birch)


def test_only_the_asked_answers_and_only_once(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    request = ask(alder, birch)
    with pytest.raises(
        ContactError, match=r"^This request does not wait for your answer any more\.$"
    ):
        answer_contact(by=lead_of(alder), request=request, is_accepted=True)
    answer_contact(by=lead_of(birch), request=request, is_accepted=False)
    with pytest.raises(
        ContactError, match=r"^This request does not wait for your answer any more\.$"
    ):
        answer_contact(by=lead_of(birch), request=request, is_accepted=True)
    assert ContactRequest.objects.get().state == "declined"


def test_a_request_can_be_withdrawn_until_it_is_answered(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    withdraw_contact(by=lead_of(alder), request=ask(alder, birch))
    assert ContactRequest.objects.count() == 0
    request = ask(alder, birch)
    answer_contact(by=lead_of(birch), request=request, is_accepted=True)
    with pytest.raises(
        ContactError, match=r"^This request was answered in the meantime\.$"
    ):
        withdraw_contact(by=lead_of(alder), request=request)
    assert ContactRequest.objects.count() == 1


def test_twenty_requests_may_be_open_at_a_time(
    event: Event, alder: Registration
) -> None:
    others = [take_part(event, f"Oak {number}") for number in range(21)]
    for each in others:
        show(each)
    for each in others[:20]:
        ask(alder, each)
    with pytest.raises(
        ContactError,
        match=r"^20 of your requests wait for an answer\. Withdraw one before you ask again\.$",
    ):
        ask(alder, others[20])
    answer_contact(
        by=lead_of(others[0]),
        request=ContactRequest.objects.get(asked=lead_of(others[0])),
        is_accepted=False,
    )
    ask(alder, others[20])
    assert ContactRequest.objects.filter(state="asked").count() == 20


def test_a_message_of_401_characters_is_refused(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    ask_text = "x" * 400
    with pytest.raises(ContactError, match=r"^A message has at most 400 characters\.$"):
        ask(alder, birch, ask_text + "x")
    assert ask(alder, birch, ask_text).message == ask_text


@pytest.mark.parametrize("why", ["apart", "avoided", "hidden", "own"])
def test_who_cannot_be_reached_is_refused_in_the_same_words(
    event: Event, alder: Registration, birch: Registration, why: str
) -> None:
    mine, theirs = show(alder), show(birch, "" if why == "hidden" else "participants")
    if why == "apart":
        NeverMatch.objects.create(answer=mine, name="Birch Institute", target=birch)
    if why == "avoided":
        NeverMatch.objects.create(answer=theirs, name="Alder Bio", target=alder)
    with pytest.raises(
        ContactError, match=r"^This person cannot be asked for contact here\.$"
    ):
        ask(alder, alder if why == "own" else birch)
    assert (
        ContactRequest.objects.count(),
        OutboxMail.objects.count(),
        LogEntry.objects.count(),
    ) == (0, 0, 0)


def test_a_request_from_somebody_kept_apart_since_is_not_shown(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    request = ask(alder, birch)
    client = sign_in(lead_of(birch))
    assert "Lead of Alder Bio" in words(
        client, "/lounge/spring/my/contacts/?show=waiting"
    )
    NeverMatch.objects.create(answer=birch.answer, name="Alder Bio", target=alder)
    assert "Lead of Alder Bio" not in words(
        client, "/lounge/spring/my/contacts/?show=waiting"
    )
    assert (
        client.post(
            f"/lounge/spring/my/contacts/{request.pk}/answer/", {"do": "accept"}
        ).status_code
        == 404
    )


def test_a_person_asks_and_answers_on_the_pages(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    asker, asked = sign_in(lead_of(alder)), sign_in(lead_of(birch))
    response = asker.post(
        f"/lounge/spring/attendees/{birch.pk}/",
        {"person": lead_of(birch).pk, "message": "Good morning"},
    )
    assert (response.status_code, response["Location"]) == (
        302,
        f"/lounge/spring/attendees/{birch.pk}/",
    )
    request = ContactRequest.objects.get()
    assert "Good morning" in words(asked, "/lounge/spring/my/contacts/")
    response = asked.post(
        f"/lounge/spring/my/contacts/{request.pk}/answer/", {"do": "accept"}
    )
    assert (response.status_code, response["Location"]) == (
        302,
        "/lounge/spring/my/contacts/?show=cards",
    )
    assert "You have their card" in words(
        asker, f"/lounge/spring/attendees/{birch.pk}/"
    )
    assert (
        asker.post(
            f"/lounge/spring/my/contacts/{request.pk}/answer/", {"do": "withdraw"}
        ).status_code
        == 404
    )


def test_a_person_of_another_organisation_cannot_be_slipped_in(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    cedar = take_part(event, "Cedar")
    response = sign_in(lead_of(alder)).post(
        f"/lounge/spring/attendees/{birch.pk}/", {"person": lead_of(cedar).pk}
    )
    assert response.status_code == 200
    assert ContactRequest.objects.count() == 0


def test_nobody_answers_requests_of_others(
    event: Event, alder: Registration, birch: Registration, shown: None
) -> None:
    cedar = take_part(event, "Cedar")
    request = ask(alder, birch)
    for verb in ("accept", "decline", "withdraw"):
        assert (
            sign_in(lead_of(cedar))
            .post(f"/lounge/spring/my/contacts/{request.pk}/answer/", {"do": verb})
            .status_code
            == 404
        )
    assert (
        Client()
        .post(f"/lounge/spring/my/contacts/{request.pk}/answer/", {"do": "accept"})
        .status_code
        == 404
    )
    assert ContactRequest.objects.get().state == "asked"


def test_a_card_follows_rfc_6350() -> None:
    organisation = Organisation(
        name="Kalniņa; Sons, Ltd", country="LV", website="https://example.org/"
    )
    person = Person(
        name="Ilze\\Kalniņa",
        name_local="일제",
        job_title="Head of\nPartnering",
        email="ilze@example.org",
        phone="+371 1",
        organisation=organisation,
    )
    assert card(person).decode() == (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ilze\\\\Kalniņa\r\nN:;Ilze\\\\Kalniņa;;;\r\nNICKNAME:일제\r\n"
        "ORG:Kalniņa\\; Sons\\, Ltd\r\nTITLE:Head of\\nPartnering\r\nEMAIL:ilze@example.org\r\nTEL:+371 1\r\n"
        "URL:https://example.org/\r\nADR:;;;;;;LV\r\nEND:VCARD\r\n"
    )


def test_a_long_line_is_folded_between_characters() -> None:
    lines = card(Person(name="가" * 60)).split(b"\r\n")
    assert max(len(line) for line in lines) == 75
    assert (
        b"".join([lines[2], *(line[1:] for line in lines[3:5])]).decode()
        == "FN:" + "가" * 60
    )


def test_a_code_is_a_picture_without_style_or_script() -> None:
    picture = card_code(Person(name="<b>Ilze</b>")).decode()
    assert picture.startswith('<?xml version="1.0" encoding="utf-8"?>\n<svg ')
    assert "<title>&lt;b&gt;Ilze&lt;/b&gt;</title>" in picture
    assert "style" not in picture


def test_ones_own_card_is_there_and_a_strangers_is_not(
    event: Event, alder: Registration, birch: Registration
) -> None:
    client = sign_in(lead_of(alder))
    own = client.get(f"/lounge/spring/my/contacts/{lead_of(alder).pk}.svg")
    assert (own.status_code, own["Content-Type"]) == (200, "image/svg+xml")
    assert (
        client.get(f"/lounge/spring/my/contacts/{lead_of(birch).pk}.svg").status_code
        == 404
    )


def test_the_page_costs_the_same_for_one_contact_and_for_three(
    event: Event,
    alder: Registration,
    birch: Registration,
    shown: None,
    django_assert_num_queries,
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(lead_of(alder))
    ask(birch, alder)
    with django_assert_num_queries(20):
        client.get("/lounge/spring/my/contacts/")
    for name in ("Cedar", "Dogwood"):
        other = take_part(event, name)
        show(other)
        ask(other, alder)
    with django_assert_num_queries(20):
        client.get("/lounge/spring/my/contacts/")
