"""The published plan, seen from one delegate, interpreter or place."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Prefetch, QuerySet

from madang.site.meetings.models import Attendance, Placement, Plan
from madang.site.meetings.queries.owners import Key, Owner

ATTENDANCES = Attendance.objects.select_related(
    "delegate__person__user", "delegate__registration__organisation"
)


def plan_before(plan: Plan) -> Plan | None:
    """Return the plan that was published before this one, or None if it is the first."""
    earlier = Plan.objects.filter(
        event_id=plan.event_id, state="superseded", published_at__isnull=False
    ).exclude(pk=plan.pk)
    if plan.published_at is not None:
        earlier = earlier.filter(published_at__lt=plan.published_at)
    return (
        earlier.defer("problem_file", "schedule_file")
        .order_by("-published_at", "-number")
        .first()
    )


def placements(plan: Plan, *, is_full: bool = True) -> QuerySet[Placement]:
    """Return what a plan places, with all that a line of an agenda says: 5 queries whatever the length.

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
    if not is_full:
        return rows
    return rows.prefetch_related(
        Prefetch("attendances", ATTENDANCES),
        "meeting__host__languages",
        "meeting__guest__languages",
        "interpreter__pairs",
    )


def placements_of(
    plan: Plan, owner: Owner, *, is_full: bool = True
) -> QuerySet[Placement]:
    """Return what a plan places for one owner, in order of time."""
    rows = placements(plan, is_full=is_full)
    if owner.delegate:
        return rows.filter(attendances__delegate=owner.delegate)
    return rows.filter(**{owner.kind: owner.row})


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
    if kind == "delegate":
        rows = (
            Attendance.objects.filter(placement__plan=plan)
            .order_by()
            .values_list("delegate_id")
        )
    else:
        rows = Placement.objects.filter(plan=plan).order_by().values_list(f"{kind}_id")
    return dict(rows.annotate(count=Count("pk")))
