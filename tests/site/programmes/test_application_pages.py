import json
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.programmes.actions import applications, calls, reviews
from madang.site.programmes.actions.contracts import offer_contract, sign_contract
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    Call,
    CohortMember,
    Review,
)
from madang.site.programmes.queries.applications import of_person, progress_of, whole
from madang.site.programmes.queries.calls import open_calls_for
from madang.site.programmes.rules.contracts import Terms
from madang.site.programmes.rules.programmes import ProgrammeError
from tests.conftest import sign_in
from tests.site.programmes.calls_made import (
    agency,
    company,
    funding_call,
    open_call,
    over,
    programme,
    somebody,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return agency()


@pytest.fixture
def lead() -> Person:
    return company("Baltic Bio")


@pytest.fixture
def call(manager: Person) -> Call:
    return open_call(manager, programme(manager))


def post(person: Person, path: str, **data: str) -> tuple[int, str]:
    page = sign_in(person).post(f"/programmes/{path}", data, follow=True)
    return page.status_code, page.content.decode()


def test_a_draft_is_saved_part_by_part_and_says_how_far_it_is(
    lead: Person, call: Call
) -> None:
    client = sign_in(lead)
    page = client.post("/programmes/calls/first-cohort/apply/")
    row = Application.objects.get()
    assert page.url == f"/programmes/applications/{row.pk}/"
    assert "0% complete" in client.get(page.url).content.decode()
    first, second, third = (each.pk for each in call.questions.all())
    for data, percent in (
        ({"title": "Heat-stable"}, 33),
        ({"title": "Heat-stable", f"question-{first}": "Why not."}, 66),
        ({"title": "Heat-stable", f"question-{first}": "Why not.", f"question-{third}": "x"}, 66),
        ({"title": "Heat-stable", f"question-{first}": "Why not.", f"question-{second}": "Two."}, 100),
    ):  # fmt: skip
        row.refresh_from_db()
        client.post(
            f"/programmes/applications/{row.pk}/save/", {**data, "version": row.version}
        )
        assert progress_of(whole(Application.objects.all()).get()).percent == percent
    assert row.answers.get(question_id=third).text == ""


def test_a_script_that_saves_is_told_version_time_and_progress(
    lead: Person, call: Call
) -> None:
    row = applications.start_application(by=lead, call=call)
    first = call.questions.all()[0].pk
    page = sign_in(lead).post(
        f"/programmes/applications/{row.pk}/save/",
        {"version": 1, "title": "Heat-stable"},
        headers={"Accept": "application/json"},
    )
    told = json.loads(page.content)
    assert (told["version"], told["percent"], told["progress"]) == (2, 33, "33% complete")  # fmt: skip
    assert told["written"] == ["title"]
    refused = sign_in(lead).post(
        f"/programmes/applications/{row.pk}/save/",
        {"version": 2, "title": "x", f"question-{first}": "y" * 501},
        headers={"Accept": "application/json"},
    )
    assert refused.status_code == 422
    row.refresh_from_db()
    assert (row.version, row.title) == (2, "Heat-stable")


def test_two_windows_do_not_overwrite_each_other_and_what_was_typed_stays(
    lead: Person, call: Call
) -> None:
    row = applications.start_application(by=lead, call=call)
    address = f"/programmes/applications/{row.pk}/save/"
    client = sign_in(lead)
    assert client.post(address, {"version": 1, "title": "One"}).status_code == 302
    page = client.post(address, {"version": 1, "title": "Two"})
    text = page.content.decode()
    assert page.status_code == 422
    assert 'value="Two"' in text
    assert "Nothing is overwritten" in text
    assert 'name="version" value="2"' in text
    row.refresh_from_db()
    assert row.title == "One"
    assert client.post(address, {"version": 2, "title": "Two"}).status_code == 302


def test_submitting_names_what_is_missing(lead: Person, call: Call) -> None:
    row = applications.start_application(by=lead, call=call)
    _status, text = post(lead, f"applications/{row.pk}/submit/")
    assert "Still to be written: “Title of the project”; “Why Korea?”; “Who goes?”." in text  # fmt: skip
    row.refresh_from_db()
    assert row.state == "draft"


def test_what_is_submitted_is_confirmed_by_mail_and_no_longer_changes(
    lead: Person, call: Call
) -> None:
    row = written(lead, call)
    first, second, _third = call.questions.all()
    status, text = post(
        lead,
        f"applications/{row.pk}/save/",
        version=str(row.version),
        title="Final",
        submit="1",
        **{f"question-{first.pk}": "A.", f"question-{second.pk}": "B."},
    )
    row.refresh_from_db()
    assert (status, row.state, row.title) == (200, "submitted", "Final")
    assert "<textarea" not in text
    assert OutboxMail.objects.get().subject == "Received: Final"
    with pytest.raises(ProgrammeError):
        applications.save_application(
            by=lead, application=row, version=row.version, title="x", amount=None, answers={}
        )  # fmt: skip


def test_one_application_for_each_organisation_and_another_after_withdrawing(
    lead: Person, call: Call
) -> None:
    row = submitted(lead, call)
    with pytest.raises(ProgrammeError) as refusal:
        applications.start_application(by=lead, call=call)
    assert str(refusal.value) == "Your organisation has an application here already."
    post(lead, f"applications/{row.pk}/withdraw/")
    again = applications.start_application(by=lead, call=call)
    assert again.pk != row.pk
    assert list(of_person(lead)) == [again, row]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("colleague", "Only whoever leads your organisation’s entry applies."),
        ("owner", "Your organisation runs this programme, and does not apply to it."),
        ("foreign", "This call is for organisations of another country."),
        ("nobody", "Only organisations of the directory apply."),
    ],
)
def test_who_cannot_apply_reads_why(
    manager: Person, lead: Person, call: Call, name: str, reason: str
) -> None:
    who = {
        "colleague": lambda: somebody("Carl", lead.organisation),
        "owner": lambda: manager,
        "foreign": lambda: company("Hangang Bio", country="KR"),
        "nobody": lambda: somebody("Nils Nobody"),
    }[name]()
    page = sign_in(who).get("/programmes/calls/first-cohort/").content.decode()
    assert reason in page
    assert "Begin an application" not in page
    status, text = post(who, "calls/first-cohort/apply/")
    assert (status, reason in text, Application.objects.count()) == (200, True, 0)
    assert list(open_calls_for(lead, timezone.now())) == [call]
    assert list(open_calls_for(manager, timezone.now())) == []


