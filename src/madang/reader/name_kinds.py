"""What a run of capitals is: an organisation, a country, a person, a place, an event, a thing, or nothing."""

from __future__ import annotations

import re

from madang.reader import countries
from madang.reader.mention import (
    COUNTRY,
    EVENT,
    ORGANISATION,
    PERSON,
    PLACE,
    THING,
    Mention,
    nationality,
    organisation_kind,
)
from madang.reader.name_words import (
    CITIES,
    COMMON,
    EVENTS,
    HEADS,
    NO_NAMES,
    PLACES_BEFORE,
    STARTERS,
    THINGS,
    TITLES,
)
from madang.reader.word_sets import words

NUMBERED = re.compile(
    r"[A-Z]{1,5}-?\d+[\w-]*$|(?:January|February|March|April|May|June|July|August|September|October|November|December|Phase|Series|Form|Class|Type|Stage|Part|Section|FY|Q[1-4]|USD|EUR|KRW|GBP|SGD|NOK|SEK|US)\b(?:\s+[\dIV]+\w?)?$|(?:USD|EUR|KRW|GBP|SGD)\s"
)


PERSON_AFTER = re.compile(
    r"\s*,?\s+(?:said|says|stated|noted|added|explained|commented)\b|\s*,\s+(?:[\w-]+\s+){0,3}(?:CEO|[Pp]resident|[Cc]hair\w*|[Dd]irector|[Pp]rofessor|[Mm]inister|[Hh]ead|[Ff]ounder|[Cc]hief|[Mm]anaging|[Vv]ice|M\.?D\b|Ph\.?D)"
)


PERSON_BEFORE = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Sir|Hon)\.?|\b(?:CEO|[Pp]resident|[Cc]hairm[ae]n|[Cc]hair|[Dd]irector|[Mm]inister|[Pp]rofessor|[Ss]ecretary|[Aa]mbassador|[Ff]ounder|member|[Oo]fficer)|(?:said|added|noted|says))\s+$"
)


PAPERS = re.compile(
    r"\b(?:Agreement|Memorandum|Memoranda|Understanding|Intent|Contract|Licen[cs]e|Deal|Partnership|Collaboration|Designation|Award|Program(?:me)?|Project|Trial|Study|Act)s?$"
)


def mention_of(
    flat: str, start: int, end: int, known: frozenset[str]
) -> Mention | None:
    """What a run of capitals is; None where the capitals are only those of a sentence, a job or a heading."""
    start, end = _trim(flat, start, end, known)
    text = flat[start:end]
    if (
        end - start < 2
        or text.upper().strip(".") in NO_NAMES
        or not re.search(r"[^\W\d_]", text)
    ):
        return None
    code = countries.names().get(text)
    if code:
        return Mention(start, end, text, COUNTRY, code)
    if MINISTER_OF.search(flat[max(0, start - 30) : start]):
        return None
    if text in countries.peoples() or _is_common(flat, start, text, known):
        return None
    if NUMBERED.match(text):
        return None
    if THINGS.search(text) and (organisation_kind(text) is None or PAPERS.search(text)):
        return Mention(start, end, text, THING)
    return Mention(start, end, text, _kind(flat, start, end, text), nationality(text))


MINISTER_OF = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner|[Pp]resident|[Pp]rofessor|VP)\s+(?:of|for)\s+(?:the\s+)?$"
)


def _is_common(flat: str, start: int, text: str, known: frozenset[str]) -> bool:
    """Whether capitals are only those of a title, a job, a heading or the first word of a sentence."""
    words = text.split()
    if all(word.lower().strip("&,") in TITLES | JOBS | {""} for word in words) or (
        len(words) > 3 and HEADING.search(text)
    ):
        return True
    if text.isupper() and len(text) > 1:
        return False
    if (
        text.lower() in COMMON
        or text.lower() in HEADS
        or text.lower() in ("cluster", "park", "partners", "companies")
    ):
        return True
    is_first = not flat[:start].strip(' "“\u2018„#*-•·–') and len(words) == 1
    is_plain = text[1:].islower() and organisation_kind(text) is None
    return (
        is_first
        and is_plain
        and text not in known
        and not APPOSED.match(flat, start + len(text))
    )


