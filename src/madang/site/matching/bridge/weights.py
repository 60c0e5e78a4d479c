"""An organiser's levels → the engine's weights.

A level from -2 to 2 multiplies what some features weigh, and all are then scaled so that together they weigh as much as
shipped: levels shift shares, and bands keep their meaning. A weight is never below 0, so more always counts as more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madang.engine.match.ranking import Chances
    from madang.engine.match.weights import Weights

FACTORS = {-2: 0.0, -1: 0.5, 0: 1.0, 1: 1.5, 2: 2.0}
FEATURES = {
    "deal": ("deal", "priority"),
    "subject": ("field", "modality", "subjects"),
    "stage": ("stage",),
    "territory": ("country",),
    "partner": ("partner_type",),
    "words": ("text", "closeness"),
    "language": ("language",),
    "giving": ("asked",),
}


@dataclass(frozen=True)
class Learned:
    """What an event's answers taught: each feature's weight, the intercept, and the chance of a yes."""

    weights: Mapping[str, float]
    intercept: float
    chances: "Chances"


def engine_weights(
    levels: Mapping[str, int], learned: Learned | None = None
) -> "Weights":
    """Return the engine's weights for levels by name, from the learned weights or the shipped ones.

    A name that is missing is at 0.
    """
    from madang.engine.match.weights import FEATURES as ALL
    from madang.engine.match.weights import Weights

    shipped = Weights()
    if learned is not None:
        shipped = Weights(**learned.weights, base=learned.intercept)
    if not any(levels.values()):
        return shipped
    before = {name: float(getattr(shipped, name)) for name in ALL if name != "wish"}
    after = dict(before)
    for name, features in FEATURES.items():
        for feature in features:
            after[feature] *= FACTORS[levels.get(name, 0)]
    scale = sum(before.values()) / max(sum(after.values()), 1e-9)
    scaled = {name: weight * scale for name, weight in after.items()}
    wish = shipped.wish * FACTORS[levels.get("wishes", 0)]
    return Weights(**scaled, wish=wish, base=shipped.base)
