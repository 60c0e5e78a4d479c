"""Sizes of believable events: how many of what, and what `hard` changes about them.

The sizes follow what organisers published: MEDICA's brokerage event 2017, 370 delegates and 1,450 meetings (zenit.de);
BIO KOREA 2024, 707 companies, 56 booths and 1,800 meetings (medigatenews.com); BIO-Europe 2023, 3,000 companies, about
6,000 delegates and 30,000 meetings held (muenchen.travel); the BIO International Convention 2025, about 60,000 meetings
(thebell.co.kr). What is agreed is somewhat more than what is held.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Preset:
    """How many of what; `away` and `teams` are shares from 0 to 1, `gap` the share of meetings between languages."""

    organisations: int
    delegates: int
    meetings: int
    days: int
    slots_per_day: int
    tables: int
    suites: int = 0
    interpreters: int = 0
    gap: float = 0.0
    teams: float = 0.2
    is_sparse: bool = False


PRESETS = {
    "small": Preset(24, 46, 60, 1, 12, 5, suites=1, interpreters=2, gap=0.15),
    "lounge": Preset(160, 300, 950, 2, 16, 22, suites=4, interpreters=7, gap=0.12),
    "brokerage": Preset(250, 350, 1_400, 3, 12, 60, interpreters=4, gap=0.05),
    "bio-korea": Preset(700, 1_000, 1_900, 3, 15, 50, 6, interpreters=24, gap=0.3),
    "bio-europe": Preset(3_000, 6_000, 34_500, 3, 13, 620, suites=116),
    "bio-international": Preset(10_000, 20_000, 76_000, 4, 16, 520, suites=300),
    "million": Preset(100_000, 200_000, 1_000_000, 5, 18, 8_000, suites=2_000),
}
HARD_TEAMS = 0.75
"""Share of the sides with two people or more that come as a team of two: half of all sides, as many come alone."""
HARD_TABLES = 0.8


def preset_of(name: str, *, hard: bool) -> Preset:
    """The sizes of a preset. Raises `ValueError` for an unknown name.

    `hard`: people are there two thirds of the time, in no pattern; half of the sides are teams; tables are short.
    """
    if name not in PRESETS:
        raise ValueError(
            f'there is no preset "{name}"; there are: {", ".join(PRESETS)}'
        )
    size = PRESETS[name]
    if not hard:
        return size
    tables = max(1, round(size.tables * HARD_TABLES))
    return replace(size, tables=tables, teams=HARD_TEAMS, is_sparse=True)
