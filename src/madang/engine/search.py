"""One search under way: the best schedule so far, the proven bound, how far the budget is spent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import cached_property
from threading import Thread
from typing import TypeVar

import numpy as np

from madang.engine.budget import Clock
from madang.engine.certificate import (
    SCALE,
    Multipliers,
    Prices,
    bound_of,
    hold_musts,
    round_prices,
)
from madang.engine.improve import rebuild
from madang.engine.resources import Ints, Resources
from madang.engine.schedule import Moment
from madang.engine.state import NOWHERE, PLACED, State, kept_state

CHUNK_SECONDS = 0.08
WAIT_SECONDS = 0.2
"""How long to wait for work that cannot report for itself before the caller is asked again."""
MUST_EARNS = 2
"""What a must-have that has to be held earns beyond its weight while prices are looked for, in greatest weights."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: seconds so far, the stage at work, meetings placed, their weight, the proven bound."""

    seconds: float
    stage: str
    placed: int
    weight: int
    bound: int

    @property
    def value(self) -> int:
        """The value of the stage `placed`: the weight."""
        return self.weight

    @property
    def gap(self) -> float:
        """The share of the bound that is not reached, from 0 to 1."""
        return (self.bound - self.weight) / max(1, self.bound)


@dataclass
class Proof:
    """The best bound for one set of weights (one a meeting), and the multipliers that prove it.

    It speaks of schedules that hold `held` must-haves or more.
    """

    weights: Ints
    multipliers: Multipliers
    bound: int
    prices: Prices
    held: int = 0

    def take(self, resources: Resources, prices: Prices) -> bool:
        """Take over prices where they prove a lower bound; whether they do."""
        multipliers = hold_musts(
            resources, round_prices(prices), self.weights, self.held
        )
        bound = bound_of(resources, multipliers, self.weights)
        if bound >= self.bound:
            return False
        self.multipliers, self.bound, self.prices = multipliers, bound, prices
        return True

    def hold(self, resources: Resources, held: int) -> None:
        """From here on speak of schedules that hold so many must-haves or more."""
        self.held = held
        self.multipliers = hold_musts(resources, self.multipliers, self.weights, held)
        self.bound = bound_of(resources, self.multipliers, self.weights)

    def earning(self, resources: Resources) -> Ints:
        """The weights with what a must-have earns beyond its own: enough to be held, where all have to be."""
        musts = resources.musts
        bonus = -(-self.multipliers.must // SCALE)
        if 0 < self.held == int(musts.sum()):
            bonus = max(bonus, MUST_EARNS * int(self.weights.max()))
        return self.weights + bonus * musts


@dataclass
class Search:
    """Everything that the phases share.

    `best` keeps the best schedule, and nothing that follows from it; `solved` the bounds by stage that an exact solver has
    proven where they are tighter than the certified ones.
    """

    resources: Resources
    clock: Clock
    seed: int
    state: State
    best: State
    on_progress: Callable[[Progress], bool | None] | None = None
    history: list[Moment] = field(default_factory=list)
    solved: dict[str, int] = field(default_factory=dict)
    step_seconds: float = 0.0001

    @cached_property
    def weights(self) -> Ints:
        """The weight of each meeting, in the order of the resources."""
        return np.array(
            [meeting.weight for meeting in self.resources.meetings], dtype=np.int64
        )

    @property
    def musts(self) -> Ints:
        """1 for each must-have meeting, 0 for the others."""
        return self.resources.musts

    def reached(self, weights: Ints) -> int:
        """The weights of the meetings that the best schedule holds."""
        return int(weights[self.best.slot != NOWHERE].sum())

    def return_to_best(self) -> None:
        """Let the present schedule be the best one."""
        rebuild(self.resources.model, self.best, self.state)

    def start_over(self) -> None:
        """Take everything off the present schedule but what is pinned."""
        model, pinned = self.resources.model, kept_state(self.best)
        pinned.slot[~model.is_pinned] = NOWHERE
        rebuild(model, pinned, self.state)

    def report(self, stage: str, proof: Proof) -> None:
        """Tell the caller where the search stands; the caller may ask to stop."""
        weight, placed = self.reached(proof.weights), int(self.best.counter[PLACED])
        bound = min(proof.bound, self.solved.get("placed", proof.bound))
        seconds = round(self.clock.elapsed, 3)
        last = self.history[-1] if self.history else None
        if last is None or (last.weight, last.placed, last.bound) != (
            weight,
            placed,
            bound,
        ):
            self.history.append(Moment(seconds, weight, placed, bound))
        if self.clock.is_stopped or self.on_progress is None:
            return
        if self.on_progress(Progress(seconds, stage, placed, weight, bound)):
            self.clock.is_stopped = True

    def wait_for(self, work: Callable[[], T], proof: Proof) -> T | None:
        """What the work comes to, which runs in a thread of its own; None when the caller asks to stop before it is done.

        With a budget of steps, or nobody to ask, it simply runs.
        """
        if self.clock.is_counting or self.on_progress is None:
            return work()
        return self.outcome(self.beside(work), proof)

    def outcome(self, found: Future[T], proof: Proof) -> T | None:
        """What a thread comes to; None when the caller asks to stop before it is done."""
        while not self.clock.is_stopped:
            if wait((found,), WAIT_SECONDS).done:
                break
            self.report("bound", proof)
        return found.result() if found.done() else None

    def beside(self, work: Callable[[], T]) -> Future[T]:
        """The work under way in a thread of its own."""
        found: Future[T] = Future()
        Thread(target=_settle, args=(found, work), daemon=True).start()
        return found

    def steps(self, until: float) -> int:
        """Steps for the next run of a search kernel."""
        size = 500 if self.clock.is_counting else int(CHUNK_SECONDS / self.step_seconds)
        return self.clock.chunk(max(20, min(size, 20_000)), until)

    def spend(self, steps: int, seconds: float) -> None:
        """Count steps that were run, and learn how long one takes."""
        self.clock.steps += steps
        self.step_seconds = max(1e-7, seconds / steps)


def _settle(found: Future[T], work: Callable[[], T]) -> None:
    """Let the future hold what the work comes to, or the error that it raises."""
    try:
        found.set_result(work())
    except Exception as error:  # noqa: BLE001  whoever waits raises it again
        found.set_exception(error)
