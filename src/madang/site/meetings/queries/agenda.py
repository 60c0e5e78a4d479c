"""The published plan, seen from one delegate, interpreter or place."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Prefetch, prefetch_related_objects

from madang.site.events.models import Event
from madang.site.meetings.models import Attendance, Placement, Plan
from madang.site.meetings.queries.owners import Key, Owner
from madang.site.meetings.queries.plans import meetings_placed, plans_of

ATTENDANCES = Attendance.objects.select_related(
    "delegate__person__user", "delegate__registration__organisation"
)


def plans_told(event: Event) -> tuple[Plan | None, Plan | None]:
    """Return the published plan and the one that was published before it, in one query; None for one that is not there."""
    rows = plans_of(event).filter(
        state__in=["published", "superseded"], published_at__isnull=False
    )
    found = list(rows.order_by("state", "-published_at", "-number")[:2])
    if not found or found[0].state != "published":
        return None, None
    return found[0], found[1] if len(found) > 1 else None


def placements(
    plan: Plan, owner: Owner | None = None, *, is_full: bool = True
) -> list[Placement]:
    """Return what a plan places, for one owner or for all, in order of time: 4 queries whatever the length.

    With `is_full=False` only what the sentence of a change says, in one query.
    """
    rows = (
        Placement.objects.filter(plan=plan)
        .select_related(
            "slot",
            "place__zone",
            "interpreter__person__user",
            "meeting__host__organisation",
            "meeting__guest__organisation",
            "round_table__chair__organisation",
        )
        .order_by("slot__starts_at", "place__position", "id")
    )
    if owner is not None:
        mine = (
            {"attendances__delegate": owner.delegate}
            if owner.delegate
            else {owner.kind: owner.row}
        )
        rows = rows.filter(**mine)
    if not is_full:
        return list(rows)
    found = list(
        rows.prefetch_related(
            Prefetch("attendances", ATTENDANCES), "interpreter__pairs"
        )
    )
    # Hosts and guests together, so that their languages cost one query.
    sides = [
        side
        for row in found
        if row.meeting
        for side in (row.meeting.host, row.meeting.guest)
    ]
    prefetch_related_objects(sides, "languages")
    return found


def by_owner(
    rows: Iterable[Placement],
) -> tuple[dict[Key, Owner], dict[Key, list[Placement]]]:
    """Return every owner that these placements touch, and what each has, in the order given."""
    owners: dict[Key, Owner] = {}
    found: dict[Key, list[Placement]] = defaultdict(list)
    for row in rows:
        touched = [Owner(delegate=each.delegate) for each in row.attendances.all()]
        touched.append(Owner(place=row.place))
        if row.interpreter is not None:
            touched.append(Owner(interpreter=row.interpreter))
        for owner in touched:
            owners.setdefault(owner.key, owner)
            found[owner.key].append(row)
    return owners, found


def is_off(row: Placement) -> bool:
    """Tell whether a placement stands for a meeting that a side or the organiser cancelled after it was planned."""
    return row.meeting is not None and row.meeting.state != "accepted"


def counts_of(plan: Plan, kind: str) -> dict[int, int]:
    """Return how many meetings a plan gives to each delegate, interpreter or place, by primary key."""
    rows = meetings_placed(plan).order_by()
    if kind == "delegate":
        chairs = Attendance.objects.filter(placement__in=rows).order_by()
        return dict(chairs.values_list("delegate_id").annotate(count=Count("pk")))
    return dict(rows.values_list(f"{kind}_id").annotate(count=Count("pk")))