APPOSED = re.compile(
    r"\s*,\s+(?:in|an?|the|which|based|part)\b|\s+(?:has\s+|have\s+)?(?:also\s+)?(?:signed|inked|announced|entered|received|launched|acquired|licensed|provided|awarded|hosted|partnered|teamed|disclosed)\b|(?:’s|'s)\s"
)


HEADING = re.compile(
    r"(?<=\s)(?:At|The|To|With|By|As|Is|Are|From|In|For|Your|Our|Its|Into|Over|Signs|Announces|Launches|Awards)\s"
)


JOBS = words(
    "business development affairs operations marketing strategy corporate commercial regulatory communications "
    "finance medical science research global & and"
)


def _trim(flat: str, start: int, end: int, known: frozenset[str]) -> tuple[int, int]:
    """Without common words in front, a nationality before a plain name, a title, and punctuation behind."""
    while start < end:
        first = re.match(r"\S+\s*", flat[start:end])
        if first is None:
            break
        word, rest = first.group().strip(), flat[start + first.end() : end]
        bare = word.lower().rstrip(".,")
        is_start = start == len(flat) - len(flat.lstrip(' "“\u2018„#*-•·–'))
        opens = (bare in STARTERS and rest[:1].isupper()) or (
            word.isupper() and len(word) > 1
        )
        drops = (bare in TITLES and (rest or bare)) or (
            bare in COMMON
            and not opens
            and (is_start or not rest or bare in ("the", "a", "this", "our"))
            and f"{word} {rest}".strip() not in known
        )
        drops = drops or (
            word in countries.peoples()
            and rest
            and organisation_kind(rest) in (None, "company")
            and not re.match(r"(?:Medical|National|Cancer|Academy)", rest)
        )
        if not drops and word not in (
            "der",
            "die",
            "das",
            "den",
            "dem",
            "of",
            "the",
            "and",
            "de",
        ):
            break
        start += first.end()
    while end > start and flat[end - 1] in " ,;:-–":
        end -= 1
    return start, end


def _kind(flat: str, start: int, end: int, text: str) -> str:
    before, after = flat[max(0, start - 24) : start], flat[end : end + 60]
    if EVENTS.search(text) or (
        text.isupper() and re.search(r"\b[Aa]uf der $|\b[Zz]ur $", before)
    ):
        return EVENT
    shown = organisation_kind(text)
    words = text.split()
    if (
        shown is None
        and 2 <= len(words) <= 4
        and re.search(
            r"\b(?:head|director|president|chair\w*|minister|ceo|rector|dean|leader)\s+of\s+[^,]{3,60},\s+$",
            flat[max(0, start - 90) : start],
            re.IGNORECASE,
        )
    ):
        return PERSON
    if (
        shown is None
        and 2 <= len(words) <= 4
        and all(
            w[:1].isupper() and ((len(w) == 2 and w[1] == ".") or not w.isupper())
            for w in words
        )
        and (PERSON_AFTER.match(after) or PERSON_BEFORE.search(before))
    ):
        return PERSON
    if (
        PERSON_BEFORE.search(before)
        and shown is None
        and not text.isupper()
        and re.search(r"(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+$", before)
    ):
        return PERSON
    if words[0] in CITIES and (len(words) == 1 or words[-1] in CITIES):
        return PLACE
    if (
        shown is None
        and len(words) <= 2
        and PLACES_BEFORE.search(before)
        and text.istitle()
        and not re.match(r"\s*(?:’s|'s)", after)
    ):
        return PLACE
    return ORGANISATION
