"""Which part of a page is the article: blocks of the text, each a headline, body, list item or furniture.

A block is a stretch between empty lines; a single line break inside a block is a soft wrap where the line was full
and the sentence goes on, else it starts a block of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADLINE, BODY, ITEM, FURNITURE = "headline", "body", "item", "furniture"
WRAPPED = range(40, 101)
SHORT_WORDS = 14
LONGEST = 6_000
"""More characters than this are no paragraph."""
LINE = re.compile(r"[^\n]*\n|[^\n]+")
BULLET = re.compile(r"\s*(?:[-*•◦▪·‣]|\d{1,2}[.)])\s+")
TERMINAL = re.compile(r"[.!?。…:;][\"”’)\]]*\s*$")
SEVERAL = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
FURNITURE_LINE = re.compile(
    r"(?:cookies?\b|privacy policy|terms of (?:use|service)|all rights reserved|©|copyright\b|subscribe|newsletter|sign up"
    r"|log ?in\b|share (?:this|on)|recommend this|print (?:this|page)|read more|related (?:articles|news|posts)|back to top"
    r"|skip to|follow us|contact(?: person| us|s)?:?$|media contacts?|press contacts?|your contact|tel\.?:|phone:|fax:|e-?mail:"
    r"|photo(?:graph)?:|image:|caption|advertisement|view source|source:|home\s*[>\u203a|/]|menu$|search$|tags?:|comments?\b"
    r"|cookie-einstellungen|datenschutz|impressum|kontakt$|anmelden|teilen|mehr lesen|newsletter"
    r"|저작권|무단\s?전재|구독|로그인|회원가입|공유하기|기자\s*=?\s*$|관련\s?기사|pārlekt uz|reģistr|<!--|!\[)",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^\W*(?:about\s+[A-Z(]|über\s+[A-Z]|forward[- ]looking statements?|safe harbou?r|cautionary|notes? to editors?|disclaimer"
    r"|media contacts?|press contacts?|investor (?:relations|contacts?)|contacts?:?\s*$|for (?:more|further) information)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|\+\d[\d\s()-]{7,}")


@dataclass(frozen=True)
class Block:
    """A stretch of the page, `text[start:end]`, and what it is for."""

    start: int
    end: int
    kind: str


def blocks(text: str) -> list[Block]:
    """The blocks of a page in order; whatever follows a closing heading ("About …", contacts) is furniture."""
    found: list[Block] = []
    is_closed = False
    for start, end in _stretches(text):
        is_closed = is_closed or _closes(text[start:end])
        kind = (
            FURNITURE
            if is_closed
            else _kind(text[start:end], is_first=not any(b.kind == BODY for b in found))
        )
        found.append(Block(start, end, kind))
    return found


def _closes(words: str) -> bool:
    return len(words.split()) <= SHORT_WORDS and CLOSING.search(words) is not None


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where each block starts and ends, without surrounding space."""
    found: list[tuple[int, int]] = []
    start = end = -1
    before = ""
    for match in LINE.finditer(text):
        line = match.group().rstrip()
        if not line.strip():
            start, before = _close(found, start, end), ""
            continue
        if start >= 0 and not _goes_on(before, line):
            start = _close(found, start, end)
        if start < 0:
            start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line)
        before = line
    _close(found, start, end)
    return found


def _close(found: list[tuple[int, int]], start: int, end: int) -> int:
    """Note the block that ends here; one that is longer than any paragraph is cut, so that time stays in proportion."""
    while 0 <= start < end:
        found.append((start, min(end, start + LONGEST)))
        start += LONGEST
    return -1


def _goes_on(before: str, line: str) -> bool:
    """Whether a line break between these two is only a wrap."""
    if BULLET.match(line) or len(before) not in WRAPPED:
        return False
    stripped = line.lstrip()
    if stripped[:1].islower() or (line[:1] == " " and before[:1] in " -*•"):
        return True
    return not TERMINAL.search(before) or len(line) in WRAPPED


def _kind(words: str, *, is_first: bool) -> str:
    count = len(words.split())
    if words.startswith("#"):
        return HEADLINE
    if words.startswith(("<!--", "![", "<")) and not re.search(
        r"[a-z]{4,} [a-z]{3,} ", re.sub(r"<[^>]*>|!\[[^\]]*\]\([^)]*\)", "", words)
    ):
        return FURNITURE
    if count <= SHORT_WORDS and (FURNITURE_LINE.search(words) or ADDRESS.search(words)):
        return FURNITURE
    if BULLET.match(words):
        return ITEM
    if TERMINAL.search(words) or SEVERAL.search(words) or count > 3 * SHORT_WORDS:
        return BODY
    if is_first:
        return HEADLINE
    return HEADLINE if count > 2 else FURNITURE
