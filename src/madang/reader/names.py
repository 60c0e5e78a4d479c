"""Names in a sentence with their places: organisations, countries, people, places, events; and whom a description means.

A capitalised run is cut at titles and "'s", joined over "of", "for" and "and" only where the words before belong to
the name of a body ("Ministry of Health and Welfare"), and freed of words that only start a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from madang.reader import countries
from madang.reader.mention import COUNTRY, GENERIC, ORGANISATION, Mention
from madang.reader.name_descriptions import BODIES, described_by_country
from madang.reader.name_kinds import mention_of
from madang.reader.name_links import LINK, pieces
from madang.reader.name_words import LEGAL

CAPITALS = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z][a-z])|[A-ZÀ-ÖØ-ÞĀĒĪŌŪŠŽČĢĶĻŅ](?:[\w&/+]|-(?=[A-Z0-9À-Þ])|\.(?=\w))*(?!-[a-z])\b|[a-z]{1,4}[A-Z]\w*|\d+[A-Z]\w*)"


RUN = re.compile(
    rf"{CAPITALS}(?:,?\s+{LEGAL}\b\.?|\s+(?:{LINK}\s+)?{CAPITALS}|\s+\d{{1,4}}(?=\s*[,.;)]|$))*(?:,?\s+{LEGAL}\b\.?)*"
)


HANGUL = re.compile(
    r"[A-Z0-9a-z가-힣·&]{0,24}(?:대학교병원|대학교|대학병원|병원|의료원|연구원|연구소|협회|재단|진흥원|테크노파크|제약|바이오로직스|바이오텍|바이오사이언스|바이오|약품|파마|헬스케어|그룹|공사|공단|보건복지부|식약처|정부|㈜[가-힣A-Za-z]+|"
    r"팜|메디칼|테라퓨틱스|진단|생명과학|셀|젠|홀딩스|클러스터|센터)(?=[은는이가와과의을를도에및,\s·)(]|$)"
)


BESIDE_COUNTRY = re.compile(
    rf"(?P<country>{'|'.join(word for word in sorted(countries.names(), key=len, reverse=True) if word[0] >= '가')})\s(?P<name>[가-힣A-Za-z]{{2,12}}?)(?=(?:과|와|과의|와의|은|는|이|가)\s)"
)
"""A name without any telling ending, between a country and a particle: "노르웨이 피오르겐과"."""


def find_names(flat: str, known: frozenset[str] = frozenset()) -> list[Mention]:
    """Mentions of a flattened sentence in order. `known` are names seen elsewhere, so that they also count at the start."""
    found: list[Mention] = []
    for match in RUN.finditer(flat):
        for start, end in pieces(flat, match.start(), match.end()):
            mention = mention_of(flat, start, end, known)
            if mention:
                found.append(described_by_country(flat, _with_country(flat, mention)))
    found = [each for each in found if not any(_holds(other, each) for other in found)]
    for mention in _telling(flat):
        if not any(
            each.start < mention.end and mention.start < each.end for each in found
        ):
            found.append(mention)
    return sorted(found, key=lambda each: each.start)


def _holds(one: Mention, other: Mention) -> bool:
    return one is not other and one.start <= other.start and other.end <= one.end


def _telling(flat: str) -> Iterator[Mention]:
    """What tells itself without capitals: Korean endings, bodies of a nationality, countries."""
    for match in HANGUL.finditer(flat):
        yield Mention(match.start(), match.end(), match.group(), ORGANISATION)
    for match in BESIDE_COUNTRY.finditer(flat):
        code = countries.code_of(match["country"])
        yield Mention(
            match.start("name"), match.end("name"), match["name"], ORGANISATION, code
        )
    for match in BODIES.finditer(flat):
        yield Mention(
            match.start(),
            match.end(),
            match.group(),
            GENERIC,
            countries.code_of(match["people"]),
        )
    for match in countries.pattern().finditer(flat):
        code = countries.names().get(match["name"] or match["kr"])
        if code:
            yield Mention(match.start(), match.end(), match.group(), COUNTRY, code)


BARE_GOVERNMENT = re.compile(
    r"(?:Ministry|Ministries|Department|Government|Embassy|National|Federal|Central|Food and Drug|Centers? for Disease)\b"
)


def _with_country(flat: str, mention: Mention) -> Mention:
    """ "Peru's Ministry of Trade" is a name, "Ministry of Trade" is many: the country in front belongs to it."""
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
