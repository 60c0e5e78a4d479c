"""Parties that are described, not named: "a global drug maker", "Danish hospitals"."""

from __future__ import annotations

import re

from madang.reader import countries
from madang.reader.mention import COUNTRY, GENERIC, Mention
from madang.reader.name_words import GENERIC_HEADS

GENERIC_NP = re.compile(
    rf"(?:(?P<det>an?|the|several|two|three|many|other|some|one of)\s+)?(?P<words>(?:[\w’'-]+\s+){{0,5}}?)(?P<head>{GENERIC_HEADS})\b"
)


STOP_IN_GENERIC = re.compile(
    r"\b(?:to|for|in|on|at|by|from|that|which|who|will|is|are|was|were|has|have|with|of|as|and|or|its|their|our|his|her)\b"
)


BODIES = re.compile(
    rf"\b(?P<people>{'|'.join(sorted(countries.peoples(), key=len, reverse=True))})\s+(?:[a-z][\w-]*\s+){{0,3}}?(?:authorities|government|ministries|companies|firms|universities|hospitals|institutes|organi[sz]ations|agencies|investors|partners|manufacturers)\b(?!\s+[A-Z])"
)


HEAD_BEHIND = re.compile(
    rf"\s+(?:[a-z][\w-]*\s+){{0,2}}?(?:{GENERIC_HEADS})\b(?!\s+[A-Z])"
)


def described_by_country(flat: str, mention: Mention) -> Mention:
    """ "U.S. organizations" are a described party, not the country."""
    behind = HEAD_BEHIND.match(flat, mention.end) if mention.kind == COUNTRY else None
    if behind is None or (
        mention.text in countries.names()
        and not mention.text.isupper()
        and "." not in mention.text
    ):
        return mention
    return Mention(
        mention.start,
        behind.end(),
        flat[mention.start : behind.end()],
        GENERIC,
        mention.country,
    )


def generic_at(flat: str, at: int) -> Mention | None:
    """A party that is only described, right at this place: "a global pharmaceutical company"."""
    match = GENERIC_NP.match(flat, at)
    if match is None or STOP_IN_GENERIC.search(match["words"]):
        return None
    end = match.end()
    while more := re.compile(rf"\s+(?:{GENERIC_HEADS})\b").match(flat, end):
        end = more.end()
    also = re.compile(rf"\s+and\s+(?:[a-z-]+\s+){{0,2}}(?:{GENERIC_HEADS})\b").match(
        flat, end
    )
    end = also.end() if also else end
    text = flat[at:end]
    if match["det"] in ("the", None) and (
        not text.endswith("s") or len(text.split()) < 2
    ):
        return None
    found = countries.codes_in(text)
    return Mention(at, end, text, GENERIC, found[0][1] if found else None)
