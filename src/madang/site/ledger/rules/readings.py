"""What of a sentence is quoted, and how much of a proposal stood."""

from collections.abc import Iterable

MOST_QUOTED = 300


def quotation(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """Return the part of a sentence that is quoted, as code points of the text: all of it, or 300 around `at`, whole words."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if end - start <= MOST_QUOTED:
        return start, end
    first = max(start, min(at - MOST_QUOTED // 2, end - MOST_QUOTED))
    last = first + MOST_QUOTED
    if first > start:
        blank = text.find(" ", first, at)
        first = blank + 1 if blank >= 0 else first
    if last < end:
        blank = text.rfind(" ", at, last)
        last = blank if blank > first else last
    return first, last


def kept_of(
    proposed: dict[str, str], entered: dict[str, str], names: Iterable[str]
) -> tuple[int, int]:
    """Return how many of the entered values stood as they were proposed, and how many values were entered.

    `names` are the values that count; one that was left blank is none.
    """
    filled = [name for name in names if entered.get(name)]
    kept = sum(entered[name] == proposed.get(name) for name in filled)
    return kept, len(filled)
