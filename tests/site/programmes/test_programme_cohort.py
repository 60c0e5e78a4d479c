from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.models import (
    CohortMember,
    GrantElsewhere,
    Milestone,
    Programme,
)
from madang.site.programmes.queries.milestones import due_for
from madang.site.programmes.rules.programmes import lateness
from tests.conftest import sign_in
from tests.site.programmes.calls_made import agency, company, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return agency()


@pytest.fixture
def running(manager: Person) -> Programme:
    return programme(manager)


def member(of: Programme, person: Person) -> CohortMember:
    return CohortMember.objects.create(
        programme=of, organisation=person.organisation, joined_on=date(2026, 1, 5)
    )


def milestone(of: CohortMember, *, days: int = 10, state: str = "open") -> Milestone:
    due = timezone.localdate() + timedelta(days=days)
    return Milestone.objects.create(member=of, title="Ten talks", due_on=due, state=state)  # fmt: skip


def post(person: Person, path: str, **data: object) -> tuple[int, str]:
    page = sign_in(person).post(f"/programmes/{path}", data, follow=True)
    return page.status_code, page.content.decode()


def test_a_milestone_is_set_for_chosen_members_who_get_mail(
    manager: Person, running: Programme
) -> None:
    leads = [company(f"Bio {each}") for each in (1, 2, 3)]
    rows = [member(running, each) for each in leads]
    status, _text = post(
        manager,
        "to-seoul/cohort/milestones/",
        title="Ten talks",
        due_on="2027-04-01",
        members=[rows[0].pk, rows[2].pk],
    )
    assert status == 200
    assert [each.member for each in Milestone.objects.order_by("pk")] == [rows[0], rows[2]]  # fmt: skip
    mails = OutboxMail.objects.order_by("pk")
    assert [each.recipient for each in mails] == [leads[0].email, leads[2].email]
    assert "To Seoul expects “Ten talks” by 1 April 2027." in mails[0].body
    assert post(manager, "to-seoul/cohort/milestones/", title="x", due_on="2027-04-01")[0] == 422  # fmt: skip
    stranger = company("Other Bio")
    assert post(stranger, "to-seoul/cohort/milestones/", title="x")[0] == 403


def test_a_report_goes_to_the_manager_and_comes_back_or_is_accepted(
    manager: Person, running: Programme
) -> None:
    lead = company("Baltic Bio")
    row = milestone(member(running, lead))
    address = f"milestones/{row.pk}/"
    assert post(lead, address, report="")[0] == 422
    post(lead, address, report="Four talks.")
    row.refresh_from_db()
    assert (row.state, row.report) == ("reported", "Four talks.")
    assert OutboxMail.objects.get().recipient == manager.email
    assert post(manager, f"{address}state/", step="return", reason="")[0] == 422
    post(manager, f"{address}state/", step="return", reason="Six are missing.")
    row.refresh_from_db()
    assert row.state == "open"
    mail = OutboxMail.objects.get(recipient=lead.email)
    assert mail.subject == "The report needs more: Ten talks"
    post(lead, address, report="Ten talks.")
    assert post(lead, f"{address}state/", step="accept")[0] == 403
    post(manager, f"{address}state/", step="accept")
    row.refresh_from_db()
    assert row.state == "accepted"
    post(lead, address, report="Eleven.")
    row.refresh_from_db()
    assert (row.state, row.report) == ("accepted", "Ten talks.")


@pytest.mark.parametrize("state", ["open", "reported", "accepted", "skipped"])
@pytest.mark.parametrize("step", ["accept", "return", "skip", "reopen"])
def test_a_milestone_takes_only_the_steps_of_its_state(
    manager: Person, running: Programme, state: str, step: str
) -> None:
    row = milestone(member(running, company("Baltic Bio")), state=state)
    post(manager, f"milestones/{row.pk}/state/", step=step, reason="Because.")
    row.refresh_from_db()
    after = {
        ("reported", "accept"): "accepted",
        ("reported", "return"): "open",
        ("open", "skip"): "skipped",
        ("skipped", "reopen"): "open",
    }
    assert row.state == after.get((state, step), state)


