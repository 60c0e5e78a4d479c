"""What may be read of people and organisations."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from madang.site.directory.models import Organisation, Person, User, name_key


def person_of(user: User | AnonymousUser) -> Person | None:
    """Return the person who signed in, or None; asked once for each request's user."""
    if not isinstance(user, User):
        return None
    return getattr(user, "person", None)


def language_of_address(email: str) -> str:
    """Return the language in which mail to this address is written: its person's, else its user's, else English."""
    person = (
        Person.objects.filter(email__iexact=email)
        .values_list("language", flat=True)
        .first()
    )
    if person is not None:
        return person
    return (
        User.objects.filter(email__iexact=email)
        .values_list("language", flat=True)
        .first()
        or "en"
    )


def person_by_address(email: str) -> Person | None:
    """Return the person of an address, whatever its case."""
    return (
        Person.objects.select_related("organisation", "user")
        .filter(email__iexact=email)
        .first()
    )


def organisations_called(name: str) -> QuerySet[Organisation]:
    """Return the organisations whose name is the same but for case, accents, punctuation and legal form."""
    return Organisation.objects.filter(name_key=name_key(name)).order_by("id")


def colleagues_of(person: Person) -> QuerySet[Person]:
    """Return everybody of a person's organisation, the person included."""
    if person.organisation_id is None:
        return Person.objects.none()
    return Person.objects.select_related("user").filter(
        organisation_id=person.organisation_id
    )


def colleague_of(person: Person, pk: int) -> Person:
    """Return one of the organisation's people; 404 for anybody else."""
    colleague = colleagues_of(person).filter(pk=pk).first()
    if colleague is None:
        raise Http404
    return colleague


def whole_entry(person: Person) -> Person:
    """Return a person with everything that their own page shows: organisation, events, staff roles, seats."""
    return (
        Person.objects.select_related("organisation", "user")
        .prefetch_related(
            "organisation__people",
            "organisation__registrations__event__days",
            "staffing__event__days",
            "interpreting__event__days",
            "delegations",
        )
        .get(pk=person.pk)
    )
