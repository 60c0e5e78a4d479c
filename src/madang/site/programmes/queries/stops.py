"""The itinerary of a mission: stops by day, each in the zone of its place, with what overlaps."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from madang.site.core.time import zone
from madang.site.directory.models import User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Mission, MissionStop
from madang.site.programmes.rules.missions import may_manage


@dataclass(frozen=True)
class Line:
    """A stop, and the other stops that lie in the same time."""

    stop: MissionStop
    overlaps: list[MissionStop] = field(default_factory=list)


@dataclass(frozen=True)
class ItineraryDay:
    """A day as the clocks of its stops have it."""

    date: date
    lines: list[Line]


def stops_of(mission: Mission) -> QuerySet[MissionStop]:
    """Return the stops in the order of time."""
    return mission.stops.select_related("host", "pitch", "mission")


def stop_of(mission: Mission, pk: int) -> MissionStop:
    """Return one stop of a mission; 404 otherwise."""
    stop = stops_of(mission).filter(pk=pk).first()
    if stop is None:
        raise Http404
    return stop


def itinerary(stops: list[MissionStop]) -> list[ItineraryDay]:
    """Return the stops by day; a stop belongs to the day on which it begins in its own zone."""
    by_day: dict[date, list[Line]] = {}
    for stop in stops:
        found = by_day.setdefault(local_day(stop), [])
        found.append(Line(stop, [each for each in stops if overlap(stop, each)]))
    return [ItineraryDay(day, by_day[day]) for day in sorted(by_day)]


def local_day(stop: MissionStop) -> date:
    """Return the day on which a stop begins, in its own zone."""
    return stop.starts_at.astimezone(zone(stop.zone)).date()


def overlap(stop: MissionStop, other: MissionStop) -> bool:
    """Say whether two stops lie in the same time; one that ends when the other begins does not."""
    return (
        stop.pk != other.pk
        and stop.starts_at < other.ends_at
        and other.starts_at < stop.ends_at
    )


def reads_notes(user: User | AnonymousUser, mission: Mission) -> bool:
    """Say whether somebody reads the notes of the itinerary: whoever runs the mission, and the people of who travels or hosts."""
    if may_manage(user, mission):
        return True
    person = person_of(user)
    if person is None or person.organisation_id is None:
        return False
    own = person.organisation_id
    return (
        mission.applications.filter(organisation_id=own, state="selected").exists()
        or mission.hosts.filter(organisation_id=own).exists()
    )
