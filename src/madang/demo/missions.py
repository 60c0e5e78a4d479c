"""The demonstration's mission: four made-up makers of the Baltic coast in Seoul, with guests, links, rounds and results."""

import random
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction

from madang.demo.leads import lead_called, organisation_called
from madang.demo.people import name_of
from madang.site.core.time import to_utc
from madang.site.directory.actions.people import add_person
from madang.site.directory.models import Organisation, Person
from madang.site.events.actions.events import set_event_state
from madang.site.meetings.actions.making import make_plan
from madang.site.meetings.actions.plans import publish
from madang.site.programmes.actions import links, missions, pitches, seats
from madang.site.programmes.actions.enquiries import Question, enquire
from madang.site.programmes.actions.mission_roles import name_role
from madang.site.programmes.actions.results import (
    Outcome,
    report_result,
    take_into_ledger,
)
from madang.site.programmes.actions.rounds import (
    RoundFacts,
    bring_in_links,
    make_rounds,
)
from madang.site.programmes.actions.stops import StopFacts, save_stop
from madang.site.programmes.models import Mission, MissionApplication, Pitch, PitchGuest

AIM = (
    "Four makers of the Baltic coast look for clinics that run their first trial in Korea, and for a partner who fills and "
    "packs there. One day of visits, an evening with guests, a day of meetings at tables. Everything here is made up."
)
# organisation, what they bring, whether they get a seat
TRAVELLERS = [
    (
        "Baltkrasta Biologics",
        "A measles vaccine that keeps for six months at 30 degrees.",
        "select",
    ),
    ("Gaujas Peptīdi", "Peptides for wound care, made to order.", "select"),
    (
        "Rīga Nano Diagnostics",
        "A test strip that reads three fevers at once.",
        "select",
    ),
    (
        "Vidzeme Institute of Organic Synthesis",
        "Two molecules against resistant bacteria, free to license.",
        "select",
    ),
    ("Latvian Life Science House", "A stand for six small firms.", "wait"),
]
HOSTS = [
    ("Seorim University Hospital", "Trials of phase one and two"),
    ("Songdo Fill Works", "Filling and packing"),
    ("Hangang Bio Fund", "First rounds"),
]
HOUSES = "Namsan Clinic|Gyeonghui Cold Store|Mapo Trial Centre|Bukchon Partners|Cheonggye Devices|Dodam Labs|Seongbuk Pharma|Noryangjin Cells|Inwang Capital|Yeouido Health Fund"


class Tour(NamedTuple):
    """A mission in the making: the row, who manages it, and its first day in Seoul."""

    mission: Mission
    by: Person
    day: date

    def before(self, days: int) -> datetime:
        """Return noon in Seoul so many days before the mission."""
        return to_utc(self.day - timedelta(days=days), time(12), "Asia/Seoul")


def build_missions(*, by: Person, event: object, today: date) -> Mission:  # noqa: ARG001 - every part of the demonstration is built so
    """Build the mission that was, with its results, and one whose call is open; return the first. `by` keeps the log."""
    chance = random.Random(11)
    with transaction.atomic():
        sender = organisation_called("Daugava Trade and Investment House")
        manager = add_person(
            by=by,
            name="Inese Liepiņa",
            email="missions@demonstration.example.org",
            organisation=sender,
            job_title="Adviser for East Asia",
            is_lead=True,
        )
        Person.objects.filter(pk=manager.pk).update(zone="Europe/Riga")
        tour = _tour(sender, manager, today - timedelta(days=40))
        applications = _seats(tour)
        pitch = _itinerary(tour)
        guests = _guests(tour, pitch, chance)
        _links(tour, guests, applications)
        _rounds(tour)
        _results(tour, applications)
        _question(tour.mission)
        _next_mission(sender, manager, today)
    return tour.mission


def _tour(sender: Organisation, manager: Person, day: date) -> Tour:
    facts = missions.MissionFacts(
        name=f"Baltic makers in Seoul {day.year}",
        aim=AIM,
        from_country="LV",
        to_country="KR",
        home_zone="Europe/Riga",
        host_zone="Asia/Seoul",
        first_day=day,
        last_day=day + timedelta(days=1),
        seats=4,
        apply_until=to_utc(day - timedelta(days=30), time(23, 59), "Europe/Riga"),
    )
    mission = missions.create_mission(by=manager, organiser=sender, facts=facts)
    for name, note in HOSTS:
        missions.add_host(
            mission, by=manager, organisation=organisation_called(name), note=note
        )
    for role in ("leader", "contact"):
        name_role(mission, by=manager, role=role, person=manager)
    tour = Tour(mission, manager, day)
    missions.open_call(mission, by=manager, now=tour.before(60))
    return tour


def _seats(tour: Tour) -> list[MissionApplication]:
    made = []
    for name, offer, verdict in TRAVELLERS:
        person = lead_called(name)
        wishes = seats.Wishes(
            person, "A clinic that runs our first trial in Korea.", offer, "Hospitals"
        )
        then = tour.before(40)
        row = seats.save_draft(tour.mission, by=person, wishes=wishes, now=then)
        seats.submit(row, by=person, now=then)
        if verdict == "select":
            seats.select(row, by=tour.by)
            made.append(row)
        else:
            seats.put_on_waiting_list(
                row, by=tour.by, reason="All four seats are given."
            )
    missions.close_selection(tour.mission, by=tour.by)
    return made


