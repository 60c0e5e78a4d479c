"""A list within a page: its first rows and how many there are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

MOST = 20


@dataclass(frozen=True)
class Part:
    """The first rows of a list and the number of all."""

    rows: list[Any]
    count: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are shown."""
        return self.count > len(self.rows)


def part_of(rows: "QuerySet[Any]") -> Part:
    """Return the first 20 rows; only a longer list is counted."""
    first = list(rows[: MOST + 1])
    if len(first) <= MOST:
        return Part(rows=first, count=len(first))
    return Part(rows=first[:MOST], count=rows.count())
