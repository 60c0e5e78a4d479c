"""Every number that a score depends on, in one place: what each feature of a pair weighs."""

from dataclasses import astuple, dataclass, fields

import numpy as np
import numpy.typing as npt

VERSION = 1
"""Raised with every change of a number or a feature; scores of two versions are not to be compared."""


@dataclass(frozen=True)
class Weights:
    """The weights of `interest(a, b) = sigmoid(base + Σ weight · feature)`, in log-odds.

    Set by hand, not fitted; docs/explanation/matching.md says what they were tried on. Every weight is 0 or more and every
    feature rises with what speaks for a pair, so that no weight can turn a word round. Raises ValueError for a weight
    below 0 or not finite.

    Of the pairs of an ask of a and an answer of b, the best first and each next one discounted, −1 to 1:

    deal          how well the deals meet
    field         how well the fields meet, below 0 where they do not
    modality      the same of modalities
    stage         the same of stages of development
    elsewhere     0, or −1 where the ask wants another place or another kind of partner
    text          closeness of the two texts
    priority      how much a matters the ask that is met

    Of the two as a whole, 0 to 1:

    asked         how well a's answers meet what b asks for
    closeness     closeness of everything that both say
    subjects      fields and modalities that both name, rare ones more
    partner_type  b is the kind of partner that a looks for
    country       b is where a looks for partners
    language      a common working language
    wish          a named b as wished for; counts in a's own list alone
    """

    deal: float = 1.2
    field: float = 0.6
    modality: float = 0.4
    stage: float = 0.4
    elsewhere: float = 0.6
    text: float = 0.6
    priority: float = 0.3
    asked: float = 1.4
    closeness: float = 2.0
    subjects: float = 1.5
    partner_type: float = 1.2
    country: float = 1.6
    language: float = 0.5
    wish: float = 2.0
    base: float = -5.0

    def __post_init__(self) -> None:
        """Refuse weights that could turn a feature round."""
        for name, weight in zip(FEATURES, astuple(self), strict=False):
            if not 0.0 <= weight < float("inf"):
                raise ValueError(f"{name}: {weight} is not a weight of 0 or more")

    def vector(self) -> npt.NDArray[np.float64]:
        """The weights in the order of FEATURES, without the base."""
        return np.array([getattr(self, each) for each in FEATURES], np.float64)


FEATURES = tuple(each.name for each in fields(Weights) if each.name != "base")
"""The closed list of what may move a score, in the order of `Weights.vector`."""
(
    DEAL,
    FIELD,
    MODALITY,
    STAGE,
    ELSEWHERE,
    TEXT,
    PRIORITY,
    ASKED,
    CLOSENESS,
    SUBJECTS,
    PARTNER_TYPE,
    COUNTRY,
    LANGUAGE,
    WISH,
) = range(len(FEATURES))
OF_ITEMS = 7
"""The first features belong to pairs of items."""

NEXT = 0.3
"""Each next pair of items counts this share of the one before."""
NEXT_TEXT = 0.5
"""The same of texts in `closeness`."""
HALF_CLOSE = 0.15
"""A cosine of two texts at which their closeness is one half."""
CLOSE_TEXT = 0.2
"""A cosine from which two texts alone, without deal or field, say that two items meet."""
OPEN_WISH = 0.3
"""partner_type and country where an ask leaves open whom it wants; who asks for nothing has 0."""
LANGUAGE_UNKNOWN = 0.6
