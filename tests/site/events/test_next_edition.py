"""The next edition: what is copied, what is shifted, what stays behind."""

from datetime import UTC, date, datetime, time

import pytest

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.actions.copying import Edition, copy_event
from madang.site.events.models import (
    Break,
    Day,
    Deadline,
    Event,
    Interpreter,
    InterpreterAbsence,
    InterpreterPair,
    Place,
    Registration,
    Slot,
    Staff,
)
from madang.site.events.rules import SetUpError
from tests.conftest import sign_in, take_part


@pytest.fixture
def full(event: Event, alder: Registration, birch: Registration) -> Event:
    """The event with a break, a suite, an interpreter, deadlines, and one organisation that withdrew."""
    day = Day.objects.get()
    Break.objects.create(
        day=day, name="Coffee", kind="coffee", starts=time(10), ends=time(10, 5)
    )
    place = Place.objects.earliest("id")
    Place.objects.create(
        event=event,
        zone=place.zone,
        name="Suite",
        code="N1",
        kind="suite",
        owner=birch,
        seats=8,
        position=3,
    )
    minho = Interpreter.objects.create(event=event, name="Minho Yang")
    InterpreterPair.objects.create(interpreter=minho, first="fr", second="ko")
    InterpreterAbsence.objects.create(
        interpreter=minho, slot=Slot.objects.earliest("id")
    )
    Deadline.objects.create(
        event=event,
        kind="survey",
        due_at=datetime(2027, 2, 1, 9, tzinfo=UTC),
        remind_days_before=5,
    )
    Person.objects.create(name="Desk", email="desk@example.org").staffing.create(
        event=event, role="desk"
    )
    left = take_part(event, "Cedar")
    left.state = "withdrawn"
    left.save()
    return event


def edition(**changes: object) -> Edition:
    return Edition(
        **{
            "name": "Spring Lounge 2028",
            "slug": "spring-2028",
            "first_day": date(2028, 3, 7),
            **changes,
        }
    )  # type: ignore[arg-type]


def test_set_up_is_copied_and_days_are_shifted(full: Event, organiser: Person) -> None:
    made = copy_event(source=full, edition=edition(), by=organiser)
    assert (
        made.name,
        made.city,
        made.zone,
        made.state,
        made.is_listed,
        made.previous,
    ) == (
        "Spring Lounge 2028",
        "Seoul",
        "Asia/Seoul",
        "preparing",
        False,
        full,
    )
    assert [(each.date, each.opens, each.closes) for each in made.days.all()] == [
        (date(2028, 3, 7), time(9), time(11))
    ]
    assert [
        (each.name, each.starts) for each in Break.objects.filter(day__event=made)
    ] == [("Coffee", time(10))]
    assert [
        f"{each.starts_at:%m-%d %H:%M} {each.session}" for each in made.slots.all()
    ] == [
        "03-07 00:00 0",
        "03-07 00:30 0",
        "03-07 01:05 1",
        "03-07 01:35 1",
    ]
    assert list(
        made.places.order_by("position").values_list(
            "code", "kind", "owner", "zone__hall__event"
        )
    ) == [
        ("E1", "table", None, made.pk),
        ("E2", "table", None, made.pk),
        ("N1", "suite", None, made.pk),
    ]


def test_interpreters_come_without_absences_and_deadlines_at_the_same_hour(
    full: Event, organiser: Person
) -> None:
    made = copy_event(source=full, edition=edition(), by=organiser)
    minho = made.interpreters.get()
    assert (
        minho.name,
        [str(each) for each in minho.pairs.all()],
        minho.absences.count(),
    ) == ("Minho Yang", ["fr–ko"], 0)
    deadline = made.deadlines.get()
    # 2 March 2027 to 7 March 2028 are 371 days.
    assert (
        deadline.kind,
        deadline.due_at,
        deadline.remind_days_before,
        deadline.reminded_at,
    ) == (
        "survey",
        datetime(2028, 2, 7, 9, tzinfo=UTC),
        5,
        None,
    )


