"""Next steps of one side. Nobody else reads them, and organisers only count them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import Http404

from madang.site.events.models import Event, Registration
from madang.site.meetings.models import Meeting, NextStep


@dataclass(frozen=True)
class StepCounts:
    """How many steps are open and late, open and not yet due, done, dropped."""

    late: int
    ahead: int
    done: int
    dropped: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.late + self.ahead + self.done + self.dropped


def steps_of(registration: Registration) -> QuerySet[NextStep]:
    """Return a side's steps: open ones first, the earliest on top; then the others, the latest changed first."""
    rank = Case(
        When(state="open", then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        NextStep.objects.filter(by=registration)
        .select_related(
            "person", "meeting__host__organisation", "meeting__guest__organisation"
        )
        .annotate(rank=rank)
        .order_by("rank", "due", "id")
    )


def steps_in(rows: QuerySet[NextStep], which: str, today: date) -> QuerySet[NextStep]:
    """Return the late, ahead, done or dropped of some steps; all of them for another word."""
    condition = {
        "late": Q(state="open", due__lt=today),
        "ahead": Q(state="open", due__gte=today),
        "done": Q(state="done"),
        "dropped": Q(state="dropped"),
    }.get(which)
    return rows.filter(condition) if condition is not None else rows


def counts_of(rows: QuerySet[NextStep], today: date) -> StepCounts:
    """Count some steps by where they stand, in one query."""
    found = rows.order_by().aggregate(
        late=Count("pk", filter=Q(state="open", due__lt=today)),
        ahead=Count("pk", filter=Q(state="open", due__gte=today)),
        done=Count("pk", filter=Q(state="done")),
        dropped=Count("pk", filter=Q(state="dropped")),
    )
    return StepCounts(**found)


def steps_of_event(event: Event) -> QuerySet[NextStep]:
    """Return every side's steps at an event, to be counted and never shown."""
    return NextStep.objects.filter(meeting__event=event)


def step_of_side(registration: Registration, pk: int) -> NextStep:
    """Return a step of this side; 404 for any other."""
    step = steps_of(registration).filter(pk=pk).first()
    if step is None:
        raise Http404
    return step


def steps_after(meeting: Meeting, registration: Registration) -> list[NextStep]:
    """Return what a side does next after one meeting."""
    return list(steps_of(registration).filter(meeting=meeting))


def due_between(first: date, last: date) -> QuerySet[NextStep]:
    """Return open steps due on these days, with all that a reminder says."""
    return NextStep.objects.filter(
        state="open", due__gte=first, due__lte=last
    ).select_related(
        "person",
        "by",
        "meeting__event",
        "meeting__host__organisation",
        "meeting__guest__organisation",
    )
