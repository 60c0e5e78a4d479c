"""Curves of capacity as a picture: SVG by hand, readable on light and dark paper, every text escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import floor, log10

from madang.engine.capacity import Curve, Point

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 78, 24, 64, 56
TICKS = 5
STYLE = """
 text { font: 13px system-ui, sans-serif; fill: #374151; }
 .title { font-size: 16px; font-weight: 600; fill: #111827; }
 .quiet { fill: #6b7280; }
 .grid { stroke: #9ca3af; stroke-opacity: .3; }
 .now { stroke: #6b7280; stroke-dasharray: 2 4; }
 .band { fill: #2563eb; fill-opacity: .16; }
 .bound { fill: none; stroke: #2563eb; stroke-dasharray: 6 4; stroke-width: 1.5; }
 .value { fill: none; stroke: #2563eb; stroke-width: 2.5; }
 .dot { fill: #2563eb; }
 @media (prefers-color-scheme: dark) {
  text { fill: #d1d5db; } .title { fill: #f9fafb; } .quiet { fill: #9ca3af; }
  .band, .dot { fill: #60a5fa; } .bound, .value { stroke: #60a5fa; } .now { stroke: #9ca3af; }
 }
"""
Place = Callable[[float], float]


def picture(curves: Sequence[Curve]) -> str:
    """One panel a curve, one below the other: what is reached as a line, what is proven above it as a band."""
    panels = "".join(
        f'<g transform="translate(0 {at * HEIGHT})">{_panel(curve)}</g>\n'
        for at, curve in enumerate(curves)
    )
    height = HEIGHT * max(1, len(curves))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img">\n'
        f"<title>{escape(_title(curves))}</title>\n<style>{STYLE}</style>\n{panels}</svg>\n"
    )


def _title(curves: Sequence[Curve]) -> str:
    kinds = ", ".join(curve.kind for curve in curves)
    return f"The weighted number of meetings by {kinds}"


def _panel(curve: Curve) -> str:
    points = curve.points
    if not points:
        return ""
    across = _scale(points[0].count, points[-1].count, LEFT + 12, WIDTH - RIGHT - 12)
    marks = nice_marks(
        min(point.value for point in points), max(point.bound for point in points)
    )
    up = _scale(marks[0], marks[-1], HEIGHT - BOTTOM, TOP)
    reached = [(across(item.count), up(item.value)) for item in points]
    proven = [(across(item.count), up(item.bound)) for item in points]
    parts = [
        f'<text class="title" x="{LEFT}" y="24">Weight by number of {escape(curve.kind)}</text>',
        f'<text class="quiet" x="{LEFT}" y="44">solid: reached by a plan; dashed: proven, no plan is worth more</text>',
        *(_row(up(mark), mark) for mark in marks),
        *_columns(points, across),
        _now(curve, across),
        f'<polygon class="band" points="{_line([*reached, *reversed(proven)])}"/>',
        f'<polyline class="bound" points="{_line(proven)}"/>',
        f'<polyline class="value" points="{_line(reached)}"/>',
        *(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{_said(curve, point)}</title></circle>'
            for point, (x, y) in zip(points, reached, strict=True)
        ),
    ]
    return "\n".join(part for part in parts if part)


def _said(curve: Curve, point: Point) -> str:
    return escape(
        f"{point.count} {curve.kind}: {point.value:,} reached, at most {point.bound:,}, "
        f"{point.placed:,} meetings"
    )


def _row(y: float, mark: int) -> str:
    return (
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{mark:,}</text>'
    )


def _columns(points: Sequence[Point], across: Place) -> list[str]:
    """The counts below, not more of them than are readable."""
    step = -(-len(points) // 16)
    return [
        f'<text x="{across(item.count):.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle">{item.count:,}</text>'
        for item in points[::step]
    ]


def _now(curve: Curve, across: Place) -> str:
    if not curve.points[0].count <= curve.now <= curve.points[-1].count:
        return ""
    x = across(curve.now)
    return (
        f'<line class="now" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        f'<text class="quiet" x="{x:.1f}" y="{HEIGHT - BOTTOM + 42}" text-anchor="middle">as it is</text>'
    )


def _line(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _scale(first: float, last: float, low: float, high: float) -> Place:
    """Where a number between first and last lies between low and high; in the middle when there is but one."""
    if first == last:
        return lambda _: (low + high) / 2
    return lambda number: low + (number - first) * (high - low) / (last - first)


def nice_marks(least: int, most: int) -> list[int]:
    """Round numbers from below the least to above the most, about `TICKS` of them."""
    span = max(1, most - least)
    rough = max(1.0, span / TICKS)
    power = 10 ** floor(log10(rough))
    step = next(
        int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= rough
    )
    first = least // step * step
    last = -(-most // step) * step
    return list(range(first, max(last, first + step) + step, step))
