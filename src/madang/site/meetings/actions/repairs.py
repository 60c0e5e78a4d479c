"""The published version put right after the event changed: a new draft, with a line for each meeting concerned."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.jobs import OutdatedError
from madang.site.core.log import Actor
from madang.site.core.models import Job
from madang.site.events.models import Event
from madang.site.meetings.actions.making import (
    Listener,
    close_unfinished,
    open_version,
    outdated,
    refuse_busy,
    refuse_unready,
    start_job,
)
from madang.site.meetings.bridge import repairing, solving
from madang.site.meetings.models import Plan, RepairLine
from madang.site.meetings.rules.plans import PlanError

SECONDS = 20
"""Time for the proof that the moves are the fewest."""


@transaction.atomic
def start_repair(*, plan: Plan, by: Actor | None, how: str) -> Job:
    """Ask for a repair of the published version, made in the background; return the job.

    `how` is one of `Plan.Repair`. Raises PlanError for a version that is not published, or while another is made.
    """
    event = Event.objects.select_for_update().get(pk=plan.event_id)
    refuse_busy(event)
    return start_job(_open(event, plan, by=by, how=how), by=by, seconds=SECONDS)


def make_repair(*, plan: Plan, by: Actor | None, how: str) -> Plan:
    """Repair the published version at once; return the draft. Raises PlanError and OutdatedError as a job would."""
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=plan.event_id)
        draft = _open(event, plan, by=by, how=how)
    try:
        return carry_out(plan=draft, by=by, seconds=SECONDS)
    except BaseException:
        close_unfinished(draft)
        raise


def _open(event: Event, plan: Plan, *, by: Actor | None, how: str) -> Plan:
    source = Plan.objects.get(pk=plan.pk)
    if source.state != Plan.State.PUBLISHED:
        raise PlanError(_("Only the published version can be repaired."))
    refuse_unready(event)
    draft = open_version(event, by=by, made_from=source, seed=source.seed, repair=how)
    draft.note = _("Repair of version %(number)d") % {"number": source.number}
    draft.save(update_fields=["note"])
    return draft


def carry_out(
    *,
    plan: Plan,
    by: Actor | None,
    seconds: float,
    on_progress: Listener | None = None,
) -> Plan:
    """Repair what a version was made from, and write the draft. Nothing that people see changes.

    Raises OutdatedError if the event changed meanwhile or another version was published, PlanError if it was stopped.
    """
    event = Event.objects.get(pk=plan.event_id)
    source = _source(event, plan)
    now = timezone.now()
    situation = repairing.look(event, source, now)
    held = sum(1 for key in situation.held if key > 0)
    start = solving.Reading(
        seconds=0, stage="placed", placed=held, weight=0, bound=None
    )
    if on_progress is not None and on_progress(start):
        raise PlanError(_("The repair was stopped. Nothing has changed."))
    mended = repairing.run(situation, source, how=plan.repair, now=now, seconds=seconds)
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=event.pk)
        _source(event, plan)
        solving.write(plan, mended.drawing, mended.result)
        repairing.carry(plan, source, mended.carried)
        for line in mended.lines:
            line.plan = plan
        RepairLine.objects.bulk_create(mended.lines, batch_size=500)
        log.record(
            "repair plan",
            plan,
            by=by,
            event_id=event.pk,
            detail=f"version {source.number}: {len(mended.lines)} meetings concerned",
        )
    return plan


def _source(event: Event, plan: Plan) -> Plan:
    """The published version that a draft repairs. Raises OutdatedError if event or publication changed since."""
    source = Plan.objects.get(pk=plan.pk).made_from
    if event.version != plan.version:
        raise outdated(plan)
    if source is None or source.state != Plan.State.PUBLISHED:
        message = _("Another version was published meanwhile. Repair that one.")
        raise OutdatedError(message)
    return source
