"""Missions for programs: the list, one with its itinerary, a new draft, changes, and the doors from state to state."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import PatchDict, Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.programmes.actions import missions as actions
from madang.site.programmes.api.acting import mission_run, person_acting
from madang.site.programmes.api.filling import at_field, changed, filled
from madang.site.programmes.api.hosts import HostShape, host_shape
from madang.site.programmes.api.stops import StopShape, stop_shape
from madang.site.programmes.forms.missions import MissionForm, values_of
from madang.site.programmes.forms.seats import ReasonForm
from madang.site.programmes.models import Mission
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.queries.stops import reads_notes, stops_of
from madang.site.programmes.rules.missions import (
    MISSION_DOORS,
    SHOWS_DELEGATES,
    may_make,
)

router = Router()


class MissionShape(Schema):
    """A mission; who travels is said once the delegates are selected."""

    slug: str
    name: str
    organiser: str
    from_country: str
    to_country: str
    first_day: date
    last_day: date
    state: str
    seats: int
    apply_until: datetime | None
    version: int


class MissionWhole(MissionShape):
    """A mission with its aim, hosts, delegates and itinerary."""

    aim: str
    home_zone: str
    host_zone: str
    hosts: list[HostShape]
    delegates: list[str] | None
    stops: list[StopShape]


class MissionsAsked(PageAsked):
    """What narrows the list of missions; a country is that of either end."""

    country: str = Field("", pattern="^([A-Z]{2})?$")
    state: str = one_of(Mission.State.values)
    text: str = Field("", max_length=100)


class MissionAsked(Schema):
    """What a mission says of itself; applications end with `last_to_apply`, a day in the zone at home."""

    name: str
    aim: str
    from_country: str = Field(description="ISO 3166-1: LV")
    to_country: str
    home_zone: str = Field(description="IANA name: Europe/Riga")
    host_zone: str
    first_day: date
    last_day: date
    seats: int = 8
    last_to_apply: date | None = None


class NewMission(MissionAsked):
    """A new mission; `organiser` is the number of the organisation that sends it, one's own if left out."""

    organiser: int | None = None


class MissionChanged(MissionAsked):
    """What shall change; a `version` that is no longer the newest is refused."""

    version: int | None = None


class MissionStep(Schema):
    """A door of a mission; `cancel` has a reason, which whoever applied reads."""

    verb: str = one_of(MISSION_DOORS, default=None, is_blank_allowed=False)
    reason: str = ""


def _mission(row: Mission) -> MissionShape:
    same = (
        "slug", "name", "from_country", "to_country", "first_day", "last_day",
        "state", "seats", "apply_until", "version",
    )  # fmt: skip
    return MissionShape(
        organiser=row.organiser.name, **{name: getattr(row, name) for name in same}
    )


@router.get("", response=answers(CursorPage[MissionShape]))
def list_missions(request: HttpRequest, asked: Query[MissionsAsked]) -> dict[str, Any]:
    """Return the missions that this reader sees: every one but the drafts of others."""
    rows = queries.missions_like(
        queries.missions_seen_by(request.user),
        **asked.model_dump(exclude={"cursor", "limit"}),
    )
    return cursor_page(rows, cursor=asked.cursor, limit=asked.limit, show=_mission)


@router.get("/{slug}", response=answers(MissionWhole))
def read_mission(request: HttpRequest, slug: str) -> MissionWhole:
    """Return one mission with hosts, itinerary and, once selected, its delegates."""
    row = queries.mission_seen_by(request.user, slug)
    has_notes = reads_notes(request.user, row)
    delegates = queries.delegates_of(row) if row.state in SHOWS_DELEGATES else None
    return MissionWhole(
        **_mission(row).model_dump(),
        aim=row.aim,
        home_zone=row.home_zone,
        host_zone=row.host_zone,
        hosts=[host_shape(each) for each in queries.hosts_of(row)],
        delegates=None
        if delegates is None
        else [each.organisation.name for each in delegates],
        stops=[stop_shape(each, has_notes=has_notes) for each in stops_of(row)],
    )


@router.post("", response=answers(MissionWhole, status=201))
@repeatable
@transaction.atomic
def enter_mission(request: HttpRequest, asked: NewMission) -> tuple[int, MissionWhole]:
    """Make a mission as a draft (whoever leads a body that sends missions, and the site's staff)."""
    by = person_acting(request)
    if not may_make(request.user):
        raise RefusedError(
            403,
            _(
                "A mission is made by whoever leads the entry of a ministry, agency, association or international organisation, or by the site’s staff."
            ),
        )
    senders = queries.senders_for(request.user)
    sent = asked.model_dump()
    sent["organiser"] = asked.organiser or by.organisation_id
    form = filled(lambda data: MissionForm(data, senders=senders), sent)
    with at_field("apply_until", "last_to_apply"):
        row = actions.create_mission(
            by=by, organiser=form.cleaned_data["organiser"], facts=form.facts()
        )
    return 201, read_mission(request, row.slug)


@router.patch("/{slug}", response=answers(MissionWhole))
@repeatable
@transaction.atomic
def change_mission(
    request: HttpRequest, slug: str, asked: PatchDict[MissionChanged]
) -> tuple[int, MissionWhole]:
    """Change what a mission says of itself (whoever runs it); what is left out stays. 409 for a version that is not the newest."""
    row, by = mission_run(request, slug)
    version = asked.pop("version", None) or row.version
    if version != row.version:
        message = _(
            "Somebody else has changed the mission meanwhile. Look at it again."
        )
        raise RefusedError(
            409, message, errors=[{"field": "version", "message": message}]
        )
    form = changed(
        lambda data: MissionForm(
            data, senders=queries.organiser_of(row), initial=values_of(row)
        ),
        asked,
    )
    with at_field("apply_until", "last_to_apply"):
        facts = form.facts()
        actions.change_mission(row, by=by, facts=facts, version=version)
    return 200, read_mission(request, slug)


DOORS: dict[str, Callable[..., None]] = {
    "open": actions.open_call,
    "select": actions.close_selection,
    "start": actions.start_mission,
    "report": actions.close_mission,
    "cancel": actions.cancel_mission,
}


@router.post("/{slug}/transitions", response=answers(MissionWhole, status=201))
@repeatable
@transaction.atomic
def step_mission(
    request: HttpRequest, slug: str, asked: MissionStep
) -> tuple[int, MissionWhole]:
    """Take a mission through a door (whoever runs it): `open` the call, `select` closes it and names the delegates, `start`, `report`, `cancel`."""
    row, by = mission_run(request, slug)
    more = {}
    if asked.verb == "cancel":
        more = filled(ReasonForm, {"reason": asked.reason}).cleaned_data
    with at_field("apply_until", "last_to_apply"):
        DOORS[asked.verb](row, by=by, **more)
    return 201, read_mission(request, slug)
