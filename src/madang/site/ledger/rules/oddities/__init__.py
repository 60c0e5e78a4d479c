"""What is odd about rows of the ledger: rules that read rows alone, and say what would settle the matter.

A rule never changes a row and never decides. It raises an oddity: a sentence for the reader, the rows concerned, and what
would settle it. Rules of figures stand in landscape.rules.oddities and return the same type.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import models

from madang.site.core.edtf import Span, span


@dataclass(frozen=True)
class Oddity:
    """One thing that a reader must know before they rely on the rows. Title, sentence and what settles it are translated."""

    rule: str
    kind: Literal["contradiction", "to_confirm"]
    title: str
    sentence: str
    settles: str
    rows: tuple[models.Model, ...]

    @property
    def is_contradiction(self) -> bool:
        """Whether two rows cannot both hold as they are read."""
        return self.kind == "contradiction"


def to_confirm(
    rule: str, rows: Iterable[models.Model], *, title: str, sentence: str, settles: str
) -> Oddity:
    """Return an oddity that somebody can confirm."""
    return Oddity(rule, "to_confirm", title, sentence, settles, tuple(rows))


def contradiction(
    rule: str, rows: Iterable[models.Model], *, title: str, sentence: str, settles: str
) -> Oddity:
    """Return an oddity of rows that cannot all hold as they are read."""
    return Oddity(rule, "contradiction", title, sentence, settles, tuple(rows))


def span_or_open(text: str) -> Span:
    """Return the days that a stored date may be; open at both ends where nothing is stated or it cannot be read."""
    try:
        return span(text)
    except ValueError:
        return Span(None, None)
