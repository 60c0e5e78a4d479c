"""The stops of an itinerary for programs: entered in the time of their own place, changed, removed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import PatchDict, Router, Schema
from pydantic import Field

from madang.site.core.api import answers, one_of, repeatable
from madang.site.directory.models import Organisation
from madang.site.programmes.actions import stops as actions
from madang.site.programmes.api.acting import mission_run
from madang.site.programmes.api.filling import Make, changed, filled
from madang.site.programmes.forms.missions import StopForm, values_of_stop
from madang.site.programmes.models import Mission, MissionStop
from madang.site.programmes.queries.stops import stop_of

router = Router()


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


def stop_shape(row: MissionStop, *, has_notes: bool) -> StopShape:
    """Return a stop as programs read it; the note only where the reader may."""
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


def _form_of(
    mission: Mission, initial: Mapping[str, Any] | None = None
) -> Make[StopForm]:
    hosts = Organisation.objects.filter(hosted_missions__mission=mission)
    return lambda data: StopForm(data, hosts=hosts, initial=initial)


@router.post("/{slug}/stops", response=answers(StopShape, status=201))
@repeatable
@transaction.atomic
def enter_stop(
    request: HttpRequest, slug: str, asked: StopAsked
) -> tuple[int, StopShape]:
    """Add a stop to the itinerary (whoever runs the mission). A local time that does not exist is refused."""
    mission, by = mission_run(request, slug)
    form = filled(_form_of(mission), asked.model_dump())
    made = actions.save_stop(mission, by=by, facts=form.facts())
    return 201, stop_shape(made, has_notes=True)


@router.patch("/{slug}/stops/{int:pk}", response=answers(StopShape))
@repeatable
@transaction.atomic
def change_stop(
    request: HttpRequest, slug: str, pk: int, asked: PatchDict[StopAsked]
) -> tuple[int, StopShape]:
    """Change a stop (whoever runs the mission); what is left out stays. A pitch event that guests register for stays one."""
    mission, by = mission_run(request, slug)
    row = stop_of(mission, pk)
    form = changed(_form_of(mission, values_of_stop(row)), asked)
    made = actions.save_stop(mission, by=by, facts=form.facts(), stop=row)
    return 200, stop_shape(made, has_notes=True)


@router.delete("/{slug}/stops/{int:pk}", response=answers(StopShape))
@repeatable
@transaction.atomic
def remove_stop(request: HttpRequest, slug: str, pk: int) -> tuple[int, StopShape]:
    """Remove a stop (whoever runs the mission); return what was removed. Refused where guests have registered."""
    mission, by = mission_run(request, slug)
    row = stop_of(mission, pk)
    shown = stop_shape(row, has_notes=True)
    actions.remove_stop(row, by=by)
    return 200, shown
