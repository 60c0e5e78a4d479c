"""Free text in English or Korean → terms of the vocabulary, each with the words that led to it.

A proposal is a question to whoever wrote the text, never an answer: the site stores it as unconfirmed until a person
says yes, and it counts half in the score until then. Which side a term is on is not read from the text: that is the
role of the item.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from madang.engine.match import vocabulary
from madang.engine.match.amounts import find_amounts
from madang.engine.match.folding import Folded, fold
from madang.engine.match.phrases import LEAST, lookup, trust
from madang.engine.match.silence import is_silent, quoted_whole, silent_ranges

LONGEST = 5_000
# A long phrase of one facet may hold a subject: "medical device company" names devices too, "investment agency" no deal.
_SUBJECTS = (vocabulary.FIELD, vocabulary.MODALITY, vocabulary.STAGE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that a text seems to name.

    facet, term  as in the vocabulary; a country is its ISO 3166-1 code or a group
    words        as written, text[start:end]; offsets are Unicode code points
    confidence   0 to 1, a rank set by hand (see phrases.py)
    amount       the number of a capacity, in the term's unit; None for every other term
    """

    facet: str
    term: str
    words: str
    start: int
    end: int
    confidence: float
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    facet: str
    terms: tuple[str, ...]
    phrase: str
    start: int
    end: int


def propose(
    text: str,
    *,
    facets: Iterable[str] = vocabulary.FACETS,
    least: float = LEAST,
) -> tuple[Proposal, ...]:
    """Terms that the text names, in order of appearance, each once with its most trusted mention.

    The longest of overlapping phrases wins. What is negated, said of competitors or quoted as a name is left out, and so
    is a mention with less than `least` confidence. Only the first 5,000 characters are read. Raises KeyError for a
    facet without a vocabulary.
    """
    folded = fold(text[:LONGEST])
    wanted = tuple(facets)
    silent = silent_ranges(folded)
    best: dict[tuple[str, str], Proposal] = {}
    for mention in _longest([m for facet in wanted for m in _mentions(folded, facet)]):
        span = (mention.start, mention.end)
        confidence = trust(folded, mention.phrase, mention.facet, span)
        if confidence < least or not _counts(folded, silent, span):
            continue
        for term in mention.terms:
            made = _proposal(folded, mention.facet, term, span, confidence)
            known = best.get((mention.facet, term))
            if known is None or made.confidence > known.confidence:
                best[mention.facet, term] = made
    if vocabulary.CAPACITY in wanted:
        for made in _amounts(folded, silent):
            best[made.facet, made.term] = made
    return tuple(sorted(best.values(), key=lambda each: (each.start, each.end)))


def _mentions(text: Folded, facet: str) -> Iterator[_Mention]:
    words = lookup(facet)
    for start in range(len(text.text)):
        found = words.at(text.text, start)
        if found is not None:
            (phrase, terms), end = found
            yield _Mention(facet, terms, phrase, start, end)


def _longest(mentions: list[_Mention]) -> list[_Mention]:
    """Mentions that no longer one holds, but for subjects within a phrase of another facet."""
    return [
        one for one in mentions if not any(_swallows(other, one) for other in mentions)
    ]


def _swallows(other: _Mention, one: _Mention) -> bool:
    is_inside = other.start <= one.start and one.end <= other.end
    is_longer = other.end - other.start > one.end - one.start
    if not (is_inside and is_longer):
        return False
    is_subject = one.facet in _SUBJECTS and (
        other.facet not in _SUBJECTS or (one.facet == vocabulary.FIELD != other.facet)
    )
    is_apart = " " in other.phrase or other.phrase.isascii()
    return not (is_subject and is_apart)


def _counts(text: Folded, silent: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return not is_silent(silent, *span) or quoted_whole(text, *span)


def _proposal(
    text: Folded,
    facet: str,
    term: str,
    span: tuple[int, int],
    confidence: float,
    amount: int | None = None,
) -> Proposal:
    start, end = text.source(*span)
    words = text.original[start:end]
    return Proposal(facet, term, words, start, end, confidence, amount)


def _amounts(text: Folded, silent: list[tuple[int, int]]) -> Iterator[Proposal]:
    for each in find_amounts(text):
        span = (each.start, each.end)
        if not is_silent(silent, *span):
            facet = vocabulary.CAPACITY
            yield _proposal(text, facet, each.capacity, span, 0.8, each.number)
