"""Verbs of an organisation's own people: added and invited by one another, so many a day."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core.models import LogEntry
from madang.site.directory.actions.links import invite
from madang.site.directory.actions.people import PersonError, add_person
from madang.site.directory.models import Invitation, Organisation, Person

# Of one organisation within a day: a stolen account must not write to half the world.
MOST_INVITATIONS = 20


def check_invitations(*, by: Person) -> None:
    """Raise PersonError once the people of an organisation have sent 20 invitations for it within a day. Call in a transaction.

    The log is what is counted: it stays when a colleague is removed again.
    """
    if by.organisation_id is None:
        return
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    sent = LogEntry.objects.filter(
        verb="invite person",
        actor_id__in=Person.objects.filter(organisation=by.organisation_id),
        at__gt=timezone.now() - timedelta(days=1),
    )
    # An organiser who belongs to an organisation also invites others: those are not its own.
    own = Invitation.objects.filter(pk__in=sent.values("target_id")).filter(
        Q(person__organisation=by.organisation_id) | Q(person__organisation=None)
    )
    if own.count() >= MOST_INVITATIONS:
        raise PersonError(
            _(
                "%(name)s has sent %(most)d invitations within a day: more of them tomorrow."
            )
            % {"name": by.organisation, "most": MOST_INVITATIONS},
            field="email",
        )


@transaction.atomic
def add_colleague(
    *, by: Person, name: str, email: str, job_title: str = ""
) -> tuple[Person, bool]:
    """Add somebody to one's own organisation and, if they can be, invite them; return them and whether mail went out.

    Raises PersonError as `add_person` and `invite_colleague` do: then nobody is added.
    """
    person = add_person(
        by=by,
        name=name,
        email=email,
        job_title=job_title,
        organisation=by.organisation,
    )
    is_invited = bool(person.email) and person.user_id is None
    if is_invited:
        invite_colleague(by=by, person=person)
    return person, is_invited


@transaction.atomic
def invite_colleague(
    *, by: Person, person: Person, occasion: str = "", event_id: int | None = None
) -> None:
    """Write a colleague an invitation, to an event if `occasion` names one.

    Raises PersonError for one without an address or with an account, and after 20 invitations within a day.
    """
    if person.user_id is not None:
        raise PersonError(_("%(name)s can sign in already.") % {"name": person.name})
    if not person.email:
        raise PersonError(
            _("%(name)s has no e-mail address here.") % {"name": person.name}
        )
    check_invitations(by=by)
    invite(person=person, by=by, occasion=occasion, event_id=event_id)
