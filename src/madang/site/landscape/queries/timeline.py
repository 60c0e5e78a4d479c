"""The timeline of a country pair: counted and paged by the database, so that it takes as long with many ties as with few."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Substr

from madang.site.core.edtf import Span
from madang.site.landscape.queries.figures import Reader
from madang.site.landscape.queries.pairs import occasions_of_pair
from madang.site.ledger.queries.ties import ties_of_pair

VISIT = "visit"
DATED = Q(first_day__isnull=False, last_day__isnull=False)
# Sorts after every year.
UNDATED = "undated"
YEAR = Case(
    When(DATED, then=Substr(Cast("first_day", CharField()), 1, 4)),
    default=Value(UNDATED),
)
UNTIL = Substr(Cast("last_day", CharField()), 1, 4)
VISIT_HERE = Value(VISIT, output_field=CharField())
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

    def __init__(self, user: Reader, one: str, other: str, today: date) -> None:
        self._ties = ties_of_pair(user, one, other).order_by()
        self._visits = occasions_of_pair(user, one, other).order_by()
        self.kind = ""
        # By kind and first year; UNDATED for what has no date.
        self._number: Counter[tuple[str, str]] = Counter()
        ties = self._ties.annotate(kind_here=F("kind"))
        visits = self._visits.annotate(kind_here=VISIT_HERE)
        # The last day, not later than today, of anything whose year is known; None if nothing has one.
        self.last_contact: date | None = None
        ended = Q(last_day__lte=today, until=F("year"))
        for rows in (ties, visits):
            counted = rows.annotate(year=YEAR, until=UNTIL).values_list("kind_here", "year")  # fmt: skip
            for kind, year, number, last in counted.annotate(
                number=Count("pk"), last=Max("last_day", filter=ended)
            ):
                self._number[kind, year] = number
                days = [each for each in (self.last_contact, last) if each]
                self.last_contact = max(days, default=None)

    @property
    def kinds(self) -> Counter[str]:
        """Return how many there are of each kind."""
        found: Counter[str] = Counter()
        for (kind, _year), number in self._number.items():
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
        return self._years().total()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Mark]:
        first, last, _step = part.indices(self.count())
        return [
            *self._dated(first, last),
            *self._undated(first, last),
        ]

    def _years(self) -> Counter[str]:
        """Return how many marks of the kind kept to there are in each year, in order, what has no date last."""
        found: Counter[str] = Counter()
        for (kind, year), number in sorted(self._number.items(), key=lambda each: each[0][1]):  # fmt: skip
            if self.kind in ("", kind):
                found[year] += number
        return found

    def _dated(self, first: int, last: int) -> Iterator[Mark]:
        """Read the part from the years alone in which it lies: what comes before them is counted already."""
        before, skipped = 0, 0
        years: list[int] = []
        for year, number in self._years().items():
            if year != UNDATED and before < last and before + number > first:
                skipped = skipped if years else before
                years.append(int(year))
            before += number
        if not years:
            return iter(())
        within = Q(first_day__range=(date(years[0], 1, 1), date(years[-1], 12, 31)))
        rows = self._rows(DATED & within).order_by(*COLUMNS[:4])
        return map(_mark, rows[first - skipped : last - skipped])

    def _undated(self, first: int, last: int) -> Iterator[Mark]:
        years = self._years()
        dated = years.total() - years[UNDATED]
        if last <= dated:
            return iter(())
        rows = self._rows(~DATED).order_by("is_tie", "id")
        return map(_mark, rows[max(first - dated, 0) : last - dated])

    def _rows(self, which: Q) -> QuerySet[Any, Any]:
        visits = self._visits.filter(which).annotate(
            is_tie=Value(0), kind_here=VISIT_HERE
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
