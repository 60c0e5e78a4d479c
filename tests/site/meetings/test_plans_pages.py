"""Pages of the plan: who may see and change what, what they say, and how many queries they cost."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import Job
from madang.site.directory.models import Person, User
from madang.site.events.actions import bump_version
from madang.site.events.models import Event, Registration, Staff
from madang.site.meetings.actions import plans
from madang.site.meetings.models import Meeting, Plan
from tests.conftest import lead_of, sign_in, take_part
from tests.site.meetings.planning import agree, plan_now

READ = [
    "timetable/",
    "unplaced/",
    "meetings/{meeting}/",
    "plans/",
    "plans/1/",
    "plans/1/compare/?with=1",
    "plans/1/problem.json",
    "plans/1/schedule.json",
]
CHANGE = [
    "timetable/place/",
    "meetings/{meeting}/pin/",
    "plans/1/copy/",
    "plans/1/back/",
    "plans/1/discard/",
    "plans/1/check/",
    "plans/1/publish/",
    "plans/",
]


@pytest.fixture
def meeting(event: Event, alder: Registration, birch: Registration) -> Meeting:
    """An agreed meeting in a draft."""
    meeting = agree(alder, birch)
    plan_now(event)
    return meeting


@pytest.fixture
def desk(event: Event) -> Person:
    """Somebody at the desk."""
    user = User.objects.create_user("desk@example.org")
    person = Person.objects.create(name="Desk Kim", email=user.email, user=user)
    Staff.objects.create(event=event, person=person, role="desk")
    return person


def _address(path: str, meeting: Meeting) -> str:
    return f"/lounge/spring/{path.format(meeting=meeting.pk)}"


@pytest.mark.parametrize("path", READ)
def test_organisers_and_desk_read_participants_do_not(
    path: str, meeting: Meeting, organiser: Person, desk: Person, alder: Registration
) -> None:
    address = _address(path, meeting)
    assert sign_in(organiser).get(address).status_code == 200
    assert sign_in(desk).get(address).status_code == 200
    assert sign_in(lead_of(alder)).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("path", CHANGE)
def test_only_organisers_change(
    path: str, meeting: Meeting, organiser: Person, desk: Person, alder: Registration
) -> None:
    address = _address(path, meeting)
    assert sign_in(desk).post(address).status_code == 404
    assert sign_in(lead_of(alder)).post(address).status_code == 404
    assert Client().post(address).status_code == 302
    assert [plan.state for plan in Plan.objects.all()] == ["draft"]


def test_another_events_organiser_sees_nothing(meeting: Meeting) -> None:
    user = User.objects.create_user("other@example.org")
    person = Person.objects.create(name="Else", email=user.email, user=user)
    other = Event.objects.create(
        name="Autumn", slug="autumn", city="Riga", country="LV"
    )
    Staff.objects.create(event=other, person=person, role="organiser")
    for path in READ:
        assert sign_in(person).get(_address(path, meeting)).status_code == 404


def _text(client: Client, address: str) -> str:
    return unescape(client.get(address, follow=True).content.decode())


def test_the_timetable_of_an_event_without_a_version(
    event: Event, organiser: Person
) -> None:
    page = _text(sign_in(organiser), "/lounge/spring/timetable/")
    assert "No version yet: every cell is free." in page
    assert page.count('<span class="cell free">free</span>') == 8


def test_the_timetable_of_an_event_without_slots(
    event: Event, organiser: Person
) -> None:
    event.slots.all().delete()
    page = _text(sign_in(organiser), "/lounge/spring/timetable/")
    assert "The event has no slots yet." in page


def test_moving_marks_where_it_fits_and_says_why_not(
    meeting: Meeting, organiser: Person, event: Event
) -> None:
    client = sign_in(organiser)
    page = _text(client, f"/lounge/spring/timetable/?move={meeting.pk}")
    assert page.count(">fits both</a>") == 7
    assert "7 cells fit in all." in page
    slot, place = event.slots.last(), event.places.get(code="E2")
    assert slot is not None
    event.places.filter(pk=place.pk).update(is_open=False)
    bump_version(event)
    page = _text(
        client,
        f"/lounge/spring/timetable/?move={meeting.pk}&to={slot.pk}-{place.pk}",
    )
    assert "<b>E2</b> takes no meeting at 10:30." in page


def test_a_move_is_saved_and_a_refused_one_names_its_reason(
    meeting: Meeting, organiser: Person, event: Event, birch: Registration
) -> None:
    client, plan = sign_in(organiser), Plan.objects.get()
    slot, place = event.slots.order_by("starts_at")[3], event.places.get(code="E2")
    sent = {
        "plan": 1,
        "revision": 0,
        "meeting": meeting.pk,
        "slot": slot.pk,
        "place": place.pk,
        "pin": "on",
    }
    page = client.post("/lounge/spring/timetable/place/", sent, follow=True)
    said = "Alder Bio – Birch Institute: now at E2 in version 1."
    assert said in page.content.decode()
    assert (plan.placements.get().slot, plan.placements.get().place) == (slot, place)
    page = client.post("/lounge/spring/timetable/place/", sent, follow=True)
    assert "Somebody changed this version" in page.content.decode()


def test_pin_unpin_and_take_out_on_the_page_of_a_meeting(
    meeting: Meeting, organiser: Person
) -> None:
    client = sign_in(organiser)
    for revision, verb in enumerate(["pin", "unpin", "unplace"]):
        answer = client.post(
            f"/lounge/spring/meetings/{meeting.pk}/{verb}/",
            {"plan": 1, "revision": revision},
        )
        assert answer.status_code == 302
    page = _text(client, f"/lounge/spring/meetings/{meeting.pk}/")
    assert "It fits now: place it by hand or make a new version." in page
    for verb in ("pin meeting", "unpin meeting", "take meeting out"):
        assert f"<b>{verb}</b>, Jisoo Han" in page
    unknown = client.post(f"/lounge/spring/meetings/{meeting.pk}/burn/", {})
    assert unknown.status_code == 404


def test_a_new_version_is_asked_for_and_its_course_shown(
    meeting: Meeting, organiser: Person
) -> None:
    client = sign_in(organiser)
    answer = client.post("/lounge/spring/plans/", {"seconds": 5, "seed": 1})
    job = Job.objects.get(kind="plan")
    assert answer["Location"] == f"/lounge/spring/jobs/{job.pk}/"
    wrong = client.post("/lounge/spring/plans/", {"seconds": 0, "seed": 1})
    assert wrong.status_code == 422


def test_the_publish_page_says_how_many_get_mail(
    meeting: Meeting, organiser: Person
) -> None:
    client = sign_in(organiser)
    page = _text(client, "/lounge/spring/plans/1/publish/")
    assert "2 people will get mail." in page
    assert "Publish and send 2 mails" in page
    said = client.post("/lounge/spring/plans/1/publish/", follow=True)
    assert "Version 1 is published: 2 mails go out." in said.content.decode()


def test_the_judge_is_asked_from_the_page(meeting: Meeting, organiser: Person) -> None:
    client = sign_in(organiser)
    page = client.post("/lounge/spring/plans/1/check/", follow=True)
    assert "The judge accepts version 1" in page.content.decode()
    Plan.objects.update(problem_file=b"", schedule_file=b"")
    page = client.post("/lounge/spring/plans/1/check/", follow=True)
    assert "The judge refuses version 1" in page.content.decode()
    assert client.get("/lounge/spring/plans/1/problem.json").status_code == 404


def test_copy_discard_and_roll_back_from_the_page(
    meeting: Meeting, organiser: Person
) -> None:
    client = sign_in(organiser)
    client.post("/lounge/spring/plans/1/copy/")
    client.post("/lounge/spring/plans/2/discard/")
    page = client.post("/lounge/spring/plans/2/back/", follow=True)
    assert "Version 3 is a draft, made from version 2." in page.content.decode()
    assert list(Plan.objects.values_list("number", "state")) == [
        (3, "draft"),
        (2, "discarded"),
        (1, "draft"),
    ]


def test_unplaced_meetings_by_reason_with_their_remedy(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    birch.languages.update(code="ko")
    agree(alder, birch)
    plan_now(event)
    client = sign_in(organiser)
    page = _text(client, "/lounge/spring/unplaced/?reason=no_interpreter")
    assert "1 of 1 agreed meetings has no place in version 1." in page
    assert "One more interpreter for English and Korean at 09:00" in page
    agree(alder, take_part(event, "Cedar Labs"))
    page = _text(client, "/lounge/spring/unplaced/")
    assert "1 meeting was agreed after version 1 was made." in page


def _cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


PAGES = [
    ("timetable/", 19),
    ("timetable/?move={meeting}", 22),
    ("unplaced/", 18),
    ("meetings/{meeting}/", 23),
    ("plans/", 20),
    ("plans/1/", 18),
    ("plans/2/compare/?with=1", 17),
    ("plans/2/publish/", 19),
]


@pytest.mark.parametrize(("path", "most"), PAGES)
def test_pages_cost_the_same_at_one_and_at_three_meetings(
    path: str, most: int, event: Event, organiser: Person, meeting: Meeting
) -> None:
    client = sign_in(organiser)
    plans.copy_plan(plan=Plan.objects.get(), by=organiser)
    address = _address(path, meeting)
    client.get(address)
    assert _cost(client, address) == most
    Plan.objects.all().delete()
    for name in ("Cedar Labs", "Dogwood Care"):
        agree(take_part(event, name), take_part(event, f"{name} South"))
    plan_now(event)
    plans.copy_plan(plan=Plan.objects.order_by("pk")[0], by=organiser)
    assert _cost(client, address) == most


def test_two_versions_are_compared_on_a_page_by_kind(
    meeting: Meeting, organiser: Person, event: Event
) -> None:
    copy = plans.copy_plan(plan=Plan.objects.get(), by=organiser)
    client = sign_in(organiser)
    address = "/lounge/spring/plans/2/compare/?with=1"
    page = _text(client, address)
    assert "1 meeting is the same in both. Nothing differs." in page
    row = copy.placements.get()
    copy.placements.update(place=event.places.exclude(pk=row.place_id)[0])
    page = _text(client, f"{address}&kind=moved")
    assert 'Moved <span class="num faint">1</span>' in page
    assert "Alder Bio and Birch Institute" in page
    copy.placements.all().delete()
    page = _text(client, address)
    assert 'Gone <span class="num faint">1</span>' in page
    assert '<span class="faint">no place</span>' in page
    assert client.get("/lounge/spring/plans/2/compare/").status_code == 404
