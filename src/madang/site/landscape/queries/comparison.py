"""Figures of two countries side by side: only those of the same indicator and period stand in one row."""

from collections import defaultdict
from dataclasses import dataclass

from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.queries.figures import (
    Reader,
    observations_seen_by,
    with_evidence,
)

MOST = 100


@dataclass(frozen=True)
class Row:
    """An indicator and period with the figures of both countries; an empty side has none."""

    indicator: Indicator
    period: str
    first: tuple[Observation, ...]
    second: tuple[Observation, ...]

    @property
    def is_comparable(self) -> bool:
        """Whether both have exactly one figure."""
        return len(self.first) == len(self.second) == 1


def figures_side_by_side(user: Reader, one: str, other: str) -> list[Row]:
    """Return the rows of two countries, comparable ones first, at most 100; two questions."""
    rows = with_evidence(observations_seen_by(user), user).filter(
        geography__in=[one, other], counterpart=""
    )
    found: dict[tuple[int, str], dict[str, list[Observation]]] = defaultdict(lambda: {one: [], other: []})  # fmt: skip
    for row in rows.order_by("indicator__name", "indicator", "period", "id"):
        found[row.indicator_id, row.period][row.geography].append(row)
    made = [
        Row(
            (sides[one] or sides[other])[0].indicator,
            period,
            tuple(sides[one]),
            tuple(sides[other]),
        )
        for (_key, period), sides in found.items()
    ]
    return sorted(made, key=lambda row: not row.is_comparable)[:MOST]
