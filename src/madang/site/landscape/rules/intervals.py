"""Numbers that are known within bounds: a rounded figure is anything that rounds to it. Arithmetic keeps the bounds outward."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

DIGITS = 40
_down = Context(prec=DIGITS, rounding=ROUND_FLOOR)
_up = Context(prec=DIGITS, rounding=ROUND_CEILING)
_near = Context(prec=DIGITS)


@dataclass(frozen=True)
class Between:
    """A value and the bounds between which the truth lies, both inclusive: low ≤ value ≤ high."""

    low: Decimal
    value: Decimal
    high: Decimal

    @property
    def is_exact(self) -> bool:
        """Whether nothing was rounded."""
        return self.low == self.high

    def holds(self, number: Decimal) -> bool:
        """Say whether a number lies within the bounds."""
        return self.low <= number <= self.high

    def touches(self, other: "Between") -> bool:
        """Say whether some number lies within both."""
        return self.low <= other.high and other.low <= self.high


def exact(number: Decimal | int | str) -> Between:
    """Return a number that was not rounded."""
    value = Decimal(number)
    return Between(value, value, value)


def rounded(
    number: Decimal | int | str, *, decimals: int = 0, scale: int = 1
) -> Between:
    """Return what rounds to a figure of so many decimals in units of `scale`: "3.6 billion" is 3.55 to 3.65 billion."""
    value = Decimal(number)
    half = Decimal(scale) * Decimal(10) ** -decimals / 2
    return Between(value - half, value, value + half)


def _corners(
    one: Between, other: Between, step: Callable[[Context, Decimal, Decimal], Decimal]
) -> Between:
    """Return the outermost results of a step that rises or falls steadily in each number."""
    pairs = [(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    return Between(
        min(step(_down, a, b) for a, b in pairs),
        step(_near, one.value, other.value),
        max(step(_up, a, b) for a, b in pairs),
    )


def plus(one: Between, other: Between) -> Between:
    """Return the sum."""
    return _corners(one, other, lambda context, a, b: context.add(a, b))


def minus(one: Between, other: Between) -> Between:
    """Return the difference."""
    return _corners(one, other, lambda context, a, b: context.subtract(a, b))


def times(one: Between, other: Between) -> Between:
    """Return the product."""
    return _corners(one, other, lambda context, a, b: context.multiply(a, b))


def over(one: Between, other: Between) -> Between:
    """Return the quotient. Raises ValueError if the divisor may be zero."""
    if other.holds(Decimal(0)):
        raise ValueError("the divisor may be zero")
    return _corners(one, other, lambda context, a, b: context.divide(a, b))


def power(base: Between, exponent: Decimal) -> Between:
    """Return a positive number raised to an exact exponent. Raises ValueError unless the base is positive."""
    if base.low <= 0:
        raise ValueError("the base may be zero or below")
    ends = [_near.power(each, exponent) for each in (base.low, base.high)]
    # Powers are right to one unit in the last place whatever the rounding: step one outward.
    return Between(
        min(ends).next_minus(_down),
        _near.power(base.value, exponent),
        max(ends).next_plus(_up),
    )
