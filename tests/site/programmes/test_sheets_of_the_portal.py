"""Hours and contracts as workbooks: hours come in and go out with their bookings, contracts go out with their signatures."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.programmes.actions import consultations, support
from madang.site.programmes.models import Consultation
from tests.conftest import sign_in
from tests.site.programmes.made_for_portal import Stage, hour
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
HERE = "/portal/consultations/hours/import/"
OUT = "/portal/consultations/hours.xlsx"
CONTRACTS = "/portal/contracts/contracts.xlsx"


@pytest.fixture
def stage() -> Stage:
    return Stage()


def filled(client: Client, *rows: list[object]) -> bytes:
    def fill(book: Any) -> None:
        for row in rows:
            book["Hours"].append(row)

    return changed(client.get(f"{HERE}template.xlsx").content, fill)


def line(
    day: object = "2031-01-06",
    starts: object = "09:00",
    ends: object = "09:30",
    *,
    address: str | None = None,
    zone: str = "Europe/Riga",
) -> list[object]:
    return [None, address, "+Markets", day, starts, ends, zone, "Telephone"]


def test_hours_come_in_and_again_nothing_is_new(stage: Stage) -> None:
    client = sign_in(stage.lead)
    rows = (line(), line(starts="09:30", ends="10:15", address=stage.manager.email))
    book = filled(client, *rows)
    assert take(client, HERE, book).status_code == 302
    found = Consultation.objects.order_by("starts_at").values_list("adviser__name", "subject", "channel", "state", "zone")  # fmt: skip
    assert list(found) == [
        ("Agnese Lead", "+Markets", "telephone", "free", "Europe/Riga"),
        ("Marta Manager", "+Markets", "telephone", "free", "Europe/Riga"),
    ]
    times = [f"{each.starts_at:%H:%M}-{each.ends_at:%H:%M}" for each in Consultation.objects.all()]  # fmt: skip
    assert times == ["07:00-07:30", "07:30-08:15"]
    detail = LogEntry.objects.get(verb="import sheet").detail
    assert detail.endswith(": 2 new, 0 changed, 0 known")
    outcome = give(client, HERE, book).context["outcome"]
    assert (outcome.new, outcome.changed, outcome.known, outcome.faults) == (0, 0, 2, [])  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko"])
def test_hours_go_out_come_in_elsewhere_and_go_out_equal(
    language: str, stage: Stage
) -> None:
    client = sign_in(stage.lead)

    def out(language: str) -> bytes:
        return client.get(OUT, headers={"Accept-Language": language}).content

    with transaction.atomic():
        take(client, HERE, filled(client, line(), line(day=date(2031, 1, 7))))
        there = {each: out(each) for each in ("en", "ko")}
        transaction.set_rollback(True)
    assert not Consultation.objects.exists()
    assert take(client, HERE, there[language]).status_code == 302
    assert sheets_of(out("en")) == sheets_of(there["en"])


def test_a_booking_goes_out_and_no_workbook_changes_it(stage: Stage) -> None:
    free = hour(stage)
    consultations.book(free, by=stage.signer, question="@Which fairs?")
    client = sign_in(stage.lead)
    book = client.get(OUT).content
    (only,) = sheets_of(book)["Hours"][1:]
    assert only[8:12] == ["Booked", "Ilze Signer", "Kalna Bio", "@Which fairs?"]

    def cancel(book: Any) -> None:
        book["Hours"]["I2"] = "Cancelled"
        book["Hours"]["L2"] = "Another question"
        for place, value in (("D2", "2031-01-06"), ("E2", "09:00"), ("F2", "09:30")):
            book["Hours"][place] = value

    assert take(client, HERE, changed(book, cancel)).status_code == 302
    free.refresh_from_db()
    assert (free.state, free.question) == ("booked", "@Which fairs?")
    assert Consultation.objects.exclude(pk=free.pk).get().state == "free"


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (line(day="2020-01-06"), "D, Day", "This hour is over or has begun."),
        (line(day="Monday"), "D, Day", "a day: 2027-03-02"),
        (line(starts="nine"), "E, From", "a time: 09:30"),
        (line(starts="03:30", ends="04:30", day="2031-03-30"), "E, From", "03:30 on 2031-03-30 does not exist in Europe/Riga: the clocks go forward. Choose other hours or leave that day out."),
        (line(ends="09:00"), "F, To", "The hour ends after it begins, on the same day."),
        (line(zone="Riga"), "G, Time zone", "a time zone: Asia/Seoul"),
        (line(address="ilze.signer@example.org"), "B, E-mail of the adviser", "your own address, or as lead that of a colleague"),
        (line(starts="09:15", ends="09:45"), "D, Day", "Every hour of this series is over, or overlaps one offered already."),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(
    row: list[object], column: str, expected: str, stage: Stage
) -> None:
    client = sign_in(stage.lead)
    preview = give(client, HERE, filled(client, line(), row))
    assert faults_of(preview) == [("Hours", 3, column, expected)]
    assert not Consultation.objects.exists()


def test_whoever_leads_nobody_offers_only_their_own(stage: Stage) -> None:
    client = sign_in(stage.manager)
    book = filled(client, line(address=stage.lead.email))
    assert faults_of(give(client, HERE, book))[0][2] == "B, E-mail of the adviser"
    assert take(client, HERE, filled(client, line())).status_code == 302
    assert Consultation.objects.get().adviser == stage.manager
    hour(stage)
    assert len(sheets_of(client.get(OUT).content)["Hours"]) == 2


def test_companies_offer_no_hours(stage: Stage) -> None:
    for address in (HERE, f"{HERE}template.xlsx", OUT):
        assert sign_in(stage.signer).get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert give(sign_in(stage.signer), HERE, b"x").status_code == 403


def test_contracts_go_out_with_signatures_support_and_what_is_used(
    stage: Stage,
) -> None:
    contract = stage.concluded()
    advice, stand = contract.items.all()
    asked = support.ask_support(advice, by=stage.signer, amount=5, text="=Labels")
    support.grant_support(asked, by=stage.lead)
    support.ask_support(stand, by=stage.signer, amount=1, text="Fair")
    stage.offered(title="Second")
    found = sheets_of(sign_in(stage.lead).get(CONTRACTS).content)
    assert [len(rows) for rows in found.values()] == [3, 5, 3]
    second, first = found["Contracts"][1:]
    assert first[1:6] == ["Export support", "Export support, 12 months", "Made-up Agency", "Kalna Bio", "Concluded"]  # fmt: skip
    assert first[10].startswith("Agnese Lead, ")
    assert first[11].startswith("Ilze Signer, ")
    assert first[14] == contract.sha256
    assert (second[2], second[5], second[10], second[12]) == ("Second", "Waits for signatures", None, None)  # fmt: skip
    used = [row[3:] for row in found["Support"][1:] if row[0] == contract.pk]
    assert used == [["Advice", "hours", 20, 5, 0, 15], ["Stand at a fair", "stands", 1, 0, 1, 1]]  # fmt: skip
    requests = [(row[1], row[2], row[3], row[4], row[6]) for row in found["Support asked for"][1:]]  # fmt: skip
    assert requests == [
        ("Stand at a fair", 1, "Fair", "Ilze Signer", "Asked"),
        ("Advice", 5, "=Labels", "Ilze Signer", "Granted"),
    ]


def test_contracts_go_out_only_to_those_who_read_them(stage: Stage) -> None:
    stage.concluded()
    readers: tuple[tuple[Person, int], ...] = ((stage.lead, 1), (stage.manager, 1), (stage.signer, 1), (stage.colleague, 0), (stage.outsider, 0))  # fmt: skip
    for person, number in readers:
        found = sheets_of(sign_in(person).get(CONTRACTS).content)
        assert len(found["Contracts"]) == 1 + number, person
        assert len(found["Support"]) == 1 + 2 * number, person
    assert Client().get(CONTRACTS).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_workbooks_ask_the_same_number_of_questions_whatever_their_length(
    rows: int, stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        contract = stage.concluded()
        support.ask_support(contract.items.all()[0], by=stage.signer, amount=1, text="T")  # fmt: skip
        consultations.book(hour(stage, days=3 + number), by=stage.signer, question="Q")
    assert Consultation.objects.count() == rows
    client = sign_in(stage.lead)
    with django_assert_num_queries(8):
        client.get(CONTRACTS)
    with django_assert_num_queries(5):
        client.get(OUT)
