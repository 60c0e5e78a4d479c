"""How far the words carry a tie: the stage that the verb allows and no further.

A noun alone carries the lowest stage. Plans, negations and ends are read first, so that "has not yet signed" and "is
expected to sign" never pass for a signature. Speech and headlines are capped by whoever calls.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from madang.reader.reading import RANK

NOT = re.compile(
    r"\b(?:not|never|no|without|yet\s+to|fail(?:s|ed)?\s+to|declin(?:e|es|ed)\s+to|refus(?:es|ed)\s+to|nor|neither|n[’']t)\b|n[’']t\b",
    re.IGNORECASE,
)
ENDED = re.compile(
    r"\b(?:terminat(?:e|es|ed|ing|ion)|cancel(?:s|led|ed|ling|lation)|expir(?:e|es|ed|y)|ended|lapsed|breach(?:es|ed|ing)?|rescind(?:s|ed)|called\s+off|suspend(?:s|ed)|"
    r"withdr(?:ew|awn|aws)|discontinu(?:ed|es)|broke\s+off|collapsed|abandon(?:s|ed)|dissolv(?:es|ed)|wound\s+(?:up|down)|halt(?:s|ed))\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:(?-i:will|may)|shall|would|could|might|should|can|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?|expect(?:s|ed|ing)?|hop(?:e|es|ed|ing)|"
    r"seek(?:s|ing)?|propos(?:e|es|ed|al|als)|potential(?:ly)?|pending|prospective|possible|upcoming|wish(?:es)?|want(?:s)?|ready|set\s+to|due\s+to|about\s+to|"
    r"agree(?:s|d)?\s+to|agree(?:s|d)?\s+that|prepar(?:e|es|ing)|anticipat(?:e|es|ed)|look(?:s|ing)?\s+(?:to|forward)|future|eventual|consider(?:s|ing)?|toward(?:s)?|opportunit(?:y|ies)|commit(?:s|ted)?\s+to|call(?:s|ed)?\s+for|planning|if)\b",
    re.IGNORECASE,
)
TO_DO = re.compile(r"\bto\s+(?:[\w-]+ly\s+|further\s+|jointly\s+)?$", re.IGNORECASE)
TALKING = re.compile(
    r"\b(?:negotiat\w+|discuss\w*|explor(?:e|es|ed|ing)|talks|in\s+dialogue|advanc(?:e|es|ed|ing)|working\s+(?:on|towards?)|pursu(?:e|es|ing)|evaluat(?:e|es|ing)|finali[sz](?:e|ing)|nearing|closer\s+to|late-stage)\b",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"\b(?:(?:co-?)?sign(?:s|ed|ing)(?:\s+of)?|inked|inks|enter(?:s|ed|ing)\s+into|enter(?:s|ed|ing)|conclud(?:es|ed|ing)|execut(?:es|ed|ing|ion\s+of)|seal(?:s|ed|ing)|struck|strikes|"
    r"reach(?:es|ed|ing)|finali[sz](?:es|ed|ation\s+of)|secur(?:es|ed|ing)|land(?:s|ed|ing)|clinch(?:es|ed)|won|wins|award(?:s|ed)|renew(?:s|ed|al\s+of)|extend(?:s|ed)|exchang(?:es|ed)|"
    r"made|mak(?:es|ing)|announc(?:e|es|ed|ing|ement\s+of)|unveil(?:s|ed)|formali[sz](?:es|ed)|form(?:s|ed|ing)|establish(?:es|ed|ing)|launch(?:es|ed|ing|\s+of)?|found(?:ed|ing)|"
    r"ratif(?:ied|ies)|adopt(?:s|ed)|agree(?:s|d)\s+(?:on|upon)|recommit(?:s|ted)|initiat(?:es|ed)|began|beg(?:i|u)n|start(?:s|ed)|creat(?:es|ed)|complet(?:es|ed)|disclos(?:es|ed)|expand(?:s|ed)|deepen(?:s|ed)|strengthen(?:s|ed)|obtain(?:s|ed)|receiv(?:es|ed)|built|acquir(?:es|ed)|grant(?:s|ed)|kick(?:s|ed)\s+off|led\s+to|resulted\s+in|enjoys?|signature\s+of)\b",
    re.IGNORECASE,
)
FIRM = re.compile(
    r"\b(?:sign|ink|enter|conclud|execut|seal|struck|strik|reach|renew|extend|exchang|won|wins|award|ratif|made|formali|disclos|secur|land)",
    re.IGNORECASE,
)
"""Verbs that say a paper exists; the others only say that somebody speaks of it, which is enough for a partnership."""
PASSIVE = re.compile(
    r"^[^.;]{0,40}?\b(?:(?:was|were|is|are|has\s+been|have\s+been|had\s+been|being)\s+(?:[\w-]+ly\s+|also\s+|recently\s+)?(?:signed|inked|concluded|executed|sealed|reached|finali[sz]ed|established|renewed|extended|formali[sz]ed|made|exchanged|awarded|announced|launched|formed|founded|set\s+up|created)|(?:signed|inked|concluded|announced|established|valued|worth|dated|reached)\s+(?:by|in|on|with|between|at|last|this|earlier|yesterday|today|\d|[$€£])|took\s+effect|came\s+into\s+(?:force|effect)|entered\s+into\s+force)",
    re.IGNORECASE,
)
IN_FORCE = re.compile(
    r"\b(?:under|pursuant\s+to|part\s+of|within|through)\s+(?:an?|its|their|our|the|this)\s+(?:[\w-]+\s+){0,3}$|\b(?:ha(?:s|ve)|maintain(?:s|ed)?)\s+(?:an?)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
TENTATIVE = re.compile(
    r"\b(?:potential|proposed|pending|possible|prospective|planned|draft)\b",
    re.IGNORECASE,
)
WINDOW = 90
MOST_WORDS = 11
NEAR = 34


@dataclass(frozen=True)
class Governed:
    """The stage of a noun, the verb before it that decides (if any), and how far before the noun the verb starts."""

    stage: str
    verb: str = ""
    back: int = 0


def paper_stage(before: str, after: str) -> Governed:
    """The stage of a noun from the words of its clause before and after it.

    Without any verb the stage is "planned", the lowest that still says there is something.
    """
    before, after = before[-WINDOW:], after[:WINDOW]
    verb = _governing(before)
    modified = before[: verb.start()] if verb else before
    if _denied(modified, after, has_verb=verb is not None):
        return _governed("not_signed", before, verb)
    if _ended(before, after):
        return _governed("ended", before, verb)
    if verb:
        return _governed(_verb_allows(before, modified, verb), before, verb)
    if PASSIVE.search(after) and not PLANNED.search(after[:NEAR]):
        return Governed("signed")
    if TALKING.search(before[-2 * NEAR :]):
        return _governed("talks", before, _last(TALKING, before))
    if IN_FORCE.search(before) and not PLANNED.search(before[-2 * NEAR :]):
        return Governed("in_force")
    return _governed(
        "planned",
        before,
        _last(PLANNED, before) if PLANNED.search(before[-NEAR:]) else None,
    )


def _governing(before: str) -> re.Match[str] | None:
    """The last verb of signing, unless a comma, a relative clause or many words part it from the noun."""
    verb = _last(SIGNED, before)
    if verb is None:
        return None
    gap = before[verb.end() :]
    is_far = (
        re.search(r",|\b(?:that|which|since|than|after|from)\b", gap)
        or len(gap.split()) > MOST_WORDS
    )
    return None if is_far else verb


def _verb_allows(before: str, modified: str, verb: re.Match[str]) -> str:
    gap = before[verb.end() :][-NEAR:]
    if _only_planned(modified, verb):
        return "talks" if TALKING.search(modified[-NEAR:]) else "planned"
    if TALKING.search(gap):
        return "talks"
    return "planned" if TENTATIVE.search(gap) else "signed"


def _governed(stage: str, before: str, verb: re.Match[str] | None) -> Governed:
    return (
        Governed(stage, verb.group(), len(before) - verb.start())
        if verb
        else Governed(stage)
    )


def _denied(before: str, after: str, *, has_verb: bool) -> bool:
    close = before[-NEAR:] if has_verb else before[-16:]
    if NOT.search(close) and not re.search(r"\bnot\s+only\b", close, re.IGNORECASE):
        return True
    return (
        re.search(
            r"^[^.;,]{0,40}\b(?:not|never|yet\s+to\s+be|n[’']t)\s+(?:yet\s+)?(?:been\s+)?(?:signed|concluded|reached|finali[sz]ed|materiali[sz]ed?|come|agreed)",
            after,
            re.IGNORECASE,
        )
        is not None
    )


def _ended(before: str, after: str) -> bool:
    return (
        ENDED.search(before[-NEAR:]) is not None
        or re.match(
            r"^(?:\s+[\w.&’-]+){0,9}?(?:,[^,.;]{0,60},)?\s+(?:was|were|is|has been|have been|had|has)?\s*(?:terminated|cancel\w*|expired|ended|lapsed|breached|suspended|called off|dissolved|collapsed|broke down|failed|stalled)\b",
            after,
            re.IGNORECASE,
        )
        is not None
    )


def _only_planned(modified: str, verb: re.Match[str]) -> bool:
    """Whether the verb stands in a plan: after "to", "will", "expects to", or as the infinitive of a hope."""
    close = modified[-NEAR:]
    if TO_DO.search(close) and not re.search(
        r"(?:pleased|proud|happy|delighted|thrilled|excited|glad)\s+to\s+$",
        close,
        re.IGNORECASE,
    ):
        return True
    found = _last(PLANNED, close)
    if found is None:
        return False
    between = close[found.end() :]
    return not re.search(
        r"\b(?:has|have|had)\b|,|\band\b", between
    ) and not verb.group().lower().startswith("announc")


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(words):
        found = match
    return found


def verb_stage(base: str, before: str, trigger: str) -> str:
    """The stage of a verb that says a tie alone: its base, lowered by a plan, a negation, an end or an infinitive."""
    close = before[-NEAR:]
    first = trigger.split()[0].lower()
    if re.match(r"(?:complet|conclud|finish)ed", first) and not PLANNED.search(close):
        base = "completed"
    if NOT.search(close[-22:]) and "not only" not in close:
        return "not_signed"
    if (
        ENDED.match(trigger)
        or re.search(
            r"\b(?:stopped|ceased|ended|clos(?:e|es|ed|ing))\s*$", close, re.IGNORECASE
        )
        or first in ("closed", "closes", "closing")
    ):
        return "ended"
    if _is_plan(close) or _is_infinitive(close, first):
        return "planned"
    if re.search(
        r"\b(?:is|are|was|were)\s+(?:[\w-]+\s+)?(?:being\s+)?$", close
    ) and first.endswith("ing"):
        return (
            "planned"
            if first
            in (
                "building",
                "constructing",
                "opening",
                "establishing",
                "setting",
                "launching",
                "starting",
            )
            else _lower(base, "in_force")
        )
    if (
        first.endswith("ing")
        and re.search(r"\b(?:for|of|on|about|towards?)\s+$", close)
        and base != "talks"
    ):
        return "planned"
    return base


def _is_plan(close: str) -> bool:
    found = _last(PLANNED, close)
    return found is not None and not re.search(
        r"\b(?:has|have|had|and|which|who|is|are)\b|,", close[found.end() :]
    )


def _is_infinitive(close: str, first: str) -> bool:
    return TO_DO.search(close) is not None and not first.endswith("ed")


def _lower(one: str, other: str) -> str:
    return one if RANK[one] < RANK[other] else other


def capped(stage: str, most: str) -> str:
    """A stage, or the most that is allowed where it would be more binding."""
    return _lower(stage, most) if RANK[stage] > RANK[most] else stage
