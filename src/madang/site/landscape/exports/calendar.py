"""Dates of the calendar as iCalendar (RFC 5545): whole days, and only those that are exact."""

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from urllib.parse import urlparse

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from madang.site.core.templatetags.ui import country as country_name
from madang.site.landscape.models import CalendarItem
from madang.site.landscape.rules.calendar import is_exact, status_of

MOST = 1000
# Of a date that was postponed, the day no longer holds: a calendar takes it out until a new one is known.
STATUS = {
    "cancelled": "CANCELLED",
    "postponed": "CANCELLED",
    "date_passed": "TENTATIVE",
}


def calendar_file(items: Iterable[CalendarItem], *, name: str, today: date) -> bytes:
    """Return the exact ones among the dates as an iCalendar object; the others are left out, for no day of them is known."""
    calendar = Calendar()
    calendar.add("prodid", "-//Madang//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for item in items:
        if is_exact(item):
            calendar.add_component(_component(item, today))
    return bytes(calendar.to_ical())


def uid_of(item: CalendarItem) -> str:
    """Return the identity of a date in every calendar that holds it: it never changes."""
    return f"{item.key}.calendar@{urlparse(settings.SITE_URL).hostname}"


def _component(item: CalendarItem, today: date) -> CalendarEvent:
    changed = item.updated_at.astimezone(UTC).replace(microsecond=0)
    first = date.fromisoformat(item.start)
    last = date.fromisoformat(item.end) if item.end else first
    is_held = bool(getattr(item, "is_held", False))
    state = status_of(item, today, is_held=is_held)
    found = CalendarEvent()
    found.add("uid", uid_of(item))
    found.add("sequence", item.sequence)
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    # Whole days; the end is the day after the last (RFC 5545, 3.6.1).
    found.add("dtstart", first)
    found.add("dtend", last + timedelta(days=1))
    found.add("summary", item.title)
    place = [item.venue, item.city, country_name(item.country)]
    if location := ", ".join(part for part in place if part):
        found.add("location", location)
    if item.theme:
        found.add("description", item.theme)
    found.add("url", f"{settings.SITE_URL}/landscape/calendar/{item.pk}/")
    found.add("status", STATUS.get(state, "CONFIRMED"))
    found.add("transp", "TRANSPARENT")
    return found
