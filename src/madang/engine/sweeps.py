"""Sweeps of `reassign` over all groups that have something to gain, a little after each run of the ejection search."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from madang.engine.certificate import Floats
from madang.engine.groups import Groups, find_groups, groups_that_wait
from madang.engine.improve import keep_changes
from madang.engine.reassign import reassign
from madang.engine.resources import Ints
from madang.engine.search import Search
from madang.engine.state import NOWHERE, score

SHARE = 0.3
"""Seconds of sweeping for each second of the ejection search."""
STEPS_EACH = 150
"""With a counted budget: steps of the ejection search for each group."""


@dataclass
class Sweep:
    """Where the sweeping stands: the groups still to come, and what is owed to it (seconds, or groups when counting)."""

    search: Search
    groups: Groups
    chance: np.random.Generator
    queue: list[int] = field(default_factory=list)
    owed: float = 0.0

    def go_on(self, promise: Floats, least: float, steps: int, seconds: float) -> None:
        """Sweep for a share of what the ejection search just took; meetings that promise less than `least` do not count."""
        is_counting = self.search.clock.is_counting
        self.owed += steps / STEPS_EACH if is_counting else seconds * SHARE
        while self.owed > 0:
            started = time.perf_counter()
            if not self.queue and not self._fill(promise, least):
                self.owed = 0.0
                return
            self._next()
            self.owed -= 1 if is_counting else time.perf_counter() - started

    def _fill(self, promise: Floats, least: float) -> bool:
        waiting = (self.search.state.slot == NOWHERE) & (promise > least)
        found: Ints = groups_that_wait(
            self.search.resources.model, self.groups, waiting
        )
        self.queue = self.chance.permutation(found).tolist()
        return bool(self.queue)

    def _next(self) -> None:
        search, model = self.search, self.search.resources.model
        is_better = reassign(
            model, search.state, self.groups, self.queue.pop(), self.chance
        )
        if is_better and score(search.state) > score(search.best):
            keep_changes(model, search.state, search.best)


def begin_sweep(search: Search) -> Sweep:
    """A sweep over the groups of the event, in an order of chance from the seed."""
    model = search.resources.model
    return Sweep(search, find_groups(model), np.random.default_rng(search.seed))
