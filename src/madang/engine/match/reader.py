"""One profile as a reader: its card, with all of its items, made from what the market knows."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from madang.engine.match import text
from madang.engine.match.arrays import Card, Grams, Own, grams_between
from madang.engine.match.levels import WIDTH, Known, Table, level_table
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
    is_known = _stands_so(market, profile, place)
    grams, document = _texts(market, profile, place if is_known else -1)
    card = Card(
        place=place,
        grams=grams,
        asks=_known_asks(market, place, asks)
        if is_known
        else _own(
            market,
            asks,
            [sought(each) for each in asks],
            market.offered,
            is_asking=True,
        ),
        answers=_known_answers(market, place, answers)
        if is_known
        else _own(
            market,
            answers,
            [*(offered(each, profile) for each in answers), offered_by(profile)],
            market.sought,
            is_asking=False,
        ),
        names=_marked(market.names, named),
        speaks=_marked(market.languages, profile.languages),
        wished=_marked(market.place, [str(each) for each in profile.wishes]),
        side=int(market.others.side[place]) if place >= 0 else -1,
    )
    return Reader(profile, asks, answers, named, wishes_of(asks), card, document)


def _stands_so(market: Market, profile: Profile, place: int) -> bool:
    """Whether the market holds just these items of the profile."""
    return (
        place >= 0
        and market.profiles[place] is profile
        and len(profile.public()) == len(profile.items)
    )


def _texts(market: Market, profile: Profile, place: int) -> tuple[Grams, Any]:
    """Trigrams of all items and of the whole profile, a sparse unit row; from place 0 on read off the market."""
    if place >= 0:
        return grams_between(market.others, place), market.documents[place]
    counts = text.gram_counts([text.words_of(item) for item in profile.items])
    whole = text.gathered(counts, np.array([0, len(profile.items)]))
    grams = grams_of(text.weighted(counts, market.rarity), market.seat)
    return grams, text.weighted(whole, market.rarity)


def _known_asks(market: Market, place: int, found: Sequence[Entry]) -> Own:
    asks = market.others.asks
    rows = asks.code[asks.first[place] : asks.first[place + 1]]
    table = level_table(
        market.sought.sets, rows, market.offered, kinship(), is_asking=True
    )
    return _with_levels(found, table, is_asking=True)


def _known_answers(market: Market, place: int, found: Sequence[Entry]) -> Own:
    answers = market.others.answers
    rows = answers.code[answers.first[place] : answers.first[place + 1]]
    itself = np.full((1, rows.shape[1]), -1, dtype=np.int32)
    itself[0, -2:] = market.others.own[place]
    table = level_table(
        market.offered.sets,
        np.concatenate([rows, itself]),
        market.sought,
        kinship(),
        is_asking=False,
    )
    return _with_levels(found, table, is_asking=False)


def _with_levels(found: Sequence[Entry], table: Table, *, is_asking: bool) -> Own:
    return Own(
        item=np.array([each.position for each in found], dtype=np.int64),
        priority=priorities(found, is_asking=is_asking),
        level=table,
    )


def _marked(numbers: Mapping[Key, int], keys: Iterable[Key]) -> Bools:
    """Which of the numbered things these are."""
    marks: Bools = np.zeros(len(numbers), dtype=bool)
    marks[[numbers[key] for key in keys if key in numbers]] = True
    return marks


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
    places = np.arange(len(rows) * WIDTH, dtype=np.int32).reshape(len(rows), WIDTH)
    table = level_table(sets, places, known, kinship(), is_asking=is_asking)
    return _with_levels(found, table, is_asking=is_asking)
