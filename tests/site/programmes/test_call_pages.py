from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.landscape.models import CalendarItem
from madang.site.programmes.actions import calls, reviews
from madang.site.programmes.models import Call, CallQuestion, Programme
from madang.site.programmes.rules.calls import phase
from madang.site.programmes.rules.programmes import ProgrammeError
from tests.conftest import sign_in
from tests.site.programmes.calls_made import (
    agency,
    company,
    draft_call,
    open_call,
    over,
    programme,
    submitted,
)

pytestmark = pytest.mark.django_db
NEW = {
    "title": "First cohort",
    "slug": "first-cohort",
    "kind": "cohort",
    "text": "Six months.",
    "who_may_apply": "Companies.",
    "zone": "Europe/Riga",
    "opens_day": "2027-03-01",
    "opens_time": "09:00",
    "closes_day": "2027-05-31",
    "closes_time": "17:00",
    "seats": "4",
    "budget": "",
    "most_each": "",
    "currency": "",
}


@pytest.fixture
def manager() -> Person:
    return agency()


@pytest.fixture
def of(manager: Person) -> Programme:
    return programme(manager)


def test_times_are_written_in_the_calls_zone(manager: Person, of: Programme) -> None:
    page = sign_in(manager).post("/programmes/to-seoul/calls/new/", NEW)
    assert page.url == "/programmes/calls/first-cohort/"
    call = Call.objects.get()
    assert (call.opens_at, call.closes_at) == (
        datetime(2027, 3, 1, 7, tzinfo=UTC),
        datetime(2027, 5, 31, 14, tzinfo=UTC),
    )
    form = sign_in(manager).get("/programmes/calls/first-cohort/change/")
    assert 'value="17:00"' in form.content.decode()
    assert Client().get("/programmes/calls/first-cohort/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"closes_day": "2027-02-01"}, "The call closes after it opens."),
        ({"opens_day": "2027-03-28", "opens_time": "03:30"}, "This time does not exist on that day: the clocks go forward."),
        ({"budget": "100"}, "Write the currency."),
        ({"kind": "funding"}, "Write the currency."),
        ({"budget": "100", "most_each": "101", "currency": "eur"}, "One application cannot get more than the whole budget."),
        ({"slug": "taken"}, "Another call has this short name already."),
    ],
)  # fmt: skip
def test_a_call_that_does_not_fit_keeps_what_was_written(
    manager: Person, of: Programme, changed: dict[str, str], reason: str
) -> None:
    draft_call(manager, of, slug="taken")
    page = sign_in(manager).post("/programmes/to-seoul/calls/new/", {**NEW, **changed})
    assert page.status_code == 422
    text = page.content.decode()
    assert reason in text
    assert 'value="First cohort"' in text
    assert Call.objects.count() == 1


