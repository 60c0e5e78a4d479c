"""Programmes and calls as workbooks: in as drafts, out and in again, and every refusal at its cell."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import calls, programmes
from madang.site.programmes.models import Call, CallQuestion, Programme
from tests.conftest import sign_in
from tests.site.programmes.calls_made import (
    agency,
    company,
    draft_call,
    open_call,
    programme,
    somebody,
)
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
LIST = "/programmes/import/"
CALLS = "/programmes/to-seoul/calls/import/"
HEAD = ["Short name in addresses", "Name", "Kind", "What it is for", "Whose programme it is", "Accelerator partner", "For companies of", "Opens the market of", "Field", "State"]  # fmt: skip


@pytest.fixture
def manager() -> Person:
    return agency()


def filled(client: Client, here: str, **rows: list[list[object]]) -> bytes:
    def fill(book: Any) -> None:
        for name, lines in rows.items():
            for line in lines:
                book[name].append(line)

    return changed(client.get(f"{here}template.xlsx").content, fill)


def test_the_template_has_its_headings_and_explains_them(manager: Person) -> None:
    found = sheets_of(sign_in(manager).get(f"{LIST}template.xlsx").content)
    assert found["Programmes"] == [HEAD]
    assert found["Columns"][1] == ["Programmes", "Short name in addresses", "yes", "small letters, digits and hyphens, at most 60"]  # fmt: skip
    assert len(found["Columns"]) == 10


def test_programmes_come_in_as_drafts_and_again_nothing_is_new(manager: Person) -> None:
    Organisation.objects.create(name="Han Accelerator", kind="investor", country="KR")
    client = sign_in(manager)
    book = filled(client, LIST, Programmes=[
        ["to-seoul", "+To Seoul", "company_cohort_programme", "Opens Korea.", None, "Han Accelerator", "Latvia", "KR", "vaccines"],
        ["to-hanoi", "To Hanoi", "company_cohort_programme", "Opens Viet Nam.", "Amber Agency", None, None, "VN", None],
    ])  # fmt: skip
    assert take(client, LIST, book).status_code == 302
    rows = Programme.objects.order_by("pk").values_list("slug", "name", "owner__name", "accelerator__name", "home_country", "target_country", "field", "state")  # fmt: skip
    assert list(rows) == [
        ("to-seoul", "+To Seoul", "Amber Agency", "Han Accelerator", "LV", "KR", "vaccines", "draft"),
        ("to-hanoi", "To Hanoi", "Amber Agency", None, "", "VN", "", "draft"),
    ]  # fmt: skip
    assert {each.manager for each in Programme.objects.all()} == {manager}
    line = LogEntry.objects.get(verb="import sheet")
    assert line.detail.endswith(": 2 new, 0 changed, 0 known")
    again = give(client, LIST, book).context["outcome"]
    assert (again.new, again.changed, again.known, again.faults) == (0, 0, 2, [])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_programmes_go_out_come_in_elsewhere_and_go_out_equal(
    language: str, manager: Person
) -> None:
    client = sign_in(manager)

    def out(language: str) -> bytes:
        answer = client.get("/programmes/programmes.xlsx", headers={"Accept-Language": language})  # fmt: skip
        return answer.content

    with transaction.atomic():
        for slug in ("one", "two"):
            facts = {"slug": slug, "name": f"=Name {slug}", "kind": "company_cohort_programme", "aim": "+Aim", "home_country": "LV"}  # fmt: skip
            programmes.create_programme(by=manager, programme=Programme(**facts))
        there = {each: out(each) for each in ("en", "ko")}
        transaction.set_rollback(True)
    assert Programme.objects.count() == 0
    assert take(client, LIST, there[language]).status_code == 302
    assert sorted(map(str, sheets_of(out("en"))["Programmes"])) == sorted(map(str, sheets_of(there["en"])["Programmes"]))  # fmt: skip


def test_one_of_the_same_short_name_is_changed(manager: Person) -> None:
    row = programme(manager)
    client = sign_in(manager)
    book = changed(client.get("/programmes/programmes.xlsx").content, lambda book: book["Programmes"].__setitem__("B2", "To Busan"))  # fmt: skip
    assert take(client, LIST, book).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.state) == ("To Busan", "interest")


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (["import", "N", "company_cohort_programme", "A"], "A, Short name in addresses", "This short name is taken by a page of the site."),
        (["To Oslo", "N", "company_cohort_programme", "A"], "A, Short name in addresses", "small letters, digits and hyphens, at most 60"),
        (["theirs", "N", "company_cohort_programme", "A"], "A, Short name in addresses", "Another programme has this short name already."),
        (["n", None, "company_cohort_programme", "A"], "B, Name", "something: it must be filled"),
        (["n", "N", "company_cohort_programme", "A", "Other Agency"], "E, Whose programme it is", "Only programmes of Amber Agency are taken in here."),
        (["n", "N", "company_cohort_programme", "A", None, "Nobody"], "F, Accelerator partner", "The directory knows no organisation of this name."),
        (["n", "N", "company_cohort_programme", "A", None, "Amber Agency"], "F, Accelerator partner", "The accelerator partner is another organisation than the owner."),
        (["n", "N", "company_cohort_programme", "A", None, None, "Atlantis"], "G, For companies of", "a country: LV or its name"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place_and_nothing_is_kept(
    row: list[object], column: str, expected: str, manager: Person
) -> None:
    owner = Organisation.objects.create(name="Other Agency", kind="trade_agency")
    other = somebody("Other Lead", owner, is_lead=True)
    facts = {
        "slug": "theirs",
        "name": "T",
        "kind": "company_cohort_programme",
        "aim": "A",
    }
    programmes.create_programme(by=other, programme=Programme(**facts))
    client = sign_in(manager)
    good: list[object] = ["good", "Good", "company_cohort_programme", "A"]
    preview = give(client, LIST, filled(client, LIST, Programmes=[good, row]))
    assert preview.status_code == 422
    assert faults_of(preview) == [("Programmes", 3, column, expected)]
    stood = row["ABCDEFG".index(column[0])]
    assert preview.context["outcome"].faults[0].found == (stood or "")
    assert Programme.objects.count() == 1


def call_row(**changes: object) -> list[object]:
    facts: dict[str, object] = {
        "slug": "first", "programme": None, "title": "First", "kind": "funding", "text": "Funds.",
        "who": "Companies.", "zone": "Europe/Riga", "opens": "2031-01-02 09:00", "closes": "2031-02-02 18:00",
        "seats": None, "budget": 50000, "most": 30000.5, "currency": "eur", "contract": "yes",
    }  # fmt: skip
    return list((facts | changes).values())


QUESTIONS: list[list[object]] = [
    ["first", "Why?", "In short", 500, "yes"],
    ["first", "What else?", None, None, None],
]


def test_calls_come_in_with_their_questions(manager: Person) -> None:
    programme(manager)
    client = sign_in(manager)
    book = filled(client, CALLS, Calls=[call_row()], Questions=QUESTIONS)
    assert take(client, CALLS, book).status_code == 302
    call = Call.objects.get()
    assert (call.opens_at, call.closes_at) == (datetime(2031, 1, 2, 7, tzinfo=UTC), datetime(2031, 2, 2, 16, tzinfo=UTC))  # fmt: skip
    assert (call.state, call.budget, call.most_each, call.currency, call.needs_contract) == ("draft", Decimal(50000), Decimal("30000.50"), "EUR", True)  # fmt: skip
    rows = call.questions.values_list("text", "help", "most_characters", "is_required")
    assert list(rows) == [("Why?", "In short", 500, True), ("What else?", "", 2000, False)]  # fmt: skip
    again = give(client, CALLS, book).context["outcome"]
    assert (again.new, again.changed, again.known, again.faults) == (0, 0, 3, [])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_calls_go_out_come_in_elsewhere_and_go_out_equal(
    language: str, manager: Person
) -> None:
    row = programme(manager)
    client = sign_in(manager)

    def out(language: str) -> bytes:
        answer = client.get("/programmes/to-seoul/calls.xlsx", headers={"Accept-Language": language})  # fmt: skip
        return answer.content

    with transaction.atomic():
        draft_call(manager, row, budget=Decimal("1234.50"), currency="EUR")
        there = {each: out(each) for each in ("en", "ko")}
        transaction.set_rollback(True)
    assert take(client, CALLS, there[language]).status_code == 302
    assert sheets_of(out("en")) == sheets_of(there["en"])
    assert CallQuestion.objects.count() == 3


def test_a_draft_is_changed_and_a_published_call_stays(manager: Person) -> None:
    row = programme(manager)
    call = draft_call(manager, row)
    client = sign_in(manager)

    def change(book: Any) -> None:
        book["Calls"]["C2"] = "Second cohort"
        book["Questions"]["D2"] = 900

    book = changed(client.get("/programmes/to-seoul/calls.xlsx").content, change)
    assert take(client, CALLS, book).status_code == 302
    call.refresh_from_db()
    assert call.title == "Second cohort"
    found = list(call.questions.values_list("text", "most_characters"))
    assert found == [("Why Korea?", 900), ("Who goes?", 500), ("What else?", 500)]
    calls.publish_call(by=manager, call=call)

    def later(book: Any) -> None:
        book["Calls"]["C2"] = "Third cohort"

    stays = "The call is published: its text, limits and questions stay as they are."
    assert faults_of(give(client, CALLS, changed(book, later))) == [("Calls", 2, "", stays)]  # fmt: skip
    known = give(client, CALLS, book).context["outcome"]
    assert (known.new, known.changed, known.known, known.faults) == (0, 0, 4, [])


@pytest.mark.parametrize(
    ("call", "question", "fault"),
    [
        (call_row(zone="Riga"), None, ("Calls", 2, "G, Time zone", "a time zone: Asia/Seoul")),
        (call_row(opens="2031-03-30 03:30", closes="2031-04-30 12:00"), None, ("Calls", 2, "H, Opens", "This time does not exist on that day: the clocks go forward.")),
        (call_row(closes="2030-01-01 12:00"), None, ("Calls", 2, "I, Closes", "The call closes after it opens.")),
        (call_row(budget="much"), None, ("Calls", 2, "K, Budget", "a number: 3600000 or 2.5")),
        (call_row(most=30000.555), None, ("Calls", 2, "L, At most for each", "an amount: 30000 or 1250.50")),
        (call_row(most=60000), None, ("Calls", 2, "L, At most for each", "One application cannot get more than the whole budget.")),
        (call_row(currency=None), None, ("Calls", 2, "M, Currency", "Write the currency.")),
        (call_row(currency="Euro"), None, ("Calls", 2, "M, Currency", "three letters: EUR, KRW, NOK")),
        (call_row(slug="theirs"), None, ("Calls", 2, "A, Short name in addresses", "Another call has this short name already.")),
        (call_row(), ["other", "Why?"], ("Questions", 2, "A, Short name of the call", "the short name of a call of this programme, here or in the sheet “Calls”")),
        (call_row(), ["first", "Why?", None, 20], ("Questions", 2, "D, At most, characters", "50 to 20,000 characters.")),
    ],
)  # fmt: skip
def test_faults_of_calls_have_their_places(
    call: list[object],
    question: list[object] | None,
    fault: tuple[str, int, str, str],
    manager: Person,
) -> None:
    programme(manager)
    draft_call(manager, programme(manager, slug="other-one"), slug="theirs")
    client = sign_in(manager)
    book = filled(client, CALLS, Calls=[call], Questions=[question] if question else [])
    assert faults_of(give(client, CALLS, book)) == [fault]
    assert [each.slug for each in Call.objects.all()] == ["theirs"]


def test_what_goes_out_is_what_its_reader_sees(manager: Person) -> None:
    row = programme(manager)
    draft_call(manager, row, slug="secret")
    open_call(manager, row, slug="open")
    facts = {
        "slug": "hidden",
        "name": "H",
        "kind": "company_cohort_programme",
        "aim": "A",
    }
    programmes.create_programme(by=manager, programme=Programme(**facts))
    lead = company("Baltic Bio")
    for client, drafts in ((Client(), 0), (sign_in(lead), 0), (sign_in(manager), 1)):
        listed = sheets_of(client.get("/programmes/programmes.xlsx").content)
        assert len(listed["Programmes"]) == 2 + drafts
        found = sheets_of(client.get("/programmes/to-seoul/calls.xlsx").content)
        assert sorted(each[0] for each in found["Calls"][1:]) == ["open", "secret"][: 1 + drafts]  # fmt: skip
        opened = sheets_of(client.get("/programmes/calls.xlsx").content)
        assert [each[0] for each in opened["Calls"][1:]] == ["open"]
        assert len(opened["Questions"]) == 4
    narrowed = Client().get("/programmes/programmes.xlsx?country=DE").content
    assert len(sheets_of(narrowed)["Programmes"]) == 1


def test_only_those_who_run_programmes_take_in(manager: Person) -> None:
    programme(manager)
    lead = sign_in(company("Baltic Bio"))
    for here in (LIST, CALLS):
        assert Client().get(here).status_code == 302
        assert Client().get(f"{here}template.xlsx").status_code == 302
        assert lead.get(here).status_code == 403
        assert lead.get(f"{here}template.xlsx").status_code == 403
        assert give(lead, here, b"x").status_code == 403
        assert sign_in(manager).get(here).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_workbook_asks_the_same_number_of_questions_whatever_its_length(
    rows: int, manager: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = programme(manager)
    for number in range(rows):
        programme(manager, slug=f"p-{number}")
        open_call(manager, row, slug=f"c-{number}")
    with django_assert_num_queries(1):
        Client().get("/programmes/programmes.xlsx")
    with django_assert_num_queries(3):
        Client().get("/programmes/to-seoul/calls.xlsx")
    with django_assert_num_queries(2):
        Client().get("/programmes/calls.xlsx")
