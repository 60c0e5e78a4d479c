"""The agreed meetings that a version has no place for."""

from collections import Counter

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from madang.site.events.models import Event
from madang.site.meetings.models import Plan, Unplaced


def with_names(rows: QuerySet[Unplaced]) -> QuerySet[Unplaced]:
    """Return rows with everything that their sentences name."""
    return rows.select_related(
        "meeting__host__organisation",
        "meeting__guest__organisation",
        "remedy_slot",
        "remedy_place",
        "remedy_delegate__person",
        "remedy_delegate__registration__organisation",
        "remedy_registration__organisation",
        "remedy_meeting__host__organisation",
        "remedy_meeting__guest__organisation",
    ).prefetch_related(
        "remedy_others__host__organisation", "remedy_others__guest__organisation"
    )


# These reasons name their remedy themselves: give the side a delegate, place it by hand.
REASONS_WITH_A_WAY = ("no_delegate", "fits")
# Several meetings that give way are no single change.
NO_WAY = ("", "replace_several")
_HAS_A_WAY = ~Q(remedy__in=NO_WAY) | Q(reason__in=REASONS_WITH_A_WAY)


def unplaced(plan: Plan, reason: str = "") -> QuerySet[Unplaced]:
    """Return what a version left out, each with `has_a_way`: whether one change places it. Of one reason if it is given.

    Those with a way come first, then by reason, then the must-haves, then the heaviest.
    """
    rows = with_names(plan.unplaced.filter(meeting__state="accepted"))
    if reason:
        rows = rows.filter(reason=reason)
    rows = rows.annotate(
        has_a_way=ExpressionWrapper(_HAS_A_WAY, output_field=BooleanField())
    )
    return rows.order_by(
        "-has_a_way", "reason", "-meeting__is_must", "-meeting__weight", "pk"
    )


def without_a_way(plan: Plan, reason: str = "") -> int:
    """Return how many of them no single change places."""
    rows = plan.unplaced.filter(meeting__state="accepted").exclude(_HAS_A_WAY)
    return (rows.filter(reason=reason) if reason else rows).count()


def counted(plan: Plan) -> Counter[str]:
    """Return how many meetings each reason keeps out."""
    rows = plan.unplaced.filter(meeting__state="accepted").values_list("reason")
    return Counter(dict(rows.annotate(Count("pk")).order_by("reason")))


def agreed_since(event: Event, plan: Plan) -> int:
    """Return how many meetings were agreed after a version was made, so that it says nothing of them."""
    agreed = event.meetings.filter(state="accepted")
    known = agreed.exclude(placements__plan=plan).exclude(unplaced_in__plan=plan)
    return known.count()
