"""Missions, hosts and seats as workbooks: drafts for others, decisions by those who run the mission."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import missions, seats
from madang.site.programmes.models import Mission, MissionApplication, MissionHost
from tests.conftest import sign_in
from tests.site.programmes import sent
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
LIST = "/missions/import/"
ONE = "/missions/amber-coast-in-seoul/import/"
WHOLE = "/missions/amber-coast-in-seoul/mission.xlsx"


@pytest.fixture
def by() -> Person:
    return sent.manager()


def filled(client: Client, here: str, name: str, *rows: list[object]) -> bytes:
    def fill(book: Any) -> None:
        for row in rows:
            book[name].append(row)

    return changed(client.get(f"{here}template.xlsx").content, fill)


def counts(preview: Any) -> tuple[int, int, int]:
    found = preview.context["outcome"]
    assert found.faults == []
    return found.new, found.changed, found.known


def row(**changes: object) -> list[object]:
    facts: dict[str, object] = {
        "slug": "to-seoul", "name": "+To Seoul", "aim": "Partners.", "organiser": None, "from": "LV", "to": "KR",
        "home": "Europe/Riga", "host": "Asia/Seoul", "first": "2031-03-04", "last": "2031-03-06", "seats": 5,
        "until": "2031-02-01 18:00",
    }  # fmt: skip
    return list((facts | changes).values())


def test_missions_come_in_as_drafts_and_again_nothing_is_new(by: Person) -> None:
    client = sign_in(by)
    book = filled(client, LIST, "Missions", row(), row(slug="later", seats=None, until=None))  # fmt: skip
    assert take(client, LIST, book).status_code == 302
    first = Mission.objects.get(slug="to-seoul")
    assert (first.name, first.state, first.manager, first.organiser, first.seats) == ("+To Seoul", "draft", by, by.organisation, 5)  # fmt: skip
    assert (first.first_day, first.apply_until) == (date(2031, 3, 4), datetime(2031, 2, 1, 16, tzinfo=UTC))  # fmt: skip
    later = Mission.objects.get(slug="later")
    assert (later.seats, later.apply_until) == (8, None)
    assert counts(give(client, LIST, book)) == (0, 0, 2)
    other = filled(client, LIST, "Missions", row(name="To Busan"))
    assert take(client, LIST, other).status_code == 302
    first.refresh_from_db()
    assert (first.name, first.version) == ("To Busan", 2)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_missions_go_out_come_in_elsewhere_and_go_out_equal(
    language: str, by: Person
) -> None:
    client = sign_in(by)

    def out(language: str) -> bytes:
        answer = client.get("/missions/missions.xlsx", headers={"Accept-Language": language})  # fmt: skip
        return answer.content

    with transaction.atomic():
        sent.mission(by)
        there = {each: out(each) for each in ("en", "ko")}
        transaction.set_rollback(True)
    assert not Mission.objects.exists()
    assert take(client, LIST, there[language]).status_code == 302
    assert sheets_of(out("en")) == sheets_of(there["en"])


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (row(slug="import"), "A, Short name in addresses", "This short name is taken."),
        (row(slug="theirs"), "A, Short name in addresses", "This short name is taken."),
        (row(organiser="Other House"), "D, Organised by", "Only missions of Daugava House are taken in here."),
        (row(to="LV"), "F, To", "A mission goes from one country to another."),
        (row(home="Riga"), "G, Time zone at home", "a time zone: Asia/Seoul"),
        (row(last="2031-03-01", until=None), "J, Last day", "The last day is before the first."),
        (row(seats=61), "K, Seats for organisations", "A mission has 1 to 60 seats."),
        (row(until="2031-03-30 03:30", first="2031-05-01", last="2031-05-02"), "L, Applications until", "This time does not exist on that day: the clocks go forward."),
    ],
)  # fmt: skip
def test_faults_of_missions_have_their_places(
    line: list[object], column: str, expected: str, by: Person
) -> None:
    other = sent.lead(sent.organisation("Other House", kind="trade_agency"), "Otto")
    missions.create_mission(by=other, organiser=other.organisation, facts=sent.facts(), slug="theirs")  # fmt: skip
    client = sign_in(by)
    book = filled(client, LIST, "Missions", line)
    assert faults_of(give(client, LIST, book)) == [("Missions", 2, column, expected)]
    assert Mission.objects.count() == 1


def test_drafts_of_others_do_not_go_out_and_companies_take_none_in(by: Person) -> None:
    sent.mission(by)
    company = sign_in(sent.lead(sent.organisation("Firm"), "Fay"))
    for client, number in ((Client(), 1), (company, 1), (sign_in(by), 2)):
        found = sheets_of(client.get("/missions/missions.xlsx").content)
        assert len(found["Missions"]) == number
    assert company.get(LIST).status_code == 403
    assert company.get(f"{LIST}template.xlsx").status_code == 403
    assert Client().get(LIST).status_code == 302


def seat(name: str, state: str | None = None, **more: object) -> list[object]:
    facts: dict[str, object] = {"motive": None, "offer": None, "whom": None, "reason": None, "address": None}  # fmt: skip
    return [name, None, None, state, *(facts | more).values()]


def opened(by: Person) -> Mission:
    """Return a mission that is open whatever the day."""
    today = timezone.now().date()
    return sent.opened(by, first_day=today + timedelta(40), last_day=today + timedelta(42))  # fmt: skip


def test_a_seat_from_paper_begins_as_a_draft_of_its_organisation(by: Person) -> None:
    mission = opened(by)
    lead = sent.lead(sent.organisation("Baltic Bio"), "Lia Lead")
    client = sign_in(by)
    book = filled(client, ONE, "Applications", seat("Baltic Bio", "Selected", motive="+Partners", offer="A peptide"))  # fmt: skip
    assert take(client, ONE, book).status_code == 302
    found = MissionApplication.objects.get()
    assert (found.state, found.delegate, found.motive, found.submitted_at) == ("draft", lead, "+Partners", None)  # fmt: skip
    assert OutboxMail.objects.get(recipient=lead.email).subject == "A draft was begun for you: Amber Coast in Seoul"  # fmt: skip
    assert counts(give(client, ONE, book)) == (0, 0, 1)
    assert client.get(f"/missions/{mission.slug}/applications/{found.pk}/").status_code == 404  # fmt: skip
    assert len(sheets_of(client.get(WHOLE).content)["Applications"]) == 1
    seats.submit(found, by=lead)
    assert counts(give(client, ONE, book)) == (0, 1, 0)


def test_decisions_come_in_and_each_applicant_is_written_to(by: Person) -> None:
    mission = opened(by)
    for name in ("Firm 1", "Firm 2", "Firm 3"):
        sent.applied(mission, name)
    client = sign_in(by)

    def decide(book: Any) -> None:
        sheet = book["Applications"]
        for place, value in (("D2", "Selected"), ("D3", "declined"), ("H3", "Too early"), ("D4", "Waiting list")):  # fmt: skip
            sheet[place] = value

    book = changed(client.get(WHOLE).content, decide)
    before = OutboxMail.objects.count()
    assert take(client, ONE, book).status_code == 302
    found = mission.applications.order_by("pk").values_list("organisation__name", "state", "reason")  # fmt: skip
    assert list(found) == [("Firm 1", "selected", ""), ("Firm 2", "declined", "Too early"), ("Firm 3", "waiting", "")]  # fmt: skip
    assert OutboxMail.objects.count() == before + 3
    assert counts(give(client, ONE, book)) == (0, 0, 3)


@pytest.mark.parametrize(
    ("sheet", "line", "column", "expected"),
    [
        ("Applications", seat("Firm 1", "Declined"), "H, Reason", "The applicant reads why. Write a reason."),
        ("Applications", seat("Firm 1", "Draft"), "D, State", "of one that is handed in: Selected, Waiting list or Not selected"),
        ("Applications", seat("Firm 1", motive="Other"), "E, What they want to achieve", "What was handed in stays as it is."),
        ("Applications", seat("Daugava House"), "A, Organisation", "This is about your own organisation: apply for it on its own page."),
        ("Applications", seat("Nobody"), "A, Organisation", "The directory knows no organisation of this name."),
        ("Applications", seat("Firm 2", address="x@example.org"), "I, E-mail of who would travel", "the address of somebody of Firm 2"),
        ("Hosts", ["Daugava House", None], "A, Organisation", "The organiser does not receive its own mission."),
    ],
)  # fmt: skip
def test_faults_of_seats_and_hosts_have_their_places(
    sheet: str, line: list[object], column: str, expected: str, by: Person
) -> None:
    mission = opened(by)
    sent.applied(mission, "Firm 1")
    sent.lead(sent.organisation("Firm 2"), "Two")
    client = sign_in(by)
    line = ["declined" if each == "Declined" else each for each in line]
    book = filled(client, ONE, sheet, line)
    assert faults_of(give(client, ONE, book)) == [(sheet, 2, column, expected)]
    assert list(mission.applications.values_list("state", flat=True)) == ["submitted"]


def test_more_seats_than_there_are_is_refused_and_none_is_given(by: Person) -> None:
    mission = opened(by)
    for name in ("Firm 1", "Firm 2", "Firm 3"):
        sent.applied(mission, name)
    client = sign_in(by)
    rows = [seat(name, "Selected") for name in ("Firm 1", "Firm 2", "Firm 3")]
    preview = give(client, ONE, filled(client, ONE, "Applications", *rows))
    assert faults_of(preview) == [("Applications", 4, "", "All 2 seats are given. Put the organisation on the waiting list, or raise the number of seats.")]  # fmt: skip
    assert set(mission.applications.values_list("state", flat=True)) == {"submitted"}


def test_hosts_go_out_come_in_elsewhere_and_go_out_equal(by: Person) -> None:
    mission = opened(by)
    client = sign_in(by)
    with transaction.atomic():
        clinic = Organisation.objects.create(name="Hangang Clinic", country="KR")
        missions.add_host(mission, by=by, organisation=clinic, note="=Trials")
        there = client.get(WHOLE).content
        transaction.set_rollback(True)

    def keep_hosts(book: Any) -> None:
        for name in book.sheetnames:
            if name != "Hosts":
                book.remove(book[name])

    only = changed(there, keep_hosts)
    assert faults_of(give(client, ONE, only)) == []
    assert take(client, ONE, only).status_code == 302
    host = MissionHost.objects.get()
    assert (host.organisation.name, host.organisation.country, host.note) == ("Hangang Clinic", "KR", "=Trials")  # fmt: skip
    assert sheets_of(client.get(WHOLE).content) == sheets_of(there)
    assert counts(give(client, ONE, there)) == (0, 0, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_workbooks_ask_the_same_number_of_questions_whatever_their_length(
    rows: int, by: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mission = opened(by)
    for number in range(rows):
        sent.applied(mission, f"Firm {number}")
        sent.mission(by, name=f"Mission {number}")
        missions.add_host(mission, by=by, organisation=sent.organisation(f"Host {number}"))  # fmt: skip
    client = sign_in(by)
    with django_assert_num_queries(5):
        client.get("/missions/missions.xlsx")
    with django_assert_num_queries(10):
        client.get(WHOLE)
