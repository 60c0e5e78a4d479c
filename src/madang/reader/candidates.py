"""One sentence's candidates: each trigger with its type, its stage and who takes part. English."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from madang.reader import stages
from madang.reader.names import COUNTRY, EVENT, GENERIC, ORGANISATION, PLACE, Mention
from madang.reader.parties import (
    Carried,
    between,
    clause_end,
    objects,
    refers,
    subject_mentions,
    subject_names,
)
from madang.reader.sentences import Sentence
from madang.reader.triggers import EVENT_NEEDS, NOUNS, VERBS, Noun, Verb

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
COMPLEMENT = re.compile(
    r"^\s*(?:with\s+[^,;]{2,70}?\s+)?(?:on|for|about|regarding|to|of|covering|concerning|aimed|in)\b[^;]{0,110}$"
)
SPLIT = re.compile(
    r"\b(?:and\s+(?:an?|has|have|will|also|signed|the)|has|have|was|were|is|are|will)\b|;|,\s+and\b"
)
WITH = ("with", "to", "from", "by")
LEAD = re.compile(
    r"\b(?:opportunit\w+|pipeline|initiatives?|projects?|activities|plans?|partners?)\b",
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
OCCASION = re.compile(
    r"\b(?:during|following|after|since|occasion\s+of|part\s+of|before|through|context\s+of)\s+(?:(?:the|an?|his|her|its|their|this)\s+)?(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
GIVER_BEHIND = re.compile(r"^(?:receiv|secur|rais|w[io]n|land)", re.IGNORECASE)


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


def candidates(
    sentence: Sentence, mentions: list[Mention], carried: Carried
) -> list[Candidate]:
    """All candidates of a sentence in order of place."""
    found = [
        c for noun in NOUNS for c in _noun_candidates(sentence, mentions, carried, noun)
    ]
    found = _outermost(sentence.flat, found)
    for verb in VERBS:
        for match in verb.pattern.finditer(sentence.flat):
            candidate = _verb_candidate(sentence, mentions, carried, verb, match)
            if candidate and not _is_covered(sentence.flat, candidate, found):
                found.append(_lent(sentence.flat, candidate, found))
    if sentence.lead and not any(c.explicit for c in found):
        found = _item(sentence, mentions, carried)
    if re.search(
        r"\b(?:talks|discussions?|negotiations?)\b", sentence.lead, re.IGNORECASE
    ):
        found = [
            replace(c, type="talks", stage="talks") if c.type == "collaboration" else c
            for c in found
        ]
    return sorted(_one_visit(found), key=lambda each: each.start)


def _one_visit(found: list[Candidate]) -> list[Candidate]:
    """A sentence tells of one visit: of several words for it, the one with most parties."""
    visits = [each for each in found if each.type == "visit"]
    best = max(visits, key=lambda each: (len(each.parties), each.start), default=None)
    return [each for each in found if each.type != "visit" or each is best]


def _lent(flat: str, candidate: Candidate, found: list[Candidate]) -> Candidate:
    """What is built or run with the money or under the paper of the same sentence has the parties of that."""
    if candidate.stage == "planned" and candidate.type in (
        "facility",
        "office",
        "centre",
        "trial",
    ):
        for other in found:
            if (
                other.end <= candidate.start
                and len(other.parties) > 1
                and re.search(r"\bto\s+$", flat[: candidate.start])
            ):
                return replace(candidate, parties=other.parties)
    if (
        candidate.type == "fund"
        and candidate.rule == "verb-grant"
        and flat[candidate.start :].lower().startswith("round")
    ):
        for other in found:
            if other.type == "fund" and other.end <= candidate.start:
                return replace(
                    candidate, parties=(other.parties[0], candidate.parties[-1])
                )
    return candidate


def _noun_candidates(
    sentence: Sentence, mentions: list[Mention], carried: Carried, noun: Noun
) -> list[Candidate]:
    if noun.type not in ALONE:
        return []
    found = []
    for match in noun.pattern.finditer(sentence.flat):
        if any(
            m.start <= match.start() and match.end() <= m.end
            for m in mentions
            if m.kind in (ORGANISATION, EVENT)
        ):
            continue
        candidate = _noun_candidate(sentence, mentions, carried, noun, match)
        if candidate:
            found.append(candidate)
    return found


def _noun_candidate(
    sentence: Sentence,
    mentions: list[Mention],
    carried: Carried,
    noun: Noun,
    match: re.Match[str],
) -> Candidate | None:
    flat = sentence.flat
    before, after = flat[: match.start()], flat[match.end() :]
    governed = stages.paper_stage(before, after)
    stage = governed.stage
    if noun.type == "talks":
        stage = _talks_stage(stage, before, after)
    start = match.start() - governed.back
    limit = clause_end(flat, match.end())
    joined = between(flat, mentions, match.end(), limit)
    others = joined or _partners(flat, mentions, match, start)
    is_passive = not governed.verb and stages.PASSIVE.match(after[:60]) is not None
    if is_passive and not joined:
        others = _unique_mentions(
            [
                *others,
                *(
                    m
                    for word in ("to", "by")
                    for m in objects(
                        flat, mentions, match.end(), match.end() + 90, (word,)
                    )
                    if m.kind != GENERIC
                ),
            ]
        )
    if (
        not others
        and PLURAL.search(match.group())
        and not re.search(r"\b(?:two|three|several|\d+|their)\b", before[-30:])
    ):
        return None
    is_own = is_passive or stages.FIRM.match(governed.verb) is not None
    acting_pair = len(subject_mentions(flat, mentions, start)) > 1 and bool(
        governed.verb
    )
    if not acting_pair and not _counts(
        noun.type, before, others, stage, is_own=is_own or bool(joined)
    ):
        return None
    named = tuple(carried.named(m) for m in others)
    if (
        not others
        and (thing := DESCRIBED.match(after))
        and (meant := carried.definite(thing["noun"]))
    ):
        named = (meant,)
    acting = (
        ()
        if joined or (is_passive and len(others) > 1)
        else _subject(flat, mentions, start, carried)
    )
    names = _unique([*acting, *named])
    if (
        len(names) < 2
        and (is_own or stage in ("ended", "in_force", "talks"))
        and {n.lower() for n in names} < {n.lower() for n in carried.pair}
    ):
        names = carried.pair
    bodies = dict.fromkeys(carried.named(m) for m in mentions if m.kind == ORGANISATION)
    if len(names) < 2 and (is_own or stage == "ended") and len(bodies) == 2:
        names = tuple(bodies)
    if BESIDE.search(before + match.group()) and not stages.PLANNED.search(flat):
        stage = "in_force"
    if (
        len(names) < 2
        and stage not in ("ended", "not_signed")
        and not (is_own and noun.type in ("mou", "loi"))
    ):
        return None
    sure = (
        0.55
        + 0.15 * is_own
        + 0.15 * bool(others)
        + 0.1 * (noun.type in ("mou", "loi", "talks"))
    )
    return Candidate(
        noun.type,
        start,
        match.end(),
        stage,
        names,
        len(others),
        min(sure, 0.95),
        noun.rule,
    )


def _talks_stage(stage: str, before: str, after: str) -> str:
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


def _unique_mentions(found: list[Mention]) -> list[Mention]:
    return list({mention.start: mention for mention in found}.values())


def _unique(names: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(name.lower(), name)
    return tuple(found.values())


def _outermost(flat: str, found: list[Candidate]) -> list[Candidate]:
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


def _is_covered(flat: str, candidate: Candidate, found: list[Candidate]) -> bool:
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


def _verb_candidate(
    sentence: Sentence,
    mentions: list[Mention],
    carried: Carried,
    verb: Verb,
    match: re.Match[str],
) -> Candidate | None:
    flat = sentence.flat
    before, after = flat[: match.start()], flat[match.end() :]
    if not _fits(verb, match, mentions, before, after):
        return None
    stage = stages.verb_stage(verb.base, before, match.group(), after)
    if verb.rule == "event-held":
        stage = (
            "planned"
            if match.group().lower().startswith(("will", "takes"))
            else "completed"
        )
    acting_names = (
        ()
        if verb.rule == "event-held"
        else subject_names(flat, mentions, match.start(), carried)
    )
    acting = subject_mentions(flat, mentions, match.start())
    others = _others(flat, mentions, verb, match)
    if (
        verb.type == "fund"
        and re.match(r"rounds?", match.group(), re.IGNORECASE)
        and not others
    ):
        return None
    names = _unique([*acting_names, *(carried.named(m) for m in others)])
    said = bool(acting or others) or refers(
        flat[max(0, match.start() - 70) : match.start()]
    )
    is_gerund = verb.rule == "verb-partner" and re.match(
        r"(?:partner|collaborat)ing", match.group(), re.IGNORECASE
    )
    if (
        is_gerund
        and not others
        and not re.search(r"\b(?:is|are|was|were|been)\s+(?:[\w-]+\s+)?$", before)
    ):
        return None
    if verb.type == "visit":
        names = _hosted(names, flat, match, mentions, carried)
    if verb.rule != "event-held" and not _is_enough(verb.type, names, is_said=said):
        return None
    sure = 0.5 + 0.15 * bool(acting) + 0.15 * bool(others)
    return Candidate(
        verb.type,
        match.start(),
        match.end(),
        stage,
        names,
        len(others),
        sure,
        verb.rule,
    )


def _hosted(
    names: tuple[str, ...],
    flat: str,
    match: re.Match[str],
    mentions: list[Mention],
    carried: Carried,
) -> tuple[str, ...]:
    """Guests who come to a city visit whoever publishes the article; of guests "from a country" the bodies named count."""
    to_city = any(m.kind == PLACE and 0 <= m.start - match.end() < 4 for m in mentions)
    if not to_city or not carried.publisher:
        return names
    bodies = [carried.named(m) for m in mentions if m.kind == ORGANISATION]
    return _unique([*(bodies or names), carried.publisher])


def _fits(
    verb: Verb, match: re.Match[str], mentions: list[Mention], before: str, after: str
) -> bool:
    if verb.type == "event" and after.rstrip().endswith(":"):
        return False
    if verb.rule == "event-held":
        return any(
            m.kind == EVENT and m.end <= match.start() and match.start() - m.end < 3
            for m in mentions
        )
    if verb.type == "event":
        near = after[:80].split(". ")[0]
        return EVENT_NEEDS.search(near) is not None or any(
            m.kind == EVENT and 0 <= m.start - match.end() < 60 for m in mentions
        )
    if verb.type == "visit":
        return not OCCASION.search(before[-50:])
    if verb.rule == "verb-partner":
        return (
            not re.match(r"-", after)
            and not re.search(
                r"\b(?:an?|the|our|its|their|potential|trusted|strategic)\s+(?:[\w-]+\s+)?$",
                before,
                re.IGNORECASE,
            )
        ) or match.group().lower().startswith(("partnering", "collaborating"))
    return True


def _others(
    flat: str, mentions: list[Mention], verb: Verb, match: re.Match[str]
) -> list[Mention]:
    limit = min(clause_end(flat, match.end()), match.end() + 160)
    prepositions = verb.prepositions
    if verb.type == "fund" and GIVER_BEHIND.match(match.group()):
        prepositions = ("from", "by")
    found = objects(flat, mentions, match.start(), limit, prepositions)
    if verb.type == "visit" and not found:
        found = [
            m
            for m in mentions
            if 0 <= m.start - match.end() < 6 and m.kind in (ORGANISATION, COUNTRY)
        ]
    if verb.type in ("office", "facility", "centre", "event", "trial"):
        found = [m for m in found if m.kind == ORGANISATION]
    if verb.type == "consortium":
        found = [
            *(
                m
                for m in mentions
                if m.kind == ORGANISATION and match.start() <= m.start < match.end() + 2
            ),
            *found,
        ]
        return _unique_mentions(found)
    return [
        m
        for m in found
        if not match.start() <= m.start < match.end() or verb.type != "fund"
    ]


def _listed_event(
    sentence: Sentence, mentions: list[Mention], carried: Carried
) -> Candidate | None:
    """An event at the head of an item, under a line that says who goes there."""
    verb = next(each for each in VERBS if each.type == "event")
    goes = verb.pattern.search(sentence.lead)
    first = next((m for m in mentions if m.kind == EVENT and m.start < 12), None)
    if goes is None or first is None or not carried.subject:
        return None
    stage = stages.verb_stage(
        verb.base, sentence.lead[: goes.start()], goes.group(), ""
    )
    return Candidate(
        "event", first.start, first.end, stage, carried.subject, 0, 0.6, "item-event"
    )


def _is_enough(kind: str, names: tuple[str, ...], *, is_said: bool) -> bool:
    if kind in (
        "office",
        "facility",
        "centre",
        "trial",
        "event",
        "visit",
        "consortium",
        "fund",
    ):
        return bool(names) and is_said
    return len(names) > 1 and is_said


def _item(
    sentence: Sentence, mentions: list[Mention], carried: Carried
) -> list[Candidate]:
    """A list item under a line that names a tie: "Talks under way include: • A pilot with …"."""
    occasion = _listed_event(sentence, mentions, carried)
    if occasion:
        return [occasion]
    for noun in NOUNS:
        match = noun.pattern.search(sentence.lead)
        others = (
            objects(sentence.flat, mentions, 0, len(sentence.flat), ("with",))
            if match and noun.type in ALONE
            else []
        )
        if others:
            names = _unique([*carried.subject, *(carried.named(m) for m in others)])
            stage = "talks" if noun.type == "talks" else "planned"
            first = others[0].start
            return [
                Candidate(
                    noun.type,
                    0,
                    first,
                    stage,
                    names,
                    len(others),
                    0.6,
                    f"item-{noun.type}",
                )
            ]
    others = objects(sentence.flat, mentions, 0, len(sentence.flat), ("with",))
    if others and LEAD.search(sentence.lead):
        names = _unique([*carried.subject, *(carried.named(m) for m in others)])
        return [
            Candidate(
                "collaboration",
                0,
                others[0].start,
                "planned",
                names,
                len(others),
                0.5,
                "item-plan",
            )
        ]
    return []
