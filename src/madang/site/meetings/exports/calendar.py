"""A calendar as bytes, after RFC 5545 and RFC 7986: zones defined, cancellations kept, the same rows the same bytes."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from madang.site.core.time import zone
from madang.site.meetings.models import CalendarEntry

REFRESH_EVERY = timedelta(minutes=15)


def calendar_bytes(
    entries: Iterable[CalendarEntry], *, name: str, zone_name: str
) -> bytes:
    """Return the entries as an iCalendar object that others may subscribe to. Times carry the event's zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Madang//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone_name)
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_component(entry, zone_name))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _component(entry: CalendarEntry, zone_name: str) -> CalendarEvent:
    changed = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    found = CalendarEvent()
    found.add("uid", entry.uid)
    found.add("sequence", entry.sequence)
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    found.add("dtstart", _local(entry.starts_at, zone_name))
    found.add("dtend", _local(entry.ends_at, zone_name))
    found.add("summary", entry.title)
    found.add("location", entry.location)
    if entry.description:
        found.add("description", entry.description)
    found.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    found.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    return found


def _local(at: datetime, zone_name: str) -> datetime:
    return at.astimezone(zone(zone_name))
