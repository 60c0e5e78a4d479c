"""Everybody's best, looked at and put in order; reasons are made for what is shown."""

import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from madang.engine.match.arrays import BACK, OUT, Found, some_of
from madang.engine.match.candidates import candidates_of, candidates_of_all
from madang.engine.match.context import Pair
from madang.engine.match.kinds import Reason, is_mutual, turned
from madang.engine.match.market import Market, may_meet
from madang.engine.match.profile import Profile, ProfileId
from madang.engine.match.reader import Party, Reader, reader_of
from madang.engine.match.reasons import has_any, reasons_for
from madang.engine.match.score import combined, interests, looked_at
from madang.engine.match.tables import Ints
from madang.engine.match.text import Floats

WHOLE = 1000
"""A displayed score is 1000 · √value: chances are small numbers."""
THREADS = 2
AT_ONCE = 256
"""Readers whose pairs are looked at before their lists are made."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a profile's list, without reasons.

    id        who is suggested
    score     0 to 1000, the interest of both combined; the list is in its order
    interest  0 to 1000, the reader's own interest alone
    returned  0 to 1000, the other's interest in the reader, as the reader may know it
    """

    id: ProfileId
    score: int
    interest: int
    returned: int


@dataclass(frozen=True, slots=True)
class Suggestion(Ranked):
    """The same with reasons.

    is_mutual  True when items of each side serve the other
    reasons    the strongest first, those against last
    """

    is_mutual: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Looked:
    """One reader and those it was compared with (places in the market), with both interests, 0 to 1."""

    reader: Party
    columns: Ints
    found: Found
    mine: Floats
    theirs: Floats

    def first(self, order: Ints) -> "Looked":
        """Those at the places of `order` alone, in that order, with no more of the reader than reasons need."""
        return Looked(
            self.reader.party(),
            self.columns[order],
            some_of(self.found, order),
            self.mine[order],
            self.theirs[order],
        )


def look_at_all(market: Market) -> Iterator[Looked]:
    """Every profile as a reader, with all those that it may meet and is compared with, in the order of the market."""
    with ThreadPoolExecutor(THREADS) as threads:
        for readers, columns in candidates_of_all(market, AT_ONCE, threads):
            yield from threads.map(partial(_met, market), readers, columns)


def _met(market: Market, reader: Reader, columns: Ints) -> Looked:
    return look_at(market, reader, may_meet(market, reader.profile, columns))


def look_at(market: Market, reader: Reader, columns: Ints) -> Looked:
    """The reader and each of `columns`, without asking whether they may meet."""
    found = looked_at(market, reader, columns)
    both = interests(found.phi, market.weights)
    return Looked(reader, columns, found, both[:, OUT], both[:, BACK])


def order_of(market: Market, looked: Looked, seed: int) -> Ints:
    """Places among those looked at for whom something speaks, the best first; equals by turns."""
    scores, own = shown(combined(looked.mine, looked.theirs)), shown(looked.mine)
    turn = turns(market, looked.reader.profile.id, looked.columns, seed)
    order: Ints = np.lexsort((turn, -own, -scores))
    return order[has_any(looked.found)[order]]


def shown(values: Floats) -> Ints:
    """Values between 0 and 1 as they are displayed, 0 to 1000."""
    spread: Ints = np.rint(np.sqrt(values) * WHOLE).astype(np.int64)
    return spread


def turns(market: Market, reader: ProfileId, columns: Ints, seed: int) -> Ints:
    """Places among equals: random to look at, other for each reader and seed, the same in every run."""
    step = np.uint64(zlib.crc32(f"{seed}:{reader}".encode()) * 2 + 1)
    taken: Ints = ((step * market.marks[columns]) % np.uint64(1 << 32)).astype(np.int64)
    return taken


def _ranked(market: Market, looked: Looked, order: Ints) -> list[Ranked]:
    mine, theirs = looked.mine[order], looked.theirs[order]
    numbers = shown(combined(mine, theirs)), shown(mine), shown(theirs)
    columns = looked.columns[order].tolist()
    return [
        Ranked(market.profiles[column].id, score, interest, returned)
        for column, score, interest, returned in zip(
            columns, *(each.tolist() for each in numbers), strict=True
        )
    ]


def with_reasons(market: Market, looked: Looked, order: Ints) -> list[Suggestion]:
    """Those at the places of `order`, with reasons."""
    lines = _ranked(market, looked, order)
    found = map(reasons_for, pairs_of(market, looked, order))
    return [
        Suggestion(
            line.id,
            line.score,
            line.interest,
            line.returned,
            is_mutual(reasons),
            reasons,
        )
        for line, reasons in zip(lines, found, strict=True)
    ]


