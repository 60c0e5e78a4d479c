"""Where a run of capitals is cut: "of", "for" and "and" belong to a name only where the words before and behind say so."""

from __future__ import annotations

import re

from madang.reader import countries
from madang.reader.mention import organisation_kind
from madang.reader.name_words import HEADS, LEGAL, TITLES
from madang.reader.word_sets import words

LINK = r"(?:of the|of|for the|for|on|and|&|de|del|der|für|und|e|la)"


def pieces(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run cut where "and", "for" or "of" do not belong to a name, and after a title."""
    pieces = []
    at = start
    for link in re.finditer(rf"\s+({LINK})\s+", flat[start:end]):
        left, right = flat[at : start + link.start()], flat[start + link.end() : end]
        if not _belongs(left, link.group(1), right):
            pieces.append((at, start + link.start()))
            at = start + link.end()
    pieces.append((at, end))
    return pieces


def _belongs(left: str, link: str, right: str) -> bool:
    words = left.split()
    if link in ("and", "&", "und"):
        return _belongs_and(left, words, right, link)
    last = words[-1].lower().rstrip("s.,")
    if link == "der" and not re.search(
        r"(?:ministerium|universität|institut|verband|kammer|akademie)$", last
    ):
        return False
    return (
        (
            (last in HEADS or words[-1].lower() in HEADS)
            and not {w.lower() for w in words} & {"chairman", "ceo", "director"}
        )
        or link in ("de", "del", "der", "la", "e")
        or (len(words) > 1 and link == "on" and last in HEADS)
    )


def _belongs_and(left: str, words: list[str], right: str, flat_link: str) -> bool:
    if flat_link == "&" and not any(word.lower() in TITLES for word in words[-1:]):
        return True
    following = re.split(rf"\s+(?:{LINK})\s+", right)[0].split()
    if (
        not following
        or countries.code_of(left)
        or (left.isupper() and len(words) == 1 and len(left) > 1)
    ):
        return "&" in left[-1:]
    has_head = any(word.lower() in HEADS for word in words)
    if has_head:
        opened = re.search(r"\b(?:of|for|on)\b", left)
        if opened and following[-1].lower() in FIELDS and len(following) <= 2:
            return True
        return (
            opened is not None
            and organisation_kind(right) in (None, "hospital")
            and len(following) <= 2
            and not following[0].isupper()
            and following[0].lower() not in HEADS
        )
    return (
        following[-1].lower() in HEADS
        and len(following) > 1
        and len(words) <= 3
        and not following[0].isupper()
        and organisation_kind(left) in (None, "company")
        and not re.search(LEGAL_END, left)
    ) or _joined_trade(words, following)


LEGAL_END = re.compile(
    rf"\b{LEGAL}\.?$|(?:Biologics|Therapeutics|Pharmaceuticals?|Pharma|Biotech|Biosciences?|Technologies|Healthcare|Laboratories)$"
)


FIELDS = words(
    "industry industries science sciences medicine technology welfare research education trade development "
    "innovation safety security biology chemistry engineering affairs services diseases health planning commerce "
    "labour labor economy energy"
)


def _joined_trade(words: list[str], following: list[str]) -> bool:
    """ "Food and Drug Administration": a single plain word, then two words that close with a body."""
    return len(words) == 1 and len(following) == 2 and following[-1].lower() in HEADS
