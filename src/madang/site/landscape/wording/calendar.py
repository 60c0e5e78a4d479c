"""Dates of the calendar in words: their state with its glyph, their days."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from madang.site.core.edtf import in_words, lasting_in_words
from madang.site.core.templatetags.ui import country as country_name
from madang.site.landscape.models import CalendarItem
from madang.site.landscape.rules.calendar import is_exact, status_of
from madang.site.survey.vocabulary import FIELDS

# State: its glyph of the look, and its word.
STATES = {
    "upcoming": ("planned", _("Upcoming")),
    "running": ("in-force", _("Running")),
    "date_passed": ("expired", _("Date passed, unconfirmed")),
    "held": ("completed", _("Took place")),
    "postponed": ("due", _("Postponed")),
    "cancelled": ("cancelled", _("Cancelled")),
    "not_exact": ("suggested", _("Date not exact")),
}


@dataclass(frozen=True)
class Line:
    """A date with what its page and the list say of it."""

    item: CalendarItem
    state: str
    glyph: str
    label: str
    days: str
    is_exact: bool


def line_of(item: CalendarItem, today: date) -> Line:
    """Return a date with its state and its days in the reader's language."""
    state = status_of(item, today, is_held=bool(getattr(item, "is_held", False)))
    glyph, label = STATES[state]
    return Line(
        item=item,
        state=state,
        glyph=glyph,
        label=str(label),
        days=_days(item.start, item.end),
        is_exact=is_exact(item),
    )


def _days(start: str, end: str) -> str:
    if not end or end == start:
        return in_words(start)
    return lasting_in_words(f"{start}/{end}")


def where_and_whose(item: CalendarItem) -> str:
    """Return where a date is, whose and of which field: "Riga, Latvia. Harbour Agency. Vaccines"; what is not stated leaves no mark."""
    place = [
        item.venue,
        item.city,
        country_name(item.country) if item.country else "",
    ]
    parts = [
        ", ".join(part for part in place if part),
        str(item.organisation or ""),
        str(FIELDS.get(item.field, item.field)),
    ]
    return ". ".join(part for part in parts if part)
