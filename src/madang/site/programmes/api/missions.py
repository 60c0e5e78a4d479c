"""Missions for programs: the list, one with its itinerary, its applications, a new stop."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
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
from madang.site.core.choices import zones
from madang.site.directory.models import Organisation
from madang.site.programmes.actions.stops import StopFacts, save_stop
from madang.site.programmes.api.acting import person_acting
from madang.site.programmes.models import Mission, MissionApplication, MissionStop
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.queries.stops import reads_notes, stops_of
from madang.site.programmes.rules.missions import SHOWS_DELEGATES

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


class StopShape(Schema):
    """A stop of the itinerary; `zone` is that of the place, the note is for who travels and hosts."""

    id: int
    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    host: str | None
    note: str | None


class HostShape(Schema):
    """Who receives the mission; the number names it where a stop is entered."""

    id: int
    name: str


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


class StopAsked(Schema):
    """A stop in the time of its own place; `last_day` only if it ends on a later day."""

    kind: str = one_of(MissionStop.Kind.values, default=None, is_blank_allowed=False)
    title: str = Field(min_length=1, max_length=200)
    day: date
    starts: time
    ends: time
    zone: str = Field(max_length=60, description="IANA name: Asia/Seoul")
    last_day: date | None = None
    place: str = Field("", max_length=200)
    host: int | None = Field(None, ge=1, description="number of a host of the mission")
    note: str = Field("", max_length=2000)


class SeatShape(Schema):
    """An application for a seat, for whoever runs the mission."""

    id: int
    organisation: str
    country: str
    delegate: str
    motive: str
    offer: str
    whom: str
    state: str
    reason: str
    submitted_at: datetime | None


def _mission(row: Mission) -> MissionShape:
    same = (
        "slug", "name", "from_country", "to_country", "first_day", "last_day",
        "state", "seats", "apply_until",
    )  # fmt: skip
    return MissionShape(
        organiser=row.organiser.name, **{name: getattr(row, name) for name in same}
    )


def _stop(row: MissionStop, *, has_notes: bool) -> StopShape:
    return StopShape(
        id=row.pk,
        kind=row.kind,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        place=row.place,
        host=row.host.name if row.host else None,
        note=row.note if has_notes else None,
    )


def _seat(row: MissionApplication) -> SeatShape:
    same = ("motive", "offer", "whom", "state", "reason", "submitted_at")
    return SeatShape(
        id=row.pk,
        organisation=row.organisation.name,
        country=row.organisation.country,
        delegate=row.delegate.name,
        **{name: getattr(row, name) for name in same},
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
        hosts=[
            HostShape(id=each.organisation_id, name=each.organisation.name)
            for each in queries.hosts_of(row)
        ],
        delegates=None
        if delegates is None
        else [each.organisation.name for each in delegates],
        stops=[_stop(each, has_notes=has_notes) for each in stops_of(row)],
    )


@router.get("/{slug}/applications", response=answers(CursorPage[SeatShape]))
def list_seats(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the applications for a seat, to whoever runs the mission."""
    mission = queries.mission_managed_by(request.user, slug)
    return cursor_page(
        queries.applications_of(mission),
        cursor=asked.cursor,
        limit=asked.limit,
        show=_seat,
    )


def _host(mission: Mission, pk: int | None) -> Organisation | None:
    if pk is None:
        return None
    found = queries.hosts_of(mission).filter(organisation_id=pk).first()
    if found is None:
        message = _("This organisation is no host of the mission.")
        raise RefusedError(422, message, errors=[{"field": "host", "message": message}])
    return found.organisation


@router.post("/{slug}/stops", response=answers(StopShape, status=201))
@repeatable
@transaction.atomic
def enter_stop(
    request: HttpRequest, slug: str, asked: StopAsked
) -> tuple[int, StopShape]:
    """Add a stop to the itinerary (whoever runs the mission). A local time that does not exist is refused."""
    by = person_acting(request)
    mission = queries.mission_managed_by(request.user, slug)
    if asked.zone not in dict(zones()):
        message = _("This time zone is not known.")
        raise RefusedError(422, message, errors=[{"field": "zone", "message": message}])
    values = asked.model_dump(exclude={"host"})
    facts = StopFacts(**values, host=_host(mission, asked.host))
    return 201, _stop(save_stop(mission, by=by, facts=facts), has_notes=True)
