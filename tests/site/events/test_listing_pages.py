from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person, User
from madang.site.events.models import Day, Deadline, Event, Registration, Staff
from tests.conftest import lead_of, sign_in


def staff_person() -> Person:
    user = User.objects.create_user("staff@example.org", is_staff=True)
    return Person.objects.create(name="Mina Seo", email=user.email, user=user)


BASICS = {
    "name": "Autumn Lounge",
    "slug": "autumn",
    "city": "Busan",
    "country": "KR",
    "venue": "Harbour Hall",
    "zone": "Asia/Seoul",
    "summary": "",
    "slot_minutes": "25",
    "pause_minutes": "5",
    "most_per_day": "12",
}


def test_a_visitor_sees_a_listed_event_and_no_other(event: Event) -> None:
    Event.objects.create(
        name="Quiet Lounge", slug="quiet", city="Seoul", country="KR", is_listed=False
    )
    page = Client().get("/lounge/").content.decode()
    assert page.count("Spring Lounge") == 1
    assert page.count("Quiet Lounge") == 0
    assert Client().get("/lounge/spring/").status_code == 200
    assert Client().get("/lounge/quiet/").status_code == 404


def test_the_next_event_comes_first_and_one_that_is_over_stands_apart(
    event: Event,
) -> None:
    for name, slug, year in (
        ("Late Lounge", "late", 2030),
        ("Old Lounge", "old", 2020),
    ):
        other = Event.objects.create(name=name, slug=slug, city="Seoul", country="KR")
        Day.objects.create(
            event=other, date=date(year, 1, 8), opens=time(9), closes=time(12)
        )
    page = Client().get("/lounge/").content.decode()
    assert (
        page.index("Spring Lounge")
        < page.index("Late Lounge")
        < page.index("Old Lounge")
    )
    past = Client().get("/lounge/?when=past").content.decode()
    assert [
        past.count(name) for name in ("Spring Lounge", "Late Lounge", "Old Lounge")
    ] == [0, 0, 1]


def test_the_list_says_the_readers_part(
    event: Event, organiser: Person, alder: Registration
) -> None:
    assert sign_in(organiser).get("/lounge/").context["events"][0][1] == ["Organiser"]
    assert sign_in(lead_of(alder)).get("/lounge/").context["events"][0][1] == [
        "You lead your organisation’s entry"
    ]
    assert Client().get("/lounge/").context["events"][0][1] == []


def test_the_empty_list_says_how_to_come_to_an_event(db: None) -> None:
    assert (
        Client()
        .get("/lounge/")
        .content.decode()
        .count("No event is shown to visitors at present.")
        == 1
    )


def test_the_list_costs_the_same_for_one_event_and_for_three(
    event: Event, organiser: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(organiser)
    with django_assert_num_queries(9):
        client.get("/lounge/")
    for number in (1, 2):
        other = Event.objects.create(
            name=f"Lounge {number}", slug=f"lounge-{number}", city="Seoul", country="KR"
        )
        Day.objects.create(
            event=other, date=date(2028, 1, 8), opens=time(9), closes=time(12)
        )
        Staff.objects.create(event=other, person=organiser, role="organiser")
    with django_assert_num_queries(9):
        client.get("/lounge/")


def test_the_page_of_an_event_tells_days_and_deadlines_in_its_zone(
    event: Event,
) -> None:
    Deadline.objects.create(
        event=event, kind="survey", due_at=datetime(2097, 2, 1, 9, 0, tzinfo=UTC)
    )
    page = Client().get("/lounge/spring/").content.decode()
    assert page.count("Tuesday 2 March") == 1
    assert page.count("09:00–11:00") == 1
    assert page.count(">Over since 1 February, 18:00 (Seoul)<") == 0
    assert page.count(">1 February, 18:00 (Seoul)<") == 1
    Deadline.objects.update(due_at=datetime(2026, 2, 1, 9, 0, tzinfo=UTC))
    page = Client().get("/lounge/spring/").content.decode()
    assert page.count(">Over since 1 February, 18:00 (Seoul)<") == 1


def test_the_page_says_what_somebody_is(
    event: Event, organiser: Person, alder: Registration
) -> None:
    assert sign_in(organiser).get("/lounge/spring/").context["roles"] == [
        "You organise this event."
    ]
    assert sign_in(lead_of(alder)).get("/lounge/spring/").context["roles"] == [
        "You lead the entry of Alder Bio."
    ]
    assert Client().get("/lounge/spring/").context["roles"] == []


def test_who_takes_part_reads_the_way_in_and_not_how_to_be_invited(
    event: Event, alder: Registration
) -> None:
    inside = sign_in(lead_of(alder)).get("/lounge/spring/").content.decode()
    outside = Client().get("/lounge/spring/").content.decode()
    invited = "Organisations come by invitation of the organisers."
    assert (inside.count(invited), outside.count(invited)) == (0, 1)
    assert inside.count('<h2 id="part">Your part</h2>') == 1
    assert inside.count('<a class="go" href="/lounge/spring/my/answers/') == 1
    assert outside.count("Sign in, if you are invited") == 1


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("desk/", "Desk · Spring Lounge · Madang"),
        ("survey/", "Survey · Spring Lounge · Madang"),
        ("matching/", "Matching · Spring Lounge · Madang"),
        ("requests/", "Requests · Spring Lounge · Madang"),
        ("timetable/", "Timetable · Spring Lounge · Madang"),
        ("people/", "People · Spring Lounge · Madang"),
        ("setup/", "Set-up · Spring Lounge · Madang"),
        ("", "Spring Lounge · Madang"),
    ],
)
def test_the_title_of_every_page_of_an_event_ends_with_its_name(
    event: Event, organiser: Person, path: str, title: str
) -> None:
    page = sign_in(organiser).get(f"/lounge/spring/{path}", follow=True)
    assert page.content.decode().count(f"<title>{title}</title>") == 1


def test_staff_of_the_site_make_an_event_and_organise_it(db: None) -> None:
    person = staff_person()
    response = sign_in(person).post("/lounge/new/", BASICS)
    assert (response.status_code, response["Location"]) == (
        302,
        "/lounge/autumn/setup/days/",
    )
    event = Event.objects.get()
    assert (event.name, event.state, event.is_listed) == (
        "Autumn Lounge",
        "preparing",
        False,
    )
    assert Staff.objects.get().person == person
    assert list(LogEntry.objects.values_list("verb", "actor_label")) == [
        ("create event", "Mina Seo")
    ]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("slug", "new", "Another page has this short name. Choose another one."),
        ("slug", "spring", "Another page has this short name. Choose another one."),
        ("slot_minutes", "0", "Ensure this value is greater than or equal to 5."),
        (
            "zone",
            "Mars/Olympus",
            "Select a valid choice. Mars/Olympus is not one of the available choices.",
        ),
    ],
)
def test_an_event_that_cannot_be_is_refused_at_its_field(
    event: Event, field: str, value: str, message: str
) -> None:
    response = sign_in(staff_person()).post("/lounge/new/", {**BASICS, field: value})
    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert Event.objects.count() == 1


def test_nobody_else_makes_an_event(event: Event, organiser: Person) -> None:
    assert sign_in(organiser).post("/lounge/new/", BASICS).status_code == 403
    assert Client().post("/lounge/new/", BASICS).status_code == 302
    assert Event.objects.count() == 1
