"""Reasons that rest on whole profiles: common subjects, wishes about partners, languages, and a wish by name."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from madang.engine.match import complement, vocabulary
from madang.engine.match.arrays import BACK, OUT
from madang.engine.match.kinds import AGAINST, BOTH, FULL, MINE, PART, THEIRS, Reason
from madang.engine.match.market import Market
from madang.engine.match.profile import Profile
from madang.engine.match.reader import Party
from madang.engine.match.tables import Named, Wish, own_terms
from madang.engine.match.weights import (
    CLOSE_TEXT,
    CLOSENESS,
    COUNTRY,
    LANGUAGE,
    LANGUAGE_UNKNOWN,
    PARTNER_TYPE,
    SUBJECTS,
    WISH,
)

VERY_CLOSE = 0.35
"""A cosine of two texts beside which a common subject is met in full."""
MOST_TERMS = 5
FEATURE_OF = {vocabulary.PARTNER_TYPE: PARTNER_TYPE, vocabulary.COUNTRY: COUNTRY}


class Pair(NamedTuple):
    """One pair as its reasons are made from it: the reader and the profile at `other` of the market.

    added[direction][feature] is what each feature adds to the log-odds of an interest; the rest is as in arrays.Found.
    """

    market: Market
    reader: Party
    other: int
    added: list[list[float]]
    cited: list[list[list[int]]]
    worth: list[list[float]]
    texts: list[int]
    cosine: float

    @property
    def other_profile(self) -> Profile:
        """The one that is read about."""
        return self.market.profiles[self.other]

    def adds(self, feature: int) -> float:
        """What a feature adds to both interests together."""
        return self.added[OUT][feature] + self.added[BACK][feature]


def on_the_whole(pair: Pair) -> Iterator[Reason]:
    """All reasons that rest on no single pair of items."""
    yield from _subjects(pair)
    yield from _partner_wishes(pair, gain=MINE)
    yield from _partner_wishes(pair, gain=THEIRS)
    yield from _language(pair)
    if pair.added[OUT][WISH] > 0.0:
        yield Reason("wish", FULL, MINE, value=pair.added[OUT][WISH])


def _subjects(pair: Pair) -> Iterator[Reason]:
    """Fields and modalities that both name, the rarest first; failing these, closeness of the texts."""
    own, their = pair.reader.named, pair.market.named[pair.other]
    shared = sorted(own.keys() & their.keys(), key=lambda n: (_held(pair.market, n), n))
    cosine = pair.cosine
    if shared:
        terms = tuple(shared[:MOST_TERMS])
        mine = tuple(sorted({n for each in shared for n in own[each]}))
        theirs = tuple(sorted({n for each in shared for n in their[each]}))
        strength = FULL if cosine >= VERY_CLOSE else PART
        value = pair.adds(SUBJECTS)
        yield Reason("shared_field", strength, BOTH, mine, theirs, terms, value)
    elif cosine >= CLOSE_TEXT:
        one, other = pair.texts
        position = pair.other_profile.public()[other]
        value = pair.adds(CLOSENESS)
        yield Reason("similar_text", PART, BOTH, (one,), (position,), (), value)


def _held(market: Market, named: Named) -> int:
    """How many profiles name a term in public; 0 for one that a reader alone names."""
    number = market.names.get(named)
    return 0 if number is None else market.holders[number]


def _partner_wishes(pair: Pair, *, gain: str) -> Iterator[Reason]:
    """What one side says about partners, held against the type and country of the other."""
    if gain == MINE:
        asking, wishes = len(pair.reader.asks), pair.reader.wishes
        wanted, direction = pair.other_profile, OUT
    else:
        asking = len(pair.market.asks_of(pair.other))
        wishes = pair.market.wishes[pair.other]
        wanted, direction = pair.reader.profile, BACK
    for facet, stated in wishes.items():
        own = own_terms(wanted, facet)
        if not own:
            continue
        cited, best = _best(facet, stated, own)
        strength = FULL if best == 1.0 else PART if best > 0.0 else AGAINST
        if best == 0.0 or (strength == AGAINST and len(stated) < asking):
            continue
        mine, theirs = (cited, ()) if gain == MINE else ((), cited)
        terms = tuple((facet, term) for term in sorted(own))
        value = pair.added[direction][FEATURE_OF[facet]]
        yield Reason(facet, strength, gain, mine, theirs, terms, value)


def _best(
    facet: str, stated: Sequence[Wish], own: frozenset[str]
) -> tuple[tuple[int, ...], float]:
    """The items that meet best what somebody is, and how well: a level as in levels.py."""
    values = [
        (_level(facet, wish.certain, own) + _level(facet, wish.every, own)) / 2
        for wish in stated
    ]
    if len(values) == 1:
        return (stated[0].position,), values[0]
    best = max(values)
    met = {w.position for w, value in zip(stated, values, strict=True) if value == best}
    return tuple(sorted(met)), best


@lru_cache(maxsize=65536)
def _level(facet: str, wanted: frozenset[str], own: frozenset[str]) -> float:
    best = complement.meeting(facet, wanted, own)
    return 0.0 if best is None else best or -1.0


def _language(pair: Pair) -> Iterator[Reason]:
    """A common working language, or that there is none; nothing when either side names no language."""
    one, two = pair.reader.profile.languages, pair.other_profile.languages
    if one & two:
        terms = tuple(("language", name) for name in sorted(one & two))
        value = pair.adds(LANGUAGE) * (1.0 - LANGUAGE_UNKNOWN)
        yield Reason("language", FULL, BOTH, terms=terms, value=value)
    elif one and two:
        yield Reason("language", AGAINST, BOTH)
