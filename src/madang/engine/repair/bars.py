"""Slots that a repair does not try again for a meeting, because it would find no table there.

Time comes before tables. Where slots overlap or walking takes time, a meeting may fit a slot and find no table in it;
the repair is then made anew without that slot.
"""

from __future__ import annotations

import numpy as np

from madang.engine.bits import WORD
from madang.engine.repair.edits import reach_of
from madang.engine.repair.report import Course, Repaired
from madang.engine.repair.warm import Pair, Warm
from madang.engine.repair.ways import Ways, has_ways


class Bars:
    """Pairs of meeting and slot, by their numbers; `is_news`: the last repair has added some."""

    def __init__(self) -> None:
        self.pairs: set[Pair] = set()
        self.is_news = False

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def apply(self, warm: Warm) -> None:
        """Bar the slots, until `lift`."""
        for number, slot in self.pairs:
            mask = np.uint64(1) << np.uint64(slot % WORD)
            warm.model.reach[number, slot // WORD] &= ~mask

    def lift(self, warm: Warm) -> None:
        """Open the slots again, for the changes to come."""
        numbers = sorted({number for number, _slot in self.pairs})
        reach_of(warm.model, np.array(numbers, dtype=np.int64))

    def note(self, warm: Warm, course: Course, done: Repaired) -> None:
        """Add what a repair has shown to be no way: no table in a slot, or somebody who must walk too far since a move."""
        found = set(course.unnamed.items())
        if has_ways(warm):
            ways, every = Ways(warm), range(len(warm.slots))
            for step in done.moved:
                number = warm.meeting_number[step.meeting]
                if step.before is not None and ways.is_rushed(step.before):
                    home = int(course.published[number])
                    found |= {(number, slot) for slot in every if slot != home}
        self.is_news = not found <= self.pairs
        self.pairs |= found
