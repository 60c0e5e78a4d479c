"""The verb that names who takes readers' questions."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.actions.sources import new_key
from madang.site.ledger.models import Audience, Position


@transaction.atomic
def name_contact(
    *,
    by: Person | User | None,
    organisation: Organisation,
    title: str,
    telephone: str = "",
    email: str = "",
) -> Position:
    """Name a role of an organisation that takes questions; return it. The same role again gets the new telephone and address.

    Raises LandscapeError for a role that nobody could reach.
    """
    if not telephone and not email:
        raise LandscapeError(
            _("Write a telephone number or an address: somebody must be reachable."),
            field="email",
        )
    ensure_record(organisation, audience=Audience.PUBLIC)
    position, is_new = Position.objects.update_or_create(
        organisation=organisation,
        person=None,
        title=title,
        defaults={"telephone": telephone, "email": email, "is_contact": True},
        create_defaults={
            "key": new_key(f"{title} {organisation}"),
            "telephone": telephone,
            "email": email,
            "is_contact": True,
        },
    )
    log.record("name contact" if is_new else "change contact", position, by=by)
    return position
