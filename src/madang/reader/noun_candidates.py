"""Candidates from nouns of ties: what governs the noun, whom it joins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madang.reader import stages
from madang.reader.candidate import Candidate, unique, unique_mentions
from madang.reader.mention import EVENT, GENERIC, ORGANISATION, Mention
from madang.reader.parties import between, clause_end, objects
from madang.reader.sentences import Sentence
from madang.reader.subjects import Carried, subject_mentions, subject_names
from madang.reader.triggers import Noun

TOLD = re.compile(r"\s+(?:said|says|announced|reported|confirmed|disclosed)\b")
COUNTED_BEFORE = re.compile(r"\b(?:two|three|several|\d+|their)\b")
ALONE = frozenset(
    {
        "mou",
        "loi",
        "talks",
        "licence",
        "consortium",
        "contract",
        "collaboration",
        "centre",
    }
)
"""Types whose noun may stand for the tie; trials, funds, offices and plants need a verb that does something with them."""


DEFINITE = re.compile(
    r"\b(?:this|that|these|those|the|its|our|their|such|said|any|no|every|each|his|her)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


DESCRIBED = re.compile(r"\s+(?:with|between)\s+(?:the|this)\s+(?P<noun>[a-z]{4,})\b")


RELATIVE = re.compile(r"\s(?:that|which|since|after|than|because|when)\s")


PLURAL = re.compile(
    r"(?:memoranda|letters|agreements|contracts|deals|collaborations|partnerships|alliances|MOUs|LOIs)\b",
    re.IGNORECASE,
)


FRONT = re.compile(
    r"^\W*(?:Together|Along|In\s+(?:partnership|collaboration|cooperation))\s+with\b"
)


BESIDE = re.compile(
    r"\bin\s+(?:close\s+)?(?:partnership|collaboration|co-?operation|alliance)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hit:
    """A noun of a tie in its sentence, with what governs it and whom it joins."""

    flat: str
    mentions: list[Mention]
    carried: Carried
    type: str
    match: re.Match[str]
    governed: stages.Governed
    joined: list[Mention]
    others: list[Mention]
    is_passive: bool

    @property
    def before(self) -> str:
        """The words of the sentence before the noun."""
        return self.flat[: self.match.start()]

    @property
    def start(self) -> int:
        """Where the trigger starts: at the verb that governs, else at the noun."""
        return self.match.start() - self.governed.back

    @property
    def is_own(self) -> bool:
        """Whether a verb says that this paper exists, not only that it is spoken of."""
        return self.is_passive or stages.FIRM.match(self.governed.verb) is not None


def noun_candidates(
    sentence: Sentence, mentions: list[Mention], carried: Carried, noun: Noun
) -> list[Candidate]:
    """The candidates of one kind of noun; a noun inside a name is none."""
    if noun.type not in ALONE:
        return []
    names = [m for m in mentions if m.kind in (ORGANISATION, EVENT)]
    found = []
    for match in noun.pattern.finditer(sentence.flat):
        if any(m.start <= match.start() and match.end() <= m.end for m in names):
            continue
        candidate = _candidate(
            _hit(sentence.flat, mentions, carried, noun, match), noun.rule
        )
        if candidate:
            found.append(candidate)
    return found


def _hit(
    flat: str,
    mentions: list[Mention],
    carried: Carried,
    noun: Noun,
    match: re.Match[str],
) -> Hit:
    before, after = flat[: match.start()], flat[match.end() :]
    governed = stages.paper_stage(before, after)
    joined = between(flat, mentions, match.end(), clause_end(flat, match.end()))
    others = joined or _partners(flat, mentions, match, match.start() - governed.back)
    is_passive = not governed.verb and stages.PASSIVE.match(after[:60]) is not None
    if is_passive and not joined:
        others = unique_mentions(
            [*others, *_behind_passive(flat, mentions, match.end())]
        )
    return Hit(
        flat, mentions, carried, noun.type, match, governed, joined, others, is_passive
    )


def _behind_passive(flat: str, mentions: list[Mention], at: int) -> list[Mention]:
    """Whom "was awarded to … by …" names."""
    found = [
        m
        for word in ("to", "by")
        for m in objects(flat, mentions, at, at + 90, (word,))
    ]
    return [mention for mention in found if mention.kind != GENERIC]


def _candidate(hit: Hit, rule: str) -> Candidate | None:
    stage = _stage(hit)
    if not _is_claimed(hit, stage):
        return None
    names = _filled(hit, stage, unique([*_acting(hit), *_named(hit)]))
    is_alone = hit.is_own and hit.type in ("mou", "loi")
    if len(names) < 2 and stage not in ("ended", "not_signed") and not is_alone:
        return None
    sure = (
        0.55
        + 0.15 * hit.is_own
        + 0.15 * bool(hit.others)
        + 0.1 * (hit.type in ("mou", "loi", "talks"))
    )
    return Candidate(
        hit.type,
        hit.start,
        hit.match.end(),
        stage,
        names,
        len(hit.others),
        min(sure, 0.95),
        rule,
    )


def _stage(hit: Hit) -> str:
    if hit.type == "talks":
        return _talks_stage(hit.governed.stage, hit.before)
    if BESIDE.search(hit.before + hit.match.group()) and not stages.PLANNED.search(
        hit.flat
    ):
        return "in_force"
    return hit.governed.stage


def _is_claimed(hit: Hit, stage: str) -> bool:
    """Whether a noun is more than a passing word: many unnamed papers are none, two who act are enough."""
    many = PLURAL.search(hit.match.group()) and not COUNTED_BEFORE.search(
        hit.before[-30:]
    )
    if many and not hit.others:
        return False
    acting = subject_mentions(hit.flat, hit.mentions, hit.start)
    if len(acting) > 1 and hit.governed.verb:
        return True
    return _counts(
        hit.type, hit.before, hit.others, stage, is_own=hit.is_own or bool(hit.joined)
    )


def _named(hit: Hit) -> tuple[str, ...]:
    """The names behind the noun; "with the park" is the one park that was named."""
    if hit.others:
        return tuple(hit.carried.named(mention) for mention in hit.others)
    thing = DESCRIBED.match(hit.flat, hit.match.end())
    meant = hit.carried.definite(thing["noun"]) if thing else None
    return (meant,) if meant else ()


def _acting(hit: Hit) -> tuple[str, ...]:
    if hit.joined or (hit.is_passive and len(hit.others) > 1):
        return ()
    tellers = [
        m
        for m in hit.mentions
        if hit.is_passive and m.start > hit.match.end() and TOLD.match(hit.flat, m.end)
    ]
    if tellers:
        return (hit.carried.named(tellers[0]),)
    return _subject(hit.flat, hit.mentions, hit.start, hit.carried)


def _filled(hit: Hit, stage: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """A lone party gets the other from the last pair that it belongs to, or from the sentence when that names just two."""
    if len(names) > 1:
        return names
    pair = hit.carried.pair
    if (hit.is_own or stage in ("ended", "in_force", "talks")) and {
        n.lower() for n in names
    } < {n.lower() for n in pair}:
        return pair
    bodies = tuple(
        dict.fromkeys(
            hit.carried.named(m) for m in hit.mentions if m.kind == ORGANISATION
        )
    )
    return bodies if (hit.is_own or stage == "ended") and len(bodies) == 2 else names


def _talks_stage(stage: str, before: str) -> str:
    if stage in ("ended", "not_signed"):
        return stage if stage == "ended" else "talks"
    is_planned = re.search(
        r"\b(?:will|would|to|could|may|plans?|intends?|potential)\s+(?:[\w-]+\s+){0,3}$",
        before[-30:],
    )
    return (
        "planned"
        if is_planned and not re.search(r"\b(?:in|ongoing|advance)\s*$", before[-12:])
        else "talks"
    )


def _partners(
    flat: str, mentions: list[Mention], match: re.Match[str], start: int
) -> list[Mention]:
    limit = clause_end(flat, match.end())
    relative = RELATIVE.search(flat, match.end(), limit)
    limit = relative.start() if relative else limit
    first = "from" if match.group().lower().rstrip("s").endswith("order") else "with"
    found = objects(flat, mentions, match.end(), limit, (first, "with"))
    if not found and start < match.start():
        found = objects(flat, mentions, start, match.start(), ("with",))
    if not found:
        found = objects(
            flat,
            mentions,
            match.end(),
            min(limit, match.end() + 40),
            ("from", "by", "to"),
        )
    return found


def _counts(
    kind: str, before: str, others: list[Mention], stage: str, *, is_own: bool
) -> bool:
    """Whether a noun is more than a passing word: a signing verb, a named partner, or an end of what was agreed."""
    if stage in ("ended", "not_signed"):
        return bool(others) or kind in ("contract", "licence", "mou", "loi")
    if DEFINITE.search(before[-40:]):
        return bool(others) and (is_own or stage in ("signed", "talks", "in_force"))
    return bool(others) or is_own


def _subject(
    flat: str, mentions: list[Mention], at: int, carried: Carried
) -> tuple[str, ...]:
    front = FRONT.match(flat)
    names = subject_names(flat, mentions, at, carried)
    if front:
        names = (
            *names,
            *(
                carried.named(m)
                for m in objects(
                    flat, mentions, front.end() - 5, front.end() + 60, ("with",)
                )
            ),
        )
    return names
