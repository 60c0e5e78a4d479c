"""An organisation by the name that somebody wrote: the one that is known here, or a new one."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person
from madang.site.directory.queries import organisations_called
from madang.site.programmes.rules.missions import MissionError


@transaction.atomic
def organisation_called(name: str, *, by: Person, country: str = "") -> Organisation:
    """Return the organisation of this name, whatever its case, accents or legal form; make one if there is none.

    Raises MissionError if several have the name: a curator tells them apart.
    """
    known = list(organisations_called(name)[:2])
    if len(known) == 1:
        return known[0]
    if known:
        raise MissionError(
            _(
                "More than one organisation is called so. A curator tells them apart; until then write the name with its city."
            ),
            field="name",
        )
    if not name.strip():
        raise MissionError(_("Write a name."), field="name")
    made = Organisation.objects.create(name=name.strip()[:200], country=country)
    log.record("add organisation", made, by=by)
    return made
