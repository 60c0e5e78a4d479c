"""One sentence's candidates: each trigger with its type, its stage and who takes part. English."""

from __future__ import annotations

import re
from dataclasses import replace

from madang.reader.candidate import Candidate, is_covered, one_visit, outermost
from madang.reader.item_candidates import item
from madang.reader.mention import Mention
from madang.reader.noun_candidates import noun_candidates
from madang.reader.sentences import Sentence
from madang.reader.subjects import Carried
from madang.reader.triggers import NOUNS, VERBS
from madang.reader.verb_candidates import verb_candidate


def candidates(
    sentence: Sentence, mentions: list[Mention], carried: Carried
) -> list[Candidate]:
    """All candidates of a sentence in order of place."""
    found = [
        c for noun in NOUNS for c in noun_candidates(sentence, mentions, carried, noun)
    ]
    found = outermost(sentence.flat, found)
    for verb in VERBS:
        for match in verb.pattern.finditer(sentence.flat):
            candidate = verb_candidate(sentence, mentions, carried, verb, match)
            if candidate and not is_covered(sentence.flat, candidate, found):
                found.append(_lent(sentence.flat, candidate, found))
    if sentence.lead and not any(c.explicit for c in found):
        found = item(sentence, mentions, carried)
    if re.search(
        r"\b(?:talks|discussions?|negotiations?)\b", sentence.lead, re.IGNORECASE
    ):
        found = [
            replace(c, type="talks", stage="talks") if c.type == "collaboration" else c
            for c in found
        ]
    return sorted(one_visit(found), key=lambda each: each.start)


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
