import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Organisation
from madang.site.landscape.models import CalendarItem, FeedItem
from madang.site.programmes.models import Programme
from tests.conftest import sign_in
from tests.site.programmes.calls_made import (
    agency,
    company,
    draft_call,
    open_call,
    programme,
    somebody,
)

pytestmark = pytest.mark.django_db
NEW = {
    "name": "To Seoul",
    "slug": "to-seoul",
    "kind": "company_cohort_programme",
    "aim": "Opens the Korean market.",
    "accelerator": "",
    "contact": "",
    "home_country": "LV",
    "target_country": "KR",
    "field": "vaccines",
}


def test_the_lead_of_an_agency_makes_a_programme_and_others_are_told_why_not() -> None:
    lead = agency()
    partner = Organisation.objects.create(name="Seoul Ramp", kind="other")
    page = sign_in(lead).post("/programmes/new/", {**NEW, "accelerator": "seoul ramp"})
    assert (page.status_code, page.url) == (302, "/programmes/to-seoul/")
    row = Programme.objects.get()
    assert (row.owner, row.manager, row.accelerator, row.state) == (
        lead.organisation,
        lead,
        partner,
        "draft",
    )
    assert Client().get("/programmes/to-seoul/").status_code == 404
    other = company("Baltic Bio")
    refused = sign_in(other).get("/programmes/new/")
    assert refused.status_code == 403
    assert "Programmes are made by ministries" in refused.content.decode()
    assert LogEntry.objects.get().verb == "create programme"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"slug": "calls"}, "This short name is taken by a page of the site."),
        ({"slug": "to-oslo"}, "Another programme has this short name already."),
        ({"accelerator": "Nobody"}, "The directory knows no organisation of this name."),
        ({"accelerator": "Amber Agency"}, "The accelerator partner is another organisation than the owner."),
        ({"aim": ""}, "This field is required."),
    ],
)  # fmt: skip
def test_a_programme_that_cannot_be_made_keeps_what_was_written(
    changed: dict[str, str], reason: str
) -> None:
    lead = agency()
    programme(lead, slug="to-oslo")
    page = sign_in(lead).post("/programmes/new/", {**NEW, **changed})
    assert page.status_code == 422
    text = page.content.decode()
    assert reason in text
    assert 'value="To Seoul"' in text
    assert Programme.objects.count() == 1


def test_interest_is_said_by_a_lead_changed_withdrawn_and_said_anew() -> None:
    manager, lead = agency(), company("Baltic Bio")
    row = programme(manager)
    client = sign_in(lead)
    assert (
        client.post("/programmes/to-seoul/interest/", {"text": ""}).status_code == 422
    )
    client.post("/programmes/to-seoul/interest/", {"text": "A partner for trials."})
    client.post("/programmes/to-seoul/interest/", {"text": "Two partners."})
    said = row.interests.get()
    assert (said.organisation, said.text, said.is_withdrawn) == (
        lead.organisation,
        "Two partners.",
        False,
    )
    client.post("/programmes/to-seoul/interest/withdraw/")
    said.refresh_from_db()
    assert said.is_withdrawn
    again = client.post("/programmes/to-seoul/interest/withdraw/", follow=True)
    assert "Your organisation has not said that it takes part." in again.content.decode()  # fmt: skip
    client.post("/programmes/to-seoul/interest/", {"text": "After all."})
    said.refresh_from_db()
    assert (said.is_withdrawn, said.text) == (False, "After all.")


@pytest.mark.parametrize(
    ("country", "state", "reason"),
    [
        ("KR", "interest", "This programme is for organisations of another country."),
        ("LV", "running", "Interest is not asked for now."),
        ("LV", "ended", "Interest is not asked for now."),
    ],
)
def test_interest_that_does_not_fit_is_refused_with_its_reason(
    country: str, state: str, reason: str
) -> None:
    row = programme(agency())
    Programme.objects.update(state=state)
    lead = company("Baltic Bio", country=country)
    page = sign_in(lead).post("/programmes/to-seoul/interest/", {"text": "Us too."})
    assert page.status_code == 422
    assert row.interests.count() == 0
    assert reason in page.content.decode()


