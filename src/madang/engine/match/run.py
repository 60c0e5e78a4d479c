"""Suggestions for everybody: `suggest(profiles)` ranks, for each profile, those it should meet, with reasons."""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from madang.engine.match.market import Market, may_meet, prepare
from madang.engine.match.profile import Profile, ProfileId, check_ids
from madang.engine.match.ranking import (
    Suggestion,
    best_of,
    list_of,
    look_at,
    look_at_all,
    with_reasons,
)
from madang.engine.match.reader import reader_of
from madang.engine.match.weights import Weights


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
    return with_reasons(market, looked, np.arange(len(looked.columns)))
