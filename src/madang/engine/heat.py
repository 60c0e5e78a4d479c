"""How hot the ejection search begins: what a longer search may lose for a while to win more later."""

from __future__ import annotations

from madang.engine.search import Search

HOTTEST, COOLEST, COLD = 0.6, 0.1, 0.015
"""First temperature of the ejection search with much time and with little, and its last one, in mean weights."""
MUCH_TIME = 100
"""Steps a meeting from which the search begins with the hottest temperature; less time, less heat."""
STEPS_PER_SECOND = 40_000


def first_heat(search: Search, until: float) -> float:
    """The temperature to begin with, in mean weights: a long search of a small event may wander further."""
    clock, meetings = search.clock, max(1, len(search.weights))
    if clock.is_counting:
        steps = clock.chunk(clock.budget.iterations or 1, until)
    else:
        steps = int(STEPS_PER_SECOND * clock.seconds_until(until))
    return min(HOTTEST, max(COOLEST, HOTTEST * steps / meetings / MUCH_TIME))
