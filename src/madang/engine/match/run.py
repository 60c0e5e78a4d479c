"""Suggestions for everybody: `suggest(profiles)` ranks, for each profile, those it should meet, with reasons."""

import zlib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from madang.engine.match.kinds import Reason, has_grounds, is_mutual
from madang.engine.match.market import Market, prepare
from madang.engine.match.profile import Profile, ProfileId, check_ids
from madang.engine.match.reasons import reasons_for
from madang.engine.match.score import both_ways, combined, public_scores
from madang.engine.match.tables import Ints
from madang.engine.match.text import Bools, Floats
from madang.engine.match.weights import Weights

WHOLE = 1000  # a displayed score is 1000 · √value: a product of many factors would look too small


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
    against everybody. Never suggested: oneself, one's own group, and any pair of which either side names the other in
    `never`. A pair with no ground beyond a common language is left out. Equal scores are put in an order that depends
    on `seed` and the reader, so that no profile is always last; the same call gives the same answer.
    `on_progress` is told how many lists are done, of how many.

    Raises ProfileError for two profiles with one id and ValueError for `top` below 1.
    """
    if top < 1:
        raise ValueError(f"top: {top} is below 1")
    everybody = (*profiles, *(other or ()))
    check_ids(everybody)
    facing = _facing(len(profiles), len(everybody), is_two_sided=other is not None)
    if not everybody:
        return {}
    market = prepare(everybody, facing, weights or Weights())
    allowed, turns = _allowed(everybody, facing), _turns(everybody, seed)
    return _lists(market, allowed, turns, top=top, on_progress=on_progress)


def suggest_among(
    profiles: Sequence[Profile],
    among: Mapping[ProfileId, Container[ProfileId]],
    *,
    weights: Weights | None = None,
) -> dict[ProfileId, list[Suggestion]]:
    """Of each profile's whole list those lines alone whose ids `among` names for it.

    Scores, reasons and order are as in `suggest(profiles, top=len(profiles))`, but reasons, which take most of the
    time, are made for these pairs only. Raises ProfileError for two profiles with one id.
    """
    check_ids(profiles)
    if not profiles:
        return {}
    facing = _facing(len(profiles), len(profiles), is_two_sided=False)
    market = prepare(profiles, facing, weights or Weights())
    allowed = _allowed(profiles, facing)
    for n, profile in enumerate(profiles):
        named = among.get(profile.id, ())
        allowed[n] &= [other.id in named for other in profiles]
    return _lists(market, allowed, _turns(profiles, 0), top=len(profiles))


def _lists(
    market: Market,
    allowed: Bools,
    turns: Ints,
    *,
    top: int,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[ProfileId, list[Suggestion]]:
    """Everybody's list of at most `top`, of those whom `allowed` (n × n) admits; equals in the order of `turns`."""
    everybody, public = market.profiles, public_scores(market)
    suggestions: dict[ProfileId, list[Suggestion]] = {}
    for reader, profile in enumerate(everybody):
        mine, theirs = both_ways(market, public, reader)
        scores, interests = _shown(combined(mine, theirs)), _shown(mine)
        order = np.lexsort((turns[reader], -interests, -scores))
        ranked = (
            Suggestion(
                everybody[n].id,
                int(scores[n]),
                int(interests[n]),
                is_mutual(reasons),
                reasons,
            )
            for n, reasons in _grounded(
                market, reader, order[allowed[reader][order]].tolist(), top
            )
        )
        suggestions[profile.id] = list(islice(ranked, top))
        if on_progress:
            on_progress(reader + 1, len(everybody))
    return suggestions


def _grounded(
    market: Market, reader: int, order: list[int], step: int
) -> Iterator[tuple[int, tuple[Reason, ...]]]:
    """Those of `order` for whom something speaks, with the reasons; made `step` at a time, as long as more are taken."""
    for start in range(0, len(order), step):
        portion = order[start : start + step]
        for n, reasons in zip(
            portion, reasons_for(market, reader, portion), strict=True
        ):
            if has_grounds(reasons):
                yield n, reasons


def _shown(values: Floats) -> Ints:
    shown: Ints = np.rint(np.sqrt(values) * WHOLE).astype(np.int64)
    return shown


def _turns(profiles: Sequence[Profile], seed: int) -> Ints:
    """Places among equals, n × n: random to look at, other for each reader (row) and seed, the same in every run."""
    marks = np.array(
        [zlib.crc32(str(profile.id).encode()) for profile in profiles], dtype=np.uint64
    )
    steps = np.array(
        [zlib.crc32(f"{seed}:{profile.id}".encode()) for profile in profiles],
        dtype=np.uint64,
    )
    turns = (
        (steps[:, None] * np.uint64(2) + np.uint64(1))
        * marks[None, :]
        % np.uint64(1 << 32)
    )
    return turns.astype(np.int64)


def _facing(first: int, count: int, *, is_two_sided: bool) -> Bools:
    if not is_two_sided:
        return ~np.eye(count, dtype=bool)
    side = np.arange(count) < first
    facing: Bools = side[:, None] != side[None, :]
    return facing


def _allowed(profiles: Sequence[Profile], facing: Bools) -> Bools:
    """Who may be suggested to whom: facing, not of one group, and neither side's `never` names the other."""
    place = {str(profile.id): n for n, profile in enumerate(profiles)}
    allowed = facing.copy()
    for n, profile in enumerate(profiles):
        for unwanted in {str(other) for other in profile.never} & place.keys():
            allowed[n, place[unwanted]] = allowed[place[unwanted], n] = False
        if profile.group:
            allowed[
                n, [m for m, p in enumerate(profiles) if p.group == profile.group]
            ] = False
    return allowed
