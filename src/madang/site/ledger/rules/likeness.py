"""Propose organisations that may be one: what speaks for it, what against it. Nothing is ever merged because of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from madang.site.ledger.rules import spelling
from madang.site.ledger.rules.romanising import has_hangul
from madang.site.ledger.rules.words_of_names import APART, PLACES

# A word that so many organisations share tells nothing.
MOST_IN_A_BLOCK = 60
PROPOSED, LIKELY, CERTAIN = 0.5, 0.75, 0.95
# A register gives one organisation one of these.
ONE_EACH = frozenset({"ror", "lei", "wikidata"})
WEIGHTS = {
    "identifier": 0.97,
    "name": 0.9,
    "letters": 0.85,
    "acronym": 0.72,
    "spelling": 0.7,
    "sound": 0.72,
    "contains": 0.55,
    "domain": 0.6,
    "country": 0.15,
}
# With one of these two are hardly one, whatever speaks for it.
AGAINST = {
    "part": 0.6,
    "place": 0.6,
    "number": 0.5,
    "identifiers": 0.4,
    "country": 0.7,
    "related": 0.4,
}
Pair = tuple[int, int]


@dataclass(frozen=True)
class Entry:
    """What is compared of an organisation. `identifiers` are (register, number); `domain` is its own web host."""

    pk: int
    names: tuple[str, ...]
    country: str = ""
    domain: str = ""
    identifiers: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Proposal:
    """Two organisations that may be one, the first entered first; codes of `WEIGHTS` for it, of `AGAINST` against it."""

    first: int
    second: int
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        """Whether nothing speaks against it and nearly everything for it. A person still decides."""
        return self.score >= CERTAIN and not self.doubts


def proposals(
    entries: Sequence[Entry], *, related: Iterable[Pair] = ()
) -> list[Proposal]:
    """Return the pairs that may be one, the likeliest first. `related` are pairs that the ledger tells apart (parent, member, partner)."""
    known = {each.pk: each for each in entries}
    apart = {(min(pair), max(pair)) for pair in related}
    found = []
    for first, second in sorted(_pairs(entries)):
        proposal = compared(
            known[first], known[second], is_related=(first, second) in apart
        )
        if proposal.score >= PROPOSED:
            found.append(proposal)
    return sorted(found, key=lambda each: (-each.score, each.first, each.second))


def _pairs(entries: Iterable[Entry]) -> set[Pair]:
    """Return the pairs that share anything at all that is rare enough to tell something."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for key in _keys(entry):
            blocks[key].add(entry.pk)
    return {
        pair
        for block in blocks.values()
        if 1 < len(block) <= MOST_IN_A_BLOCK
        for pair in combinations(sorted(block), 2)
    }


def _keys(entry: Entry) -> Iterator[str]:
    for register, number in entry.identifiers:
        yield f"id {register} {number}"
    if entry.domain:
        yield f"at {entry.domain}"
    for name in entry.names:
        every = spelling.words(name)
        compact = "".join(every)
        yield f"= {spelling.normal(name)}"
        yield f"< {compact[:5]}"
        yield f"> {compact[-5:]}"
        yield f"~ {spelling.skeleton(name)[:4]} {entry.country}"
        for word in every:
            yield f"w {word}"
        for letters in spelling.acronyms(name):
            yield f"a {letters}"
        if spelling.is_acronym(name):
            yield f"a {spelling.plain(name).replace(' ', '')}"


def compared(one: Entry, other: Entry, *, is_related: bool = False) -> Proposal:
    """Return what speaks for and against two organisations being one, and the score between 0 and 1 that follows."""
    reasons = set()
    if one.identifiers & other.identifiers:
        reasons.add("identifier")
    if one.domain and one.domain == other.domain:
        reasons.add("domain")
    if one.country and one.country == other.country:
        reasons.add("country")
    alike, words = _alike(one, other)
    if alike:
        reasons.add(alike)
    doubts = set(_against(one, other)) | ({"related"} if is_related else set())
    doubts |= set(_apart(*words)) if words else set()
    score = 1.0
    for each in reasons:
        score *= 1 - WEIGHTS[each]
    score = 1 - score
    for each in doubts:
        score *= AGAINST[each]
    first, second = sorted((one.pk, other.pk))
    return Proposal(
        first, second, round(score, 4), tuple(sorted(reasons)), tuple(sorted(doubts))
    )


Words = tuple[tuple[str, ...], tuple[str, ...]]


def _alike(one: Entry, other: Entry) -> tuple[str, Words | None]:
    """Return the strongest likeness of any name of one with any of the other, with the words of both."""
    best: tuple[float, str, Words | None] = (0.0, "", None)
    for left in one.names:
        for right in other.names:
            kind = _likeness(left, right)
            if kind and WEIGHTS[kind] > best[0]:
                words = spelling.words(left), spelling.words(right)
                # Letters of an acronym and words of a name cannot be held against each other.
                best = (WEIGHTS[kind], kind, None if kind == "acronym" else words)
    return best[1], best[2]


def _likeness(left: str, right: str) -> str:
    one, other = spelling.words(left), spelling.words(right)
    if sorted(one) == sorted(other):
        return "name"
    together, apart = "".join(one), "".join(other)
    if together == apart:
        return "letters"
    if _abbreviates(left, right) or _abbreviates(right, left):
        return "acronym"
    if has_hangul(left) != has_hangul(right) and _sounds(left, right):
        return "sound"
    if max(fuzz.token_sort_ratio(" ".join(one), " ".join(other)), fuzz.ratio(together, apart)) >= 86:  # fmt: skip
        return "spelling"
    if set(one) < set(other) or set(other) < set(one):
        return "contains"
    return ""


def _abbreviates(short: str, long: str) -> bool:
    letters = spelling.plain(short).replace(" ", "")
    return spelling.is_acronym(short) and letters in spelling.acronyms(long)


def _sounds(left: str, right: str) -> bool:
    one, other = spelling.skeleton(left), spelling.skeleton(right)
    return min(len(one), len(other)) >= 3 and fuzz.ratio(one, other) >= 80


def _against(one: Entry, other: Entry) -> Iterator[str]:
    if one.country and other.country and one.country != other.country:
        yield "country"
    for register in ONE_EACH:
        mine = {number for each, number in one.identifiers if each == register}
        theirs = {number for each, number in other.identifiers if each == register}
        if mine and theirs and not mine & theirs:
            yield "identifiers"


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[str]:
    """Yield why words that only one of two names has tell them apart."""
    lone = set(_unlike(one, other)) | set(_unlike(other, one))
    if any(any(letter.isdigit() for letter in each) for each in lone):
        yield "number"
    if lone & PLACES:
        yield "place"
    # What one name has in addition, and the other nothing in its stead, is a part of it.
    is_longer = set(one) < set(other) or set(other) < set(one)
    if lone & APART or is_longer:
        yield "part"


def _unlike(one: Iterable[str], other: Sequence[str]) -> Iterator[str]:
    """Yield the words of one name that the other does not have, not even misspelt."""
    for word in one:
        is_there = word in other
        if not is_there and len(word) > 4 and not any(map(str.isdigit, word)):
            is_there = any(fuzz.ratio(word, each) >= 88 for each in other)
        if not is_there:
            yield word
