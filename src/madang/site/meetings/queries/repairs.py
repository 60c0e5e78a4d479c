"""What a repair did with each meeting concerned: where it was, where it is now."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from madang.site.meetings.models import Placement, Plan, RepairLine
from madang.site.meetings.queries.plans import placements_of

ORDER = ("lost", "moved", "again", "added", "filled")
"""What people have to hear of first."""


@dataclass(frozen=True)
class Repaired:
    """One meeting of a repair: `old` in the version repaired, `new` in the draft; None where it has no place.

    `reason` is the code of why it has none, empty where it has one.
    """

    line: RepairLine
    old: Placement | None
    new: Placement | None
    reason: str

    @property
    def is_same_place(self) -> bool:
        """Whether time and place are as they were, so that only people or interpreter changed."""
        if self.old is None or self.new is None:
            return False
        old, new = self.old, self.new
        return (old.slot_id, old.place_id) == (new.slot_id, new.place_id)


def lines_of(plan: Plan) -> QuerySet[RepairLine]:
    """Return what a repair did: what lost its place first, then what moved for others, then the rest."""
    order = Case(
        *(When(kind=kind, then=Value(at)) for at, kind in enumerate(ORDER)),
        output_field=IntegerField(),
    )
    rows = plan.repairs.select_related(
        "meeting__host__organisation", "meeting__guest__organisation"
    )
    return rows.order_by(order, "id")


def counted(plan: Plan) -> Counter[str]:
    """Return how many meetings there are of each kind of line."""
    return Counter(plan.repairs.values_list("kind", flat=True))


def with_places(plan: Plan, lines: list[RepairLine]) -> list[Repaired]:
    """Return lines with where their meetings were and are, as both versions have them now."""
    keys = [line.meeting_id for line in lines]
    old = _where(plan.made_from, keys)
    new = _where(plan, keys)
    rows = plan.unplaced.filter(meeting__in=keys)
    reasons = dict(rows.values_list("meeting_id", "reason"))
    return [
        Repaired(
            line,
            old.get(line.meeting_id),
            new.get(line.meeting_id),
            reasons.get(line.meeting_id, ""),
        )
        for line in lines
    ]


def _where(plan: Plan | None, keys: list[int]) -> dict[int | None, Placement]:
    if plan is None:
        return {}
    return {row.meeting_id: row for row in placements_of(plan).filter(meeting__in=keys)}
