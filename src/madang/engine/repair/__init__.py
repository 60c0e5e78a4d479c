"""Repair of a published schedule: cancellations, absences, closed places, late registrants, with as few moves as can be.

`begin` makes a schedule warm, `repair` takes in a change, `rate` makes a result with its certificate of it. How it
works is in docs/explanation/repair.md.
"""

from madang.engine.repair.answer import repair
from madang.engine.repair.changes import Changes, load_changes
from madang.engine.repair.proof import Fewest
from madang.engine.repair.rating import rate
from madang.engine.repair.report import Lost, Repaired, Step
from madang.engine.repair.warm import Warm, begin

__all__ = [
    "Changes",
    "Fewest",
    "Lost",
    "Repaired",
    "Step",
    "Warm",
    "begin",
    "load_changes",
    "rate",
    "repair",
]
