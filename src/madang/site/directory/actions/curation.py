"""Verbs of those who look after the directory: correct an organisation, name curators."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.actions.people import (
    PersonError,
    admit_address,
    change_organisation,
    rename_organisation,
)
from madang.site.directory.models import Organisation, Person, User


@transaction.atomic
def correct_organisation(
    *, by: Person | User, organisation: Organisation, facts: dict[str, str]
) -> None:
    """Save everything that the directory says of an organisation: its name too. What stays the same leaves no line."""
    rename_organisation(by=by, organisation=organisation, name=facts["name"])
    change_organisation(by=by, organisation=organisation, facts=facts)


@transaction.atomic
def make_curator(*, by: Person | User, email: str) -> User:
    """Let the user of an address look after the directory. Raises PersonError for an unknown, closed or named one."""
    user = admit_address(email)
    if user is None:
        raise PersonError(
            _(
                "Nobody signs in here with %(email)s. Somebody enters or invites them first."
            )
            % {"email": email},
            field="email",
        )
    if not user.is_active:
        raise PersonError(
            _("The account of %(email)s is closed.") % {"email": email}, field="email"
        )
    if not User.objects.filter(pk=user.pk, is_curator=False).update(is_curator=True):
        raise PersonError(
            _("%(email)s is a curator already.") % {"email": email}, field="email"
        )
    user.is_curator = True
    log.record("make curator", user, by=by)
    return user


@transaction.atomic
def end_curator(*, by: Person | User, user: User) -> None:
    """Let a user no longer look after the directory. Whoever is no curator stays as they are."""
    if User.objects.filter(pk=user.pk, is_curator=True).update(is_curator=False):
        log.record("end curator", user, by=by)
