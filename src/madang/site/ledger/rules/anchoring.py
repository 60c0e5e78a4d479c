"""Find a quotation again in a text that was read anew: other blanks, other quotation marks, misread letters. Pure.

A place is kept as the W3C's Web Annotation Data Model keeps it: the exact words (TextQuoteSelector: exact, prefix, suffix) and code
points from the start (TextPositionSelector: start, end).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

CONTEXT = 32
# Below this share of letters in common (0 to 100) a likeness is chance.
LEAST = 78.0
# How far the ends of a likeness may be off, and are tried.
SLACK = 8
# Quotation marks, hyphens and dashes in all their shapes, by code point: what one program writes, another one writes otherwise.
SAME = (
    dict.fromkeys((0xAB, 0xBB, *range(0x201C, 0x2020)), '"')
    | dict.fromkeys(range(0x2018, 0x201C), "'")
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
    | {0x2026: "."}
)
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\ufeff")


@dataclass(frozen=True)
class Place:
    """Where a quotation stands in a text: code points from its start, the line from 1, and how much of it is there (0 to 1)."""

    start: int
    end: int
    line: int
    likeness: float

    @property
    def is_exact(self) -> bool:
        """Whether it is there word for word, blanks and quotation marks aside."""
        return self.likeness == 1


@dataclass(frozen=True)
class _Text:
    """A text with every run of blanks as one, and the place in the original of each of its letters."""

    letters: str
    places: tuple[int, ...]


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return up to 32 characters before and after a place."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def find(
    text: str, exact: str, *, prefix: str = "", suffix: str = "", near: int | None = None
) -> Place | None:  # fmt: skip
    """Return where a quotation stands in a text, None where it does not.

    Of several places the one counts whose surroundings are most like prefix and suffix, then the one nearest to `near` (code
    points). Without an exact place, the likeliest one counts if at least 78 % of it is the same.
    """
    whole, wanted = _plain(text), _plain(exact).letters
    if not wanted.strip():
        return None
    before, after = _plain(prefix).letters, _plain(suffix).letters
    starts = list(_occurrences(whole.letters, wanted))
    if starts:
        best = max(
            starts,
            key=lambda each: (
                _surroundings(whole.letters, each, len(wanted), before, after),
                -abs(whole.places[each] - near) if near is not None else -each,
            ),
        )
        return _place(text, whole, best, best + len(wanted), 1.0)
    found = _likeliest(whole.letters, wanted, before, after)
    return _place(text, whole, *found) if found else None


def _plain(text: str) -> _Text:
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter in UNSEEN:
            continue
        if letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
            continue
        for each in unicodedata.normalize("NFC", letter).translate(SAME):
            letters.append(each)
            places.append(place)
    while letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return _Text("".join(letters), tuple(places))


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def _surroundings(text: str, start: int, length: int, before: str, after: str) -> float:
    end = start + length
    found = text[max(0, start - len(before) - 1) : start].strip()
    behind = text[end : end + len(after) + 1].strip()
    return fuzz.ratio(before.strip(), found) + fuzz.ratio(after.strip(), behind)


def _likeliest(
    text: str, wanted: str, before: str, after: str
) -> tuple[int, int, float] | None:
    """Return the part of a text that is most like a quotation within its surroundings, with its likeness."""
    pattern = f"{before}{wanted}{after}"
    around = fuzz.partial_ratio_alignment(pattern, text, score_cutoff=50)
    if around is None:
        return None
    first = around.dest_start + len(before) - around.src_start
    margin = SLACK + len(pattern) // 10
    low = max(0, first - margin)
    window = text[low : first + len(wanted) + margin]
    inside = fuzz.partial_ratio_alignment(wanted, window)
    if inside is None or not window:
        return None
    start, end = _fitted(text, wanted, low + inside.dest_start, low + inside.dest_end)
    likeness = fuzz.ratio(wanted, text[start:end])
    return (start, end, likeness / 100) if likeness >= LEAST else None


def _fitted(text: str, wanted: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends of a likeness by a few letters to where it is greatest."""
    for _round in range(2):
        firsts = range(max(0, start - SLACK), min(start + SLACK, end - 1) + 1)
        start = max(
            firsts,
            key=lambda each: (fuzz.ratio(wanted, text[each:end]), -abs(each - start)),
        )
        lasts = range(max(start + 1, end - SLACK), min(len(text), end + SLACK) + 1)
        end = max(
            lasts,
            key=lambda each: (fuzz.ratio(wanted, text[start:each]), -abs(each - end)),
        )
    return start, end


def _place(text: str, whole: _Text, start: int, end: int, likeness: float) -> Place:
    # Blanks at either end of a likeness are none of it.
    while start < end - 1 and whole.letters[start] == " ":
        start += 1
    while end > start + 1 and whole.letters[end - 1] == " ":
        end -= 1
    first = whole.places[start]
    last = whole.places[end - 1] + 1
    # A letter with its accents apart goes together with them.
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return Place(first, last, text.count("\n", 0, first) + 1, round(likeness, 4))
