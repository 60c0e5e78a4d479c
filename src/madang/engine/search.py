"""One search under way: the best schedule so far, the proven bound, and the phases that better either."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from madang.engine.budget import Clock
from madang.engine.certificate import (
    SCALE,
    Multipliers,
    Prices,
    bound_of,
    least_charges,
    round_prices,
)
from madang.engine.descent import best_prices, descend, start_descent
from madang.engine.gaps import TOTAL, close_gaps, start_tally
from madang.engine.improve import eject, insert_in_order, keep, rebuild
from madang.engine.kernels import (
    LEFT_OUT,
    NOWHERE,
    PLACED,
    WAITING,
    State,
    empty_state,
    score,
)
from madang.engine.pinned import place_pinned
from madang.engine.prices import flat_prices, no_prices
from madang.engine.resources import Ints, Resources
from madang.engine.schedule import Moment

HOT, COLD = 0.6, 0.02
"""First and last temperature of the ejection search, in mean weights."""
GAP_HOT, GAP_COLD = 0.9, 0.08
"""First and last temperature of the search for fewer gaps, in idle slots."""
DESCENT_STEPS = 25
DESCENT_COST = 20
"""What one step of the descent counts in a budget of steps."""
CHUNK_SECONDS = 0.08


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: seconds so far, the stage at work, meetings placed, their weight, the proven bound."""

    seconds: float
    stage: str
    placed: int
    weight: int
    bound: int


@dataclass
class Proof:
    """The best bound for one set of weights (one a meeting), and the multipliers that prove it."""

    weights: Ints
    multipliers: Multipliers
    bound: int
    prices: Prices


@dataclass
class Search:
    """Everything that the phases share. `best` keeps slots, choices and counters of the best schedule."""

    resources: Resources
    clock: Clock
    seed: int
    state: State
    best: State
    on_progress: Callable[[Progress], bool | None] | None = None
    history: list[Moment] = field(default_factory=list)
    step_seconds: float = 0.0001

    @property
    def weights(self) -> Ints:
        """The weight of each meeting, in the order of the resources."""
        return np.array(
            [meeting.weight for meeting in self.resources.meetings], dtype=np.int64
        )

    @property
    def musts(self) -> Ints:
        """1 for each must-have meeting, 0 for the others."""
        return np.array(
            [meeting.must for meeting in self.resources.meetings], dtype=np.int64
        )

    def reached(self, weights: Ints) -> int:
        """The weights of the meetings that the best schedule holds."""
        return int(weights[self.best.slot != NOWHERE].sum())

    def report(self, stage: str, proof: Proof) -> None:
        """Tell the caller where the search stands; the caller may ask to stop."""
        weight, placed = self.reached(proof.weights), int(self.best.counter[PLACED])
        seconds = round(self.clock.elapsed, 3)
        last = self.history[-1] if self.history else None
        if last is None or (last.weight, last.placed, last.bound) != (
            weight,
            placed,
            proof.bound,
        ):
            self.history.append(Moment(seconds, weight, placed, proof.bound))
        if self.on_progress and self.on_progress(
            Progress(seconds, stage, placed, weight, proof.bound)
        ):
            self.clock.is_stopped = True

    def steps(self, until: float) -> int:
        """Steps for the next run of a search kernel."""
        size = 500 if self.clock.is_counting else int(CHUNK_SECONDS / self.step_seconds)
        return self.clock.chunk(max(20, min(size, 20_000)), until)

    def spend(self, steps: int, seconds: float) -> None:
        """Count steps that were run, and learn how long one takes."""
        self.clock.steps += steps
        self.step_seconds = max(1e-7, seconds / steps)


def prove(resources: Resources, weights: Ints) -> Proof:
    """The first bound for these weights, from the linear program, or from no prices at all where that is lower."""
    found = []
    for prices in (flat_prices(resources.model, weights), no_prices(resources.model)):
        multipliers = round_prices(prices)
        found.append(
            Proof(
                weights, multipliers, bound_of(resources, multipliers, weights), prices
            )
        )
    return min(found, key=lambda proof: proof.bound)


