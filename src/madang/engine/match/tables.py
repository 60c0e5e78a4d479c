"""Facet by facet, how well what is sought is met by what is offered, as tables that codes point into.

Many items name the same terms, so each distinct set of terms gets a number and each pair of sets is compared once.
A factor is the mean of what the confirmed terms give alone and what they give with those that nobody has confirmed yet:
so an unconfirmed term counts half.
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
Stated = tuple[TermSet, TermSet]
"""The confirmed terms of an item in one facet, and these with the unconfirmed ones."""


@dataclass(frozen=True)
class Entry:
    """One item in one role: its owner's position, its own position in the owner's list, the deals it stands for."""

    owner: int
    position: int
    item: Item
    deals: TermSet
    maybe_deals: TermSet = frozenset()
    """Deals that it may stand for besides: nobody has confirmed them."""


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
        tables[facet] = _mean_table(facet, sought, offered, weights)
        if facet in OWN_TERM:
            own = [_certain(own_terms(profile, facet)) for profile in profiles]
            profile_tables[facet] = _mean_table(facet, sought, own, weights)
    return Facets(ask_codes, answer_codes, tables, profile_tables)


OWN_TERM: dict[str, Callable[[Profile], str]] = {
    vocabulary.PARTNER_TYPE: lambda profile: profile.type,
    vocabulary.COUNTRY: lambda profile: profile.country,
}


def own_terms(profile: Profile, facet: str) -> TermSet:
    """A profile's own type or country as a set, empty when unknown."""
    own = OWN_TERM[facet](profile)
    return frozenset({own}) if own else frozenset()


def _sought(entry: Entry, facet: str) -> Stated:
    if facet == vocabulary.DEAL:
        return entry.deals, entry.deals | entry.maybe_deals
    return _stated(entry.item, facet)


def _offered(entry: Entry, facet: str, owner: Profile) -> Stated:
    """What an answer brings in a facet: its own terms; as partner its owner's type; as place the owner's and its own."""
    if facet == vocabulary.DEAL:
        return entry.deals, entry.deals | entry.maybe_deals
    if facet == vocabulary.PARTNER_TYPE:
        return _certain(own_terms(owner, facet))
    certain, all_of_them = _stated(entry.item, facet)
    if facet == vocabulary.COUNTRY:
        own = own_terms(owner, facet)
        return own | certain, own | all_of_them
    return certain, all_of_them


def _certain(terms: TermSet) -> Stated:
    return terms, terms


def _stated(item: Item, facet: str) -> Stated:
    certain = known(facet, item.terms(facet))
    return certain, certain | known(facet, item.unconfirmed.get(facet, frozenset()))


@lru_cache(maxsize=65536)
def known(facet: str, terms: TermSet) -> TermSet:
    """Free terms of a field, modality or stage are compared as text; those of the other facets as equal words."""
    if facet in (vocabulary.FIELD, vocabulary.MODALITY, vocabulary.STAGE):
        return frozenset(terms & vocabulary.WORDS[facet].keys())
    return terms


def _numbered(sets: list[Stated]) -> tuple[list[Stated], Ints]:
    """Distinct sets in order of appearance, and for each entry the number of its set."""
    numbers: dict[Stated, int] = {}
    codes = [numbers.setdefault(terms, len(numbers)) for terms in sets]
    return list(numbers), np.array(codes, dtype=np.int64)


def _mean_table(
    facet: str, sought: list[Stated], offered: list[Stated], weights: Weights
) -> Floats:
    """The mean of the factors with the confirmed terms alone and with all of them."""
    certain, every = (
        factor_table(
            facet, [terms[at] for terms in sought], [t[at] for t in offered], weights
        )
        for at in (0, 1)
    )
    mean: Floats = (certain + every) / 2
    return mean


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
