"""Figures that follow from stated ones: which rows go together, what follows, within which bounds.

Nothing is computed across indicators that speak of different things, nothing from a share of which no source says of what,
and nothing is picked where two sources differ: then there is no computed figure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from madang.site.landscape.models import Observation
from madang.site.landscape.rules import figures
from madang.site.landscape.rules.intervals import Between, exact, minus, plus
from madang.site.landscape.rules.topics import (
    Measure,
    companion,
    is_mixed,
    known,
    length_of,
    of_measure,
    place,
    share_topic,
    whole_of,
    year_of,
)

Rows = Sequence[Observation]
AMOUNTS = (Measure.LEVEL, Measure.COUNT)


@dataclass(frozen=True)
class Computed:
    """A computed figure. `kind` names the computation, `rows` what it is computed from, in the order of its formula.

    `unit` is "percent", "times", "places" or the unit of the first row. `years` is set where the formula has them.
    `only_if` says that the rows must first be read in one of two ways.
    """

    kind: str
    result: Between
    unit: str
    rows: tuple[Observation, ...]
    years: int = 0
    decimals: int = 0
    only_if: bool = False


def by_series(rows: Rows, *measures: Measure) -> list[list[Observation]]:
    """Return observations of one indicator and place together, each series in the order of its years, years unknown left out."""
    found: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.indicator.measure in measures and year_of(row) is not None:
            found[row.indicator_id, *place(row)].append(row)
    return [sorted(each, key=lambda row: row.period) for each in found.values()]


def steps(
    rows: Rows, *measures: Measure
) -> Iterator[tuple[Observation, Observation, int]]:
    """Return each two neighbouring years of a series with the years between; a year with two figures breaks the series."""
    for series in by_series(rows, *measures):
        years = [row.period for row in series]
        for first, last in pairwise(series):
            if years.count(first.period) == years.count(last.period) == 1:
                yield first, last, int(last.period) - int(first.period)


def growth(rows: Rows) -> Iterator[Computed]:
    """Return the growth a year between two figures of one series."""
    for first, last, years in steps(rows, *AMOUNTS):
        if years > 0 and known(first).low > 0:
            found = figures.growth_per_year(known(first), known(last), years=years)
            yield Computed("growth", found, "percent", (first, last), years, 2)


def grown(rows: Rows) -> Iterator[Computed]:
    """Return what a figure was before its stated growth."""
    amounts = of_measure(rows, *AMOUNTS)
    for key, rates in of_measure(rows, Measure.GROWTH).items():
        for rate in rates:
            after = companion(rate, amounts[key])
            if after is not None:
                was = figures.before_growth(known(after), known(rate))
                yield Computed(
                    "before_growth", was, after.indicator.unit, (after, rate)
                )
                yield Computed("grown_by", minus(known(after), was), after.indicator.unit, (after, rate))  # fmt: skip


def carried_on(rows: Rows) -> Iterator[Computed]:
    """Return what a later year would hold if the stated growth went on."""
    rates = of_measure(rows, Measure.GROWTH)
    for first, last, years in steps(rows, *AMOUNTS):
        key = (*place(first), first.indicator.sector.casefold(), first.period)
        rate = companion(first, rates[key])
        if rate is not None and years > 0:
            found = figures.projection(known(first), known(rate), years=years)
            yield Computed(
                "carried_on", found, first.indicator.unit, (first, rate, last), years
            )


def shares_beside(rows: Rows) -> Iterator[Computed]:
    """Return what the shares of named partners leave, and how many times the second the first is."""
    found: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.indicator.measure == Measure.SHARE and row.counterpart:
            found[row.indicator_id, row.geography, row.period].append(row)
    for shares in found.values():
        partners = {row.counterpart for row in shares}
        if len(partners) != len(shares) or len(shares) < 2:
            continue
        ordered = sorted(shares, key=lambda row: row.value)
        left = figures.share_left([known(row) for row in ordered])
        if left.value >= 0:
            yield Computed("share_left", left, "percent", tuple(ordered))
        for small, large in combinations(ordered, 2):
            if known(small).low > 0:
                times = figures.ratio(known(large), known(small))
                yield Computed("share_ratio", times, "times", (large, small), 0, 2)


def wholes(rows: Rows) -> Iterator[Computed]:
    """Return the whole of which an amount is a stated share, and what another stated share of it comes to."""
    amounts = of_measure(rows, *AMOUNTS)
    for key, shares in of_measure(rows, Measure.SHARE).items():
        for share in (row for row in shares if whole_of(row.indicator)):
            part = companion(share, amounts[key])
            if part is None or known(share).low <= 0:
                continue
            whole = figures.whole_of(known(part), known(share))
            unit, mixed = part.indicator.unit, is_mixed(part.indicator)
            yield Computed("whole", whole, unit, (part, share), only_if=mixed)
            for other in rows:
                if _is_another_share(share, other):
                    rest = figures.part_of(whole, known(other))
                    yield Computed("part", rest, unit, (part, share, other), only_if=mixed)  # fmt: skip
                    yield Computed("ahead_by", minus(known(part), rest), unit, (part, share, other), only_if=mixed)  # fmt: skip


def _is_another_share(share: Observation, other: Observation) -> bool:
    return (
        other.indicator.measure == Measure.SHARE
        and other.indicator.name == share.indicator.name
        and whole_of(other.indicator) == whole_of(share.indicator)
        and other.indicator_id != share.indicator_id
        and (*place(other), other.period) == (*place(share), share.period)
    )


def changes(rows: Rows) -> Iterator[Computed]:
    """Return what there was before a stated change that was so many per cent, and after it."""
    rates = of_measure(rows, Measure.GROWTH)
    for key, found in of_measure(rows, Measure.CHANGE).items():
        for change in found:
            rate = companion(change, rates[key])
            if rate is not None and known(rate).low > 0:
                was = figures.whole_of(known(change), known(rate))
                now = figures.total([was, known(change)])
                unit = change.indicator.unit
                yield Computed("before_change", was, unit, (change, rate))
                yield Computed("after_change", now, unit, (change, rate))


def multiples(rows: Rows) -> Iterator[Computed]:
    """Return what there was before something grew to, or by, so many times, and the growth a year of each reading."""
    for row in rows:
        if row.indicator.measure != Measure.MULTIPLE:
            continue
        years = length_of(row)
        after = companion(row, [each for each in rows if _told_with(row, each)])
        if after is None:
            continue
        for kind, grew_by in (("to", False), ("by", True)):
            was = figures.before_multiple(known(after), known(row), grew_by=grew_by)
            unit = after.indicator.unit
            yield Computed(f"before_{kind}", was, unit, (after, row), years or 0)
            if years:
                pace = figures.growth_per_year(
                    exact(1), _times(row, grew_by=grew_by), years=years
                )
                yield Computed(f"pace_{kind}", pace, "percent", (after, row), years, 2)


def _times(multiple: Observation, *, grew_by: bool) -> Between:
    stated = known(multiple)
    return plus(stated, exact(1)) if grew_by else stated


def _told_with(multiple: Observation, amount: Observation) -> bool:
    """Say whether an amount is the one that a multiple led to: the same source tells both."""
    return (
        amount.indicator.measure in AMOUNTS
        and place(amount) == place(multiple)
        and bool(sources_of(amount) & sources_of(multiple))
        and share_topic(amount, multiple)
    )


def sources_of(row: Observation) -> set[int]:
    """Return the sources that an observation's claim rests on."""
    return {passage.source_id for passage in row.claim.passages.all()}


