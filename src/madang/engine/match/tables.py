"""Terms as numbers: what each item names in each facet, and how far any two terms meet.

Many items name the same terms, so each distinct set of terms of a facet has a number, its code. A set holds the
confirmed terms first and then those that nobody has confirmed, which count half.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from madang.engine.match import complement, vocabulary
from madang.engine.match.profile import Item, Profile
from madang.engine.match.text import Floats

Ints = npt.NDArray[np.int64]
Shorts = npt.NDArray[np.int32]
TermSet = frozenset[str]
Stated = tuple[TermSet, TermSet]
"""The confirmed terms of an item in one facet, and these with the unconfirmed ones."""
FACETS = (
    vocabulary.DEAL,
    vocabulary.FIELD,
    vocabulary.MODALITY,
    vocabulary.STAGE,
    vocabulary.PARTNER_TYPE,
    vocabulary.COUNTRY,
)
"""The facets with rules, in the order of the columns of all codes."""
DEAL, FIELD, MODALITY, STAGE, PARTNER, PLACE = range(len(FACETS))
NOTHING: Stated = (frozenset(), frozenset())


@dataclass(frozen=True)
class Entry:
    """One item in one role: its owner's position, its own position in the owner's list, the deals it stands for."""

    owner: int
    position: int
    item: Item
    deals: TermSet
    maybe_deals: TermSet = frozenset()
    """Deals that it may stand for besides: nobody has confirmed them."""


def entries(profile: Profile, role: str, owner: int = 0) -> Iterator[Entry]:
    """A profile's items in one role; one of the other role stands there with its mirrored deal if it has one."""
    for position, item in enumerate(profile.items):
        deals = item.terms(vocabulary.DEAL)
        maybe = item.unconfirmed.get(vocabulary.DEAL, frozenset())
        if item.role == role:
            yield Entry(owner, position, item, deals, maybe)
        elif turned := complement.mirrored(deals):
            yield Entry(owner, position, item, turned, complement.mirrored(maybe))


Named = tuple[str, str]


def named_by(profile: Profile, positions: Iterable[int]) -> dict[Named, list[int]]:
    """The fields and modalities that these items name, and which items do."""
    named: dict[Named, list[int]] = {}
    for n in positions:
        for facet in (vocabulary.FIELD, vocabulary.MODALITY):
            for term in profile.items[n].facets.get(facet, ()):
                named.setdefault((facet, term), []).append(n)
    return named


OWN_TERM: dict[str, Callable[[Profile], str]] = {
    vocabulary.PARTNER_TYPE: lambda profile: profile.type,
    vocabulary.COUNTRY: lambda profile: profile.country,
}


def own_terms(profile: Profile, facet: str) -> TermSet:
    """A profile's own type or country as a set, empty when unknown."""
    return _only(OWN_TERM[facet](profile))


@lru_cache(maxsize=65536)
def _only(term: str) -> TermSet:
    return frozenset({term}) if term else frozenset()


class Wish(NamedTuple):
    """What one ask says about partners in a facet: where it stands, its confirmed terms, and these with the others."""

    position: int
    certain: TermSet
    every: TermSet


def wishes_of(asks: Iterable[Entry]) -> dict[str, list[Wish]]:
    """What asks say about partners, by facet; facets of which none speaks are left out."""
    found: dict[str, list[Wish]] = {}
    for ask in asks:
        for facet in OWN_TERM:
            certain = ask.item.terms(facet)
            every = certain | ask.item.unconfirmed.get(facet, frozenset())
            if every:
                found.setdefault(facet, []).append(Wish(ask.position, certain, every))
    return found


def sought(entry: Entry) -> list[Stated]:
    """What an ask wants, by facet."""
    rest = [_stated(entry.item, facet) for facet in FACETS[1:]]
    return [(entry.deals, entry.deals | entry.maybe_deals), *rest]


def offered(entry: Entry, owner: Profile) -> list[Stated]:
    """What an answer brings, by facet: its own terms; as partner its owner's type; as place those that it names, else its owner's."""
    places = _stated(entry.item, vocabulary.COUNTRY)
    return [
        *sought(entry)[:PARTNER],
        _certain(own_terms(owner, vocabulary.PARTNER_TYPE)),
        places if places[1] else _certain(own_terms(owner, vocabulary.COUNTRY)),
    ]


def offered_by(owner: Profile) -> list[Stated]:
    """What a profile is by itself, whatever its items: its type and its country."""
    return [
        *[NOTHING] * PARTNER,
        _certain(own_terms(owner, vocabulary.PARTNER_TYPE)),
        _certain(own_terms(owner, vocabulary.COUNTRY)),
    ]


