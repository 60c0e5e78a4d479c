"""An organiser's levels → the engine's weights: the one place that knows both.

A level from -2 to 2 multiplies the weights of one group of features by a factor; at 0 everything is as shipped. No factor
is below 0: what speaks for a pair never speaks against it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madang.engine.match.weights import Weights

FACTORS = {-2: 0.0, -1: 0.5, 0: 1.0, 1: 1.5, 2: 2.0}
# The facets of the engine that a group of features has.
FACETS = {
    "deal": ("deal",),
    "subject": ("field", "modality"),
    "stage": ("stage",),
    "territory": ("country",),
    "partner": ("partner_type",),
}
# What it is worth to be of use to the other, beside 1 for being served.
GIVING = {-2: 0.2, -1: 0.4, 0: 0.6, 1: 0.8, 2: 1.0}
# What a wish by name adds to the interest of who wished: this share of what is missing to the whole.
WISH_SHARES = {-2: 0.0, -1: 0.25, 0: 0.5, 1: 0.75, 2: 0.9}


def engine_weights(levels: Mapping[str, int]) -> "Weights":
    """Return the engine's weights for levels by name of the group; a name that is missing is at 0.

    The score is a product: what a group takes from a pair at most is raised to the power of its factor, so that its
    logarithm is multiplied.
    """
    from madang.engine.match.weights import Weights

    shipped = Weights()
    floors, opens = dict(shipped.floor_factor), dict(shipped.open_factor)
    for name, facets in FACETS.items():
        for facet in facets:
            floors[facet] **= factor_of(levels, name)
            opens[facet] **= factor_of(levels, name)
    words, language = factor_of(levels, "words"), factor_of(levels, "language")
    return Weights(
        closeness=shipped.closeness * (0.2 + 0.8 * words),
        customer=GIVING[levels.get("giving", 0)],
        text_floor=shipped.text_floor**words,
        floor_factor=floors,
        open_factor=opens,
        interpreter=shipped.interpreter**language,
        language_unknown=shipped.language_unknown**language,
    )


def factor_of(levels: Mapping[str, int], name: str) -> float:
    """Return by what the weights of a group of features are multiplied, 0 to 2; 1 as shipped."""
    return FACTORS[levels.get(name, 0)]


def wish_share(levels: Mapping[str, int]) -> float:
    """Return what a wish by name adds, as a share of what is missing to the whole."""
    return WISH_SHARES[levels.get("wishes", 0)]
