"""All profiles of a run, prepared: as arrays what everybody may know of them, and a card for one reader.

An *ask* is an item in the role of seeking, an *answer* one in the role of offering. An item whose deal is mutual (see
`complement.MIRROR`) stands in both lists, in the second of them with its mirrored deal. Confidential items are on
their owner's card and nowhere else: no number of `Market.others`, rarity of words included, depends on them.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from madang.engine.match import text
from madang.engine.match.arrays import Entries, Grams, Others
from madang.engine.match.levels import Known
from madang.engine.match.profile import OFFER, SEEK, Profile
from madang.engine.match.tables import (
    Codes,
    Entry,
    Ints,
    Named,
    Numbers,
    Shorts,
    Wish,
    entries,
    named_by,
    offered,
    offered_by,
    sought,
    wishes_of,
)
from madang.engine.match.text import Bools, Floats
from madang.engine.match.weights import Weights


@dataclass(frozen=True)
class Market:
    """The prepared run; row n of every array is profile n."""

    profiles: tuple[Profile, ...]
    weights: Weights
    others: Others
    asks: tuple[Entry, ...]  # public ones, as in `others`
    answers: tuple[Entry, ...]
    numbers: Numbers
    sought: Known  # distinct sets of what is asked for
    offered: Known
    names: dict[
        Named, int
    ]  # number of each field and modality that anybody names in public
    holders: tuple[int, ...]  # by that number: how many profiles do
    languages: dict[str, int]
    rarity: Any  # by place of a trigram
    seat: Shorts  # by place of a trigram: its number in `Grams`
    documents: Any  # public trigrams of each profile, sparse unit rows
    rare: Any  # the same without common trigrams, as columns
    named: tuple[
        dict[Named, list[int]], ...
    ]  # what each names in public, and in which items
    wishes: tuple[dict[str, list[Wish]], ...]  # what each says about partners
    vector: tuple[float, ...]  # the weights in the order of their features
    listed: Bools
    marks: Any  # a number of each profile that its id gives, for the order among equals
    place: dict[str, int]  # where a profile stands, by its id as text
    groups: dict[str, list[int]]  # who belongs to each group
    avoiding: dict[str, list[int]]  # who names this id in `never`

    def asks_of(self, owner: int) -> tuple[Entry, ...]:
        """The public asks of one profile."""
        first = self.others.asks.first
        return self.asks[first[owner] : first[owner + 1]]


def prepare(
    profiles: Sequence[Profile], weights: Weights, *, first: int | None = None
) -> Market:
    """Profiles as arrays. With `first` given, the first so many are one side and the rest the other."""
    owned = tuple(profiles)
    asks, answers = _public(owned, SEEK), _public(owned, OFFER)
    public = [each.public() for each in owned]
    numbers = Numbers()
    asked, answered = Codes(numbers), Codes(numbers)
    ask_codes = [asked.learn(sought(each)) for each in asks]
    answer_codes = [
        answered.learn(offered(each, owned[each.owner])) for each in answers
    ]
    own_codes = [answered.learn(offered_by(each))[-2:] for each in owned]
    named = tuple(
        named_by(each, shown) for each, shown in zip(owned, public, strict=True)
    )
    counted = Counter(pair for each in named for pair in each)
    names = {pair: number for number, pair in enumerate(sorted(counted))}
    items = _starts(map(len, public))
    rank = [{n: at for at, n in enumerate(shown)} for shown in public]
    counts = text.gram_counts(
        [
            text.words_of(each.items[n])
            for each, shown in zip(owned, public, strict=True)
            for n in shown
        ]
    )
    documents = text.gathered(counts, items)
    holding = text.holders(documents)
    seat = seats(holding)
    rarity = text.rarities(holding, len(owned))
    weighted = text.weighted(documents, rarity)
    tongues = sorted({name for each in owned for name in each.languages})
    spoken = [[name in each.languages for name in tongues] for each in owned]
    sides = [-1 if first is None else int(n >= first) for n in range(len(owned))]
    others = Others(
        items=items,
        grams=grams_of(text.weighted(counts, rarity), seat),
        asks=_entries(
            asks, _codes(ask_codes, asked.first()[:-1]), items, rank, is_asking=True
        ),
        answers=_entries(
            answers,
            _codes(answer_codes, answered.first()[:-1]),
            items,
            rank,
            is_asking=False,
        ),
        own=_codes(own_codes, answered.first()[4:6]),
        named=_starts(len(each) for each in named),
        term=np.array(
            [names[pair] for each in named for pair in sorted(each)], np.int32
        ),
        rarity=_term_rarity(counted, names, len(owned)),
        speaks=np.array(spoken, dtype=bool).reshape(len(owned), len(tongues)),
        side=np.array(sides, dtype=np.int32),
    )
    return Market(
        profiles=owned,
        weights=weights,
        others=others,
        asks=tuple(asks),
        answers=tuple(answers),
        numbers=numbers,
        sought=Known(asked.sets(), asked.first()),
        offered=Known(answered.sets(), answered.first()),
        names=names,
        holders=tuple(counted[pair] for pair in names),
        languages={name: n for n, name in enumerate(tongues)},
        rarity=rarity,
        seat=seat,
        documents=weighted,
        rare=text.rare_columns(weighted, holding),
        named=named,
        wishes=tuple(wishes_of(each) for each in _by_owner(asks, len(owned))),
        listed=np.array([each.listed for each in owned], dtype=bool),
        marks=np.array(
            [zlib.crc32(str(each.id).encode()) for each in owned], dtype=np.uint64
        ),
        vector=tuple(weights.vector().tolist()),
        place={str(each.id): n for n, each in enumerate(owned)},
        groups=_by_key([(each.group, n) for n, each in enumerate(owned) if each.group]),
        avoiding=_by_key(
            [(str(other), n) for n, each in enumerate(owned) for other in each.never]
        ),
    )


def _by_owner(found: Sequence[Entry], count: int) -> list[list[Entry]]:
    kept: list[list[Entry]] = [[] for _ in range(count)]
    for entry in found:
        kept[entry.owner].append(entry)
    return kept


def _by_key(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, place in pairs:
        found.setdefault(key, []).append(place)
    return found


def may_meet(market: Market, profile: Profile, columns: Ints) -> Ints:
    """Those of `columns` who may be suggested to the profile.

    Not itself nor its own side or group, nobody of whom it, or who of it, says never, nobody whom it passed over, and
    nobody who stands in no list.
    """
    place = market.place.get(str(profile.id), -1)
    apart = {market.place.get(str(other), -1) for other in profile.never}
    apart.update(market.place.get(str(other), -1) for other in profile.passed)
    apart.update(market.groups.get(profile.group, ()))
    apart.update(market.avoiding.get(str(profile.id), ()))
    apart.add(place)
    kept = ~np.isin(columns, np.array(sorted(apart), dtype=np.int64))
    kept &= market.listed[columns]
    side = market.others.side
    if place >= 0 and side[place] >= 0:
        kept &= side[columns] != side[place]
    chosen: Ints = columns[kept]
    return chosen


def _public(profiles: Sequence[Profile], role: str) -> list[Entry]:
    return [
        entry
        for owner, profile in enumerate(profiles)
        for entry in entries(profile, role, owner)
        if not entry.item.confidential
    ]


def _starts(lengths: Iterable[int]) -> Ints:
    return np.cumsum([0, *lengths]).astype(np.int64)


def _codes(places: Sequence[tuple[int, ...]], first: Ints) -> Shorts:
    """Places within facets as codes."""
    table = np.array(places, dtype=np.int32).reshape(len(places), len(first))
    codes: Shorts = (table + first[None, :]).astype(np.int32)
    return codes


def _entries(
    found: Sequence[Entry],
    codes: Shorts,
    items: Ints,
    rank: Sequence[Mapping[int, int]],
    *,
    is_asking: bool,
) -> Entries:
    """The public entries of a role.

    The public texts of a profile begin at its number in `items`; `rank` numbers them by their place in the profile.
    """
    owners = np.array([each.owner for each in found], dtype=np.int64)
    texts = [items[each.owner] + rank[each.owner][each.position] for each in found]
    first = _starts(np.bincount(owners, minlength=len(rank)).tolist())
    return Entries(
        first,
        np.array(texts, dtype=np.int64),
        codes,
        priorities(found, is_asking=is_asking),
    )


def priorities(found: Sequence[Entry], *, is_asking: bool) -> Floats:
    """How much each ask matters, 0 to 1; an answer has 0."""
    stated = [(each.item.priority - 1) / 4.0 if is_asking else 0.0 for each in found]
    return np.array(stated, dtype=np.float64)


def seats(holding: Floats) -> Shorts:
    """By place of a trigram: its number among those in use, −1 for one that nobody uses in public.

    Few trigrams of all that could be are used, and what is read of them a million times over then lies close together.
    """
    used = np.flatnonzero(holding)
    seat = np.full(len(holding), -1, dtype=np.int32)
    seat[used] = np.arange(len(used), dtype=np.int32)
    return seat


def grams_of(rows: Any, seat: Shorts) -> Grams:
    """Sparse rows as plain arrays, without the trigrams that nobody uses in public: they meet nothing."""
    taken = seat[rows.indices]
    known = taken >= 0
    before = np.concatenate([[0], np.cumsum(known)])
    return Grams(
        before[rows.indptr].astype(np.int64),
        taken[known],
        rows.data[known].astype(np.float32),
    )


def _term_rarity(
    counted: Counter[Named], names: dict[Named, int], count: int
) -> Floats:
    """Rarity of each term by number, above 0 and up to 1: ln((2 + n) / (1 + d)) / ln(2 + n) for d of n profiles that name it."""
    held = np.array([counted[pair] for pair in names], dtype=np.float64)
    rarity: Floats = np.log((2.0 + count) / (1.0 + held)) / np.log(2.0 + count)
    return rarity
