"""Deadlines in the event's zone, and the reminders before them: once for each person and deadline."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.actions.deadlines import save_deadline, send_reminders
from madang.site.events.models import Deadline, Event, Registration
from madang.site.events.queries import reminders
from tests.conftest import lead_of, sign_in, take_part


def everybody_but_birch(event: Event) -> QuerySet[Registration]:
    return Registration.objects.exclude(organisation__name="Birch Institute")


@pytest.fixture
def asked(event: Event, alder: Registration, birch: Registration) -> Iterator[Event]:
    """An open event whose survey everybody but Birch has yet to answer."""
    known = dict(reminders._unanswered)
    reminders._unanswered.clear()
    reminders.register_unanswered("survey", everybody_but_birch)
    event.state = "open"
    event.save()
    yield event
    reminders._unanswered.clear()
    reminders._unanswered.update(known)


def due_in(event: Event, *, days: float, kind: str = "survey") -> Deadline:
    return Deadline.objects.create(
        event=event,
        kind=kind,
        due_at=timezone.now() + timedelta(days=days),
        remind_days_before=3,
    )


def test_those_who_have_not_answered_get_one_mail(asked: Event) -> None:
    due_in(asked, days=2)
    assert send_reminders() == 1
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.event_id) == ("lead@alder-bio.example.org", asked.pk)
    assert mail.body.splitlines()[0] == "Dear Lead of Alder Bio,"
    assert mail.body.splitlines()[-1] == "http://127.0.0.1:8000/lounge/spring/"
    line = LogEntry.objects.get()
    assert (line.verb, line.actor_label, line.detail) == (
        "send reminders",
        "system",
        "to 1 by mail",
    )


def test_a_second_tick_sends_nothing(asked: Event) -> None:
    due_in(asked, days=2)
    assert [send_reminders(), send_reminders()] == [1, 0]
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize("days", [4, -1])
def test_nothing_goes_out_too_early_or_after_the_deadline(
    asked: Event, days: int
) -> None:
    due_in(asked, days=days)
    assert send_reminders() == 0


@pytest.mark.parametrize("state", ["preparing", "closed"])
def test_nothing_goes_out_unless_the_event_is_open(asked: Event, state: str) -> None:
    Event.objects.update(state=state)
    due_in(asked, days=2)
    assert send_reminders() == 0


def test_a_deadline_that_nobody_can_ask_about_waits(asked: Event) -> None:
    deadline = due_in(asked, days=2, kind="requests")
    assert send_reminders() == 0
    deadline.refresh_from_db()
    assert deadline.reminded_at is None


def test_those_who_left_or_have_no_address_get_none(asked: Event) -> None:
    cedar = take_part(asked, "Cedar")
    cedar.state = "withdrawn"
    cedar.save()
    Person.objects.filter(organisation__name="Alder Bio").update(email="")
    due_in(asked, days=2)
    assert send_reminders() == 0


def test_registrations_of_other_events_are_left_alone(asked: Event) -> None:
    other = Event.objects.create(
        name="Other", slug="other", city="Busan", country="KR", state="open"
    )
    take_part(other, "Cedar")
    due_in(asked, days=2)
    send_reminders()
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [
        "lead@alder-bio.example.org"
    ]


def test_the_mail_names_the_hour_in_the_zone_of_the_event(
    asked: Event,
) -> None:
    deadline = due_in(asked, days=2)
    february = datetime(2099, 2, 1, 9, 0, tzinfo=UTC)
    Deadline.objects.filter(pk=deadline.pk).update(
        due_at=february, remind_days_before=30000
    )
    send_reminders()
    assert (
        OutboxMail.objects.get().subject
        == "Spring Lounge: the survey is due on 1 February, 18:00"
    )


def test_a_deadline_that_moves_reminds_again(asked: Event, organiser: Person) -> None:
    deadline = due_in(asked, days=2)
    send_reminders()
    deadline.refresh_from_db()
    deadline.remind_days_before = 4
    save_deadline(deadline=deadline, by=organiser)
    assert send_reminders() == 0
    deadline.due_at += timedelta(days=1)
    save_deadline(deadline=deadline, by=organiser)
    assert send_reminders() == 1
    assert OutboxMail.objects.count() == 2


def test_a_deadline_is_written_in_the_zone_of_the_event(
    event: Event, organiser: Person
) -> None:
    client = sign_in(organiser)
    client.post(
        "/lounge/spring/setup/deadlines/survey/",
        {"day": "2027-02-01", "time": "18:00", "remind_days_before": "3"},
    )
    assert Deadline.objects.get().due_at == datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    page = client.get("/lounge/spring/setup/deadlines/").content.decode()
    assert page.count("1 February, 18:00") == 1
    assert page.count("29 January, 18:00") == 1
    client.post("/lounge/spring/setup/deadlines/survey/remove/")
    assert Deadline.objects.count() == 0


def test_a_deadline_at_an_hour_that_does_not_exist_is_refused(
    event: Event, organiser: Person
) -> None:
    Event.objects.update(zone="Europe/Riga")
    response = sign_in(organiser).post(
        "/lounge/spring/setup/deadlines/survey/",
        {"day": "2027-03-28", "time": "03:30", "remind_days_before": "3"},
    )
    assert list(response.context["form"].errors) == ["time"]
    assert Deadline.objects.count() == 0


def test_there_is_no_fourth_deadline(event: Event, organiser: Person) -> None:
    assert (
        sign_in(organiser).get("/lounge/spring/setup/deadlines/party/").status_code
        == 404
    )


def test_opening_and_closing_leave_lines(
    event: Event, organiser: Person, alder: Registration
) -> None:
    client = sign_in(organiser)
    for state in ("open", "closed", "nonsense", "preparing", "open"):
        client.post("/lounge/spring/setup/state/", {"state": state})
    assert Event.objects.get().state == "open"
    assert list(LogEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "open event",
        "close event",
        "open event",
    ]
    assert (
        sign_in(lead_of(alder))
        .post("/lounge/spring/setup/state/", {"state": "closed"})
        .status_code
        == 404
    )