def test_after_the_closing_time_nothing_is_saved_or_submitted(
    lead: Person, call: Call
) -> None:
    row = written(lead, call)
    over(call)
    _status, text = post(
        lead, f"applications/{row.pk}/save/", version=str(row.version), title="Late"
    )
    assert "The call closed on" in text
    with pytest.raises(ProgrammeError):
        applications.submit_application(by=lead, application=row)
    row.refresh_from_db()
    assert (row.title, row.state) == ("Project of Baltic Bio", "draft")


def test_funds_that_need_a_contract_wait_for_one_that_is_signed(
    manager: Person, lead: Person
) -> None:
    of = programme(manager)
    call = funding_call(manager, of, needs_contract=True)
    row = written(lead, call, amount=Decimal(20000))
    with pytest.raises(ProgrammeError) as refusal:
        applications.submit_application(by=lead, application=row)
    assert str(refusal.value) == (
        "This call is for organisations with a signed support contract with Amber Agency. Yours has none that runs today."
    )
    today = timezone.localdate()
    contract = offer_contract(
        by=manager,
        programme=of,
        beneficiary=lead.organisation,
        terms=Terms(
            title="Support",
            text="Advice.",
            sign_until=today,
            runs_from=today,
            runs_until=today,
            items=[("Advice", "hours", 2)],
        ),
    )
    sign_contract(contract, by=manager, name="Anna", sha256=contract.sha256)
    with pytest.raises(ProgrammeError):
        applications.submit_application(by=lead, application=row)
    sign_contract(contract, by=lead, name="Lead", sha256=contract.sha256)
    assert applications.submit_application(by=lead, application=row).state == "submitted"  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        (Decimal(30001), "The call gives at most 30,000 EUR to each."),
        (Decimal(0), "The amount is more than 0."),
        (None, "Not submitted. Still to be written: “Amount applied for”."),
    ],
)
def test_an_amount_beyond_the_limits_is_not_submitted(
    manager: Person, lead: Person, amount: Decimal | None, reason: str
) -> None:
    call = funding_call(manager, programme(manager))
    row = written(lead, call, amount=amount)
    with pytest.raises(ProgrammeError) as refusal:
        applications.submit_application(by=lead, application=row)
    assert str(refusal.value) == reason


