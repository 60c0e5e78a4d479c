"""Which reasons hold between two profiles, made for one of them and put in order (kinds.py says what each means)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from madang.engine.match import complement, vocabulary
from madang.engine.match.context import language, partner_wishes, subjects
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
from madang.engine.match.market import Market
from madang.engine.match.profile import SEEK, Item
from madang.engine.match.score import pair_values
from madang.engine.match.tables import Entry, Ints, known
from madang.engine.match.text import Floats

CLOSE = 1.0
ASKS_CITED = 2
STAGE_APART = 0.27  # exp(-2 / 1.5): two stages


@dataclass(frozen=True)
class Block:
    """Some asks (rows) against some answers (columns): how well they meet, and the standard scores of their texts."""

    asks: Ints
    answers: Ints
    values: Floats
    text: Floats


def reasons_for(
    market: Market, reader: int, others: Sequence[int]
) -> list[tuple[Reason, ...]]:
    """For each of `others` all reasons for `reader` (positions in the run), the strongest first, those against last."""
    out, back = (
        _blocks_out(market, reader, others),
        _blocks_back(market, reader, others),
    )
    return [
        _ordered(market, reader, other, blocks)
        for other, blocks in zip(others, zip(out, back, strict=True), strict=True)
    ]


def _ordered(
    market: Market, reader: int, other: int, blocks: tuple[Block, Block]
) -> tuple[Reason, ...]:
    out, back = blocks
    found = [
        *_merged(
            [*_answered(market, out, gain=MINE), *_answered(market, back, gain=THEIRS)]
        ),
        *subjects(market, reader, other),
        *partner_wishes(market, (reader, other), out.asks, gain=MINE),
        *partner_wishes(market, (other, reader), back.asks, gain=THEIRS),
        *language(market, reader, other),
    ]
    return tuple(
        sorted(
            found,
            key=lambda r: (r.strength == AGAINST, TIER[r.kind], r.strength, -r.value),
        )
    )


def _blocks_out(market: Market, reader: int, others: Sequence[int]) -> list[Block]:
    """The reader's asks against the public answers of each of the others."""
    asks = market.asks_of(reader, public=False)
    groups = [market.answers_of(other, public=True) for other in others]
    joined = np.concatenate(groups)
    text = market.text_scores(asks, joined)
    values = pair_values(market, asks, joined, text)
    ends = np.cumsum([len(group) for group in groups])
    spans = [
        slice(end - len(group), end) for group, end in zip(groups, ends, strict=True)
    ]
    return [
        Block(asks, group, values[:, span], text[:, span])
        for group, span in zip(groups, spans, strict=True)
    ]


def _blocks_back(market: Market, reader: int, others: Sequence[int]) -> list[Block]:
    """The public asks of each of the others against the reader's answers."""
    answers = market.answers_of(reader, public=False)
    groups = [market.asks_of(other, public=True) for other in others]
    joined = np.concatenate(groups)
    text = market.text_scores(joined, answers)
    values = pair_values(market, joined, answers, text)
    ends = np.cumsum([len(group) for group in groups])
    spans = [
        slice(end - len(group), end) for group, end in zip(groups, ends, strict=True)
    ]
    return [
        Block(group, answers, values[span], text[span])
        for group, span in zip(groups, spans, strict=True)
    ]


def _answered(market: Market, block: Block, *, gain: str) -> Iterator[Reason]:
    """The best answers to the best-answered asks, where they hold water, and a stage that lies too far off."""
    if not block.values.size:
        return
    best = block.values.argmax(axis=1)
    reached = block.values[np.arange(len(best)), best].tolist()
    order = sorted(range(len(reached)), key=lambda n: (-reached[n], n))
    for n in order[:ASKS_CITED]:
        ask, answer = market.asks[block.asks[n]], market.answers[block.answers[best[n]]]
        strength = _strength(ask, answer, text=float(block.text[n, best[n]]))
        if strength:
            value = round(reached[n], 6)
            reason = _item_reason(
                ask, answer, gain=gain, strength=strength, value=value
            )
            yield reason
            if _stages_apart(ask, answer):
                yield replace(reason, kind="stage", strength=AGAINST, terms=())


def _strength(ask: Entry, answer: Entry, *, text: float) -> str | None:
    """How well an answer meets an ask, None when nothing carries it; text is a standard score."""
    fields = _known_meeting(vocabulary.FIELD, ask, answer)
    deal = complement.meeting(vocabulary.DEAL, ask.deals, answer.deals)
    if deal is None:
        return PART if text >= CLOSE or (fields or 0.0) >= complement.NEAR else None
    if deal == 0.0:
        return None
    return FULL if deal == 1.0 and fields != 0.0 else PART


def _known_meeting(facet: str, ask: Entry, answer: Entry) -> float | None:
    return complement.meeting(
        facet,
        known(facet, ask.item.terms(facet)),
        known(facet, answer.item.terms(facet)),
    )


def _stages_apart(ask: Entry, answer: Entry) -> bool:
    near = _known_meeting(vocabulary.STAGE, ask, answer)
    return near is not None and near < STAGE_APART


def _item_reason(
    ask: Entry, answer: Entry, *, gain: str, strength: str, value: float
) -> Reason:
    mine, theirs = (ask, answer) if gain == MINE else (answer, ask)
    if mine.item.role == theirs.item.role:
        kind = "shared_aim"
    else:
        kind = "seek_offer" if mine.item.role == SEEK else "offer_seek"
    terms = _shared_terms(mine.item, theirs.item)
    return Reason(
        kind, strength, gain, (mine.position,), (theirs.position,), terms, value
    )


def _shared_terms(one: Item, other: Item) -> tuple[tuple[str, str], ...]:
    facets = (vocabulary.DEAL, vocabulary.FIELD, vocabulary.MODALITY)
    return tuple(
        (facet, term)
        for facet in facets
        for term in sorted(one.terms(facet) & other.terms(facet))
    )


def _merged(reasons: list[Reason]) -> list[Reason]:
    """One reason for one pair of items: when it serves each side, it serves both."""
    kept: dict[tuple[str, tuple[int, ...], tuple[int, ...]], Reason] = {}
    for reason in reasons:
        key = (reason.kind, reason.mine, reason.theirs)
        if key not in kept:
            kept[key] = reason
        elif kept[key].gain != reason.gain:
            kept[key] = replace(
                kept[key], gain=BOTH, value=max(kept[key].value, reason.value)
            )
    return list(kept.values())