def _certain(terms: TermSet) -> Stated:
    return terms, terms


def _stated(item: Item, facet: str) -> Stated:
    certain = item.facets.get(facet)
    maybe = item.unconfirmed.get(facet)
    if not certain and not maybe:
        return NOTHING
    sure = known(facet, certain) if certain else frozenset()
    return sure, sure | known(facet, maybe) if maybe else sure


@lru_cache(maxsize=65536)
def known(facet: str, terms: TermSet) -> TermSet:
    """Free terms of a field, modality or stage are compared as text; those of the other facets as equal words."""
    if facet in (vocabulary.FIELD, vocabulary.MODALITY, vocabulary.STAGE):
        return frozenset(terms & vocabulary.WORDS[facet].keys())
    return terms


class Kinship(NamedTuple):
    """How far one term meets another: of facet f a square of width[f] that starts at start[f], row what is sought."""

    value: Floats
    start: Ints
    width: Ints


class Sets(NamedTuple):
    """Sets of term numbers: set n holds term[start[n]] to term[start[n + 1] − 1], certain[n] confirmed ones first."""

    start: Shorts
    certain: Shorts
    term: Shorts


@cache
def vocabulary_numbers(facet: str) -> dict[str, int]:
    """The number of each term of the vocabulary in its facet; of a place also that of each single country."""
    names = dict.fromkeys([*vocabulary.TERMS[facet], *vocabulary.WORDS[facet]])
    return {name: number for number, name in enumerate(names)}


@cache
def kinship() -> Kinship:
    """The tables of `complement` as numbers. A word outside the vocabulary meets itself alone and is not among them."""
    squares = []
    for facet in FACETS:
        names = list(vocabulary_numbers(facet))
        square = [_kin(facet, a, b) for a in names for b in names]
        squares.append(np.array(square, dtype=np.float64))
    start = np.cumsum([0, *(len(square) for square in squares[:-1])])
    width = [len(vocabulary_numbers(facet)) for facet in FACETS]
    return Kinship(
        np.concatenate(squares),
        start.astype(np.int64),
        np.array(width, dtype=np.int64),
    )


def _kin(facet: str, wanted: str, given: str) -> float:
    value = complement.value(facet, wanted, given)
    if (
        facet == vocabulary.STAGE
    ):  # some distance is always left: two steps and more speak against
        return 2.0 * value - 1.0
    return value


@dataclass
class Numbers:
    """Numbers of all terms that a run knows, by facet; those of the vocabulary come first."""

    of: list[dict[str, int]] = field(
        default_factory=lambda: [dict(vocabulary_numbers(facet)) for facet in FACETS]
    )

    def learn(self, at: int, stated: Stated) -> None:
        """Give a number to every term of a set in the facet at this place."""
        numbers = self.of[at]
        for term in sorted(stated[1]):
            numbers.setdefault(term, len(numbers))

    def set_of(self, at: int, stated: Stated) -> tuple[list[int], int]:
        """The numbers of a set, and how many of them are confirmed. A word that nobody else names is −1."""
        numbers, (certain, every) = self.of[at], stated
        first = [numbers.get(term, -1) for term in sorted(certain)]
        rest = [numbers.get(term, -1) for term in sorted(every - certain)]
        return first + rest, len(first)


def packed(sets: Iterable[tuple[list[int], int]]) -> Sets:
    """Sets as arrays."""
    start, certain, terms = [0], [], []
    for numbers, confirmed in sets:
        terms += numbers
        certain.append(confirmed)
        start.append(len(terms))
    return Sets(
        np.array(start, dtype=np.int32),
        np.array(certain, dtype=np.int32),
        np.array(terms, dtype=np.int32),
    )


@dataclass
class Codes:
    """Codes of the distinct sets of one role, all facets together; `first[f]` is the first code of facet f."""

    numbers: Numbers
    seen: list[dict[Stated, int]] = field(default_factory=lambda: [{} for _ in FACETS])

    def learn(self, row: list[Stated]) -> tuple[int, ...]:
        """The place of each set among those of its facet."""
        places = []
        for at, stated in enumerate(row):
            seen = self.seen[at]
            if stated not in seen:
                self.numbers.learn(at, stated)
                seen[stated] = len(seen)
            places.append(seen[stated])
        return tuple(places)

    def first(self) -> Ints:
        """The first code of each facet, and the number of all codes at the end."""
        return np.cumsum([0, *(len(seen) for seen in self.seen)]).astype(np.int64)

    def sets(self) -> Sets:
        """All distinct sets in the order of their codes."""
        return packed(
            self.numbers.set_of(at, stated)
            for at, seen in enumerate(self.seen)
            for stated in seen
        )
