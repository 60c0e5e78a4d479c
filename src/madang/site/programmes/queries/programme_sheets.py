"""Programmes, calls, interest, applications, reviews and cohorts as values of sheets, each read by whoever reads its page."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from madang.site.core.templatetags.ui import country
from madang.site.core.time import zone
from madang.site.directory.models import Person
from madang.site.programmes.models import (
    Application,
    Call,
    CallQuestion,
    CohortMember,
    ExpressionOfInterest,
    GrantElsewhere,
    Programme,
    Review,
)
from madang.site.programmes.queries.applications import applications_to
from madang.site.programmes.queries.programmes import cohort_of
from madang.site.programmes.queries.reviews import scores_of
from madang.site.programmes.rules.programmes import manages

Values = dict[str, Any]
MOST = 5000
OF_PROGRAMME = ("slug", "name", "kind", "aim", "home_country", "target_country", "field", "state")  # fmt: skip
OF_CALL = ("slug", "title", "kind", "text", "who_may_apply", "zone", "seats", "budget", "most_each", "currency", "needs_contract", "state")  # fmt: skip
OF_QUESTION = ("text", "help", "most_characters", "is_required")
OF_GRANT = ("name", "amount", "currency", "state", "decided_on")


def _of(row: object, names: Iterable[str]) -> Values:
    return {name: getattr(row, name) for name in names}


def _local(at: datetime, zone_name: str) -> str:
    return f"{at.astimezone(zone(zone_name)):%Y-%m-%d %H:%M}"


def day_of(at: datetime | None, zone_name: str = "UTC") -> date | None:
    """Return the day of a moment in a zone; None for no moment."""
    return at.astimezone(zone(zone_name)).date() if at else None


def programme_values(row: Programme) -> Values:
    """Return a programme as values of its sheet."""
    partner = row.accelerator.name if row.accelerator else ""
    return _of(row, OF_PROGRAMME) | {"owner": row.owner.name, "accelerator": partner}


def programmes_for_sheet(rows: QuerySet[Programme]) -> list[Values]:
    """Return programmes, at most 5,000."""
    return [programme_values(each) for each in rows[:MOST]]


def call_values(call: Call) -> Values:
    """Return a call as values of its sheet, its times as the clocks of its zone show them."""
    return _of(call, OF_CALL) | {
        "programme": call.programme.name,
        "opens": _local(call.opens_at, call.zone),
        "closes": _local(call.closes_at, call.zone),
    }


def calls_for_sheet(rows: QuerySet[Call]) -> tuple[list[Values], list[Values]]:
    """Return calls, at most 5,000, and their questions."""
    questions = Prefetch("questions", CallQuestion.objects.order_by("order", "pk"))
    calls = list(rows.select_related("programme").prefetch_related(questions)[:MOST])
    asked = [
        {"call": call.slug, **_of(each, OF_QUESTION)}
        for call in calls
        for each in call.questions.all()
    ]
    return [call_values(each) for each in calls], asked


def interest_for_sheet(rows: QuerySet[ExpressionOfInterest]) -> list[Values]:
    """Return who would take part."""
    return [
        {
            "organisation": each.organisation.name,
            "country": country(each.organisation.country),
            "person": each.person.name,
            "address": each.person.email,
            "day": day_of(each.at),
            "text": each.text,
        }
        for each in rows[:MOST]
    ]


def applications_for_sheet(rows: QuerySet[Application], call: Call) -> list[Values]:
    """Return what was submitted to a call. `rows` come from `applications_to`."""
    found = rows.prefetch_related("answers")[:MOST]
    return [_application(each, call) for each in found]


def _application(row: Application, call: Call) -> Values:
    scores = scores_of(row)
    decision = getattr(row, "decision", None)
    return {
        "organisation": row.organisation.name,
        "country": country(row.organisation.country),
        "title": row.title,
        "amount": row.amount,
        "address": row.person.email,
        "submitted": day_of(row.submitted_at, call.zone),
        "state": row.state,
        "reviews": scores.given,
        "mean": scores.mean,
        "granted": decision.amount if decision else None,
        "reason": decision.reason if decision else "",
        **{f"question-{each.question_id}": each.text for each in row.answers.all()},
    }


def reviews_for_sheet(call: Call, person: Person) -> list[Values]:
    """Return what reviewers said of a call's applications, to those who run it; nothing about their own organisation's."""
    rows = (
        Review.objects.filter(application__in=applications_to(call, person=person))
        .select_related("application__organisation", "reviewer__organisation")
        .order_by("application__submitted_at", "application", "pk")
    )
    return [
        {
            "organisation": each.application.organisation.name,
            "title": each.application.title,
            "reviewer": each.reviewer.name,
            "reviewer_organisation": str(each.reviewer.organisation or ""),
            "score": each.score,
            "text": each.text,
            "has_conflict": each.has_conflict,
            "day": day_of(each.reviewed_at, call.zone),
        }
        for each in rows[:MOST]
    ]


def members_for_sheet(rows: Iterable[CohortMember]) -> list[Values]:
    """Return the members of a cohort."""
    return [
        {
            "organisation": each.organisation.name,
            "joined_on": each.joined_on,
            "application": each.application.title if each.application else "",
            "state": each.state,
        }
        for each in rows
    ]


def milestones_for_sheet(rows: Iterable[CohortMember]) -> list[Values]:
    """Return the milestones of a cohort, member by member."""
    return [
        {
            "organisation": member.organisation.name,
            **_of(each, ("title", "due_on", "state", "report")),
            "reported_on": day_of(each.reported_at),
        }
        for member in rows
        for each in member.milestones.all()
    ]


def grant_values(grant: GrantElsewhere) -> Values:
    """Return a grant applied for elsewhere as values of its sheet."""
    return _of(grant, OF_GRANT) | {
        "funder": grant.funder.name,
        "organisation": grant.organisation.name if grant.organisation else "",
    }


def grants_of(programme: Programme) -> QuerySet[GrantElsewhere]:
    """Return the grants of a programme with their organisations."""
    return programme.grants.select_related("organisation", "funder").order_by("pk")


def cohort_for_sheet(programme: Programme) -> list[CohortMember]:
    """Return the cohort with applications and milestones, at most 5,000 members."""
    return list(cohort_of(programme).select_related("application")[:MOST])


def calls_of(programme: Programme, person: Person | None) -> QuerySet[Call]:
    """Return the calls of a programme's page: drafts and withdrawn ones only to those who run it."""
    rows = programme.calls.order_by("closes_at", "pk")
    if manages(person, programme):
        return rows
    return rows.filter(state__in=[Call.State.PUBLISHED, Call.State.DECIDED])
