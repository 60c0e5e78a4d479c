"""The timeline of a country pair: counted and paged by the database, so that it takes as long with many ties as with few."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value

from madang.site.core.edtf import Span
from madang.site.landscape.queries.figures import Reader
from madang.site.landscape.queries.pairs import occasions_of_pair
from madang.site.ledger.queries.ties import ties_of_pair

VISIT = "visit"
DATED = Q(first_day__isnull=False, last_day__isnull=False)
ONE_YEAR = DATED & Q(first_day__year=F("last_day__year"))
COLUMNS = ("first_day", "last_day", "is_tie", "id", "kind_here")


@dataclass(frozen=True)
class Mark:
    """A tie or occasion on the timeline: its key, kind and the days in which it may lie."""

    is_tie: bool
    pk: int
    kind: str
    days: Span

    @property
    def years(self) -> tuple[int, int] | None:
        """Return first and last year in which it may lie; None if an end is open."""
        if self.days.first is None or self.days.last is None:
            return None
        return self.days.first.year, self.days.last.year


class Timeline:
    """What lies between two countries, the oldest first, what has no date last; a slice of it is fetched when asked for.

    Counting asks two questions, a slice two at most: one for what has a date, one for what has none.
    """

    def __init__(self, user: Reader, one: str, other: str) -> None:
        self._ties = ties_of_pair(user, one, other).order_by()
        self._visits = occasions_of_pair(user, one, other).order_by()
        self.kind = ""
        self._number: Counter[tuple[str, bool]] = Counter()
        counted = {"number": Count("pk"), "dated": Count("pk", filter=DATED)}
        kinds = self._ties.values_list("kind").annotate(**counted)
        visits = self._visits.aggregate(**counted)
        found = [*kinds, (VISIT, visits["number"], visits["dated"])]
        for kind, number, dated in found:
            self._number[kind, True] += dated
            self._number[kind, False] += number - dated

    @property
    def kinds(self) -> Counter[str]:
        """Return how many there are of each kind."""
        found: Counter[str] = Counter()
        for (kind, _is_dated), number in self._number.items():
            found[kind] += number
        return +found

    @property
    def visits(self) -> int:
        """Return how many occasions there are."""
        return self.kinds[VISIT]

    @property
    def ties(self) -> int:
        """Return how many ties there are."""
        return self.kinds.total() - self.visits

    def of_kind(self, kind: str) -> None:
        """Keep to one kind from now on; "" for all."""
        self.kind = kind

    def count(self) -> int:
        """Return how many marks the timeline has, of the kind it keeps to."""
        return self._count(is_dated=True) + self._count(is_dated=False)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Mark]:
        first, last, _step = part.indices(self.count())
        dated = self._count(is_dated=True)
        return [
            *self._slice(first, min(last, dated), is_dated=True),
            *self._slice(max(first - dated, 0), last - dated, is_dated=False),
        ]

    def last_contact(self, today: date) -> date | None:
        """Return the last day, not later than today, of anything whose year is known; None if nothing has one. Two questions."""
        ended = Q(last_day__lte=today)
        days = [
            rows.filter(ONE_YEAR, ended).order_by("-last_day").values_list("last_day", flat=True).first()
            for rows in (self._ties, self._visits)
        ]  # fmt: skip
        return max((day for day in days if day), default=None)

    def _count(self, *, is_dated: bool) -> int:
        return sum(
            number
            for (kind, dated), number in self._number.items()
            if dated == is_dated and self.kind in ("", kind)
        )

    def _slice(self, first: int, last: int, *, is_dated: bool) -> Iterator[Mark]:
        if first >= last:
            return iter(())
        total = self._count(is_dated=is_dated)
        rows, order = self._rows(is_dated=is_dated), COLUMNS[:4]
        if last + first <= total:
            found = list(rows.order_by(*order)[first:last])
        else:
            # Nearer to the end: read from there.
            back = rows.order_by(*(f"-{name}" for name in order))
            found = list(back[total - last : total - first])[::-1]
        return map(_mark, found)

    def _rows(self, *, is_dated: bool) -> QuerySet[Any, Any]:
        which = DATED if is_dated else ~DATED
        visits = self._visits.filter(which).annotate(
            is_tie=Value(0), kind_here=Value(VISIT, output_field=CharField())
        )
        if self.kind == VISIT:
            return visits.values_list(*COLUMNS)
        ties = self._ties.filter(which).annotate(is_tie=Value(1), kind_here=F("kind"))
        if self.kind:
            return ties.filter(kind=self.kind).values_list(*COLUMNS)
        return ties.values_list(*COLUMNS).union(visits.values_list(*COLUMNS), all=True)


def _mark(row: tuple[date | None, date | None, int, int, str]) -> Mark:
    first, last, is_tie, pk, kind = row
    return Mark(is_tie=bool(is_tie), pk=pk, kind=kind, days=Span(first, last))
