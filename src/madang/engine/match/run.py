"""Suggestions for everybody: `suggest(profiles)` ranks, for each profile, those it should meet, with reasons."""

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from madang.engine.match.arrays import BACK, OUT, Found, some_of
from madang.engine.match.candidates import candidates_of, candidates_of_all
from madang.engine.match.context import Pair
from madang.engine.match.kinds import Reason, is_mutual, turned
from madang.engine.match.market import Market, may_meet, prepare
from madang.engine.match.profile import Profile, ProfileId, check_ids
from madang.engine.match.reader import Party, Reader, reader_of
from madang.engine.match.reasons import has_any, reasons_for
from madang.engine.match.score import combined, interests, looked_at
from madang.engine.match.tables import Ints
from madang.engine.match.text import Floats
from madang.engine.match.weights import Weights

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


def suggest(
    profiles: Sequence[Profile],
    *,
    other: Sequence[Profile] | None = None,
    top: int = 20,
    seed: int = 0,
    weights: Weights | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[ProfileId, list[Suggestion]]:
    """The best `top` partners of every profile, in order.

    With `other` given, each of `profiles` is ranked against all of `other` and the reverse; without it, everybody
    against everybody; of more than candidates.EVERYBODY profiles, against its candidates. Never suggested: oneself,
    one's own group, and any pair of which either side names the other in `never`. A pair with no ground beyond a common
    language is left out. Equal scores are put in an order that depends on `seed` and the reader, so that no profile is
    always last; the same call gives the same answer. `on_progress` is told how many lists are done, of how many.

    Raises ProfileError for two profiles with one id and ValueError for `top` below 1.
    """
    if top < 1:
        raise ValueError(f"top: {top} is below 1")
    everybody = (*profiles, *(other or ()))
    check_ids(everybody)
    if not everybody:
        return {}
    first = len(profiles) if other is not None else None
    market = prepare(everybody, weights or Weights(), first=first)
    found: dict[ProfileId, list[Suggestion]] = {}
    for looked in look_at_all(market):
        found[looked.reader.profile.id] = list_of(market, looked, top=top, seed=seed)
        if on_progress:
            on_progress(len(found), len(everybody))
    return found


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
        return _with_reasons(self.market, looked, np.array(order, dtype=np.int64))


def best_of(market: Market, profile: Profile, *, top: int, seed: int = 0) -> Looked:
    """The best `top` of one profile as it stands now, whether the market holds the same items of it or not."""
    reader = reader_of(market, profile)
    columns = may_meet(market, profile, candidates_of(market, reader))
    looked = look_at(market, reader, columns)
    return looked.first(order_of(market, looked, seed)[:top])


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


def suggest_among(
    profiles: Sequence[Profile],
    among: Mapping[ProfileId, Collection[ProfileId]],
    *,
    weights: Weights | None = None,
) -> dict[ProfileId, list[Suggestion]]:
    """Of each profile's whole list those lines alone whose ids `among` names for it.

    Scores, reasons and order are as in `suggest(profiles, top=len(profiles))`, but nobody else is compared. Raises
    ProfileError for two profiles with one id.
    """
    check_ids(profiles)
    if not profiles:
        return {}
    market = prepare(profiles, weights or Weights())
    return {
        profile.id: lines_among(market, profile, among.get(profile.id, ()))
        for profile in profiles
    }


def lines_among(
    market: Market, profile: Profile, ids: Collection[ProfileId]
) -> list[Suggestion]:
    """The lines of one profile, as it stands or changed, for these others alone, in the order of its list."""
    named = {str(each) for each in ids}
    places = sorted(market.place[each] for each in named & market.place.keys())
    columns = may_meet(market, profile, np.array(places, dtype=np.int64))
    looked = look_at(market, reader_of(market, profile), columns)
    return list_of(market, looked, top=len(market.profiles))


def suggest_for(
    market: Market, profile: Profile, *, top: int = 20, seed: int = 0
) -> list[Suggestion]:
    """One profile's list against a prepared market, in which it may stand with other items or not at all.

    Up to candidates.EVERYBODY profiles, and where the market holds the same items, the list is that of `suggest`.
    """
    looked = best_of(market, profile, top=top, seed=seed)
    return _with_reasons(market, looked, np.arange(len(looked.columns)))


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


def list_of(
    market: Market, looked: Looked, *, top: int, seed: int = 0
) -> list[Suggestion]:
    """The best `top` of those looked at, with reasons; equals by turns."""
    return _with_reasons(market, looked, order_of(market, looked, seed)[:top])


def _with_reasons(market: Market, looked: Looked, order: Ints) -> list[Suggestion]:
    lines = _ranked(market, looked, order)
    found = _reasons(market, looked, order.tolist())
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


def order_of(market: Market, looked: Looked, seed: int) -> Ints:
    """Places among those looked at for whom something speaks, the best first; equals by turns."""
    scores, own = shown(combined(looked.mine, looked.theirs)), shown(looked.mine)
    turn = turns(market, looked.reader.profile.id, looked.columns, seed)
    order: Ints = np.lexsort((turn, -own, -scores))
    return order[has_any(looked.found)[order]]


def _reasons(
    market: Market, looked: Looked, order: list[int]
) -> Iterator[tuple[Reason, ...]]:
    added = looked.found.phi[order] * np.array(market.vector)
    for row, at in enumerate(order):
        other = int(looked.columns[at])
        pair = Pair(market, looked.reader, other, looked.found, at, added[row].tolist())
        yield reasons_for(pair)


def shown(values: Floats) -> Ints:
    """Values between 0 and 1 as they are displayed, 0 to 1000."""
    spread: Ints = np.rint(np.sqrt(values) * WHOLE).astype(np.int64)
    return spread


def turns(market: Market, reader: ProfileId, columns: Ints, seed: int) -> Ints:
    """Places among equals: random to look at, other for each reader and seed, the same in every run."""
    step = np.uint64(zlib.crc32(f"{seed}:{reader}".encode()) * 2 + 1)
    taken: Ints = ((step * market.marks[columns]) % np.uint64(1 << 32)).astype(np.int64)
    return taken
