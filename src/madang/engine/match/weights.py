"""Every number that a score depends on, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from madang.engine.match.vocabulary import (
    COUNTRY,
    DEAL,
    FIELD,
    MODALITY,
    PARTNER_TYPE,
    STAGE,
)


def _floors() -> Mapping[str, float]:
    return {
        DEAL: 0.1,
        FIELD: 0.25,
        MODALITY: 0.4,
        STAGE: 0.3,
        PARTNER_TYPE: 0.6,
        COUNTRY: 0.3,
    }


def _opens() -> Mapping[str, float]:
    return {
        DEAL: 0.5,
        FIELD: 0.6,
        MODALITY: 0.8,
        STAGE: 0.9,
        PARTNER_TYPE: 0.75,
        COUNTRY: 0.7,
    }


@dataclass(frozen=True)
class Weights:
    """Set by hand, not fitted; docs/explanation/matching.md says what each was tried on.

    closeness         share of whole-profile closeness in an interest, the rest comes from single items
    second            what the second-best answered ask adds beside the best
    customer          what it is worth that the other side asks for what one offers, beside 1 for the reverse
    text_floor        factor of an item pair whose texts have nothing in common
    priority_floor    factor of an ask of priority 1; priority 5 has factor 1
    floor_factor      factor of an item pair that a facet speaks against
    open_factor       factor where a side leaves the facet open
    interpreter       factor of a pair without a common language
    language_unknown  factor of a pair of which one side names no language
    """

    closeness: float = 0.5
    second: float = 0.3
    customer: float = 0.6
    text_floor: float = 0.3
    priority_floor: float = 0.7
    floor_factor: Mapping[str, float] = field(default_factory=_floors)
    open_factor: Mapping[str, float] = field(default_factory=_opens)
    interpreter: float = 0.85
    language_unknown: float = 0.95
