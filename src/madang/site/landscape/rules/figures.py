"""What follows from stated figures, each with the interval that rounding leaves. Pure arithmetic: no rows, no words.

Every function takes and returns `Between`: a value and its bounds. Growth and shares are in per cent, money and people in
units (never in thousands). Whoever shows a result shows the formula beside it: wording.computed.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

from madang.site.core.edtf import Span
from madang.site.landscape.rules.intervals import (
    Between,
    exact,
    minus,
    over,
    plus,
    power,
    times,
)

HUNDRED = exact(100)
ONE = exact(1)


def _factor(percent: Between) -> Between:
    return plus(ONE, over(percent, HUNDRED))


def growth_per_year(first: Between, last: Between, *, years: int) -> Between:
    """Return the compound growth a year, in per cent, that leads from the first figure to the last.

    The years-th root of last ÷ first, less one. Raises ValueError unless years and both figures are positive.
    """
    if years < 1:
        raise ValueError("growth takes at least a year")
    factor = power(over(last, first), Decimal(1) / Decimal(years))
    return times(minus(factor, ONE), HUNDRED)


def projection(start: Between, percent: Between, *, years: int) -> Between:
    """Return what a figure becomes if it grows by so many per cent each year."""
    return times(start, power(_factor(percent), Decimal(years)))


def before_growth(after: Between, percent: Between) -> Between:
    """Return what a figure was before it grew by so many per cent."""
    return over(after, _factor(percent))


def before_multiple(
    after: Between, multiple: Between, *, grew_by: bool = False
) -> Between:
    """Return what a figure was before it grew to so many times itself, or by so many times, which is once more."""
    return over(after, plus(multiple, ONE) if grew_by else multiple)


def share_left(shares: Sequence[Between]) -> Between:
    """Return what the stated shares leave to everything else, in per cent."""
    return minus(HUNDRED, total(shares))


def total(parts: Sequence[Between]) -> Between:
    """Return the sum of the parts; 0 of none."""
    return reduce(plus, parts, exact(0))


def ratio(one: Between, other: Between) -> Between:
    """Return how many times the other the one is."""
    return over(one, other)


def whole_of(part: Between, share: Between) -> Between:
    """Return the whole of which a part is so many per cent."""
    return over(times(part, HUNDRED), share)


def part_of(whole: Between, share: Between) -> Between:
    """Return so many per cent of a whole."""
    return over(times(whole, share), HUNDRED)


def places_gained(before: Between, after: Between) -> Between:
    """Return by how many places a rank improved: the lower number is the better rank."""
    return minus(before, after)


def per_unit(amount: Between, units: Between) -> Between:
    """Return how much comes to one unit."""
    return over(amount, units)


def days_inclusive(first: date, last: date) -> int:
    """Return how many days a stay lasts, its first and last counted. Raises ValueError if it ends before it begins."""
    if last < first:
        raise ValueError("the last day is before the first")
    return (last - first).days + 1


def months_between(earlier: Span, later: Span) -> tuple[int, int] | None:
    """Return the least and most calendar months from one span to the other; None if a span is open at an end.

    July 2023 comes 7 to 18 months after "2022": after December, after January. Below zero: the other way round.
    """
    ends = (earlier.first, earlier.last, later.first, later.last)
    if any(each is None for each in ends):
        return None
    months = [12 * each.year + each.month for each in ends if each is not None]
    return months[2] - months[1], months[3] - months[0]
