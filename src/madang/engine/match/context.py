"""Reasons that rest on whole profiles: common subjects, wishes about partners, languages, and a wish by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from madang.engine.match import complement, vocabulary
from madang.engine.match.arrays import BACK, OUT, Found
from madang.engine.match.kinds import AGAINST, BOTH, FULL, MINE, PART, THEIRS, Reason
from madang.engine.match.market import Market
from madang.engine.match.profile import Profile
from madang.engine.match.reader import Reader
from madang.engine.match.tables import Entry, Named, own_terms
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


@dataclass(frozen=True)
class Pair:
    """One pair as its reasons are made from it: the reader and the profile at `other` of the market.

    added[direction][feature] is what each feature adds to the log-odds of an interest.
    """

    market: Market
    reader: Reader
    other: int
    found: Found
    at: int
    added: Sequence[Sequence[float]]

    @property
    def other_profile(self) -> Profile:
        """The one that is read about."""
        return self.market.profiles[self.other]

    def worth(self, feature: int) -> float:
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
    cosine = float(pair.found.cosine[pair.at])
    if shared:
        terms = tuple(shared[:MOST_TERMS])
        mine = tuple(sorted({n for each in shared for n in own[each]}))
        theirs = tuple(sorted({n for each in shared for n in their[each]}))
        strength = FULL if cosine >= VERY_CLOSE else PART
        value = pair.worth(SUBJECTS)
        yield Reason("shared_field", strength, BOTH, mine, theirs, terms, value)
    elif cosine >= CLOSE_TEXT:
        one, other = pair.found.texts[pair.at].tolist()
        position = pair.other_profile.public()[other]
        value = pair.worth(CLOSENESS)
        yield Reason("similar_text", PART, BOTH, (one,), (position,), (), value)


def _held(market: Market, named: Named) -> int:
    """How many profiles name a term in public; 0 for one that a reader alone names."""
    number = market.names.get(named)
    return 0 if number is None else market.holders[number]


def _partner_wishes(pair: Pair, *, gain: str) -> Iterator[Reason]:
    """What one side says about partners, held against the type and country of the other."""
    if gain == MINE:
        asks, wanted, direction = pair.reader.asks, pair.other_profile, OUT
    else:
        asks, wanted, direction = (
            pair.market.asks_of(pair.other),
            pair.reader.profile,
            BACK,
        )
    for facet, feature in FEATURE_OF.items():
        stated = [each for each in asks if each.item.facets.get(facet)]
        own = own_terms(wanted, facet)
        if not stated or not own:
            continue
        cited, best = _best(facet, stated, own)
        strength = FULL if best == 1.0 else PART if best > 0.0 else AGAINST
        if strength == AGAINST and len(stated) < len(asks):
            continue
        mine, theirs = (cited, ()) if gain == MINE else ((), cited)
        terms = tuple((facet, term) for term in sorted(own))
        value = pair.added[direction][feature]
        yield Reason(facet, strength, gain, mine, theirs, terms, value)


def _best(
    facet: str, stated: Sequence[Entry], own: frozenset[str]
) -> tuple[tuple[int, ...], float]:
    """The items that meet best what somebody is, and how well."""
    values = [
        complement.meeting(facet, each.item.terms(facet), own) or 0.0 for each in stated
    ]
    best = max(values)
    met = {e.position for e, value in zip(stated, values, strict=True) if value == best}
    return tuple(sorted(met)), best


def _language(pair: Pair) -> Iterator[Reason]:
    """A common working language, or that there is none; nothing when either side names no language."""
    one, two = pair.reader.profile.languages, pair.other_profile.languages
    if one & two:
        terms = tuple(("language", name) for name in sorted(one & two))
        value = pair.worth(LANGUAGE) * (1.0 - LANGUAGE_UNKNOWN)
        yield Reason("language", FULL, BOTH, terms=terms, value=value)
    elif one and two:
        yield Reason("language", AGAINST, BOTH)
