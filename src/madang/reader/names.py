"""Names in a sentence with their places: organisations, countries, people, places, events; and whom a description means.

A capitalised run is cut at titles and "'s", joined over "of", "for" and "and" only where the words before belong to
the name of a body ("Ministry of Health and Welfare"), and freed of words that only start a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from madang.reader import countries
from madang.reader.name_words import (
    CITIES,
    COMMON,
    EVENTS,
    GENERIC_HEADS,
    HEADS,
    KIND_PATTERNS,
    LEGAL,
    NO_NAMES,
    PLACES_BEFORE,
    STARTERS,
    THINGS,
    TITLES,
)

ORGANISATION, COUNTRY, PERSON, PLACE, EVENT, THING, GENERIC = (
    "organisation",
    "country",
    "person",
    "place",
    "event",
    "thing",
    "generic",
)

TOKEN = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z][a-z])|[A-ZÀ-ÖØ-ÞĀĒĪŌŪŠŽČĢĶĻŅ](?:[\w&/+]|-(?=[A-Z0-9À-Þ])|\.(?=\w))*(?!-[a-z])\b|[a-z]{1,4}[A-Z]\w*|\d+[A-Z]\w*)"
LINK = r"(?:of the|of|for the|for|on|and|&|de|del|der|für|und|e|la)"
RUN = re.compile(
    rf"{TOKEN}(?:,?\s+{LEGAL}\b\.?|\s+(?:{LINK}\s+)?{TOKEN}|\s+\d{{1,4}}(?=\s*[,.;)]|$))*(?:,?\s+{LEGAL}\b\.?)*"
)
HANGUL = re.compile(
    r"[A-Z0-9a-z가-힣·&]*(?:대학교병원|대학교|대학병원|병원|의료원|연구원|연구소|협회|재단|진흥원|테크노파크|제약|바이오로직스|바이오텍|바이오사이언스|바이오|약품|파마|헬스케어|그룹|공사|공단|보건복지부|식약처|정부|㈜[가-힣A-Za-z]+|"
    r"팜|메디칼|테라퓨틱스|진단|생명과학|셀|젠|홀딩스|클러스터|센터)(?=[은는이가와과의을를도에및,\s·)(]|$)"
)
NUMBERED = re.compile(
    r"[A-Z]{1,5}-?\d+[\w-]*$|(?:January|February|March|April|May|June|July|August|September|October|November|December|Phase|Series|Form|Class|Type|Stage|Part|Section|FY|Q[1-4]|USD|EUR|KRW|GBP|SGD|NOK|SEK|US)\b(?:\s+[\dIV]+\w?)?$|(?:USD|EUR|KRW|GBP|SGD)\s"
)
PERSON_AFTER = re.compile(
    r"\s*,?\s+(?:said|says|stated|noted|added|explained|commented)\b|\s*,\s+(?:[\w-]+\s+){0,3}(?:CEO|[Pp]resident|[Cc]hair\w*|[Dd]irector|[Pp]rofessor|[Mm]inister|[Hh]ead|[Ff]ounder|[Cc]hief|[Mm]anaging|[Vv]ice|M\.?D\b|Ph\.?D)"
)
PERSON_BEFORE = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Sir|Hon)\.?|\b(?:CEO|[Pp]resident|[Cc]hairm[ae]n|[Cc]hair|[Dd]irector|[Mm]inister|[Pp]rofessor|[Ss]ecretary|[Aa]mbassador|[Ff]ounder|member|[Oo]fficer)|(?:said|added|noted|says))\s+$"
)
GENERIC_NP = re.compile(
    rf"(?:(?P<det>an?|the|several|two|three|many|other|some|one of)\s+)?(?P<words>(?:[\w’'-]+\s+){{0,5}}?)(?P<head>{GENERIC_HEADS})\b"
)
STOP_IN_GENERIC = re.compile(
    r"\b(?:to|for|in|on|at|by|from|that|which|who|will|is|are|was|were|has|have|with|of|as|and|or|its|their|our|his|her)\b"
)


@dataclass(frozen=True)
class Mention:
    """A name in a sentence: places counted from the sentence's start, kind, and the country it shows."""

    start: int
    end: int
    text: str
    kind: str
    country: str | None = None


DOTTED = re.compile(r"\b(?:Inc|Ltd|Corp|Co|S\.A|S\.p\.A|B\.V|N\.V|[A-Z])\.$")


