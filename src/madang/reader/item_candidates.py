"""Candidates from the items of a list, under the line that says what they are."""

from __future__ import annotations

import re

from madang.reader import stages
from madang.reader.candidate import Candidate, unique
from madang.reader.mention import EVENT, Mention
from madang.reader.noun_candidates import ALONE
from madang.reader.parties import objects
from madang.reader.sentences import Sentence
from madang.reader.subjects import Carried
from madang.reader.triggers import NOUNS, VERBS

LEAD = re.compile(
    r"\b(?:opportunit\w+|pipeline|initiatives?|projects?|activities|plans?|partners?)\b",
    re.IGNORECASE,
)


def _listed_event(
    sentence: Sentence, mentions: list[Mention], carried: Carried
) -> Candidate | None:
    """An event at the head of an item, under a line that says who goes there."""
    verb = next(each for each in VERBS if each.type == "event")
    goes = verb.pattern.search(sentence.lead)
    first = next((m for m in mentions if m.kind == EVENT and m.start < 12), None)
    if goes is None or first is None or not carried.subject:
        return None
    stage = stages.verb_stage(verb.base, sentence.lead[: goes.start()], goes.group())
    return Candidate(
        "event", first.start, first.end, stage, carried.subject, 0, 0.6, "item-event"
    )


def item(
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
            names = unique([*carried.subject, *(carried.named(m) for m in others)])
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
        names = unique([*carried.subject, *(carried.named(m) for m in others)])
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
