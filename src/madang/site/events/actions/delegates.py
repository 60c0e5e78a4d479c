"""Verbs of an organisation's seats at an event: added, named, claimed, left, removed."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.actions.colleagues import invite_colleague
from madang.site.directory.actions.links import invite
from madang.site.directory.actions.people import add_person, leave_organisation
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Delegate, Registration
from madang.site.events.rules import SetUpError

MOST_DELEGATES = 40


@dataclass(frozen=True)
class SeatFacts:
    """Who sits in a seat: a person known here, or a new one by name and address; their role and most meetings a day."""

    person: Person | None
    name: str
    email: str
    role: str
    most_per_day: int | None


@transaction.atomic
def add_delegate(*, by: Person | None, registration: Registration) -> Delegate:
    """Give an organisation one more seat, unnamed. Raises SetUpError beyond 40."""
    Registration.objects.select_for_update().get(pk=registration.pk)
    last = (
        Delegate.objects.filter(registration=registration).aggregate(
            last=Max("position")
        )["last"]
        or 0
    )
    if last >= MOST_DELEGATES:
        raise SetUpError(
            _("An organisation has at most %(most)s delegates.")
            % {"most": MOST_DELEGATES}
        )
    delegate = Delegate.objects.create(registration=registration, position=last + 1)
    bump_version(registration.event)
    log.record("add delegate", delegate, by=by, event_id=registration.event_id)
    return delegate


@transaction.atomic
def seat_person(
    *, by: Person | None, delegate: Delegate, person: Person | None
) -> None:
    """Name who sits in a seat, or nobody. Raises SetUpError for somebody of elsewhere or who has a seat already."""
    registration = delegate.registration
    if person is not None and person.organisation_id != registration.organisation_id:
        raise SetUpError(
            _("%(person)s does not belong to %(name)s.")
            % {"person": person, "name": registration},
            field="person",
        )
    if (
        person is not None
        and Delegate.objects.filter(registration=registration, person=person)
        .exclude(pk=delegate.pk)
        .exists()
    ):
        raise SetUpError(
            _("%(person)s has a seat already.") % {"person": person}, field="person"
        )
    delegate.person = person
    delegate.save(update_fields=["person"])
    log.record(
        "name delegate" if person else "free delegate",
        delegate,
        by=by,
        event_id=registration.event_id,
    )


@transaction.atomic
def seat_new_person(*, by: Person, delegate: Delegate, name: str, email: str) -> Person:
    """Name somebody new in a seat; an invitation goes out if they have an address and no account.

    Raises PersonError for an address of another organisation and beyond the invitations of a day, SetUpError for somebody who has a seat already.
    """
    registration = delegate.registration
    person = add_person(
        by=by, name=name, email=email, organisation=registration.organisation
    )
    seat_person(by=by, delegate=delegate, person=person)
    if person.email and person.user_id is None:
        # Organisers invite as many as they like, an organisation's own people so many a day.
        is_own = by.organisation_id == registration.organisation_id
        write = invite_colleague if is_own else invite
        write(
            person=person,
            by=by,
            occasion=registration.event.name,
            event_id=registration.event_id,
        )
    return person


@transaction.atomic
def claim_seat(*, by: Person, delegate: Delegate) -> None:
    """Take an unnamed seat of one's own organisation. Raises SetUpError if somebody was faster."""
    registration = delegate.registration
    if by.organisation_id != registration.organisation_id:
        raise SetUpError(_("This seat belongs to %(name)s.") % {"name": registration})
    if Delegate.objects.filter(registration=registration, person=by).exists():
        raise SetUpError(_("You have a seat already."))
    if not Delegate.objects.filter(pk=delegate.pk, person=None).update(person=by):
        raise SetUpError(_("This seat has just been taken. Choose another one."))
    delegate.refresh_from_db()
    log.record("claim delegate", delegate, by=by, event_id=registration.event_id)


@transaction.atomic
def save_delegate(*, by: Person, delegate: Delegate, facts: SeatFacts) -> None:
    """Save who sits in a seat, their role at the event and most meetings a day (None: as the event has it).

    Raises SetUpError or PersonError as `seat_person` and `seat_new_person` do.
    """
    if facts.name:
        seat_new_person(by=by, delegate=delegate, name=facts.name, email=facts.email)
    elif (facts.person.pk if facts.person else None) != delegate.person_id:
        seat_person(by=by, delegate=delegate, person=facts.person)
    is_other = facts.most_per_day != delegate.most_per_day
    delegate.role, delegate.most_per_day = facts.role, facts.most_per_day
    delegate.save(update_fields=["role", "most_per_day"])
    if is_other:
        bump_version(delegate.registration.event)
    log.record(
        "change delegate", delegate, by=by, event_id=delegate.registration.event_id
    )


@transaction.atomic
def remove_delegate(*, by: Person, delegate: Delegate) -> None:
    """Remove a seat with its absences; later seats move up. Raises SetUpError for the last one, or one in a timetable."""
    registration = delegate.registration
    Registration.objects.select_for_update().get(pk=registration.pk)
    if registration.delegates.count() <= 1:
        raise SetUpError(
            _(
                "An organisation keeps at least one delegate. Withdraw the organisation instead."
            )
        )
    log.record("remove delegate", delegate, by=by, event_id=registration.event_id)
    try:
        delegate.delete()
    except ProtectedError as error:
        raise SetUpError(
            _(
                "%(delegate)s has meetings in a version of the timetable. Free the seat instead: the next person takes them over."
            )
            % {"delegate": delegate}
        ) from error
    for position, other in enumerate(
        registration.delegates.order_by("position"), start=1
    ):
        if other.position != position:
            Delegate.objects.filter(pk=other.pk).update(position=position)
    bump_version(registration.event)


@transaction.atomic
def remove_colleague(*, by: Person, person: Person) -> None:
    """Take a person out of an organisation: their seats become unnamed. Raises PersonError for the only lead."""
    if person.organisation_id is None:
        return
    for delegate in Delegate.objects.select_related("registration__event").filter(
        person=person, registration__organisation_id=person.organisation_id
    ):
        seat_person(by=by, delegate=delegate, person=None)
    leave_organisation(by=by, person=person)
