"""How hot the ejection search begins: what a longer search may lose for a while to win more later."""

from __future__ import annotations

from madang.engine.search import Proof, Search

HOTTEST, COOLEST, COLD = 3.0, 0.1, 0.015
"""First temperature of the ejection search at most and at least, and its last one, in mean weights."""
WARMTH = 0.6
"""First temperature of a search that has `MUCH_TIME` and lacks a hundredth of its bound; more of either, more heat."""
MUCH_TIME = 100
"""Steps a meeting that a search can wander with; less time, less heat."""
STEPS_PER_SECOND = 40_000


def first_heat(search: Search, proof: Proof, until: float) -> float:
    """The temperature to begin with, in mean weights.

    A long search of a small event may wander further; so may one of a hard event, whose first schedules stay far
    below the bound.
    """
    clock, meetings = search.clock, max(1, len(search.weights))
    if clock.is_counting:
        steps = clock.chunk(clock.budget.iterations or 1, until)
    else:
        steps = int(STEPS_PER_SECOND * clock.seconds_until(until))
    lacking = 100 * (1 - search.reached(proof.weights) / max(1, proof.bound))
    heat = WARMTH * steps / meetings / MUCH_TIME * max(1.0, lacking) ** 2
    return min(HOTTEST, max(COOLEST, heat))
