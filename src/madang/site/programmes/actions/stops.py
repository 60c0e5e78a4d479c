"""The stops of an itinerary: entered in the time of their own place, changed, removed."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.time import NoSuchTimeError, to_utc
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions.missions import locked
from madang.site.programmes.models import Mission, MissionStop
from madang.site.programmes.rules.missions import OVER, MissionError


@dataclass(frozen=True)
class StopFacts:
    """A stop as it is entered: its day and hours as the clocks of `zone` show them; `last_day` only if it ends on a later day."""

    kind: str
    title: str
    day: date
    starts: time
    ends: time
    zone: str
    last_day: date | None = None
    place: str = ""
    host: Organisation | None = None
    note: str = ""


def _instant(day: date, clock: time, zone_name: str, *, field: str) -> datetime:
    try:
        return to_utc(day, clock, zone_name)
    except NoSuchTimeError as error:
        raise MissionError(
            _(
                "%(clock)s on %(day)s does not exist in %(zone)s: the clocks go forward then."
            )
            % {"clock": f"{clock:%H:%M}", "day": day.isoformat(), "zone": zone_name},
            field=field,
        ) from error


def _hours(facts: StopFacts) -> tuple[datetime, datetime]:
    starts = _instant(facts.day, facts.starts, facts.zone, field="starts")
    ends = _instant(facts.last_day or facts.day, facts.ends, facts.zone, field="ends")
    if ends <= starts:
        raise MissionError(_("The stop ends before it begins."), field="ends")
    return starts, ends


@transaction.atomic
def save_stop(
    mission: Mission, *, by: Person, facts: StopFacts, stop: MissionStop | None = None
) -> MissionStop:
    """Add a stop, or change one. Raises MissionError for hours that cannot be, and once the mission is over.

    Stops may overlap, because a delegation may divide: the page names what overlaps.
    """
    row = locked(mission)
    if row.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    starts, ends = _hours(facts)
    found = stop or MissionStop(mission=row)
    if stop is not None and facts.kind != stop.kind and hasattr(stop, "pitch"):
        raise MissionError(
            _("Guests can register for this stop: it stays a pitch event."),
            field="kind",
        )
    found.kind, found.title, found.zone = facts.kind, facts.title, facts.zone
    found.place, found.host, found.note = facts.place, facts.host, facts.note
    found.starts_at, found.ends_at = starts, ends
    found.save()
    _count_change(row)
    log.record("change stop" if stop else "add stop", found, by=by)
    return found


@transaction.atomic
def remove_stop(stop: MissionStop, *, by: Person) -> None:
    """Remove a stop. Raises MissionError for a pitch event for which guests have registered."""
    row = locked(stop.mission)
    if row.state in OVER:
        raise MissionError(_("This mission is over: nothing changes any more."))
    if hasattr(stop, "pitch") and stop.pitch.guests.exists():
        raise MissionError(
            _(
                "Guests have registered for this stop. Change its time or place instead: it cannot be removed."
            )
        )
    log.record("remove stop", stop, by=by)
    stop.delete()
    _count_change(row)


def _count_change(mission: Mission) -> None:
    # Calendars take a change over by its number.
    Mission.objects.filter(pk=mission.pk).update(version=F("version") + 1)