def test_the_contents_are_read_by_the_applicant_those_who_decide_and_reviewers_alone(
    manager: Person, lead: Person, call: Call
) -> None:
    row = written(lead, call)
    address = f"/programmes/applications/{row.pk}/"
    reviewer, other = somebody("Rita Reviewer"), company("Other Bio")
    colleague = somebody("Carl Colleague", lead.organisation)
    seen = {
        "lead": lead,
        "colleague": colleague,
        "manager": manager,
        "reviewer": reviewer,
        "other": other,
    }

    def readers() -> set[str]:
        return {
            name
            for name, person in seen.items()
            if sign_in(person).get(address).status_code == 200
        }

    assert Client().get(address).status_code == 302
    assert readers() == {"lead", "colleague"}
    applications.submit_application(by=lead, application=row)
    assert readers() == {"lead", "colleague", "manager"}
    review = reviews.name_reviewer(by=manager, application=row, address=reviewer.email)
    assert readers() == {"lead", "colleague", "manager", "reviewer"}
    assert sign_in(reviewer).get(f"/programmes/reviews/{review.pk}/").status_code == 200
    assert sign_in(other).get(f"/programmes/reviews/{review.pk}/").status_code == 404
    reviews.step_back(by=reviewer, review=review)
    assert readers() == {"lead", "colleague", "manager"}
    page = sign_in(reviewer).get(f"/programmes/reviews/{review.pk}/").content.decode()
    assert "Because of its trials." not in page
    applications.withdraw_application(by=lead, application=row)
    assert readers() == {"lead", "colleague"}


def test_the_applicant_never_learns_who_reviews_or_what_they_write(
    manager: Person, lead: Person, call: Call
) -> None:
    row = submitted(lead, call)
    reviewer = somebody("Rita Reviewer")
    review = reviews.name_reviewer(by=manager, application=row, address=reviewer.email)
    reviews.give_review(by=reviewer, review=review, score=2, text="Thin on trials.")
    address = f"/programmes/applications/{row.pk}/"
    shown = sign_in(manager).get(address).content.decode()
    assert ("Rita Reviewer" in shown, "Thin on trials." in shown) == (True, True)
    over(call)
    reviews.decide(by=manager, application=row, outcome="rejected", reason="Too early.")
    page = sign_in(lead).get(address).content.decode()
    mails = " ".join(OutboxMail.objects.filter(recipient=lead.email).values_list("body", flat=True))  # fmt: skip
    for secret in ("Rita", "Thin on trials."):
        assert secret not in page
        assert secret not in mails
    assert "Too early." in page
    assert "Too early." in mails


