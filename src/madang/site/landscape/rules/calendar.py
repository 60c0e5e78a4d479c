"""What state a date of the calendar is in: computed from its days and from what somebody confirmed, stored nowhere."""

from datetime import date

from madang.site.core.edtf import span
from madang.site.landscape.models import CalendarItem
from madang.site.ledger.models import Audience

STATES = (
    "upcoming",
    "running",
    "date_passed",
    "held",
    "postponed",
    "cancelled",
    "not_exact",
)


def is_day(text: str) -> bool:
    """Say whether an EDTF date is one exact day: 2026-03-09, and neither 2026-03 nor 2026-03-09~."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def days_of(start: str, end: str) -> tuple[date | None, date | None]:
    """Return first and last day that two EDTF dates leave possible; without an end, those of the start alone."""
    first = span(start).first
    last = span(end).last if end else span(start).last
    return first, last


def is_exact(item: CalendarItem) -> bool:
    """Say whether first and last day are exact: only such a date goes into a calendar file."""
    return is_day(item.start) and (not item.end or is_day(item.end))


def status_of(item: CalendarItem, today: date, *, is_held: bool = False) -> str:
    """Return one of STATES. `is_held`: the ledger has a claim that the occasion took place.

    A date that passed without a word is "date_passed": nobody knows whether it was held.
    """
    if item.confirmed:
        return str(item.confirmed)
    if _is_called_off(item):
        return "cancelled"
    if is_held:
        return "held"
    if item.last_day is not None and item.last_day < today:
        return "date_passed"
    if not is_exact(item):
        return "not_exact"
    if item.first_day is not None and item.first_day <= today:
        return "running"
    return "upcoming"


def _is_called_off(item: CalendarItem) -> bool:
    """Say whether the ledger says, for everybody to read, that the occasion of a date was cancelled."""
    occasion = item.occasion
    return (
        occasion is not None
        and occasion.is_cancelled
        and occasion.audience == Audience.PUBLIC
    )


def is_page(link: str) -> bool:
    """Say whether an address is a page of this site: neither another site's nor a script."""
    return link.startswith("/") and not link.startswith(("//", "/\\"))
