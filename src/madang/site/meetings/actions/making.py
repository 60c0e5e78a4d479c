"""A new version of the timetable: asked for, made in the background or at once, applied only to what it was made from."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import jobs, log
from madang.site.core.jobs import OutdatedError
from madang.site.core.log import Actor
from madang.site.core.models import Job
from madang.site.events.models import Event
from madang.site.meetings.bridge import board, drawing, solving
from madang.site.meetings.models import Plan
from madang.site.meetings.queries.plans import (
    plan_in_work,
    working_plan,
)
from madang.site.meetings.queries.readiness import readiness
from madang.site.meetings.rules.plans import PlanError
from madang.site.meetings.wording.conflicts import sentences
from madang.site.meetings.wording.readiness import missing

Listener = Callable[[solving.Reading], bool | None]


@transaction.atomic
def start_plan(
    *, event: Event, by: Actor | None, seconds: int = 20, seed: int = 0
) -> Job:
    """Ask for a new version, made in the background; return the job. Raises PlanError if it cannot be made."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    refuse_busy(event)
    refuse_unready(event)
    plan = open_version(event, by=by, made_from=working_plan(event), seed=seed)
    return start_job(plan, by=by, seconds=seconds)


def start_job(plan: Plan, *, by: Actor | None, seconds: int) -> Job:
    """Let the background make a version that was opened; return the job."""
    event = plan.event
    job = jobs.start(
        "plan",
        by=str(by),
        event_id=event.pk,
        target_id=plan.pk,
        version=event.version,
        seconds=seconds,
    )
    Plan.objects.filter(pk=plan.pk).update(job_id=job.pk)
    log.record("start plan", plan, by=by, event_id=event.pk, detail=f"{seconds} s")
    return job


def refuse_busy(event: Event) -> None:
    """Raise PlanError while another version of the event is being made."""
    if (busy := plan_in_work(event)) is not None:
        message = _("Version %(number)d is being made: wait for it, or stop it first.")
        raise PlanError(message % {"number": busy.number})


def make_plan(
    *,
    event: Event,
    by: Actor | None,
    seconds: float = 20,
    seed: int = 0,
    on_progress: Listener | None = None,
) -> Plan:
    """Make a new version at once and return it. Raises PlanError if it cannot be made, OutdatedError if the event changed."""
    event.refresh_from_db()
    refuse_unready(event)
    with transaction.atomic():
        plan = open_version(event, by=by, made_from=working_plan(event), seed=seed)
    try:
        return carry_out(
            plan=plan, by=by, seconds=seconds, on_progress=on_progress or _go_on
        )
    except BaseException:
        close_unfinished(plan)
        raise


def carry_out(
    *, plan: Plan, by: Actor | None, seconds: float, on_progress: Listener
) -> Plan:
    """Run the engine for a version that waits to be made, and apply what it found as a draft.

    Raises OutdatedError if the event changed meanwhile, PlanError if pinned meetings contradict the event.
    """
    event = Event.objects.get(pk=plan.event_id)
    if event.version != plan.version:
        raise outdated(plan)
    picture = drawing.draw(event, pins=plan.made_from)
    if len(picture.skipped) == picture.agreed:
        raise PlanError(
            _(
                "No agreed meeting can be planned: a side of each has withdrawn or has no delegate."
            )
        )
    if wrong := board.pins_in_conflict(picture):
        message = _("A pinned meeting cannot stay where it is. Unpin or move it first.")
        raise PlanError(message, [str(each) for each in sentences(wrong, event)])
    result = solving.run(
        picture,
        seconds=seconds,
        seed=plan.seed,
        on_reading=on_progress,
    )
    if result.conflict:
        message = _("Pinned meetings contradict each other. Unpin or move one of them.")
        raise PlanError(message, _pinned_names(event, result.conflict))
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=event.pk)
        if event.version != plan.version:
            raise outdated(plan)
        solving.write(plan, picture, result)
        log.record(
            "make plan",
            plan,
            by=by,
            event_id=event.pk,
            detail=f"{plan.placed} of {plan.agreed} placed",
        )
    return plan


def close_unfinished(plan: Plan) -> None:
    """Discard a version whose making came to nothing."""
    Plan.objects.filter(pk=plan.pk, state=Plan.State.WORKING).update(
        state=Plan.State.DISCARDED
    )


def refuse_unready(event: Event) -> None:
    """Raise PlanError with everything without which no version can be made."""
    if reasons := missing(readiness(event)):
        raise PlanError(reasons[0], reasons[1:])


def open_version(
    event: Event,
    *,
    by: Actor | None,
    made_from: Plan | None,
    seed: int = 0,
    repair: str = "",
) -> Plan:
    """Make the row of a version that is being made; one that an earlier job left unfinished is discarded."""
    event.plans.filter(state=Plan.State.WORKING).update(state=Plan.State.DISCARDED)
    return Plan.objects.create(
        event=event,
        number=next_number(event),
        version=event.version,
        made_from=made_from,
        seed=seed,
        repair=repair,
        created_by=str(by) if by is not None else "system",
    )


def next_number(event: Event) -> int:
    """Return the number of the event's next version."""
    newest = event.plans.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def _pinned_names(event: Event, keys: Iterable[int]) -> list[str]:
    rows = event.meetings.select_related("host__organisation", "guest__organisation")
    found = [str(row) for row in rows.filter(pk__in=[key for key in keys if key > 0])]
    tables = event.round_tables.filter(pk__in=[-key for key in keys if key < 0])
    return found + [str(table) for table in tables]


def outdated(plan: Plan) -> OutdatedError:
    """Return the error of a version whose event changed while it was made."""
    message = _(
        "The event changed while version %(number)d was being made, so it was not kept. Make a new version: it takes the change in."
    )
    return OutdatedError(message % {"number": plan.number})


def _go_on(reading: solving.Reading) -> bool:  # noqa: ARG001 - the shape of a listener
    return False
