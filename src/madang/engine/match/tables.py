"""Facet by facet, how well what is sought is met by what is offered, as tables that codes point into.

Many items name the same terms, so each distinct set of terms gets a number and each pair of sets is compared once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from madang.engine.match import complement, vocabulary
from madang.engine.match.profile import Item, Profile
from madang.engine.match.text import Floats
from madang.engine.match.weights import Weights

Ints = npt.NDArray[np.int64]
TermSet = frozenset[str]


@dataclass(frozen=True)
class Entry:
    """One item in one role: its owner's position, its own position in the owner's list, the deals it stands for."""

    owner: int
    position: int
    item: Item
    deals: TermSet


@dataclass(frozen=True)
class Facets:
    """Codes of asks and answers, and the tables of factors that they point into, by facet."""

    ask_codes: dict[str, Ints]
    answer_codes: dict[str, Ints]
    tables: dict[str, Floats]
    profile_tables: dict[
        str, Floats
    ]  # partner_type and country alone: an ask's term set × a profile


def coded(
    profiles: Sequence[Profile],
    asks: Sequence[Entry],
    answers: Sequence[Entry],
    weights: Weights,
) -> Facets:
    """Numbers for the asks' and answers' term sets, and the factors of each pair of numbers."""
    ask_codes: dict[str, Ints] = {}
    answer_codes: dict[str, Ints] = {}
    tables: dict[str, Floats] = {}
    profile_tables: dict[str, Floats] = {}
    for facet in weights.open_factor:
        sought, ask_codes[facet] = _numbered([_sought(entry, facet) for entry in asks])
        offered, answer_codes[facet] = _numbered(
            [_offered(entry, facet, profiles[entry.owner]) for entry in answers]
        )
        tables[facet] = factor_table(facet, sought, offered, weights)
        if facet in OWN_TERM:
            own = [own_terms(profile, facet) for profile in profiles]
            profile_tables[facet] = factor_table(facet, sought, own, weights)
    return Facets(ask_codes, answer_codes, tables, profile_tables)


OWN_TERM: dict[str, Callable[[Profile], str]] = {
    vocabulary.PARTNER_TYPE: lambda profile: profile.type,
    vocabulary.COUNTRY: lambda profile: profile.country,
}


def own_terms(profile: Profile, facet: str) -> TermSet:
    """A profile's own type or country as a set, empty when unknown."""
    own = OWN_TERM[facet](profile)
    return frozenset({own}) if own else frozenset()


def _sought(entry: Entry, facet: str) -> TermSet:
    return (
        entry.deals
        if facet == vocabulary.DEAL
        else known(facet, entry.item.terms(facet))
    )


def _offered(entry: Entry, facet: str, owner: Profile) -> TermSet:
    """What an answer brings in a facet: its own terms; as partner its owner's type; as place the owner's and its own."""
    if facet == vocabulary.DEAL:
        return entry.deals
    if facet == vocabulary.PARTNER_TYPE:
        return own_terms(owner, facet)
    if facet == vocabulary.COUNTRY:
        return own_terms(owner, facet) | entry.item.terms(facet)
    return known(facet, entry.item.terms(facet))


@lru_cache(maxsize=65536)
def known(facet: str, terms: TermSet) -> TermSet:
    """Free terms of a field, modality or stage are compared as text; those of the other facets as equal words."""
    if facet in (vocabulary.FIELD, vocabulary.MODALITY, vocabulary.STAGE):
        return frozenset(terms & vocabulary.WORDS[facet].keys())
    return terms


def _numbered(sets: list[TermSet]) -> tuple[list[TermSet], Ints]:
    """Distinct sets in order of appearance, and for each entry the number of its set."""
    numbers: dict[TermSet, int] = {}
    codes = [numbers.setdefault(terms, len(numbers)) for terms in sets]
    return list(numbers), np.array(codes, dtype=np.int64)


def factor_table(
    facet: str, sought: list[TermSet], offered: list[TermSet], weights: Weights
) -> Floats:
    """Factor of each sought set (row) for each offered set (column).

    The best pair of terms counts, lifted to lie between the facet's floor and 1; where either side leaves the facet
    open the factor is the facet's open one.
    """
    words = sorted({term for terms in sought for term in terms})
    others = sorted({term for terms in offered for term in terms})
    pairs = np.array(
        [[complement.value(facet, a, b) for b in others] for a in words]
    ).reshape(len(words), len(others))
    has = np.array(
        [[term in terms for term in others] for terms in offered], dtype=bool
    )
    table = np.full((len(sought), len(offered)), weights.open_factor[facet])
    floor = weights.floor_factor[facet]
    filled = np.array([bool(terms) for terms in offered], dtype=bool)
    row_of = {term: n for n, term in enumerate(words)}
    for n, terms in enumerate(sought):
        if terms and filled.any():
            reach = pairs[[row_of[term] for term in sorted(terms)]].max(axis=0)
            best = np.where(has[filled], reach, 0.0).max(axis=1)
            table[n, filled] = floor + (1.0 - floor) * best
    return table
