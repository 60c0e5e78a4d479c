"""Calendars: what a subscribed program reads after a plan, after changes, and after the address was revoked."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import Delegate, Event, Interpreter, Place, Registration
from madang.site.meetings.actions.answers import cancel_meeting
from madang.site.meetings.actions.calendar import make_address, revoke_address, tell
from madang.site.meetings.models import CalendarAddress, CalendarEntry
from madang.site.meetings.queries.owners import Owner
from tests.conftest import lead_of, sign_in, take_part
from tests.site.meetings.published import agree, publish


def delegate_of(registration: Registration, position: int = 1) -> Delegate:
    return Delegate.objects.get(registration=registration, position=position)


def token_of(owner: Owner, event: Event) -> str:
    return make_address(
        owner=owner,
        by=lead_of(
            Registration.objects.get(event=event, organisation__name="Alder Bio")
        ),
        event=event,
    )


def read(token: str) -> list[dict[str, object]]:
    response = Client().get(f"/calendar/{token}.ics")
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    return [
        {
            "uid": str(each["uid"]),
            "sequence": int(each["sequence"]),
            "starts": each["dtstart"].dt,
            "title": str(each["summary"]),
            "place": str(each["location"]),
            "status": str(each["status"]),
        }
        for each in calendar.walk("VEVENT")
    ]


def test_a_calendar_has_its_meeting_in_the_zone_of_the_event(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    tell(plan=publish(event, (meeting, 2, "E1")))
    token = token_of(Owner(delegate=delegate_of(alder)), event)
    assert read(token) == [
        {
            "uid": f"meeting-{meeting.pk}.delegate-{delegate_of(alder).pk}.{event.created_at:%Y%m%d%H%M%S}@madang",
            "sequence": 0,
            "starts": datetime(2027, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Seoul")),
            "title": "Birch Institute",
            "place": "Table 1 (E1), East",
            "status": "CONFIRMED",
        }
    ]


def test_a_calendar_defines_its_zone_its_name_and_how_often_to_look(
    event: Event, alder: Registration, birch: Registration
) -> None:
    tell(plan=publish(event, (agree(alder, birch), 1, "E1")))
    token = token_of(Owner(delegate=delegate_of(alder)), event)
    response = Client().get(f"/calendar/{token}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-calname"] == "Spring Lounge: Lead of Alder Bio"
    assert calendar["refresh-interval"].dt == timedelta(minutes=15)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n" in response.content
    assert [str(each["tzid"]) for each in calendar.walk("VTIMEZONE")] == ["Asia/Seoul"]
    found = calendar.walk("VEVENT")[0]
    assert "last-modified" in found
    assert "dtstamp" in found


@pytest.mark.parametrize("change", ["slot", "place", "interpreter"])
def test_the_sequence_grows_with_each_change_and_the_uid_stays(
    event: Event, alder: Registration, birch: Registration, change: str
) -> None:
    meeting = agree(alder, birch)
    interpreter = Interpreter.objects.create(event=event, name="Minho Yang")
    first = publish(event, (meeting, 1, "E1"))
    tell(plan=first)
    token = token_of(Owner(delegate=delegate_of(alder)), event)
    before = read(token)
    rows = {
        "slot": (meeting, 3, "E1"),
        "place": (meeting, 1, "E2"),
        "interpreter": (meeting, 1, "E1", interpreter),
    }
    second = publish(event, rows[change])
    tell(plan=second, previous=first)
    after = read(token)
    assert [each["uid"] for each in after] == [each["uid"] for each in before]
    assert [each["sequence"] for each in after] == [1]


def test_the_sequence_grows_when_somebody_else_comes(
    event: Event, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch), 1, "E1"))
    tell(plan=plan)
    plan.placements.get().attendances.filter(delegate__registration=birch).update(
        delegate=delegate_of(birch, 2)
    )
    assert tell(plan=plan) == 4
    assert CalendarEntry.objects.get(delegate=delegate_of(alder)).sequence == 1
    assert CalendarEntry.objects.get(delegate=delegate_of(birch)).is_cancelled
    assert CalendarEntry.objects.get(delegate=delegate_of(birch, 2)).sequence == 0


def test_the_same_plan_told_again_changes_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch), 1, "E1"))
    assert tell(plan=plan) == 3
    assert tell(plan=plan) == 0
    assert CalendarEntry.objects.count() == 3
    assert set(CalendarEntry.objects.values_list("sequence", flat=True)) == {0}


def test_a_meeting_that_leaves_the_plan_stays_as_cancelled_and_can_come_back(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    tell(plan=publish(event, (meeting, 1, "E1")))
    token = token_of(Owner(delegate=delegate_of(alder)), event)
    tell(plan=publish(event))
    assert [(each["status"], each["sequence"]) for each in read(token)] == [
        ("CANCELLED", 1)
    ]
    tell(plan=publish(event, (meeting, 2, "E2")))
    assert [(each["status"], each["sequence"]) for each in read(token)] == [
        ("CONFIRMED", 2)
    ]


def test_a_meeting_that_a_side_cancels_is_cancelled_in_calendars_at_once(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    tell(plan=publish(event, (meeting, 1, "E1")))
    token = token_of(Owner(delegate=delegate_of(birch)), event)
    cancel_meeting(by=lead_of(alder), meeting=meeting, registration=alder)
    assert [(each["status"], each["sequence"]) for each in read(token)] == [
        ("CANCELLED", 1)
    ]


def test_interpreters_and_places_have_calendars_too(
    event: Event, alder: Registration, birch: Registration
) -> None:
    interpreter = Interpreter.objects.create(event=event, name="Minho Yang")
    tell(plan=publish(event, (agree(alder, birch), 1, "E1", interpreter)))
    for owner in (
        Owner(interpreter=interpreter),
        Owner(place=Place.objects.get(code="E1")),
    ):
        assert [each["title"] for each in read(token_of(owner, event))] == [
            "Alder Bio – Birch Institute"
        ]


def test_other_events_keep_their_calendars(
    event: Event, alder: Registration, birch: Registration
) -> None:
    tell(plan=publish(event, (agree(alder, birch), 1, "E1")))
    other = Event.objects.create(
        name="Autumn", slug="autumn", city="Riga", country="LV", zone="Europe/Riga"
    )
    tell(plan=publish(other))
    assert CalendarEntry.objects.filter(is_cancelled=True).count() == 0


def test_text_is_escaped(
    event: Event, alder: Registration, birch: Registration
) -> None:
    birch.organisation.name = "Birch; Sons, Ltd\\ 자작나무"
    birch.organisation.save()
    tell(
        plan=publish(
            event,
            (agree(alder, birch, message="Line one\nline two, BEGIN:VEVENT"), 1, "E1"),
        )
    )
    token = token_of(Owner(delegate=delegate_of(alder)), event)
    body = Client().get(f"/calendar/{token}.ics").content
    assert "SUMMARY:Birch\\; Sons\\, Ltd\\\\ 자작나무\r\n".encode() in body
    assert len(Calendar.from_ical(body).walk("VEVENT")) == 1
    assert [each["title"] for each in read(token)] == ["Birch; Sons, Ltd\\ 자작나무"]


def test_the_same_state_is_answered_with_304(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    tell(plan=publish(event, (meeting, 1, "E1")))
    token = token_of(Owner(delegate=delegate_of(alder)), event)
    tag = Client().get(f"/calendar/{token}.ics")["ETag"]
    again = Client().get(f"/calendar/{token}.ics", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    tell(plan=publish(event, (meeting, 2, "E1")))
    assert (
        Client()
        .get(f"/calendar/{token}.ics", headers={"if-none-match": tag})
        .status_code
        == 200
    )


def test_a_revoked_address_is_gone_and_a_new_one_works(
    event: Event, alder: Registration
) -> None:
    owner = Owner(delegate=delegate_of(alder))
    old = token_of(owner, event)
    assert revoke_address(owner=owner, by=lead_of(alder), event=event) is True
    assert revoke_address(owner=owner, by=lead_of(alder), event=event) is False
    assert Client().get(f"/calendar/{old}.ics").status_code == 410
    new = token_of(owner, event)
    assert new != old
    assert Client().get(f"/calendar/{new}.ics").status_code == 200
    newer = token_of(owner, event)
    assert Client().get(f"/calendar/{new}.ics").status_code == 410
    assert Client().get(f"/calendar/{newer}.ics").status_code == 200
    assert [each.verb for each in LogEntry.objects.order_by("id")] == [
        "make calendar address",
        "revoke calendar address",
        "make calendar address",
        "revoke calendar address",
        "make calendar address",
    ]


def test_an_address_that_never_was_is_not_found(db: None) -> None:
    assert Client().get(f"/calendar/{'0' * 64}.ics").status_code == 404


def test_an_address_stops_working_when_somebody_else_takes_the_chair(
    event: Event, alder: Registration
) -> None:
    chair = delegate_of(alder)
    token = token_of(Owner(delegate=chair), event)
    chair.person = Person.objects.create(
        name="Mina Seo", organisation=alder.organisation
    )
    chair.save()
    assert Client().get(f"/calendar/{token}.ics").status_code == 410


def test_the_database_keeps_no_token(event: Event, alder: Registration) -> None:
    token = token_of(Owner(delegate=delegate_of(alder)), event)
    assert CalendarAddress.objects.filter(token_hash=token).count() == 0
    assert len(token) == 64


def test_a_person_makes_sees_and_revokes_their_address(
    event: Event, alder: Registration
) -> None:
    client = sign_in(lead_of(alder))
    chair = f"delegate-{delegate_of(alder).pk}"
    page = client.get("/lounge/spring/my/agenda/").content.decode()
    assert "/calendar/" not in page
    response = client.post(
        "/lounge/spring/my/agenda/address/", {"of": chair, "do": "make"}
    )
    assert response.status_code == 302
    page = client.get("/lounge/spring/my/agenda/").content.decode()
    address = page.split("<code>")[1].split("</code>")[0]
    assert (
        Client().get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    )
    client.post("/lounge/spring/my/agenda/address/", {"of": chair, "do": "revoke"})
    assert (
        Client().get(address.removeprefix("http://127.0.0.1:8000")).status_code == 410
    )


def test_nobody_makes_an_address_of_somebody_elses_calendar(
    event: Event, alder: Registration, birch: Registration
) -> None:
    client = sign_in(lead_of(alder))
    response = client.post(
        "/lounge/spring/my/agenda/address/",
        {"of": f"delegate-{delegate_of(birch).pk}", "do": "make"},
    )
    assert response.status_code == 404
    assert CalendarAddress.objects.count() == 0


def test_telling_costs_the_same_for_one_meeting_and_for_three(
    event: Event, alder: Registration, birch: Registration, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    one = publish(event, (agree(alder, birch), 1, "E1"))
    with django_assert_num_queries(7):
        tell(plan=one)
    cedar, dogwood = take_part(event, "Cedar"), take_part(event, "Dogwood")
    rows = [
        (agree(alder, cedar), 2, "E1"),
        (agree(birch, dogwood), 3, "E1"),
        (agree(cedar, dogwood), 4, "E2"),
    ]
    three = publish(event, *rows)
    with django_assert_num_queries(8):
        tell(plan=three)


def test_the_organiser_keeps_the_addresses_of_places_and_nobody_those_of_delegates(
    event: Event, organiser: Person, alder: Registration
) -> None:
    place = Place.objects.get(code="E1")
    client, lead = sign_in(organiser), sign_in(lead_of(alder))
    address = f"/lounge/spring/agendas/place/{place.pk}/address/"
    assert lead.post(address, {"do": "make"}).status_code == 404
    assert (
        client.post(address, {"do": "make"})["Location"]
        == f"/lounge/spring/agendas/place/{place.pk}/#calendar"
    )
    page = client.get(f"/lounge/spring/agendas/place/{place.pk}/").content.decode()
    shown = page.split("<code>")[1].split("</code>")[0]
    assert Client().get(shown.removeprefix("http://127.0.0.1:8000")).status_code == 200
    foreign = f"/lounge/spring/agendas/delegate/{delegate_of(alder).pk}/address/"
    assert client.post(foreign, {"do": "make"}).status_code == 404
    assert CalendarAddress.objects.count() == 1
