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
    Run,
    Suggestion,
)
from madang.site.matching.models.reasons import (
    BOTH,
    LEFT,
    RIGHT,
    OwnReasons,
    Reason,
    Told,
)

__all__ = [
    "BOTH",
    "LEAST_LEVEL",
    "LEFT",
    "MOST_LEVEL",
    "RIGHT",
    "ApartRule",
    "Decision",
    "Learning",
    "LearningSwitch",
    "Levels",
    "ListUpdate",
    "OwnReasons",
    "Reason",
    "Reply",
    "Run",
    "Suggestion",
    "Told",
    "Weighting",
    "WeightingPreview",
]