@pytest.mark.parametrize(
    ("days", "state", "late"),
    [
        (1, "open", ""),
        (0, "open", ""),
        (-1, "open", "late"),
        (-14, "open", "late"),
        (-15, "open", "very late"),
        (-15, "reported", ""),
        (-15, "skipped", ""),
    ],
)
def test_lateness(days: int, state: str, late: str) -> None:
    today = date(2027, 3, 20)
    row = Milestone(due_on=today + timedelta(days=days), state=state)
    assert lateness(row, today) == late


def test_what_is_due_is_the_own_organisations_and_near(running: Programme) -> None:
    lead, other = company("Baltic Bio"), company("Other Bio")
    own = member(running, lead)
    late, soon = milestone(own, days=-20), milestone(own, days=120)
    milestone(own, days=121)
    milestone(own, days=5, state="accepted")
    milestone(member(running, other), days=5)
    today = timezone.localdate()
    assert [(each.milestone, each.late) for each in due_for(lead, today)] == [
        (late, "very late"),
        (soon, ""),
    ]
    CohortMember.objects.filter(pk=own.pk).update(state="left")
    assert due_for(lead, today) == []


def test_a_milestone_is_read_by_its_member_and_those_who_run_the_programme(
    manager: Person, running: Programme
) -> None:
    lead, other = company("Baltic Bio"), company("Other Bio")
    row = milestone(member(running, lead))
    member(running, other)
    address = f"/programmes/milestones/{row.pk}/"
    assert Client().get(address).status_code == 302
    assert sign_in(other).get(address).status_code == 404
    assert sign_in(lead).get(address).status_code == 200
    assert sign_in(manager).get(address).status_code == 200


def test_a_member_completes_leaves_and_comes_back(
    manager: Person, running: Programme
) -> None:
    row = member(running, company("Baltic Bio"))
    for step, state in (
        ("return", "active"),
        ("complete", "completed"),
        ("leave", "completed"),
        ("return", "active"),
        ("leave", "left"),
    ):
        post(manager, f"to-seoul/cohort/{row.pk}/", step=step)
        row.refresh_from_db()
        assert row.state == state


def test_grants_elsewhere_move_one_way_and_are_shown_to_the_cohort_alone(
    manager: Person, running: Programme
) -> None:
    Organisation.objects.create(name="Fjord Fund", kind="investor")
    lead, mate, other = company("Baltic Bio"), company("Mate Bio"), company("Other Bio")
    member(running, lead)
    member(running, mate)
    facts = {"name": "Bridge grant", "funder": "fjord fund", "organisation": str(lead.organisation_id), "amount": "12000", "currency": "NOK", "state": "planned"}  # fmt: skip
    assert post(manager, "to-seoul/grants/", **{**facts, "currency": ""})[0] == 422
    assert post(manager, "to-seoul/grants/", **facts)[0] == 200
    row = GrantElsewhere.objects.get()
    for state, stands in (
        ("granted", "planned"),
        ("applied", "applied"),
        ("planned", "applied"),
        ("granted", "granted"),
        ("refused", "granted"),
    ):
        post(manager, f"to-seoul/grants/{row.pk}/", state=state)
        row.refresh_from_db()
        assert row.state == stands
    assert row.decided_on == timezone.localdate()
    shown = {
        name
        for name, person in (("lead", lead), ("mate", mate), ("other", other), ("manager", manager))
        if "Bridge grant" in sign_in(person).get("/programmes/to-seoul/").content.decode()
    }  # fmt: skip
    assert shown == {"lead", "manager"}
    assert "Bridge grant" not in Client().get("/programmes/to-seoul/").content.decode()


def test_the_cohort_asks_as_much_for_three_members_as_for_one(
    manager: Person,
    running: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(manager)
    for number in (1, 3):
        while CohortMember.objects.count() < number:
            row = member(running, company(f"Bio {CohortMember.objects.count()}"))
            milestone(row, days=-3)
            milestone(row)
        with django_assert_num_queries(11):
            assert client.get("/programmes/to-seoul/cohort/").status_code == 200
