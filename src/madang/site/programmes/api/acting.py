"""Who acts by a token."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from madang.site.core.api import RefusedError
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of


def person_acting(request: HttpRequest) -> Person:
    """Return whoever's token it is. Raises RefusedError (401) for a visitor."""
    person = person_of(request.user)
    if person is None:
        raise RefusedError(401, _("This operation needs a token"))
    return person
