"""One profile as a reader: its card, with all of its items, made from what the market knows."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from madang.engine.match import text
from madang.engine.match.arrays import Card, Grams, Own, grams_between
from madang.engine.match.levels import Known, level_table
from madang.engine.match.market import Market, grams_of, priorities
from madang.engine.match.profile import OFFER, SEEK, Profile
from madang.engine.match.tables import (
    Entry,
    Named,
    Stated,
    Wish,
    entries,
    kinship,
    named_by,
    offered,
    offered_by,
    packed,
    sought,
    wishes_of,
)
from madang.engine.match.text import Bools

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Party:
    """One profile as its own reader, with all of its items: what reasons are made from."""

    profile: Profile
    asks: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    named: dict[Named, list[int]]  # fields and modalities, and which items name them
    wishes: dict[str, list[Wish]]  # about partners, by facet

    def party(self) -> "Party":
        """The same without what kernels read."""
        return Party(self.profile, self.asks, self.answers, self.named, self.wishes)


@dataclass(frozen=True)
class Reader(Party):
    """The same with what kernels read."""

    card: Card
    document: Any  # its trigrams, a sparse unit row


def reader_of(market: Market, profile: Profile) -> Reader:
    """A profile as a reader of the market, whether it stands in it with the same items, with others, or not at all."""
    asks, answers = tuple(entries(profile, SEEK)), tuple(entries(profile, OFFER))
    place = market.place.get(str(profile.id), -1)
    named = named_by(profile, range(len(profile.items)))
    grams, document = _texts(market, profile, place)
    card = Card(
        place=place,
        grams=grams,
        asks=_asks(market, asks),
        answers=_answers(market, profile, answers),
        names=_marked(market.names, named),
        speaks=_marked(market.languages, profile.languages),
        wished=_marked(market.place, [str(each) for each in profile.wishes]),
        side=int(market.others.side[place]) if place >= 0 else -1,
    )
    return Reader(profile, asks, answers, named, wishes_of(asks), card, document)


def _texts(market: Market, profile: Profile, place: int) -> tuple[Grams, Any]:
    """Trigrams of all items and of the whole profile, a sparse unit row; read off the market where they stand in it."""
    known = place >= 0 and market.profiles[place] is profile
    if known and len(profile.public()) == len(profile.items):
        return grams_between(market.others, place), market.documents[place]
    counts = text.gram_counts([text.words_of(item) for item in profile.items])
    whole = text.gathered(counts, np.array([0, len(profile.items)]))
    grams = grams_of(text.weighted(counts, market.rarity))
    return grams, text.weighted(whole, market.rarity)


def _marked(numbers: Mapping[Key, int], keys: Iterable[Key]) -> Bools:
    """Which of the numbered things these are."""
    marks: Bools = np.zeros(len(numbers), dtype=bool)
    marks[[numbers[key] for key in keys if key in numbers]] = True
    return marks


def _asks(market: Market, found: Sequence[Entry]) -> Own:
    rows = [sought(each) for each in found]
    return _own(market, found, rows, market.offered, is_asking=True)


def _answers(market: Market, profile: Profile, found: Sequence[Entry]) -> Own:
    rows = [*(offered(each, profile) for each in found), offered_by(profile)]
    return _own(market, found, rows, market.sought, is_asking=False)


def _own(
    market: Market,
    found: Sequence[Entry],
    rows: Sequence[list[Stated]],
    known: Known,
    *,
    is_asking: bool,
) -> Own:
    """Entries with their levels for each set that the other role knows; a row without an entry is the profile itself."""
    sets = packed(
        market.numbers.set_of(at, stated)
        for row in rows
        for at, stated in enumerate(row)
    )
    return Own(
        item=np.array([each.position for each in found], dtype=np.int64),
        priority=priorities(found, is_asking=is_asking),
        level=level_table(sets, known, kinship(), is_asking=is_asking),
    )
