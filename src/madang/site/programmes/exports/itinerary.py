"""A mission's itinerary as a calendar file and on paper."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from madang.site.core.templatetags.ui import city, clock, country, day, day_in
from madang.site.core.time import zone
from madang.site.meetings.exports.paper import pdf
from madang.site.programmes.models import Mission, MissionStop
from madang.site.programmes.queries.stops import itinerary

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def calendar_file(
    mission: Mission, stops: list[MissionStop], *, with_notes: bool, now: datetime
) -> bytes:
    """Return the stops as an iCalendar object: a stable UID each, times in the zone of the place, the mission's version as sequence."""
    calendar = Calendar()
    calendar.add("prodid", "-//Madang//Mission//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", mission.name)
    calendar.add("x-wr-calname", mission.name)
    for stop in stops:
        calendar.add_component(_component(mission, stop, with_notes, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _component(
    mission: Mission,
    stop: MissionStop,
    with_notes: bool,  # noqa: FBT001 - one call, two lines above
    now: datetime,
) -> CalendarEvent:
    found = CalendarEvent()
    found.add("uid", f"mission-{mission.pk}-stop-{stop.pk}@madang")
    found.add("sequence", mission.version)
    found.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    found.add("dtstart", stop.starts_at.astimezone(zone(stop.zone)))
    found.add("dtend", stop.ends_at.astimezone(zone(stop.zone)))
    found.add("summary", f"{stop.title} ({mission.name})")
    if where := where_of(stop):
        found.add("location", where)
    if with_notes and stop.note:
        found.add("description", stop.note)
    is_off = mission.state == Mission.State.CANCELLED
    found.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return found


def where_of(stop: MissionStop) -> str:
    """Return place and host of a stop in one line."""
    return ", ".join(part for part in (stop.place, str(stop.host or "")) if part)


def itinerary_pdf(
    mission: Mission, stops: list[MissionStop], *, with_notes: bool
) -> bytes:
    """Return the itinerary on A4: each stop with the time of its place and the time at home."""
    days = [
        {
            "title": day(each.date),
            "rows": [_row(mission, line.stop, with_notes) for line in each.lines],
        }
        for each in itinerary(stops)
    ]
    data: dict[str, Any] = {
        "title": f"{_('Itinerary')}, {mission.name}",
        "name": mission.name,
        "lead": _("%(home)s to %(host)s, organised by %(organiser)s")
        % {
            "home": country(mission.from_country),
            "host": country(mission.to_country),
            "organiser": mission.organiser.name,
        },
        "zones": _("Times of the place; below them the time in %(city)s.")
        % {"city": city(mission.home_zone)},
        "empty": _("No stop is entered yet."),
        "days": days,
        "words": {"language": get_language() or "en", "page": _("Page")},
    }
    return pdf("itinerary", data)


def _row(mission: Mission, stop: MissionStop, with_notes: bool) -> dict[str, str]:  # noqa: FBT001 - private
    home = mission.home_zone
    is_other_day = day_in(stop.starts_at, home) != day_in(stop.starts_at, stop.zone)
    own = f"{clock(stop.starts_at, home)}–{clock(stop.ends_at, home)} {city(home)}"
    return {
        "time": f"{clock(stop.starts_at, stop.zone)}–{clock(stop.ends_at, stop.zone)}",
        "own": f"{day_in(stop.starts_at, home)}, {own}" if is_other_day else own,
        "title": stop.title,
        "kind": stop.get_kind_display(),
        "where": where_of(stop),
        "note": stop.note if with_notes else "",
    }
