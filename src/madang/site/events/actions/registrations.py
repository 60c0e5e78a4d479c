"""Verbs of an organisation's part in an event: invited, taken, declined, withdrawn, restored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.actions.links import invite
from madang.site.directory.actions.people import add_person, rename_organisation
from madang.site.directory.models import Organisation, Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Delegate, Event, Registration, WorkingLanguage
from madang.site.events.rules import SetUpError

# What else has to happen when an organisation is out, in the same transaction: its open requests
# are closed. Filled by the apps' `ready`.
after_leaving: list[Callable[[Registration, Person | None], object]] = []


@dataclass(frozen=True)
class Guest:
    """Whom an organiser invites: an organisation known here or a new one, its lead, and how many delegates."""

    name: str
    kind: str
    country: str
    lead_name: str
    lead_email: str
    delegates: int = 1


@transaction.atomic
def invite_organisation(
    *, by: Person | None, event: Event, guest: Guest, organisation: Organisation | None
) -> Registration:
    """Register an organisation as invited, with its lead in the first seat, and write to the lead.

    `organisation=None` makes a new one. Raises SetUpError for one that is here already, PersonError for a lead of elsewhere.
    """
    if organisation is None:
        organisation = Organisation.objects.create(
            name=guest.name, kind=guest.kind, country=guest.country
        )
        log.record("add organisation", organisation, by=by, event_id=event.pk)
    known = Registration.objects.filter(event=event, organisation=organisation).first()
    if known is not None:
        raise SetUpError(
            _("%(name)s is here already: %(state)s.")
            % {"name": organisation, "state": known.get_state_display()},
            field="name",
        )
    lead = add_person(
        by=by,
        name=guest.lead_name,
        email=guest.lead_email,
        organisation=organisation,
        is_lead=True,
    )
    registration = Registration.objects.create(event=event, organisation=organisation)
    Delegate.objects.bulk_create(
        Delegate(
            registration=registration,
            position=position,
            person=lead if position == 1 else None,
        )
        for position in range(1, guest.delegates + 1)
    )
    bump_version(event)
    log.record("invite organisation", registration, by=by, event_id=event.pk)
    invite(person=lead, by=by, occasion=event.name, event_id=event.pk)
    return registration


@transaction.atomic
def enrol_organisation(
    *,
    by: Person | None,
    event: Event,
    organisation: Organisation,
    people: Sequence[Person],
    languages: Sequence[str] = ("en",),
) -> Registration:
    """Register an organisation that has said yes elsewhere, such as a mission's delegate; no mail goes out.

    Each of `people` gets a seat; one that has a seat keeps it. An organisation that is registered keeps its languages.
    """
    registration, is_new = Registration.objects.get_or_create(
        event=event,
        organisation=organisation,
        defaults={"state": "registered", "registered_at": timezone.now()},
    )
    seated = set(registration.delegates.values_list("person_id", flat=True))
    missing = [each for each in people if each.pk not in seated]
    if not is_new and not missing:
        return registration
    Delegate.objects.bulk_create(
        Delegate(
            registration=registration,
            position=registration.delegates.count() + number,
            person=each,
        )
        for number, each in enumerate(missing, start=1)
    )
    if is_new:
        WorkingLanguage.objects.bulk_create(
            WorkingLanguage(registration=registration, code=code) for code in languages
        )
    bump_version(event)
    log.record("enrol organisation", registration, by=by, event_id=event.pk)
    return registration


def _move(
    registration: Registration,
    *,
    by: Person | None,
    verb: str,
    states: list[str],
    state: str,
) -> None:
    # Compare and swap: of two that come at once, one finds the state changed.
    facts: dict[str, object] = {"state": state}
    if state == "registered":
        facts["registered_at"] = timezone.now()
    if not Registration.objects.filter(pk=registration.pk, state__in=states).update(
        **facts
    ):
        registration.refresh_from_db()
        raise SetUpError(
            _("%(name)s is %(state)s: nothing was changed.")
            % {"name": registration, "state": registration.get_state_display().lower()}
        )
    registration.refresh_from_db()
    bump_version(registration.event)
    log.record(verb, registration, by=by, event_id=registration.event_id)


@transaction.atomic
def take_invitation(*, by: Person, registration: Registration) -> None:
    """Say that an organisation comes. Raises SetUpError unless it is invited."""
    _move(
        registration,
        by=by,
        verb="register organisation",
        states=["invited"],
        state="registered",
    )


@transaction.atomic
def decline_invitation(*, by: Person, registration: Registration) -> None:
    """Say that an organisation does not come. Raises SetUpError unless it is invited."""
    _move(
        registration,
        by=by,
        verb="decline invitation",
        states=["invited"],
        state="declined",
    )
    _leave(registration, by)


@transaction.atomic
def withdraw_registration(*, by: Person | None, registration: Registration) -> None:
    """Take an organisation out of an event; its rows stay, its open requests end. Raises SetUpError if it is out already."""
    _move(
        registration,
        by=by,
        verb="withdraw organisation",
        states=["invited", "registered"],
        state="withdrawn",
    )
    _leave(registration, by)


def _leave(registration: Registration, by: Person | None) -> None:
    for function in after_leaving:
        function(registration, by)


@transaction.atomic
def restore_registration(*, by: Person | None, registration: Registration) -> None:
    """Invite an organisation again that declined or was withdrawn. Raises SetUpError for one that is in."""
    _move(
        registration,
        by=by,
        verb="restore organisation",
        states=["declined", "withdrawn"],
        state="invited",
    )


@transaction.atomic
def invite_again(*, by: Person, registration: Registration, person: Person) -> None:
    """Write to one of an organisation's people again; older links stop working. Raises SetUpError without an address."""
    if not person.email:
        raise SetUpError(
            _("%(name)s has no e-mail address here.") % {"name": person.name}
        )
    invite(
        person=person,
        by=by,
        occasion=registration.event.name,
        event_id=registration.event_id,
    )


@dataclass(frozen=True)
class Terms:
    """An organisation's name, the languages in which it can meet, its most meetings, whether it needs an interpreter."""

    name: str
    languages: list[str]
    most_meetings: int | None
    interpreter_wanted: bool


@transaction.atomic
def change_registration(
    *, by: Person, registration: Registration, facts: Terms
) -> None:
    """Save an organisation's name and how it can meet; languages that are named twice count once."""
    rename_organisation(by=by, organisation=registration.organisation, name=facts.name)
    held = set(registration.languages.values_list("code", flat=True))
    WorkingLanguage.objects.filter(registration=registration).exclude(
        code__in=facts.languages
    ).delete()
    WorkingLanguage.objects.bulk_create(
        WorkingLanguage(registration=registration, code=code)
        for code in dict.fromkeys(facts.languages)
        if code not in held
    )
    registration.most_meetings = facts.most_meetings
    registration.interpreter_wanted = facts.interpreter_wanted
    registration.save(update_fields=["most_meetings", "interpreter_wanted"])
    bump_version(registration.event)
    log.record(
        "change registration",
        registration,
        by=by,
        event_id=registration.event_id,
        detail=", ".join(facts.languages),
    )
