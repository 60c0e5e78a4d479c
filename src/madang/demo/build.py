"""Build the demonstration by the verbs that people use: last year's edition with its feedback, then this year's."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from madang.demo.aftermath import build_aftermath
from madang.demo.articles import build_articles
from madang.demo.clusters import build_clusters
from madang.demo.facts import build_facts
from madang.demo.guests import add_guest, answer_survey, make_door, stay_away
from madang.demo.house import (
    INTERPRETERS,
    add_deadlines,
    add_round_table,
    add_suites,
    build_house,
    next_tuesday,
)
from madang.demo.ledger import build_ledger
from madang.demo.missions import build_missions
from madang.demo.organisations import Invented, organisations
from madang.demo.portal import build_portal
from madang.demo.programmes import build_programmes
from madang.site.directory.actions.links import give_user
from madang.site.directory.models import Person
from madang.site.events.actions.events import set_event_state
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.runs import run_matching
from madang.site.meetings.actions.feedback import give_feedback
from madang.site.meetings.actions.making import make_plan
from madang.site.meetings.actions.plans import publish
from madang.site.meetings.actions.rehearsal import agree_until
from madang.site.meetings.models import Meeting, Plan
from madang.site.survey.actions.names import link_names

MINISTRY, COMPANY = "Ministry of Health, Tarsena", "Baltkrasta Biologics"
SUITES = [
    "Corvessa Pharma",
    "Northwater Biologics",
    "Dalbit Biologics",
    "Castellane Rx",
]
PARTIES = [
    "Hanbit Vaccine",
    "Duru CDMO",
    MINISTRY,
    "Tropical Trials Network",
    "Solbaram Vaccines",
    "Fill-Finish Forum",
]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How much there is of everything: organisations, tables, agreed meetings, seconds for the plan."""

    guests: int
    tables: int
    agreed: int
    seconds: float


SIZES = {
    "small": Size(40, 4, 130, 2),
    "lounge": Size(149, 22, 870, 6),
    "large": Size(149, 22, 1200, 30),
}


def build(
    *, size: str, seed: int, say: Say, until_ready: Callable[[], object] = int
) -> Event:
    """Fill an empty database with the demonstration; return this year's event. `size` is a key of SIZES.

    `until_ready` is called once before the first plan: it returns when the engine is ready to plan.
    """
    measure = SIZES[size]
    today = timezone.localdate()
    first_day = next_tuesday(today)
    with transaction.atomic():
        organiser = Person.objects.create(
            name="Jisoo Han",
            name_local="한지수",
            email="organiser@demonstration.example.org",
            zone="Asia/Seoul",
        )
        user = give_user(organiser)
        user.is_staff = True  # who may make new events
        user.save(update_fields=["is_staff"])
    say("Last year's edition …")
    past = _past_edition(
        by=organiser, first_day=next_tuesday(first_day - timedelta(days=380)), seed=seed
    )
    say("Organisations, people and answers …")
    with transaction.atomic():
        event = _this_year(
            past,
            by=organiser,
            first_day=first_day,
            measure=measure,
            seed=seed,
        )
    say("Suggestions …")
    run_matching(event=event, by=organiser)
    say("Requests and answers …")
    agree_until(event=event, wanted=measure.agreed, acceptance=0.5, seed=seed)
    with transaction.atomic():
        add_deadlines(event, by=organiser, today=today)
    say("Sourced facts, clusters, articles, programmes and contracts …")
    build_facts(by=organiser)
    build_clusters(by=organiser, today=today)
    build_articles(by=organiser, event=event, today=today)
    build_programmes(by=organiser, event=event, today=today)
    build_portal(by=organiser, event=event, today=today)
    until_ready()
    say("Last year's plan, and what came of it …")
    _hold(past, by=organiser, seed=seed)
    say("The plan …")
    plan = _planned(event, by=organiser, seconds=measure.seconds, seed=seed)
    say(
        f"Version {plan.number}: {plan.placed} of {plan.agreed} agreed meetings placed, no plan can place more than {plan.placed_bound}."
    )
    say("A mission, and what came of last year …")
    build_ledger(by=organiser, event=event, today=today)
    with transaction.atomic():
        build_aftermath(by=organiser, past=past, today=today)
    build_missions(by=organiser, event=event, today=today)
    return event