def _itinerary(tour: Tour) -> Pitch:
    day, last = tour.day, tour.day + timedelta(days=1)
    rows = [
        ("travel", "Riga to Seoul", day - timedelta(days=1), (17, 23), "", None),
        ("visit", "Trial unit and pharmacy", day, (10, 12), "Seorim", HOSTS[0][0]),
        ("visit", "Filling line", day, (14, 16), "Songdo", HOSTS[1][0]),
        ("pitch", "Four makers, ten minutes each", day, (18, 20), "Hanok Yard", None),
        ("meetings", "Bilateral meetings", last, (9, 12), "Hanok Yard", None),
        ("reception", "Farewell", last, (17, 19), "Hanok Yard", None),
    ]  # fmt: skip
    stops = [
        save_stop(
            tour.mission,
            by=tour.by,
            facts=StopFacts(
                kind=kind,
                title=title,
                day=on,
                starts=time(hours[0]),
                ends=time(hours[1]),
                zone="Asia/Seoul",
                place=place,
                host=organisation_called(host) if host else None,
            ),
        )
        for kind, title, on, hours, place, host in rows
    ]
    return pitches.open_pitch(
        stops[3], by=tour.by, topic="Four makers of the Baltic coast", capacity=40
    )


def _guests(tour: Tour, pitch: Pitch, chance: random.Random) -> list[PitchGuest]:
    made = []
    for number in range(20):
        house = HOUSES.split("|")[number % 10]
        visitor = pitches.Visitor(
            name=name_of("ko", chance),
            organisation_name=house,
            country="KR",
            email=f"guest-{number}@demonstration.example.org",
            language="ko",
            has_agreed=number % 5 != 4,
        )
        guest = pitches.register_guest(pitch, visitor=visitor, now=tour.before(7))
        if guest is None:
            break
        if number % 4 != 3:
            pitches.check_in(guest, by=tour.by)
        made.append(guest)
    return made


def _links(
    tour: Tour, guests: list[PitchGuest], applications: list[MissionApplication]
) -> None:
    for number, guest in enumerate(guests[:14]):
        if not guest.has_agreed:
            continue
        for step in range(1 + number % 2):
            application = applications[(number + step) % len(applications)]
            link = links.ask(
                guest,
                application=application,
                message="Stock, trial sites and time.",
                now=tour.before(5),
            )
            if number % 7 == 6:
                links.decline(
                    link, by=tour.by, reason="We have a partner for this already."
                )
            elif number % 7 != 5:
                links.accept(link, by=tour.by)


def _rounds(tour: Tour) -> None:
    stop = tour.mission.stops.get(kind="meetings")
    event = make_rounds(stop, by=tour.by, facts=RoundFacts(tables=4))
    bring_in_links(tour.mission, by=tour.by)
    event.refresh_from_db()
    publish(plan=make_plan(event=event, by=tour.by, seconds=0.5, seed=3), by=tour.by)
    event.refresh_from_db()
    if event.state == "preparing":
        set_event_state(event=event, state="open", by=tour.by)
    set_event_state(event=event, state="closed", by=tour.by)


def _results(tour: Tour, applications: list[MissionApplication]) -> None:
    """Let each delegate report, and take into the ledger what came of it."""
    missions.start_mission(tour.mission, by=tour.by)
    clinic, works, fund = (organisation_called(name) for name, _note in HOSTS)
    said = [
        Outcome("mou", "Both look into a trial of the vaccine in two age groups.", clinic, "Memorandum on a first trial", tour.day + timedelta(days=1), is_public=True),
        Outcome("talks", "Prices for ten thousand vials a month.", works, is_public=True),
        Outcome("contact", "The fund reads our figures until autumn.", fund),
        Outcome("nothing", "No partner for the second molecule yet."),
    ]  # fmt: skip
    for application, outcome in zip(applications, said, strict=True):
        application.refresh_from_db()
        result = report_result(application, by=application.delegate, outcome=outcome)
        if outcome.kind != "nothing":
            take_into_ledger(result, by=tour.by)
    missions.close_mission(tour.mission, by=tour.by)


def _question(mission: Mission) -> None:
    assert mission.contact is not None  # noqa: S101 - named above
    question = Question(
        name="Marcus Tan",
        email="investor@demonstration.example.org",
        organisation_name="Merlion Gate Partners",
        country="SG",
        text="Which of the four look for a first round this year?",
    )
    enquire(mission.contact, question=question, person=None, mission=mission)


def _next_mission(sender: Organisation, manager: Person, today: date) -> None:
    close: datetime = to_utc(today + timedelta(days=24), time(23, 59), "Europe/Riga")
    facts = missions.MissionFacts(
        name=f"Diagnostics to Busan {today.year + 1}",
        aim="Six makers of tests and sensors meet hospitals and distributors in Busan. Everything here is made up.",
        from_country="LV",
        to_country="KR",
        home_zone="Europe/Riga",
        host_zone="Asia/Seoul",
        first_day=today + timedelta(days=95),
        last_day=today + timedelta(days=98),
        seats=6,
        apply_until=close,
    )
    mission = missions.create_mission(by=manager, organiser=sender, facts=facts)
    name_role(mission, by=manager, role="contact", person=manager)
    missions.open_call(mission, by=manager)