def places_gained(rows: Rows) -> Iterator[Computed]:
    """Return by how many places a rank improved from one year to the next that is known."""
    for first, last, years in steps(rows, Measure.RANK):
        found = figures.places_gained(known(first), known(last))
        yield Computed("places_gained", found, "places", (first, last), years)


def per_country(rows: Rows) -> Iterator[Computed]:
    """Return how many of a count came from each of the stated countries."""
    for counts in of_measure(rows, Measure.COUNT).values():
        countries = [row for row in counts if row.indicator.unit == "countries"]
        people = [row for row in counts if row.indicator.unit == "persons"]
        if len(countries) == len(people) == 1 and countries[0].value > 0:
            found = figures.per_unit(known(people[0]), known(countries[0]))
            yield Computed("per_country", found, "persons", (people[0], countries[0]), 0, 1)  # fmt: skip


COMPUTATIONS: tuple[Callable[[Rows], Iterator[Computed]], ...] = (
    growth,
    grown,
    carried_on,
    shares_beside,
    wholes,
    changes,
    multiples,
    places_gained,
    per_country,
)


def computed_from(rows: Rows) -> list[Computed]:
    """Return everything that follows from the observations. Their indicators and the passages of their claims are read: fetch them before."""
    return [each for compute in COMPUTATIONS for each in compute(rows)]
