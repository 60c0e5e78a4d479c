"""What of the names does not count: trade marks, datelines, and the nouns of languages that write them with capitals."""

from __future__ import annotations

import re
from dataclasses import replace

from madang.reader.mention import COUNTRY, ORGANISATION, Mention, organisation_kind


def marked_products(mentions: list[Mention], words: str) -> set[str]:
    """The first words of names that carry a mark of trade here."""
    return {
        mention.text.split()[0]
        for mention in mentions
        if MARKED.match(words, mention.end)
        or MARK.search(words, mention.start, mention.end)
    }


def without_products(
    mentions: list[Mention], words: str, products: frozenset[str]
) -> list[Mention]:
    """Without trade marks ("Name®") and without a place in capitals that opens a report."""
    return [
        mention
        for mention in mentions
        if (mention.kind == COUNTRY or mention.text.split()[0] not in products)
        and not _is_dateline(mention, words)
    ]


def _is_dateline(mention: Mention, words: str) -> bool:
    return (
        mention.start == 0
        and mention.text.isupper()
        and DATELINE_BEHIND.match(words, mention.end) is not None
    )


MARK = re.compile(r"[®™]")
MARKED = re.compile(r"\s?[®™]")
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