def test_questions_are_added_and_removed_until_the_call_is_published(
    manager: Person, of: Programme
) -> None:
    call = draft_call(manager, of)
    client = sign_in(manager)
    address = "/programmes/calls/first-cohort/questions/"
    data = {"text": "When?", "help": "", "most_characters": "500", "is_required": "on"}
    assert client.post(address, {**data, "most_characters": "9"}).status_code == 422
    assert client.post(address, data).status_code == 302
    assert [each.text for each in call.questions.all()] == ["Why Korea?", "Who goes?", "What else?", "When?"]  # fmt: skip
    last = call.questions.last()
    assert last is not None
    client.post(f"{address}{last.pk}/remove/")
    assert call.questions.count() == 3
    calls.publish_call(by=manager, call=call)
    assert client.post(address, data).status_code == 422
    first = call.questions.first()
    assert first is not None
    client.post(f"{address}{first.pk}/remove/")
    assert call.questions.count() == 3
    with pytest.raises(ProgrammeError):
        calls.change_call(by=manager, call=call)
    other = CallQuestion.objects.create(call=draft_call(manager, of, slug="b"), text="x")  # fmt: skip
    assert client.post(f"{address}{other.pk}/remove/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "published", "decided", "withdrawn"])
@pytest.mark.parametrize("step", ["publish", "withdraw", "conclude"])
def test_a_call_takes_only_the_steps_of_its_state(
    manager: Person, of: Programme, state: str, step: str
) -> None:
    call = draft_call(manager, of)
    if step == "conclude":
        over(call)
    Call.objects.update(state=state)
    sign_in(manager).post("/programmes/calls/first-cohort/state/", {"step": step})
    call.refresh_from_db()
    after = {
        ("draft", "publish"): "published",
        ("draft", "withdraw"): "withdrawn",
        ("published", "withdraw"): "withdrawn",
        ("published", "conclude"): "decided",
    }
    assert call.state == after.get((state, step), state)


def test_what_cannot_be_published_says_why(manager: Person, of: Programme) -> None:
    empty = draft_call(manager, of)
    empty.questions.all().delete()
    late = over(draft_call(manager, of, slug="late"))
    for call, reason in (
        (empty, "A call needs at least one question."),
        (late, "The closing time is over."),
    ):
        with pytest.raises(ProgrammeError) as refusal:
            calls.publish_call(by=manager, call=call)
        assert str(refusal.value) == reason
    fine = draft_call(manager, of, slug="fine")
    Programme.objects.update(state="ended")
    with pytest.raises(ProgrammeError):
        calls.publish_call(by=manager, call=fine)
    assert CalendarItem.objects.count() == 0


def test_a_published_call_closes_later_and_never_earlier(
    manager: Person, of: Programme
) -> None:
    call = open_call(manager, of)
    closes, entry = call.closes_at, CalendarItem.objects.get()
    client = sign_in(manager)
    for days, status in ((-1, 422), (7, 302)):
        later = closes + timedelta(days=days)
        local = later.astimezone(timezone.get_fixed_timezone(0))
        page = client.post(
            "/programmes/calls/first-cohort/time/",
            {"closes_day": f"{local:%Y-%m-%d}", "closes_time": "12:00"},
        )
        assert page.status_code == status
    call.refresh_from_db()
    entry.refresh_from_db()
    assert call.closes_at > closes
    assert entry.start == f"{call.closes_at:%Y-%m-%d}"
    assert entry.sequence == 1
    assert LogEntry.objects.filter(verb="extend call").count() == 1


def test_after_the_first_decision_the_rules_of_a_call_no_longer_move(
    manager: Person, of: Programme
) -> None:
    call = open_call(manager, of)
    row = submitted(company("Baltic Bio"), call)
    over(call)
    reviews.decide(by=manager, application=row, outcome="rejected", reason="Too early.")
    reason = "An application of this call is decided already: conclude the call."
    later = timezone.now() + timedelta(days=3)
    for verb in (
        lambda: calls.extend_call(by=manager, call=call, closes_at=later),
        lambda: calls.withdraw_call(by=manager, call=call),
    ):
        with pytest.raises(ProgrammeError) as refusal:
            verb()
        assert str(refusal.value) == reason


def test_phases_of_a_call() -> None:
    opens, closes = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)
    call = Call(state="published", opens_at=opens, closes_at=closes)
    second = timedelta(seconds=1)
    for moment, expected in (
        (opens - second, "soon"),
        (opens, "open"),
        (closes - second, "open"),
        (closes, "closed"),
    ):
        assert phase(call, moment) == expected
    for state in ("draft", "decided", "withdrawn"):
        assert phase(Call(state=state, opens_at=opens, closes_at=closes), opens) == state  # fmt: skip


def test_visitors_read_a_call_and_only_those_who_run_it_change_it(
    manager: Person, of: Programme
) -> None:
    open_call(manager, of)
    stranger = company("Baltic Bio")
    assert Client().get("/programmes/calls/first-cohort/").status_code == 200
    gets = ("change/", "applications/", "applications.xlsx")
    posts = ("state/", "time/", "questions/", "questions/1/remove/")
    for path in gets:
        assert Client().get(f"/programmes/calls/first-cohort/{path}").status_code == 302
        assert sign_in(stranger).get(f"/programmes/calls/first-cohort/{path}").status_code == 403  # fmt: skip
    for path in posts:
        assert Client().post(f"/programmes/calls/first-cohort/{path}").status_code == 302  # fmt: skip
        assert sign_in(stranger).post(f"/programmes/calls/first-cohort/{path}").status_code == 403  # fmt: skip
