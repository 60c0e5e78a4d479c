"""Better prices while the search goes on: the descent of `dual` in a thread of its own, or step by step.

With a budget of seconds the descent runs beside the search and its best prices are taken whenever they are wanted.
With a budget of steps it runs when it is asked to, so that the same seed gives the same schedule.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

import numpy as np

from madang.engine.certificate import Prices
from madang.engine.descent import descend
from madang.engine.dual import AIM, BEST, LEAST_AIM, Dual, best_prices, start_descent
from madang.engine.prices import flat_prices
from madang.engine.resources import Ints, Resources
from madang.engine.search import Proof

STEPS_AT_ONCE = 2


@dataclass
class Descent:
    """A descent for the weights of a proof, from its prices or better ones of the linear program."""

    resources: Resources
    proof: Proof
    seed: int
    weights: Ints
    dual: Dual | None = None
    target: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    turn: threading.Event = field(default_factory=threading.Event)
    """Cleared while somebody waits for the prices: a thread that asks for a lock again at once leaves nobody else a turn."""
    is_stopped: bool = False
    thread: threading.Thread | None = None

    @property
    def is_done(self) -> bool:
        """Whether further steps would gain next to nothing, or the bound has met the best schedule."""
        if self.dual is None:
            return False
        best = self.dual.memo[BEST]
        aim = self.dual.memo[AIM]
        return bool(best <= self.target or 0 < aim < LEAST_AIM * abs(best))

    def step(self, steps: int) -> None:
        """Run a number of steps now."""
        if self.dual is None:
            prices = with_odd_sets(self.resources, first_prices(self))
            self.dual = start_descent(prices, self.seed)
        with self.lock:
            descend(self.resources.priced, self.dual, self.weights, self.target, steps)

    def start(self) -> None:
        """Run in a thread until `stop`."""
        self.turn.set()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while not self.is_stopped and not self.is_done:
            self.turn.wait()
            self.step(STEPS_AT_ONCE)

    def stop(self) -> None:
        """End the thread; returns when it has ended."""
        self.is_stopped = True
        if self.thread is not None:
            self.thread.join()

    def improve(self, proof: Proof) -> bool:
        """Give the best prices so far to the proof where they prove a lower bound; whether they do."""
        if self.dual is None:
            return False
        self.turn.clear()
        with self.lock:
            prices = best_prices(self.dual)
        self.turn.set()
        is_better = proof.take(self.resources, self.proof.prices)
        return proof.take(self.resources, prices) or is_better


def begin_descent(resources: Resources, proof: Proof, seed: int) -> Descent:
    """A descent from the prices of a proof; `weights` are those with what must-haves earn."""
    start = replace(proof)
    return Descent(resources, start, seed, proof.earning(resources))


def first_prices(descent: Descent) -> Prices:
    """The prices to begin with: those of the proof, or of the linear program in which must-haves earn more.

    The first linear program does not know which must-haves have to be held; where they cost weight, this one proves more.
    """
    proof, resources = descent.proof, descent.resources
    if proof.multipliers.must:
        proof.take(resources, flat_prices(resources.model, descent.weights))
    return proof.prices


def with_odd_sets(resources: Resources, prices: Prices) -> Prices:
    """The prices with a price of nothing for each odd set that has none yet."""
    room = ((0, len(resources.priced.capacity) - len(prices.use)), (0, 0))
    return replace(prices, use=np.pad(prices.use, room), day=np.pad(prices.day, room))
