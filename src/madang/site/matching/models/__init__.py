"""Who should meet: runs of the matching, suggestions with reasons for both sides, and what people decided."""

from madang.site.matching.models.learning import Learning, LearningSwitch, Reply
from madang.site.matching.models.pairs import Decision, Reason, Run, Suggestion

__all__ = [
    "Decision",
    "Learning",
    "LearningSwitch",
    "Reason",
    "Reply",
    "Run",
    "Suggestion",
]
