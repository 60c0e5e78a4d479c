"""Repair of a published schedule: cancellations, absences, closed places, late registrants, with as few moves as can be.

`begin` makes a schedule warm, `repair` takes in a change; how it works is in docs/explanation/scheduling.md.
"""

from madang.engine.repair.answer import Lost, Repaired, Step, repair
from madang.engine.repair.changes import Changes, load_changes
from madang.engine.repair.warm import Warm, begin

__all__ = [
    "Changes",
    "Lost",
    "Repaired",
    "Step",
    "Warm",
    "begin",
    "load_changes",
    "repair",
]
