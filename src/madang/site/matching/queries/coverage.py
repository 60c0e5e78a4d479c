"""Who has proposals to count on, and who has too few."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from madang.site.events.models import Event, Registration
from madang.site.matching.models import Decision, Suggestion
from madang.site.matching.queries.apart import pairs_under, rules_of, sides_of
from madang.site.matching.queries.bands import LEAST_VIABLE
from madang.site.matching.queries.pairs import shown_registrations
from madang.site.matching.queries.suggestions import MOST_SHOWN

FEW = 3


@dataclass(frozen=True)
class Covered:
    """An organisation that answered, how many viable proposals it reads, and in how many lists it stands."""

    registration: Registration
    viable: int
    shown: int

    @property
    def missing(self) -> int:
        """How many proposals a hosted buyer lacks to its meetings, 0 for everybody else."""
        return max(0, (self.registration.hosted_quota or 0) - self.viable)

    @property
    def is_short(self) -> bool:
        """Whether a hosted buyer reads fewer proposals than it must have meetings."""
        return self.missing > 0


def answered_registrations(event: Event) -> QuerySet[Registration]:
    """Return the registrations that the matching reads: in the event, with their answers sent."""
    return (
        Registration.objects.filter(
            event=event, state__in=["invited", "registered"], answer__state="submitted"
        )
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )


def _standing(event: Event) -> QuerySet[Suggestion]:
    """Return the pairs of the current run that nobody keeps apart since."""
    said = Decision.objects.filter(
        event=event, left=OuterRef("left"), right=OuterRef("right")
    )
    rules = [sides_of(each) for each in rules_of(event)]
    rows = Suggestion.objects.filter(run__event=event, run__is_current=True)
    if rules:
        rows = rows.exclude(pairs_under(rules))
    return rows.exclude(Exists(said.filter(verdict="never"))).order_by()


def _put_aside(side: str) -> Exists:
    """Return whether that side of a pair, "left" or "right", said that the other is not for it."""
    return Exists(
        Decision.objects.filter(
            by=OuterRef(side),
            verdict="not_for_us",
            left=OuterRef("left"),
            right=OuterRef("right"),
        )
    )


def viable_counts(event: Event, *, but: Q | None = None) -> Counter[int]:
    """Return how many viable proposals each registration reads; those without any are missing.

    Viable is a pair on its list of at least the band "loose" whose other side shows itself, is not kept apart from it,
    and of which it has not said that it is not for it. `but` takes further pairs away.
    """
    rows = _standing(event).filter(score__gte=LEAST_VIABLE)
    rows = rows if but is None else rows.exclude(but)
    shown = shown_registrations(event).values("pk")
    found: Counter[int] = Counter()
    for mine, theirs in (("left", "right"), ("right", "left")):
        listed = rows.filter(
            **{f"rank_for_{mine}__isnull": False, f"{theirs}__in": shown}
        )
        counted = listed.exclude(_put_aside(mine)).values_list(mine)
        found.update(dict(counted.annotate(count=Count("pk"))))
    return found


def shown_counts(event: Event) -> Counter[int]:
    """Return in how many lists of others each registration stands, on the page that is read; those in none are missing.

    Who does not show itself stands in none.
    """
    rows = _standing(event)
    shown = shown_registrations(event).values("pk")
    found: Counter[int] = Counter()
    for mine, theirs in (("left", "right"), ("right", "left")):
        listed = rows.filter(
            **{f"rank_for_{theirs}__lte": MOST_SHOWN, f"{mine}__in": shown}
        )
        counted = listed.exclude(_put_aside(theirs)).values_list(mine)
        found.update(dict(counted.annotate(count=Count("pk"))))
    return found


def coverage_of(event: Event) -> list[Covered]:
    """Return everybody who answered with their figures, those with the fewest viable proposals first."""
    viable, shown = viable_counts(event), shown_counts(event)
    rows = [
        Covered(each, viable[each.pk], shown[each.pk])
        for each in answered_registrations(event)
    ]
    return sorted(rows, key=lambda row: row.viable)


def few_count(event: Event) -> int:
    """Return how many of those who answered have fewer than three viable proposals."""
    viable = viable_counts(event)
    rows = answered_registrations(event).order_by().values_list("pk", flat=True)
    return sum(1 for pk in rows if viable[pk] < FEW)


def hosted_of(event: Event) -> list[Covered]:
    """Return the hosted buyers with their figures, the first tier first, those without an answer too."""
    viable, shown = viable_counts(event), shown_counts(event)
    rows = Registration.objects.filter(
        event=event, state__in=["invited", "registered"], hosted_quota__isnull=False
    ).select_related("organisation", "answer")
    return [
        Covered(each, viable[each.pk], shown[each.pk])
        for each in rows.order_by("hosted_tier", "organisation__name", "pk")
    ]
