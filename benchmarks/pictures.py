"""How the certified gap of an event fell over the seconds: one stair a seed, on a logarithmic scale."""

import math
from typing import Any

from madang.engine.svg import Picture, document, line, path, text

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 30, 40
COLOURS = ("#2f7fc1", "#d07a1c", "#4f9d57", "#9a5fb5", "#b0574a")
LEAST, MOST = 1e-4, 0.2
"""Gaps below and above are drawn at the edge."""
MARKS = (0.0001, 0.001, 0.01, 0.1)


def gap_chart(name: str, rows: list[dict[str, Any]]) -> Picture:
    """The picture of one event; `rows` are Madang's, each with `history` (seconds, value, bound)."""
    longest = max([row["seconds"] for row in rows] + [0.1])

    def at(seconds: float, gap: float) -> tuple[float, float]:
        share = math.log(MOST / min(MOST, max(LEAST, gap))) / math.log(MOST / LEAST)
        x = LEFT + (WIDTH - LEFT - RIGHT) * seconds / longest
        return x, TOP + (HEIGHT - TOP - BOTTOM) * share

    parts = [text(LEFT, 18, f"{name}: gap over the seconds, one line a seed")]
    for mark in MARKS:
        (left, y), (right, _) = at(0, mark), at(longest, mark)
        parts.append(line((left, y), (right, y), opacity=0.35))
        parts.append(text(8, y + 4, f"{100 * mark:g} %"))
    for part in range(5):
        seconds = longest * part / 4
        x, _ = at(seconds, LEAST)
        parts.append(text(x - 8, HEIGHT - 14, f"{seconds:.0f} s"))
    for row, colour in zip(rows, COLOURS, strict=False):
        parts.append(path(stairs(row, at), colour=colour))
    return document(WIDTH, HEIGHT, f"Gap of {name} over the seconds", parts)


def stairs(row: dict[str, Any], at: Any) -> list[tuple[float, float]]:
    """The corners of one stair, to the last second of the run."""
    points: list[tuple[float, float]] = []
    last = None
    for seconds, value, bound in [*row["history"], [row["seconds"], None, None]]:
        if last is not None:
            points.append(at(seconds, last))
        if bound:
            last = (bound - value) / bound
            points.append(at(seconds, last))
    return points
