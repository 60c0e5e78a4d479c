"""Itinerary and guests as a workbook: out, in again, and every refusal at its cell; needs as a workbook."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import needs, pitches
from madang.site.programmes.models import Mission, MissionStop, Need, PitchGuest
from tests.conftest import sign_in
from tests.site.programmes import sent
from tests.site.programmes.calls_made import somebody
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
HOME = "/missions/amber-coast-in-seoul/"
HERE = f"{HOME}import/"


def ahead(by: Person) -> Mission:
    """Return an open mission with a host."""
    row = sent.opened(by, first_day=date(2031, 3, 4), last_day=date(2031, 3, 6))
    row.hosts.create(organisation=sent.organisation("Hangang Clinic", country="KR"))
    return row


def fill(row: Mission, by: Person) -> None:
    """Enter a flight over midnight, a visit with a host and a note, and a pitch event with two guests."""
    sent.stop(row, by, title="Visit", hours=(9, 11))
    MissionStop.objects.update(host=Organisation.objects.get(name="Hangang Clinic"), note="Bring samples.", place="Floor 3")  # fmt: skip
    flight = sent.stop(row, by, kind="travel", title="=Flight", hours=(22, 23))
    MissionStop.objects.filter(pk=flight.pk).update(ends_at="2031-03-04T22:30Z")
    pitch = sent.stop(row, by, kind="pitch", title="Pitch day", hours=(14, 16))
    event = pitches.open_pitch(pitch, by=by, topic="Peptides", capacity=5)
    for name in ("nari", "minho"):
        visitor = pitches.Visitor(name, "Clinic", "KR", f"{name}@example.org", "ko", has_agreed=name == "nari")  # fmt: skip
        pitches.register_guest(event, visitor=visitor)


def book(client: Client, language: str = "en") -> bytes:
    answer = client.get(f"{HOME}itinerary.xlsx", headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.content


@pytest.fixture
def by() -> Person:
    return sent.manager()


@pytest.fixture
def mission(by: Person) -> Mission:
    return ahead(by)


@pytest.fixture
def elsewhere(mission: Mission, by: Person) -> dict[str, bytes]:
    """The workbook of another mission; this one has neither stops nor guests."""
    with transaction.atomic():
        fill(mission, by)
        found = {each: book(sign_in(by), each) for each in ("en", "ko")}
        transaction.set_rollback(True)
    assert not MissionStop.objects.exists()
    return found


def forget_consent(book: Any) -> None:
    """Guests alone agree: what a sheet says of it is not taken."""
    for cell in book["Guests"]["G"][1:]:
        cell.value = None


def with_pitch(mission: Mission, by: Person) -> None:
    stop = sent.stop(mission, by, kind="pitch", title="Pitch day", hours=(14, 16))
    pitches.open_pitch(stop, by=by, topic="Peptides", capacity=5)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_went_out_comes_in_elsewhere_and_goes_out_equal(
    language: str, elsewhere: dict[str, bytes], mission: Mission, by: Person
) -> None:
    with_pitch(mission, by)
    client = sign_in(by)
    assert take(client, HERE, elsewhere[language]).status_code == 302
    without = changed(elsewhere["en"], forget_consent)
    assert sheets_of(book(client)) == sheets_of(without)
    flight = MissionStop.objects.get(kind="travel")
    assert (flight.title, f"{flight.ends_at:%Y-%m-%d %H:%M}") == ("=Flight", "2031-03-04 22:30")  # fmt: skip
    again = give(client, HERE, elsewhere["en"]).context["outcome"]
    assert (again.new, again.changed, again.known, again.faults) == (0, 0, 5, [])


def test_each_guest_is_written_to_once(
    elsewhere: dict[str, bytes], mission: Mission, by: Person
) -> None:
    with_pitch(mission, by)
    client = sign_in(by)
    before = OutboxMail.objects.count()
    give(client, HERE, elsewhere["en"])
    assert OutboxMail.objects.count() == before
    take(client, HERE, elsewhere["en"])
    take(client, HERE, elsewhere["en"])
    to = OutboxMail.objects.order_by("recipient").values_list("recipient", flat=True)
    assert list(to)[-2:] == ["minho@example.org", "nari@example.org"]
    assert OutboxMail.objects.count() == before + 2


def test_a_sheet_sets_nobody_s_consent_and_the_mail_asks_for_it(
    elsewhere: dict[str, bytes], mission: Mission, by: Person
) -> None:
    with_pitch(mission, by)

    def agree(book: Any) -> None:
        book["Guests"]["G2"] = book["Guests"]["G3"] = "yes"

    take(sign_in(by), HERE, changed(elsewhere["en"], agree))
    assert list(PitchGuest.objects.values_list("has_agreed", flat=True)) == [False] * 2
    mails = OutboxMail.objects.filter(recipient__in=["minho@example.org", "nari@example.org"])  # fmt: skip
    assert ["/missions/guest/" in each.body for each in mails] == [True, True]
    log = LogEntry.objects.filter(verb="enter guest")
    assert [each.actor_id for each in log] == [by.pk, by.pk]


def test_a_stop_of_the_same_title_and_beginning_is_changed(
    mission: Mission, by: Person
) -> None:
    fill(mission, by)
    client = sign_in(by)

    def later(book: Any) -> None:
        book["Itinerary"]["E2"] = "11:30"

    assert take(client, HERE, changed(book(client), later)).status_code == 302
    stop = MissionStop.objects.get(title="Visit")
    assert f"{stop.ends_at:%H:%M}" == "02:30"
    assert MissionStop.objects.count() == 3
    line = LogEntry.objects.get(verb="import sheet")
    assert line.target_id == mission.pk
    assert line.detail.endswith(": 0 new, 1 changed, 4 known")


@pytest.mark.parametrize(
    ("sheet", "place", "value", "column", "expected"),
    [
        ("Itinerary", "A2", "Party", "A, Kind", "one of: Travel, Visit, Pitch event, Bilateral meetings, Reception, Free time"),
        ("Itinerary", "C2", "soon", "C, Day", "a day: 2027-03-02"),
        ("Itinerary", "D2", "noon", "D, From", "a time: 09:30"),
        ("Itinerary", "E2", "08:00", "E, To", "The stop ends before it begins."),
        ("Itinerary", "G2", "Seoul", "G, Time zone", "a time zone: Asia/Seoul"),
        ("Itinerary", "G2", "", "G, Time zone", "something: it must be filled"),
        ("Itinerary", "I2", "Nobody", "I, Host", "a host of the mission, by its name; “Nobody” is none"),
        ("Guests", "A2", "Ball", "A, Pitch event", "a pitch event that is open to guests: “Pitch day”"),
        ("Guests", "E2", "nari", "E, E-mail", "an e-mail address"),
        ("Guests", "D2", "Atlantis", "D, Country", "a country: LV or its name"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(
    sheet: str,
    place: str,
    value: str,
    column: str,
    expected: str,
    elsewhere: dict[str, bytes],
    mission: Mission,
    by: Person,
) -> None:
    with_pitch(mission, by)

    def change(book: Any) -> None:
        book[sheet][place] = value

    preview = give(sign_in(by), HERE, changed(elsewhere["en"], change))
    assert preview.status_code == 422
    assert faults_of(preview) == [(sheet, 2, column, expected)]
    assert MissionStop.objects.count() == 1
    assert not PitchGuest.objects.exists()


def test_a_time_that_the_clocks_skip_is_refused(
    elsewhere: dict[str, bytes], mission: Mission, by: Person
) -> None:
    def change(book: Any) -> None:
        book.remove(book["Guests"])
        sheet = book["Itinerary"]
        for place, value in (("C2", "2031-03-30"), ("D2", "03:30"), ("G2", "Europe/Riga")):  # fmt: skip
            sheet[place] = value

    preview = give(sign_in(by), HERE, changed(elsewhere["en"], change))
    assert faults_of(preview) == [
        (
            "Itinerary",
            2,
            "D, From",
            "03:30 on 2031-03-30 does not exist in Europe/Riga: the clocks go forward then.",
        )
    ]


def test_more_guests_than_seats_are_refused_and_none_is_entered(
    elsewhere: dict[str, bytes], mission: Mission, by: Person
) -> None:
    stop = sent.stop(mission, by, kind="pitch", title="Pitch day", hours=(14, 16))
    pitches.open_pitch(stop, by=by, topic="Peptides", capacity=1)
    preview = give(sign_in(by), HERE, elsewhere["en"])
    assert faults_of(preview) == [("Guests", 3, "", "The 1 seat is taken.")]
    assert not PitchGuest.objects.exists()


def test_notes_and_guests_go_out_to_those_who_may_read_them(
    mission: Mission, by: Person
) -> None:
    fill(mission, by)
    found = sheets_of(book(Client()))
    assert list(found) == ["Itinerary"]
    assert [row[9] for row in found["Itinerary"][1:]] == [None, None, None]
    assert list(sheets_of(book(sign_in(by)))) == ["Itinerary", "Guests"]


def test_only_whoever_runs_the_mission_takes_in(mission: Mission, by: Person) -> None:
    other = sent.lead(sent.organisation("Other"), "Other Lead")
    assert Client().get(HERE).status_code == 302
    assert sign_in(other).get(HERE).status_code == 404
    assert give(sign_in(other), HERE, b"x").status_code == 404
    assert sign_in(other).get(f"{HERE}template.xlsx").status_code == 404
    template = sheets_of(sign_in(by).get(f"{HERE}template.xlsx").content)
    assert {name: len(rows) for name, rows in template.items()} == {"Applications": 1, "Itinerary": 1, "Guests": 1, "Hosts": 1, "Columns": 26}  # fmt: skip


def test_needs_go_out_as_the_list_shows_them() -> None:
    row = Organisation.objects.create(name="Ministry of Ambria", kind="ministry")
    minister = somebody("Mara Minister", row, is_lead=True)
    for slug, country in (("cold-chain", "TH"), ("kits", "LV"), ("secret", "LV")):
        need = needs.write_need(
            by=minister, need=Need(slug=slug, title=slug, text="Doses", country=country)
        )
        if slug != "secret":
            needs.step_need(by=minister, need=need, step="publish")
    found = sheets_of(Client().get("/programmes/needs.xlsx").content)["Needs"]
    assert sorted(row[0] for row in found[1:]) == ["cold-chain", "kits"]
    narrowed = Client().get("/programmes/needs.xlsx?country=TH")
    assert [row[0] for row in sheets_of(narrowed.content)["Needs"][1:]] == ["cold-chain"]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_a_workbook_asks_the_same_number_of_questions_whatever_its_length(
    rows: int,
    mission: Mission,
    by: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        sent.stop(mission, by, title=f"Stop {number}", hours=(9 + number, 10 + number))
    with django_assert_num_queries(2):
        book(Client())
