"""From candidates to facts: dates, countries, subjects; speech and headlines capped; restatements left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from madang.reader.candidate import Candidate
from madang.reader.candidates import candidates
from madang.reader.countries import code_of, codes_in
from madang.reader.dates import FoundDate
from madang.reader.mention import COUNTRY, ORGANISATION, Mention, clean
from madang.reader.organisations import Names
from madang.reader.reading import RANK, Fact
from madang.reader.sentences import Sentence
from madang.reader.stages import capped
from madang.reader.subjects import Carried, subject_mentions
from madang.reader.zones import FURNITURE, HEADLINE

FAMILY = {
    "mou": "paper", "loi": "paper", "contract": "paper", "licence": "paper", "consortium": "paper", "collaboration": "paper", "talks": "paper",
    "office": "place", "facility": "place", "centre": "place", "visit": "occasion", "event": "occasion", "trial": "trial", "fund": "fund",
}  # fmt: skip
SPEECH_MOST, HEADLINE_MOST = "talks", "talks"
"""The most that somebody's speech or a headline can show by itself: that there are talks."""
DISPUTE = re.compile(
    r"\b(?:sued|lawsuit|litigation|breach(?:es|ed)?\s+of|court\s+case|arbitration|counterclaims?)\b",
    re.IGNORECASE,
)
DISPUTABLE = frozenset({"contract", "licence", "mou", "loi"})
ENOUGH = 0.5
"""With less support, about half of the facts stood the test; with more, nearly all."""
ANNOUNCED = re.compile(
    r"\b(?:announc\w+|disclos\w+|unveil\w+|report(?:s|ed)\s+that|confirm(?:s|ed)|revealed|bekannt\s*gegeben|발표)\b|발표했|밝혔",
    re.IGNORECASE,
)
TODAY = re.compile(r"\b(?:today|heute|hoy|i\s+dag|šodien)\b|오늘|이날", re.IGNORECASE)
DATELINE = re.compile(
    r"^.{0,40}?\b(?P<date>(?:[A-Z][a-z]+\.?\s+\d{1,2},?\s+\d{4})|(?:\d{1,2}\.?\s+[A-ZÄa-zä]+\s+\d{4})|(?:\d{4}-\d\d-\d\d))(?:\s*[-–—/]|\s*\([^)]*\)|\s*$|\s+/)",
    re.DOTALL,
)
SUBJECT = re.compile(
    r"\b(?:to|for|on|in the field of|in the area of|covering|regarding|concerning|about|aimed at)\s+(?P<what>[^,;.]{8,140})"
)
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|\w{3,}ed|said|says)\b")


@dataclass(frozen=True)
class Part:
    """A sentence with what was found in it."""

    sentence: Sentence
    mentions: list[Mention]
    dates: list[FoundDate]


def find_facts(
    parts: list[Part], names: Names, *, published: str | None, publisher: str
) -> list[Fact]:
    """The facts of an article in order. Those of headlines stay only where the article itself says nothing alike."""
    carried = Carried(
        publisher=publisher, full=names.full, known=frozenset(names.first)
    )
    found: list[Fact] = []
    for part in parts:
        if part.sentence.kind == FURNITURE:
            continue
        for candidate in candidates(part.sentence, part.mentions, carried):
            if (
                part.sentence.is_quoted(candidate.start)
                and _named_here(part, candidate, carried) < 2
            ):
                continue
            found.append(fact_of(part, candidate, names, published))
            if len(candidate.parties) > 1 and not part.sentence.is_quoted(
                candidate.start
            ):
                carried.pair = candidate.parties
        _carry(part, carried)
        _pair(part, carried)
    found = _disputed(found, parts, names)
    return sorted(
        without_restatements(found), key=lambda fact: (fact.start, fact.trigger_start)
    )


def _named_here(part: Part, candidate: Candidate, carried: Carried) -> int:
    """How many of the parties the sentence itself names: what somebody says of "our partners" shows nothing."""
    return len({carried.named(m) for m in part.mentions} & set(candidate.parties))


def _pair(part: Part, carried: Carried) -> None:
    """Two organisations alone in a sentence are whom "the two companies" may mean next."""
    if part.sentence.kind == HEADLINE or part.sentence.quoted:
        return
    named = dict.fromkeys(
        carried.named(m) for m in part.mentions if m.kind == ORGANISATION
    )
    if len(named) == 2:
        carried.pair = tuple(named)


def _disputed(found: list[Fact], parts: list[Part], names: Names) -> list[Fact]:
    """Papers between parties of whom the article says that they went to court over a breach are over."""
    carried = Carried(full=names.full)
    fights = [
        {carried.named(m).lower() for m in part.mentions if m.kind == ORGANISATION}
        for part in parts
        if DISPUTE.search(part.sentence.flat)
    ]
    return [
        replace(fact, stage="ended")
        if fact.type in DISPUTABLE and any(_keys(fact) <= fight for fight in fights)
        else fact
        for fact in found
    ]


def _carry(part: Part, carried: Carried) -> None:
    """Remember who the sentence is about: its first subject, unless somebody else speaks."""
    flat = part.sentence.flat
    if part.sentence.lead:
        return
    verb = FINITE.search(flat)
    acting = subject_mentions(flat, part.mentions, verb.start() if verb else len(flat))
    acting = [
        m
        for m in acting
        if m.kind in (ORGANISATION, COUNTRY) and not part.sentence.is_quoted(m.start)
    ]
    if part.sentence.kind == HEADLINE:
        acting = [m for m in part.mentions if m.kind == ORGANISATION][:1]
    if acting and not (part.sentence.kind == HEADLINE and carried.subject):
        carried.subject = tuple(carried.named(m) for m in acting)
        if len(carried.subject) > 1:
            carried.pair = carried.subject


