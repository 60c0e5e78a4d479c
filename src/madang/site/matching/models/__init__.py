"""Who should meet: runs of the matching, suggestions with reasons for both sides, and what people decided."""

from madang.site.matching.models.desk import (
    LEAST_LEVEL,
    MOST_LEVEL,
    ApartRule,
    Levels,
    Weighting,
    WeightingPreview,
)
from madang.site.matching.models.pairs import (
    Decision,
    ListUpdate,
    Reason,
    Run,
    Suggestion,
)

__all__ = [
    "LEAST_LEVEL",
    "MOST_LEVEL",
    "ApartRule",
    "Decision",
    "Levels",
    "ListUpdate",
    "Reason",
    "Run",
    "Suggestion",
    "Weighting",
    "WeightingPreview",
]