def construct(search: Search, proof: Proof) -> None:
    """First schedules: by what the prices promise, and by weight alone; the better one is kept.

    A schedule that the state holds already, from an earlier run, is filled up and competes.
    """
    model = search.resources.model
    value = model.value.astype(np.float64)
    promise = promises(search.resources, proof) + (value - value.min(initial=0)) * 1e-9
    prices = proof.prices.use + proof.prices.day[:, model.day]
    is_must = search.musts == 1
    for keys, cost in (
        (promise, prices),
        (value, prices),
        (value, np.zeros_like(prices)),
    ):
        order = np.lexsort((np.arange(len(keys)), -keys, ~is_must)).astype(np.int64)
        insert_in_order(model, search.state, order, cost)
        if score(search.state) > score(search.best) or search.best.counter[PLACED] == 0:
            keep(search.state, search.best)
        fresh = empty_state(model, search.seed)
        place_pinned(search.resources, fresh)
        rebuild(model, fresh, search.state)
    rebuild(model, search.best, search.state)


def promises(
    resources: Resources, proof: Proof
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Weight minus least charge of each meeting: below zero, the prices advise against it."""
    return proof.weights - least_charges(resources, proof.multipliers) / SCALE


def anneal(
    search: Search, proof: Proof, until: float, is_done: Callable[[], bool]
) -> None:
    """Ejection search from the best schedule until a share of the budget is spent or nothing is left to gain."""
    model, clock = search.resources.model, search.clock
    rebuild(model, search.best, search.state)
    promise = promises(search.resources, proof)
    unit = (
        float(proof.weights.mean()) * (len(model.organisation_most) + 1)
        if len(proof.weights)
        else 1.0
    )
    begun = clock.spent
    while clock.may_go_on(until) and search.best.counter[WAITING] > 0 and not is_done():
        share = (clock.spent - begun) / max(1e-9, until - begun)
        heat = unit * HOT * (COLD / HOT) ** share
        steps, started = search.steps(until), time.perf_counter()
        eject(model, search.state, search.best, promise, np.array([heat, heat, steps]))
        search.spend(steps, time.perf_counter() - started)
        search.report("placed", proof)


def sharpen(search: Search, proof: Proof, until: float, shown: Proof | None = None) -> None:
    """Better multipliers by descent until a share of the budget is spent or the bound is reached.

    `shown` is the proof to report on, where that is another one.
    """
    model, clock = search.resources.model, search.clock
    dual = start_descent(proof.prices, search.seed)
    while (
        clock.may_go_on(until)
        and proof.bound > search.reached(proof.weights)
        and len(model.allowed)
    ):
        target = float(search.reached(proof.weights))
        descend(model, dual, proof.weights, target, DESCENT_STEPS)
        clock.steps += DESCENT_STEPS * DESCENT_COST
        prices = best_prices(dual)
        multipliers = round_prices(prices)
        bound = bound_of(search.resources, multipliers, proof.weights)
        if bound < proof.bound:
            proof.multipliers, proof.bound, proof.prices = multipliers, bound, prices
        search.report("bound", shown or proof)
        if dual.memo[1] < 1e-4 or dual.memo[0] <= target:
            return


def tidy(search: Search, proof: Proof, until: float) -> None:
    """Fewer gaps with the same meetings, from the best schedule, until a share of the budget is spent."""
    model, clock = search.resources.model, search.clock
    rebuild(model, search.best, search.state)
    keep(search.state, search.best)
    tally = start_tally(model, search.state)
    least, begun = int(tally.counter[TOTAL]), clock.spent
    while clock.may_go_on(until) and least > 0 and search.best.counter[PLACED] > 0:
        share = (clock.spent - begun) / max(1e-9, until - begun)
        heat = GAP_HOT * (GAP_COLD / GAP_HOT) ** share
        steps, started = search.steps(until), time.perf_counter()
        least = close_gaps(
            model,
            search.state,
            search.best,
            tally,
            np.array([heat, heat, steps, least]),
        )
        search.spend(steps, time.perf_counter() - started)
        search.report("gaps", proof)


def hopeless(search: Search) -> int:
    """Organisations that cannot meet anybody, because none of their meetings can be held even alone."""
    model = search.resources.model
    alone = empty_state(model, search.seed)
    charges = least_charges(search.resources, round_prices(no_prices(model)))
    can_be = (charges < 2**40) & (len(alone.slot) > 0)
    served = {
        item
        for index in np.flatnonzero(can_be)
        for item in _sides(search.resources, int(index))
    }
    wishing = {
        item for index in range(len(can_be)) for item in _sides(search.resources, index)
    }
    return len(wishing - served)


def left_out(search: Search) -> int:
    """Organisations that the best schedule leaves without a meeting."""
    return int(search.best.counter[LEFT_OUT])


def _sides(resources: Resources, meeting: int) -> list[int]:
    model = resources.model
    return [
        int(item)
        for item in model.side[
            model.side_start[meeting] : model.side_start[meeting + 1]
        ]
    ]
