"""Charts of figures as paths and places: points where a source states a value, dashed where it is forecast or computed.

Nothing is drawn between two sources: each source of each place is a series of its own. Units are never mixed.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import floor, log10

from django.utils.translation import gettext as _

from madang.site.landscape.models import Observation
from madang.site.landscape.rules.topics import plain, year_of
from madang.site.landscape.wording.figures import Measure, unit_name
from madang.site.landscape.wording.magnitudes import Magnitude, of_axis
from madang.site.ledger import wording
from madang.site.ledger.models import Modality

TOP, FLOOR, LEFT, HEIGHT = 34, 190, 52, 232
WIDTHS = (("far", 700), ("near", 330))
COLOURS = 2


@dataclass(frozen=True)
class Point:
    """A value at a place of the axis. `is_open` is drawn hollow: a forecast, or computed here."""

    at: int
    value: Decimal
    label: str
    is_open: bool = False


@dataclass(frozen=True)
class Series:
    """Points of one origin, joined in their order; `name` says whose they are."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawn:
    """A point where it stands on the picture."""

    x: float
    y: float
    label: str
    label_y: float
    anchor: str
    is_open: bool
    colour: int


@dataclass(frozen=True)
class Chart:
    """Everything that a template draws, in one width."""

    css: str
    width: int
    right: int
    height: int
    grid: str
    ticks: list[tuple[float, str]]
    below: list[tuple[float, str]]
    solid: list[tuple[str, int]]
    dashed: list[tuple[str, int]]
    points: list[Drawn]


def _step(span: Decimal, *, whole: bool) -> Decimal:
    """Return a round step of which three cover a span; for ranks a whole number."""
    if span <= 0:
        return Decimal(1)
    power = Decimal(10) ** floor(log10(span / 3))
    sizes = (
        (1, 2, 3, 4, 5, 10, 20) if whole else (1, 2, Decimal("2.5"), 3, 4, 5, 10, 20)
    )
    steps = [power * size for size in sizes]
    return next(each for each in steps if each * 3 >= span and (not whole or each >= 1))


def charts_of(
    series: Sequence[Series],
    places: Sequence[tuple[int, str]],
    *,
    divisor: int = 1,
    lower_is_better: bool = False,
) -> list[Chart]:
    """Draw the series once wide and once narrow; [] without a point. `places` are the marks below the axis.

    Values are divided by `divisor` for the axis. The axis begins at 0; for ranks place 1 is on top.
    """
    values = [point.value for each in series for point in each.points]
    if not values or not places:
        return []
    return [
        _drawn(series, places, css=css, width=width, divisor=divisor, turned=lower_is_better)
        for css, width in WIDTHS
    ]  # fmt: skip


def _drawn(
    series: Sequence[Series],
    places: Sequence[tuple[int, str]],
    *,
    css: str,
    width: int,
    divisor: int,
    turned: bool,
) -> Chart:
    right = width - 12
    most = max(point.value for each in series for point in each.points)
    # A ranking begins at its first place, everything else at nothing.
    base = Decimal(1) if turned else Decimal(0)
    step = _step(most - base, whole=turned)
    order = [at for at, _name in places]
    first, last = min(order), max(order)

    def x(at: int) -> float:
        if first == last:
            return (LEFT + right) / 2
        return round(LEFT + 40 + (right - LEFT - 80) * (at - first) / (last - first), 1)

    def y(value: Decimal) -> float:
        part = float((value - base) / (3 * step))
        return round(TOP + (FLOOR - TOP) * (part if turned else 1 - part), 1)

    ticks = [
        (y(base + step * index), plain((base + step * index) / divisor))
        for index in range(4)
    ]
    chart = Chart(
        css, width, right, HEIGHT,
        "".join(f"M{LEFT} {at}H{right}" for at, _label in ticks),
        [(at + 4, label) for at, label in ticks],
        [(x(at), name) for at, name in _thinned(places, width)],
        [], [], [],
    )  # fmt: skip
    for index, each in enumerate(series):
        _add(
            chart, each, colour=index % COLOURS + 1, at=lambda p: (x(p.at), y(p.value))
        )
    return chart


def _thinned(
    places: Sequence[tuple[int, str]], width: int
) -> Sequence[tuple[int, str]]:
    """Return as many marks as fit below the axis, the last one always."""
    most = max(2, width // 90)
    every = -(-len(places) // most)
    return places[::-1][::every][::-1]


def _add(
    chart: Chart,
    series: Series,
    *,
    colour: int,
    at: Callable[[Point], tuple[float, float]],
) -> None:
    spots = [(point, *at(point)) for point in series.points]
    for (one, x1, y1), (other, x2, y2) in pairwise(spots):
        line = f"M{x1} {y1}L{x2} {y2}"
        is_open = one.is_open or other.is_open
        (chart.dashed if is_open else chart.solid).append((line, colour))
    drawn = {(each.x, each.y, each.label) for each in chart.points}
    for point, px, py in spots:
        if (px, py, point.label) in drawn:
            continue
        taken = [d for d in chart.points if abs(d.x - px) < 48 and abs(d.label_y - (py - 10)) < 14]  # fmt: skip
        label_y = py + 20 if taken else py - 10
        chart.points.append(
            Drawn(
                px, py, point.label, round(label_y, 1), "middle", point.is_open, colour
            )
        )


def _magnitude(rows: Sequence[Observation]) -> Magnitude:
    """Return the one magnitude in which all figures of a chart are counted."""
    most = max((abs(row.value) for row in rows), default=Decimal(0))
    return of_axis(most, max((row.scale for row in rows), default=1))


def series_of(rows: Sequence[Observation], names: dict[str, str]) -> list[Series]:
    """Return a series for each place and source, of the observations that are for one year; forecasts are open points."""
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    magnitude = _magnitude(rows)
    for row in rows:
        year = year_of(row)
        if year is None:
            continue
        sources = [each.source for each in row.claim.passages.all()]
        said_by = wording.publisher_of(sources[0]) if sources else ""
        where = " – ".join(
            names.get(code, code) for code in (row.geography, row.counterpart) if code
        )
        ahead = row.modality in (Modality.FORECAST, Modality.PLANNED)
        label = magnitude.digits(row.value, decimals=row.decimals, scale=row.scale)
        found[where, said_by].append(Point(year, row.value, label, ahead))
    return [
        Series(", ".join(filter(None, key)), tuple(sorted(points, key=lambda p: p.at)))
        for key, points in found.items()
    ]


def indicator_charts(rows: Sequence[Observation], names: dict[str, str]) -> list[Chart]:
    """Return the chart of an indicator's years, wide and narrow; [] with fewer than two years."""
    series = series_of(rows, names)
    years = sorted({point.at for each in series for point in each.points})
    if len(years) < 2:
        return []
    return charts_of(
        series,
        [(year, str(year)) for year in years],
        divisor=_magnitude(rows).divisor,
        lower_is_better=rows[0].indicator.measure == Measure.RANK,
    )


def axis_unit(rows: Sequence[Observation]) -> str:
    """Return the unit of the axis: "EUR, billion", in Korean "EUR, 억"; "persons"."""
    word = _magnitude(rows).word
    unit = unit_name(rows[0].indicator.unit) if rows else ""
    return _("%(unit)s, %(word)s") % {"unit": unit, "word": word} if word else unit
