"""Reasons that rest on whole profiles: common subjects, wishes about partners, languages."""

from collections.abc import Iterator

from madang.engine.match import complement
from madang.engine.match.kinds import AGAINST, BOTH, FULL, MINE, PART, Reason
from madang.engine.match.market import Market
from madang.engine.match.tables import OWN_TERM, Ints, own_terms

CLOSE = 1.0
VERY_CLOSE = 2.0
MOST_TERMS = 5


def subjects(market: Market, reader: int, other: int) -> Iterator[Reason]:
    """Fields and modalities that both name, the rarest first; failing these, closeness of the whole texts."""
    own, their = market.held[reader], market.shown[other]
    shared = sorted(
        own.keys() & their.keys(), key=lambda pair: (market.holders.get(pair, 0), pair)
    )[:MOST_TERMS]
    close = float(max(market.closeness[reader, other], market.closeness[other, reader]))
    if shared:
        mine = tuple(sorted({n for pair in shared for n in own[pair]}))
        theirs = tuple(sorted({n for pair in shared for n in their[pair]}))
        strength = FULL if close >= VERY_CLOSE else PART
        yield Reason("shared_field", strength, BOTH, mine, theirs, tuple(shared))
    elif close >= CLOSE:
        yield Reason("similar_text", PART, BOTH)


def partner_wishes(
    market: Market, pair: tuple[int, int], asks: Ints, *, gain: str
) -> Iterator[Reason]:
    """What the first of the pair says about partners, held against the second's type and country.

    asks are the first's asks that count: all of the reader's (its gain is "mine"), the public ones of the other.
    """
    for facet in OWN_TERM:
        stated = [
            entry
            for entry in market.stating[facet][pair[0]]
            if gain == MINE or not entry.item.confidential
        ]
        own = own_terms(market.profiles[pair[1]], facet)
        if not stated or not own:
            continue
        values = [
            complement.meeting(facet, entry.item.terms(facet), own) or 0.0
            for entry in stated
        ]
        best = max(values)
        strength = FULL if best == 1.0 else PART if best > 0.0 else AGAINST
        cited = tuple(
            sorted(
                {
                    e.position
                    for e, value in zip(stated, values, strict=True)
                    if value == best
                }
            )
        )
        mine, theirs = (cited, ()) if gain == MINE else ((), cited)
        terms = tuple((facet, term) for term in own)
        if strength != AGAINST or len(stated) == len(asks):
            yield Reason(facet, strength, gain, mine, theirs, terms)


def language(market: Market, reader: int, other: int) -> Iterator[Reason]:
    """A common working language, or that there is none; nothing when either side names no language."""
    one, two = market.profiles[reader].languages, market.profiles[other].languages
    if one & two:
        yield Reason(
            "language",
            FULL,
            BOTH,
            terms=tuple(("language", name) for name in sorted(one & two)),
        )
    elif one and two:
        yield Reason("language", AGAINST, BOTH)
