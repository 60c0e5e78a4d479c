"""Changes by hand on the timetable: place, move, pin, take out. Every conflict is named, and nothing is half done."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.log import Actor
from madang.site.events.actions import bump_version
from madang.site.events.models import Event, Place, Slot
from madang.site.meetings.actions.plans import copy_plan
from madang.site.meetings.bridge import board, rating
from madang.site.meetings.models import Attendance, Meeting, Placement, Plan
from madang.site.meetings.queries.plans import working_plan
from madang.site.meetings.rules.plans import PlanError
from madang.site.meetings.wording.conflicts import sentences

Cell = tuple[Slot, Place]


@transaction.atomic
def place(
    *,
    plan: Plan,
    meeting: Meeting,
    spot: Cell,
    by: Actor | None,
    revision: int,
    is_pinned: bool = True,
) -> Placement:
    """Put a meeting into a cell, wherever it was before, and return its placement in the draft.

    Raises PlanError, naming every conflict, if it cannot be there, or if `revision` is not the plan's any more.
    """
    event, draft = _open(plan, by=by, revision=revision)
    slot, table = spot
    laid = board.board_of(event, draft)
    wrong = board.conflicts(laid, meeting.pk, slot.pk, table.pk)
    if wrong:
        reasons = [str(each) for each in sentences(wrong, event)]
        raise PlanError(_("The meeting cannot be there."), reasons)
    found = board.spot_at(laid, meeting.pk, slot.pk, table.pk)
    before = draft.placements.select_related("slot", "place").filter(meeting=meeting)
    old = before.first()
    before.delete()
    placement = Placement.objects.create(
        plan=draft,
        meeting=meeting,
        slot=slot,
        place=table,
        interpreter_id=found.interpreter,
        is_pinned=is_pinned,
    )
    Attendance.objects.bulk_create(
        Attendance(placement=placement, delegate_id=each, slot=slot)
        for each in found.delegates
    )
    _close(draft)
    log.record(
        "move meeting" if old else "place meeting",
        meeting,
        by=by,
        event_id=event.pk,
        detail=_detail(draft, old, placement),
    )
    return placement


def _detail(plan: Plan, old: Placement | None, new: Placement) -> str:
    to = f"{new.place.code} {new.slot.starts_at:%Y-%m-%d %H:%M} UTC"
    if old is None:
        return f"version {plan.number}: {to}"
    start = f"{old.place.code} {old.slot.starts_at:%Y-%m-%d %H:%M} UTC"
    return f"version {plan.number}: {start} to {to}"


@transaction.atomic
def unplace(*, plan: Plan, meeting: Meeting, by: Actor | None, revision: int) -> Plan:
    """Take a meeting out of its cell; it stays agreed. Return the draft. Raises PlanError if it has none."""
    event, draft = _open(plan, by=by, revision=revision)
    rows = draft.placements.filter(meeting=meeting)
    if not rows.exists():
        raise PlanError(_("This meeting has no place in this version."))
    rows.delete()
    _close(draft)
    log.record(
        "take meeting out",
        meeting,
        by=by,
        event_id=event.pk,
        detail=f"version {draft.number}",
    )
    return draft


@transaction.atomic
def pin(*, plan: Plan, meeting: Meeting, by: Actor | None, revision: int) -> Plan:
    """Pin a meeting: every new version leaves it where it is. Return the draft."""
    return _set_pin(plan, meeting, by=by, revision=revision, is_pinned=True)


@transaction.atomic
def unpin(*, plan: Plan, meeting: Meeting, by: Actor | None, revision: int) -> Plan:
    """Take a pin off: a new version may move the meeting. Return the draft."""
    return _set_pin(plan, meeting, by=by, revision=revision, is_pinned=False)


def _set_pin(
    plan: Plan, meeting: Meeting, *, by: Actor | None, revision: int, is_pinned: bool
) -> Plan:
    event, draft = _open(plan, by=by, revision=revision)
    if not draft.placements.filter(meeting=meeting).update(is_pinned=is_pinned):
        raise PlanError(_("This meeting has no place in this version."))
    _close(draft)
    verb = "pin meeting" if is_pinned else "unpin meeting"
    detail = f"version {draft.number}"
    log.record(verb, meeting, by=by, event_id=event.pk, detail=detail)
    return draft


def _open(plan: Plan, *, by: Actor | None, revision: int) -> tuple[Event, Plan]:
    """Lock the event and return the draft to change: the plan itself, or a copy of it if it is published.

    Raises PlanError if somebody changed the plan since the reader saw it, or if it is not the working version.
    """
    event = Event.objects.select_for_update().get(pk=plan.event_id)
    working = working_plan(event)
    if working is None or working.pk != plan.pk:
        message = _("Version %(number)d is not the one that is worked on any more.")
        raise PlanError(message % {"number": plan.number})
    changed = Plan.objects.filter(pk=plan.pk, revision=revision).update(
        revision=F("revision") + 1
    )
    if not changed:
        raise PlanError(
            _(
                "Somebody changed this version while you looked at it. Look at it again, then change it."
            )
        )
    if working.state == Plan.State.PUBLISHED:
        Plan.objects.filter(pk=plan.pk).update(revision=revision)
        note = _("Changed by hand from version %(number)d") % {"number": plan.number}
        return event, copy_plan(plan=working, by=by, note=note)
    return event, Plan.objects.get(pk=plan.pk)


def _close(draft: Plan) -> None:
    """Rate a draft anew after a change: values of the stages, what is proven, and the judge's word."""
    # A version that is being made now was read with the old pins: it must not be kept.
    bump_version(draft.event)
    draft.refresh_from_db()
    rating.rate(draft)
