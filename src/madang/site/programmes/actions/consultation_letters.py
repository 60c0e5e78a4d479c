"""Mail about consultations, with the entry for the calendars of both: REQUEST when booked, CANCEL when not."""

from datetime import UTC
from urllib.parse import urlparse

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress
from icalendar import Event as CalendarEvent

from madang.site.core.templatetags.ui import city, clock, day_in
from madang.site.core.time import zone
from madang.site.directory.models import Person
from madang.site.programmes.actions.portal_letters import address, send
from madang.site.programmes.models import Consultation


def uid_of(hour: Consultation) -> str:
    """Return the UID of an hour in calendars: the same for as long as the row exists."""
    host = urlparse(settings.SITE_URL).hostname or "madang"
    return f"consultation-{hour.pk}@{host}"


def calendar_of(hour: Consultation, booker: Person, *, is_cancelled: bool) -> bytes:
    """Return an hour as an iCalendar message, its times in the adviser's zone, its sequence the row's."""
    calendar = Calendar()
    calendar.add("prodid", "-//Madang//Consultation//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if is_cancelled else "REQUEST")
    found = CalendarEvent()
    found.add("uid", uid_of(hour))
    found.add("sequence", hour.sequence)
    found.add("dtstamp", timezone.now().astimezone(UTC).replace(microsecond=0))
    found.add("dtstart", hour.starts_at.astimezone(zone(hour.zone)))
    found.add("dtend", hour.ends_at.astimezone(zone(hour.zone)))
    found.add(
        "summary",
        _("Consultation: %(adviser)s, %(booker)s")
        % {"adviser": hour.adviser.name, "booker": str(booker.organisation or booker)},
    )
    found.add("description", hour.subject)
    found.add("location", str(hour.get_channel_display()))
    found.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["CN"] = "Madang"
    found["organizer"] = organizer
    for person in (hour.adviser, booker):
        if person.email:
            attendee = vCalAddress(f"mailto:{person.email}")
            attendee.params["CN"] = person.name
            attendee.params["PARTSTAT"] = "ACCEPTED"
            found.add("attendee", attendee)
    calendar.add_component(found)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def when(hour: Consultation, own_zone: str) -> str:
    """Return an hour in the adviser's zone, and in the reader's: Tuesday 24 November, 14:00–14:30 in Riga, 21:00 in Seoul."""
    text = _("%(day)s, %(from)s–%(to)s in %(city)s") % {
        "day": day_in(hour.starts_at, hour.zone),
        "from": clock(hour.starts_at, hour.zone),
        "to": clock(hour.ends_at, hour.zone),
        "city": city(hour.zone),
    }
    if not own_zone or own_zone == hour.zone:
        return text
    facts = {"city": city(own_zone), "time": clock(hour.starts_at, own_zone)}
    if day_in(hour.starts_at, own_zone) == day_in(hour.starts_at, hour.zone):
        return f"{text}, " + _("%(time)s in %(city)s") % facts
    facts["day"] = day_in(hour.starts_at, own_zone)
    return f"{text}, " + _("%(day)s %(time)s in %(city)s") % facts


def tell_of_booking(hour: Consultation) -> None:
    """Write to adviser and booker that an hour is booked, with the entry for their calendars."""
    booker = hour.booked_by
    if booker is None:
        return

    def letter(reader: Person) -> tuple[str, list[str]]:
        facts = {
            "when": when(hour, reader.zone),
            "who": str(booker),
            "of": str(booker.organisation or ""),
            "adviser": hour.adviser.name,
        }
        if reader.pk == hour.adviser_id:
            first = _("%(who)s, %(of)s, has booked an hour with you.") % facts
        else:
            first = _("Your hour with %(adviser)s is booked.") % facts
        return _("Consultation: %(when)s") % facts, [
            first,
            f"{facts['when']}\n{hour.subject}, {hour.get_channel_display()}",
            hour.question,
            address("programmes:consultation", hour.pk),
        ]

    for reader in (hour.adviser, booker):
        send(
            [reader],
            key=f"consultation-{hour.pk}-{hour.sequence}",
            build=lambda reader=reader: letter(reader),  # type: ignore[misc]
            calendar=lambda: calendar_of(hour, booker, is_cancelled=False),
        )


def tell_of_cancelling(
    hour: Consultation, booker: Person, *, by: Person | None, reason: str
) -> None:
    """Write to adviser and booker that a booked hour does not take place; calendars take it out."""

    def letter(reader: Person) -> tuple[str, list[str]]:
        facts = {"when": when(hour, reader.zone), "who": str(by)}
        return _("Cancelled: consultation of %(when)s") % facts, [
            _("%(who)s has cancelled the consultation of %(when)s.") % facts,
            reason,
            address("programmes:consultations"),
        ]

    for reader in (hour.adviser, booker):
        send(
            [reader],
            key=f"consultation-{hour.pk}-{hour.sequence}",
            build=lambda reader=reader: letter(reader),  # type: ignore[misc]
            calendar=lambda: calendar_of(hour, booker, is_cancelled=True),
        )
