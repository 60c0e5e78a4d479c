"""How often each organisation is shown to others, as rows and as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from madang.site.core.charts import HEIGHT, scale
from madang.site.events.models import Event, Registration
from madang.site.matching.queries.coverage import shown_counts
from madang.site.matching.queries.pairs import shown_registrations

TOP, FLOOR, LEFT = 34, 190, 44
WIDTHS = (("far", 700), ("near", 330))
# A curve of more points than pixels says nothing more.
MOST_POINTS = 300


@dataclass(frozen=True)
class Curve:
    """The picture in one width: how often each is shown, those shown most on the left, and the mean as a dashed line."""

    css: str
    width: int
    right: int
    grid: str
    ticks: list[tuple[float, int]]
    path: str
    mean_path: str
    mean_y: float
    height: int = HEIGHT


def exposed(event: Event) -> list[tuple[Registration, int]]:
    """Return everybody who may be shown, with the number of lists in which they stand, the most shown first."""
    counts = shown_counts(event)
    rows = shown_registrations(event).order_by("organisation__name", "pk")
    return sorted(((row, counts[row.pk]) for row in rows), key=lambda pair: -pair[1])


def curves(counts: Sequence[int], *, mean: float) -> list[Curve]:
    """Return the curve of the counts, which fall, in two widths; nothing where nobody is shown."""
    if not counts or not counts[0]:
        return []
    begins, step = scale(0, counts[0])
    step = max(1, step)
    most = begins + 3 * step
    kept = _thinned(counts)

    def drawn(css: str, width: int) -> Curve:
        right = width - 12

        def y(value: float) -> float:
            return round(FLOOR - (FLOOR - TOP) * value / most, 1)

        breadth = (right - LEFT) / len(counts)
        path = f"M{LEFT} {y(kept[0][1])}"
        for at, value in kept:
            path += f"V{y(value)}H{LEFT + breadth * at:.1f}"
        return Curve(
            css=css,
            width=width,
            right=right,
            grid="".join(f"M{LEFT} {y(step * n)}H{right}" for n in range(4)),
            ticks=[(y(step * n) + 4, step * n) for n in range(4)],
            path=path,
            mean_path=f"M{LEFT} {y(mean)}H{right}",
            mean_y=y(mean) - 6,
        )

    return [drawn(css, width) for css, width in WIDTHS]


def _thinned(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Return (how far the step reaches, its height): one a run of equal counts, fewer for a long list."""
    steps: list[tuple[int, int]] = []
    for at, value in enumerate(counts, 1):
        if steps and steps[-1][1] == value:
            steps[-1] = (at, value)
        else:
            steps.append((at, value))
    every = -(-len(steps) // MOST_POINTS)
    return steps if every == 1 else [*steps[:-1:every], steps[-1]]
