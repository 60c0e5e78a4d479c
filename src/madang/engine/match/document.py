"""Suggestions as a decoded "madang.matches/1" document, ready for JSON."""

from typing import Any

from madang.engine.match.kinds import Reason
from madang.engine.match.profile import ProfileId
from madang.engine.match.ranking import Suggestion

MATCHES_FORMAT = "madang.matches/1"


def matches_document(suggestions: dict[ProfileId, list[Suggestion]]) -> dict[str, Any]:
    """The document; profiles are keyed by their id as text, as JSON has no other keys."""
    return {
        "format": MATCHES_FORMAT,
        "suggestions": {
            str(reader): [_line(line) for line in lines]
            for reader, lines in suggestions.items()
        },
    }


def _line(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "id": suggestion.id,
        "score": suggestion.score,
        "mutual": suggestion.is_mutual,
        "interest": suggestion.interest,
        "reasons": [_reason(reason) for reason in suggestion.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    terms: dict[str, list[str]] = {}
    for facet, term in reason.terms:
        terms.setdefault(facet, []).append(term)
    return {
        "kind": reason.kind,
        "strength": reason.strength,
        "gain": reason.gain,
        "mine": list(reason.mine),
        "theirs": list(reason.theirs),
        "terms": terms,
    }
