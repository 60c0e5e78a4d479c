"""Suggestions for everybody: `suggest(profiles)` ranks, for each profile, those it should meet, with reasons."""

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np

from madang.engine.match.arrays import BACK, OUT, Found
from madang.engine.match.candidates import candidates_of, candidates_of_all
from madang.engine.match.context import Pair
from madang.engine.match.kinds import Reason, has_grounds, is_mutual
from madang.engine.match.market import Market, may_meet, prepare
from madang.engine.match.profile import Profile, ProfileId, check_ids
from madang.engine.match.reader import Reader, reader_of
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
class Suggestion:
    """One line of a profile's list.

    id         who is suggested
    score      0 to 1000, the interest of both combined; the list is in its order
    interest   0 to 1000, the reader's own interest alone
    is_mutual  True when items of each side serve the other
    reasons    the strongest first, those against last
    """

    id: ProfileId
    score: int
    interest: int
    is_mutual: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Looked:
    """One reader and those it was compared with (places in the market), with both interests, 0 to 1."""

    reader: Reader
    columns: Ints
    found: Found
    mine: Floats
    theirs: Floats


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


def suggest_among(
    profiles: Sequence[Profile], among: Mapping[ProfileId, Collection[ProfileId]]
) -> dict[ProfileId, list[Suggestion]]:
    """Of each profile's whole list those lines alone whose ids `among` names for it.

    Scores, reasons and order are as in `suggest(profiles, top=len(profiles))`, but nobody else is compared. Raises
    ProfileError for two profiles with one id.
    """
    check_ids(profiles)
    if not profiles:
        return {}
    market = prepare(profiles, Weights())
    found: dict[ProfileId, list[Suggestion]] = {}
    for profile in profiles:
        named = {str(each) for each in among.get(profile.id, ())}
        places = sorted(market.place[each] for each in named & market.place.keys())
        columns = may_meet(market, profile, np.array(places, dtype=np.int64))
        looked = look_at(market, reader_of(market, profile), columns)
        found[profile.id] = list_of(market, looked, top=max(1, len(profiles)))
    return found


def suggest_for(
    market: Market, profile: Profile, *, top: int = 20, seed: int = 0
) -> list[Suggestion]:
    """One profile's list against a prepared market, in which it may stand with other items or not at all.

    Up to candidates.EVERYBODY profiles, and where the market holds the same items, the list is that of `suggest`.
    """
    reader = reader_of(market, profile)
    columns = may_meet(market, profile, candidates_of(market, reader))
    return list_of(market, look_at(market, reader, columns), top=top, seed=seed)


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
    profile = looked.reader.profile
    scores, own = shown(combined(looked.mine, looked.theirs)), shown(looked.mine)
    turn = turns(market, profile.id, looked.columns, seed)
    order = np.lexsort((turn, -own, -scores))
    order = order[has_any(looked.found)[order]]
    lines = (
        Suggestion(
            market.profiles[looked.columns[at]].id,
            int(scores[at]),
            int(own[at]),
            is_mutual(reasons),
            reasons,
        )
        for at, reasons in _grounded(market, looked, order.tolist())
    )
    return list(islice(lines, top))


def _grounded(
    market: Market, looked: Looked, order: list[int]
) -> Iterator[tuple[int, tuple[Reason, ...]]]:
    """Those of `order` for whom something speaks, with the reasons."""
    added = looked.found.phi[order] * np.array(market.vector)
    for row, at in enumerate(order):
        other = int(looked.columns[at])
        pair = Pair(market, looked.reader, other, looked.found, at, added[row].tolist())
        reasons = reasons_for(pair)
        if has_grounds(reasons):
            yield at, reasons


def shown(values: Floats) -> Ints:
    """Values between 0 and 1 as they are displayed, 0 to 1000."""
    spread: Ints = np.rint(np.sqrt(values) * WHOLE).astype(np.int64)
    return spread


def turns(market: Market, reader: ProfileId, columns: Ints, seed: int) -> Ints:
    """Places among equals: random to look at, other for each reader and seed, the same in every run."""
    step = np.uint64(zlib.crc32(f"{seed}:{reader}".encode()) * 2 + 1)
    taken: Ints = ((step * market.marks[columns]) % np.uint64(1 << 32)).astype(np.int64)
    return taken
