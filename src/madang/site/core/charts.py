"""Charts as SVG paths made on the server: attributes and classes only, drawn once wide and once narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

HEIGHT = 220
TOP, FLOOR, LEFT = 20, 190, 44
LABEL_GAP = 18


@dataclass(frozen=True)
class Reading:
    """A value and its bound after so many seconds."""

    seconds: float
    value: int
    bound: int | None


@dataclass(frozen=True)
class Mark:
    """A text of a chart and where it stands."""

    x: float
    y: float
    value: int


@dataclass(frozen=True)
class Convergence:
    """Value and bound closing in on each other: every path and place that the template draws."""

    width: int
    right: int
    grid: str
    band: str
    value_path: str
    bound_path: str
    ticks: list[Mark]
    value_mark: Mark
    bound_mark: Mark | None
    now: float
    is_now_apart: bool
    seconds: int
    last_second: int


def thin(readings: Sequence[Reading], *, most: int = 120) -> list[Reading]:
    """Return the readings in which something changed, with the first and the last; about `most` of them at most."""
    kept = [
        each
        for number, each in enumerate(readings)
        if number in (0, len(readings) - 1)
        or (each.value, each.bound)
        != (readings[number - 1].value, readings[number - 1].bound)
    ]
    step = max(1, -(-len(kept) // most))
    return kept[::step] if (len(kept) - 1) % step == 0 else [*kept[::step], kept[-1]]


def scale(lowest: int, highest: int) -> tuple[int, int]:
    """Return where an axis begins and its step, so that three whole steps of 1, 2 or 5 × 10ⁿ hold both values."""
    span = max(highest - lowest, 3)
    power = 10 ** floor(log10(span / 3))
    for step in (each * size for size in (power, 10 * power) for each in (1, 2, 5)):
        begins = int(lowest // step * step)
        if begins + 3 * step >= highest:
            return begins, int(step)
    begins = int(lowest // (100 * power) * (100 * power))
    return begins, 100 * power


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in points)


def convergence(
    readings: Sequence[Reading], *, seconds_allowed: int, width: int, right: int
) -> Convergence | None:
    """Return the chart of a run's readings in a box of `width`, drawn as far as `right`; None without a reading."""
    kept = thin(readings)
    if not kept:
        return None
    values = [each.value for each in kept] + [
        each.bound for each in kept if each.bound is not None
    ]
    begins, step = scale(min(values), max(values))
    last = max(float(seconds_allowed), kept[-1].seconds, 1.0)

    def x(seconds: float) -> float:
        return round(LEFT + (right - LEFT) * seconds / last, 1)

    def y(value: int) -> float:
        return round(FLOOR - (FLOOR - TOP) * (value - begins) / (3 * step), 1)

    value_points = [(x(each.seconds), y(each.value)) for each in kept]
    bound_points = [
        (x(each.seconds), y(each.bound)) for each in kept if each.bound is not None
    ]
    now = kept[-1]
    value_y, bound_y = _apart(
        y(now.value), y(now.bound) if now.bound is not None else None
    )
    return Convergence(
        width=width,
        right=right,
        grid="".join(
            f"M{LEFT} {y(begins + step * number)}H{right}" for number in (1, 2, 3)
        ),
        band=f"{_path([*bound_points, *reversed(value_points)])}z"
        if bound_points
        else "",
        value_path=_path(value_points),
        bound_path=_path(bound_points) if bound_points else "",
        ticks=[
            Mark(0, y(begins + step * number) + 4, begins + step * number)
            for number in range(4)
        ],
        value_mark=Mark(x(now.seconds) + 8, value_y, now.value),
        bound_mark=Mark(x(now.seconds) + 8, bound_y, now.bound)
        if now.bound is not None and bound_y is not None
        else None,
        now=x(now.seconds),
        is_now_apart=LEFT + 60 < x(now.seconds) < right - 60,
        seconds=round(now.seconds),
        last_second=round(last),
    )


def _apart(value_y: float, bound_y: float | None) -> tuple[float, float | None]:
    """Return where the two labels stand, so that neither covers the other."""
    if bound_y is None:
        return value_y + 4, None
    missing = max(0.0, LABEL_GAP - abs(value_y - bound_y)) / 2
    sign = 1 if value_y >= bound_y else -1
    return round(value_y + sign * missing + 4, 1), round(
        bound_y - sign * missing + 4, 1
    )
