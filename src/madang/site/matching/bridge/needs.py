"""Needs that nobody at the event answers, and who elsewhere might, by the engine's table of what answers what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from madang.site.matching.bridge.profiles import Inputs
from madang.site.matching.queries.known import Fact
from madang.site.matching.queries.usual import USUAL_KINDS
from madang.site.survey.models import Item

if TYPE_CHECKING:
    from madang.engine.match.profile import Item as EngineItem
    from madang.site.directory.models import Organisation

# The least value at which one term answers another: the same, or near enough to talk.
NEAR = 0.6
Terms = frozenset[str]
Answers = dict[Terms, dict[Terms, set[int]]]


@dataclass(frozen=True)
class Unanswered:
    """`items` are the needs that nobody answers, `confidential` how many more of them are confidential.

    `unread` counts needs in words alone: without a deal and a field nothing can be said of them.
    """

    items: list[int]
    confidential: int
    unread: int


def unanswered(inputs: Inputs) -> Unanswered:
    """Return the needs that no other participant answers.

    An answer is somebody else's item that is not confidential, whose deal is the one that is sought or near to it and
    whose field is not another one; whoever is kept apart from the seeker answers nothing.
    """
    answers = _answers(inputs)
    items: list[int] = []
    confidential = unread = 0
    for profile in inputs.profiles:
        pks = inputs.items[int(profile.id)]
        for pk, item in zip(pks, profile.items, strict=True):
            if item.role != "seek":
                continue
            if not item.terms("deal") and not item.terms("field"):
                unread += 1
            elif not any(
                owner != profile.id and owner not in profile.never
                for owner in _who_answers(item, answers)
            ):
                confidential += item.confidential
                items += [] if item.confidential else [pk]
    return Unanswered(items, confidential, unread)


def _answers(inputs: Inputs) -> Answers:
    from madang.engine.match.complement import mirrored

    found: Answers = {}
    for profile in inputs.profiles:
        for item in profile.items:
            if item.confidential:
                continue
            deals = item.terms("deal")
            if item.role == "seek":
                deals = mirrored(deals)
            if deals or item.role == "offer":
                by_field = found.setdefault(deals, {})
                by_field.setdefault(item.terms("field"), set()).add(int(profile.id))
    return found


def _who_answers(item: "EngineItem", answers: Answers) -> Iterator[int]:
    for deals, by_field in answers.items():
        if not meets("deal", item.terms("deal"), deals):
            continue
        for fields, owners in by_field.items():
            if meets("field", item.terms("field"), fields):
                yield from owners


def meets(facet: str, sought: Terms, offered: Terms) -> bool:
    """Return whether what is offered answers what is sought, nearly at least; what either side leaves open speaks against nothing."""
    from madang.engine.match.complement import meeting

    value = meeting(facet, sought, offered)
    return value is None or value >= NEAR


@dataclass(frozen=True)
class Ground:
    """Why an organisation might answer a need: `kind` is deal, field, kind, usual or country, `terms` what fits."""

    kind: str
    terms: tuple[str, ...]
    fact: Fact | None = None


@dataclass
class Candidate:
    """An organisation that is not at the event and what speaks for inviting it, the strongest first."""

    organisation: "Organisation"
    grounds: list[Ground] = field(default_factory=list)
    worth: int = 0

    def add(self, worth: int, ground: Ground) -> None:
        """Count one more ground, once a kind and its terms."""
        known = {(each.kind, each.terms) for each in self.grounds}
        if (ground.kind, ground.terms) not in known:
            self.grounds.append(ground)
            self.worth += worth


@dataclass(frozen=True)
class Sought:
    """What a need names, by facet."""

    deals: Terms
    fields: Terms
    kinds: Terms
    countries: Terms


def sought_by(item: Item) -> Sought:
    """Return what a need names; its terms are prefetched where there are many."""
    found: dict[str, set[str]] = {}
    for term in item.terms.all():
        if term.is_confirmed:
            found.setdefault(term.facet, set()).add(term.term)
    names = ("deal", "field", "partner_type", "country")
    return Sought(*(frozenset(found.get(name, ())) for name in names))


def candidates_for(
    item: Item, organisations: "Iterable[Organisation]", facts: Iterable[Fact]
) -> list[Candidate]:
    """Return those of the organisations whose public facts answer a need, the best first.

    Left out is who is of a kind or from a country that the need does not name where it names any, and for whom nothing
    but the country speaks.
    """
    sought = sought_by(item)
    by_organisation: dict[int, list[Fact]] = {}
    for fact in facts:
        by_organisation.setdefault(fact.organisation, []).append(fact)
    found = []
    for organisation in organisations:
        candidate = Candidate(organisation)
        _by_facts(candidate, sought, by_organisation.get(organisation.pk, []))
        if _by_kind(candidate, sought) and _by_country(candidate, sought):
            found.append(candidate)
    named = [
        each for each in found if any(one.kind != "country" for one in each.grounds)
    ]
    return sorted(named, key=lambda each: (-each.worth, str(each.organisation)))


def _by_facts(candidate: Candidate, sought: Sought, facts: list[Fact]) -> None:
    for fact in facts:
        offered = _near("deal", sought.deals, fact.deals)
        fields = _near("field", sought.fields, fact.fields | _fields_in(fact.text))
        if offered and (fields or not sought.fields):
            candidate.add(4, Ground("deal", (*offered, *fields), fact))
        elif fields:
            candidate.add(2, Ground("field", fields, fact))


def _by_kind(candidate: Candidate, sought: Sought) -> bool:
    kind = candidate.organisation.kind
    if sought.kinds:
        if not _near("partner_type", sought.kinds, frozenset({kind})):
            return False
        candidate.add(2, Ground("kind", (kind,)))
        return True
    usual = tuple(
        sorted(each for each in sought.deals if kind in USUAL_KINDS.get(each, ()))
    )
    if usual:
        candidate.add(1, Ground("usual", usual))
    return True


def _by_country(candidate: Candidate, sought: Sought) -> bool:
    country = candidate.organisation.country
    if not sought.countries:
        return True
    if not meets("country", sought.countries, frozenset({country})):
        return False
    candidate.add(2, Ground("country", (country,)))
    return True


def _near(facet: str, sought: Terms, offered: Terms) -> tuple[str, ...]:
    """Return what of the offered terms answers any of the sought ones, in order."""
    from madang.engine.match.complement import value

    return tuple(
        sorted(
            each
            for each in offered
            if any(value(facet, one, each) >= NEAR for one in sought)
        )
    )


def _fields_in(text: str) -> Terms:
    from madang.engine.match.vocabulary import find_terms

    return frozenset(find_terms(text, "field")) if text else frozenset()