def test_only_those_who_run_a_programme_read_who_is_interested() -> None:
    manager, lead = agency(), company("Baltic Bio")
    programme(manager)
    sign_in(lead).post("/programmes/to-seoul/interest/", {"text": "=SUM(A1)"})
    for path in ("interests/", "interests.xlsx", "cohort/", "change/", "calls/new/"):
        address = f"/programmes/to-seoul/{path}"
        assert Client().get(address).status_code == 302
        assert sign_in(lead).get(address).status_code == 403
        assert sign_in(manager).get(address).status_code == 200
    assert "=SUM(A1)" in sign_in(manager).get("/programmes/to-seoul/interests/").content.decode()  # fmt: skip
    assert "=SUM(A1)" not in Client().get("/programmes/to-seoul/").content.decode()


def test_publishing_a_call_tells_the_calendar_the_feed_and_whoever_is_interested() -> None:  # fmt: skip
    manager, lead = agency(), company("Baltic Bio")
    row = programme(manager)
    sign_in(lead).post("/programmes/to-seoul/interest/", {"text": "Yes."})
    call = open_call(manager, row)
    row.refresh_from_db()
    entry = CalendarItem.objects.get()
    assert (row.state, call.entry) == ("open", entry)
    assert (entry.kind, entry.title, entry.link) == (
        "call",
        "First cohort",
        "/programmes/calls/first-cohort/",
    )
    item = FeedItem.objects.get(kind="call", key=f"call-{call.pk}")
    assert (item.country_a, item.country_b, item.field) == ("KR", "LV", "vaccines")
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (
        lead.email,
        "A call is published: First cohort",
    )


def test_lists_ask_the_same_number_of_queries_for_one_row_and_for_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    manager = agency()
    first = programme(manager)
    open_call(manager, first)
    for number, expected in ((1, 4), (3, 4)):
        while Programme.objects.count() < number:
            extra = programme(manager, slug=f"extra-{Programme.objects.count()}")
            open_call(manager, extra, slug=f"call-{extra.pk}")
        with django_assert_num_queries(expected):
            page = Client().get("/programmes/")
        assert page.status_code == 200
    with django_assert_num_queries(2):
        assert Client().get("/programmes/calls/").status_code == 200


def test_a_programme_is_narrowed_by_country_field_and_state() -> None:
    manager = agency()
    programme(manager)
    programme(manager, slug="to-oslo", name="To Oslo", target_country="NO", field="oncology")  # fmt: skip
    for query, shown in (
        ("", {"To Seoul", "To Oslo"}),
        ("?country=KR", {"To Seoul"}),
        ("?country=LV", {"To Seoul", "To Oslo"}),
        ("?field=oncology", {"To Oslo"}),
        ("?state=ended", set()),
        ("?state=nonsense", {"To Seoul", "To Oslo"}),
    ):
        page = Client().get(f"/programmes/{query}").content.decode()
        assert {name for name in ("To Seoul", "To Oslo") if f">{name}</a>" in page} == shown  # fmt: skip


def test_staff_who_belong_to_no_owner_run_every_programme_and_strangers_none() -> None:
    manager = agency()
    row = programme(manager)
    draft_call(manager, row)
    staff = somebody("Sara Staff", is_staff=True)
    stranger = somebody("Stan Stranger")
    address = "/programmes/to-seoul/state/"
    assert sign_in(stranger).post(address, {"step": "end"}).status_code == 403
    assert sign_in(stranger).get("/programmes/calls/first-cohort/").status_code == 404
    assert sign_in(staff).get("/programmes/calls/first-cohort/").status_code == 200
    assert sign_in(staff).post(address, {"step": "rob"}).status_code == 404
    assert sign_in(staff).post(address, {"step": "end"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "ended"


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("draft", {"ask for interest"}),
        ("interest", {"end"}),
        ("open", {"start", "end"}),
        ("running", {"end"}),
        ("ended", set()),
    ],
)
def test_a_programme_takes_only_the_steps_of_its_state(
    state: str, allowed: set[str]
) -> None:
    manager = agency()
    row = programme(manager)
    client = sign_in(manager)
    taken = set()
    for step in ("ask for interest", "start", "end"):
        Programme.objects.update(state=state)
        client.post("/programmes/to-seoul/state/", {"step": step})
        row.refresh_from_db()
        if row.state != state:
            taken.add(step)
    assert taken == allowed
