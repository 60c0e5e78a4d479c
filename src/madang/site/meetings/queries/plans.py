"""What may be read of an event's plans: the working version, the published one, and what changed between two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from madang.site.core.models import Job
from madang.site.core.ui import whole_number
from madang.site.events.models import Event
from madang.site.meetings.models import Meeting, Placement, Plan

LIVE = ("draft", "published")


def plans_of(event: Event) -> QuerySet[Plan]:
    """Return the versions of an event, newest first, without the two files that each carries."""
    return event.plans.defer("problem_file", "schedule_file")


def plan_of(event: Event, number: int) -> Plan:
    """Return one version of an event; 404 if there is none of that number."""
    plan = plans_of(event).filter(number=number).first()
    if plan is None:
        raise Http404
    return plan


def published_plan(event: Event) -> Plan | None:
    """Return the version that participants see, or None."""
    return plans_of(event).filter(state=Plan.State.PUBLISHED).first()


def working_plan(event: Event) -> Plan | None:
    """Return the version that organisers work on: the newest draft, or else the published one."""
    return plans_of(event).filter(state__in=LIVE).order_by("-number").first()


def plan_to_show(event: Event, number: str) -> Plan | None:
    """Return the version that an address asks for, the working one if it asks for none. 404 for an unknown one."""
    if not number:
        return working_plan(event)
    known = whole_number(number)
    if known is None:
        raise Http404
    return plan_of(event, known)


def plan_in_work(event: Event) -> Plan | None:
    """Return the version that a job is making at this moment, or None."""
    plan = plans_of(event).filter(state=Plan.State.WORKING).first()
    if plan is None:
        return None
    job = job_of(plan)
    return plan if job and job.state in ("queued", "running") else None


def begun_in(plan: Plan, now: datetime) -> frozenset[int]:
    """Return the meetings that have begun by a published version, by their key; none of a version nobody was told of."""
    rows = plan.placements.filter(
        is_published=True, meeting__isnull=False, slot__starts_at__lte=now
    )
    return frozenset(key for key in rows.values_list("meeting_id", flat=True) if key)


def job_of(plan: Plan) -> Job | None:
    """Return the job that makes or made a version, or None if it was made by hand or by a command."""
    return Job.objects.filter(pk=plan.job_id).first() if plan.job_id else None


def jobs_of(plans: Iterable[Plan]) -> dict[int, Job]:
    """Return the jobs of several versions by their key, in one query."""
    return Job.objects.in_bulk([plan.job_id for plan in plans if plan.job_id])


def placements_of(plan: Plan) -> QuerySet[Placement]:
    """Return the placements of a version with everything that a page shows of them."""
    return plan.placements.select_related(
        "slot",
        "place__zone",
        "interpreter",
        "round_table",
        "meeting__host__organisation",
        "meeting__guest__organisation",
    )


def meetings_placed(plan: Plan) -> QuerySet[Placement]:
    """Return the placements of a version that count as placed meetings.

    A round table is no meeting, and what a side cancelled since leaves its place free.
    """
    return plan.placements.filter(meeting__state=Meeting.State.ACCEPTED)


def round_tables_in(plan: Plan) -> int:
    """Return how many round tables stand in a version."""
    return plan.placements.filter(round_table__isnull=False).count()


def left_out(plan: Plan) -> int:
    """Count the organisations that take part, agreed to a meeting and have none in this version."""
    agreed = plan.event.meetings.filter(state=Meeting.State.ACCEPTED)
    met, wanting = (
        {side for pair in rows for side in pair}
        for rows in (
            meetings_placed(plan).values_list("meeting__host", "meeting__guest"),
            agreed.values_list("host", "guest"),
        )
    )
    gone = plan.event.registrations.filter(state__in=["declined", "withdrawn"])
    return len(wanting - met - set(gone.values_list("pk", flat=True)))


def placed_count(event: Event) -> int | None:
    """Return how many meetings the working version places, or None if there is no version."""
    stands = Q(placements__meeting__state=Meeting.State.ACCEPTED)
    counted = (
        event.plans.filter(state__in=LIVE)
        .annotate(held=Count("placements", filter=stands))
        .order_by("-number")
        .values_list("held", flat=True)
    )
    return counted.first()


@dataclass(frozen=True)
class Change:
    """One meeting or round table that differs: where it was, where it is; None where it has no place."""

    kind: str
    old: Placement | None
    new: Placement | None

    @property
    def row(self) -> Placement | None:
        """The placement that names the meeting."""
        return self.new or self.old


@dataclass(frozen=True)
class Comparison:
    """How one version differs from another, each a list of placements of the newer one (`removed`: of the older).

    `same` counts meetings, `same_round_tables` what is no meeting.
    """

    added: list[Placement]
    removed: list[Placement]
    moved: list[tuple[Placement, Placement]]
    interpreters: list[tuple[Placement, Placement]]
    same: int
    same_round_tables: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes()

    def changes(self, kind: str = "") -> list[Change]:
        """Return all changes in one list, or those of one kind: moved, added, removed, interpreter."""
        rows = [
            *(Change("moved", old, new) for old, new in self.moved),
            *(Change("added", None, row) for row in self.added),
            *(Change("removed", row, None) for row in self.removed),
            *(Change("interpreter", old, new) for old, new in self.interpreters),
        ]
        return [row for row in rows if kind in ("", row.kind)]


def compare(older: Plan, newer: Plan) -> Comparison:
    """Return what changed from one version to another: new, gone, at another time or place, another interpreter."""
    before, after = _by_thing(older), _by_thing(newer)
    both = [(before[key], after[key]) for key in after if key in before]
    moved = [pair for pair in both if _where(pair[0]) != _where(pair[1])]
    stayed = [pair for pair in both if _where(pair[0]) == _where(pair[1])]
    changed = [pair for pair in stayed if not _has_same_interpreter(*pair)]
    same = [new for old, new in stayed if _has_same_interpreter(old, new)]
    meetings = sum(1 for row in same if row.meeting_id is not None)
    return Comparison(
        added=[row for key, row in after.items() if key not in before],
        removed=[row for key, row in before.items() if key not in after],
        moved=moved,
        interpreters=changed,
        same=meetings,
        same_round_tables=len(same) - meetings,
    )


def _by_thing(plan: Plan) -> dict[tuple[int | None, int | None], Placement]:
    rows = placements_of(plan).order_by("slot__starts_at", "place__position", "pk")
    return {(row.meeting_id, row.round_table_id): row for row in rows}


def _has_same_interpreter(old: Placement, new: Placement) -> bool:
    return old.interpreter_id == new.interpreter_id


def _where(row: Placement) -> tuple[int, int]:
    return (row.slot_id, row.place_id)
