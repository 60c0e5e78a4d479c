"""Times: UTC in the database, the event's zone on screen. Local times that do not exist are refused."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class NoSuchTimeError(ValueError):
    """A local time that the clocks of its zone skip, or a zone that does not exist."""


def zone(name: str) -> ZoneInfo:
    """Return the zone of an IANA name. Raises NoSuchTimeError for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = f"There is no time zone called {name}"
        raise NoSuchTimeError(message) from error


def days_until(then: datetime | date, *, now: datetime, zone_name: str) -> int:
    """Return how many midnights of a zone lie between now and an instant, or a day: 1 is tomorrow, negative is over."""
    here = zone(zone_name)
    on = then.astimezone(here).date() if isinstance(then, datetime) else then
    return (on - now.astimezone(here).date()).days


def to_utc(day: date, clock: time, zone_name: str) -> datetime:
    """Return the instant of a wall-clock time. Raises NoSuchTimeError where the clocks jump over it.

    A time that comes twice (clocks set back) means the first of the two, as RFC 5545 has it.
    """
    local = datetime.combine(day, clock, tzinfo=zone(zone_name))
    instant = local.astimezone(UTC)
    if instant.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(
        tzinfo=None
    ):
        message = f"{clock:%H:%M} on {day.isoformat()} does not exist in {zone_name}: the clocks go forward"
        raise NoSuchTimeError(message)
    return instant
