"""The vocabulary's words as patterns that allow for inflection, and how far a mention can be trusted.

English words stand whole and may be plural; a hyphen may be a space, or nothing. Korean words may be written apart, and
may carry particles or stand at the head of a compound. A confidence is a rank from 0 to 1 set by hand, no probability;
`benchmarks/tagging.py` prints how often proposals of each rank are right on made-up texts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from madang.engine.match import vocabulary
from madang.engine.match.countries import COUNTRY_NAMES
from madang.engine.match.folding import Folded, is_hangul
from madang.engine.match.vocabulary import plain

# Acronyms that are also words or pronouns: only in capitals.
CASED = frozenset(["who", "aids", "hit", "nash", "mash", "als", "ent", "tb", "vc", "aso", "us", "eu", "uk", "prime", "api", "adc", "cis", "ai", "app", "ngs", "pcr", "cro", "cmo"])  # fmt: skip
# Words that are mostly said in passing; a mention of one alone is not worth a question.
WEAK = frozenset(
    [
        "company",
        "companies",
        "industry",
        "international",
        "institute",
        "agent",
        "fund",
        "bank",
        "society",
        "concept",
        "idea",
        "hit",
        "filed",
        "filing",
        "registration",
        "launched",
        "screening",
        "biomarker",
        "infrastructure",
        "laboratory",
        "instrument",
        "instruments",
        "intermediate",
        "device",
        "devices",
        "clinic",
        "academic",
        "government",
        "governmental",
        "pharma",
        "pharmaceutical",
        "pharmaceuticals",
        "clinical trial",
        "clinical trials",
        "discovery",
        "association",
        "foundation",
        "capsule",
        "tablet",
        "resin",
        "approved",
        "visibility",
        "networking",
        "advisory",
        "nash",
        "equity",
        "implant",
        "recombinant",
        "기업",
        "업체",
        "단체",
        "개념",
        "탐색",
        "아이디어",
        "데이터",
        "인프라",
        "제약",
        "임상시험",
        "임상 시험",
        "승인",
        "허가",
        "정신",
        "대사",
        "이식",
        "신경",
        "생산",
        "제조",
        "현장",
        "수단",
        "오만",
        "가나",
        "말리",
        "기니",
        "차드",
        "홍보",
        "자문",
        "공급망",
        "노하우",
        "정부",
        "면역",
        "혈액",
        "훈련",
        "부처",
        "협회",
        "학회",
        "재단",
        "은행",
        "올리고",
        "생식",
        "미용",
    ]
)
PARTICLE = (
    r"(?:은|는|이|가|을|를|의|에|에서|에게|과|와|도|로|으로|만|까지|부터|보다|이나|나|이며|며|이고|고|등|및|용|형|계|류|성|시|중|후|전|적|인|란"
    r"|이라|을위한|를위한|하는|하고|하여|해|할|한|함|하기|하며|하려는|합니다|되는|된|됨|될|됩니다|이다|입니다)"
)
_TAIL = re.compile(rf"{PARTICLE}{{0,2}}")
_COMPOUND = re.compile(
    r"(?:제|치료제|치료|백신|환자|분야|기업|기관|업체|회사|제품|개발|파트너|파트너십|사업|공정|시설|기술|후보물질|후보|임상|협력|연구|희망|필요|수요"
    r"|플랫폼|질환|감염|감염증|시장|생산|진단|진단기기|의약품|신약|센터|병원|대학|정부|보건부|내|현지|국가|지역|프로그램|과정|지원|자금|유치|권|계약"
    rf"|서비스|솔루션|장비|기기|부품|원료|물질|단계|자산|파이프라인|사|처|자|측|사와|사업부)+{PARTICLE}{{0,2}}"
)
OWN, INFLECTED, COMPOUND, INSIDE = 0.9, 0.85, 0.75, 0.6
SHORT, FAINT = 0.7, 0.4
LEAST = 0.5


Phrase = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The words of one facet by the letter that they begin with: one pattern each, longest first, and what it found."""

    patterns: Mapping[str, re.Pattern[str]]
    phrases: Mapping[str, Phrase]

    def at(self, text: str, place: int) -> tuple[Phrase, int] | None:
        """The longest phrase at a place with the ids that it stands for, and where it ends; None for none."""
        pattern = self.patterns.get(text[place])
        match = pattern.match(text, place) if pattern else None
        return (self.phrases[match.lastgroup or ""], match.end()) if match else None


