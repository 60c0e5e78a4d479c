"""A pitch event's audience: registered by secret address, checked in at the door, deleted when they ask for it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.programmes.actions import links, pitches
from madang.site.programmes.models import (
    DirectLink,
    Mission,
    MissionApplication,
    Pitch,
    PitchGuest,
)
from madang.site.programmes.rules.missions import LINK_DOORS, MissionError
from tests.conftest import sign_in
from tests.site.programmes import sent

pytestmark = pytest.mark.django_db


def set_up(*names: str, capacity: int = 2) -> tuple[Person, Mission, Pitch]:
    by = sent.manager()
    mission = sent.selected(by, *(names or ("Firm 1",)), seats=5)
    stop = sent.stop(mission, by, kind="pitch", title="Pitch day")
    pitch = pitches.open_pitch(stop, by=by, topic="Peptides", capacity=capacity)
    return by, mission, pitch


def visitor(number: int = 1, *, agrees: bool = True) -> pitches.Visitor:
    return pitches.Visitor(
        name=f"Guest {number}",
        organisation_name=f"Clinic {number}",
        country="KR",
        email=f"guest{number}@example.org",
        has_agreed=agrees,
    )


def token_in(mail: OutboxMail) -> str:
    found = re.search(r"/missions/guest/([\w-]{43})/", mail.body)
    assert found
    return found[1]


def test_guests_fill_the_seats_and_no_more() -> None:
    by, _mission, pitch = set_up(capacity=2)
    pitches.register_guest(pitch, visitor=visitor(1))
    pitches.register_guest(pitch, visitor=visitor(2))
    assert pitches.register_guest(pitch, visitor=visitor(3)) is None
    with pytest.raises(MissionError) as refusal:
        pitches.enter_guest(pitch, by=by, visitor=visitor(3))
    assert str(refusal.value) == "All 2 seats are taken."
    assert PitchGuest.objects.count() == 2


def test_whoever_registers_twice_gets_a_new_address_and_the_page_says_the_same() -> (
    None
):
    _by, _mission, pitch = set_up()
    form = {
        "name": "Guest",
        "organisation_name": "Clinic",
        "country": "KR",
        "email": "Guest1@Example.org",
        "language": "en",
        "website": "",
    }
    address = f"/missions/pitch/{pitch.token}/"
    first = Client().post(address, form)
    second = Client().post(address, form)
    pages = [
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", each.content.decode())
        for each in (first, second)
    ]
    assert pages[0] == pages[1]
    assert "is on its way to Guest1@Example.org" in pages[0]
    old, new = (token_in(mail) for mail in OutboxMail.objects.filter(recipient="guest1@example.org").order_by("id"))  # fmt: skip
    assert PitchGuest.objects.count() == 1
    codes = [
        Client().get(f"/missions/guest/{each}/").status_code for each in (old, new)
    ]
    assert codes == [404, 200]


def test_a_full_event_answers_known_and_unknown_addresses_alike() -> None:
    _by, _mission, pitch = set_up(capacity=1)
    pitches.register_guest(pitch, visitor=visitor(1))
    answers = {}
    for number in (1, 2):
        answer = Client().post(
            f"/missions/pitch/{pitch.token}/",
            {
                "name": "Somebody",
                "organisation_name": "Clinic",
                "country": "KR",
                "email": f"guest{number}@example.org",
                "language": "en",
                "website": "",
            },
        )
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())  # fmt: skip
        answers[number] = (answer.status_code, page.replace(f"guest{number}@", "@"))
    assert answers[1] == answers[2]
    assert answers[1][0] == 200
    newest = OutboxMail.objects.filter(recipient="guest2@example.org").get()
    assert newest.subject == "No seat is free: Peptides"
    assert "You are not registered, and nothing that you wrote is kept." in newest.body
    assert "Somebody" not in newest.body


def test_a_full_event_writes_to_an_address_three_times_an_hour() -> None:
    _by, _mission, pitch = set_up(capacity=1)
    pitches.register_guest(pitch, visitor=visitor(1))
    for _number in range(6):
        pitches.register_guest(pitch, visitor=visitor(2))
    assert OutboxMail.objects.filter(recipient="guest2@example.org").count() == 3


def test_whom_the_desk_enters_agrees_alone() -> None:
    by, _mission, pitch = set_up()
    guest = pitches.add_walk_in(pitch, by=by, visitor=visitor(1, agrees=True))
    assert PitchGuest.objects.get().has_agreed is False
    mail = OutboxMail.objects.get(recipient="guest1@example.org")
    assert mail.subject == "A seat for you: Peptides"
    assert "Until you agree no delegate sees your name or address" in mail.body
    Client().post(
        f"/missions/guest/{token_in(mail)}/consent/",
        {"agrees": "yes"},
    )
    guest.refresh_from_db()
    assert guest.has_agreed is True


def test_the_desk_s_form_has_no_consent_to_tick() -> None:
    by, mission, pitch = set_up()
    address = f"/missions/{mission.slug}/pitches/{pitch.pk}/door/"
    sign_in(by).post(
        address,
        {
            "name": "Nari",
            "organisation_name": "Clinic",
            "country": "KR",
            "email": "nari@example.org",
            "language": "en",
            "has_agreed": "on",
        },
    )
    assert PitchGuest.objects.get().has_agreed is False


def test_a_name_is_one_line_in_the_mail() -> None:
    _by, _mission, pitch = set_up()
    name = "Nari\r\nBcc: all@example.org\n\nBuy this"
    pitches.register_guest(pitch, visitor=replace(visitor(), name=name))
    mail = OutboxMail.objects.get(recipient="guest1@example.org")
    assert mail.body.splitlines()[0] == "Nari Bcc: all@example.org Buy this,"


def test_nobody_fills_another_person_s_letter_box() -> None:
    _by, _mission, pitch = set_up()
    for _number in range(6):
        pitches.register_guest(pitch, visitor=visitor())
    assert OutboxMail.objects.filter(recipient="guest1@example.org").count() == 3


def test_a_program_that_fills_every_field_registers_nobody() -> None:
    _by, _mission, pitch = set_up()
    answer = Client().post(
        f"/missions/pitch/{pitch.token}/",
        {
            "name": "Bot",
            "organisation_name": "Bot",
            "country": "KR",
            "email": "bot@example.org",
            "language": "en",
            "website": "http://example.org",
        },
    )
    assert (answer.status_code, PitchGuest.objects.count()) == (200, 0)


def test_a_new_address_of_the_page_ends_the_old_one() -> None:
    by, _mission, pitch = set_up()
    pitches.renew_address(pitch, by=by)
    old = pitch.token
    pitch.refresh_from_db()
    codes = [Client().get(f"/missions/pitch/{each}/").status_code for each in (old, pitch.token)]  # fmt: skip
    assert codes == [404, 200]


def test_registration_ends_with_the_event_and_when_it_is_closed() -> None:
    by, _mission, pitch = set_up()
    with pytest.raises(MissionError) as refusal:
        pitches.register_guest(
            pitch, visitor=visitor(), now=pitch.stop.ends_at + timedelta(minutes=1)
        )
    assert str(refusal.value) == "The pitch event is over."
    pitches.change_pitch(pitch, by=by, topic="Peptides", capacity=5, is_open=False)
    with pytest.raises(MissionError) as refusal:
        pitches.register_guest(pitch, visitor=visitor())
    assert str(refusal.value) == "Registration is closed."


def test_the_desk_checks_in_and_takes_it_back() -> None:
    by, mission, pitch = set_up()
    guest = pitches.register_guest(pitch, visitor=visitor())
    desk = sign_in(by)
    door = f"/missions/{mission.slug}/pitches/{pitch.pk}/"
    desk.post(f"{door}guests/{guest.pk}/in/")
    page = desk.get(f"{door}door/?q=clinic 1")
    assert (page.context["pitch"].here, len(page.context["page"])) == (1, 1)
    with pytest.raises(MissionError):
        pitches.check_in(guest, by=by)
    desk.post(f"{door}guests/{guest.pk}/out/")
    guest.refresh_from_db()
    assert guest.checked_in_at is None
    assert len(desk.get(f"{door}door/?q=nobody").context["page"]) == 0


def test_somebody_at_the_door_is_registered_and_here() -> None:
    by, _mission, pitch = set_up()
    guest = pitches.add_walk_in(pitch, by=by, visitor=visitor(9))
    guest.refresh_from_db()
    assert guest.checked_in_at is not None
    with pytest.raises(MissionError) as refusal:
        pitches.add_walk_in(pitch, by=by, visitor=visitor(9))
    assert refusal.value.field == "email"


def asked(agrees: bool = True) -> tuple[MissionApplication, PitchGuest, DirectLink]:
    _by, mission, pitch = set_up()
    guest = pitches.register_guest(pitch, visitor=visitor(agrees=agrees))
    application = mission.applications.get()
    return application, guest, links.ask(guest, application=application, message="Hi")


def test_nobody_asks_without_being_seen() -> None:
    with pytest.raises(MissionError) as refusal:
        asked(agrees=False)
    assert refusal.value.field == "has_agreed"
    assert DirectLink.objects.count() == 0


LINK = {
    "accept": lambda link, person: links.accept(link, by=person),
    "decline": lambda link, person: links.decline(link, by=person, reason="No time"),
    "withdraw": lambda link, person: links.withdraw(link),
    "ask_again": lambda link, person: links.ask(
        link.guest, application=link.application, message="Again"
    ),
}


@pytest.mark.parametrize("state", sorted(DirectLink.State.values))
def test_a_link_goes_through_its_doors_alone(state: str) -> None:
    application, _guest, link = asked()
    person = sent.leader(application)
    for verb, act in LINK.items():
        DirectLink.objects.filter(pk=link.pk).update(state=state)
        row = DirectLink.objects.select_related("guest", "application").get(pk=link.pk)
        if state in LINK_DOORS[verb].sources:
            act(row, person)
            expected = LINK_DOORS[verb].target
        else:
            with pytest.raises(MissionError):
                act(row, person)
            expected = state
        row.refresh_from_db()
        assert (verb, row.state) == (verb, expected)


def test_a_no_needs_its_reason_and_the_guest_reads_it() -> None:
    application, _guest, link = asked()
    person = sign_in(sent.leader(application))
    page = f"/missions/{application.mission.slug}/links/{link.pk}/decline/"
    assert person.post(page, {"reason": ""}).status_code == 422
    assert person.post(page, {"reason": "Another field"}).status_code == 302
    mail = OutboxMail.objects.filter(recipient="guest1@example.org").latest("id")
    assert mail.body == (
        "Guest 1,\n\nFirm 1 says no to a meeting during Amber Coast in Seoul.\n\nReason: Another field\n"
    )


def test_a_link_is_read_by_its_own_delegate_and_the_manager() -> None:
    by, mission, pitch = set_up("Firm 1", "Firm 2")
    guest = pitches.register_guest(pitch, visitor=visitor())
    first = mission.applications.get(organisation__name="Firm 1")
    second = mission.applications.get(organisation__name="Firm 2")
    link = links.ask(guest, application=first)
    page = f"/missions/{mission.slug}/links/"
    seen = {
        name: sign_in(person).get(page).context["page"].paginator.count
        for name, person in {
            "manager": by,
            "own": sent.leader(first),
            "other": sent.leader(second),
        }.items()
    }
    assert seen == {"manager": 1, "own": 1, "other": 0}
    answers = [
        sign_in(person).post(f"{page}{link.pk}/accept/").status_code
        for person in (by, sent.leader(second), sent.leader(first))
    ]
    assert answers == [403, 404, 302]


def test_a_guest_who_leaves_leaves_nothing_behind() -> None:
    application, guest, link = asked()
    links.accept(link, by=sent.leader(application))
    token = token_in(OutboxMail.objects.filter(recipient=guest.email).earliest("id"))
    OutboxMail.objects.all().delete()
    page = f"/missions/guest/{token}/leave/"
    assert Client().get(page).status_code == 200
    assert PitchGuest.objects.count() == 1
    assert Client().post(page).status_code == 200
    assert (PitchGuest.objects.count(), DirectLink.objects.count()) == (0, 0)
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [
        "lead.of.firm.1@example.org"
    ]
    named = LogEntry.objects.filter(target_label__contains="Guest 1")
    assert named.count() == 0


def test_a_guest_s_page_is_kept_from_search_and_from_other_sites() -> None:
    _application, guest, _link = asked()
    token = token_in(OutboxMail.objects.filter(recipient=guest.email).earliest("id"))
    answer = Client().get(f"/missions/guest/{token}/")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert Client().get("/missions/guest/" + "x" * 43 + "/").status_code == 404
