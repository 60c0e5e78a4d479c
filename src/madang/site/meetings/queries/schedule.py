"""The whole plan as a table: one row a meeting, for sheets."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import language_name
from madang.site.core.time import zone
from madang.site.events.models import Event, Registration
from madang.site.meetings.models import Placement, Plan
from madang.site.meetings.queries.agenda import is_off, placements
from madang.site.meetings.queries.owners import delegate_name


@dataclass(frozen=True)
class Row:
    """A meeting or a round table of the plan; day and times are those of the event's zone."""

    day: date
    start: time
    end: time
    zone_name: str
    place: str
    part: str
    host: str
    guest: str
    delegates: str
    interpreter: str
    languages: str
    state: str


def headings() -> list[str]:
    """Return the heads of the columns, in the order of a row's fields."""
    return [
        _("Day"),
        _("Start"),
        _("End"),
        _("Time zone"),
        _("Place"),
        _("Zone"),
        _("Host"),
        _("Guest"),
        _("Delegates"),
        _("Interpreter"),
        _("Languages"),
        _("State"),
    ]


def schedule_rows(plan: Plan, event: Event) -> list[Row]:
    """Return what a plan places, in order of time and place."""
    return [_row(each, event) for each in placements(plan)]


def _row(row: Placement, event: Event) -> Row:
    starts, ends = (
        at.astimezone(zone(event.zone)) for at in (row.slot.starts_at, row.slot.ends_at)
    )
    meeting, table = row.meeting, row.round_table
    return Row(
        day=starts.date(),
        start=starts.time(),
        end=ends.time(),
        zone_name=event.zone,
        place=f"{row.place.code} {row.place.name}",
        part=str(row.place.zone),
        host=str(meeting.host) if meeting else str(table.chair) if table else "",
        guest=str(meeting.guest)
        if meeting
        else _("Round table: %(title)s") % {"title": table},
        delegates="; ".join(
            f"{delegate_name(each.delegate)}, {each.delegate.registration}"
            for each in row.attendances.all()
        ),
        interpreter=str(row.interpreter or ""),
        languages=_languages(meeting.host, meeting.guest) if meeting else "",
        state=_("Cancelled")
        if is_off(row)
        else _("Placed, fixed")
        if row.is_pinned
        else _("Placed"),
    )


def _languages(host: Registration, guest: Registration) -> str:
    """Return the languages that both sides share, or those of each side where they share none."""
    one = [each.code for each in host.languages.all()]
    two = [each.code for each in guest.languages.all()]
    shared = [code for code in one if code in two]
    if shared:
        return ", ".join(language_name(code) for code in shared)
    return " – ".join(
        ", ".join(language_name(code) for code in side) for side in (one, two)
    )
