"""All profiles of a run as arrays: what each asks, what each can answer, and how well any ask meets any answer.

An *ask* is an item in the role of seeking, an *answer* one in the role of offering. An item whose deal is mutual (see
`complement.MIRROR`) stands in both lists, in the second of them with its mirrored deal. Entries lie in the order of
their owners, so that sums over an owner are sums over a run of columns.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from madang.engine.match import complement, vocabulary
from madang.engine.match.profile import OFFER, SEEK, Profile
from madang.engine.match.tables import OWN_TERM, Entry, Facets, Ints, coded
from madang.engine.match.text import (
    Bools,
    Floats,
    gram_vectors,
    moments,
    standard_scores,
    words_of,
)
from madang.engine.match.weights import Weights

Scores = npt.NDArray[np.float32]
ROWS_AT_ONCE = 256
Named = tuple[str, str]


@dataclass(frozen=True)
class Market:
    """The prepared run. Matrices over profiles are n × n, row the reader, column the one who is read about."""

    profiles: tuple[Profile, ...]
    weights: Weights
    facing: Bools  # who may be compared with whom: the other side, never oneself
    asks: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    asking: Ints  # owner of each ask
    answering: Ints  # owner of each answer
    priorities: Floats  # factor of each ask
    facets: Facets
    text: Scores  # standard score of each answer's text (column) for each ask (row)
    public_asks: Ints
    public_answers: Ints
    owned: dict[tuple[str, bool], tuple[Ints, ...]]  # by role and public: each owner's
    stating: dict[str, tuple[tuple[Entry, ...], ...]]  # each owner's asks that name it
    closeness: Floats  # standard scores of whole public profiles, n × n
    languages: Floats  # factor, n × n
    holders: dict[Named, int]  # how many profiles name it in public
    shown: tuple[
        dict[Named, list[int]], ...
    ]  # a profile's public items by what they name
    held: tuple[dict[Named, list[int]], ...]  # all of its items by what they name

    def asks_of(self, owner: int, *, public: bool) -> Ints:
        """Positions of one profile's asks, all or the public ones."""
        return self.owned[SEEK, public][owner]

    def answers_of(self, owner: int, *, public: bool) -> Ints:
        """Positions of one profile's answers, all or the public ones."""
        return self.owned[OFFER, public][owner]

    def text_scores(self, asks: Ints, answers: Ints) -> Floats:
        """Standard scores of the texts of these asks (rows) and answers (columns)."""
        return self.text[np.ix_(asks, answers)].astype(np.float64)

    def factor(self, facet: str, asks: Ints, answers: Ints) -> Floats:
        """The facet's factor for these asks (rows) and answers (columns), from its floor to 1."""
        rows, columns = (
            self.facets.ask_codes[facet][asks],
            self.facets.answer_codes[facet][answers],
        )
        taken: Floats = self.facets.tables[facet][np.ix_(rows, columns)]
        return taken

    def wanted(self, facet: str, asks: Ints) -> Floats:
        """The best factor that any of these asks gives each profile as a partner, by its type or its country."""
        if not len(asks):
            return np.full(len(self.profiles), self.weights.open_factor[facet])
        best: Floats = self.facets.profile_tables[facet][
            self.facets.ask_codes[facet][asks]
        ].max(axis=0)
        return best


def prepare(profiles: Sequence[Profile], facing: Bools, weights: Weights) -> Market:
    """Profiles as arrays.

    facing is n × n: True where the column may be suggested to the row. Confidential items are present, but nothing
    that is learnt from the whole field (rarity of words, means and deviations) is learnt from them.
    """
    owned = tuple(profiles)
    asks = tuple(_entries(owned, SEEK))
    answers = tuple(_entries(owned, OFFER))
    first = np.cumsum([0] + [len(profile.items) for profile in owned]).tolist()
    texts = [words_of(item) for profile in owned for item in profile.items]
    groups = [
        [first[n] + position for position in profile.public()]
        for n, profile in enumerate(owned)
    ]
    document_rows, item_rows = gram_vectors(texts, groups)
    rows = item_rows[[first[entry.owner] + entry.position for entry in asks + answers]]
    shown = tuple(_named(profile, profile.public()) for profile in owned)
    similarity = (document_rows @ document_rows.T).toarray()
    return Market(
        profiles=owned,
        weights=weights,
        facing=facing,
        asks=asks,
        answers=answers,
        asking=_owners(asks),
        answering=_owners(answers),
        priorities=_priority_factors(asks, weights),
        facets=coded(owned, asks, answers, weights),
        text=_text_scores(asks, answers, facing, rows),
        public_asks=_public(asks),
        public_answers=_public(answers),
        owned={
            (role, public): _positions(entries, len(owned), public=public)
            for role, entries in ((SEEK, asks), (OFFER, answers))
            for public in (False, True)
        },
        stating={facet: _stating(asks, len(owned), facet) for facet in OWN_TERM},
        closeness=standard_scores(similarity, *moments(similarity, facing)),
        languages=_language_factors(owned, weights),
        holders=dict(Counter(pair for named in shown for pair in named)),
        shown=shown,
        held=tuple(_named(profile, range(len(profile.items))) for profile in owned),
    )


