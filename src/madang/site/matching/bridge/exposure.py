"""Numbers of lists → how even they are, as the engine measures it."""

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madang.engine.match.exposure import Exposure


def measured(counts: Collection[int]) -> "Exposure":
    """Return mean, peak, coverage and Gini of how often each is shown; those who are shown nowhere count with 0."""
    import numpy as np

    from madang.engine.match.exposure import exposure_of

    return exposure_of(np.array(list(counts), dtype=np.int64))
