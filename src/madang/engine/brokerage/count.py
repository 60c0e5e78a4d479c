"""How often each participant waits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from madang.engine.brokerage.model import BrokerageEvent


def count_breaks(event: BrokerageEvent, slots: Sequence[int]) -> list[int]:
    """For each participant the idle groups between the first and the last meeting."""
    counted = []
    for meetings in event.meetings_of():
        used = sorted(slots[index] for index in meetings)
        counted.append(sum(later - earlier > 1 for earlier, later in pairwise(used)))
    return counted
