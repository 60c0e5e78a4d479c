"""Candidates from verbs that say a tie alone: who acts, and who stands behind the verb."""

from __future__ import annotations

import re

from madang.reader import stages
from madang.reader.candidate import Candidate, unique, unique_mentions
from madang.reader.mention import COUNTRY, EVENT, ORGANISATION, PLACE, Mention
from madang.reader.parties import clause_end, listed, objects
from madang.reader.sentences import Sentence
from madang.reader.subjects import Carried, refers, subject_mentions, subject_names
from madang.reader.triggers import EVENT_NEEDS, Verb

OCCASION = re.compile(
    r"\b(?:during|following|after|since|occasion\s+of|part\s+of|before|through|context\s+of)\s+(?:(?:the|an?|his|her|its|their|this)\s+)?(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)


GIVER_BEHIND = re.compile(r"^(?:receiv|secur|rais|w[io]n|land)", re.IGNORECASE)


def verb_candidate(
    sentence: Sentence,
    mentions: list[Mention],
    carried: Carried,
    verb: Verb,
    match: re.Match[str],
) -> Candidate | None:
    """The candidate of one verb, with the stage that it allows and whom it joins; None where too little is said."""
    flat = sentence.flat
    before, after = flat[: match.start()], flat[match.end() :]
    if not _fits(verb, match, mentions, before, after):
        return None
    stage = stages.verb_stage(verb.base, before, match.group())
    if verb.rule == "event-held":
        stage = (
            "planned"
            if match.group().lower().startswith(("will", "takes"))
            else "completed"
        )
    acting_names = (
        ()
        if verb.rule in ("event-held", "consortium-members")
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
    names = unique([*acting_names, *(carried.named(m) for m in others)])
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
        names = _hosted(names, match, mentions, carried)
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
    match: re.Match[str],
    mentions: list[Mention],
    carried: Carried,
) -> tuple[str, ...]:
    """Guests who come to a city visit whoever publishes the article; of guests "from a country" the bodies named count."""
    to_city = any(m.kind == PLACE and 0 <= m.start - match.end() < 4 for m in mentions)
    if not to_city or not carried.publisher:
        return names
    bodies = [carried.named(m) for m in mentions if m.kind == ORGANISATION]
    return unique([*(bodies or names), carried.publisher])


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
    if verb.type == "visit":
        found = [
            m
            for m in mentions
            if 0 <= m.start - match.end() < 6 and m.kind in (ORGANISATION, COUNTRY)
        ] or found
    if verb.type in ("office", "facility", "centre", "event", "trial"):
        found = [m for m in found if m.kind == ORGANISATION]
    if verb.rule == "consortium-members":
        return [m for m in mentions if m.start > match.end() and m.kind == ORGANISATION]
    if verb.rule == "verb-appoint":
        return unique_mentions([*listed(flat, mentions, match.end()), *found])
    if verb.type == "consortium":
        found = [
            *(
                m
                for m in mentions
                if m.kind == ORGANISATION and match.start() <= m.start < match.end() + 2
            ),
            *found,
        ]
        return unique_mentions(found)
    return [
        m
        for m in found
        if not match.start() <= m.start < match.end() or verb.type != "fund"
    ]


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
