"""One meeting's life: request, plan, placement, calendar, feedback."""

from madang.site.meetings.models.calendar import CalendarAddress, CalendarEntry
from madang.site.meetings.models.outcomes import FeedbackRule, FeedbackWord, NextStep
from madang.site.meetings.models.plans import (
    Attendance,
    Placement,
    Plan,
    PlanStage,
    RepairLine,
    Unplaced,
)
from madang.site.meetings.models.requests import (
    Feedback,
    Meeting,
    MeetingDelegate,
    OpenPair,
)

__all__ = [
    "Attendance",
    "CalendarAddress",
    "CalendarEntry",
    "Feedback",
    "FeedbackRule",
    "FeedbackWord",
    "Meeting",
    "MeetingDelegate",
    "NextStep",
    "OpenPair",
    "Placement",
    "Plan",
    "PlanStage",
    "RepairLine",
    "Unplaced",
]
