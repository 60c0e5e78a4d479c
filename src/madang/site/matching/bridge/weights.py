"""An organiser's levels → the engine's weights.

A level from -2 to 2 moves one number of the engine between bounds; at 0 everything is as shipped. Nothing here can turn a
number round: more always counts as more.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madang.engine.match.weights import Weights

# A factor is raised to this power: at 0 the facet no longer speaks against a pair, at 2 its word is squared.
POWERS = {-2: 0.0, -1: 0.5, 0: 1.0, 1: 1.5, 2: 2.0}
# What a wish by name adds to the interest of who wished: this share of what is missing to the whole.
WISH_SHARES = {-2: 0.0, -1: 0.25, 0: 0.5, 1: 0.75, 2: 0.9}
# What it is worth to be of use to the other, beside 1 for being served.
GIVING = {-2: 0.2, -1: 0.4, 0: 0.6, 1: 0.8, 2: 1.0}
FACETS = {
    "field": "field",
    "stage": "stage",
    "country": "country",
    "kind": "partner_type",
}


def engine_weights(levels: Mapping[str, int]) -> "Weights":
    """Return the engine's weights for levels by name; a name that is missing is at 0."""
    from madang.engine.match.weights import Weights

    shipped = Weights()
    floors, opens = dict(shipped.floor_factor), dict(shipped.open_factor)
    for name, facet in FACETS.items():
        power = POWERS[levels.get(name, 0)]
        floors[facet] **= power
        opens[facet] **= power
    text = levels.get("text", 0)
    return Weights(
        closeness=shipped.closeness * (1 + 0.4 * text),
        customer=GIVING[levels.get("both", 0)],
        text_floor=shipped.text_floor ** POWERS[text],
        floor_factor=floors,
        open_factor=opens,
    )


def wish_share(levels: Mapping[str, int]) -> float:
    """Return what a wish by name adds, as a share of what is missing to the whole."""
    return WISH_SHARES[levels.get("wishes", 0)]
