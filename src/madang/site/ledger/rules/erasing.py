"""Take a person's names and addresses out of texts. Pure."""

import re
from collections.abc import Iterable
from typing import Any

ERASED = "[erased]"
# A shorter word stands in too many texts that are not about the person.
SHORTEST = 3


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of some names and addresses as whole words, whatever their case; None for none that is long enough.

    Hangul puts particles right behind a name: there the end of the word does not matter.
    """
    wanted = sorted({each.strip() for each in words if len(each.strip()) >= SHORTEST}, key=len, reverse=True)  # fmt: skip
    if not wanted:
        return None
    found = [rf"(?<!\w){re.escape(each)}" + ("" if _is_hangul(each[-1]) else r"(?!\w)") for each in wanted]  # fmt: skip
    return re.compile("|".join(found), re.IGNORECASE)


def _is_hangul(letter: str) -> bool:
    return "\uac00" <= letter <= "\ud7a3"


def without(value: Any, pattern: re.Pattern[str]) -> Any:
    """Return a text, or a JSON value with every text in it, without what the pattern finds."""
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, list):
        return [without(each, pattern) for each in value]
    if isinstance(value, dict):
        return {without(key, pattern): without(each, pattern) for key, each in value.items()}  # fmt: skip
    return value
