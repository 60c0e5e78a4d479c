"""Parts of a text in which a mention is no wish: what is excluded, and what is said of competitors.

Simple on purpose: an English negation silences what follows it to the end of its clause, a Korean one what stands
before it in its clause; names in quotation marks and comparisons with competitors are passed over.
"""

import re

from madang.engine.match.folding import Folded
from madang.engine.match.vocabulary import plain

Ranges = list[tuple[int, int]]

_NEGATION = re.compile(
    r"\b(?:not (?!only\b)(?:interested in|looking for|seeking|open to|available for|for|in|yet)?|no longer|no interest in|no need for|no(?=\s)"
    r"|neither|nor|never|except(?: for)?|excluding|exclude[sd]?|other than|rather than|instead of|without|don't|do not|cannot|can't)\b"
)
_CLAUSE_END = re.compile(
    r"[.;:!?\n]|\b(?:but|however|although|yet|we|our|looking for|seeking|interested only|only|please|instead,)\b|, (?:and )?(?:we|but|only|want|seek|need)\b"
)
_KOREAN_NEGATION = re.compile(
    r"제외|아님|아닙니다|아닌|아니며|아니고|않|없|불가|불필요|사절|관심\s?없|원하지|미포함|해당\s?없"
)
# A Korean clause begins after punctuation or after a verb that joins clauses.
_KOREAN_CLAUSE = re.compile(
    r"[.;:!?\n]|(?:이며|하며|이고|하고|지만|으나|는데|하나|합니다|입니다|이나)[ ,]"
)
_STATED = re.compile(
    r"(?:희망|원함|필요|가능|관심|모색|찾음|있음|보유|중|함|임|됨|합니다|입니다)\s*$"
)
_COMPETITOR = re.compile(
    r"\b(?:unlike|versus|vs\.?|compared (?:to|with)|competitors?(?:'s?)?|competing with|rivals?)\b"
)
_KOREAN_COMPETITOR = re.compile(r"경쟁사|경쟁업체|(?:와|과)\s?달리")
_QUOTED = re.compile(
    r"[\"“„«「『]([^\"”“»」』\n]{1,80})[\"”»」』]|\u2018([^’\n]{2,80})’"
)


def silent_ranges(text: Folded) -> Ranges:
    """Places of the folded text in which no mention counts, as (start, end)."""
    return [
        *_english(text.text),
        *_korean(text.text),
        *_competitors(text.text),
        *_quotations(text),
    ]


def is_silent(ranges: Ranges, start: int, end: int) -> bool:
    """Return whether a place lies in one of the ranges, in part or whole."""
    return any(start < last and first < end for first, last in ranges)


def quoted_whole(text: Folded, start: int, end: int) -> bool:
    """Return whether a mention is all that a pair of quotation marks holds: then a term is named, not a company."""
    first, last = text.source(start, end)
    return any(
        plain(match.group(1) or match.group(2)) == plain(text.original[first:last])
        for match in _QUOTED.finditer(text.original)
        if match.start() <= first and last <= match.end()
    )


def _english(text: str) -> Ranges:
    found = []
    for match in _NEGATION.finditer(text):
        end = _CLAUSE_END.search(text, match.end())
        found.append((match.start(), end.start() if end else len(text)))
    return found


def _korean(text: str) -> Ranges:
    return [
        (_clause_start(text, match.start()), match.start())
        for match in _KOREAN_NEGATION.finditer(text)
    ]


def _clause_start(text: str, end: int) -> int:
    start = max(
        (match.end() for match in _KOREAN_CLAUSE.finditer(text, 0, end)), default=0
    )
    # A comma parts a statement from the next one, but not the members of a list.
    for match in re.finditer(",", text[start:end]):
        if _STATED.search(text[start : start + match.start()]):
            start += match.end()
            break
    return start


def _competitors(text: str) -> Ranges:
    found = []
    for match in _COMPETITOR.finditer(text):
        end = re.search(r"[.;,\n]", text[match.end() :])
        found.append((match.start(), match.end() + end.start() if end else len(text)))
    for match in _KOREAN_COMPETITOR.finditer(text):
        before = max(text.rfind(mark, 0, match.start()) for mark in ".;,\n")
        after = re.search(r"[.;,\n]|보다|대비|달리|와 ", text[match.start() :])
        end_at = match.start() + after.end() if after else match.end()
        found.append((before + 1 if "달리" in match.group() else match.start(), end_at))
    return found


def _quotations(text: Folded) -> Ranges:
    """Quotations in folded places."""
    found = []
    for match in _QUOTED.finditer(text.original):
        inside = [
            n
            for n, place in enumerate(text.starts)
            if match.start() < place < match.end()
        ]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found
