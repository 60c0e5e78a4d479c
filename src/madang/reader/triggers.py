"""Words that may tell of a tie: nouns that a verb must govern, and verbs that say it alone. English.

Each entry is a type with a pattern. What stage the words allow is decided in `stages`, who takes part in `parties`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

JOINT = r"(?:joint|shared|common|bilateral|new|research|innovation|excellence|development|training|cooperation|collaboration|r&d|applied|[\w-]+)"


@dataclass(frozen=True)
class Noun:
    """A noun of a tie, and whether it needs a verb or "with"/"between" beside it to count."""

    type: str
    pattern: re.Pattern[str]
    rule: str


@dataclass(frozen=True)
class Verb:
    """A verb that says a tie by itself. `base` is the stage in the past or present; `side` where the other party stands."""

    type: str
    pattern: re.Pattern[str]
    base: str
    prepositions: tuple[str, ...]
    rule: str


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


NOUNS = (
    Noun(
        "mou",
        _p(
            r"\bmemorand(?:um|a|ums)\s+(?:of|on|for)\s+(?:mutual\s+)?(?:understanding|co-?operation|agreement|collaboration|intent)\b|\bMOUs?\b"
        ),
        "noun-mou",
    ),
    Noun(
        "loi",
        _p(
            r"\bletters?\s+of\s+(?:intent(?:ion)?|interest)\b|\bLOIs?\b|\bterm\s?sheets?\b|\bheads\s+of\s+(?:terms|agreement)\b|\bdeclarations?\s+of\s+intent\b|\bjoint\s+declaration\b"
        ),
        "noun-loi",
    ),
    Noun(
        "talks",
        _p(r"\b(?:talks|negotiations?|discussions?|dialogues?|consultations?)\b"),
        "noun-talks",
    ),
    Noun(
        "licence",
        _p(
            r"\b(?:(?:sub|out|in|cross)-?)?licen[cs](?:e|ing)\s+(?:and\s+[\w-]+\s+)?(?:agreements?|deals?|contracts?|pacts?|options?|transactions?)\b|\b(?:exclusive|non-exclusive|worldwide|global)\s+(?:[\w-]+\s+){0,2}(?:licen[cs]es?|rights)\b|\blicen[cs]e(?=\s+from\b)|\boption\s+(?:and\s+licen[cs]e\s+)?agreements?\b"
        ),
        "noun-licence",
    ),
    Noun("consortium", _p(r"\bconsorti(?:um|a)\b"), "noun-consortium"),
    Noun(
        "centre",
        _p(
            rf"\b(?:joint|shared|common)\s+(?:{JOINT}\s+){{0,4}}?(?:cent(?:re|er)s?|laborator(?:y|ies)|labs?|institutes?|hubs?)\b|\b(?:research|innovation|excellence|training|competence|development|co-?operation|collaboration|partnering|technology|r&d)\s+(?:and\s+[\w-]+\s+)?(?:cent(?:re|er)s?|hubs?)\b|\bcent(?:re|er)s?\s+of\s+excellence\b"
        ),
        "noun-centre",
    ),
    Noun(
        "trial",
        _p(
            r"\b(?:(?:phase\s+[0-4I]+[abV]*(?:/[0-4I]+[ab]*)?|pivotal|clinical|multi-?cent(?:re|er)|first-in-human|bridging|feasibility|pilot|registrational|randomi[sz]ed|investigator-initiated|international)\s+)+(?:[\w-]+\s+){0,3}?(?:trials?|stud(?:y|ies))\b"
        ),
        "noun-trial",
    ),
    Noun(
        "fund",
        _p(
            r"\b(?:(?:joint|venture|investment|innovation|seed)\s+)+funds?\b|\b(?:direct\s+|soft\s+|concessional\s+)?(?:loans?|grants?|equity\s+investments?)\b|\bfunding\s+agreements?\b|\b(?:seed|research|public|federal|matching)\s+funding\b"
        ),
        "noun-fund",
    ),
    Noun(
        "contract",
        _p(
            r"\b(?:(?:co-?)?(?:distribution|supply|purchase|services?|development|manufacturing|framework|commerciali[sz]ation|co-?operation|collaboration|partnership|business|research|joint|master|definitive|commercial|wholesale|marketing|promotion|asset|share|technology|transfer|material|trade|bilateral|strategic|exclusive|non-exclusive|non exclusive|procurement|offtake|government-to-government|investment|equity)(?:\s*(?:,|&|and|/)\s*|\s+))*(?:agreements?|contracts?|accords?|pacts?|treat(?:y|ies)|deals?|joint\s+ventures?)\b(?!\s+(?:manufactur|research\s+org|develop))|\b(?:(?:purchase|manufacturing|supply|contract|production)\s+)+orders?\b|\bpreferred\s+supplier\b"
        ),
        "noun-contract",
    ),
    Noun(
        "collaboration",
        _p(
            r"\b(?:(?:strategic|research|commercial|clinical|global|public-private|long-standing|development|scientific|academic|joint|new|multi-year|key|technology|bilateral)\s+)*(?:collaborations?|partnerships?|co-?operations?|alliances?|twinnings?|engagement(?=\s+with))\b"
        ),
        "noun-collaboration",
    ),
    Noun(
        "collaboration",
        _p(
            r"\b(?:stud(?:y|ies)|projects?|programmes?|programs?|research)\s+(?=(?:together\s+|jointly\s+)?with\s+(?:the\s+)?(?-i:[A-Z]))"
        ),
        "noun-study",
    ),
)

PARTNER_VERBS = r"partner(?:ed|ing)|partners?(?=\s+(?:with|to)\b)|collaborat(?:e|es|ed|ing)|co-?operat(?:e|es|ed|ing)|team(?:s|ed|ing)?\s+up|join(?:s|ed|ing)?\s+(?:forces|hands)|work(?:s|ed|ing)?\s+(?:together|jointly|hand\s+in\s+hand|alongside|closely)|ally|allied|jointly\s+(?:develop|conduct|study|research|build|manufactur|commerciali[sz]|run|fund|explor|promot)\w*|co-develop\w*|align(?:s|ed|ing)?\s+forces"
MONEY = r"(?:(?:(?:US|C|A|S|HK|NZ)?[$€£₩¥]|(?:USD|EUR|GBP|KRW|NOK|SEK|DKK|SGD|CHF|JPY))\s?\d[\d.,]*\d?(?:\s?(?:million|billion|m|bn)\b)?|\d[\d.,]*\s*(?:million|billion|thousand)\b|an?\s+(?:[\w-]+\s+){0,2}\$)"
BUILT = r"(?:[\w’'&-]+\s+){0,7}?(?:offices?|subsidiar(?:y|ies)|branch(?:es)?|representation|headquarters)\b"
PLANT = r"(?:[\w’'&-]+\s+){0,8}?(?:plants?|factor(?:y|ies)|facilit(?:y|ies)|production\s+(?:sites?|lines?)|manufacturing\s+(?:sites?|hubs?)|warehouses?|laborator(?:y|ies)|hospitals?|campus)\b"
CENTRE = r"(?:[\w’'&-]+\s+){0,8}?(?:cent(?:re|er)s?|hubs?|institutes?|(?:joint|shared|common|research)\s+(?:[\w-]+\s+)?(?:labs?|laborator(?:y|ies)))\b"
BUILD = r"(?:opening|launch|inauguration|establishment|completion)\s+of|open(?:s|ed|ing)?|establish(?:es|ed|ing)?|inaugurat(?:es|ed|ing|e)|set(?:s|ting)?\s+up|launch(?:es|ed|ing)?|build(?:s|ing)?|built|construct(?:s|ed|ing)?|found(?:ed|ing)|start(?:s|ed)?|break(?:s|ing)?\s+ground\s+(?:on|for)|broke\s+ground\s+(?:on|for)|expand(?:s|ed|ing)?|clos(?:e|es|ed|ing)|complet(?:e|es|ed|ing)"
VERBS = (
    Verb(
        "contract",
        _p(
            r"\b(?:select(?:s|ed)|appoint(?:s|ed)|nam(?:es|ed)|chose|chosen|designat(?:es|ed))\b(?=[^.;]{0,90}\b(?:distributor|supplier|licensee|manufacturer|provider|agent)s?\b)"
        ),
        "signed",
        ("for", "by"),
        "verb-appoint",
    ),
    Verb(
        "consortium",
        _p(
            r"\bconsorti(?:um|a)\b(?=[^.;]{0,90}\b(?:led\s+by|includes?|compris\w+|consist\w*\s+of|brings?\s+together|made\s+up\s+of|members\s+are)\b)"
        ),
        "in_force",
        ("by", "of", "includes", "include", "comprises", "together", "are"),
        "consortium-members",
    ),
    Verb(
        "collaboration",
        _p(rf"\b(?:{PARTNER_VERBS})\b"),
        "in_force",
        ("with", "between", "and"),
        "verb-partner",
    ),
    Verb(
        "licence",
        _p(
            r"\b(?:(?:out|in|sub)-?)?licen[cs](?:ed|es|ing)\b(?!\s+(?:agreement|deal|contract|pact|option|psych|medical|physician|provider|product))|\bgrant(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,6}?(?:licen[cs]e|rights)\b|\b(?:acquir|gain|obtain)(?:s|es|ed|ing)\s+(?:[\w’'-]+\s+){0,4}?rights\b"
        ),
        "signed",
        ("to", "from", "with"),
        "verb-licence",
    ),
    Verb(
        "talks",
        _p(
            r"\b(?:negotiat(?:e|es|ed|ing)|in\s+talks|explor(?:e|es|ed|ing)\s+(?=(?:[\w-]+\s+){0,6}(?:with|partner|collab|cooperat|opportunit))|discuss(?:es|ed|ing)\s+(?=[^.]{0,80}\bwith\b)|(?:h[eo]ld(?:ing)?|conduct(?:s|ed|ing)?|arrang(?:e|ed|ing))\s+(?:[\w-]+\s+){0,4}?(?:meetings?|talks|discussions)\s+(?=with\b)|met\s+(?=with\b))"
        ),
        "talks",
        ("with",),
        "verb-talks",
    ),
    Verb(
        "contract",
        _p(
            r"\b(?:award(?:s|ed|ing)?|w[io]ns?|secur(?:es|ed|ing)|receiv(?:es|ed|ing)|disclos(?:es|ed|ing)|land(?:s|ed))\s+(?:[\w’'-]+\s+){0,6}?(?:contracts?|(?:purchase|manufacturing|supply|production)\s+orders?|orders?|tenders?)\b"
        ),
        "signed",
        ("from", "with", "by", "to"),
        "verb-award",
    ),
    Verb(
        "fund",
        _p(
            rf"\b(?:provid(?:e|es|ed|ing)|award(?:s|ed|ing)?|grant(?:s|ed|ing)?|invest(?:s|ed|ing)?|commit(?:s|ted|ting)?|pledg(?:e|es|ed|ing)|contribut(?:e|es|ed|ing)|donat(?:e|es|ed|ing)|allocat(?:e|es|ed|ing)|receiv(?:e|es|ed|ing)|secur(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|mak(?:e|es|ing)|made|extend(?:s|ed|ing)?)\s+(?:(?:up\s+to|over|more\s+than|nearly|about|approximately|an?|the|its|around|at\s+least)\s+){{0,3}}(?:(?:estimated|additional|initial|further|total\s+of|new)\s+){{0,2}}{MONEY}"
        ),
        "in_force",
        ("to", "into", "in", "from", "for", "by"),
        "verb-fund",
    ),
    Verb(
        "fund",
        _p(
            r"\b(?:support(?:s|ed|ing)?|fund(?:s|ed|ing)|financ(?:es|ed|ing)|award(?:s|ed|ing)|receiv(?:es|ed|ing)|secur(?:es|ed|ing)|provid(?:e|es|ed|ing)|mak(?:es|ing))\s+(?:[\w’'$.-]+\s+){0,6}?(?:grants?|loans?|seed\s+funding|equity\s+investments?)\b|\brounds?\s+of\s+equity\s+investments?\b"
        ),
        "in_force",
        ("to", "from", "in", "by", "for"),
        "verb-grant",
    ),
    Verb(
        "office",
        _p(
            rf"\b(?:{BUILD})\s+(?=(?:an?|its|the|their|our|new|two|three|first)\b){BUILT}"
        ),
        "in_force",
        ("with", "in"),
        "verb-office",
    ),
    Verb(
        "centre",
        _p(
            rf"\b(?:{BUILD})\s+(?=(?:an?|its|the|their|our|new|two|three|first)\b){CENTRE}"
        ),
        "in_force",
        ("with", "in"),
        "verb-centre",
    ),
    Verb(
        "facility",
        _p(
            rf"\b(?:{BUILD})\s+(?=(?:an?|its|the|their|our|new|two|three|first)\b){PLANT}"
        ),
        "in_force",
        ("with", "in"),
        "verb-facility",
    ),
    Verb(
        "consortium",
        _p(
            r"\b(?:join(?:s|ed|ing)?|form(?:s|ed|ing)?|launch(?:es|ed|ing)?|establish(?:es|ed|ing)?|found(?:ed|ing)?|creat(?:es|ed|ing))\s+(?:[\w’'-]+\s+){0,5}?consorti(?:um|a)\b"
        ),
        "in_force",
        ("with", "of", "between"),
        "verb-consortium",
    ),
    Verb(
        "trial",
        _p(
            r"\b(?:conduct(?:s|ed|ing)?|run(?:s|ning)?|ran|initiat(?:e|es|ed|ing)|start(?:s|ed|ing)?|beg[iu]n(?:s|ning)?|began|launch(?:es|ed|ing)?|complet(?:e|es|ed|ing)|enrol(?:l|ls|led|ling)?\s+(?:[\w-]+\s+){0,4}in|dos(?:ed|ing)\s+(?:[\w-]+\s+){0,4}in|carry(?:ing)?\s+out|carried\s+out|perform(?:s|ed|ing)?|support(?:s|ing)?|conduct|halt(?:s|ed)?|sponsor(?:s|ed|ing)?|undertak(?:e|ing))\s+(?:[\w’'/-]+\s+){0,7}?(?:trials?|clinical\s+(?:stud(?:y|ies)|investigations?))\b"
        ),
        "in_force",
        ("with", "at", "in", "by"),
        "verb-trial",
    ),
    Verb(
        "visit",
        _p(
            r"\b(?:visit(?:s|ed|ing)\s+(?=(?:the\s+|our\s+)?[A-Z])|c[oa]me(?:s)?\s+to\s+(?=[A-Z])|travel(?:s|l?ed|l?ing)?\s+to\s+(?=(?:the\s+)?[A-Z])|(?:official|state|working|business|return|study)\s+(?:visits?|tours?|trips?)\b|(?:trade|business|fact-finding)\s+(?:missions?|delegations?)\b|(?:host|receiv|welcom)(?:s|es|ed|ing)\s+(?:[\w’'-]+\s+){0,3}?(?:delegations?|visitors|guests)\b|delegations?\s+(?=from\b|to\b|led\b))"
        ),
        "completed",
        ("to", "from", "in", "of"),
        "verb-visit",
    ),
    Verb(
        "event",
        _p(
            r"\b(?:participat(?:e|es|ed|ing)\s+in|tak(?:e|es|ing)\s+part\s+in|took\s+part\s+in|attend(?:s|ed|ing)?|exhibit(?:s|ed|ing)?\s+at|present(?:s|ed|ing)?\s+at|host(?:s|ed|ing)?|organi[sz](?:es?|ed|ing)|co-host(?:s|ed|ing)?|hold(?:s|ing)?|held)\b"
        ),
        "completed",
        ("with", "in", "by"),
        "verb-event",
    ),
    Verb(
        "event",
        _p(
            r"\b(?:closed|ended|concluded|took\s+place|takes\s+place|will\s+take\s+place|was\s+held|will\s+be\s+held|opened|drew|attracted|brought\s+together|brings\s+together|welcomed|gathered)\b"
        ),
        "completed",
        ("by",),
        "event-held",
    ),
)
EVENT_NEEDS = re.compile(
    r"\b(?:convention|conference|congress|forum|summit|exhibition|expo|symposium|fair|workshop|seminar|webinar|roundtable|round table|pavilion|showcase|partnering|matchmaking|meetings?)s?\b",
    re.IGNORECASE,
)
"""What an event verb must have after it, close by."""
