"""Verbs for days, breaks and the slots that they make."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.actions.rows import keep
from madang.site.events.models import Break, Day, Event, Slot
from madang.site.events.queries.slots import (
    SlotChanges,
    check_breaks,
    check_hours,
    slot_changes,
)
from madang.site.events.rules import SetUpError


@transaction.atomic
def save_day(*, day: Day, by: Person | None) -> None:
    """Add or change a day. Raises SetUpError for hours that cannot be, breaks left outside, or a date taken."""
    check_hours(day, day.event.zone)
    if Day.objects.filter(event=day.event, date=day.date).exclude(pk=day.pk).exists():
        raise SetUpError(_("The event has this day already."), field="date")
    if day.pk:
        check_breaks(day, list(day.breaks.all()), day.event.zone)
    keep(day, event=day.event, by=by, detail=f"{day.opens:%H:%M}–{day.closes:%H:%M}")


@transaction.atomic
def save_break(*, pause: Break, by: Person | None) -> None:
    """Add or change a break of a day. Raises SetUpError if it does not fit the day or overlaps another break."""
    event = pause.day.event
    others = list(Break.objects.filter(day=pause.day).exclude(pk=pause.pk))
    check_breaks(pause.day, [*others, pause], event.zone)
    keep(
        pause,
        event=event,
        by=by,
        detail=f"{pause.day} {pause.starts:%H:%M}–{pause.ends:%H:%M}",
    )


@transaction.atomic
def add_day(*, day: Day, breaks_of: Day | None, by: Person | None) -> None:
    """Add a day, with the breaks of another one if that is given."""
    save_day(day=day, by=by)
    for each in breaks_of.breaks.all() if breaks_of else []:
        pause = Break(
            day=day, name=each.name, kind=each.kind, starts=each.starts, ends=each.ends
        )
        save_break(pause=pause, by=by)


@transaction.atomic
def add_break(*, pause: Break, on_all_days: bool, by: Person | None) -> None:
    """Add a break to its day, or to every day of the event: to all of them or, if one refuses, to none."""
    days = list(pause.day.event.days.all()) if on_all_days else [pause.day]
    for day in days:
        day.event = pause.day.event
        copy = Break(
            day=day,
            name=pause.name,
            kind=pause.kind,
            starts=pause.starts,
            ends=pause.ends,
        )
        save_break(pause=copy, by=by)


@transaction.atomic
def make_slots(
    *, event: Event, by: Person | None, may_lose: bool = False
) -> SlotChanges:
    """Make the event's slots from its hours; slots that stay identical are not touched.

    Raises SetUpError for hours that cannot be, if a slot that would go is in use by a plan or a round table, and, unless
    `may_lose`, if absences or closures would go with it. Returns what was changed.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    changes = slot_changes(event)
    if changes.uses.blocking:
        raise SetUpError(changes.uses.refusal())
    if changes.uses.lost and not may_lose:
        message = _(
            "These would be lost with the slots that go: %(what)s. Confirm it to make the slots."
        )
        raise SetUpError(message % {"what": ", ".join(changes.uses.lost)})
    Slot.objects.filter(pk__in=[slot.pk for slot in changes.gone]).delete()
    Slot.objects.bulk_create(
        Slot(
            event=event,
            day=each.day,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            session=each.session,
        )
        for each in changes.new
    )
    is_renumbered = _set_sessions(changes)
    if changes.is_nothing and not is_renumbered:
        return changes
    detail = (
        f"{len(changes.kept)} kept, {len(changes.new)} new, {len(changes.gone)} gone"
    )
    record("make slots", event, by=by, event_id=event.pk, detail=detail)
    bump_version(event)
    return changes


def _set_sessions(changes: SlotChanges) -> bool:
    wanted = {each.starts_at: (each.session, each.day) for each in changes.planned}
    moved = []
    for slot in changes.kept:
        session, day = wanted[slot.starts_at]
        if (slot.session, slot.day_id) != (session, day.pk):
            slot.session, slot.day = session, day
            moved.append(slot)
    Slot.objects.bulk_update(moved, ["session", "day"])
    return bool(moved)
