"""A tie that a sentence may claim, and how candidates of one sentence stand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madang.reader.mention import Mention

COMPLEMENT = re.compile(
    r"^\s*(?:with\s+[^,;]{2,70}?\s+)?(?:on|for|about|regarding|to|of|covering|concerning|aimed|in)\b[^;]{0,110}$"
)


SPLIT = re.compile(
    r"\b(?:and\s+(?:an?|has|have|will|also|signed|the)|has|have|was|were|is|are|will)\b|;|,\s+and\b"
)


@dataclass(frozen=True)
class Candidate:
    """A tie that a sentence may claim; `start` and `end` of the trigger count from the sentence's start."""

    type: str
    start: int
    end: int
    stage: str
    parties: tuple[str, ...]
    explicit: int
    confidence: float
    rule: str


def one_visit(found: list[Candidate]) -> list[Candidate]:
    """A sentence tells of one visit: of several words for it, the one with most parties."""
    visits = [each for each in found if each.type == "visit"]
    best = max(visits, key=lambda each: (len(each.parties), each.start), default=None)
    return [each for each in found if each.type != "visit" or each is best]


def unique_mentions(found: list[Mention]) -> list[Mention]:
    """Each mention once, by its place."""
    return list({mention.start: mention for mention in found}.values())


def unique(names: list[str]) -> tuple[str, ...]:
    """Each name once, whatever its capitals, in order."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(name.lower(), name)
    return tuple(found.values())


def outermost(flat: str, found: list[Candidate]) -> list[Candidate]:
    """Without nouns that only say what another is about: "talks on a partnership", "memorandum on cooperation"."""
    kept: list[Candidate] = []
    for each in sorted(found, key=lambda c: (c.end, c.start)):
        if any(_overlaps(each, other) and each.end == other.end for other in kept):
            continue
        if any(_is_about(flat, other, each) for other in kept):
            continue
        vague = [
            c
            for c in kept
            if c.type == "collaboration"
            and each.type != c.type
            and set(c.parties) == set(each.parties)
        ]
        kept = [c for c in kept if c not in vague]
        kept.append(each)
    return kept


def _overlaps(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _is_about(flat: str, outer: Candidate, inner: Candidate) -> bool:
    gap = flat[outer.end : inner.end]
    if inner.end <= outer.end or SPLIT.search(gap):
        return False
    if set(outer.parties) == set(inner.parties):
        return outer.type != "collaboration"
    return bool(COMPLEMENT.match(gap))


def is_covered(flat: str, candidate: Candidate, found: list[Candidate]) -> bool:
    """Whether a verb repeats what a noun of the same clause says already."""
    if any(
        _overlaps(candidate, other) and other.type in ("centre", "office", "talks")
        for other in found
    ):
        return True
    soft = candidate.type in (
        "collaboration",
        "talks",
        "contract",
        "licence",
        "consortium",
        "centre",
    )
    for other in found:
        if _overlaps(candidate, other) and (candidate.type == other.type or soft):
            return True
        gap = flat[other.end : candidate.start]
        if (
            soft
            and other.end <= candidate.start
            and not SPLIT.search(gap)
            and COMPLEMENT.match(gap + " ")
        ):
            return True
        if candidate.type == other.type and set(candidate.parties) == set(
            other.parties
        ):
            return True
    return False
