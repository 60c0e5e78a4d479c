"""Oddities of growth: paces that do not fit, bases nobody states, digits that look swapped, multiples with two readings."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from madang.site.core.edtf import is_duration
from madang.site.landscape.models import Observation
from madang.site.landscape.rules import figures
from madang.site.landscape.rules.computed import AMOUNTS, computed_from, steps
from madang.site.landscape.rules.intervals import Between, over
from madang.site.landscape.rules.topics import (
    Measure,
    known,
    place,
    plain,
    share_topic,
    year_of,
)
from madang.site.ledger.rules.oddities import Oddity, contradiction, to_confirm

Rows = Sequence[Observation]
# Two currencies of this world that are compared at all lie within this factor of each other; other units are never compared.
WORTH = {frozenset(("EUR", "USD")): 2, frozenset(("EUR", "GBP")): 2, frozenset(("USD", "GBP")): 2}  # fmt: skip


def _of(rows: Rows, *measures: Measure) -> list[Observation]:
    return [row for row in rows if row.indicator.measure in measures]


def another_pace(rows: Rows) -> Iterator[Oddity]:
    """Raise that a stated growth lies outside what two stated figures imply a year."""
    rates = _of(rows, Measure.GROWTH)
    for first, last, years in steps(rows, *AMOUNTS):
        if years < 1 or known(first).low <= 0:
            continue
        implied = figures.growth_per_year(known(first), known(last), years=years)
        for rate in rates:
            near = rate.period in (first.period, last.period)
            fits = place(rate) == place(first) and share_topic(rate, first)
            same_field = rate.indicator.sector == first.indicator.sector
            if near and fits and same_field and not implied.touches(known(rate)):
                yield contradiction(
                    "another_pace",
                    [rate, first, last],
                    title=_("Two paces of growth"),
                    sentence=_(
                        "%(stated)s%% a year is stated; the two figures imply %(low)s%% to %(high)s%% a year. The pace would have to change."
                    )
                    % {
                        "stated": plain(rate.value),
                        "low": plain(implied.low, 2),
                        "high": plain(implied.high, 2),
                    },
                    settles=_("The series of figures, year by year."),
                )


def growth_of_what(rows: Rows) -> Iterator[Oddity]:
    """Raise that a growth has no base period: since when, and of what, is not stated."""
    for row in _of(rows, Measure.GROWTH):
        if not row.base_period and not is_duration(row.period):
            yield to_confirm(
                "growth_of_what",
                [row],
                title=_("Growth since when?"),
                sentence=_(
                    "The source states the growth and no period with which it compares."
                ),
                settles=_("The period before, and the figure for it."),
            )


def swapped_digits(rows: Rows) -> Iterator[Oddity]:
    """Raise that two growth figures of one place and period have the same digits in another order."""
    for one, other in combinations(_of(rows, Measure.GROWTH), 2):
        same = (place(one), one.period) == (place(other), other.period)
        if same and one.value != other.value and _digits(one) == _digits(other):
            yield to_confirm(
                "swapped_digits",
                [one, other],
                title=_("Two figures with the same digits"),
                sentence=_(
                    "%(one)s%% and %(other)s%% have the same digits in another order. One of them may be a slip."
                )
                % {"one": plain(one.value), "other": plain(other.value)},
                settles=_("The figures at their source."),
            )


def _digits(row: Observation) -> Counter[str]:
    digits = f"{row.value.normalize():f}".replace(".", "").replace("-", "")
    return Counter(digits) if len(set(digits)) > 1 else Counter(f"{row.pk}")


def to_or_by(rows: Rows) -> Iterator[Oddity]:
    """Raise that a multiple can be read in two ways, unless the indicator's definition says which one."""
    for row in _of(rows, Measure.MULTIPLE):
        if row.value > 1 and not row.indicator.definition:
            yield to_confirm(
                "to_or_by",
                [row],
                title=_("To so many times, or by so many times?"),
                sentence=_(
                    "%(times)s times as much, or %(times)s times more, which is %(more)s times as much: the source can be read both ways."
                )
                % {
                    "times": plain(row.value),
                    "more": plain(row.value + 1),
                },
                settles=_("The figure with which it is compared."),
            )


def does_not_fit(rows: Rows) -> Iterator[Oddity]:
    """Raise that an earlier figure of the same thing lies far from what a multiple and its figure imply, in both readings."""
    implied = [each for each in computed_from(rows) if each.kind in ("before_to", "before_by")]  # fmt: skip
    readings: dict[int, list[Between]] = defaultdict(list)
    origin: dict[int, tuple[Observation, Observation]] = {}
    for each in implied:
        after, multiple = each.rows
        readings[multiple.pk].append(each.result)
        origin[multiple.pk] = (after, multiple)
    for key, bases in readings.items():
        after, multiple = origin[key]
        for row in _of(rows, *AMOUNTS):
            earlier = _is_earlier(row, after) and place(row) == place(after)
            if earlier and share_topic(row, after) and _far(row, after, bases):
                yield contradiction(
                    "does_not_fit",
                    [after, multiple, row],
                    title=_("An earlier figure that does not fit"),
                    sentence=_(
                        "Both readings of the multiple imply an earlier figure far from the one that another source states. All claims stand side by side; none is averaged."
                    ),
                    settles=_("Trade statistics of both countries for both years."),
                )


def _is_earlier(row: Observation, after: Observation) -> bool:
    year, later = year_of(row), year_of(after)
    return row.pk != after.pk and year is not None and (later is None or year < later)


def _far(row: Observation, after: Observation, bases: list[Between]) -> bool:
    units = frozenset((row.indicator.unit, after.indicator.unit))
    worth = 1 if len(units) == 1 else WORTH.get(units)
    if worth is None:
        return False
    return all(
        (quotient := over(known(row), base)).low > worth or quotient.high * worth < 1
        for base in bases
    )


def stated_differently(rows: Rows) -> Iterator[Oddity]:
    """Raise that two sources state different figures of one indicator for one place and period, or different multiples."""
    for one, other in combinations(_of(rows, *AMOUNTS, Measure.RANK, Measure.SHARE, Measure.MULTIPLE), 2):  # fmt: skip
        if place(one) != place(other) or known(one).touches(known(other)):
            continue
        if one.indicator.measure == other.indicator.measure == Measure.MULTIPLE:
            differs = share_topic(one, other)
        else:
            differs = (
                one.indicator_id == other.indicator_id
                and one.period == other.period
                and year_of(one) is not None
                and one.geography == other.geography
            )
        if differs:
            yield contradiction(
                "stated_differently",
                [one, other],
                title=_("Two sources, two figures"),
                sentence=_(
                    "Two figures are stated for the same thing. Both stand, each with its source; none is averaged."
                ),
                settles=_("The statistics from which both were taken."),
            )