def fact_of(
    part: Part, candidate: Candidate, names: Names, published: str | None
) -> Fact:
    """A candidate as a fact: with its date, countries and subject, and capped where others speak."""
    sentence = part.sentence
    zone, stage, sure = "body", candidate.stage, candidate.confidence
    if sentence.kind == HEADLINE:
        zone, stage, sure = "headline", capped(stage, HEADLINE_MOST), sure * 0.6
    elif sentence.is_quoted(candidate.start):
        zone, stage, sure = "quotation", capped(stage, SPEECH_MOST), sure * 0.5
    return Fact(
        type=candidate.type,
        stage=stage,
        parties=candidate.parties,
        countries=_countries(part, candidate, names),
        date=_date(part, candidate, published),
        subject=_subject(sentence.flat, candidate),
        start=sentence.start,
        end=sentence.end,
        trigger=sentence.words[candidate.start : candidate.end],
        trigger_start=sentence.start + candidate.start,
        confidence=_likely(sure),
        rule=candidate.rule,
        zone=zone,
    )


def _likely(support: float) -> float:
    """How likely a fact with so much support is one of the article's, from annotated notices, rounded towards doubt."""
    return round(0.75 + 0.2 * support if support >= ENOUGH else 1.2 * support, 2)


def _countries(part: Part, candidate: Candidate, names: Names) -> tuple[str, ...]:
    """Countries of the parties; for offices, plants and visits also the country that the sentence names."""
    found = [
        code_of(name) or names.country.get(name) or _inside(name)
        for name in candidate.parties
    ]
    if candidate.type in ("office", "facility", "centre", "visit", "trial"):
        found += [
            code for at, code in codes_in(part.sentence.flat) if at > candidate.start
        ][:1]
    return tuple(dict.fromkeys(code for code in found if code))


def _inside(name: str) -> str | None:
    found = codes_in(name)
    return found[0][1] if found else None


def _subject(flat: str, candidate: Candidate) -> str:
    match = SUBJECT.search(flat, candidate.end)
    return clean(match["what"]) if match else ""


def _date(part: Part, candidate: Candidate, published: str | None) -> str | None:
    """The date nearest to the trigger in its sentence; an announcement without one is not later than its publication."""
    flat = part.sentence.flat
    dateline = None if part.sentence.lead else DATELINE.match(part.sentence.words)
    usable = [
        d
        for d in part.dates
        if not (
            dateline and d.start < dateline.end("date") and part.sentence.start < 2000
        )
    ]
    usable = [
        d for d in usable if not _is_other(flat, d) and not _is_term(d, candidate)
    ]
    if usable:
        return min(usable, key=lambda d: _distance(flat, d, candidate)).edtf
    if (
        not published
        or candidate.stage not in ("signed", "completed")
        or candidate.type in ("fund", "trial", "event", "visit")
    ):
        return None
    if TODAY.search(flat):
        return published
    return f"../{published}" if ANNOUNCED.search(flat[: candidate.end + 20]) else None


def _is_term(date: FoundDate, candidate: Candidate) -> bool:
    """Until when something signed runs is not when it was signed."""
    return date.rule == "open" and RANK[candidate.stage] >= RANK["signed"]


def _is_other(flat: str, date: FoundDate) -> bool:
    """A date that tells of something else: since when, or of an earlier time that is only compared."""
    before = flat[max(0, date.start - 24) : date.start].lower()
    return (
        date.edtf.endswith("/..")
        or re.search(
            r"\b(?:founded in|established in|compared (?:with|to)|than in|since(?: \w+)?)\s*$",
            before,
        )
        is not None
    )


def _distance(flat: str, date: FoundDate, candidate: Candidate) -> int:
    gap = (
        flat[candidate.end : date.start]
        if date.start >= candidate.end
        else flat[date.end : candidate.start]
    )
    vague = 60 if len(date.edtf) == 4 else 0
    return vague + len(gap) + 120 * len(re.findall(r";|,\s+and\s|\bwhile\b", gap))


def without_restatements(found: list[Fact]) -> list[Fact]:
    """One fact for what is said again about the same parties; headlines and speech give way to the article's own words."""
    kept: list[Fact] = []
    for fact in sorted(
        found, key=lambda f: (f.zone != "body", f.start, f.trigger_start)
    ):
        if fact.zone != "body" and any(_is_kin(fact, other) for other in kept):
            continue
        if any(_repeats(fact, other) for other in kept):
            continue
        kept.append(fact)
    return kept


def _is_kin(fact: Fact, other: Fact) -> bool:
    """Whether another fact may be what a headline or a speaker means."""
    shares = bool(_keys(fact) & _keys(other))
    return FAMILY[fact.type] == FAMILY[other.type] and (shares or other.zone == "body")


def _repeats(fact: Fact, other: Fact) -> bool:
    if fact.type != other.type or _keys(fact) != _keys(other):
        return False
    if fact.date != other.date and (
        FAMILY[fact.type] == "occasion" or (fact.date and other.date)
    ):
        return False
    return (
        RANK[fact.stage] <= RANK[other.stage]
        or fact.type in ("talks", "mou", "loi")
        or other.zone == "body"
    )


def _keys(fact: Fact) -> set[str]:
    return {name.lower() for name in fact.parties}