def clean(text: str) -> str:
    """A name as it is shown: one space between words, no marks around."""
    name = re.sub(r"\s+", " ", text).strip(" ,;:-–—’'\"“”*#").lstrip(".")
    return name if DOTTED.search(name) else name.rstrip(" .")


def organisation_kind(name: str) -> str | None:
    """The kind of body that the words of a name show; None where they show nothing."""
    for kind, pattern in KIND_PATTERNS:
        if pattern.search(name):
            return kind
    return None


BESIDE_COUNTRY = re.compile(
    rf"(?P<country>{'|'.join(word for word in sorted(countries.names(), key=len, reverse=True) if word[0] >= '가')})\s(?P<name>[가-힣A-Za-z]{{2,12}}?)(?=(?:과|와|과의|와의|은|는|이|가)\s)"
)
"""A name without any telling ending, between a country and a particle: "노르웨이 피오르겐과"."""
BODIES = re.compile(
    rf"\b(?P<people>{'|'.join(sorted(countries.peoples(), key=len, reverse=True))})\s+(?:[a-z][\w-]*\s+){{0,3}}?(?:authorities|government|ministries|companies|firms|universities|hospitals|institutes|organi[sz]ations|agencies|investors|partners|manufacturers)\b(?!\s+[A-Z])"
)


def find_names(flat: str, known: frozenset[str] = frozenset()) -> list[Mention]:
    """Mentions of a flattened sentence in order. `known` are names seen elsewhere, so that they also count at the start."""
    found: list[Mention] = []
    for match in RUN.finditer(flat):
        for start, end in _pieces(flat, match.start(), match.end()):
            mention = _mention(flat, start, end, known)
            if mention:
                found.append(_with_country(flat, mention))
    found = [_described_by_country(flat, each) for each in found]
    for match in HANGUL.finditer(flat):
        if not any(
            each.start < match.end() and match.start() < each.end for each in found
        ):
            found.append(
                Mention(match.start(), match.end(), match.group(), ORGANISATION)
            )
    for match in BESIDE_COUNTRY.finditer(flat):
        if not any(
            each.start < match.end("name") and match.start("name") < each.end
            for each in found
        ):
            found.append(
                Mention(
                    match.start("name"),
                    match.end("name"),
                    match["name"],
                    ORGANISATION,
                    countries.code_of(match["country"]),
                )
            )
    for match in BODIES.finditer(flat):
        if not any(
            each.start < match.end() and match.start() < each.end for each in found
        ):
            found.append(
                Mention(
                    match.start(),
                    match.end(),
                    match.group(),
                    GENERIC,
                    countries.code_of(match["people"]),
                )
            )
    for match in countries.pattern().finditer(flat):
        code = countries.names().get(match["name"] or match["kr"])
        if code and not any(
            each.start < match.end() and match.start() < each.end for each in found
        ):
            found.append(
                Mention(match.start(), match.end(), match.group(), COUNTRY, code)
            )
    return sorted(found, key=lambda each: each.start)


HEAD_BEHIND = re.compile(
    rf"\s+(?:[a-z][\w-]*\s+){{0,2}}?(?:{GENERIC_HEADS})\b(?!\s+[A-Z])"
)


def _described_by_country(flat: str, mention: Mention) -> Mention:
    """ "U.S. organizations" are a described party, not the country."""
    behind = HEAD_BEHIND.match(flat, mention.end) if mention.kind == COUNTRY else None
    if behind is None or (
        mention.text in countries.names()
        and not mention.text.isupper()
        and "." not in mention.text
    ):
        return mention
    return Mention(
        mention.start,
        behind.end(),
        flat[mention.start : behind.end()],
        GENERIC,
        mention.country,
    )


BARE_GOVERNMENT = re.compile(
    r"(?:Ministry|Ministries|Department|Government|Embassy|National|Federal|Central|Food and Drug|Centers? for Disease)\b"
)


def _with_country(flat: str, mention: Mention) -> Mention:
    """ "Indonesia's Ministry of Health" is a name, "Ministry of Health" is many: the country in front belongs to it."""
    if mention.kind != ORGANISATION or not BARE_GOVERNMENT.match(mention.text):
        return mention
    before = re.search(
        r"(?P<name>[A-Z][\w.]*(?:\s+[A-Z]\w+)?)(?:’s|'s)\s+$", flat[: mention.start]
    )
    code = countries.names().get(before["name"]) if before else None
    if before is None or code is None:
        return mention
    return Mention(
        before.start(),
        mention.end,
        flat[before.start() : mention.end],
        ORGANISATION,
        code,
    )


