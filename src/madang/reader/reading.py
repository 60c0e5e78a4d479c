"""What the reader hands back: facts, indicators and organisations, each with its place in the text.

Every `start` and `end` counts Unicode code points of the text as it was given; `text[start:end]` is the evidence.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "madang.reading/1"

TYPES = (
    "mou",
    "loi",
    "talks",
    "contract",
    "licence",
    "trial",
    "office",
    "facility",
    "fund",
    "consortium",
    "centre",
    "visit",
    "event",
    "collaboration",
)
RANK = {
    "not_signed": 0,
    "ended": 0,
    "planned": 1,
    "talks": 2,
    "signed": 3,
    "in_force": 4,
    "completed": 5,
}
"""How binding a stage is. A reading is never more binding than the words."""


@dataclass(frozen=True)
class Fact:
    """One act or state of cooperation: `start` and `end` hold the sentence, `trigger_start` the word that says it."""

    type: str
    stage: str
    parties: tuple[str, ...]
    countries: tuple[str, ...]
    date: str | None
    subject: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    confidence: float
    rule: str
    zone: str = "body"


@dataclass(frozen=True)
class Indicator:
    """One figure: `value` in whole units of `unit` (a currency, percent, rank, years, days, multiple, m2 or count)."""

    measure: str
    value: float
    unit: str
    geography: str | None
    period: str | None
    qualifier: str
    denominator: str | None
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True)
class Organisation:
    """A name as it stands first in the text, with the kind and the country that the text supports."""

    name: str
    type: str
    country: str | None
    aliases: tuple[str, ...]
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Reading:
    """Everything found in one article. `is_supported` is false where the language is passed through with few rules."""

    language: str
    is_supported: bool
    published: str | None
    facts: tuple[Fact, ...]
    indicators: tuple[Indicator, ...]
    organisations: tuple[Organisation, ...]
    furniture: tuple[tuple[int, int], ...] = ()

    def document(self) -> dict[str, Any]:
        """The reading in the format madang.reading/1, ready for JSON."""
        return {"format": FORMAT, **asdict(self)}