def test_nobody_of_the_applicants_organisation_reviews_or_decides(
    manager: Person, lead: Person, call: Call
) -> None:
    row = submitted(lead, call)
    colleague = somebody("Carl Colleague", lead.organisation, is_staff=True)
    with pytest.raises(ProgrammeError) as refusal:
        reviews.name_reviewer(by=manager, application=row, address=colleague.email)
    assert str(refusal.value) == "This person belongs to the applicant’s organisation."
    for address, reason in (
        ("nobody@example.org", "The directory knows nobody with this address."),
        (manager.email, ""),
    ):
        status, text = post(manager, f"applications/{row.pk}/reviewers/", address=address)  # fmt: skip
        assert reason in text
        assert status == (422 if reason else 200)
    over(call)
    assert sign_in(colleague).post(f"/programmes/applications/{row.pk}/decision/").status_code == 403  # fmt: skip
    page = sign_in(colleague).get("/programmes/calls/first-cohort/applications/")
    assert "Project of Baltic Bio" not in page.content.decode()


def test_seats_are_never_exceeded_and_the_accepted_join_the_cohort(
    manager: Person, lead: Person, call: Call
) -> None:
    rows = [submitted(each, call) for each in (lead, company("B Bio"), company("C Bio"))]  # fmt: skip
    with pytest.raises(ProgrammeError) as early:
        reviews.decide(by=manager, application=rows[0], outcome="accepted", reason="x")
    assert str(early.value) == "Decisions are made once the call has closed."
    over(call)
    for row in rows[:2]:
        reviews.decide(by=manager, application=row, outcome="accepted", reason="Ready.")
    with pytest.raises(ProgrammeError) as refusal:
        reviews.decide(by=manager, application=rows[2], outcome="accepted", reason="x")
    assert str(refusal.value) == "All 2 seats are given."
    with pytest.raises(ProgrammeError) as waiting:
        calls.conclude_call(by=manager, call=call)
    assert str(waiting.value) == "1 application waits for its decision."
    with pytest.raises(ProgrammeError) as silent:
        reviews.decide(by=manager, application=rows[2], outcome="rejected", reason=" ")
    assert str(silent.value) == "Write the reason: the applicant reads it."
    reviews.decide(by=manager, application=rows[2], outcome="rejected", reason="Full.")
    assert calls.conclude_call(by=manager, call=call).state == "decided"
    members = CohortMember.objects.order_by("organisation__name")
    assert [str(each) for each in members] == ["B Bio in To Seoul", "Baltic Bio in To Seoul"]  # fmt: skip


def test_no_grant_goes_beyond_the_budget_the_limit_or_what_was_asked(
    manager: Person, lead: Person
) -> None:
    call = funding_call(manager, programme(manager))
    first = submitted(lead, call, amount=Decimal(30000))
    second = submitted(company("B Bio"), call, amount=Decimal(25000))
    over(call)
    for amount, reason in (
        (None, "Write the amount granted."),
        (Decimal(0), "The amount is more than 0."),
        (Decimal(30001), "The call gives at most 30,000 EUR to each."),
    ):
        with pytest.raises(ProgrammeError) as refusal:
            reviews.decide(by=manager, application=first, outcome="accepted", reason="x", amount=amount)  # fmt: skip
        assert str(refusal.value) == reason
    reviews.decide(by=manager, application=first, outcome="accepted", reason="x", amount=Decimal(30000))  # fmt: skip
    for amount, reason in (
        (Decimal(25001), "They applied for 25,000 EUR; no more can be granted."),
        (Decimal(20001), "Left of the budget: 20,000 EUR."),
    ):
        with pytest.raises(ProgrammeError) as refusal:
            reviews.decide(by=manager, application=second, outcome="accepted", reason="x", amount=amount)  # fmt: skip
        assert str(refusal.value) == reason
    reviews.decide(by=manager, application=second, outcome="accepted", reason="x", amount=Decimal(20000))  # fmt: skip
    granted = ApplicationDecision.objects.values_list("amount", flat=True)
    assert list(granted) == [Decimal(30000), Decimal(20000)]
    body = OutboxMail.objects.get(subject="Accepted: Project of B Bio").body
    assert "Amount granted: 20,000 EUR." in body


