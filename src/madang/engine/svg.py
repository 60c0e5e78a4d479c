"""Pictures as SVG: a few shapes, every text escaped, colours that are legible on light and on dark pages alike."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

INK = "#767676"
"""For text and lines that stand on the page itself: grey that is legible on white and on black."""
PAPER = "#ffffff"
"""For text on a filled shape."""
FONT = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG document. A notebook shows it by itself, `save` writes it to a file."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: Path | str) -> None:
        """Write the document. Raises `OSError` when the file cannot be written."""
        Path(path).write_text(self.svg + "\n", encoding="utf-8")


def document(width: float, height: float, title: str, parts: list[str]) -> Picture:
    """A picture of shapes, `width` by `height` units; `title` is what a screen reader says of it."""
    inner = "\n".join(parts)
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(width)} {_number(height)}" '
        f'width="{_number(width)}" height="{_number(height)}" role="img" font-family="{FONT}" font-size="12">\n'
        f"<title>{escape(title)}</title>\n{inner}\n</svg>"
    )


def text(
    x: float,
    y: float,
    content: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    weight: int = 400,
) -> str:
    """A line of text whose baseline begins (or ends, or has its middle) at x, y."""
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}" fill="{colour}" '
        f'font-weight="{weight}">{escape(content)}</text>'
    )


def line(
    first: tuple[float, float],
    last: tuple[float, float],
    *,
    colour: str = INK,
    opacity: float = 1,
) -> str:
    """A thin straight line."""
    return (
        f'<line x1="{_number(first[0])}" y1="{_number(first[1])}" x2="{_number(last[0])}" '
        f'y2="{_number(last[1])}" stroke="{colour}" stroke-opacity="{_number(opacity)}"/>'
    )


def path(points: list[tuple[float, float]], *, colour: str) -> str:
    """A thick line through points."""
    steps = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return f'<polyline points="{steps}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"/>'


def area(points: list[tuple[float, float]], *, colour: str, opacity: float) -> str:
    """A filled shape with no outline."""
    steps = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return (
        f'<polygon points="{steps}" fill="{colour}" fill-opacity="{_number(opacity)}"/>'
    )


def box(
    corner: tuple[float, float],
    size: tuple[float, float],
    *,
    colour: str,
    opacity: float = 1,
    note: str = "",
) -> str:
    """A rectangle with soft corners; `note` is shown when a pointer rests on it."""
    inner = f"<title>{escape(note)}</title>" if note else ""
    return (
        f'<rect x="{_number(corner[0])}" y="{_number(corner[1])}" width="{_number(size[0])}" '
        f'height="{_number(size[1])}" rx="3" fill="{colour}" fill-opacity="{_number(opacity)}">{inner}</rect>'
    )


def steps_between(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, at most so many and 1, 2 or 5 times a power of ten apart."""
    span, unit = max(high - low, 1e-9), 1e-9
    while not any(span / (unit * factor) <= most for factor in (1, 2, 5)):
        unit *= 10
    step = next(unit * factor for factor in (1, 2, 5) if span / (unit * factor) <= most)
    first = int(-(-low // step))
    return [
        round(number * step, 9)
        for number in range(first, first + most + 1)
        if number * step <= high + step * 1e-6
    ]


def _number(value: float) -> str:
    """A length with one digit after the point at most, or an opacity with two."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
