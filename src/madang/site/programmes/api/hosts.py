"""Who receives a mission, for programs."""

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema

from madang.site.core.api import answers, found_or_404, repeatable
from madang.site.programmes.actions import missions as actions
from madang.site.programmes.actions.partners import organisation_called
from madang.site.programmes.api.acting import mission_run
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.missions import HostForm
from madang.site.programmes.models import MissionHost
from madang.site.programmes.queries import missions as queries

router = Router()


class HostShape(Schema):
    """Who receives the mission; the number names it where a stop is entered."""

    id: int
    name: str


class HostAsked(Schema):
    """An organisation by its name as in the directory; a new name makes a new entry."""

    name: str
    note: str = ""


def host_shape(row: MissionHost) -> HostShape:
    """Return a host as programs read it."""
    return HostShape(id=row.organisation_id, name=row.organisation.name)


@router.post("/{slug}/hosts", response=answers(HostShape, status=201))
@repeatable
@transaction.atomic
def enter_host(
    request: HttpRequest, slug: str, asked: HostAsked
) -> tuple[int, HostShape]:
    """Name an organisation that receives the mission (whoever runs it)."""
    row, by = mission_run(request, slug)
    clean = filled(HostForm, asked.model_dump()).cleaned_data
    host = organisation_called(clean["name"], by=by, country=row.to_country)
    made = actions.add_host(row, by=by, organisation=host, note=clean["note"])
    return 201, host_shape(made)


@router.delete("/{slug}/hosts/{int:pk}", response=answers(HostShape))
@repeatable
@transaction.atomic
def remove_host(request: HttpRequest, slug: str, pk: int) -> tuple[int, HostShape]:
    """Take an organisation off the hosts (whoever runs the mission); return what was taken off."""
    row, by = mission_run(request, slug)
    host = found_or_404(queries.hosts_of(row).filter(organisation_id=pk).first())
    shown = host_shape(host)
    actions.remove_host(host, by=by)
    return 200, shown