def test_staff_comes_along_and_whoever_copies_organises(
    full: Event, organiser: Person
) -> None:
    made = copy_event(source=full, edition=edition(), by=organiser)
    assert sorted(
        Staff.objects.filter(event=made).values_list("person__name", "role")
    ) == [("Desk", "desk"), ("Jisoo Han", "organiser")]


def test_nobody_is_invited_unless_asked(full: Event, organiser: Person) -> None:
    assert (
        copy_event(source=full, edition=edition(), by=organiser).registrations.count()
        == 0
    )


def test_the_same_organisations_are_invited_and_keep_their_suites(
    full: Event, organiser: Person
) -> None:
    made = copy_event(source=full, edition=edition(invites=True), by=organiser)
    assert [
        (str(each), each.state, each.delegates.count())
        for each in made.registrations.all()
    ] == [
        ("Alder Bio", "invited", 1),
        ("Birch Institute", "invited", 2),
    ]
    assert made.registrations.filter(delegates__person__isnull=False).count() == 0
    assert str(made.places.get(code="N1").owner) == "Birch Institute"
    assert OutboxMail.objects.count() == 0


def test_a_copy_leaves_its_lines_in_the_log(full: Event, organiser: Person) -> None:
    made = copy_event(source=full, edition=edition(invites=True), by=organiser)
    lines = LogEntry.objects.filter(event_id=made.pk).order_by("id")
    assert list(lines.values_list("verb", "actor_label", "detail")) == [
        ("create event", "Jisoo Han", ""),
        ("make slots", "Jisoo Han", "0 kept, 4 new, 0 gone"),
        ("copy event", "Jisoo Han", "from spring, 2 invited"),
    ]


def test_deadlines_keep_their_hour_when_summer_time_lies_between(db: None) -> None:
    source = Event.objects.create(
        name="Riga", slug="riga", city="Riga", country="LV", zone="Europe/Riga"
    )
    Day.objects.create(
        event=source, date=date(2027, 3, 2), opens=time(9), closes=time(10)
    )
    Deadline.objects.create(
        event=source, kind="survey", due_at=datetime(2027, 2, 20, 16, tzinfo=UTC)
    )
    made = copy_event(
        source=source, edition=edition(first_day=date(2027, 6, 2)), by=None
    )
    # 18:00 in Riga is 16:00 UTC in winter and 15:00 UTC in summer.
    assert made.deadlines.get().due_at == datetime(2027, 5, 23, 15, tzinfo=UTC)
    assert made.slots.earliest("starts_at").starts_at == datetime(
        2027, 6, 2, 6, tzinfo=UTC
    )


def test_an_hour_that_does_not_exist_on_the_new_day_copies_nothing(db: None) -> None:
    source = Event.objects.create(
        name="Riga", slug="riga", city="Riga", country="LV", zone="Europe/Riga"
    )
    Day.objects.create(
        event=source, date=date(2027, 3, 2), opens=time(3, 30), closes=time(5)
    )
    with pytest.raises(
        SetUpError, match=r"^03:30 on Sunday 28 March does not exist in Europe/Riga"
    ):
        copy_event(source=source, edition=edition(first_day=date(2027, 3, 28)), by=None)
    assert Event.objects.count() == 1


def test_an_event_without_days_has_nothing_to_copy(db: None) -> None:
    source = Event.objects.create(
        name="Riga", slug="riga", city="Riga", country="LV", zone="Europe/Riga"
    )
    with pytest.raises(SetUpError, match=r"^The event has no days to copy.$"):
        copy_event(source=source, edition=edition(), by=None)


def test_the_page_makes_the_next_edition(full: Event, organiser: Person) -> None:
    client = sign_in(organiser)
    values = {"name": "Spring Lounge 2028", "slug": "spring", "first_day": "2028-03-07"}
    response = client.post("/lounge/spring/setup/copy/", values)
    assert response.context["form"].errors == {
        "slug": ["Another page has this short name. Choose another one."]
    }
    response = client.post(
        "/lounge/spring/setup/copy/", {**values, "slug": "spring-2028", "invites": "on"}
    )
    assert response["Location"] == "/lounge/spring-2028/setup/"
    assert Event.objects.get(slug="spring-2028").registrations.count() == 2
