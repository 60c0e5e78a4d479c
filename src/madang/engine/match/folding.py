"""A text in one spelling that remembers where each of its characters stood.

The spelling is that of `vocabulary.plain` (lower case, no accents, straight apostrophes, single spaces), so that words of
the vocabulary can be looked for in it; a place found there is led back to the text as it was written.
"""

import re
import unicodedata
from dataclasses import dataclass

from madang.engine.match.vocabulary import plain

# A letter and what belongs to it: combining marks, and the vowels and finals of Hangul written in parts.
_CLUSTER = re.compile("\\s+|.[\u0300-\u036f\u1160-\u11ff]*", re.DOTALL)
_HYPHENS = dict.fromkeys(range(0x2010, 0x2015), "-") | {0x2212: "-"}


@dataclass(frozen=True, slots=True)
class Folded:
    """text is folded; the character at n comes from original[starts[n]:ends[n]]. Offsets are Unicode code points."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    original: str

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of the folded characters from start to before end; start < end."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text; every run of white space is one space, and all sorts of hyphen are one."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        folded = " " if cluster.isspace() else plain(cluster.translate(_HYPHENS))
        letters.extend(folded)
        starts.extend([match.start()] * len(folded))
        ends.extend([match.end()] * len(folded))
    return Folded(
        unicodedata.normalize("NFC", "".join(letters)),
        tuple(starts),
        tuple(ends),
        text,
    )


def is_hangul(letter: str) -> bool:
    """Return whether a letter is a syllable of Hangul."""
    return "가" <= letter <= "힣"
