"""One day of an agenda in order: what is past, what comes next, the rest, with breaks and free slots between."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.time import days_until, zone
from madang.site.events.models import (
    Event,
)
from madang.site.meetings.models import Feedback, Placement, Plan
from madang.site.meetings.queries.agenda import placements
from madang.site.meetings.queries.changes import Change, compare, label, sentence
from madang.site.meetings.queries.entries import Entry, pauses_of
from madang.site.meetings.queries.lines import Line, line_of
from madang.site.meetings.queries.owners import Owner


@dataclass
class DayAgenda:
    """A day as a page shows it. `number` of `count` says which of the day's meetings is the next; `zone` is the event's."""

    date: date
    zone: str
    entries: list[Entry] = field(default_factory=list)
    next: Entry | None = None
    number: int = 0
    count: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    now: datetime = field(default_factory=timezone.now)

    @property
    def rest(self) -> list[Entry]:
        """What is still to come, without the next meeting."""
        return [
            each
            for each in self.entries
            if each.ends_at > self.now and each is not self.next
        ]

    @property
    def earlier(self) -> list[Entry]:
        """The meetings of this day that are over."""
        return [
            each
            for each in self.entries
            if each.ends_at <= self.now and each.line is not None
        ]

    @property
    def until_next(self) -> str:
        """How long until the next meeting, in words for the head of its card."""
        if self.next is None:
            return ""
        if self.next.starts_at < self.now:
            return _("Now")
        span = _span(self.now, self.next.starts_at, self.zone)
        return _("Next, in %(time)s") % {"time": span}


def _span(now: datetime, then: datetime, zone_name: str) -> str:
    """Minutes and hours as they pass; from a whole day on, days as the calendar counts them."""
    minutes = int((then - now).total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {
            "count": minutes
        }
    if minutes < 60 * 24:
        return ngettext("%(count)d hour", "%(count)d hours", minutes // 60) % {
            "count": minutes // 60
        }
    days = days_until(then, now=now, zone_name=zone_name)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def day_to_show(
    event: Event, asked: str, rows: Iterable[Placement], now: datetime
) -> date | None:
    """Return the day that the address asks for; else today, the day of the next meeting, or the last day."""
    days = [each.date for each in event.days.all()]
    for each in days:
        if each.isoformat() == asked:
            return each
    today = now.astimezone(zone(event.zone)).date()
    if today in days:
        return today
    for row in rows:
        if row.slot.ends_at > now:
            return row.slot.starts_at.astimezone(zone(event.zone)).date()
    coming = [each for each in days if each > today]
    return coming[0] if coming else days[-1] if days else None


def day_agenda(
    *,
    event: Event,
    plan: Plan | None,
    previous: Plan | None,
    owner: Owner,
    asked: str = "",
    now: datetime,
) -> DayAgenda | None:
    """Return one day of an owner's agenda under the published plan, or None for an event without days.

    `asked` is an ISO date from the address; `now` an instant. What changed since `previous` is said on the day
    where it now is, a meeting that is gone on the day where it was.
    """
    rows = placements(plan, owner) if plan is not None else []
    chosen = day_to_show(event, asked, rows, now)
    if chosen is None:
        return None
    found = DayAgenda(date=chosen, zone=event.zone, now=now)
    before = placements(previous, owner, is_full=False) if previous is not None else []
    changes = compare(before, rows) if previous is not None else []
    own = [row for row in rows if _date(row.slot.starts_at, event) == chosen]
    found.entries = [_entry(row, owner) for row in own]
    _add_feedback(found, owner)
    _add_changes(found, changes, owner, event)
    taken = {
        each.starts_at
        for each in found.entries
        if each.line and each.line.state != "cancelled"
    }
    found.entries += pauses_of(event=event, owner=owner, on=chosen, taken=taken)
    found.entries.sort(key=lambda each: (each.starts_at, each.line is None))
    _find_next(found, rows, now)
    return found


def _date(at: datetime, event: Event) -> date:
    return at.astimezone(zone(event.zone)).date()


def _entry(row: Placement, owner: Owner) -> Entry:
    return Entry("meeting", row.slot.starts_at, row.slot.ends_at, line_of(row, owner))


def _add_feedback(found: DayAgenda, owner: Owner) -> None:
    """Put what this side said beside each meeting that is over."""
    if owner.registration_id is None:
        return
    over = {
        entry.line.placement.meeting_id: entry
        for entry in found.entries
        if entry.line and entry.line.placement.meeting_id and entry.ends_at <= found.now
    }
    if over:
        for each in Feedback.objects.filter(
            by_id=owner.registration_id, meeting_id__in=list(over)
        ):
            over[each.meeting_id].feedback = each


def _add_changes(
    found: DayAgenda, changes: list[Change], owner: Owner, event: Event
) -> None:
    """Say what changed on this day; a meeting that left the plan stays in its old place as cancelled."""
    for change in changes:
        if _date(change.row.slot.starts_at, event) != found.date:
            continue
        if change.kind != "cancelled":
            found.notes.append((label(change), sentence(change, owner, event)))
        elif all(
            entry.line is None or _thing(entry.line.placement) != _thing(change.row)
            for entry in found.entries
        ):
            entry = _entry(change.row, owner)
            entry.line = Line(
                change.row,
                entry.line.title if entry.line else "",
                "",
                "",
                "",
                "cancelled",
            )
            found.entries.append(entry)


def _thing(row: Placement) -> tuple[int | None, int | None]:
    return (row.meeting_id, row.round_table_id)


def _find_next(found: DayAgenda, rows: list[Placement], now: datetime) -> None:
    """Choose the next meeting, if it is on this day, and count the day's meetings."""
    standing = [
        each
        for each in found.entries
        if each.line is not None and each.line.state != "cancelled"
    ]
    found.count = len(standing)
    coming = next(
        (
            row
            for row in rows
            if row.slot.ends_at > now
            and (row.meeting is None or row.meeting.state == "accepted")
        ),
        None,
    )
    for number, each in enumerate(standing, start=1):
        if (
            coming is not None
            and each.line is not None
            and each.line.placement.pk == coming.pk
        ):
            found.next, found.number = each, number
