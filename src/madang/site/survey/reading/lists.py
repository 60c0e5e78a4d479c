"""Cells that hold several things: lists of words, statements of a need or an offer, and who may see a profile."""

import re

from django.utils.translation import gettext as _

from madang.site.survey.reading.cells import BLANK, Value, is_blank, line_of, text_of
from madang.site.survey.reading.workbook import Cell

BULLET = re.compile(r"^\s*(?:[-–—•·*▪■□○●◦‣>]|\(?\d{1,2}[.)]|[①-⑳])\s*")
AUDIENCES = (
    # Narrow before wide: "not all", "organisers only".
    (
        (),
        r"organi[sz]ers?|secretariat|nobody|no one|none|private|\bnot?\b|^n$|do not|주최|주관|사무국|비공개|미동의|비동의|동의\s*안|동의하지|거부|아니",
    ),
    (("matched",), r"match|매칭|상담\s*(기관|상대)|연결"),
    (
        ("matched", "participants"),
        r"all|every|participant|attendee|전체|모든|참가|참석|^y(es)?$|^예$|^네$|^동의(함)?$|^o$|✓|agree",
    ),
    (("matched", "participants", "public"), r"public|anyone|대외|누구나|일반|^공개$"),
)


def pieces(cell: Cell) -> list[str]:
    """Return the entries of a list. The widest separator counts: lines, then semicolons, bars, dots, commas, " / "."""
    text = "" if is_blank(cell) else text_of(cell)
    for separator in (
        r"\n",
        r"[;\uff1b]",
        r"\|",
        r"[•·]",
        r"[,\u3001\uff0c]",
        r"\s/\s",
        r"\s-\s",
    ):
        if re.search(separator, text):
            parts = [
                BULLET.sub("", part).strip(" .") for part in re.split(separator, text)
            ]
            return list(
                dict.fromkeys(part for part in parts if part.casefold() not in BLANK)
            )
    return [BULLET.sub("", text)] if text else []


def statements(cell: Cell) -> list[str]:
    """Return the things that a cell offers or seeks: one a line, or one a sentence between semicolons."""
    text = "" if is_blank(cell) else text_of(cell)
    lines = [
        BULLET.sub("", line).strip() for line in re.split(r"\n|\s•\s|(?<=\S)\s*•", text)
    ]
    lines = [line for line in lines if line.casefold() not in BLANK]
    if len(lines) == 1:
        parts = [part.strip() for part in lines[0].split(";") if part.strip()]
        # "sponsors for lymphoma; leukaemia" is one wish, "Licence of A; Supply of B" are two.
        if len(parts) > 1 and all(not part[0].islower() for part in parts):
            lines = parts
    return list(dict.fromkeys(lines))


def audiences(cell: Cell) -> Value[tuple[str, ...]]:
    """Return who may see a profile. What cannot be read means nobody but the organisers."""
    text = line_of(cell).casefold()
    if not text:
        return Value((), remark=_("empty, read as organisers only"))
    for found, pattern in AUDIENCES:
        if re.search(pattern, text):
            return Value(found)
    return Value(
        (), expected=_("organisers only, matched organisations, or all participants")
    )
