"""Korean, German and, marked as passed through, other languages: nouns and verbs of ties, the nearest names as parties.

No grammar: a stage is never more than "signed", and only where a verb of signing stands in the same sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from madang.reader.candidate import Candidate
from madang.reader.facts import Part, fact_of, without_restatements
from madang.reader.foreign_words import (
    ENDED,
    EVENTS,
    HELD,
    NOT,
    PLANNED,
    SIGNED,
    TALKING,
    TRIGGERS,
    WE,
)
from madang.reader.mention import COUNTRY, ORGANISATION, Mention
from madang.reader.organisations import Names
from madang.reader.reading import Fact
from madang.reader.subjects import Carried
from madang.reader.zones import FURNITURE


@dataclass(frozen=True)
class _Hit:
    type: str
    start: int
    end: int


def find_foreign(
    parts: list[Part],
    names: Names,
    *,
    language: str,
    published: str | None,
    publisher: str,
) -> list[Fact]:
    """The facts of an article in a language without grammar rules, with lower confidence."""
    carried = Carried(publisher=publisher, full=names.full)
    found = []
    for part in parts:
        if part.sentence.kind == FURNITURE:
            continue
        for hit in _hits(part):
            candidate = _candidate(part, hit, carried, language)
            if candidate:
                found.append(fact_of(part, candidate, names, published))
        acting = [m for m in part.mentions if m.kind in (ORGANISATION, COUNTRY)]
        if acting:
            carried.subject = (carried.named(acting[0]),)
    return sorted(
        without_restatements(found), key=lambda fact: (fact.start, fact.trigger_start)
    )


def _hits(part: Part) -> list[_Hit]:
    """One trigger of each family, the most specific type first."""
    found: list[_Hit] = []
    for kind, pattern in TRIGGERS:
        match = pattern.search(part.sentence.flat)
        if match is None or any(
            h.start < match.end() and match.start() < h.end for h in found
        ):
            continue
        if kind == "collaboration" and found:
            continue
        if kind == "event" and not EVENTS.search(part.sentence.flat):
            continue
        found.append(_Hit(kind, match.start(), match.end()))
    return found


def _candidate(
    part: Part, hit: _Hit, carried: Carried, language: str
) -> Candidate | None:
    near = sorted(
        (m for m in part.mentions if m.kind in (ORGANISATION, COUNTRY)),
        key=lambda m: (
            m.kind == COUNTRY,
            min(abs(m.start - hit.end), abs(hit.start - m.end)),
        ),
    )
    named = _pair(near, hit)
    names = list(dict.fromkeys(carried.named(m) for m in named))
    if len(names) < 2 and hit.type not in ("event", "trial", "office", "facility"):
        owner = (
            carried.owner()
            if WE.search(part.sentence.flat)
            else carried.subject or carried.owner()
        )
        names = list(dict.fromkeys([*owner, *names]))
    if not names:
        return None
    sure = 0.45 if language in ("de", "ko") else 0.3
    stage = _stage(part.sentence.flat, hit.type)
    return Candidate(
        hit.type,
        hit.start,
        hit.end,
        stage,
        tuple(names),
        len(named),
        sure + 0.1 * (len(names) > 1),
        f"{language}-{hit.type}",
    )


def _pair(near: list[Mention], hit: _Hit) -> list[Mention]:
    """Two organisations where there are, else an organisation with a country, else two countries, in order of place."""
    organisations = [m for m in near if m.kind == ORGANISATION]
    countries = [m for m in near if m.kind == COUNTRY]
    chosen = (
        organisations[:2]
        if len(organisations) > 1
        else [*organisations, *countries][:2]
    )
    if hit.type in ("office", "facility", "trial", "event"):
        chosen = [*organisations, *countries][:1]
    return sorted(chosen, key=lambda m: m.start)


def _stage(flat: str, kind: str) -> str:
    if NOT.search(flat):
        return "not_signed"
    if ENDED.search(flat):
        return "ended"
    if kind == "talks":
        return "planned" if PLANNED.search(flat) else "talks"
    if PLANNED.search(flat):
        return "planned"
    if kind in ("visit", "event"):
        return "completed" if HELD.search(flat) else "planned"
    if TALKING.search(flat):
        return "talks"
    if SIGNED.search(flat) and kind in (
        "mou",
        "loi",
        "contract",
        "licence",
        "collaboration",
        "consortium",
        "fund",
    ):
        return "signed"
    return "planned"
