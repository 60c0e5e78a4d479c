"""Every page of the set-up: who may open it, what it costs, and that its buttons do what they say."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.log import record
from madang.site.core.models import Job, OutboxMail
from madang.site.directory.models import Person, User
from madang.site.events.models import (
    Break,
    Day,
    Deadline,
    Event,
    Hall,
    Interpreter,
    InterpreterPair,
    Place,
    Registration,
    RoundTable,
    RoundTableSeat,
    Slot,
    Staff,
    Zone,
)
from tests.conftest import lead_of, sign_in

PAGES = [
    "setup/",
    "setup/copy/",
    "setup/days/",
    "setup/days/new/",
    "setup/days/{day}/",
    "setup/days/{day}/remove/",
    "setup/days/{day}/breaks/new/",
    "setup/breaks/{pause}/",
    "setup/breaks/{pause}/remove/",
    "setup/halls/",
    "setup/halls/new/",
    "setup/halls/{hall}/",
    "setup/halls/{hall}/remove/",
    "setup/halls/{hall}/zones/new/",
    "setup/zones/{zone}/",
    "setup/zones/{zone}/remove/",
    "setup/places/",
    "setup/places/new-tables/",
    "setup/places/new-suite/",
    "setup/places/{place}/",
    "setup/places/{place}/closed/",
    "setup/places/{place}/remove/",
    "setup/interpreters/",
    "setup/interpreters/new/",
    "setup/interpreters/{interpreter}/",
    "setup/interpreters/{interpreter}/hours/",
    "setup/interpreters/{interpreter}/remove/",
    "setup/round-tables/",
    "setup/round-tables/new/",
    "setup/round-tables/{round_table}/",
    "setup/round-tables/{round_table}/change/",
    "setup/round-tables/{round_table}/remove/",
    "setup/seats/{seat}/remove/",
    "setup/deadlines/",
    "setup/deadlines/survey/",
    "setup/deadlines/requests/",
    "setup/deadlines/survey/remove/",
    "log/",
    "mail/",
    "mail/{mail}/",
    "jobs/{job}/",
    "jobs/{job}/progress/",
]
POSTS = ["setup/state/", "setup/slots/", "jobs/{job}/stop/", "jobs/{job}/resume/"]


@pytest.fixture
def keys(event: Event, alder: Registration) -> dict[str, int]:
    """One row of everything that the set-up knows, by name."""
    day, zone, place, slot = (
        Day.objects.get(),
        Zone.objects.get(),
        Place.objects.earliest("id"),
        Slot.objects.earliest("id"),
    )
    interpreter = Interpreter.objects.create(event=event, name="Minho Yang")
    InterpreterPair.objects.create(interpreter=interpreter, first="fr", second="ko")
    round_table = RoundTable.objects.create(
        event=event, title="Vaccines", chair=alder, place=place, slot=slot, seats=4
    )
    rows = {
        "day": day,
        "pause": Break.objects.create(
            day=day, name="Coffee", starts=time(10), ends=time(10, 10)
        ),
        "hall": Hall.objects.get(),
        "zone": zone,
        "place": place,
        "interpreter": interpreter,
        "round_table": round_table,
        "seat": RoundTableSeat.objects.create(
            round_table=round_table, delegate=alder.delegates.get(), number=1
        ),
        "deadline": Deadline.objects.create(
            event=event, kind="survey", due_at=datetime(2027, 2, 1, 9, tzinfo=UTC)
        ),
        "mail": OutboxMail.objects.create(
            key="k",
            recipient="a@example.org",
            subject="Hello",
            body="Text",
            event_id=event.pk,
            send_after=datetime(2027, 1, 1, tzinfo=UTC),
        ),
        "job": Job.objects.create(
            kind="plan", event_id=event.pk, requested_by="Jisoo Han"
        ),
    }
    record("open event", event, by=None, event_id=event.pk)
    return {name: row.pk for name, row in rows.items()}


@pytest.mark.parametrize("page", PAGES)
def test_organisers_open_every_page_and_nobody_else(
    page: str,
    keys: dict[str, int],
    event: Event,
    organiser: Person,
    alder: Registration,
) -> None:
    address = f"/lounge/spring/{page.format(**keys)}"
    desk = Person.objects.create(
        name="Desk", user=User.objects.create_user("desk@example.org")
    )
    Staff.objects.create(event=event, person=desk, role="desk")
    interpreter = Person.objects.create(
        name="Minho Yang", user=User.objects.create_user("minho@example.org")
    )
    Interpreter.objects.filter(name="Minho Yang").update(person=interpreter)
    stranger = Person.objects.create(
        name="Stranger",
        user=User.objects.create_user("stranger@example.org", is_staff=True),
    )
    assert sign_in(organiser).get(address).status_code == 200
    assert [
        sign_in(each).get(address).status_code
        for each in (desk, interpreter, lead_of(alder), stranger)
    ] == [404, 404, 404, 404]
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("page", POSTS)
def test_only_organisers_change_anything(
    page: str,
    keys: dict[str, int],
    event: Event,
    organiser: Person,
    alder: Registration,
) -> None:
    address = f"/lounge/spring/{page.format(**keys)}"
    assert sign_in(lead_of(alder)).post(address).status_code == 404
    assert Client().post(address).status_code == 302
    assert sign_in(organiser).get(address).status_code == 405
    assert sign_in(organiser).post(address).status_code == 302


@pytest.mark.parametrize("page", [page for page in PAGES if "{" in page])
def test_rows_of_another_event_are_not_found(
    page: str, keys: dict[str, int], organiser: Person
) -> None:
    other = Event.objects.create(name="Other", slug="other", city="Busan", country="KR")
    Staff.objects.create(event=other, person=organiser, role="organiser")
    assert (
        sign_in(organiser).get(f"/lounge/other/{page.format(**keys)}").status_code
        == 404
    )


EMPTY_SAFE = [
    "setup/",
    "setup/days/",
    "setup/halls/",
    "setup/places/",
    "setup/interpreters/",
    "setup/round-tables/",
    "setup/deadlines/",
    "log/",
    "mail/",
]


@pytest.mark.parametrize("page", EMPTY_SAFE)
def test_an_empty_event_has_all_its_pages(page: str, organiser: Person) -> None:
    bare = Event.objects.create(name="Bare", slug="bare", city="Busan", country="KR")
    Staff.objects.create(event=bare, person=organiser, role="organiser")
    assert sign_in(organiser).get(f"/lounge/bare/{page}").status_code == 200


def test_an_event_without_days_and_tables_says_what_is_missing(
    organiser: Person,
) -> None:
    bare = Event.objects.create(name="Bare", slug="bare", city="Busan", country="KR")
    Staff.objects.create(event=bare, person=organiser, role="organiser")
    client = sign_in(organiser)
    assert client.get("/lounge/bare/setup/").context["gaps"] == [
        "The event has no days. Add its first day.",
        "The event has no table or suite that is open. Add places.",
    ]
    assert (
        client.get("/lounge/bare/setup/days/").context["refusal"]
        == "The event has no days yet. Add the first day, then make its slots."
    )


def grow(event: Event, number: int) -> None:
    """Add one more of everything that a list shows."""
    day = Day.objects.create(
        event=event, date=date(2027, 3, 2 + number), opens=time(9), closes=time(11)
    )
    Break.objects.create(day=day, name="Coffee", starts=time(10), ends=time(10, 10))
    slot = Slot.objects.create(
        event=event,
        day=day,
        starts_at=datetime(2027, 3, 2 + number, 0, tzinfo=UTC),
        ends_at=datetime(2027, 3, 2 + number, 0, 25, tzinfo=UTC),
    )
    zone = Zone.objects.create(
        hall=Hall.objects.create(event=event, name=f"Hall {number}"),
        name="West",
        side="w",
    )
    place = Place.objects.create(
        event=event,
        zone=zone,
        name=f"Suite {number}",
        code=f"N{number}",
        position=10 + number,
    )
    interpreter = Interpreter.objects.create(event=event, name=f"Interpreter {number}")
    InterpreterPair.objects.create(interpreter=interpreter, first="en", second="ko")
    chair = Registration.objects.get(organisation__name="Alder Bio")
    RoundTable.objects.create(
        event=event,
        title=f"Topic {number}",
        chair=chair,
        place=place,
        slot=slot,
        seats=4,
    )
    OutboxMail.objects.create(
        key=f"k{number}",
        recipient="a@example.org",
        subject="Hello",
        body="Text",
        event_id=event.pk,
        send_after=datetime(2027, 1, 1, tzinfo=UTC),
    )
    record(f"verb {number}", event, by=None, event_id=event.pk)


@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("setup/days/", 19),
        ("setup/halls/", 12),
        ("setup/places/", 11),
        ("setup/interpreters/", 13),
        ("setup/round-tables/", 10),
        ("setup/deadlines/", 9),
        ("log/", 11),
        ("mail/", 10),
    ],
)
def test_a_list_costs_the_same_at_one_row_and_at_three(
    page: str,
    queries: int,
    keys: dict[str, int],
    event: Event,
    organiser: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Other apps add tabs with counts of their own; here only the page is counted.
    monkeypatch.setattr("madang.site.core.ui._tabs", [])
    client = sign_in(organiser)
    with django_assert_num_queries(queries):
        client.get(f"/lounge/spring/{page}")
    grow(event, 1)
    grow(event, 2)
    with django_assert_num_queries(queries):
        client.get(f"/lounge/spring/{page}")
