"""Suggestions as organisers and participants read them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, When

from madang.site.events.models import Event, Registration
from madang.site.matching.models import Decision, Run, Suggestion
from madang.site.matching.queries.apart import pairs_under, rules_of, sides_of
from madang.site.matching.queries.bands import BANDS, bounds_of
from madang.site.matching.queries.pairs import (
    kept_apart_from,
    kept_apart_singly_from,
    shown_registrations,
)
from madang.site.survey.models import Answer

MOST_SHOWN = 20


def current_run(event: Event) -> Run | None:
    """Return the run whose suggestions count, or None before the first one."""
    return Run.objects.filter(event=event, is_current=True).first()


def next_number(event: Event) -> int:
    """Return the number that the event's next run will have: 1 for the first."""
    newest = Run.objects.filter(event=event).aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


def suggestions_of(event: Event) -> QuerySet[Suggestion]:
    """Return the current suggestions of an event, best first, for the organiser."""
    under_rule = pairs_under(sides_of(each) for each in rules_of(event))
    return (
        Suggestion.objects.filter(run__event=event, run__is_current=True)
        .select_related("left__organisation", "right__organisation", "run")
        .annotate(
            is_asked=Exists(_wanted(event).filter(by__isnull=False)),
            is_proposed=Exists(_wanted(event).filter(by__isnull=True)),
            is_apart=Exists(_decided(event).filter(verdict="never")) | Q(under_rule),
            is_met=Exists(_decided(event).filter(verdict="held")),
        )
        .order_by("-score", "id")
    )


def _decided(event: Event) -> QuerySet[Decision]:
    return Decision.objects.filter(
        event=event, left=OuterRef("left"), right=OuterRef("right")
    )


def _wanted(event: Event) -> QuerySet[Decision]:
    return _decided(event).filter(verdict="wanted")


def filtered(
    rows: QuerySet[Suggestion], *, text: str = "", band: str = "", state: str = ""
) -> QuerySet[Suggestion]:
    """Narrow the organiser's list by part of a name, a band of the score and a state.

    `state` is none, proposed, asked, met or apart; an unknown value narrows nothing.
    """
    if text:
        rows = rows.filter(
            Q(left__organisation__name__icontains=text)
            | Q(right__organisation__name__icontains=text)
            | Q(left__organisation__name_local__icontains=text)
            | Q(right__organisation__name_local__icontains=text)
        )
    if band in BANDS:
        least, below = bounds_of(band)
        rows = rows.filter(score__gte=least, score__lt=below)
    states = {
        "none": Q(is_asked=False, is_proposed=False, is_apart=False, is_met=False),
        "proposed": Q(is_proposed=True),
        "asked": Q(is_asked=True),
        "met": Q(is_met=True),
        "apart": Q(is_apart=True),
    }
    return rows.filter(states[state]) if state in states else rows


def suggestions_for(registration: Registration) -> QuerySet[Any]:
    """Return what is suggested to an organisation, its best first; never more than it may see.

    Missing are organisations that do not show themselves and those that are kept apart from it.
    Each row carries `rank`, `my_gain`, `their_gain`, `other_id`, and `is_refused` for those of
    which the organisation said that they are not for it.
    """
    refused = Decision.objects.filter(
        event=registration.event_id,
        by=registration,
        verdict="not_for_us",
        left=OuterRef("left"),
        right=OuterRef("right"),
    )
    apart = kept_apart_singly_from(registration)
    # A rule may name thousands: it is held against the few rows of the list, not the other way round.
    under_rule = pairs_under(sides_of(each) for each in rules_of(registration.event_id))
    rows: QuerySet[Any] = (
        _ranked_for(registration)
        .exclude(other_id__in=apart)
        .exclude(under_rule)
        .annotate(is_refused=Exists(refused))
    )
    return rows


def put_aside_by(registration: Registration) -> list[Registration]:
    """Return those of whom an organisation said that they are not for it, by name.

    Missing are those who would not be shown to it: who do not show themselves, and who are kept apart from it.
    """
    said = Decision.objects.filter(
        event=registration.event_id, by=registration, verdict="not_for_us"
    )
    of = said.filter(
        Q(left=OuterRef("pk"), right=registration)
        | Q(right=OuterRef("pk"), left=registration)
    )
    rows = shown_registrations(registration.event).filter(Exists(of))
    found = list(rows.order_by("organisation__name", "pk"))
    apart = kept_apart_from(registration) if found else set()
    return [each for each in found if each.pk not in apart]


def possible_matches(registration: Registration) -> int | None:
    """Return how many organisations the current run lists for this one; None before the first run.

    They are those that its own page of suggestions could name. The lists of others are not counted: those rest on what
    others keep confidential too.
    """
    if current_run(registration.event) is None:
        return None
    return suggestions_for(registration).count()


def _ranked_for(registration: Registration) -> QuerySet[Any]:
    me = registration.pk
    # Asked row by row: as a list of everybody it would be made anew for each reader of a large event.
    shown = shown_registrations(registration.event).filter(pk=OuterRef("other_id"))
    return (
        Suggestion.objects.filter(
            run__event=registration.event_id, run__is_current=True
        )
        .filter(
            Q(left=me, rank_for_left__isnull=False)
            | Q(right=me, rank_for_right__isnull=False)
        )
        .annotate(
            rank=Case(When(left=me, then=F("rank_for_left")), default="rank_for_right"),
            my_gain=Case(When(left=me, then=F("left_gain")), default="right_gain"),
            their_gain=Case(When(left=me, then=F("right_gain")), default="left_gain"),
            other_id=Case(When(left=me, then=F("right")), default="left"),
        )
        .filter(Exists(shown))
        .select_related("left__organisation", "right__organisation")
        .order_by("rank", "id")
    )


def suggestion_between(
    event: Event, first: Registration, second: Registration
) -> Suggestion | None:
    """Return the current suggestion of a pair, or None."""
    left, right = sorted((first.pk, second.pk))
    return Suggestion.objects.filter(
        run__event=event, run__is_current=True, left=left, right=right
    ).first()


def score_between(event: Event, first: Registration, second: Registration) -> int:
    """Return the mutual score of a pair, 0 to 1000; 0 for one that is not suggested."""
    left, right = sorted((first.pk, second.pk))
    rows = Suggestion.objects.filter(
        run__event=event, run__is_current=True, left=left, right=right
    )
    return next(iter(rows.order_by().values_list("score", flat=True)), 0)


@dataclass(frozen=True)
class Figures:
    """What the organiser's overview counts; `changed` are answers saved after the run."""

    answered: int
    suggested: int
    asked: int
    proposed: int
    apart: int
    changed: int


def figures(event: Event, run: Run | None) -> Figures:
    """Return the figures of an event's current run, which is None before the first; three queries."""
    after = Q(saved_at__gt=run.created_at) if run else Q(pk=None)
    answers = Answer.objects.filter(
        registration__event=event,
        registration__state__in=["invited", "registered"],
        state="submitted",
    ).aggregate(answered=Count("pk"), changed=Count("pk", filter=after))
    wanted = Q(verdict="wanted")
    decided = Decision.objects.filter(event=event).aggregate(
        asked=Count("pk", filter=wanted & Q(by__isnull=False)),
        proposed=Count("pk", filter=wanted & Q(by__isnull=True)),
        apart=Count("pk", filter=Q(verdict="never")),
    )
    suggested = run.suggestions.count() if run else 0
    return Figures(suggested=suggested, **answers, **decided)
