"""Take a workbook into a mission: hosts, stops of the itinerary, guests of a pitch event, applications for a seat."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions.pitches import Visitor, enter_guest
from madang.site.programmes.actions.seat_sheets import take_host, take_seat
from madang.site.programmes.actions.stops import StopFacts, save_stop
from madang.site.programmes.models import Mission, MissionStop, Pitch
from madang.site.programmes.queries.mission_sheets import stop_values
from madang.site.programmes.queries.missions import hosts_of
from madang.site.programmes.queries.pitches import pitches_of
from madang.site.programmes.queries.stops import stops_of
from madang.site.programmes.reading.missions import HOSTS, SEATS
from madang.site.programmes.reading.sheets import GUESTS, ITINERARY
from madang.site.programmes.rules.missions import MissionError

Values = dict[str, Any]


def take_in_mission(
    cells: Cells, outcome: Outcome, *, by: Person, mission: Mission
) -> None:
    """Enter hosts, stops, guests and applications for a seat, with the decisions on them.

    A stop of the same title and beginning is changed; a guest of a known address and a named host stay as they are.
    """
    for sheet in read_sheets([HOSTS, ITINERARY, GUESTS, SEATS], cells, outcome):
        if sheet.form in (HOSTS, SEATS):
            take_row = take_host if sheet.form is HOSTS else take_seat
            take_rows(sheet, outcome, partial(take_row, by, mission), (MissionError,))
        elif sheet.form is ITINERARY:
            writer = _StopWriter(by, mission)
            take_rows(sheet, outcome, writer.take, (MissionError,))
        else:
            take = partial(_take_guest, list(pitches_of(mission)), by)
            take_rows(sheet, outcome, take, (MissionError,))


class _StopWriter:
    """Enters the stops of one mission."""

    def __init__(self, by: Person, mission: Mission) -> None:
        self.by, self.mission = by, mission
        self.hosts = {each.organisation.name: each.organisation for each in hosts_of(mission)}  # fmt: skip
        self.known: dict[tuple[Any, ...], MissionStop] = {
            self.mark(stop_values(each)): each for each in stops_of(mission)
        }

    def mark(self, values: Values) -> tuple[Any, ...]:
        """Return what makes two lines the same stop."""
        names = ("title", "day", "starts", "zone")
        return tuple(values[name] for name in names)

    def take(self, values: Values) -> str:
        """Enter or change one stop."""
        if values["last_day"] == values["day"]:
            values["last_day"] = None
        stop = self.known.get(self.mark(values))
        if stop is not None and stop_values(stop) == values:
            return "known"
        facts = StopFacts(**{**values, "host": self.host(values["host"])})
        saved = save_stop(self.mission, by=self.by, facts=facts, stop=stop)
        self.known[self.mark(values)] = saved
        return "changed" if stop is not None else "new"

    def host(self, name: str) -> Organisation | None:
        """Return a host of the mission by its name. Raises Refusal."""
        if not name:
            return None
        if name not in self.hosts:
            raise Refusal(
                _("a host of the mission, by its name; “%(name)s” is none")
                % {"name": name},
                field="host",
            )
        return self.hosts[name]


def _take_guest(pitches: list[Pitch], by: Person, values: Values) -> str:
    facts = dict(values)
    pitch = _pitch(pitches, facts.pop("pitch"))
    facts["language"] = facts["language"] or "en"
    if pitch.guests.filter(email=facts["email"].lower()).exists():
        return "known"
    enter_guest(pitch, by=by, visitor=Visitor(**facts))
    return "new"


def _pitch(pitches: list[Pitch], title: str) -> Pitch:
    found = [each for each in pitches if title in (each.stop.title, each.topic)]
    if not title and len(pitches) == 1:
        found = pitches
    if len(found) != 1:
        names = ", ".join(f"“{each.stop.title}”" for each in pitches)
        raise Refusal(
            _("a pitch event that is open to guests: %(names)s")
            % {"names": names or "–"},
            field="pitch",
        )
    return found[0]
