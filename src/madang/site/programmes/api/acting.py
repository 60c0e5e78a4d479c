"""Who acts by a token, and on what: the look-ups and refusals of the pages, as statuses."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from madang.site.core.api import RefusedError
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Call, Mission, Programme
from madang.site.programmes.queries.calls import call_seen_by
from madang.site.programmes.queries.missions import mission_managed_by
from madang.site.programmes.queries.programmes import programme_seen_by
from madang.site.programmes.rules.programmes import manages


def person_acting(request: HttpRequest) -> Person:
    """Return whoever's token it is. Raises RefusedError (401) for a visitor."""
    person = person_of(request.user)
    if person is None:
        raise RefusedError(401, _("This operation needs a token"))
    return person


def lead_acting(request: HttpRequest, reason: str) -> Person:
    """Return whoever's token it is, if they lead an organisation's entry. Raises RefusedError (401, or 403 with the reason)."""
    person = person_acting(request)
    if not person.is_lead or person.organisation_id is None:
        raise RefusedError(403, reason)
    return person


def mission_run(request: HttpRequest, slug: str) -> tuple[Mission, Person]:
    """Return a mission and the person who runs it; 401 for a visitor, 404 for everybody else."""
    person = person_acting(request)
    return mission_managed_by(request.user, slug), person


def _check_manages(person: Person, programme: Programme) -> None:
    if not manages(person, programme):
        raise RefusedError(403, _("Only those who run the programme do this."))


def programme_run(request: HttpRequest, slug: str) -> tuple[Programme, Person]:
    """Return a programme and the person who runs it; 401 for a visitor, 404 where it is not seen, 403 for everybody else."""
    person = person_acting(request)
    programme = programme_seen_by(request.user, slug)
    _check_manages(person, programme)
    return programme, person


def call_run(request: HttpRequest, slug: str) -> tuple[Call, Person]:
    """Return a call and the person who runs its programme; 401 for a visitor, 404 where it is not seen, 403 for everybody else."""
    person = person_acting(request)
    call = call_seen_by(request.user, slug)
    _check_manages(person, call.programme)
    return call, person
