"""The phases of a search: prove a bound, construct, anneal, sharpen the bound, tidy up the gaps.

Each phase betters the best schedule or the proven bound until its share of the budget is spent; a search always runs
at least once, however short the budget.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from madang.engine.blockers import LISTED_SIZE
from madang.engine.certificate import (
    SCALE,
    Floats,
    Prices,
    bound_of,
    gains,
    least_charges,
    round_prices,
)
from madang.engine.credit import begin_credit
from madang.engine.gaps import TOTAL, close_gaps, start_tally
from madang.engine.heat import COLD, first_heat
from madang.engine.improve import (
    eject,
    insert_in_order,
    keep,
    rebuild,
)
from madang.engine.prices import flat_prices, no_prices
from madang.engine.pricing import Descent
from madang.engine.resources import Ints, Resources
from madang.engine.search import Proof, Search
from madang.engine.state import PLACED, WAITING, kept_state, score, touch_all
from madang.engine.sweeps import begin_sweep

HOPE = 0.02
"""A waiting meeting is tried unless the prices advise against it by more than this, in mean weights."""
GAP_HOT, GAP_COLD = 0.9, 0.08
"""First and last temperature of the search for fewer gaps, in idle slots."""
DESCENT_STEPS, DESCENT_COST = 200, 20
"""Steps of the budget for one call of a counted descent, and how many of them one step of the descent counts."""


def prove(resources: Resources, weights: Ints) -> Proof:
    """The first bound for these weights, from the linear program, or from no prices at all where that is lower."""
    flat = _proof(resources, weights, flat_prices(resources.model, weights))
    return min(flat, prove_alone(resources, weights), key=lambda proof: proof.bound)


def prove_alone(resources: Resources, weights: Ints) -> Proof:
    """The bound that no prices prove: everything that could be held if nothing else were."""
    return _proof(resources, weights, no_prices(resources.model))


def _proof(resources: Resources, weights: Ints, prices: Prices) -> Proof:
    multipliers = round_prices(prices)
    bound = bound_of(resources, multipliers, weights)
    return Proof(weights, multipliers, bound, prices)


def hold(search: Search, proof: Proof) -> None:
    """Let the proof speak of schedules that hold as many must-haves as the best one."""
    proof.hold(search.resources, search.reached(search.musts))


def begin(search: Search, proof: Proof) -> None:
    """A first schedule by weight alone; one that the state holds already, from an earlier run, is filled up."""
    model = search.resources.model
    order = np.lexsort((-model.value, search.musts == 0)).astype(np.int64)
    insert_in_order(model, search.state, order, np.zeros(model.capacity.shape))
    keep(search.state, search.best)
    search.report("placed", proof)


def construct(search: Search, proof: Proof) -> None:
    """Schedules along the prices: by what they promise, and by weight. The state is left at the better one.

    The best schedule so far may be better still, but a search that begins there misses what the prices know.
    """
    model = search.resources.model
    value = model.value.astype(np.float64)
    promise = promises(search.resources, proof) + (value - value.min(initial=0)) * 1e-9
    prices = proof.prices.use + proof.prices.day[:, model.day]
    search.start_over()
    better = kept_state(search.state)
    for keys in (promise, value):
        search.start_over()
        order = np.lexsort((np.arange(len(keys)), -keys, search.musts == 0))
        insert_in_order(model, search.state, order.astype(np.int64), prices)
        if score(search.state) > score(better):
            keep(search.state, better)
    rebuild(model, better, search.state)
    if score(better) > score(search.best):
        keep(search.state, search.best)
    else:
        touch_all(search.state)


def promises(resources: Resources, proof: Proof) -> Floats:
    """What each meeting is worth beyond its least charge: below zero, the prices advise against it."""
    advantage: Floats = gains(resources, proof.multipliers, proof.weights) / SCALE
    return advantage


def anneal(
    search: Search,
    proof: Proof,
    until: float,
    is_done: Callable[[], bool],
    hot: float | None = None,
) -> None:
    """Ejection search from the present schedule until a share of the budget is spent or nothing is left to gain.

    `hot` is the first temperature in mean weights, where it does not follow from what is lacking.
    """
    model, clock = search.resources.model, search.clock
    promise = promises(search.resources, proof)
    mean = float(proof.weights.mean()) if len(proof.weights) else 1.0
    unit = mean * float(model.worth[0])
    sweep, least = begin_sweep(search), -HOPE * mean
    listed = np.zeros(LISTED_SIZE, dtype=np.int64)
    begun, is_first = clock.spent, True
    hot = hot or first_heat(search, proof, until)
    credit = begin_credit(model, search.state, proof.prices)
    while (
        search.best.counter[WAITING] > 0
        and not is_done()
        and clock.may_go_on(until, is_first=is_first)
    ):
        is_first = False
        share = min(1.0, (clock.spent - begun) / max(1e-9, until - begun))
        heat = unit * hot * (COLD / hot) ** share
        credit.fall(share)
        steps, started = search.steps(until), time.perf_counter()
        eject(
            model,
            search.state,
            search.best,
            promise,
            np.array([heat, heat, steps, least]),
            listed,
        )
        seconds = time.perf_counter() - started
        search.spend(steps, seconds)
        sweep.go_on(promise, least, steps, seconds)
        search.report("placed", proof)
    credit.end()


def lower(search: Search, proof: Proof, descent: Descent) -> None:
    """Take over what the descent has reached; with a counted budget, let it run for its share first."""
    descent.target = float(search.reached(descent.weights))
    if proof.bound <= search.reached(proof.weights):
        return
    if search.clock.is_counting:
        steps = min(DESCENT_STEPS, search.clock.chunk(DESCENT_STEPS * DESCENT_COST))
        descent.step(max(1, steps // DESCENT_COST))
        search.clock.steps += steps
    if descent.improve(proof):
        search.report("bound", proof)


def start_anew(search: Search, proof: Proof) -> None:
    """A first schedule along the better prices; it replaces the state of the search where it is the better one."""
    model = search.resources.model
    if proof.bound <= search.reached(proof.weights):
        return
    search.start_over()
    prices = proof.prices.use + proof.prices.day[:, model.day]
    keys = promises(search.resources, proof) + model.value * 1e-12
    order = np.lexsort((np.arange(len(keys)), -keys, search.musts == 0))
    insert_in_order(model, search.state, order.astype(np.int64), prices)
    if score(search.state) > score(search.best):
        keep(search.state, search.best)


def tidy(search: Search, proof: Proof, until: float) -> None:
    """Fewer gaps with the same meetings, from the best schedule, until a share of the budget is spent."""
    model, clock = search.resources.model, search.clock
    search.return_to_best()
    keep(search.state, search.best)
    tally = start_tally(model, search.state)
    least, begun, is_first = int(tally.counter[TOTAL]), clock.spent, True
    while (
        least > 0
        and search.best.counter[PLACED] > 0
        and clock.may_go_on(until, is_first=is_first)
    ):
        is_first = False
        share = min(1.0, (clock.spent - begun) / max(1e-9, until - begun))
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


def fill(search: Search) -> None:
    """Place whatever still fits into the best schedule with nothing else moved, the most valuable first."""
    model = search.resources.model
    search.return_to_best()
    order = np.argsort(-model.value, kind="stable").astype(np.int64)
    insert_in_order(model, search.state, order, np.zeros(model.capacity.shape))
    keep(search.state, search.best)


def hopeless(search: Search) -> int:
    """Organisations that cannot meet anybody, because none of their meetings can be held even alone."""
    model = search.resources.model
    charges = least_charges(search.resources, round_prices(no_prices(model)))
    can_be = np.repeat(charges < 2**40, np.diff(model.side_start))
    served = model.side[can_be]
    return len(np.unique(model.side)) - len(np.unique(served))
