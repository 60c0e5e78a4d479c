"""The slots that an event's hours make, and what making them would change. Pure reading: nothing is written here."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import day as day_name
from madang.site.core.time import NoSuchTimeError, to_utc
from madang.site.events.models import Break, Day, Event, Slot
from madang.site.events.queries.uses import Uses, uses_of
from madang.site.events.rules import SetUpError


@dataclass(frozen=True)
class PlannedSlot:
    """One slot as the hours have it: times in UTC, `session` counted over the whole event from 0."""

    day: Day
    starts_at: datetime
    ends_at: datetime
    session: int


@dataclass(frozen=True)
class SlotChanges:
    """What making the slots anew would do: `kept` stay untouched, `gone` would be deleted with `uses`."""

    planned: list[PlannedSlot]
    kept: list[Slot]
    new: list[PlannedSlot]
    gone: list[Slot]
    uses: Uses

    @property
    def is_nothing(self) -> bool:
        """Whether the slots are as the hours have them already."""
        return not self.new and not self.gone


def instant(day: Day, clock: time, zone: str, *, field: str = "") -> datetime:
    """Return the instant of a wall-clock time on a day. Raises SetUpError where the clocks jump over it."""
    try:
        return to_utc(day.date, clock, zone)
    except NoSuchTimeError as error:
        message = _(
            "%(time)s on %(day)s does not exist in %(zone)s: the clocks go forward over it. Choose a time after the change."
        )
        raise SetUpError(
            message
            % {"time": f"{clock:%H:%M}", "day": day_name(day.date), "zone": zone},
            field=field,
        ) from error


def check_hours(day: Day, zone: str) -> None:
    """Raise SetUpError if a day ends before it begins or has an hour that does not exist."""
    if day.opens >= day.closes:
        message = _(
            "The day ends at %(ends)s, before it begins at %(begins)s. Write an end after the begin."
        )
        raise SetUpError(
            message % {"ends": f"{day.closes:%H:%M}", "begins": f"{day.opens:%H:%M}"},
            field="closes",
        )
    instant(day, day.opens, zone, field="opens")
    instant(day, day.closes, zone, field="closes")


def check_breaks(day: Day, breaks: list[Break], zone: str) -> None:
    """Raise SetUpError if a break of the day ends before it begins, lies outside the hours, or overlaps another."""
    for each in breaks:
        span = {
            "name": each.name,
            "begins": f"{each.starts:%H:%M}",
            "ends": f"{each.ends:%H:%M}",
        }
        if each.starts >= each.ends:
            raise SetUpError(
                _("“%(name)s” ends at %(ends)s, before it begins at %(begins)s.")
                % span,
                field="ends",
            )
        if each.starts < day.opens or each.ends > day.closes:
            span |= {"opens": f"{day.opens:%H:%M}", "closes": f"{day.closes:%H:%M}"}
            message = _(
                "“%(name)s” from %(begins)s to %(ends)s lies outside the hours of the day, %(opens)s to %(closes)s."
            )
            raise SetUpError(message % span, field="starts")
        instant(day, each.starts, zone, field="starts")
        instant(day, each.ends, zone, field="ends")
    ordered = sorted(breaks, key=lambda each: each.starts)
    for first, second in pairwise(ordered):
        if second.starts < first.ends:
            names = {
                "first": first.name,
                "ends": f"{first.ends:%H:%M}",
                "second": second.name,
                "begins": f"{second.starts:%H:%M}",
            }
            message = _(
                "“%(second)s” begins at %(begins)s, while “%(first)s” lasts until %(ends)s. Two breaks cannot overlap."
            )
            raise SetUpError(message % names, field="starts")


def sessions_of(
    day: Day, breaks: list[Break], zone: str
) -> list[tuple[datetime, datetime]]:
    """Return the stretches between the breaks of a day, in UTC. Raises SetUpError for hours that cannot be."""
    check_hours(day, zone)
    check_breaks(day, breaks, zone)
    begin = instant(day, day.opens, zone)
    stretches = []
    for each in sorted(breaks, key=lambda each: each.starts):
        stretches.append((begin, instant(day, each.starts, zone)))
        begin = instant(day, each.ends, zone)
    stretches.append((begin, instant(day, day.closes, zone)))
    return [(begins, ends) for begins, ends in stretches if begins < ends]


def planned_slots(event: Event) -> list[PlannedSlot]:
    """Return the slots that the days, breaks and length of a meeting make, in order.

    Lengths are real minutes, so that a day on which the clocks change has slots of full length. Raises SetUpError
    for an event without days, for a day without room for a meeting, and for hours that cannot be.
    """
    days = list(event.days.prefetch_related("breaks"))
    if not days:
        raise SetUpError(
            _("The event has no days yet. Add the first day, then make its slots.")
        )
    length, pause = (
        timedelta(minutes=event.slot_minutes),
        timedelta(minutes=event.pause_minutes),
    )
    slots: list[PlannedSlot] = []
    session = 0
    for day in days:
        before = len(slots)
        for begins, ends in sessions_of(day, list(day.breaks.all()), event.zone):
            first = len(slots)
            while begins + length <= ends:
                slots.append(PlannedSlot(day, begins, begins + length, session))
                begins += length + pause
            session += len(slots) > first
        if len(slots) == before:
            message = _(
                "%(day)s has no room for a meeting of %(minutes)s minutes. Lengthen the day or shorten a break."
            )
            raise SetUpError(
                message % {"day": day_name(day.date), "minutes": event.slot_minutes}
            )
    return slots


def slot_changes(event: Event) -> SlotChanges:
    """Compare the event's slots with what its hours make. Raises SetUpError as `planned_slots` does."""
    planned = planned_slots(event)
    wanted = {(each.starts_at, each.ends_at) for each in planned}
    there = list(event.slots.all())
    kept = [slot for slot in there if (slot.starts_at, slot.ends_at) in wanted]
    known = {(slot.starts_at, slot.ends_at) for slot in kept}
    gone = [slot for slot in there if (slot.starts_at, slot.ends_at) not in wanted]
    new = [each for each in planned if (each.starts_at, each.ends_at) not in known]
    uses = (
        uses_of(Slot.objects.filter(pk__in=[slot.pk for slot in gone]))
        if gone
        else Uses()
    )
    return SlotChanges(planned=planned, kept=kept, new=new, gone=gone, uses=uses)