def _named(profile: Profile, positions: Iterable[int]) -> dict[Named, list[int]]:
    """The fields and modalities that these items name, and which items do."""
    named: dict[Named, list[int]] = {}
    for n in positions:
        for facet in (vocabulary.FIELD, vocabulary.MODALITY):
            for term in profile.items[n].terms(facet):
                named.setdefault((facet, term), []).append(n)
    return named


def _entries(profiles: tuple[Profile, ...], role: str) -> Iterator[Entry]:
    for owner, profile in enumerate(profiles):
        for position, item in enumerate(profile.items):
            deals = item.terms(vocabulary.DEAL)
            maybe = item.unconfirmed.get(vocabulary.DEAL, frozenset())
            if item.role == role:
                yield Entry(owner, position, item, deals, maybe)
            elif turned := complement.mirrored(deals):
                more = complement.mirrored(maybe)
                yield Entry(owner, position, item, turned, more)


def _owners(entries: tuple[Entry, ...]) -> Ints:
    return np.array([entry.owner for entry in entries], dtype=np.int64)


def _priority_factors(asks: tuple[Entry, ...], weights: Weights) -> Floats:
    priorities = np.array([entry.item.priority for entry in asks], dtype=np.float64)
    factors: Floats = (
        weights.priority_floor
        + (1.0 - weights.priority_floor) * (priorities - 1.0) / 4.0
    )
    return factors


def _public(entries: tuple[Entry, ...]) -> Ints:
    return np.array(
        [n for n, entry in enumerate(entries) if not entry.item.confidential],
        dtype=np.int64,
    )


def _positions(
    entries: tuple[Entry, ...], count: int, *, public: bool
) -> tuple[Ints, ...]:
    """For each of `count` owners the positions of its entries, all or the public ones."""
    kept: list[list[int]] = [[] for _ in range(count)]
    for n, entry in enumerate(entries):
        if not (public and entry.item.confidential):
            kept[entry.owner].append(n)
    return tuple(np.array(own, dtype=np.int64) for own in kept)


def _stating(
    asks: tuple[Entry, ...], count: int, facet: str
) -> tuple[tuple[Entry, ...], ...]:
    """For each of `count` owners those of its asks that say something in this facet."""
    kept: list[list[Entry]] = [[] for _ in range(count)]
    for entry in asks:
        if entry.item.terms(facet):
            kept[entry.owner].append(entry)
    return tuple(tuple(own) for own in kept)


def _text_scores(
    asks: tuple[Entry, ...], answers: tuple[Entry, ...], facing: Bools, rows: Any
) -> Scores:
    """Each ask's text against every answer's, judged by the public answers of those its owner may meet.

    rows holds the sparse unit rows of all asks and then of all answers. Single precision halves the room of the
    one matrix that grows with the square of the items.
    """
    scores = np.zeros((len(asks), len(answers)), dtype=np.float32)
    across = rows[len(asks) :].T.tocsr()
    asking, public = _owners(asks), _public(answers)
    answering = _owners(answers)[public]
    for start in range(0, len(asks) if len(answers) else 0, ROWS_AT_ONCE):
        part = slice(start, min(start + ROWS_AT_ONCE, len(asks)))
        similarity = (rows[part] @ across).toarray()
        among = facing[np.ix_(asking[part], answering)]
        scores[part] = standard_scores(
            similarity, *moments(similarity[:, public], among)
        )
    return scores


def _language_factors(profiles: tuple[Profile, ...], weights: Weights) -> Floats:
    """1 with a common language, a little less where it is unknown, least where an interpreter is needed."""
    names = sorted({language for profile in profiles for language in profile.languages})
    spoken = np.array(
        [[name in profile.languages for name in names] for profile in profiles],
        dtype=float,
    )
    spoken = spoken.reshape(len(profiles), len(names))
    common = spoken @ spoken.T > 0
    stated: Bools = spoken.sum(axis=1) > 0
    known = stated[:, None] & stated[None, :]
    factors: Floats = np.where(
        common, 1.0, np.where(known, weights.interpreter, weights.language_unknown)
    )
    return factors
