"""The survey's door to the engine: words of a cell → ids of the vocabulary."""


def find_terms(text: str, facet: str) -> list[str]:
    """Return the ids of a facet's terms that a text names, in order, each once."""
    from madang.engine.match.vocabulary import find_terms as found

    return found(text, facet)
