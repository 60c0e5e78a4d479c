"""Verbs of an event's staff: organisers and the desk."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import log, outbox
from madang.site.directory.actions.links import invite
from madang.site.directory.actions.people import add_person
from madang.site.directory.models import Person
from madang.site.events.models import Event, Staff
from madang.site.events.rules import SetUpError


@transaction.atomic
def add_staff(
    *, by: Person | None, event: Event, name: str, email: str, role: str
) -> Staff:
    """Give somebody a role at an event, and write to them: an invitation if they cannot sign in yet.

    Raises SetUpError if they have the role already.
    """
    person = add_person(by=by, name=name, email=email, organisation=None)
    staff, is_new = Staff.objects.get_or_create(event=event, person=person, role=role)
    if not is_new:
        raise SetUpError(
            _("%(name)s has this role already.") % {"name": person.name}, field="email"
        )
    log.record("add staff", staff, by=by, event_id=event.pk)
    if person.user_id is None:
        invite(person=person, by=by, occasion=event.name, event_id=event.pk)
        return staff
    with override(person.language):
        outbox.put(
            to=person.email,
            subject=_("Your part in %(event)s") % {"event": event.name},
            body=_("%(name)s,\n\nyou are now at %(event)s as: %(role)s.\n")
            % {
                "name": person.name,
                "event": event.name,
                "role": staff.get_role_display(),
            },
            event_id=event.pk,
        )
    return staff


@transaction.atomic
def remove_staff(*, by: Person, staff: Staff) -> None:
    """Take a role from somebody. Raises SetUpError for the last organiser."""
    event = Event.objects.select_for_update().get(pk=staff.event_id)
    if (
        staff.role == "organiser"
        and Staff.objects.filter(event=event, role="organiser").count() <= 1
    ):
        raise SetUpError(
            _("An event keeps at least one organiser. Add another one first.")
        )
    log.record("remove staff", staff, by=by, event_id=event.pk)
    staff.delete()
