"""The demonstration's event: days, slots, tables, suites, interpreters, deadlines, a round table."""

from datetime import UTC, date, datetime, time, timedelta

from madang.site.directory.models import Person
from madang.site.events.actions.days import make_slots, save_break, save_day
from madang.site.events.actions.deadlines import save_deadline
from madang.site.events.actions.events import create_event, set_event_state
from madang.site.events.actions.interpreters import save_interpreter, set_hours
from madang.site.events.actions.places import (
    add_places,
    add_suite,
    save_hall,
    save_zone,
)
from madang.site.events.actions.round_tables import give_seat, save_round_table
from madang.site.events.models import (
    Break,
    Day,
    Deadline,
    Event,
    Hall,
    Interpreter,
    Place,
    Registration,
    RoundTable,
    Zone,
)

SUMMARY = (
    "Two days in which governments, international organisations, global and Korean companies and hospitals meet at "
    "tables: at noon of the second day the makers of vaccines sit down at one round table. Everything here is made up."
)
# name, pairs of languages, address (the demonstration's interpreter can be entered), absent in the morning of which day
INTERPRETERS = [
    (
        "Minho Yang",
        [("ko", "fr"), ("ko", "en")],
        "interpreter@demonstration.example.org",
        None,
    ),
    ("Sora Ahn", [("ko", "en")], "", None),
    ("Claire Moreau", [("en", "fr"), ("fr", "ko")], "", 0),
    ("Tomás Ibarra", [("ko", "es")], "", None),
    ("Aya Hoshino", [("ko", "ja"), ("en", "ja")], "", None),
    ("Xiu Shen", [("ko", "zh"), ("en", "zh")], "", 1),
    ("Eunbi Kwon", [("ko", "en"), ("ko", "zh")], "", None),
]


def next_tuesday(after: date) -> date:
    """Return the first Tuesday that is at least two weeks away."""
    soon = after + timedelta(days=14)
    return soon + timedelta(days=(1 - soon.weekday()) % 7)


def build_house(*, by: Person, first_day: date, tables: int) -> Event:
    """Set up the summit: two days of 32 slots, shared tables on three sides, and a deadline for each step."""
    event = Event(
        name=f"World Bio Partnering Summit {first_day.year}",
        slug=f"summit-{first_day.year}",
        city="Seoul",
        country="KR",
        venue="Hanok Yard Convention Hall",
        zone="Asia/Seoul",
        slot_minutes=20,
        pause_minutes=5,
        most_per_day=12,
        summary=SUMMARY,
    )
    create_event(event=event, by=by)
    for offset in (0, 1):
        day = Day(
            event=event,
            date=first_day + timedelta(days=offset),
            opens=time(9),
            closes=time(17),
        )
        save_day(day=day, by=by)
        if offset == 0:
            save_break(
                pause=Break(
                    day=day,
                    name="Opening plenary",
                    kind="plenary",
                    starts=time(9),
                    ends=time(9, 50),
                ),
                by=by,
            )
        save_break(
            pause=Break(
                day=day,
                name="Lunch in the yard",
                kind="lunch",
                starts=time(12, 20),
                ends=time(13, 20),
            ),
            by=by,
        )
    make_slots(event=event, by=by)
    _add_tables(event, by=by, tables=tables)
    for name, pairs, email, late in INTERPRETERS:
        interpreter = Interpreter(event=event, name=name)
        save_interpreter(interpreter=interpreter, pairs=pairs, by=by, email=email)
        if late is not None:
            set_hours(
                interpreter=interpreter,
                day=event.days.all()[late],
                hours=(time(13), time(17)),
                by=by,
            )
    return event


def _add_tables(event: Event, *, by: Person, tables: int) -> None:
    hall = Hall(event=event, name="The Yard")
    save_hall(hall=hall, by=by)
    for side, letter, name, share in (
        ("e", "E", "East", 8),
        ("s", "S", "South", 8),
        ("w", "W", "West", 6),
    ):
        zone = Zone(hall=hall, name=name, side=side)
        save_zone(zone=zone, by=by)
        count = max(1, round(tables * share / 22))
        add_places(
            zone=zone,
            signs=[f"{letter}{number}" for number in range(1, count + 1)],
            name="Table",
            seats=4,
            by=by,
        )
    for side, name in (("n", "North, suites"), ("c", "Centre")):
        save_zone(zone=Zone(hall=hall, name=name, side=side), by=by)


def add_suites(event: Event, owners: list[Registration], *, by: Person) -> None:
    """Give each of these organisations a suite on the north side."""
    zone = Zone.objects.get(hall__event=event, side="n")
    for number, owner in enumerate(owners, start=1):
        suite = Place(
            zone=zone,
            name=f"Suite of {owner.organisation.name}"[:80],
            code=f"N{number}",
            seats=8,
            owner=owner,
        )
        add_suite(suite=suite, meetings=1, by=by)


def add_round_table(
    event: Event, *, chair: Registration, parties: list[Registration], by: Person
) -> None:
    """Seat one delegate of each party at a round table before lunch of the second day."""
    zone = Zone.objects.get(hall__event=event, side="c")
    (place,) = add_places(
        zone=zone, signs=["C1"], name="Round table", seats=9, by=by, kind="round"
    )
    slot = event.slots.filter(day=event.days.order_by("-date")[0]).order_by(
        "starts_at"
    )[5]
    table = RoundTable(
        event=event,
        title="Making vaccines where they are needed",
        topic="What a plant in a country of five million needs from its partners",
        chair=chair,
        place=place,
        slot=slot,
        seats=9,
    )
    save_round_table(round_table=table, by=by)
    for party in [chair, *parties]:
        free = party.delegates.exclude(absences__slot=slot).order_by("position")
        delegate = free.last()
        if delegate is not None:
            give_seat(round_table=table, delegate=delegate, by=by)


def add_deadlines(event: Event, *, by: Person, today: date) -> None:
    """Set the three deadlines: the survey is over, requests and answers are still open; then open the event."""
    first = event.days.order_by("date")[0].date
    left = (first - today).days
    for kind, days in (
        ("survey", -2),
        ("requests", left // 2),
        ("answers", left * 3 // 4),
    ):
        due = datetime.combine(today + timedelta(days=days), time(9), tzinfo=UTC)
        save_deadline(
            deadline=Deadline(event=event, kind=kind, due_at=due, remind_days_before=3),
            by=by,
        )
    if event.state != "open":
        set_event_state(event=event, state="open", by=by)
