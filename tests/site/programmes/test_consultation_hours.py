"""Consultations: hours as the clock shows, one booking each, calendars that follow, cancelling with mail."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Person
from madang.site.programmes.actions.consultations import (
    add_hours,
    book,
    cancel_booking,
    cancel_hour,
    mark_held,
    restore_hour,
)
from madang.site.programmes.models import Consultation
from madang.site.programmes.queries.consultations import bookings_of, free_hours
from madang.site.programmes.rules.consultations import Series, times_of
from madang.site.programmes.rules.programmes import ProgrammeError
from tests.conftest import sign_in
from tests.site.programmes.made_for_portal import Stage, organisation, person

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year + 1


@pytest.fixture
def stage() -> Stage:
    return Stage()


def series(**changes: object) -> Series:
    """Two days in June of next year, four half hours each."""
    facts: dict[str, object] = {
        "subject": "Markets",
        "first": date(YEAR, 6, 1),
        "last": date(YEAR, 6, 2),
        "weekdays": frozenset(range(7)),
        "opens": time(14),
        "closes": time(16),
        "minutes": 30,
        "zone": "Europe/Riga",
        "channel": "video",
    }
    return Series(**{**facts, **changes})  # type: ignore[arg-type]


def offered(stage: Stage, **changes: object) -> list[Consultation]:
    return add_hours(by=stage.lead, adviser=stage.lead, series=series(**changes))


def begun(stage: Stage, *, booked_by: Person | None) -> Consultation:
    """Save an hour that began ten minutes ago."""
    start = timezone.now() - timedelta(minutes=10)
    return Consultation.objects.create(
        adviser=stage.lead,
        organisation=stage.agency,
        subject="Markets",
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
        zone="Europe/Riga",
        state="booked" if booked_by else "free",
        booked_by=booked_by,
    )


def test_a_series_gives_the_hours_between_its_times() -> None:
    found = times_of(series())
    assert len(found) == 8
    # Summer time in Riga: 14:00 is 11:00 UTC.
    assert found[0] == (
        datetime(YEAR, 6, 1, 11, 0, tzinfo=UTC),
        datetime(YEAR, 6, 1, 11, 30, tzinfo=UTC),
    )


def test_the_clock_stays_when_the_clocks_change() -> None:
    # The European Union sets its clocks forward on the last Sunday of March.
    sunday = max(
        day
        for day in (date(2027, 3, number) for number in range(25, 32))
        if day.weekday() == 6
    )
    found = times_of(
        series(
            first=sunday - timedelta(days=1),
            last=sunday + timedelta(days=1),
            opens=time(9),
            closes=time(9, 30),
        )
    )
    assert [start.hour for start, _end in found] == [7, 6, 6]


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(ProgrammeError, match="03:30 on 2027-03-28 does not exist"):
        times_of(
            series(
                first=date(2027, 3, 28),
                last=date(2027, 3, 28),
                opens=time(3, 30),
                closes=time(4),
            )
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last": date(YEAR, 5, 1)}, "last"),
        ({"closes": time(14, 15)}, "closes"),
        ({"last": date(YEAR, 12, 1)}, "last"),
    ],
)
def test_a_series_that_gives_nothing_or_too_much_is_refused(
    changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ProgrammeError) as refusal:
        times_of(series(**changes))
    assert refusal.value.field == field


def test_hours_that_overlap_are_left_out(stage: Stage) -> None:
    assert len(offered(stage)) == 8
    again = offered(stage, opens=time(13), closes=time(15), minutes=45)
    # 13:00 to 13:45 is free; 13:45 to 14:30 overlaps the hour of 14:00.
    assert [each.starts_at.hour for each in again] == [10, 10]
    with pytest.raises(ProgrammeError, match="overlaps one offered already"):
        offered(stage)


def test_who_adds_hours_for_whom(stage: Stage) -> None:
    assert len(add_hours(by=stage.lead, adviser=stage.manager, series=series())) == 8
    for by, adviser in (
        (stage.manager, stage.lead),
        (stage.outsider, stage.lead),
        (stage.signer, stage.signer),
    ):
        with pytest.raises(ProgrammeError):
            add_hours(by=by, adviser=adviser, series=series())


def test_booking_takes_the_hour_from_others(stage: Stage) -> None:
    hour = offered(stage)[0]
    booked = book(hour, by=stage.signer, question="Which fair?")
    assert (booked.state, booked.booked_by, booked.sequence) == (
        "booked",
        stage.signer,
        1,
    )
    assert free_hours(stage.outsider, timezone.now()).count() == 7
    assert list(bookings_of(stage.signer, timezone.now())) == [booked]


def test_of_two_who_have_the_page_open_one_gets_the_hour(stage: Stage) -> None:
    hour = offered(stage)[0]
    first, second = (Consultation.objects.get(pk=hour.pk) for _ in range(2))
    book(first, by=stage.signer, question="a")
    with pytest.raises(ProgrammeError, match="Somebody else has booked"):
        book(second, by=stage.outsider, question="b")
    hour.refresh_from_db()
    assert (hour.booked_by, hour.question, hour.sequence) == (stage.signer, "a", 1)


def test_an_hour_that_has_begun_is_not_booked(stage: Stage) -> None:
    with pytest.raises(ProgrammeError, match="over or has begun"):
        book(begun(stage, booked_by=None), by=stage.signer, question="x")


def test_nobody_books_an_hour_of_their_own_organisation(stage: Stage) -> None:
    with pytest.raises(ProgrammeError, match="your own organisation"):
        book(offered(stage)[0], by=stage.manager, question="x")


def test_whoever_belongs_to_no_organisation_does_not_book(stage: Stage) -> None:
    alone = person("Alone", None)
    with pytest.raises(ProgrammeError, match="organisations of the directory"):
        book(offered(stage)[0], by=alone, question="x")


def test_nobody_is_in_two_consultations_at_once(stage: Stage) -> None:
    book(offered(stage)[0], by=stage.signer, question="x")
    other = add_hours(by=stage.lead, adviser=stage.manager, series=series())[0]
    with pytest.raises(ProgrammeError, match="another hour at this time"):
        book(other, by=stage.signer, question="y")


def test_three_bookings_at_most(stage: Stage) -> None:
    made = offered(stage)
    for hour in made[:3]:
        book(hour, by=stage.signer, question="x")
    with pytest.raises(ProgrammeError, match="You hold 3 booked hours"):
        book(made[3], by=stage.signer, question="x")


def calendars() -> list[tuple[str, str, int, str]]:
    found = []
    for mail in OutboxMail.objects.order_by("pk"):
        calendar = Calendar.from_ical(bytes(mail.attachment))
        entry = calendar.walk("VEVENT")[0]
        found.append(
            (
                mail.recipient,
                str(calendar["method"]),
                int(entry["sequence"]),
                str(entry["uid"]),
            )
        )
    return found


def test_calendars_of_both_follow_under_one_uid(stage: Stage) -> None:
    hour = offered(stage)[0]
    book(hour, by=stage.signer, question="x")
    uid = f"consultation-{hour.pk}@127.0.0.1"
    both = ["agnese.lead@example.org", "ilze.signer@example.org"]
    assert calendars() == [(each, "REQUEST", 1, uid) for each in both]
    OutboxMail.objects.all().delete()
    cancel_booking(hour, by=stage.signer)
    assert calendars() == [(each, "CANCEL", 2, uid) for each in both]
    OutboxMail.objects.all().delete()
    book(Consultation.objects.get(pk=hour.pk), by=stage.signer, question="again")
    assert calendars() == [(each, "REQUEST", 3, uid) for each in both]


def test_the_entry_has_the_times_of_the_hour(stage: Stage) -> None:
    book(offered(stage)[0], by=stage.signer, question="x")
    mail = OutboxMail.objects.first()
    assert mail is not None
    entry = Calendar.from_ical(bytes(mail.attachment)).walk("VEVENT")[0]
    assert entry["dtstart"].dt.astimezone(UTC) == datetime(YEAR, 6, 1, 11, tzinfo=UTC)
    assert entry["dtend"].dt.astimezone(UTC) == datetime(YEAR, 6, 1, 11, 30, tzinfo=UTC)


def test_mail_has_both_zones(stage: Stage) -> None:
    Person.objects.filter(pk=stage.signer.pk).update(zone="Asia/Seoul")
    stage.signer.refresh_from_db()
    book(offered(stage)[0], by=stage.signer, question="x")
    mail = OutboxMail.objects.get(recipient="ilze.signer@example.org")
    assert "14:00–14:30 in Riga, 20:00 in Seoul" in mail.body


def test_a_cancelled_booking_is_free_for_others(stage: Stage) -> None:
    hour = offered(stage)[0]
    book(hour, by=stage.signer, question="secret")
    cancel_booking(hour, by=stage.signer)
    hour.refresh_from_db()
    assert (hour.state, hour.booked_by, hour.question) == ("free", None, "")
    assert book(hour, by=stage.outsider, question="y").booked_by == stage.outsider


def test_others_do_not_cancel_a_booking(stage: Stage) -> None:
    hour = book(offered(stage)[0], by=stage.signer, question="x")
    for by in (stage.outsider, stage.colleague):
        with pytest.raises(ProgrammeError, match="not booked by your organisation"):
            cancel_booking(hour, by=by)


def test_an_adviser_cancels_a_booked_hour_with_a_reason(stage: Stage) -> None:
    hour = book(offered(stage)[0], by=stage.signer, question="x")
    with pytest.raises(ProgrammeError, match="Write a reason"):
        cancel_hour(hour, by=stage.lead)
    OutboxMail.objects.all().delete()
    cancel_hour(hour, by=stage.lead, reason="I am ill")
    assert [row[1] for row in calendars()] == ["CANCEL", "CANCEL"]
    assert "I am ill" in OutboxMail.objects.get(recipient="ilze.signer@example.org").body  # fmt: skip
    with pytest.raises(ProgrammeError, match="cannot be offered again"):
        restore_hour(hour, by=stage.lead)


def test_a_free_hour_is_cancelled_and_offered_again_without_mail(stage: Stage) -> None:
    hour = offered(stage)[0]
    cancel_hour(hour, by=stage.lead)
    assert free_hours(stage.signer, timezone.now()).count() == 7
    restore_hour(hour, by=stage.lead)
    assert free_hours(stage.signer, timezone.now()).count() == 8
    assert OutboxMail.objects.count() == 0


def test_offering_again_waits_for_whoever_adds_hours(stage: Stage) -> None:
    hour = cancel_hour(offered(stage)[0], by=stage.lead)
    with CaptureQueriesContext(connection) as asked:
        restore_hour(hour, by=stage.lead)
    read = [each["sql"] for each in asked if each["sql"].startswith("SELECT")]
    tables = [re.findall(r'FROM "(\w+)"', sql)[0] for sql in read]
    # The adviser is locked first, as by whoever adds hours; then the hour; then overlaps are looked up.
    assert tables[:3] == [
        "directory_person",
        "programmes_consultation",
        "programmes_consultation",
    ]
    locks = ["FOR UPDATE" in sql for sql in read[:3]]
    does_lock = connection.features.has_select_for_update
    assert locks == [does_lock, does_lock, False]


def test_the_database_refuses_two_hours_of_one_adviser_at_one_time(
    stage: Stage,
) -> None:
    hour = cancel_hour(offered(stage)[0], by=stage.lead)
    add_hours(by=stage.lead, adviser=stage.lead, series=series())
    with pytest.raises(ProgrammeError, match="Another hour is offered"):
        restore_hour(hour, by=stage.lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=hour.pk).update(state="free")


def test_only_a_booked_hour_that_has_begun_was_held(stage: Stage) -> None:
    for hour in (offered(stage)[0], begun(stage, booked_by=None)):
        with pytest.raises(ProgrammeError, match="Only a booked hour"):
            mark_held(hour, by=stage.lead, note="")
    Consultation.objects.all().delete()
    hour = mark_held(begun(stage, booked_by=stage.signer), by=stage.lead, note="Two fairs")  # fmt: skip
    assert (hour.state, hour.note) == ("held", "Two fairs")


def test_a_booking_is_read_by_its_two_sides_alone(stage: Stage) -> None:
    hour = book(offered(stage)[0], by=stage.signer, question="A secret question")
    address = f"/portal/consultations/{hour.pk}/"
    assert {
        name: sign_in(getattr(stage, name)).get(address).status_code
        for name in ("lead", "signer", "manager", "colleague", "outsider")
    } == {
        "lead": 200,
        "signer": 200,
        "manager": 404,
        "colleague": 404,
        "outsider": 404,
    }
    assert "A secret question" in sign_in(stage.lead).get(address).content.decode()
    assert sign_in(stage.outsider).get(f"{address}hour.ics").status_code == 404
    assert sign_in(stage.outsider).post(f"{address}cancel/").status_code == 404


def test_booking_and_cancelling_on_pages(stage: Stage) -> None:
    hour = offered(stage)[0]
    client = sign_in(stage.signer)
    page = client.get("/portal/consultations/").content.decode()
    assert page.count("14:00–14:30, Agnese Lead") == 2
    address = f"/portal/consultations/{hour.pk}/"
    assert client.post(address, {"question": ""}).status_code == 422
    client.post(address, {"question": "Which fair?"})
    hour.refresh_from_db()
    assert hour.state == "booked"
    entry = Calendar.from_ical(client.get(f"{address}hour.ics").content)
    assert str(entry.walk("VEVENT")[0]["status"]) == "CONFIRMED"
    client.post(f"{address}cancel/", {"reason": ""})
    hour.refresh_from_db()
    assert hour.state == "free"


def test_hours_are_offered_on_a_page(stage: Stage) -> None:
    assert sign_in(stage.signer).get("/portal/consultations/hours/").status_code == 403
    facts = {
        "adviser": stage.lead.pk,
        "subject": "Markets",
        "first": f"{YEAR}-06-01",
        "last": f"{YEAR}-06-01",
        "weekdays": ["0", "1", "2", "3", "4", "5", "6"],
        "opens": "14:00",
        "closes": "15:00",
        "minutes": "30",
        "zone": "Europe/Riga",
        "channel": "video",
    }
    client = sign_in(stage.lead)
    response = client.post("/portal/consultations/hours/add/", facts)
    assert response["Location"] == "/portal/consultations/hours/"
    assert Consultation.objects.count() == 2
    again = client.post("/portal/consultations/hours/add/", facts)
    assert again.status_code == 422
    assert "overlaps one offered already" in again.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_much_whatever_its_length(
    stage: Stage, rows: int, django_assert_num_queries: object
) -> None:
    made = offered(stage)
    Consultation.objects.exclude(pk__in=[each.pk for each in made[:rows]]).delete()
    client = sign_in(stage.signer)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/portal/consultations/")


def test_an_organisation_that_runs_no_programme_offers_no_hours(stage: Stage) -> None:
    somebody = person("Vita", organisation("Vita Labs"))
    with pytest.raises(ProgrammeError, match="agencies and other bodies"):
        add_hours(by=somebody, adviser=somebody, series=series())
