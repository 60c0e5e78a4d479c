"""What organisations wrote, as plain rows of the database → the engine's items and profiles.

Whole events are read at once: rows as objects of their own would take most of the time of a matching.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import QuerySet

from madang.site.events.models import WorkingLanguage
from madang.site.survey.models import Answer, Item, ItemTerm

if TYPE_CHECKING:
    from madang.engine.match.profile import Item as EngineItem
    from madang.engine.match.profile import Profile

# The engine writes terms out as words of the text where it has no rule for their facet; these would only be noise there.
NOT_COMPARED = ("size", "language", "capacity", "availability")

Facets = dict[str, frozenset[str]]


class Party(NamedTuple):
    """A participant with a submitted answer: ids of both, what everybody knows of it, tier and quota of a hosted buyer."""

    answer: int
    registration: int
    name: str
    kind: str
    country: str
    tier: int | None
    quota: int | None
    languages: frozenset[str]


def parties_of(answers: QuerySet[Answer]) -> list[Party]:
    """Return the participants behind answers, in the order of their registrations; two queries."""
    spoken: dict[int, set[str]] = {}
    said = WorkingLanguage.objects.filter(registration__answer__in=answers.order_by())
    for registration, code in said.order_by().values_list("registration", "code"):
        spoken.setdefault(registration, set()).add(code)
    rows = answers.order_by("registration_id").values_list(
        "pk",
        "registration_id",
        "registration__organisation__name",
        "registration__organisation__kind",
        "registration__organisation__country",
        "registration__hosted_tier",
        "registration__hosted_quota",
    )
    sets: dict[frozenset[str], frozenset[str]] = {}
    return [Party(*row, _once(sets, spoken.get(row[1], ()))) for row in rows]


def items_of(answers: QuerySet[Answer]) -> "dict[int, list[tuple[int, EngineItem]]]":
    """Return the items that say something by their answer, each with its id, in the order of the form; two queries."""
    from madang.engine.match.profile import Item as EngineItem

    sure, unsure = terms_of(answers)
    rows = Item.objects.filter(answer__in=answers.order_by()).values_list(
        "pk", "answer_id", "role", "text", "priority", "is_confidential"
    )
    found: dict[int, list[tuple[int, EngineItem]]] = {}
    for pk, answer, role, text, priority, is_confidential in rows:
        facets = sure.get(pk, {})
        if text.strip() or facets:
            item = EngineItem(
                role, text, facets, priority, is_confidential, unsure.get(pk, {})
            )
            found.setdefault(answer, []).append((pk, item))
    return found


def terms_of(answers: QuerySet[Answer]) -> tuple[dict[int, Facets], dict[int, Facets]]:
    """Return the terms that are compared by item and facet: those that somebody confirmed, and the others; one query."""
    rows = (
        ItemTerm.objects.filter(item__answer__in=answers.order_by())
        .exclude(facet__in=NOT_COMPARED)
        .order_by()
        .values_list("item_id", "facet", "term", "is_confirmed")
    )
    loose: tuple[dict[tuple[int, str], set[str]], ...] = ({}, {})
    for item, facet, term, is_confirmed in rows:
        loose[not is_confirmed].setdefault((item, facet), set()).add(term)
    sets: dict[frozenset[str], frozenset[str]] = {}
    sure, unsure = (_by_item(each, sets) for each in loose)
    return sure, unsure


def _by_item(
    loose: dict[tuple[int, str], set[str]], sets: dict[frozenset[str], frozenset[str]]
) -> dict[int, Facets]:
    found: dict[int, Facets] = {}
    for (item, facet), terms in loose.items():
        found.setdefault(item, {})[facet] = _once(sets, terms)
    return found


def _once(sets: dict[frozenset[str], frozenset[str]], words: Any) -> frozenset[str]:
    """Return words as a set of which there is one object, however many say the same."""
    kept = frozenset(words)
    return sets.setdefault(kept, kept)


def profile_of(party: Party, items: "list[EngineItem]", **sets: Any) -> "Profile":
    """Return a participant as the engine compares it; `sets` are the other fields of the engine's profile."""
    from madang.engine.match.profile import Profile

    country = party.country.upper()
    return Profile(
        id=party.registration,
        name=party.name,
        type=party.kind,
        country=country if len(country) == 2 and country.isalpha() else "",
        languages=party.languages,
        items=tuple(items),
        **sets,
    )
