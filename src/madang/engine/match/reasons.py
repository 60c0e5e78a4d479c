"""Which reasons hold between two profiles, made for one of them, from the features that made their score.

The value of a reason is what it adds to the log-odds of the two interests together, beside saying nothing. Definite reasons
stand first, in the order of their values, those against last; kinds.py says what each means. Whatever a reason cites is part of the
score: without the items of the first reason both interests fall (tests/engine/match/test_faithful.py).
"""

from collections.abc import Iterator
from functools import lru_cache

from madang.engine.match import complement, vocabulary
from madang.engine.match.arrays import BACK, CITED, OUT, Found
from madang.engine.match.context import Pair, on_the_whole
from madang.engine.match.kinds import (
    AGAINST,
    BOTH,
    FULL,
    MINE,
    PART,
    THEIRS,
    TIER,
    Reason,
)
from madang.engine.match.profile import SEEK, Item
from madang.engine.match.tables import Entry, TermSet, known
from madang.engine.match.text import Bools
from madang.engine.match.weights import (
    ASKED,
    CLOSE_TEXT,
    COUNTRY,
    ELSEWHERE,
    OF_ITEMS,
    OPEN_WISH,
    PARTNER_TYPE,
    SUBJECTS,
    WISH,
)

STAGE_APART = 0.27  # exp(-2 / 1.5): two stages


def has_any(found: Found) -> Bools:
    """Pairs for which something speaks beyond a common language: those that have such a reason, without making it."""
    phi = found.phi
    wishes = phi[:, :, [PARTNER_TYPE, COUNTRY]] > OPEN_WISH
    some: Bools = (
        (found.cited[:, :, 0, 0] >= 0).any(axis=1)
        | (phi[:, 0, SUBJECTS] > 0.0)
        | (found.cosine >= CLOSE_TEXT)
        | wishes.any(axis=(1, 2))
        | (phi[:, OUT, WISH] > 0.0)
    )
    return some


def reasons_for(pair: Pair) -> tuple[Reason, ...]:
    """All reasons, the strongest first, those against last."""
    found = [
        *_merged([*_of_items(pair, OUT), *_of_items(pair, BACK)]),
        *on_the_whole(pair),
    ]
    return tuple(sorted(found, key=_order))


def _order(reason: Reason) -> tuple[bool, int, float, tuple[int, ...], tuple[int, ...]]:
    against = reason.strength == AGAINST
    value = -round(reason.value, 6)
    return against, TIER[reason.kind], value, reason.mine, reason.theirs


def _of_items(pair: Pair, direction: int) -> Iterator[Reason]:
    """The best pairs of an ask of one side and an answer of the other, and a stage that lies too far off."""
    weights = pair.market.vector
    most = sum(weights[:OF_ITEMS]) - weights[ELSEWHERE]
    for rank in range(CITED):
        own, other = pair.cited[direction][rank]
        if own < 0:
            return
        if direction == OUT:
            mine, theirs = pair.reader.asks[own], pair.market.answers[other]
            ask, answer, gain = mine, theirs, MINE
        else:
            mine, theirs = pair.reader.answers[own], pair.market.asks[other]
            ask, answer, gain = theirs, mine, THEIRS
        worth = pair.worth[direction][rank] * (1.0 + weights[ASKED] / most)
        reason = _item_reason(mine, theirs, gain, _strength(ask, answer), worth)
        yield reason
        if _stages_apart(ask, answer):
            yield reason._replace(kind="stage", strength=AGAINST, terms=())


def _strength(ask: Entry, answer: Entry) -> str:
    """In full: just the deal that is asked for, in no field that speaks against it; anything else in part."""
    if _meeting(vocabulary.DEAL, ask.deals, answer.deals) != 1.0:
        return PART
    return PART if _known_meeting(vocabulary.FIELD, ask, answer) == 0.0 else FULL


def _known_meeting(facet: str, ask: Entry, answer: Entry) -> float | None:
    return _meeting(facet, ask.item.terms(facet), answer.item.terms(facet))


@lru_cache(maxsize=65536)
def _meeting(facet: str, sought: TermSet, offered: TermSet) -> float | None:
    """How well known terms meet; few sets of terms are named, and pairs of them often."""
    return complement.meeting(facet, known(facet, sought), known(facet, offered))


def _stages_apart(ask: Entry, answer: Entry) -> bool:
    near = _known_meeting(vocabulary.STAGE, ask, answer)
    return near is not None and near < STAGE_APART


def _item_reason(
    mine: Entry, theirs: Entry, gain: str, strength: str, value: float
) -> Reason:
    if mine.item.role == theirs.item.role:
        kind = "shared_aim"
    else:
        kind = "seek_offer" if mine.item.role == SEEK else "offer_seek"
    terms = _shared_terms(mine.item, theirs.item)
    return Reason(
        kind, strength, gain, (mine.position,), (theirs.position,), terms, value
    )


def _shared_terms(one: Item, other: Item) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for facet in (vocabulary.DEAL, vocabulary.FIELD, vocabulary.MODALITY):
        if shared := one.terms(facet) & other.terms(facet):
            found += [(facet, term) for term in sorted(shared)]
    return tuple(found)


def _merged(reasons: list[Reason]) -> list[Reason]:
    """One reason for one pair of items: when it serves each side, it serves both, as fully as the one that it serves best."""
    kept: dict[tuple[str, tuple[int, ...], tuple[int, ...]], Reason] = {}
    for reason in reasons:
        key = (reason.kind, reason.mine, reason.theirs)
        if key not in kept:
            kept[key] = reason
        elif kept[key].gain != reason.gain:
            value = kept[key].value + reason.value
            strength = min(kept[key].strength, reason.strength)  # full before part
            kept[key] = kept[key]._replace(gain=BOTH, strength=strength, value=value)
    return list(kept.values())
