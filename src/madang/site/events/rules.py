"""Who may do what at an event, as small predicates joined into sentences."""

from dataclasses import dataclass

import rules
from django.contrib.auth.models import AnonymousUser

from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.events.models import Delegate, Event, Interpreter, Registration, Staff


class SetUpError(Exception):
    """A change of an event's set-up that cannot be made. The message is translated; `field` names the field it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Standing:
    """What somebody is at an event; all empty for a visitor."""

    person: Person | None
    is_organiser: bool = False
    is_desk: bool = False
    registration: Registration | None = None
    delegate: Delegate | None = None
    interpreter: Interpreter | None = None

    @property
    def is_lead(self) -> bool:
        """Whether this person leads the entry of an organisation that takes part."""
        return (
            self.registration is not None
            and self.person is not None
            and self.person.is_lead
        )

    @property
    def takes_part(self) -> bool:
        """Whether this person has any part in the event."""
        return (
            self.is_organiser
            or self.is_desk
            or self.registration is not None
            or self.interpreter is not None
        )


def standing(user: User | AnonymousUser, event: Event) -> Standing:
    """Return what this user is at this event; looked up once for each request's user."""
    known: dict[int, Standing] = user.__dict__.setdefault("_standings", {})
    if event.pk not in known:
        known[event.pk] = _look_up(user, event)
    return known[event.pk]


def _look_up(user: User | AnonymousUser, event: Event) -> Standing:
    person = person_of(user)
    if person is None:
        return Standing(person=None)
    roles = set(
        Staff.objects.filter(event=event, person=person).values_list("role", flat=True)
    )
    registration = None
    if person.organisation_id:
        registration = (
            Registration.objects.select_related("organisation")
            .filter(event=event, organisation_id=person.organisation_id)
            .exclude(state__in=["declined", "withdrawn"])
            .first()
        )
    delegate = (
        Delegate.objects.filter(registration=registration, person=person).first()
        if registration
        else None
    )
    return Standing(
        person=person,
        is_organiser="organiser" in roles,
        is_desk="desk" in roles,
        registration=registration,
        delegate=delegate,
        interpreter=Interpreter.objects.filter(event=event, person=person).first(),
    )


@rules.predicate
def is_organiser(user: User | AnonymousUser, event: Event) -> bool:
    """The organisers of the event."""
    return standing(user, event).is_organiser


@rules.predicate
def is_desk(user: User | AnonymousUser, event: Event) -> bool:
    """The staff at the desk."""
    return standing(user, event).is_desk


@rules.predicate
def is_participant(user: User | AnonymousUser, event: Event) -> bool:
    """People of an organisation that takes part."""
    return standing(user, event).registration is not None


@rules.predicate
def is_lead(user: User | AnonymousUser, event: Event) -> bool:
    """Whoever leads the entry of an organisation that takes part."""
    return standing(user, event).is_lead


@rules.predicate
def is_interpreter(user: User | AnonymousUser, event: Event) -> bool:
    """The event's interpreters."""
    return standing(user, event).interpreter is not None


may_set_up = is_organiser
may_see_timetable = is_organiser | is_desk
may_answer_survey = is_lead
may_take_part = is_participant