def _planned(event: Event, *, by: Person, seconds: float, seed: int) -> Plan:
    event.refresh_from_db()
    plan = make_plan(event=event, by=by, seconds=seconds, seed=seed)
    publish(plan=plan, by=by)
    plan.refresh_from_db()
    return plan


def _chosen(count: int) -> list[Invented]:
    """Return as many organisations as wanted, those with a part to play first."""
    needed = {MINISTRY, COMPANY, *SUITES, *PARTIES}
    everybody = organisations()
    first = [each for each in everybody if each.name in needed]
    rest = [each for each in everybody if each.name not in needed]
    step = max(1, len(rest) / max(1, count - len(first)))
    picked = [
        rest[int(index * step)] for index in range(min(len(rest), count - len(first)))
    ]
    return first + picked


def _admit(
    event: Event, invited: list[Invented], *, chance: random.Random, share: float
) -> dict[str, Registration]:
    """Register the organisations; let a share of them answer, always those with a part to play."""
    rows = {
        each.name: add_guest(event, each, number=number, chance=chance)
        for number, each in enumerate(invited, start=1)
    }
    needed = {MINISTRY, COMPANY, *SUITES, *PARTIES}
    for each in invited:
        if each.name in needed or chance.random() < share:
            avoids = "Cobalt Ridge Capital" if each.name == "Taebaek mRNA" else ""
            answer_survey(rows[each.name], each, chance=chance, avoids=avoids)
            stay_away(event, rows[each.name], chance=chance)
    link_names(event)
    return rows


def _past_edition(*, by: Person, first_day: date, seed: int) -> Event:
    chance = random.Random(seed)
    with transaction.atomic():
        event = build_house(by=by, first_day=first_day, tables=6)
        set_event_state(event=event, state="open", by=by)
        _admit(event, _chosen(36), chance=chance, share=0.9)
    run_matching(event=event, by=by)
    agree_until(event=event, wanted=70, acceptance=0.5, seed=seed)
    return event


def _hold(event: Event, *, by: Person, seed: int) -> None:
    """Plan last year's meetings, let both sides say what came of them, close the event."""
    chance = random.Random(seed)
    plan = _planned(event, by=by, seconds=2, seed=seed)
    with transaction.atomic():
        for meeting in Meeting.objects.filter(placements__plan=plan).select_related(
            "host", "guest"
        ):
            _say_afterwards(meeting, chance=chance)
        set_event_state(event=event, state="closed", by=by)


def _say_afterwards(meeting: Meeting, *, chance: random.Random) -> None:
    verdicts = ["cooperation", "informative", "no_interest", "not_held"]
    verdict = chance.choices(verdicts, weights=[30, 45, 18, 7])[0]
    for side in (meeting.host, meeting.guest):
        if chance.random() < 0.8:
            own = (
                verdict
                if chance.random() < 0.7 or verdict == "not_held"
                else "informative"
            )
            give_feedback(
                meeting=meeting, registration=side, verdict=own, note="", by=None
            )


def _this_year(
    past: Event, *, by: Person, first_day: date, measure: Size, seed: int
) -> Event:
    chance = random.Random(seed + 1)
    event = build_house(by=by, first_day=first_day, tables=measure.tables)
    event.previous = past
    event.save(update_fields=["previous"])
    rows = _admit(event, _chosen(measure.guests), chance=chance, share=0.85)
    add_suites(event, [rows[name] for name in SUITES], by=by)
    add_round_table(
        event,
        chair=rows["Fill-Finish Forum"],
        parties=[rows[name] for name in PARTIES if name != "Fill-Finish Forum"],
        by=by,
    )
    make_door(
        rows[MINISTRY],
        email="ministry@demonstration.example.org",
        name="Amara Okello",
        title="Director of international cooperation",
    )
    make_door(
        rows[COMPANY],
        email="company@demonstration.example.org",
        name="Ilze Kalniņa",
        title="Business development",
    )
    give_user(Person.objects.get(email=INTERPRETERS[0][2]))
    set_event_state(event=event, state="open", by=by)
    return event
