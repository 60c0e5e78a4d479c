"""The agreed meetings that a version has no place for."""

from collections import Counter

from django.db.models import Count, QuerySet

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
    )


def unplaced(plan: Plan, reason: str = "") -> QuerySet[Unplaced]:
    """Return what a version left out, the heaviest first within a reason; of one reason alone if it is given."""
    rows = with_names(plan.unplaced.filter(meeting__state="accepted"))
    if reason:
        rows = rows.filter(reason=reason)
    return rows.order_by("reason", "-meeting__is_must", "-meeting__weight", "pk")


def counted(plan: Plan) -> Counter[str]:
    """Return how many meetings each reason keeps out."""
    rows = plan.unplaced.filter(meeting__state="accepted").values_list("reason")
    return Counter(dict(rows.annotate(Count("pk")).order_by("reason")))


def agreed_since(event: Event, plan: Plan) -> int:
    """Return how many meetings were agreed after a version was made, so that it says nothing of them."""
    agreed = event.meetings.filter(state="accepted")
    known = agreed.exclude(placements__plan=plan).exclude(unplaced_in__plan=plan)
    return known.count()
