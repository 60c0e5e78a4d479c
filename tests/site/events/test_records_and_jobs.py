"""The log, the mail and the jobs of an event."""

from datetime import UTC, datetime

import pytest

from madang.site.core.log import record
from madang.site.core.models import Job, JobPoint, LogEntry, OutboxMail
from madang.site.core.outbox import put
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.events.queries.records import without_secrets
from tests.conftest import sign_in


def verbs(page: object) -> list[str]:
    return [line.verb for line in page]  # type: ignore[attr-defined]


def test_the_log_is_filtered_by_verb_words_and_day(
    event: Event, organiser: Person
) -> None:
    record("open event", event, by=organiser, event_id=event.pk)
    record("make slots", event, by=None, event_id=event.pk, detail="4 kept")
    LogEntry.objects.create(
        actor_label="Elsewhere",
        verb="other",
        target_type="x",
        target_label="y",
        event_id=event.pk + 1,
    )
    client = sign_in(organiser)

    def lines(query: str) -> list[str]:
        return verbs(client.get(f"/lounge/spring/log/{query}").context["page"])

    assert lines("") == ["make slots", "open event"]
    assert lines("?verb=open event") == ["open event"]
    assert lines("?words=jisoo") == ["open event"]
    assert lines("?words=spring kept") == ["make slots"]
    assert lines("?day=2020-01-01") == []
    assert lines("?day=2020-02-31") == ["make slots", "open event"]


def test_a_day_of_the_log_is_a_day_of_the_event(
    event: Event, organiser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 16:30 UTC on 1 March is half past one of 2 March in Seoul.
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: datetime(2027, 3, 1, 16, 30, tzinfo=UTC)
    )
    record("open event", event, by=None, event_id=event.pk)
    monkeypatch.undo()
    client = sign_in(organiser)
    assert verbs(client.get("/lounge/spring/log/?day=2027-03-02").context["page"]) == [
        "open event"
    ]
    assert verbs(client.get("/lounge/spring/log/?day=2027-03-01").context["page"]) == []


def test_the_mail_of_an_event_and_of_no_other(event: Event, organiser: Person) -> None:
    put(to="a@example.org", subject="Reminder", body="Soon", event_id=event.pk)
    put(to="b@example.org", subject="Your code", body="123456")
    put(to="c@example.org", subject="Other event", body="Later", event_id=event.pk + 1)
    client = sign_in(organiser)
    assert [
        mail.subject for mail in client.get("/lounge/spring/mail/").context["page"]
    ] == ["Reminder"]
    assert [
        mail.subject
        for mail in client.get("/lounge/spring/mail/?words=example reminder").context[
            "page"
        ]
    ] == ["Reminder"]
    assert list(client.get("/lounge/spring/mail/?state=sent").context["page"]) == []
    code = OutboxMail.objects.get(subject="Your code")
    assert client.get(f"/lounge/spring/mail/{code.pk}/").status_code == 404


def test_the_secret_end_of_a_link_is_not_shown(event: Event, organiser: Person) -> None:
    token = "aB3-_" * 8
    mail = put(
        to="a@example.org",
        subject="Answer",
        body=f"Yes: https://host/answer/{token}/ or\nhttps://host/lounge/spring/",
        event_id=event.pk,
    )
    assert mail is not None
    page = sign_in(organiser).get(f"/lounge/spring/mail/{mail.pk}/").content.decode()
    assert page.count(token) == 0
    assert page.count("https://host/answer/…/ or") == 1
    assert page.count("https://host/lounge/spring/") == 1


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (f"https://host/a/{'x' * 43}", "https://host/a/…"),
        (f"https://host/a/{'x' * 43}.", "https://host/a/…."),
        (f"https://host/calendar/{'x' * 43}.ics", "https://host/calendar/….ics"),
        (f"see https://host/a/{'x' * 43}/yes/ now", "see https://host/a/…/yes/ now"),
        ("https://host/lounge/short-name/", "https://host/lounge/short-name/"),
    ],
)
def test_secrets_end_where_the_address_goes_on(body: str, shown: str) -> None:
    assert without_secrets(body) == shown


@pytest.fixture
def job(event: Event) -> Job:
    """A running job with three readings."""
    job = Job.objects.create(
        kind="plan",
        event_id=event.pk,
        requested_by="Jisoo Han",
        state="running",
        seconds_used=38,
    )
    for seconds, value, bound in ((0, 754, 832), (20, 800, 820), (38, 812, 814)):
        JobPoint.objects.create(job=job, seconds=seconds, value=value, bound=bound)
    return job


def test_a_running_job_refreshes_itself_and_a_finished_one_does_not(
    event: Event, organiser: Person, job: Job
) -> None:
    client = sign_in(organiser)
    page = client.get(f"/lounge/spring/jobs/{job.pk}/").content.decode()
    assert (
        page.count(
            f'hx-get="/lounge/spring/jobs/{job.pk}/progress/" hx-trigger="every 1s"'
        )
        == 1
    )
    assert page.count(f"Run {job.pk} is working") == 1
    assert page.count("Stop and keep the best") == 1
    assert (
        page.count(
            "The value goes from 754 to 812, the bound to 814, within 38 seconds"
        )
        == 2
    )
    Job.objects.update(state="done")
    part = client.get(f"/lounge/spring/jobs/{job.pk}/progress/").content.decode()
    assert part.count("hx-get") == 0
    assert part.count(f"Run {job.pk} is done") == 1
    assert part.count("<html") == 0


def test_the_readings_are_a_table_on_request_and_stay_one(
    event: Event, organiser: Person, job: Job
) -> None:
    client = sign_in(organiser)
    assert (
        client.get(f"/lounge/spring/jobs/{job.pk}/").content.decode().count("<table")
        == 0
    )
    page = client.get(f"/lounge/spring/jobs/{job.pk}/?table=1").content.decode()
    assert page.count("/progress/?table=1") == 1
    part = client.get(
        f"/lounge/spring/jobs/{job.pk}/progress/?table=1"
    ).content.decode()
    assert part.count("<tr><td") == 3
    assert part.count('<td class="end">812</td><td class="end">814</td>') == 1


def test_a_job_is_stopped_and_started_again(
    event: Event, organiser: Person, job: Job
) -> None:
    client = sign_in(organiser)
    client.post(f"/lounge/spring/jobs/{job.pk}/stop/")
    job.refresh_from_db()
    assert (job.state, job.is_cancel_requested) == ("running", True)
    client.post(f"/lounge/spring/jobs/{job.pk}/resume/")
    job.refresh_from_db()
    assert job.state == "running"
    Job.objects.update(state="failed", message="No worker")
    page = client.get(f"/lounge/spring/jobs/{job.pk}/").content.decode()
    assert page.count("Start it again") == 1
    client.post(f"/lounge/spring/jobs/{job.pk}/resume/")
    job.refresh_from_db()
    assert (job.state, job.message) == ("queued", "")
    client.post(f"/lounge/spring/jobs/{job.pk}/stop/")
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert list(LogEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "stop job",
        "resume job",
        "stop job",
    ]


def test_a_job_without_readings_has_a_page(event: Event, organiser: Person) -> None:
    job = Job.objects.create(kind="match", event_id=event.pk, requested_by="Jisoo Han")
    page = sign_in(organiser).get(f"/lounge/spring/jobs/{job.pk}/").content.decode()
    assert page.count("No reading yet.") == 1
    assert page.count(f"Run {job.pk} waits for a free worker") == 1
