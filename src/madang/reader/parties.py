"""Who takes part: the subject before a trigger, the names after "with", "between" and the like, and whom pronouns mean."""

from __future__ import annotations

import re
from itertools import pairwise

from madang.reader.mention import COUNTRY, Mention
from madang.reader.name_descriptions import generic_at
from madang.reader.subjects import AND, FINITE, PARTY, joint

GAP = re.compile(
    r"^\s*(?:(?:the|a|an|its|their|our|both|also|each|either)\s+)?(?:[\w’'&-]+\s+){0,7}$"
)


FIRST = re.compile(r"\s*(?:,\s*)?(?:and\s+)?(?:with\s+)?")
JOINED = re.compile(r"\s*,?\s*and\s+(?:with\s+)?")
INCLUDING = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,5}?[\w’'-]+,?\s+(?:including|such\s+as|among\s+them|namely|like)\b"
)


SUPPORTED = re.compile(
    r"\s*,?\s+(?:and\s+)?with\s+(?:the\s+)?(?:[\w-]+\s+)?(?:support|help|participation|backing|assistance|funding)\s+(?:of|from|by)\b"
)


BREAKS = re.compile(
    r"\b(?:to|for|in|on|at|by|from|that|which|who|will|is|are|was|were|has|have|as|whose|where|while|under|through|during|into)\b"
)


def listed(flat: str, mentions: list[Mention], at: int) -> list[Mention]:
    """The names that start right at a place (after articles and descriptions), with those joined by commas and "and"."""
    found: list[Mention] = []
    while True:
        following = _next(flat, mentions, at, is_first=not found)
        if following is None:
            return _closed_list(flat, found)
        found.append(following)
        at = following.end


def _closed_list(flat: str, found: list[Mention]) -> list[Mention]:
    """A list runs to its "and"; names that only a comma joins behind it say more about the last one."""
    last = 0
    for number, (one, other) in enumerate(pairwise(found), start=1):
        if re.search(
            r"\b(?:and|und)\b|&|\bas well as\b|\bsowie\b", flat[one.end : other.start]
        ):
            last = number
    return found[: last + 1]


def _next(
    flat: str, mentions: list[Mention], at: int, *, is_first: bool
) -> Mention | None:
    described = (
        generic_at(flat, at + len(flat[at:]) - len(flat[at:].lstrip()))
        if is_first
        else None
    )
    for mention in mentions:
        if mention.start < at:
            continue
        if described and mention.start > described.end + 2:
            return described
        gap = flat[at : mention.start]
        if re.match(r"(?:’s|'s)\s", flat[mention.end :]) and mention.kind == COUNTRY:
            continue
        if mention.kind in PARTY and _is_open(gap, is_first=is_first):
            return mention
        break
    join = (FIRST if is_first else JOINED).match(flat, at)
    return generic_at(flat, join.end()) if join else None


def _is_open(gap: str, *, is_first: bool) -> bool:
    if is_first:
        return GAP.match(gap) is not None and not BREAKS.search(gap)
    joined = joint(gap)
    return AND.match(joined) is not None and not BREAKS.search(joined)


def clause_end(flat: str, at: int) -> int:
    """Where the clause ends that goes on at a place: before "; " or before ", and" with a verb of its own."""
    for match in re.finditer(r";\s|,\s+(?:and|while|but|whereas)\s+", flat[at:]):
        rest = flat[at + match.end() : at + match.end() + 130]
        if match.group().startswith(";") or FINITE.search(re.split(r",\s", rest)[0]):
            return at + match.start()
    return len(flat)


def objects(
    flat: str,
    mentions: list[Mention],
    start: int,
    end: int,
    prepositions: tuple[str, ...],
) -> list[Mention]:
    """The names after the first of these prepositions that has some, between two places of a sentence."""
    mentions = [mention for mention in mentions if mention.start < end]
    for preposition in prepositions:
        for match in re.finditer(rf"\b{preposition}\b", flat[start:end]):
            at = start + match.end()
            many = INCLUDING.match(flat, at)
            found = listed(flat, mentions, many.end() if many else at) or listed(
                flat, mentions, at
            )
            if found:
                return found + _supported(flat, mentions, found[-1].end)
    return []


def _supported(flat: str, mentions: list[Mention], at: int) -> list[Mention]:
    """Who also takes part: ", with help from Z"."""
    match = SUPPORTED.match(flat, at)
    return listed(flat, mentions, match.end()) if match else []


def between(flat: str, mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The parties of "between A and B" in a stretch; empty with fewer than two."""
    mentions = [mention for mention in mentions if mention.start < end]
    for match in re.finditer(
        r"\b(?:between|among|amongst|zwischen)\b", flat[start:end]
    ):
        found = listed(flat, mentions, start + match.end())
        if len(found) > 1:
            return found
    return []