@cache
def lookup(facet: str) -> Lookup:
    """The words of a facet. Raises KeyError for a facet without a vocabulary."""
    ids: dict[str, tuple[str, ...]] = {}
    terms = vocabulary.TERMS[facet].items()
    words = {name: (*term.words, *term.narrower) for name, term in terms}
    if facet == vocabulary.COUNTRY:
        words |= {code: tuple(row.split("|")) for code, row in COUNTRY_NAMES.items()}
        words["US"] += ("us",)
    for name, listed in words.items():
        if name != "other":
            for phrase in listed:
                ids.setdefault(plain(phrase), (name,))
    for phrase, names in vocabulary.RANGES.get(facet, {}).items():
        ids[phrase] = tuple(names.split())
    ordered = sorted(ids, key=lambda phrase: (-len(phrase), phrase))
    bodies: dict[str, list[str]] = {}
    for number, phrase in enumerate(ordered):
        bodies.setdefault(phrase[0], []).append(f"(?P<p{number}>{_body(phrase)})")
    return Lookup(
        {first: re.compile("|".join(found)) for first, found in bodies.items()},
        {f"p{n}": (phrase, ids[phrase]) for n, phrase in enumerate(ordered)},
    )


def _body(phrase: str) -> str:
    """One phrase with what may differ in writing."""
    if any(is_hangul(letter) for letter in phrase):
        body = re.escape(phrase).replace(r"\ ", " ?")
        if len(phrase) >= 4 and " " not in phrase and all(map(is_hangul, phrase)):
            body = " ?".join(phrase)
        edge = r"(?<![a-z0-9])" if phrase[0].isascii() else ""
        return edge + body + (r"(?![a-z0-9])" if phrase[-1].isascii() else "")
    body = re.escape(phrase).replace(r"\ ", "[ -]").replace(r"\-", "[ -]?")
    if phrase[-1].isalpha() and len(phrase) > 2:
        body = f"{body[:-1]}(?:y|ies)" if _takes_ies(phrase) else f"{body}(?:s|es)?"
    return rf"(?<![a-z0-9]){body}(?:'s)?(?![a-z0-9])"


def _takes_ies(phrase: str) -> bool:
    return phrase[-1] == "y" and phrase[-2] not in "aeiou"


def trust(text: Folded, phrase: str, facet: str, span: tuple[int, int]) -> float:
    """How far a mention at these folded places can be trusted, 0 (not at all) to 1."""
    start, end = span
    written = text.original[slice(*text.source(start, end))]
    if phrase in WEAK:
        return FAINT
    if is_hangul(phrase[-1]) or is_hangul(phrase[0]):
        return _trust_korean(text.text, phrase, facet, span)
    if phrase in CASED and not _stands_out(written, text.original):
        return 0.0
    if facet == vocabulary.COUNTRY and written[0].islower() and _has_capitals(text):
        return 0.0
    if len(phrase) <= 3:
        return SHORT
    return OWN if " " in phrase or "-" in phrase or len(phrase) > 6 else INFLECTED


def _stands_out(written: str, whole: str) -> bool:
    bare = written.removesuffix("s")
    return bare.isupper() and any(letter.islower() for letter in whole)


def _has_capitals(text: Folded) -> bool:
    return any(letter.isupper() for letter in text.original)


def _trust_korean(text: str, phrase: str, facet: str, span: tuple[int, int]) -> float:
    start, end = span
    after = end
    while after < len(text) and is_hangul(text[after]):
        after += 1
    tail = text[end:after] if is_hangul(phrase[-1]) else ""
    is_attached = start > 0 and is_hangul(text[start - 1]) and is_hangul(phrase[0])
    length = sum(map(is_hangul, phrase))
    if length < 3 and is_attached:
        fits = length == 2 and facet != vocabulary.COUNTRY and _TAIL.fullmatch(tail)
        return 0.55 if fits else 0.0
    if not tail:
        return COMPOUND if is_attached else OWN
    if _TAIL.fullmatch(tail):
        return INSIDE if is_attached else INFLECTED
    if _COMPOUND.fullmatch(tail):
        return INSIDE if is_attached else COMPOUND
    if length == 1 or facet == vocabulary.COUNTRY:
        return 0.0
    return INSIDE if length > 2 else FAINT
