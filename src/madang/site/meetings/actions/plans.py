"""What becomes of a version: copied, brought back, discarded, checked, published."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.log import Actor
from madang.site.events.models import Event
from madang.site.meetings.actions import calendar, notices
from madang.site.meetings.actions.making import next_number
from madang.site.meetings.bridge import board, solving
from madang.site.meetings.models import (
    Attendance,
    Placement,
    Plan,
    PlanStage,
    Unplaced,
)
from madang.site.meetings.queries.plans import published_plan
from madang.site.meetings.rules.plans import PlanError
from madang.site.meetings.wording.conflicts import sentences

MOST_REASONS = 20


@transaction.atomic
def copy_plan(*, plan: Plan, by: Actor | None, note: str = "") -> Plan:
    """Copy a version with everything it holds as the event's newest draft, and return the draft."""
    event = Event.objects.select_for_update().get(pk=plan.event_id)
    if plan.state == Plan.State.WORKING:
        raise PlanError(_("This version is still being made."))
    # Read anew: whoever lists versions leaves the files out.
    source = Plan.objects.get(pk=plan.pk)
    copy = Plan.objects.get(pk=plan.pk)
    copy.pk = None
    copy._state.adding = True  # noqa: SLF001 - Django's documented way to copy a row
    copy.number = next_number(event)
    copy.state = Plan.State.DRAFT
    copy.made_from = source
    copy.job_id = None
    copy.repair = ""
    copy.revision = 0
    copy.published_at, copy.published_by = None, ""
    copy.created_by = str(by) if by is not None else "system"
    copy.note = note or _("Copy of version %(number)d") % {"number": plan.number}
    copy.save(force_insert=True)
    _copy_rows(source, copy)
    log.record(
        "copy plan", copy, by=by, event_id=event.pk, detail=f"from {plan.number}"
    )
    return copy


def _copy_rows(source: Plan, copy: Plan) -> None:
    """Copy placements with who attends, what was left out, and the stages."""
    old = list(source.placements.prefetch_related("attendances"))
    new = Placement.objects.bulk_create(
        [
            Placement(
                plan=copy,
                meeting_id=row.meeting_id,
                round_table_id=row.round_table_id,
                slot_id=row.slot_id,
                place_id=row.place_id,
                interpreter_id=row.interpreter_id,
                is_pinned=row.is_pinned,
            )
            for row in old
        ],
        batch_size=500,
    )
    Attendance.objects.bulk_create(
        [
            Attendance(
                placement=after, delegate_id=each.delegate_id, slot_id=after.slot_id
            )
            for before, after in zip(old, new, strict=True)
            for each in before.attendances.all()
        ],
        batch_size=500,
    )
    left = list(source.unplaced.prefetch_related("remedy_others"))
    others = [[each.pk for each in row.remedy_others.all()] for row in left]
    stages = list(source.stages.all())
    rows: list[Unplaced | PlanStage] = [*left, *stages]
    for row in rows:
        row.pk = None
        row.plan = copy
    Unplaced.objects.bulk_create(left, batch_size=500)
    together = Unplaced.remedy_others.through
    together.objects.bulk_create(
        together(unplaced_id=row.pk, meeting_id=other)
        for row, meetings in zip(left, others, strict=True)
        for other in meetings
    )
    PlanStage.objects.bulk_create(stages, batch_size=500)


@transaction.atomic
def roll_back(*, plan: Plan, by: Actor | None) -> Plan:
    """Bring an old version back as the newest draft. Raises PlanError with every meeting that no longer holds."""
    event = Event.objects.select_for_update().get(pk=plan.event_id)
    _refuse_conflicts(
        event,
        plan,
        _("Version %(number)d no longer holds, so it was not brought back."),
    )
    note = _("As version %(number)d") % {"number": plan.number}
    return copy_plan(plan=plan, by=by, note=note)


@transaction.atomic
def discard_plan(*, plan: Plan, by: Actor | None) -> Plan:
    """Put a draft aside. It stays in the history. Raises PlanError for any other version."""
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    if locked.state != Plan.State.DRAFT:
        raise PlanError(_("Only a draft can be discarded."))
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.DISCARDED)
    log.record("discard plan", plan, by=by, event_id=plan.event_id)
    plan.state = Plan.State.DISCARDED
    return plan


@transaction.atomic
def check_proof(*, plan: Plan, by: Actor | None) -> list[str]:
    """Let the independent judge check a version's files now; return the faults it names, nothing if all holds."""
    plan = Plan.objects.get(pk=plan.pk)
    found = solving.faults(plan)
    Plan.objects.filter(pk=plan.pk).update(
        is_verified=not found, verified_at=timezone.now()
    )
    log.record(
        "check proof",
        plan,
        by=by,
        event_id=plan.event_id,
        detail=found[0] if found else "accepted",
    )
    return found


@transaction.atomic
def publish(*, plan: Plan, by: Actor | None) -> int:
    """Make a draft what participants see; return how many people were written to.

    All at once or not at all: the version before is superseded, the database's own rules (nobody, no place and no
    interpreter twice in a slot) bind, calendars and mail follow. Raises PlanError with every conflict.
    """
    event = Event.objects.select_for_update().get(pk=plan.event_id)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.DRAFT:
        raise PlanError(_("Only a draft can be published."))
    if not plan.is_verified:
        raise PlanError(
            _("The judge has not accepted this version, so it is not published.")
        )
    _refuse_conflicts(
        event,
        plan,
        _("Version %(number)d no longer holds, so it was not published."),
    )
    # What was cancelled since leaves the version, so that its cell is free.
    gone = plan.placements.filter(meeting__isnull=False).exclude(
        meeting__state="accepted"
    )
    gone.delete()
    previous = published_plan(event)
    if previous is not None:
        _show(previous, state=Plan.State.SUPERSEDED, is_published=False)
    plan.published_at, plan.published_by = timezone.now(), str(by)
    plan.save(update_fields=["published_at", "published_by"])
    _show(plan, state=Plan.State.PUBLISHED, is_published=True)
    plan.state = Plan.State.PUBLISHED
    log.record("publish plan", plan, by=by, event_id=event.pk)
    calendar.tell(plan=plan, previous=previous)
    return notices.tell_about_plan(plan=plan, previous=previous, by=by)


def _show(plan: Plan, *, state: str, is_published: bool) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=state)
    Placement.objects.filter(plan=plan).update(is_published=is_published)
    Attendance.objects.filter(placement__plan=plan).update(is_published=is_published)


def _refuse_conflicts(event: Event, plan: Plan, words: str) -> None:
    wrong = board.conflicts_of(event, plan)
    if wrong:
        reasons = [str(each) for each in sentences(wrong, event)]
        more = len(reasons) - MOST_REASONS
        if more > 0:
            reasons = reasons[:MOST_REASONS]
            reasons.append(_("And %(count)d more.") % {"count": more})
        raise PlanError(words % {"number": plan.number}, reasons)
