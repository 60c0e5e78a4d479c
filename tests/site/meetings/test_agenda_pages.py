"""The agenda as people read it: what comes next, what changed, whose it is, and who may read whose."""

from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from re import sub

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.directory.models import Person, User
from madang.site.events.models import (
    Break,
    Day,
    Delegate,
    DelegateAbsence,
    Event,
    Interpreter,
    Place,
    Registration,
    RoundTable,
    RoundTableSeat,
    Slot,
    Staff,
)
from madang.site.matching.models import Reason, Run, Suggestion
from madang.site.meetings.models import Attendance, Feedback, Meeting, Placement
from madang.site.meetings.queries.agenda import plans_told
from madang.site.meetings.queries.days import DayAgenda, day_agenda
from madang.site.meetings.queries.owners import Owner
from madang.site.survey.models import Item
from tests.conftest import lead_of, sign_in, take_part
from tests.site.meetings.published import agree, publish, slot
from tests.site.survey.test_attendees_directory import show

MORNING = datetime(
    2027, 3, 1, 23, 30, tzinfo=UTC
)  # 08:30 in Seoul, half an hour before the first slot


def words(client: Client, address: str) -> str:
    """Return what a page says, without markup and with single spaces."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.content.decode())).split())


def shown(
    event: Event,
    registration: Registration,
    *,
    now: datetime = MORNING,
    asked: str = "",
) -> DayAgenda:
    plan, previous = plans_told(event)
    found = day_agenda(
        event=event,
        plan=plan,
        previous=previous,
        owner=Owner(
            delegate=Delegate.objects.select_related("registration").get(
                registration=registration, position=1
            )
        ),
        asked=asked,
        now=now,
    )
    assert found is not None
    return found


def rows(found: DayAgenda) -> list[tuple[str, str]]:
    return [
        (f"{each.starts_at:%H:%M}", each.line.title if each.line else each.words)
        for each in found.entries
    ]


def test_the_day_has_meetings_breaks_and_free_slots_in_order(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Break.objects.create(
        day=event.days.get(),
        name="Coffee",
        kind="coffee",
        starts=time(9, 55),
        ends=time(10),
    )
    publish(event, (agree(alder, birch), 2, "E1"))
    assert rows(shown(event, alder)) == [
        ("00:00", "1 slot free"),
        ("00:30", "Birch Institute"),
        ("00:55", "Coffee"),
        ("01:00", "2 slots free"),
    ]


def test_a_slot_in_which_somebody_is_away_is_not_free(
    event: Event, alder: Registration, birch: Registration
) -> None:
    DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=slot(event, 3))
    publish(event, (agree(alder, birch), 1, "E1"))
    assert rows(shown(event, alder))[1:] == [
        ("00:30", "1 slot free"),
        ("01:00", "Not available for 1 slot"),
        ("01:30", "1 slot free"),
    ]


def test_the_next_meeting_follows_the_clock(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    publish(event, (agree(alder, birch), 1, "E1"), (agree(alder, cedar), 3, "E1"))
    cases = {
        timedelta(0): ("Next, in 30 minutes", "Birch Institute", 1),
        timedelta(minutes=40): ("Now", "Birch Institute", 1),
        timedelta(minutes=55): ("Next, in 35 minutes", "Cedar", 2),
        timedelta(days=-2): ("Next, in 2 days", "Birch Institute", 1),
        # 47 hours before, and two days by the calendar of Seoul: what the desk says too.
        timedelta(hours=-46, minutes=-30): ("Next, in 2 days", "Birch Institute", 1),
        timedelta(hours=-3): ("Next, in 3 hours", "Birch Institute", 1),
    }
    for after, (head, title, number) in cases.items():
        found = shown(event, alder, now=MORNING + after)
        assert found.next is not None
        assert found.next.line is not None
        assert (found.until_next, found.next.line.title, found.number, found.count) == (
            head,
            title,
            number,
            2,
        )


def test_what_is_over_goes_to_earlier(
    event: Event, alder: Registration, birch: Registration
) -> None:
    publish(event, (agree(alder, birch), 1, "E1"))
    found = shown(event, alder, now=MORNING + timedelta(hours=1))
    assert found.next is None
    assert [each.line.title for each in found.earlier if each.line] == [
        "Birch Institute"
    ]


def test_today_is_shown_unless_the_address_asks_for_another_day(
    event: Event, alder: Registration, birch: Registration
) -> None:
    second = Day.objects.create(
        event=event, date=date(2027, 3, 3), opens=time(9), closes=time(10)
    )
    start = datetime(2027, 3, 3, 0, 0, tzinfo=UTC)
    Slot.objects.create(
        event=event, day=second, starts_at=start, ends_at=start + timedelta(minutes=25)
    )
    publish(event, (agree(alder, birch), 5, "E1"))
    assert shown(event, alder, now=MORNING - timedelta(days=9)).date == date(2027, 3, 3)
    assert shown(event, alder, now=MORNING).date == date(2027, 3, 2)
    assert shown(event, alder, now=MORNING, asked="2027-03-03").date == date(2027, 3, 3)
    assert shown(event, alder, now=MORNING, asked="2027-03-09").date == date(2027, 3, 2)
    assert shown(event, alder, now=MORNING + timedelta(days=9)).date == date(2027, 3, 3)


def test_a_change_is_said_in_place_and_a_lost_meeting_stays_as_cancelled(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    moved, lost = agree(alder, birch), agree(alder, cedar)
    publish(event, (moved, 1, "E1"), (lost, 2, "E1"))
    publish(event, (moved, 1, "E2"))
    found = shown(event, alder)
    assert found.notes == [
        (
            "Moved",
            "Birch Institute is still at 09:00, now at Table 2 (E2), not Table 1 (E1).",
        )
    ]
    assert [(each.line.title, each.state) for each in found.entries if each.line] == [
        ("Birch Institute", "placed"),
        ("Cedar", "cancelled"),
    ]


def test_a_meeting_that_was_cancelled_after_the_plan_is_not_the_next(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    publish(event, (meeting, 1, "E1"))
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    found = shown(event, alder)
    assert found.next is None
    assert [(each.line.title, each.state) for each in found.entries if each.line] == [
        ("Birch Institute", "cancelled")
    ]


def test_a_draft_is_shown_to_nobody(
    event: Event, alder: Registration, birch: Registration
) -> None:
    plan = publish(event, (agree(alder, birch), 1, "E1"))
    plan.state = "draft"
    plan.save()
    page = words(sign_in(lead_of(alder)), "/lounge/spring/my/agenda/")
    assert "No timetable is published yet. The meetings appear here when it is." in page
    assert "Birch Institute" not in page


def test_the_page_says_whom_where_why_and_in_which_language(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Person.objects.filter(pk=lead_of(alder).pk).update(zone="Europe/Riga")
    publish(
        event,
        (agree(alder, birch, message="Measles vaccine that keeps at 40 °C"), 2, "E1"),
    )
    page = words(sign_in(lead_of(alder)), "/lounge/spring/my/agenda/")
    assert "Tuesday 2 March Times in Seoul. Riga is 7 hours behind." in page
    assert (
        "Meeting 1 of 1 09:30 to 09:55 in Seoul 02:30 in Riga Birch Institute Lead of Birch Institute Where Table 1 (E1), East"
        in page
    )
    assert (
        "Why Measles vaccine that keeps at 40 °C Language English, no interpreter"
        in page
    )


def test_an_interpreter_reads_their_meetings(event: Event, alder: Registration) -> None:
    seoul = take_part(event, "Onnuri", languages=("ko",))
    user = User.objects.create_user("minho@example.org")
    person = Person.objects.create(name="Minho Yang", email=user.email, user=user)
    interpreter = Interpreter.objects.create(
        event=event, name="Minho Yang", person=person
    )
    interpreter.pairs.create(first="en", second="ko")
    publish(event, (agree(alder, seoul), 1, "E1", interpreter))
    page = words(sign_in(person), "/lounge/spring/my/agenda/")
    assert (
        "Alder Bio – Onnuri Lead of Alder Bio, Alder Bio; Lead of Onnuri, Onnuri"
        in page
    )
    assert "With an interpreter, English and Korean: Minho Yang" in page


def test_a_round_table_has_its_seat_in_the_agenda(
    event: Event, alder: Registration, birch: Registration
) -> None:
    plan = publish(event)
    place = Place.objects.get(code="E2")
    table = RoundTable.objects.create(
        event=event,
        title="Making vaccines locally",
        chair=birch,
        place=place,
        slot=slot(event, 4),
    )
    RoundTableSeat.objects.create(
        round_table=table, delegate=alder.delegates.get(), number=1
    )
    placement = Placement.objects.create(
        plan=plan, round_table=table, slot=table.slot, place=place, is_published=True
    )
    Attendance.objects.create(
        placement=placement,
        delegate=alder.delegates.get(),
        slot=table.slot,
        is_published=True,
    )
    page = words(sign_in(lead_of(alder)), "/lounge/spring/my/agenda/")
    assert "Round table: Making vaccines locally Chair: Birch Institute" in page


def test_a_lead_switches_between_all_chairs_and_a_delegate_sees_their_own(
    event: Event, alder: Registration, birch: Registration
) -> None:
    user = User.objects.create_user("second@birch.example.org")
    second = Person.objects.create(
        name="Second of Birch",
        email=user.email,
        user=user,
        organisation=birch.organisation,
    )
    chairs = list(birch.delegates.order_by("position"))
    chairs[1].person = second
    chairs[1].save()
    publish(event, (agree(alder, birch), 1, "E1"))
    lead, other = sign_in(lead_of(birch)), sign_in(second)
    assert "Lead of Birch Institute Second of Birch" in words(
        lead, "/lounge/spring/my/agenda/"
    )
    assert "Alder Bio" not in words(
        lead, f"/lounge/spring/my/agenda/?of=delegate-{chairs[1].pk}"
    )
    assert (
        other.get(f"/lounge/spring/my/agenda/?of=delegate-{chairs[0].pk}").status_code
        == 404
    )
    assert other.get("/lounge/spring/my/agenda/").status_code == 200


def test_a_colleague_without_a_chair_is_told_so(
    event: Event, alder: Registration
) -> None:
    user = User.objects.create_user("colleague@alder.example.org")
    colleague = Person.objects.create(
        name="Colleague", email=user.email, user=user, organisation=alder.organisation
    )
    assert "You have no chair at this event yet." in words(
        sign_in(colleague), "/lounge/spring/my/agenda/"
    )


def person(event: Event, role: str) -> Person:
    user = User.objects.create_user(f"{role}@example.org")
    found = Person.objects.create(name=role, email=user.email, user=user)
    if role == "desk":
        Staff.objects.create(event=event, person=found, role="desk")
    if role == "interpreter":
        Interpreter.objects.create(event=event, person=found, name=role)
    return found


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/lounge/spring/my/agenda/",
            {
                "organiser": 404,
                "desk": 404,
                "interpreter": 200,
                "lead": 200,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/my/agenda.ics",
            {
                "organiser": 404,
                "desk": 404,
                "interpreter": 200,
                "lead": 200,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/my/agenda.pdf",
            {
                "organiser": 404,
                "desk": 404,
                "interpreter": 200,
                "lead": 200,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/agendas/",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/agendas/delegate/{delegate}/",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/agendas/delegate/{delegate}.pdf",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/agendas/organisation/{organisation}.pdf",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/agendas/all.pdf",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/agendas/signs.pdf",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/schedule.xlsx",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/schedule.csv",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/feedback/",
            {
                "organiser": 200,
                "desk": 404,
                "interpreter": 404,
                "lead": 404,
                "visitor": 404,
            },
        ),
    ],
)
def test_who_may_open_what(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    address: str,
    expected: dict[str, int],
) -> None:
    publish(event, (agree(alder, birch), 1, "E1"))
    address = address.format(delegate=alder.delegates.get().pk, organisation=alder.pk)
    people = {
        "organiser": organiser,
        "lead": lead_of(alder),
        **{role: person(event, role) for role in ("desk", "interpreter", "visitor")},
    }
    assert {
        role: sign_in(each).get(address).status_code for role, each in people.items()
    } == expected
    assert Client().get(address).status_code == 404


def test_the_desk_finds_anybodys_agenda(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    publish(event, (agree(alder, birch), 1, "E1"))
    client = sign_in(organiser)
    assert (
        "Lead of Alder Bio Alder Bio 1 Lead of Birch Institute Birch Institute 1 Delegate 2 Birch Institute 0"
        in words(client, "/lounge/spring/agendas/")
    )
    assert "Delegate 2" not in words(client, "/lounge/spring/agendas/?q=alder")
    assert "Table 1 (E1) East 1 Table 2 (E2) East 0" in words(
        client, "/lounge/spring/agendas/?of=place"
    )
    assert client.get("/lounge/spring/agendas/?of=nobody").status_code == 404
    place = Place.objects.get(code="E1")
    assert "Alder Bio – Birch Institute" in words(
        client, f"/lounge/spring/agendas/place/{place.pk}/"
    )


def test_agendas_of_another_event_are_not_found(
    event: Event, organiser: Person, alder: Registration
) -> None:
    other = Event.objects.create(
        name="Autumn", slug="autumn", city="Riga", country="LV", zone="Europe/Riga"
    )
    foreign = take_part(other, "Cedar").delegates.get()
    assert (
        sign_in(organiser)
        .get(f"/lounge/spring/agendas/delegate/{foreign.pk}/")
        .status_code
        == 404
    )


def test_a_page_costs_the_same_for_one_meeting_and_for_three(
    event: Event, alder: Registration, birch: Registration, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(lead_of(alder))
    one = agree(alder, birch)
    publish(event, (one, 1, "E1"))
    publish(event, (one, 2, "E1"))
    with django_assert_num_queries(20):
        client.get("/lounge/spring/my/agenda/")
    others = [agree(alder, take_part(event, name)) for name in ("Cedar", "Dogwood")]
    publish(event, (one, 1, "E1"), (others[0], 2, "E1"), (others[1], 3, "E2"))
    with django_assert_num_queries(20):
        client.get("/lounge/spring/my/agenda/")


def test_the_list_costs_the_same_for_one_delegate_and_for_three(
    event: Event, organiser: Person, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(organiser)
    publish(event)
    take_part(event, "Cedar")
    with django_assert_num_queries(16):
        client.get("/lounge/spring/agendas/")
    take_part(event, "Dogwood", delegates=2)
    with django_assert_num_queries(16):
        client.get("/lounge/spring/agendas/")


def test_one_can_cancel_a_meeting_and_the_other_side_hears_of_it(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    publish(event, (meeting, 1, "E1"))
    client = sign_in(lead_of(alder))
    address = f"/lounge/spring/my/cannot-come/{meeting.pk}/"
    assert "Cancel the meeting with Birch Institute" in words(client, address)
    assert Meeting.objects.get().state == "accepted"
    response = client.post(address, {"note": "Our delegate travels on Tuesday."})
    assert (response.status_code, response["Location"]) == (
        302,
        "/lounge/spring/my/agenda/",
    )
    assert Meeting.objects.get().state == "cancelled"
    assert client.get(address).status_code == 404


def test_nobody_cancels_a_meeting_of_others(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    meeting = agree(alder, birch)
    assert (
        sign_in(lead_of(cedar))
        .post(f"/lounge/spring/my/cannot-come/{meeting.pk}/")
        .status_code
        == 404
    )
    assert Meeting.objects.get().state == "accepted"


def test_a_colleague_without_a_chair_cancels_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    user = User.objects.create_user("colleague@alder.example.org")
    colleague = Person.objects.create(
        name="Colleague", email=user.email, user=user, organisation=alder.organisation
    )
    assert (
        sign_in(colleague)
        .post(f"/lounge/spring/my/cannot-come/{meeting.pk}/")
        .status_code
        == 403
    )
    assert Meeting.objects.get().state == "accepted"


def test_a_meeting_that_is_over_cannot_be_cancelled(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan = publish(event, (meeting, 1, "E1"))
    past = timezone.now() - timedelta(days=1)
    Slot.objects.filter(pk=plan.placements.get().slot_id).update(
        starts_at=past, ends_at=past + timedelta(minutes=25)
    )
    assert (
        sign_in(lead_of(alder))
        .post(f"/lounge/spring/my/cannot-come/{meeting.pk}/")
        .status_code
        == 403
    )
    assert Meeting.objects.get().state == "accepted"


def reasons_for(event: Event, left: Registration, right: Registration) -> None:
    run = Run.objects.create(event=event, version=1, is_current=True)
    Suggestion.objects.create(
        run=run,
        left=left,
        right=right,
        score=900,
        left_gain=900,
        right_gain=900,
        reasons=[Reason("shared_field", "full", "left", terms="field:vaccines")],
    )


def test_without_a_message_the_page_says_what_the_matching_found(
    event: Event, alder: Registration, birch: Registration
) -> None:
    reasons_for(event, alder, birch)
    show(birch)
    publish(event, (agree(alder, birch), 2, "E1"))
    page = words(sign_in(lead_of(alder)), "/lounge/spring/my/agenda/")
    assert "why you and they both name vaccines. language" in page.lower()


def test_of_an_organisation_that_shows_itself_to_nobody_no_reason_is_said(
    event: Event, alder: Registration, birch: Registration
) -> None:
    reasons_for(event, alder, birch)
    show(birch, "")
    publish(event, (agree(alder, birch), 2, "E1"))
    assert "Vaccines" not in words(sign_in(lead_of(alder)), "/lounge/spring/my/agenda/")


def test_the_message_of_a_request_is_for_the_two_sides(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    user = User.objects.create_user("minho@example.org")
    minho = Person.objects.create(name="Minho Yang", email=user.email, user=user)
    interpreter = Interpreter.objects.create(
        event=event, name="Minho Yang", person=minho
    )
    publish(
        event,
        (agree(alder, birch, message="In confidence: our price"), 1, "E1", interpreter),
    )
    assert "In confidence" in words(
        sign_in(lead_of(birch)), "/lounge/spring/my/agenda/"
    )
    assert "In confidence" not in words(sign_in(minho), "/lounge/spring/my/agenda/")
    place = Place.objects.get(code="E1")
    assert "In confidence" not in words(
        sign_in(organiser), f"/lounge/spring/agendas/place/{place.pk}/"
    )


def test_the_fullest_page_stays_within_25_queries(
    event: Event, alder: Registration, birch: Registration, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    interpreter = Interpreter.objects.create(event=event, name="Minho Yang")
    reasons_for(event, alder, birch)
    answers = [show(alder), show(birch)]
    items = [
        Item.objects.create(answer=answer, role=role, text="Vaccines")
        for answer, role in zip(answers, ("seek", "offer"), strict=True)
    ]
    cited = Reason("seek_offer", "full", "left", items[0].pk, items[1].pk)
    Suggestion.objects.update(reasons=[cited])
    over = agree(alder, take_part(event, "Cedar"))
    Feedback.objects.create(meeting=over, by=alder, verdict="informative")
    meeting = agree(alder, birch)
    publish(event, (meeting, 2, "E2"))
    publish(event, (over, 1, "E1"), (meeting, 3, "E2", interpreter))
    slot_ids = list(event.slots.order_by("starts_at").values_list("pk", flat=True))
    now = timezone.now().replace(microsecond=0)
    for number, begins in ((1, -40), (3, -10), (2, -100), (4, -70)):
        starts = now + timedelta(minutes=begins)
        Slot.objects.filter(pk=slot_ids[number - 1]).update(
            starts_at=starts, ends_at=starts + timedelta(minutes=25)
        )
    # A zone in which it is noon now, so that the day does not end under the test.
    offset = 12 - now.hour
    Event.objects.update(zone=f"Etc/GMT{-offset:+d}")
    Day.objects.update(date=(now + timedelta(hours=offset)).date())
    client = sign_in(lead_of(alder))
    with django_assert_num_queries(24):
        page = words(client, "/lounge/spring/my/agenda/")
    assert "Why They offer “Vaccines”, which you seek." in page
    assert "Informative" in page
