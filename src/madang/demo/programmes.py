"""The demonstration's programmes: a market opening with its cohort, a call for funds, and needs that companies answer. All made up."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from madang.demo.leads import lead_called, organisation_called
from madang.demo.needs import build_needs
from madang.demo.portal import agency
from madang.demo.programme_texts import (
    ANSWERS,
    CALL_TEXTS,
    PROGRAMME_TEXTS,
    QUESTIONS,
)
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.landscape.models import CalendarItem, FeedItem
from madang.site.programmes.actions import (
    applications,
    calls,
    cohort,
    programmes,
    reviews,
)
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    Call,
    CallQuestion,
    CohortMember,
    GrantElsewhere,
    Programme,
)

COMPANY = "Baltkrasta Biologics"
ACCEPTED = (COMPANY, "Gaujas Peptīdi", "Rīga Nano Diagnostics")
OTHERS = {
    "Fjordlys Digital": "rejected",
    "Solbaram Vaccines": "review",
    "Ruhrtal Medtech": "submitted",
    "Emscher Proteins": "withdrawn",
}
PARTNER, FUNDER = "Dolmen Ventures", "Pan-Regional Vaccine Pool"
REVIEWERS = ("Seorim University", "Hallim Coast Institute of Science")


@transaction.atomic
def build_programmes(*, by: Person, event: Event | None, today: date) -> Programme:
    """Add programmes, calls, applications in every state, a cohort of three, and needs; return the market opening."""
    del by, event  # the agency runs its own programmes, and they hang on no event
    manager = agency()
    opening = _market_opening(manager, today)
    _next_cohort(manager, opening)
    _funds(manager)
    build_needs()
    return opening


def _market_opening(manager: Person, today: date) -> Programme:
    partner = lead_called(PARTNER).organisation
    name, aim = PROGRAMME_TEXTS["seoul-launch"]
    row = programmes.create_programme(
        by=None,
        programme=Programme(
            slug="seoul-launch",
            name=name,
            kind="accelerator",
            aim=aim,
            owner=manager.organisation,
            manager=manager,
            accelerator=partner,
            home_country="",
            target_country="KR",
        ),
    )
    programmes.step_programme(by=manager, programme=row, step="ask for interest")
    for company in (*ACCEPTED, "Solbaram Vaccines", "Bluegate Cold Chain"):
        text = "A first partner for trials in Korea, and a view of the register."
        programmes.express_interest(by=lead_called(company), programme=row, text=text)
    call = _call(manager, row, "seoul-launch-1", days=(-70, 30), seats=4)
    rows = {each: _applied(lead_called(each), call) for each in (*ACCEPTED, *OTHERS)}
    _closed_since(call, today - timedelta(days=24))
    _reviewed(manager, rows)
    _decided(manager, rows)
    programmes.step_programme(by=manager, programme=row, step="start")
    _at_work(manager, row, today)
    return row


def _call(
    manager: Person,
    programme: Programme,
    slug: str,
    *,
    days: tuple[int, int],
    kind: str = "cohort",
    **limits: Any,
) -> Call:
    title, text, who = CALL_TEXTS[slug]
    now = timezone.now().replace(hour=14, minute=0, second=0, microsecond=0)
    call = calls.create_call(
        by=manager,
        call=Call(
            programme=programme,
            slug=slug,
            title=title,
            kind=kind,
            text=text,
            who_may_apply=who,
            opens_at=now + timedelta(days=days[0]),
            closes_at=now + timedelta(days=days[1]),
            zone="Europe/Riga",
            **limits,
        ),
    )
    for words, hint, is_required in QUESTIONS[call.kind]:
        question = CallQuestion(call=call, text=words, help=hint, is_required=is_required, most_characters=1500)  # fmt: skip
        calls.add_question(by=manager, question=question)
    return calls.publish_call(by=manager, call=call)


def _applied(lead: Person, call: Call) -> Application:
    row = applications.start_application(by=lead, call=call)
    texts = {
        each.pk: ANSWERS[number % len(ANSWERS)]
        for number, each in enumerate(call.questions.all())
    }
    row = applications.save_application(
        by=lead,
        application=row,
        version=row.version,
        title=f"{lead.organisation}: first partners in Korea",
        amount=None,
        answers=texts,
    )
    return applications.submit_application(by=lead, application=row)


def _closed_since(call: Call, day: date) -> None:
    """Move a call and all that it wrote into the past, as it would stand there by now."""
    closed = datetime.combine(day, call.closes_at.timetz())
    Call.objects.filter(pk=call.pk).update(closes_at=closed)
    call.applications.update(submitted_at=closed - timedelta(days=2))
    CalendarItem.objects.filter(calls=call).update(
        start=day.isoformat(), first_day=day, last_day=day
    )
    FeedItem.objects.filter(key=f"call-{call.pk}").update(at=call.opens_at)


def _reviewed(manager: Person, rows: dict[str, Application]) -> None:
    one, other = (lead_called(each) for each in REVIEWERS)
    for number, (name, row) in enumerate(rows.items()):
        if OTHERS.get(name) == "submitted":
            continue
        if OTHERS.get(name) == "withdrawn":
            lead = lead_called(name)
            applications.withdraw_application(by=lead, application=row)
            continue
        for reviewer in (one, other):
            review = reviews.name_reviewer(
                by=manager, application=row, address=reviewer.email
            )
            if name == "Solbaram Vaccines" and reviewer == other:
                reviews.step_back(by=reviewer, review=review)
            elif OTHERS.get(name) != "review":
                score = 2 if name in OTHERS else 4 + number % 2
                text = "The plan names its steps and who takes them."
                reviews.give_review(by=reviewer, review=review, score=score, text=text)


def _decided(manager: Person, rows: dict[str, Application]) -> None:
    for name, row in rows.items():
        if name in ACCEPTED:
            reason = (
                "A product that hospitals in Korea ask for, and a team that can go."
            )
            reviews.decide(by=manager, application=row, outcome="accepted", reason=reason)  # fmt: skip
        elif OTHERS[name] == "rejected":
            reason = "The product is not ready for a register abroad. Apply again after the first audit."
            reviews.decide(by=manager, application=row, outcome="rejected", reason=reason)  # fmt: skip
    ApplicationDecision.objects.filter(application__in=rows.values()).update(
        decided_at=timezone.now() - timedelta(days=12)
    )


def _at_work(manager: Person, programme: Programme, today: date) -> None:
    members = {
        each.organisation.name: each
        for each in CohortMember.objects.filter(programme=programme).select_related(
            "organisation"
        )
    }
    CohortMember.objects.filter(programme=programme).update(
        joined_on=today - timedelta(days=12)
    )
    set_for = {
        title: cohort.set_milestone(
            by=manager,
            programme=programme,
            members=[members[name] for name in ACCEPTED],
            title=title,
            due_on=today + timedelta(days=days),
        )
        for title, days in (
            ("Plan of the first visit", -6),
            ("Five first talks in Seoul", 16),
            ("One letter of interest", 75),
        )
    }
    for row in set_for["Plan of the first visit"][:2]:
        lead = lead_called(row.member.organisation.name)
        report = "Four days in Seoul, nine addresses, two interpreters."
        cohort.report_milestone(by=lead, milestone=row, report=report)
    done = set_for["Plan of the first visit"][0]
    cohort.step_milestone(by=manager, milestone=done, step="accept")
    grant = GrantElsewhere(
        programme=programme,
        organisation=members[COMPANY].organisation,
        funder=organisation_called(FUNDER),
        name="Bridge grant for heat-stable doses",
        amount=Decimal(180000),
        currency="EUR",
        state="planned",
    )
    cohort.add_grant(by=manager, grant=grant)
    cohort.step_grant(by=manager, grant=grant, state="applied", today=today)


def _next_cohort(manager: Person, opening: Programme) -> None:
    opening.refresh_from_db()
    _call(manager, opening, "seoul-launch-2", days=(70, 130), seats=6)


def _funds(manager: Person) -> None:
    """A call for funds that is open, with the company's draft: three of five parts are written."""
    name, aim = PROGRAMME_TEXTS["trials-abroad"]
    row = programmes.create_programme(
        by=None,
        programme=Programme(
            slug="trials-abroad",
            name=name,
            kind="funding_call",
            aim=aim,
            owner=manager.organisation,
            manager=manager,
            home_country="LV",
            target_country="KR",
            field="vaccines",
        ),
    )
    call = _call(
        manager,
        row,
        "first-trial-abroad",
        days=(-20, 54),
        kind="funding",
        budget=Decimal(400000),
        most_each=Decimal(80000),
        currency="EUR",
        needs_contract=True,
    )
    lead = lead_called(COMPANY)
    draft = applications.start_application(by=lead, call=call)
    applications.save_application(
        by=lead,
        application=draft,
        version=draft.version,
        title="Thermostable measles vaccine, Korea",
        amount=Decimal(64000),
        answers={call.questions.all()[0].pk: ANSWERS[0]},
    )
