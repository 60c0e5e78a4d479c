"""What may be read of people and organisations."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from madang.site.directory import rules
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
    key = name_key(name)
    merged = Organisation.objects.filter(name_key=key).values("merged_into")
    same = Q(name_key=key) | Q(pk__in=merged)
    return Organisation.objects.filter(same, merged_into=None).order_by("id")


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
        Person.objects.select_related("organisation", "user", "visitor")
        .prefetch_related(
            "organisation__people",
            "organisation__registrations__event__days",
            "staffing__event__days",
            "interpreting__event__days",
            "delegations",
        )
        .get(pk=person.pk)
    )


def organisations_curated_by(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """Return every organisation, each with its number of `persons` and `events` and whether another has its name (`is_twin`).

    404 for whoever does not look after the directory, as if it did not exist.
    """
    if not rules.may_curate(user):
        raise Http404
    return (
        Organisation.objects.filter(merged_into=None)
        .annotate(
            persons=Count("people", distinct=True),
            events=Count("registrations", distinct=True),
            is_twin=_has_twin(),
        )
        .order_by("name", "pk")
    )


def _has_twin() -> Exists:
    # A name without a letter has an empty key: two of those have nothing in common.
    others = Organisation.objects.exclude(pk=OuterRef("pk")).exclude(name_key="")
    others = others.filter(merged_into=None)
    return Exists(others.filter(name_key=OuterRef("name_key")))


def possible_twins(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return those of `rows` whose name another organisation has, those of one name side by side."""
    return rows.filter(_has_twin()).order_by("name_key", "pk")


def organisations_like(
    rows: QuerySet[Organisation],
    *,
    text: str = "",
    kind: str = "",
    country: str = "",
    twins: bool = False,
) -> QuerySet[Organisation]:
    """Return those of `rows` whose name or local name holds the text, of a kind, from a country; `twins` side by side."""
    if text:
        found = Q(name__icontains=text) | Q(name_local__icontains=text)
        if key := name_key(text):
            found |= Q(name_key__contains=key)
        rows = rows.filter(found)
    if kind:
        rows = rows.filter(kind=kind)
    if country:
        rows = rows.filter(country=country)
    return possible_twins(rows) if twins else rows


def organisation_curated_by(user: User | AnonymousUser, pk: int) -> Organisation:
    """Return one organisation with its numbers, or the one that it was merged into; 404 for whoever does not look after the directory."""
    kept = Organisation.objects.filter(pk=pk).values("merged_into")
    rows = organisations_curated_by(user)
    organisation = rows.filter(Q(pk=pk) | Q(pk__in=kept)).first()
    if organisation is None:
        raise Http404
    return organisation


def twins_of(organisation: Organisation) -> QuerySet[Organisation]:
    """Return the other organisations of the same name but for case, accents, punctuation and legal form."""
    if not organisation.name_key:
        return Organisation.objects.none()
    return organisations_called(organisation.name).exclude(pk=organisation.pk)


def countries_of_directory() -> list[str]:
    """Return the country codes from which organisations are."""
    codes = Organisation.objects.order_by("country").exclude(country="")
    return list(codes.values_list("country", flat=True).distinct())


def curators_seen_by(user: User | AnonymousUser) -> QuerySet[User]:
    """Return the curators with person and organisation; 404 for whoever is not the site's staff."""
    if not rules.may_name_curators(user):
        raise Http404
    return (
        User.objects.filter(is_curator=True)
        .select_related("person__organisation")
        .order_by("email", "pk")
    )


def curator_seen_by(user: User | AnonymousUser, pk: int) -> User:
    """Return one curator; 404 for anybody else, and for whoever is not the site's staff."""
    curator = curators_seen_by(user).filter(pk=pk).first()
    if curator is None:
        raise Http404
    return curator
