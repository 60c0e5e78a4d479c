"""Whose agenda it is: a delegate's, an interpreter's or a place's, and who reads the mail about it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from madang.site.directory.models import Person
from madang.site.events.models import Delegate, Event, Interpreter, Place, Registration
from madang.site.events.rules import Standing

Key = tuple[str, int]


@dataclass(frozen=True)
class Owner:
    """One agenda's owner; exactly one of the three rows is there."""

    delegate: Delegate | None = None
    interpreter: Interpreter | None = None
    place: Place | None = None

    @property
    def row(self) -> Delegate | Interpreter | Place:
        """The row that owns the agenda. Raises ValueError for an owner of nothing."""
        row = self.delegate or self.interpreter or self.place
        if row is None:
            message = "An agenda belongs to a delegate, an interpreter or a place"
            raise ValueError(message)
        return row

    @property
    def kind(self) -> str:
        """Return "delegate", "interpreter" or "place": the words of addresses and of the models' fields."""
        return (
            "delegate"
            if self.delegate
            else "interpreter"
            if self.interpreter
            else "place"
        )

    @property
    def key(self) -> Key:
        """Return kind and primary key: one agenda among those of an event."""
        return (self.kind, self.row.pk)

    @property
    def name(self) -> str:
        """Return the owner's name in the reader's language; an unnamed delegate has a number."""
        if self.delegate:
            return delegate_name(self.delegate)
        return place_name(self.place) if self.place else str(self.row)

    @property
    def belongs_to(self) -> str:
        """Whom or what the owner belongs to: an organisation, a zone, or nothing."""
        if self.delegate:
            return str(self.delegate.registration)
        return str(self.place.zone) if self.place else ""

    @property
    def searchable(self) -> str:
        """What a search in a list of agendas looks through."""
        return f"{self.name} {self.belongs_to}"

    @property
    def registration_id(self) -> int | None:
        """The side on which a delegate sits; None for the other two."""
        return self.delegate.registration_id if self.delegate else None


def delegate_name(delegate: Delegate) -> str:
    """Return a delegate's name, or "Delegate 2" of a chair that nobody took yet."""
    if delegate.person is not None:
        return delegate.person.name
    return _("Delegate %(number)d") % {"number": delegate.position}


def place_name(place: Place) -> str:
    """Return a place's name, and its sign where the name does not say it: Table 1 (E1)."""
    known = place.code in place.name.split()
    return place.name if known else f"{place.name} ({place.code})"


def delegates_of(event: Event) -> QuerySet[Delegate]:
    """Return the delegates of organisations that take part, with all that an agenda says of them."""
    return (
        Delegate.objects.filter(registration__event=event)
        .exclude(registration__state__in=["declined", "withdrawn"])
        .select_related("person__user", "registration__organisation")
        .order_by("registration__organisation__name", "registration_id", "position")
    )


def owners_of_kind(event: Event, kind: str) -> list[Owner]:
    """Return all owners of one kind at an event, in the order of a list. Raises Http404 for an unknown kind."""
    if kind == "delegate":
        return [Owner(delegate=each) for each in delegates_of(event)]
    if kind == "interpreter":
        interpreters = Interpreter.objects.filter(event=event).select_related(
            "person__user"
        )
        return [Owner(interpreter=each) for each in interpreters]
    if kind == "place":
        return [
            Owner(place=each)
            for each in Place.objects.filter(event=event).select_related("zone__hall")
        ]
    raise Http404


def owner_at(event: Event, kind: str, pk: int) -> Owner:
    """Return one owner at an event; 404 when it is not of this event."""
    for owner in owners_of_kind(event, kind):
        if owner.row.pk == pk:
            return owner
    raise Http404


def own_agendas(event: Event, standing: Standing) -> list[Owner]:
    """Return the agendas that somebody may read as their own, theirs first.

    A lead reads those of all delegates of the organisation, another delegate their own, an interpreter theirs.
    """
    owners = []
    if standing.registration is not None:
        chairs = delegates_of(event).filter(registration=standing.registration)
        if not standing.is_lead:
            chairs = chairs.filter(person=standing.person)
        owners = [Owner(delegate=each) for each in chairs]
        owners.sort(key=lambda owner: owner.row != standing.delegate)
    if standing.interpreter is not None:
        owners.append(Owner(interpreter=standing.interpreter))
    return owners


def readers(owners: list[Owner]) -> dict[Key, Person]:
    """Return who gets mail about each agenda: its person, or the lead for a chair without one. Places get none."""
    leads = _leads(
        {
            owner.delegate.registration.organisation_id
            for owner in owners
            if owner.delegate
        }
    )
    found = {}
    for owner in owners:
        person = getattr(owner.row, "person", None)
        if owner.delegate and (person is None or not person.email):
            person = leads.get(owner.delegate.registration.organisation_id)
        if person is not None and person.email:
            found[owner.key] = person
    return found


def _leads(organisation_ids: set[int]) -> dict[int, Person]:
    leads = Person.objects.filter(
        organisation_id__in=organisation_ids, is_lead=True
    ).exclude(email="")
    return {
        lead.organisation_id: lead
        for lead in leads.select_related("user").order_by("-id")
        if lead.organisation_id
    }


def zone_of(person: Person | None) -> str:
    """Return the time zone that a person chose, or an empty string. A user's UTC is what nobody chose."""
    if person is None:
        return ""
    if person.zone:
        return person.zone
    own = person.user.zone if person.user else ""
    return "" if own == "UTC" else own


def registrations_with_delegates(event: Event) -> QuerySet[Registration]:
    """Return the organisations that take part, each with its delegates."""
    return (
        Registration.objects.filter(event=event)
        .exclude(state__in=["declined", "withdrawn"])
        .select_related("organisation")
        .prefetch_related(
            Prefetch("delegates", Delegate.objects.select_related("person"))
        )
    )
