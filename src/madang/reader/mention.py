"""A name in a sentence, how it is shown, and what kind of body its words tell of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madang.reader import countries
from madang.reader.name_words import KIND_PATTERNS

ORGANISATION, COUNTRY, PERSON, PLACE, EVENT, THING, GENERIC = (
    "organisation",
    "country",
    "person",
    "place",
    "event",
    "thing",
    "generic",
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


def nationality(text: str) -> str | None:
    """The first country or nationality that a name shows."""
    found = countries.codes_in(text)
    return found[0][1] if found else None
