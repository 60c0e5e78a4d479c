"""The reader's one entrance: `read(text)` gives the facts, indicators and organisations of an article."""

from __future__ import annotations

import re
from collections import Counter

from madang.reader import countries, organisations
from madang.reader.dates import find_dates
from madang.reader.facts import Part, find_facts
from madang.reader.foreign import find_foreign
from madang.reader.language import SUPPORTED, language_of
from madang.reader.mention import Mention
from madang.reader.name_filters import marked_products, sure_names, without_products
from madang.reader.names import find_names
from madang.reader.quantities import indicators
from madang.reader.reading import Indicator, Reading
from madang.reader.sentences import Sentence, sentences
from madang.reader.zones import FURNITURE, blocks

HEAD = 600
"""A date this close to the top may be when the article was published."""


def read(
    text: str,
    *,
    published: str | None = None,
    publisher: str = "",
    known_names: tuple[str, ...] = (),
) -> Reading:
    """Read an article.

    text: the page as it is, furniture and all. published: EDTF, taken from the page's dateline where it is not given.
    publisher: whom "we" means. known_names: names that count wherever they stand. Never raises for any text.
    """
    page = blocks(text)
    found = [each for each in sentences(text, page) if each.words.strip()]
    read_ones = [each for each in found if each.kind != FURNITURE]
    language = language_of(" ".join(each.words for each in read_ones))
    published = published or _dateline(text[:HEAD])
    known = organisations.known_names([each.flat for each in read_ones], known_names)
    mentions = [find_names(each.flat, known) for each in read_ones]
    pairs = list(zip(read_ones, mentions, strict=True))
    products = frozenset(
        name for each, some in pairs for name in marked_products(some, each.words)
    )
    parts = [
        Part(
            each,
            _names(each, some, products, language),
            find_dates(each.words, published),
        )
        for each, some in pairs
    ]
    names = organisations.collect([(part.sentence, part.mentions) for part in parts])
    owner = _owner(publisher, names)
    if language == "en":
        facts = find_facts(parts, names, published=published, publisher=owner)
    else:
        facts = find_foreign(
            parts, names, language=language, published=published, publisher=owner
        )
    return Reading(
        language=language,
        is_supported=language in SUPPORTED,
        published=published,
        facts=tuple(facts),
        indicators=tuple(_indicators(parts, _home(read_ones))),
        organisations=organisations.listed(names),
        furniture=tuple(
            (block.start, block.end) for block in page if block.kind == FURNITURE
        ),
    )


def _names(
    sentence: Sentence, mentions: list[Mention], products: frozenset[str], language: str
) -> list[Mention]:
    found = without_products(mentions, sentence.words, products)
    return found if language in ("en", "ko") else sure_names(found, sentence.flat)


def _dateline(head: str) -> str | None:
    """The first full date near the top of a page."""
    for each in find_dates(head, None):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", each.edtf):
            return each.edtf
    return None


def _owner(publisher: str, names: organisations.Names) -> str:
    """The publisher without what stands in brackets behind it, in the form of the text."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", publisher).strip()
    return names.full.get(bare.lower(), bare)


def _home(found: list[Sentence]) -> str | None:
    """The country that the article names most often; None where there is none."""
    count = Counter(
        code
        for each in found
        for _at, code in countries.codes_in(each.flat)
        if len(code) == 2
    )
    return count.most_common(1)[0][0] if count else None


def _indicators(parts: list[Part], home: str | None) -> list[Indicator]:
    """The figures of all sentences; without a country of its own a figure has that of its list or paragraph, else of the article."""
    blocks_of: dict[int, list[Sentence]] = {}
    for part in parts:
        blocks_of.setdefault(part.sentence.block, []).append(part.sentence)
    beside = {block: _home(found) for block, found in blocks_of.items()}
    found = []
    for part in parts:
        lead = countries.codes_in(part.sentence.lead)
        near = lead[-1][1] if lead else beside[part.sentence.block]
        found += indicators(
            part.sentence.words, part.sentence.start, part.dates, near or home
        )
    return found
