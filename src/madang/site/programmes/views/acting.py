"""What every page of programmes shares: who acts, and what becomes of a verb that is refused."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Programme
from madang.site.programmes.queries.programmes import programme_seen_by
from madang.site.programmes.rules.programmes import ProgrammeError, manages


def acting_person(request: HttpRequest) -> Person:
    """Return the person who signed in; 403 with the reason for a user without one."""
    person = person_of(request.user)
    if person is None:
        raise PermissionDenied(
            _("Your address belongs to no person of the directory yet.")
        )
    return person


def check_manager(request: HttpRequest, programme: Programme) -> Person:
    """Return the person who signed in if they run the programme; 403 with the reason otherwise."""
    person = acting_person(request)
    if not manages(person, programme):
        raise PermissionDenied(_("Only those who run the programme do this."))
    return person


def managed_programme(request: HttpRequest, slug: str) -> tuple[Programme, Person]:
    """Return a programme and the person who runs it; 404 where it is not seen, 403 for everybody else."""
    programme = programme_seen_by(request.user, slug)
    return programme, check_manager(request, programme)


def act(
    request: HttpRequest, verb: Callable[[], object], *, done: str, back: str
) -> HttpResponse:
    """Run a verb and go `back` (an address): with what was done, or with the reason of the refusal."""
    try:
        verb()
    except ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(back)
