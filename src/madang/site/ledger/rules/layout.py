"""Where the names of a network stand: on one circle, or on circles around a middle. Plain geometry; the same names, the same picture."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

INNER, OUTER = 190.0, 400.0


@dataclass(frozen=True)
class Spot:
    """A place on the picture, in its units from the middle, and whether its name runs to the left of it."""

    x: float
    y: float
    is_left: bool

    def beyond(self, more: float) -> "Spot":
        """Return the spot so much further from the middle; the middle itself moves down."""
        length = math.hypot(self.x, self.y)
        if not length:
            return Spot(0.0, more + 6, is_left=False)
        factor = (length + more) / length
        return Spot(
            round(self.x * factor, 1), round(self.y * factor, 1), is_left=self.is_left
        )


def spots(keys: Sequence[int], steps: Mapping[int, int]) -> dict[int, Spot]:
    """Return the spot of each key, in the order given: 0 steps in the middle, 1 on the inner circle, else on the outer one.

    `steps` is empty where there is no middle; then all stand on the outer circle.
    """
    found: dict[int, Spot] = {}
    for wanted, radius in ((0, 0.0), (1, INNER), (2, OUTER)):
        circle = [each for each in keys if min(steps.get(each, 2), 2) == wanted]
        for place, each in enumerate(circle):
            angle = 2 * math.pi * place / len(circle) - math.pi / 2
            x, y = radius * math.cos(angle), radius * math.sin(angle)
            found[each] = Spot(round(x, 1), round(y, 1), is_left=x < 0)
    return found