def pairs_of(market: Market, looked: Looked, order: Ints) -> Iterator[Pair]:
    """Those at the places of `order` as reasons are made from them."""
    found = some_of(looked.found, order)
    # Plain lists: reading single numbers out of arrays takes longer than what is done with them.
    told = zip(
        looked.columns[order].tolist(),
        (found.phi * np.array(market.vector)).tolist(),
        found.cited.tolist(),
        found.worth.tolist(),
        found.texts.tolist(),
        found.cosine.tolist(),
        strict=True,
    )
    for other, added, cited, worth, texts, cosine in told:
        yield Pair(market, looked.reader, other, added, cited, worth, texts, cosine)


def list_of(
    market: Market, looked: Looked, *, top: int, seed: int = 0
) -> list[Suggestion]:
    """The best `top` of those looked at, with reasons; equals by turns."""
    return with_reasons(market, looked, order_of(market, looked, seed)[:top])


def mirrored(suggestion: Suggestion, reader: ProfileId) -> Suggestion:
    """The same pair as the other side reads it; `reader` is who read the suggestion given."""
    return Suggestion(
        reader,
        suggestion.score,
        suggestion.returned,
        suggestion.interest,
        suggestion.is_mutual,
        tuple(turned(reason) for reason in suggestion.reasons),
    )


@dataclass(frozen=True)
class Ranking:
    """Everybody's best, without reasons as yet: they take most of the time, and few of the lines are shown."""

    market: Market
    kept: dict[ProfileId, Looked]

    def lines(self, reader: ProfileId) -> list[Ranked]:
        """A reader's lines as those of `suggest`, without the reasons."""
        looked = self.kept[reader]
        return _ranked(self.market, looked, np.arange(len(looked.columns)))

    def suggestions(
        self, reader: ProfileId, others: Collection[ProfileId]
    ) -> list[Suggestion]:
        """Those of `others` that stand in the reader's list, with reasons, in the order of the list."""
        named = {self.market.place.get(str(each), -1) for each in others}
        looked = self.kept[reader]
        columns = looked.columns.tolist()
        order = [at for at, column in enumerate(columns) if column in named]
        return with_reasons(self.market, looked, np.array(order, dtype=np.int64))


def best_of(market: Market, profile: Profile, *, top: int, seed: int = 0) -> Looked:
    """The best `top` of one profile as it stands now, whether the market holds the same items of it or not."""
    reader = reader_of(market, profile)
    columns = may_meet(market, profile, candidates_of(market, reader))
    looked = look_at(market, reader, columns)
    return looked.first(order_of(market, looked, seed)[:top])


def best_of_each(
    market: Market, profiles: Sequence[Profile], *, top: int, seed: int = 0
) -> list[Looked]:
    """The same for several."""
    with ThreadPoolExecutor(THREADS) as threads:
        find = partial(best_of, market, top=top, seed=seed)
        return list(threads.map(find, profiles))


def ranking(
    market: Market,
    *,
    top: int,
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> Ranking:
    """The best `top` of everybody in a prepared market, ordered as `suggest` does."""
    kept: dict[ProfileId, Looked] = {}
    for looked in look_at_all(market):
        order = order_of(market, looked, seed)[:top]
        kept[looked.reader.profile.id] = looked.first(order)
        if on_progress:
            on_progress(len(kept), len(market.profiles))
    return Ranking(market, kept)


Chances = Callable[[Floats, Ints, Ints], Floats]
"""(rows × features, who is interested, in whom; ids) → the chance of a yes of each row, 0 to 1."""


def rejudged(found: Ranking, chances: Chances) -> Ranking:
    """The ranking with both interests as `chances` sees them, each list in its new order; ids are whole numbers.

    Reasons stay what they are: the features are the same.
    """
    rows = list(found.kept.values())
    counts = [len(each.columns) for each in rows]
    if not sum(counts):
        return found
    ids = np.array([each.id for each in found.market.profiles], dtype=np.int64)
    readers = np.repeat([int(each.reader.profile.id) for each in rows], counts)
    others = ids[np.concatenate([each.columns for each in rows])]
    phi = np.concatenate([each.found.phi for each in rows])
    mine = np.clip(chances(phi[:, OUT], readers, others), 0.0, 1.0)
    theirs = np.clip(chances(phi[:, BACK], others, readers), 0.0, 1.0)
    ends = np.cumsum(counts)[:-1]
    kept: dict[ProfileId, Looked] = {}
    for each, one, two in zip(
        rows, np.split(mine, ends), np.split(theirs, ends), strict=True
    ):
        order = np.argsort(-combined(one, two), kind="stable")
        judged = replace(each, mine=one, theirs=two)
        kept[each.reader.profile.id] = judged.first(order)
    return Ranking(found.market, kept)