def _pieces(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run cut where "and", "for" or "of" do not belong to a name, and after a title."""
    pieces = []
    at = start
    for link in re.finditer(rf"\s+({LINK})\s+", flat[start:end]):
        left, right = flat[at : start + link.start()], flat[start + link.end() : end]
        if not _belongs(left, link.group(1), right):
            pieces.append((at, start + link.start()))
            at = start + link.end()
    pieces.append((at, end))
    return pieces


def _belongs(left: str, link: str, right: str) -> bool:
    words = left.split()
    if link in ("and", "&", "und"):
        return _belongs_and(left, words, right, link)
    last = words[-1].lower().rstrip("s.,")
    if link == "der" and not re.search(
        r"(?:ministerium|universität|institut|verband|kammer|akademie)$", last
    ):
        return False
    return (
        (
            (last in HEADS or words[-1].lower() in HEADS)
            and not set(w.lower() for w in words) & {"chairman", "ceo", "director"}
        )
        or link in ("de", "del", "der", "la", "e")
        or (len(words) > 1 and link == "on" and last in HEADS)
    )


def _belongs_and(left: str, words: list[str], right: str, flat_link: str) -> bool:
    if flat_link == "&" and not any(word.lower() in TITLES for word in words[-1:]):
        return True
    following = re.split(rf"\s+(?:{LINK})\s+", right)[0].split()
    if (
        not following
        or countries.code_of(left)
        or (left.isupper() and len(words) == 1 and len(left) > 1)
    ):
        return "&" in left[-1:]
    has_head = any(word.lower() in HEADS for word in words)
    if has_head:
        opened = re.search(r"\b(?:of|for|on)\b", left)
        if opened and following[-1].lower() in FIELDS and len(following) <= 2:
            return True
        return (
            opened is not None
            and organisation_kind(right) in (None, "hospital")
            and len(following) <= 2
            and not following[0].isupper()
            and following[0].lower() not in HEADS
        )
    return (
        following[-1].lower() in HEADS
        and len(following) > 1
        and len(words) <= 3
        and not following[0].isupper()
        and organisation_kind(left) in (None, "company")
        and not re.search(LEGAL_END, left)
    ) or _joined_trade(words, following)


LEGAL_END = re.compile(
    rf"\b{LEGAL}\.?$|(?:Biologics|Therapeutics|Pharmaceuticals?|Pharma|Biotech|Biosciences?|Technologies|Healthcare|Laboratories)$"
)


FIELDS = frozenset(
    [
        "industry",
        "industries",
        "science",
        "sciences",
        "medicine",
        "technology",
        "welfare",
        "research",
        "education",
        "trade",
        "development",
        "innovation",
        "safety",
        "security",
        "biology",
        "chemistry",
        "engineering",
        "affairs",
        "services",
        "diseases",
        "health",
        "planning",
        "commerce",
        "labour",
        "labor",
        "economy",
        "energy",
    ]
)


def _joined_trade(words: list[str], following: list[str]) -> bool:
    """ "Food and Drug Administration": a single plain word, then two words that close with a body."""
    return len(words) == 1 and len(following) == 2 and following[-1].lower() in HEADS


PAPERS = re.compile(
    r"\b(?:Agreement|Memorandum|Memoranda|Understanding|Intent|Contract|Licen[cs]e|Deal|Partnership|Collaboration|Designation|Award|Program(?:me)?|Project|Trial|Study|Act)s?$"
)


def _mention(flat: str, start: int, end: int, known: frozenset[str]) -> Mention | None:
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
    return Mention(start, end, text, _kind(flat, start, end, text), _nationality(text))


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
    is_first = not flat[:start].strip(' "“‘„#*-•·–') and len(words) == 1
    is_plain = text[1:].islower() and organisation_kind(text) is None
    return (
        is_first
        and is_plain
        and text not in known
        and not APPOSED.match(flat, start + len(text))
    )


APPOSED = re.compile(r"\s*,\s+(?:in|an?|the|which|based|part)\b|(?:’s|'s)\s")
HEADING = re.compile(
    r"(?<=\s)(?:At|The|To|With|By|As|Is|Are|From|In|For|Your|Our|Its|Into|Over|Signs|Announces|Launches|Awards)\s"
)
JOBS = frozenset(
    [
        "business",
        "development",
        "affairs",
        "operations",
        "marketing",
        "strategy",
        "corporate",
        "commercial",
        "regulatory",
        "communications",
        "finance",
        "medical",
        "science",
        "research",
        "global",
        "&",
        "and",
    ]
)


def _trim(flat: str, start: int, end: int, known: frozenset[str]) -> tuple[int, int]:
    """Without common words in front, a nationality before a plain name, a title, and punctuation behind."""
    while start < end:
        first = re.match(r"\S+\s*", flat[start:end])
        if first is None:
            break
        word, rest = first.group().strip(), flat[start + first.end() : end]
        bare = word.lower().rstrip(".,")
        is_start = start == len(flat) - len(flat.lstrip(' "“‘„#*-•·–'))
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


def _nationality(text: str) -> str | None:
    found = countries.codes_in(text)
    return found[0][1] if found else None


def generic_at(flat: str, at: int) -> Mention | None:
    """A party that is only described, right at this place: "a global pharmaceutical company"."""
    match = GENERIC_NP.match(flat, at)
    if match is None or STOP_IN_GENERIC.search(match["words"]):
        return None
    end = match.end()
    while more := re.compile(rf"\s+(?:{GENERIC_HEADS})\b").match(flat, end):
        end = more.end()
    also = re.compile(rf"\s+and\s+(?:[a-z-]+\s+){{0,2}}(?:{GENERIC_HEADS})\b").match(
        flat, end
    )
    end = also.end() if also else end
    text = flat[at:end]
    if match["det"] in ("the", None) and (
        not text.endswith("s") or len(text.split()) < 2
    ):
        return None
    found = countries.codes_in(text)
    return Mention(at, end, text, GENERIC, found[0][1] if found else None)


def without_products(mentions: list[Mention], words: str) -> list[Mention]:
    """Without trade marks ("Name®") and a place in capitals that opens a report."""
    marked = {
        m.text.split()[0]
        for m in mentions
        if re.match(r"\s?[®™]", words[m.end :])
        or "®" in words[m.start : m.end]
        or "™" in words[m.start : m.end]
    }
    return [
        m
        for m in mentions
        if (m.kind == COUNTRY or m.text.split()[0] not in marked)
        and not (
            m.start == 0 and m.text.isupper() and DATELINE_BEHIND.match(words[m.end :])
        )
    ]


DATELINE_BEHIND = re.compile(
    r"\s*(?:,\s*[A-Z][\w. ]{1,20})?\s*(?:\([^)]*\)\s*)?[—–-]\s|,\s*[A-Z][\w.]+\.?\s*[-–—,]\s"
)


def sure_names(mentions: list[Mention], flat: str) -> list[Mention]:
    """For languages that capitalise nouns: only names that look like names, without titles in front."""
    kept = []
    for mention in mentions:
        words = mention.text.split()
        if mention.kind == ORGANISATION and TITLE_NOUN.search(words[0]):
            continue
        if mention.kind == ORGANISATION and words[0] in ROLE_NOUNS and len(words) > 1:
            start = mention.start + len(words[0]) + 1
            mention = replace(mention, start=start, text=flat[start : mention.end])
        if mention.kind != ORGANISATION or _is_sure(mention.text):
            kept.append(mention)
    return kept


TITLE_NOUN = re.compile(
    r"(?:minister|präsident|direktor|professor|chef|leiter|sekretär|botschafter|bürgermeister)(?:in)?$",
    re.IGNORECASE,
)
ROLE_NOUNS = frozenset(
    {
        "Agentur",
        "Firma",
        "Unternehmen",
        "Universität",
        "Konzern",
        "Hersteller",
        "Stiftung",
        "Verband",
        "Netzwerk",
    }
) - {"Universität"}


def _is_sure(text: str) -> bool:
    if len(text.split()) > 1 or any("가" <= char <= "힣" for char in text):
        return True
    return (
        sum(char.isupper() for char in text) > 1
        or any(char.isdigit() for char in text)
        or organisation_kind(text) is not None
    )
