"""Interest, applications, reviews and cohorts as workbooks. What others can only say themselves is never said for them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import applications, cohort, programmes, reviews
from madang.site.programmes.models import (
    Application,
    Call,
    CohortMember,
    ExpressionOfInterest,
    GrantElsewhere,
    Milestone,
    Programme,
)
from tests.conftest import sign_in
from tests.site.programmes.calls_made import (
    agency,
    company,
    funding_call,
    over,
    programme,
    somebody,
    submitted,
)
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
INTEREST = "/programmes/to-seoul/interests/import/"
APPLICATIONS = "/programmes/calls/first-trial/applications/import/"
COHORT = "/programmes/to-seoul/cohort/import/"


@pytest.fixture
def manager() -> Person:
    return agency()


@pytest.fixture
def lead() -> Person:
    return company("Baltic Bio")


@pytest.fixture
def row(manager: Person) -> Programme:
    return programme(manager)


def filled(client: Client, here: str, sheets: dict[str, list[list[object]]]) -> bytes:
    def fill(book: Any) -> None:
        for name, lines in sheets.items():
            for line in lines:
                book[name].append(line)

    return changed(client.get(f"{here}template.xlsx").content, fill)


def counts(preview: Any) -> tuple[int, int, int]:
    found = preview.context["outcome"]
    assert found.faults == []
    return found.new, found.changed, found.known


def interest_row(name: str, text: str | None, address: str | None = None) -> list[object]:  # fmt: skip
    return [name, None, None, address, None, text]


def test_interest_from_paper_is_told_to_whoever_leads_and_withdrawn_by_them(
    manager: Person, lead: Person, row: Programme
) -> None:
    client = sign_in(manager)
    book = filled(client, INTEREST, {"Interest": [interest_row("Baltic Bio", "+Trials")]})  # fmt: skip
    assert take(client, INTEREST, book).status_code == 302
    found = ExpressionOfInterest.objects.get()
    assert (found.organisation, found.person, found.text) == (lead.organisation, lead, "+Trials")  # fmt: skip
    mail = OutboxMail.objects.get(recipient=lead.email)
    assert mail.subject == "Your interest was entered: To Seoul"
    assert LogEntry.objects.get(verb="enter interest").actor_label == manager.name
    assert counts(give(client, INTEREST, book)) == (0, 0, 1)
    programmes.withdraw_interest(by=lead, programme=row)
    refused = [("Interest", 2, "A, Organisation", "This organisation has spoken for itself: only it changes that.")]  # fmt: skip
    assert faults_of(give(client, INTEREST, book)) == refused


def test_interest_goes_out_comes_in_elsewhere_and_goes_out_equal(
    manager: Person, lead: Person, row: Programme
) -> None:
    client = sign_in(manager)
    with transaction.atomic():
        programmes.express_interest(by=lead, programme=row, text="+Trials")
        there = client.get("/programmes/to-seoul/interests.xlsx").content
        transaction.set_rollback(True)
    assert take(client, INTEREST, there).status_code == 302
    here = client.get("/programmes/to-seoul/interests.xlsx").content
    assert sheets_of(here) == sheets_of(there)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (interest_row("Nobody", "T"), "A, Organisation", "The directory knows no organisation of this name."),
        (interest_row("Amber Agency", "T"), "A, Organisation", "This organisation runs the programme."),
        (interest_row("Seoul Bio", "T"), "A, Organisation", "This programme is for organisations of another country."),
        (interest_row("Quiet Bio", "T"), "A, Organisation", "Nobody leads this organisation’s entry yet, so nobody could act for it."),
        (interest_row("Baltic Bio", "T", "x@example.org"), "D, E-mail", "the address of somebody who leads the entry of Baltic Bio"),
        (interest_row("Baltic Bio", None), "F, What they would use it for", "something: it must be filled"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("lead", "row")
def test_faults_of_interest_have_their_places(
    line: list[object], column: str, expected: str, manager: Person
) -> None:
    company("Seoul Bio", country="KR")
    Organisation.objects.create(name="Quiet Bio", kind="biotech", country="LV")
    client = sign_in(manager)
    book = filled(client, INTEREST, {"Interest": [line]})
    assert faults_of(give(client, INTEREST, book)) == [("Interest", 2, column, expected)]  # fmt: skip
    assert not ExpressionOfInterest.objects.exists()


def draft_row(name: str, *answers: object, amount: object = 20000) -> list[object]:
    facts: list[object] = [name, None, "+Title", amount, None]
    return [*facts, *[None] * 6, *answers]


@pytest.fixture
def call(manager: Person, row: Programme) -> Call:
    return funding_call(manager, row)


def test_a_row_begins_a_draft_that_its_organisation_alone_reads(
    manager: Person, lead: Person, call: Call
) -> None:
    client = sign_in(manager)
    book = filled(client, APPLICATIONS, {"Applications": [draft_row("Baltic Bio", "+Because", None, "More")]})  # fmt: skip
    assert take(client, APPLICATIONS, book).status_code == 302
    found = Application.objects.get()
    assert (found.state, found.person, found.title, found.amount) == ("draft", lead, "+Title", Decimal(20000))  # fmt: skip
    assert list(found.answers.values_list("question__text", "text")) == [("Why Korea?", "+Because"), ("What else?", "More")]  # fmt: skip
    assert OutboxMail.objects.get(recipient=lead.email).subject == "A draft was begun for you: First trial abroad"  # fmt: skip
    page = f"/programmes/applications/{found.pk}/"
    assert client.get(page).status_code == 404
    assert sign_in(lead).get(page).status_code == 200
    listed = client.get(f"/programmes/calls/{call.slug}/applications.xlsx").content
    assert len(sheets_of(listed)["Applications"]) == 1


def test_what_an_organisation_has_written_is_neither_read_nor_changed(
    manager: Person, lead: Person, call: Call
) -> None:
    client = sign_in(manager)
    book = filled(client, APPLICATIONS, {"Applications": [draft_row("Baltic Bio", "A")]})  # fmt: skip
    take(client, APPLICATIONS, book)
    found = Application.objects.get()
    applications.save_application(by=lead, application=found, version=found.version, title="Ours", amount=None, answers={})  # fmt: skip
    other = filled(client, APPLICATIONS, {"Applications": [draft_row("Baltic Bio", "B")]})  # fmt: skip
    assert counts(give(client, APPLICATIONS, book)) == (0, 0, 1)
    assert counts(give(client, APPLICATIONS, other)) == (0, 0, 1)
    assert Application.objects.get().title == "Ours"


def test_applications_go_out_come_in_as_drafts_and_go_out_equal_once_submitted(
    manager: Person, lead: Person, call: Call
) -> None:
    client = sign_in(manager)
    address = f"/programmes/calls/{call.slug}/applications.xlsx"
    with transaction.atomic():
        submitted(lead, call, amount=Decimal("20000.50"))
        there = client.get(address).content
        transaction.set_rollback(True)
    assert take(client, APPLICATIONS, there).status_code == 302
    applications.submit_application(by=lead, application=Application.objects.get())
    assert sheets_of(client.get(address).content) == sheets_of(there)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (draft_row("Amber Agency"), "A, Organisation", "An application of your own organisation is begun on the call’s page."),
        (draft_row("Seoul Bio"), "A, Organisation", "This programme is for organisations of another country."),
        (draft_row("Baltic Bio", amount=40000), "D, Amount applied for", "The call gives at most 30,000 EUR to each."),
        (draft_row("Baltic Bio", amount=0), "D, Amount applied for", "The amount is more than 0."),
        (draft_row("Baltic Bio", "x" * 501), "L, Why Korea?", "at most 500 characters"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("lead", "call")
def test_faults_of_applications_have_their_places(
    line: list[object], column: str, expected: str, manager: Person
) -> None:
    company("Seoul Bio", country="KR")
    client = sign_in(manager)
    book = filled(client, APPLICATIONS, {"Applications": [line]})
    assert faults_of(give(client, APPLICATIONS, book)) == [("Applications", 2, column, expected)]  # fmt: skip
    assert not Application.objects.exists()


def test_nothing_is_begun_in_a_call_that_is_closed(
    manager: Person, lead: Person, call: Call
) -> None:
    client = sign_in(manager)
    book = filled(client, APPLICATIONS, {"Applications": [draft_row("Baltic Bio")]})
    over(call)
    ((sheet, line, column, expected),) = faults_of(give(client, APPLICATIONS, book))
    assert (sheet, line, column) == ("Applications", 2, "")
    assert expected.startswith("The call closed on ")


def test_reviews_go_out_to_those_who_run_the_call_and_to_nobody_else(
    manager: Person, lead: Person, call: Call
) -> None:
    found = submitted(lead, call, amount=Decimal(20000))
    expert = somebody("Eva Expert", Organisation.objects.create(name="Institute"))
    review = reviews.name_reviewer(by=manager, application=found, address=expert.email)
    reviews.give_review(by=expert, review=review, score=4, text="=Good")
    address = f"/programmes/calls/{call.slug}/reviews.xlsx"
    (only,) = sheets_of(sign_in(manager).get(address).content)["Reviews"][1:]
    assert only[:7] == ["Baltic Bio", "Project of Baltic Bio", "Eva Expert", "Institute", 4, "=Good", None]  # fmt: skip
    assert sign_in(lead).get(address).status_code == 403
    assert sign_in(expert).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    # Those who run it and belong to the applicant read nothing about their own.
    Programme.objects.update(manager=lead)
    assert len(sheets_of(sign_in(lead).get(address).content)["Reviews"]) == 1


def cohort_rows(**changes: list[list[object]]) -> dict[str, list[list[object]]]:
    usual: dict[str, list[list[object]]] = {
        "Members": [["Baltic Bio", "2025-03-01"]],
        "Milestones": [["Baltic Bio", "+First pitch", "2031-05-01"]],
        "Grants elsewhere": [
            ["Innovation grant", "Amber Agency", "Baltic Bio", 1250.5, "EUR", "Planned", None],
            ["Horizon", "Amber Agency", None, None, None, "Granted", "2025-06-01"],
        ],
    }  # fmt: skip
    return usual | changes


def test_a_cohort_comes_in_and_again_nothing_is_new(
    manager: Person, lead: Person, row: Programme
) -> None:
    client = sign_in(manager)
    book = filled(client, COHORT, cohort_rows())
    assert take(client, COHORT, book).status_code == 302
    member = CohortMember.objects.get()
    assert (member.organisation, member.joined_on, member.state, member.application) == (lead.organisation, date(2025, 3, 1), "active", None)  # fmt: skip
    assert list(member.milestones.values_list("title", "due_on", "state")) == [("+First pitch", date(2031, 5, 1), "open")]  # fmt: skip
    grants = GrantElsewhere.objects.order_by("pk").values_list("name", "organisation__name", "amount", "currency", "state", "decided_on")  # fmt: skip
    assert list(grants) == [
        ("Innovation grant", "Baltic Bio", Decimal("1250.50"), "EUR", "planned", None),
        ("Horizon", None, None, "", "granted", date(2025, 6, 1)),
    ]
    subjects = OutboxMail.objects.filter(recipient=lead.email).values_list("subject", flat=True)  # fmt: skip
    assert "Your organisation is a member of To Seoul" in subjects
    assert counts(give(client, COHORT, book)) == (0, 0, 4)
    steps = cohort_rows()
    steps["Grants elsewhere"][0][5] = "Applied for"
    assert take(client, COHORT, filled(client, COHORT, steps)).status_code == 302
    assert GrantElsewhere.objects.get(name="Innovation grant").state == "applied"


@pytest.mark.usefixtures("row")
def test_a_cohort_goes_out_comes_in_elsewhere_and_goes_out_equal(
    manager: Person, lead: Person
) -> None:
    client = sign_in(manager)
    with transaction.atomic():
        take(client, COHORT, filled(client, COHORT, cohort_rows()))
        there = client.get("/programmes/to-seoul/cohort.xlsx").content
        transaction.set_rollback(True)
    assert not CohortMember.objects.exists()
    assert take(client, COHORT, there).status_code == 302
    here = client.get("/programmes/to-seoul/cohort.xlsx").content
    assert sheets_of(here) == sheets_of(there)


@pytest.mark.parametrize(
    ("sheet", "line", "column", "expected"),
    [
        ("Members", ["Amber Agency", "2025-03-01"], "A, Organisation", "This organisation runs the programme."),
        ("Members", ["Old Bio", "2024-01-01"], "B, Since", "This organisation is a member since 2025-01-01."),
        ("Members", ["Baltic Bio", "2099-01-01"], "B, Since", "This day is still to come."),
        ("Members", ["Baltic Bio", "spring"], "B, Since", "a day: 2027-03-02"),
        ("Milestones", ["Baltic Bio", "M", "2031-05-01"], "A, Organisation", "This organisation is no member of the programme."),
        ("Milestones", ["Old Bio", "Known", "2031-05-01"], "C, Due", "A milestone of this title is due on 2031-01-01 already."),
        ("Grants elsewhere", ["G", "Nobody", None, None, None, "Planned"], "B, Who gives it", "The directory knows no organisation of this name."),
        ("Grants elsewhere", ["G", "Amber Agency", None, 5, None, "Planned"], "E, Currency", "Write the currency."),
        ("Grants elsewhere", ["G", "Amber Agency", None, 5, "EUR", "Hoped for"], "F, State", "one of: Planned, Applied for, Granted, Refused"),
        ("Grants elsewhere", ["Known", "Amber Agency", None, 7, "EUR", "Planned"], "D, Amount", "It is entered with 5.00 EUR."),
        ("Grants elsewhere", ["Known", "Amber Agency", None, 5, "EUR", "Granted"], "", "This does not fit the state of the grant: Planned."),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("lead")
def test_faults_of_a_cohort_have_their_places(
    sheet: str,
    line: list[object],
    column: str,
    expected: str,
    manager: Person,
    row: Programme,
) -> None:
    old = company("Old Bio")
    member = CohortMember.objects.create(programme=row, organisation=old.organisation, joined_on=date(2025, 1, 1))  # fmt: skip
    cohort.set_milestone(by=manager, programme=row, members=[member], title="Known", due_on=date(2031, 1, 1))  # fmt: skip
    grant = GrantElsewhere(programme=row, funder=row.owner, name="Known", amount=Decimal(5), currency="EUR", state="planned")  # fmt: skip
    cohort.add_grant(by=manager, grant=grant)
    client = sign_in(manager)
    book = filled(client, COHORT, {sheet: [line]})
    assert faults_of(give(client, COHORT, book)) == [(sheet, 2, column, expected)]
    found = (CohortMember, Milestone, GrantElsewhere)
    assert [each.objects.count() for each in found] == [1, 1, 1]


@pytest.mark.usefixtures("call")
def test_only_those_who_run_the_programme_take_in(
    manager: Person, lead: Person
) -> None:
    for here in (INTEREST, APPLICATIONS, COHORT):
        assert Client().get(here).status_code == 302
        assert sign_in(lead).get(here).status_code == 403
        assert sign_in(lead).get(f"{here}template.xlsx").status_code == 403
        assert give(sign_in(lead), here, b"x").status_code == 403
        assert sign_in(manager).get(here).status_code == 200
    assert sign_in(lead).get("/programmes/to-seoul/cohort.xlsx").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_workbooks_ask_the_same_number_of_questions_whatever_their_length(
    rows: int,
    manager: Person,
    row: Programme,
    call: Call,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    today = timezone.localdate()
    for number in range(rows):
        by = company(f"Firm {number}")
        found = submitted(by, call, amount=Decimal(1000))
        expert = somebody(f"Expert {number}")
        reviews.name_reviewer(by=manager, application=found, address=expert.email)
        member = CohortMember.objects.create(programme=row, organisation=by.organisation, joined_on=today)  # fmt: skip
        Milestone.objects.create(member=member, title="M", due_on=today + timedelta(1))
        GrantElsewhere.objects.create(programme=row, organisation=by.organisation, funder=row.owner, name="G", state="planned")  # fmt: skip
    client = sign_in(manager)
    with django_assert_num_queries(8):
        client.get(f"/programmes/calls/{call.slug}/applications.xlsx")
    with django_assert_num_queries(5):
        client.get(f"/programmes/calls/{call.slug}/reviews.xlsx")
    with django_assert_num_queries(7):
        client.get("/programmes/to-seoul/cohort.xlsx")


def test_whoever_runs_a_programme_enters_nothing_for_their_own_organisation(
    lead: Person, row: Programme
) -> None:
    Programme.objects.update(manager=lead)
    own = "This is about your own organisation: somebody else who runs the programme does this."
    client = sign_in(lead)
    for here, sheets in (
        (INTEREST, {"Interest": [interest_row("Baltic Bio", "T")]}),
        (COHORT, {"Members": [["Baltic Bio", "2025-03-01"]]}),
    ):
        ((_sheet, line, _column, expected),) = faults_of(give(client, here, filled(client, here, sheets)))  # fmt: skip
        assert (line, expected) == (2, own)
    assert row.cohort.count() == 0
