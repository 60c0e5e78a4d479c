"""What is publicly known of organisations that are not at an event: who they are, and what they offered or did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from madang.site.directory.models import Organisation, User
from madang.site.directory.queries import person_of
from madang.site.events.models import Event, Registration
from madang.site.survey.models import Answer, Consent, Item


@dataclass(frozen=True)
class Fact:
    """One public fact: what was offered (`deals` and `fields`, ids of the vocabulary) or said (`text`, in which fields are looked for).

    `says` is for the reader, with the address where it can be read. A fact without deals, fields and text says only that
    the organisation is publicly known.
    """

    organisation: int
    says: str = ""
    address: str = ""
    deals: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    text: str = ""


_sources: list[Callable[[], Iterable[Fact]]] = []


def register_facts(function: Callable[[], Iterable[Fact]]) -> None:
    """Say where more public facts come from; called once from a later app's `ready`."""
    _sources.append(function)


def public_facts(event: Event) -> list[Fact]:
    """Return what anybody may read of organisations: what they offered at other listed events for the public to see, and what later apps know."""
    found = list(_offered_elsewhere(event))
    for source in _sources:
        found += source()
    return found


def _offered_elsewhere(event: Event) -> Iterable[Fact]:
    public = Answer.objects.filter(
        state="submitted",
        registration__state="registered",
        registration__event__is_listed=True,
        consents__audience=Consent.Audience.PUBLIC,
    ).exclude(registration__event=event)
    items = Item.objects.filter(
        answer__in=public, role=Item.Role.OFFER, is_confidential=False
    )
    for item in items.select_related("answer__registration__event").prefetch_related(
        "terms"
    ):
        terms: dict[str, set[str]] = {"deal": set(), "field": set()}
        for term in item.terms.all():
            # What nobody has confirmed is shown to nobody else.
            if term.is_confirmed and term.facet in terms:
                terms[term.facet].add(term.term)
        yield Fact(
            organisation=item.answer.registration.organisation_id,
            says=f"{item.answer.registration.event.name}: {item.text}",
            deals=frozenset(terms["deal"]),
            fields=frozenset(terms["field"]),
            text=item.text,
        )


def invitable(
    user: User | AnonymousUser, event: Event, known: Iterable[int]
) -> QuerySet[Organisation]:
    """Return the organisations that are in no state at the event and that this organiser may know of.

    That are those in `known` (public), and those that took part in other events which the same person organises.
    """
    person = person_of(user)
    theirs = Registration.objects.filter(
        event__staff__person=person, event__staff__role="organiser", state="registered"
    )
    ids = {*known, *theirs.values_list("organisation_id", flat=True)}
    here = Registration.objects.filter(event=event).values("organisation_id")
    return Organisation.objects.filter(pk__in=ids).exclude(pk__in=here)