def test_a_review_is_changed_until_the_decision_and_a_conflict_empties_it(
    manager: Person, lead: Person, call: Call
) -> None:
    row = submitted(lead, call)
    reviewer = somebody("Rita Reviewer")
    post(manager, f"applications/{row.pk}/reviewers/", address=reviewer.email)
    review = Review.objects.get()
    address = f"reviews/{review.pk}/"
    assert post(reviewer, address, score="6", text="x")[0] == 422
    assert post(reviewer, address, score="4", text="")[0] == 422
    post(reviewer, address, score="4", text="Good.")
    post(reviewer, address, score="5", text="Very good.")
    review.refresh_from_db()
    assert (review.score, review.text) == (5, "Very good.")
    post(manager, f"applications/{row.pk}/reviewers/{review.pk}/dismiss/")
    assert Review.objects.count() == 1
    post(reviewer, f"{address}step-back/")
    review.refresh_from_db()
    assert (review.has_conflict, review.score, review.text) == (True, None, "")
    mail = OutboxMail.objects.get(recipient=manager.email)
    assert mail.subject == "A reviewer stepped back: Project of Baltic Bio"
    assert post(reviewer, address, score="5", text="Again")[0] == 422


def test_the_workbook_of_applications_runs_no_formula(
    manager: Person, lead: Person
) -> None:
    call = funding_call(manager, programme(manager))
    row = written(lead, call, amount=Decimal(20000))
    first, second, _third = call.questions.all()
    applications.save_application(
        by=lead, application=row, version=row.version, title="=1+1", amount=Decimal(20000),
        answers={first.pk: "@SUM(A1)"},
    )  # fmt: skip
    applications.submit_application(by=lead, application=row)
    page = sign_in(manager).get("/programmes/calls/first-trial/applications.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(page.content)).active
    head, only = list(sheet.iter_rows(values_only=True))
    assert head[-3:] == (first.text, second.text, "What else?")
    assert (only[0], only[2], only[3], only[-3]) == ("Baltic Bio", "=1+1", 20000, "@SUM(A1)")  # fmt: skip
    assert [each.data_type for each in sheet[2]][2] == "s"
    assert sign_in(lead).get("/programmes/calls/first-trial/applications.xlsx").status_code == 403  # fmt: skip


def test_the_list_of_applications_asks_as_much_for_three_as_for_one(
    manager: Person,
    lead: Person,
    call: Call,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(manager)
    rows = [submitted(lead, call)]
    for number in (1, 3):
        while len(rows) < number:
            rows.append(submitted(company(f"Bio {len(rows)}"), call))
        with django_assert_num_queries(8):
            assert client.get("/programmes/calls/first-cohort/applications/").status_code == 200  # fmt: skip
    with django_assert_num_queries(9):
        assert client.get(f"/programmes/applications/{rows[0].pk}/").status_code == 200
    own = sign_in(lead)
    with django_assert_num_queries(7):
        assert own.get("/programmes/applications/").status_code == 200


def test_withdrawing_a_call_tells_whoever_applied_or_began(
    manager: Person, lead: Person, call: Call
) -> None:
    submitted(lead, call)
    drafting = company("Draft Bio")
    applications.start_application(by=drafting, call=call)
    OutboxMail.objects.all().delete()
    post(manager, "calls/first-cohort/state/", step="withdraw")
    call.refresh_from_db()
    assert (call.state, call.entry and call.entry.confirmed) == ("withdrawn", "cancelled")  # fmt: skip
    assert set(OutboxMail.objects.values_list("recipient", flat=True)) == {
        lead.email,
        drafting.email,
    }
    assert Client().get("/programmes/calls/first-cohort/").status_code == 404
    assert sign_in(lead).get("/programmes/calls/first-cohort/").status_code == 200
    assert LogEntry.objects.filter(verb="withdraw call").count() == 1
