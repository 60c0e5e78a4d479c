"""Who should meet: runs of the matching, suggestions with reasons for both sides, what people decided, what was learned."""

from madang.site.matching.models.desk import (
    LEAST_LEVEL,
    MOST_LEVEL,
    ApartRule,
    Levels,
    Weighting,
    WeightingPreview,
)
from madang.site.matching.models.learning import Learning, LearningSwitch, Reply
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
    "Learning",
    "LearningSwitch",
    "Levels",
    "ListUpdate",
    "Reason",
    "Reply",
    "Run",
    "Suggestion",
    "Weighting",
    "WeightingPreview",
]
