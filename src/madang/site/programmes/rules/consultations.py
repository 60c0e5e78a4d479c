"""Consultations: who offers hours, who books them, and when each step is over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from madang.site.core.time import NoSuchTimeError, to_utc
from madang.site.directory.models import Person
from madang.site.programmes.models import Consultation
from madang.site.programmes.rules.programmes import (
    OWNER_KINDS,
    ProgrammeError,
    leads,
)

MOST_HOURS = 200
# A person holds so many open bookings at once, so that hours stay for others.
MOST_BOOKINGS = 3


@dataclass(frozen=True)
class Series:
    """Hours to be offered: on these weekdays (Monday is 0) from the first to the last day, as the clock of the zone shows."""

    subject: str
    first: date
    last: date
    weekdays: frozenset[int]
    opens: time
    closes: time
    minutes: int
    zone: str
    channel: str


def may_offer_hours(person: Person | None) -> bool:
    """Whether this person offers hours: everybody of an agency, ministry, association or another body that runs programmes."""
    return (
        person is not None
        and person.organisation is not None
        and person.organisation.kind in OWNER_KINDS
    )


def may_look_after(person: Person | None, adviser: Person) -> bool:
    """Whether this person adds and cancels an adviser's hours: the adviser, and the leads of the same organisation."""
    return person is not None and (
        person.pk == adviser.pk or leads(person, adviser.organisation_id)
    )


def booked_for(person: Person | None, hour: Consultation) -> bool:
    """Whether an hour is booked by this person, or by a colleague of an organisation whose entry they lead."""
    if person is None or hour.booked_by is None:
        return False
    return hour.booked_by_id == person.pk or leads(
        person, hour.booked_by.organisation_id
    )


def times_of(series: Series) -> list[tuple[datetime, datetime]]:
    """Return the first and last instant of each hour. Raises ProgrammeError for days and times that give none, or do not exist."""
    if series.last < series.first:
        raise ProgrammeError(_("The last day is before the first."), field="last")
    length = timedelta(minutes=series.minutes)
    days = (series.last - series.first).days + 1
    if days > 366:
        raise ProgrammeError(_("A series is at most a year long."), field="last")
    starts = [
        _instant(on, clock, series.zone)
        for number in range(days)
        if (on := series.first + timedelta(days=number)).weekday() in series.weekdays
        for clock in _clocks(series)
    ]
    found = [(start, start + length) for start in starts]
    if not found:
        raise ProgrammeError(
            _("No hour lies between these days and times."), field="closes"
        )
    if len(found) > MOST_HOURS:
        raise ProgrammeError(
            _("These would be %(count)s hours; a series has at most %(most)s.")
            % {"count": len(found), "most": MOST_HOURS},
            field="last",
        )
    return found


def _clocks(series: Series) -> list[time]:
    first = series.opens.hour * 60 + series.opens.minute
    last = series.closes.hour * 60 + series.closes.minute - series.minutes
    return [
        time(minute // 60, minute % 60)
        for minute in range(first, last + 1, series.minutes)
    ]


def _instant(on: date, clock: time, zone: str) -> datetime:
    try:
        return to_utc(on, clock, zone)
    except NoSuchTimeError as error:
        raise ProgrammeError(
            _(
                "%(time)s on %(day)s does not exist in %(zone)s: the clocks go forward. Choose other hours or leave that day out."
            )
            % {"time": f"{clock:%H:%M}", "day": on.isoformat(), "zone": zone},
            field="opens",
        ) from error


def why_not_book(person: Person | None, hour: Consultation, now: datetime) -> str:
    """Return why this person cannot book an hour; empty when they can. Other bookings are looked up by the verb."""
    if hour.state != Consultation.State.FREE:
        return _("Somebody else has booked this hour.")
    if hour.starts_at <= now:
        return _("This hour is over or has begun.")
    if person is None or person.organisation is None:
        return _("Hours are for organisations of the directory.")
    if person.organisation_id == hour.organisation_id:
        return _("This is an hour of your own organisation.")
    return ""
