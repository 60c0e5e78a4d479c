"""Agendas and table signs as words for paper: nested plain values, nothing that a template could run."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import city, clock, day, day_in, zone_label
from madang.site.core.time import to_utc, zone
from madang.site.events.models import Event
from madang.site.meetings.models import Placement, Plan
from madang.site.meetings.queries.agenda import is_off
from madang.site.meetings.queries.lines import differs, line_of, zone_difference
from madang.site.meetings.queries.owners import Owner, zone_of

Sheet = dict[str, Any]


def agenda_sheet(
    *, owner: Owner, rows: list[Placement], event: Event, own_zone: str | None = None
) -> Sheet:
    """Return one owner's agenda for paper: every day with its breaks, times in the event's zone and the owner's own."""
    if own_zone is None:
        own_zone = zone_of(getattr(owner.row, "person", None))
    first = rows[0].slot.starts_at if rows else None
    zones = [
        _("Times in %(zone)s.") % {"zone": f"{city(event.zone)}, {zone_label(event)}"}
    ]
    if first is not None:
        zones.append(zone_difference(event.zone, own_zone, first))
    by_day = defaultdict(list)
    for row in rows:
        if not is_off(row):
            by_day[row.slot.starts_at.astimezone(zone(event.zone)).date()].append(
                _agenda_row(row, owner, event, own_zone)
            )
    days: list[Sheet] = []
    event_days = list(event.days.all())
    # The days belong to the event at hand, so that a hundred agendas fetch their breaks once.
    prefetch_related_objects(event_days, "breaks")
    for each in event_days:
        own = by_day.get(each.date, [])
        if own:
            pauses = [
                _pause(
                    pause.name, to_utc(each.date, pause.starts, event.zone), event.zone
                )
                for pause in each.breaks.all()
            ]
            days.append(
                {
                    "title": day(each.date),
                    "rows": sorted(own + pauses, key=lambda row: row["time"]),
                }
            )
    return {
        "name": owner.name,
        "organisation": owner.belongs_to,
        "event": event.name,
        "zones": " ".join(each for each in zones if each),
        "days": days,
        "empty": _("No meeting is placed for this agenda."),
    }


def _agenda_row(
    row: Placement, owner: Owner, event: Event, own_zone: str
) -> dict[str, str]:
    line = line_of(row, owner)
    own = (
        clock(line.starts_at, own_zone)
        if differs(event.zone, own_zone, line.starts_at)
        else ""
    )
    return {
        "time": clock(line.starts_at, event.zone),
        "until": clock(line.ends_at, event.zone),
        "own": f"{own} {city(own_zone)}" if own else "",
        "title": line.title,
        "where": f"{line.where}, {row.place.zone}",
        "side": row.place.zone.side,
        "who": line.who,
        "language": line.language,
        "why": line.why,
    }


def _pause(name: str, at: datetime, zone_name: str) -> dict[str, str]:
    return {"time": clock(at, zone_name), "pause": name}


def sign_sheets(*, owner: Owner, rows: list[Placement], event: Event) -> list[Sheet]:
    """Return a table sign for each day on which the place is used; one without slots if it never is."""
    place = owner.place
    if place is None:
        return []
    base = {
        "code": place.code,
        "name": place.name,
        "side": place.zone.side,
        "zone": str(place.zone),
        "event": event.name,
    }
    by_day: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if not is_off(row):
            line = line_of(row, owner)
            by_day[day_in(line.starts_at, event.zone)].append(
                {"time": clock(line.starts_at, event.zone), "title": line.title}
            )
    return [
        {**base, "day": title, "rows": slots} for title, slots in by_day.items()
    ] or [{**base, "day": "", "rows": []}]


def paper_words() -> dict[str, str]:
    """Return the words that stand on every sheet, in the reader's language."""
    return {
        "language": (get_language() or "en").split("-")[0],
        "page": _("Page"),
        "plan": _("Version"),
    }


def plan_words(plan: Plan | None, event: Event) -> str:
    """Return which version a sheet was printed from: paper does not change by itself."""
    if plan is None or plan.published_at is None:
        return ""
    at = plan.published_at
    return _(
        "Version %(number)d of the timetable, %(day)s at %(time)s. Later changes are on the page."
    ) % {
        "number": plan.number,
        "day": day_in(at, event.zone),
        "time": clock(at, event.zone),
    }
