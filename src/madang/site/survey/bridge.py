"""The survey's door to the engine: words → ids of the vocabulary."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madang.engine.match.tagger import Proposal

# Languages are said once for the whole organisation, with its delegates.
NOT_OF_ITEMS = ("language",)


def find_terms(text: str, facet: str) -> list[str]:
    """Return the ids of a facet's terms that a text names, in order, each once."""
    from madang.engine.match.vocabulary import find_terms as found

    return found(text, facet)


def proposals_in(text: str) -> "tuple[Proposal, ...]":
    """Return the terms that an item's text seems to name, each with the words that led to it and their place."""
    from madang.engine.match.tagger import propose
    from madang.engine.match.vocabulary import FACETS

    return propose(text, facets=[each for each in FACETS if each not in NOT_OF_ITEMS])


def country_group(text: str) -> str:
    """Return the id of the group of countries that a text names and nothing else, such as "ASEAN"; empty for none."""
    from madang.engine.match.vocabulary import COUNTRY, TERMS, plain

    wanted = plain(text)
    for name, term in TERMS[COUNTRY].items():
        if wanted in (plain(term.english), plain(term.korean), *term.words):
            return name
    return ""


def vocabulary_version() -> int:
    """Return the version of the vocabulary that proposals come from."""
    from madang.engine.match.vocabulary import VERSION

    return VERSION
