"""What the pages of one mission share: its bar with the rooms that this reader may enter."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from madang.site.directory.queries import person_of
from madang.site.programmes.models import Mission, MissionApplication
from madang.site.programmes.queries.missions import counts_of, own_application
from madang.site.programmes.queries.pitches import links_of
from madang.site.programmes.rules.missions import OVER, may_act_for, may_manage


class Room(NamedTuple):
    """A tab of a mission: its name in code, label, address, and the figure beside it."""

    name: str
    label: str
    address: str
    number: int | None = None


def mission_page(
    request: HttpRequest,
    mission: Mission,
    template: str,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a page of a mission. `here` in the context names the tab; what every such page needs is added."""
    manages = may_manage(request.user, mission)
    own = own_application(request.user, mission)
    shared = {
        "mission": mission,
        "manages": manages,
        "is_closed_for_good": mission.state in OVER,
        "own": own,
        "acts": may_act_for(request.user, own),
        "rooms": _rooms(request, mission, own, manages=manages),
    }
    name = f"programmes/missions/{template}.html"
    return render(request, name, shared | context, status=status)


def _rooms(
    request: HttpRequest,
    mission: Mission,
    own: MissionApplication | None,
    *,
    manages: bool,
) -> list[Room]:
    def room(name: str, label: str, url: str, number: int | None = None) -> Room:
        return Room(
            name, label, reverse(f"programmes:{url}", args=[mission.slug]), number
        )

    rooms = [
        room("mission", _("Mission"), "mission"),
        room("itinerary", _("Itinerary"), "mission-itinerary"),
    ]
    if manages:
        waiting = counts_of(mission).submitted
        rooms.append(
            room("applications", _("Applications"), "mission-applications", waiting)
        )
    person = person_of(request.user)
    if own is not None or (person and person.is_lead and mission.state == "open"):
        rooms.append(room("apply", _("My application"), "mission-apply"))
    if manages:
        rooms.append(room("pitches", _("Pitch events"), "mission-pitches"))
    if manages or (own is not None and own.state == "selected"):
        rows = links_of(mission).filter(state="asked")
        if not manages and own is not None:
            rows = rows.filter(application=own)
        waiting = 0 if mission.state in OVER else rows.count()
        rooms.append(room("links", _("Direct links"), "mission-links", waiting))
        rooms.append(room("results", _("Results"), "mission-results"))
    if manages:
        rooms.append(room("rounds", _("Bilateral rounds"), "mission-rounds"))
        rooms.append(room("setup", _("Set-up"), "mission-setup"))
    return rooms
