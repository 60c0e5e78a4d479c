"""The controlled vocabulary: twelve facets, their terms, and the words by which a term is recognised.

Ids are stable and stored; nothing is ever matched on a label. Each term has an English and a Korean label, anchors in
public standards where one is known to fit, and words (English and Korean, lower case) by which `find_terms` tags the
free cells of a survey workbook and `tagger.propose` a text. The rows are in `terms/`. Needs nothing but the standard
library.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from madang.engine.match.countries import COUNTRY_NAMES
from madang.engine.match.terms.deals import DEALS
from madang.engine.match.terms.fields import FIELDS
from madang.engine.match.terms.groups import GROUPS
from madang.engine.match.terms.modalities import DEVICES, MODALITIES
from madang.engine.match.terms.others import (
    AVAILABILITIES,
    CAPACITIES,
    LANGUAGES,
    LEVELS,
    OBJECTIVES,
    SIZES,
    STAGE_PLACES,
    STAGES,
    STANDINGS,
)
from madang.engine.match.terms.partners import PARTNER_TYPES

# Before a phrase that names a part of a term: the tagger reads it in running text, while a cell of a workbook that holds it
# keeps it as a narrower word of its own.
NARROWER = "~"
# Raised when a term or a word for one is added; a term never goes away and never changes its meaning.
VERSION = 3
DEAL, FIELD, MODALITY, STAGE = "deal", "field", "modality", "stage"
PARTNER_TYPE, COUNTRY = "partner_type", "country"
SIZE, LANGUAGE, OBJECTIVE = "size", "language", "objective"
STANDING, CAPACITY, AVAILABILITY = "standing", "capacity", "availability"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a facet.

    id        stable, stored
    english   label in British English
    korean    label in Korean
    anchors   (scheme, code) pairs of public standards, such as ("mesh", "C04"); may be empty
    words     phrases that name it, in English and Korean, lower case
    narrower  phrases that name a part of it, such as a single disease
    """

    id: str
    facet: str
    english: str
    korean: str
    anchors: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    narrower: tuple[str, ...] = ()


def _read(facet: str, rows: Mapping[str, str]) -> dict[str, Term]:
    terms = {}
    for name, row in rows.items():
        english, korean, anchors, *words = (part.strip() for part in row.split(";"))
        phrases = [word for part in words for word in part.split("|") if word]
        pairs = (tuple(anchor.split(":", 1)) for anchor in anchors.split())
        terms[name] = Term(
            id=name,
            facet=facet,
            english=english,
            korean=korean,
            anchors=tuple((scheme, code) for scheme, code in pairs),
            words=tuple(word for word in phrases if word[0] != NARROWER),
            narrower=tuple(word[1:] for word in phrases if word[0] == NARROWER),
        )
    return terms


# Countries are not here but in countries.py, by their ISO 3166-1 codes; their facet holds groups of countries besides.
TERMS: dict[str, dict[str, Term]] = {
    facet: _read(facet, rows)
    for facet, rows in {
        DEAL: DEALS,
        FIELD: FIELDS,
        MODALITY: MODALITIES | DEVICES,
        STAGE: STAGES,
        PARTNER_TYPE: PARTNER_TYPES,
        COUNTRY: GROUPS,
        SIZE: SIZES,
        LANGUAGE: LANGUAGES,
        OBJECTIVE: OBJECTIVES,
        STANDING: STANDINGS,
        CAPACITY: CAPACITIES,
        AVAILABILITY: AVAILABILITIES,
    }.items()
}
LANGUAGE_LEVELS = _read(LANGUAGE, LEVELS)
FACETS = tuple(TERMS)
STAGE_ORDER = dict(zip(STAGES, STAGE_PLACES, strict=True))

# The words of each term, "|" between them; of countries those of single ones alone.
WORDS: dict[str, dict[str, str]] = {
    facet: {name: "|".join(term.words) for name, term in terms.items()}
    for facet, terms in TERMS.items()
} | {COUNTRY: COUNTRY_NAMES}
# One phrase that means two terms.
RANGES = {
    STAGE: {
        "phase 1/2": "phase_1 phase_2",
        "phase i/ii": "phase_1 phase_2",
        "phase 2/3": "phase_2 phase_3",
    }
}
RANGES[STAGE]["phase ii/iii"] = RANGES[STAGE]["phase 2/3"]


_ACCENTS = re.compile("[\u0300-\u036f]+")


def plain(text: str) -> str:
    """Text in one spelling: compatibility forms folded, lower case, no accents, straight apostrophes, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    letters = unicodedata.normalize("NFD", folded)
    kept = _ACCENTS.sub("", letters)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def find_terms(text: str, facet: str) -> list[str]:
    """Ids of the facet's terms that the text names, in order of appearance, each once.

    The longest of overlapping phrases wins, so that "out-licensing" is not also "licensing". A two-letter code
    written in capitals counts as a country. Raises KeyError for a facet without a vocabulary.
    """
    pattern, ids = _phrases(facet)
    found = [
        (m.start(), name)
        for m in pattern.finditer(plain(text))
        for name in ids[m.group()].split()
    ]
    if facet == COUNTRY:
        codes = re.finditer(r"(?<![^\s;,/(])[A-Z]{2}(?![^\s;,/)])", text)
        found += [(m.start(), m.group()) for m in codes if m.group() in COUNTRY_NAMES]
    return list(
        dict.fromkeys(name for _, name in sorted(found, key=lambda pair: pair[0]))
    )


@cache
def _phrases(facet: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all phrases of a facet, longest first, and phrase → ids."""
    ids: dict[str, str] = {}
    for name, words in WORDS[facet].items():
        for phrase in filter(None, words.split("|")):
            ids.setdefault(plain(phrase), name)
        ids.setdefault(
            name.replace("_", " ").casefold()
            if facet != COUNTRY
            else plain(words.split("|")[0]),
            name,
        )
    ids.update(RANGES.get(facet, {}))
    ordered = sorted(ids, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(_bounded(phrase) for phrase in ordered)), ids


def _bounded(phrase: str) -> str:
    """A Latin phrase stands as whole words; a Korean one may carry a particle or sit in a compound."""
    body = re.escape(phrase)
    return rf"(?<![a-z0-9]){body}(?![a-z0-9])" if phrase[0].isascii() else body
