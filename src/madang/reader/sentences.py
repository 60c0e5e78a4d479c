"""Sentences with their places, and which parts of them are quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madang.reader.word_sets import words
from madang.reader.zones import BULLET, HEADLINE, ITEM, Block

ABBREVIATIONS = words(
    "mr mrs ms dr prof st no vs inc ltd corp co cos llc jr sr dept gov gen col hon rep sen approx est fig vol e.g i.e u.s u.k u.n "
    "d.c jan feb mar apr jun jul aug sep sept oct nov dec bzw z.b u.a d.h ca nr str mio mrd usw vgl bn mn a.m p.m ph.d m.d "
    "pharm tech intl univ assn bros s.a s.p.a b.v n.v pte sdn bhd gmbh calif mass tex fla ill"
)
BREAK = re.compile(
    r"(?P<stop>[.!?。…])(?P<after>[\"”’»)\]*]*)(?P<space>\s+)(?=[\"“\u2018„«(\[*]*[^\W_a-zß-öø-ÿ])"
    r"|(?P<korean>다\.)(?=[가-힣\"“])"
    r"|(?<=[a-z]{3})(?P<glued>\.)(?=[A-Z][a-z]{2,} )"
    r"|(?<=:\*\*)(?P<lead>\s+)"
    r"|(?<=[.:;\w)])(?P<bullet>\s*)(?=•)"
    r"|(?<=。)"
)
MARKS = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』"))
LONGEST = 1_200
GAP = re.compile(r"\s{30,}")
QUOTED_WORDS = 4
"""Fewer words between quotation marks are a name or a term, not somebody's speech."""


@dataclass(frozen=True)
class Sentence:
    """One sentence: `text[start:end]`; `flat` is as long, with brackets and line breaks blanked out.

    `quoted` are the stretches of speech, counted from the sentence's start. `lead` says what a list item belongs to.
    """

    start: int
    end: int
    words: str
    flat: str
    kind: str
    block: int
    quoted: tuple[tuple[int, int], ...]
    lead: str = ""

    def is_quoted(self, at: int) -> bool:
        """Whether somebody else speaks at this place of the sentence."""
        return any(start <= at < end for start, end in self.quoted)


def sentences(text: str, page: list[Block]) -> list[Sentence]:
    """All sentences of a page, block by block."""
    found: list[Sentence] = []
    lead = ""
    for number, block in enumerate(page):
        words = text[block.start : block.end]
        speech = quotations(words)
        lead = lead if block.kind == ITEM or BULLET.match(words) else ""
        for start, end in _cuts(words):
            piece = words[start:end]
            inside = tuple(
                (max(0, first - start), min(end, last) - start)
                for first, last in speech
                if first < end and last > start
            )
            is_item = (
                piece.lstrip().startswith("•")
                or block.kind == ITEM
                or BULLET.match(words) is not None
            )
            if piece.rstrip().endswith(":"):
                lead = piece
            elif not is_item:
                lead = ""
            found.append(
                Sentence(
                    block.start + start,
                    block.start + end,
                    piece,
                    flattened(piece),
                    _kind(piece, block.kind),
                    number,
                    inside,
                    lead if is_item else "",
                )
            )
    return found


def _cuts(words: str) -> list[tuple[int, int]]:
    """Where each sentence of a block starts and ends."""
    found = []
    start = 0
    for match in BREAK.finditer(words):
        if match["stop"] == "." and _is_abbreviation(words, match.start("stop")):
            continue
        end = match.start("space") if match["stop"] else match.end()
        if match["bullet"] is not None or match["lead"]:
            end = match.start()
        if words[start:end].strip():
            found.append(_trimmed(words, start, end))
            start = match.end()
    if words[start:].strip():
        found.append(_trimmed(words, start, len(words)))
    pieces = [
        piece for start, end in found for piece in _without_gaps(words, start, end)
    ]
    return [part for start, end in pieces for part in _bounded(words, start, end)]


def _without_gaps(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Columns of a table, set with many spaces, are no one sentence."""
    pieces = []
    for gap in GAP.finditer(words, start, end):
        pieces.append((start, gap.start()))
        start = gap.end()
    return [
        (first, last)
        for first, last in [*pieces, (start, end)]
        if words[first:last].strip()
    ]


def _bounded(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch without end is cut where a word ends, or anywhere: no sentence is longer than `LONGEST`."""
    parts = []
    while end - start > LONGEST:
        at = words.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = at if at > 0 else start + LONGEST
        parts.append((start, at))
        start = at
    parts.append((start, end))
    return [
        _trimmed(words, first, last)
        for first, last in parts
        if words[first:last].strip()
    ]


def _kind(piece: str, kind: str) -> str:
    """A run-in heading in bold is a headline, wherever it stands."""
    return HEADLINE if piece.endswith(":**") else kind


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    piece = words[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(
        piece.rstrip()
    )


def _is_abbreviation(words: str, at: int) -> bool:
    match = re.search(r"[^\s(“\"„]+$", words[max(0, at - 20) : at])
    if match is None:
        return False
    last = match.group().lower()
    if re.fullmatch(r"\d{1,2}", last):
        return (
            re.match(
                r"\.\s+(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|und)",
                words[at : at + 20].lower(),
            )
            is not None
        )
    return (
        last in ABBREVIATIONS and not _is_legal_end(words, at, last)
    ) or re.fullmatch(r"[A-Z]", match.group()) is not None


def _is_legal_end(words: str, at: int, last: str) -> bool:
    """Whether "Inc." and the like also end the sentence: a word follows that only starts sentences."""
    if last not in {"inc", "ltd", "corp", "co", "llc", "u.s", "u.k", "gmbh", "bhd"}:
        return False
    return (
        re.match(
            r"\.[”\"]?\s+(?:The|This|These|In|It|Under|We|Its|They|As|With|For|Both|A|An|At|On)\s",
            words[at : at + 14],
        )
        is not None
    )


def quotations(words: str) -> list[tuple[int, int]]:
    """The stretches of speech in a block; one that never closes runs to the block's end."""
    found = []
    for opening, closing in MARKS:
        at = 0
        while (start := words.find(opening, at)) >= 0:
            end = words.find(closing, start + 1)
            end = len(words) if end < 0 else end + 1
            found.append((start, end))
            at = end
    straight = [match.start() for match in re.finditer('"', words)]
    found += [
        (first, last + 1)
        for first, last in zip(straight[::2], straight[1::2], strict=False)
    ]
    if len(straight) % 2:
        found.append((straight[-1], len(words)))
    return sorted(
        span for span in found if len(words[span[0] : span[1]].split()) > QUOTED_WORDS
    )


def flattened(words: str) -> str:
    """The same length, with what stands in brackets, marks of trade and line breaks as spaces: easier to parse."""
    flat = re.sub(r"[\s®™©*\u200e]", " ", words)
    return re.sub(
        r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]",
        lambda match: " " * len(match.group()),
        flat,
    )
