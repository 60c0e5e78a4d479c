"""Prices slot by slot: subgradient descent on the Lagrangian dual, for events where availability is sparse.

Each step lets every meeting choose its cheapest way to be held, counts how often each resource is chosen, and moves
the prices along an averaged direction: up where demand exceeds capacity, down where it does not. The step length
follows Polyak (1969) towards the best schedule known.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from madang.engine.certificate import Floats, Prices
from madang.engine.compiled import kernel
from madang.engine.resources import UNLIMITED, Ints, Model

NOISE = 0.02
MEMORY = 0.7
PATIENCE = 15


class Dual(NamedTuple):
    """The iterate of the descent; `use`, `day` and `organisation` have the shapes of `Prices`."""

    use: Floats
    day: Floats
    organisation: Floats
    use_slope: Floats  # capacity left over at the last choice of all meetings
    day_slope: Floats
    organisation_slope: Floats
    use_move: Floats  # averaged direction
    day_move: Floats
    organisation_move: Floats
    best_use: Floats
    best_day: Floats
    best_organisation: Floats
    memo: Floats  # best dual value, step factor, steps since the last gain


def start_descent(prices: Prices, seed: int) -> Dual:
    """A descent from given prices, shaken a little: equal prices would send all meetings to the same slot."""
    random = np.random.default_rng(seed)
    shaken = prices.use * (1 + NOISE * (2 * random.random(prices.use.shape) - 1))
    parts = (shaken, prices.day.copy(), prices.organisation.copy())
    slopes = (np.zeros_like(parts[0]), np.zeros_like(parts[1]), np.zeros_like(parts[2]))
    moves = (np.zeros_like(parts[0]), np.zeros_like(parts[1]), np.zeros_like(parts[2]))
    best = (prices.use.copy(), prices.day.copy(), prices.organisation.copy())
    return Dual(*parts, *slopes, *moves, *best, np.array([math.inf, 1.0, 0.0]))


def best_prices(dual: Dual) -> Prices:
    """The prices with the least dual value so far."""
    return Prices(
        dual.best_use.copy(), dual.best_day.copy(), dual.best_organisation.copy()
    )


@kernel
def charge(model: Model, dual: Dual, resource: int, slot: int) -> float:
    """Price of a resource in a slot; infinite when it is not there."""
    if model.capacity[resource, slot] == 0 or model.day_most[resource] == 0:
        return math.inf
    return float(dual.use[resource, slot] + dual.day[resource, model.day[slot]])


@kernel
def cheapest_way(model: Model, dual: Dual, requirement: int, slot: int) -> int:
    """The cheapest alternative of a requirement in a slot, or -1."""
    best, least = -1, math.inf
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        price = charge(model, dual, model.alternative[at], slot)
        if price < least:
            best, least = model.alternative[at], price
    return best


@kernel
def cheapest_slot(model: Model, dual: Dual, meeting: int) -> tuple[int, float]:
    """The slot where holding the meeting is cheapest and its charge without fees; (-1, infinity) when nowhere."""
    best, least = -1, math.inf
    for slot in range(len(model.day)):
        if not model.allowed[meeting, slot]:
            continue
        total = 0.0
        for requirement in range(
            model.requirement_start[meeting], model.requirement_start[meeting + 1]
        ):
            resource = cheapest_way(model, dual, requirement, slot)
            total += math.inf if resource < 0 else charge(model, dual, resource, slot)
        if total < least:
            best, least = slot, total
    return best, least


@kernel
def consume(model: Model, dual: Dual, meeting: int, slot: int) -> None:
    """Subtract a meeting held in a slot from the capacity left over."""
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        resource = cheapest_way(model, dual, requirement, slot)
        dual.use_slope[resource, slot] -= 1
        dual.day_slope[resource, model.day[slot]] -= 1
    for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
        dual.organisation_slope[model.side[at]] -= 1


@kernel
def evaluate(model: Model, dual: Dual, weights: Ints) -> float:
    """The dual value of the prices; leaves the capacity left over in the slopes."""
    dual.use_slope[:] = model.capacity
    for resource in range(len(model.capacity)):
        dual.day_slope[resource, :] = model.day_most[resource]
    dual.organisation_slope[:] = model.organisation_most
    value = (dual.use * model.capacity).sum()
    value += (dual.day * dual.day_slope).sum() + (
        dual.organisation * dual.organisation_slope
    ).sum()
    for meeting in range(len(model.allowed)):
        slot, total = cheapest_slot(model, dual, meeting)
        for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
            total += dual.organisation[model.side[at]]
        gain = weights[meeting] - total
        if slot >= 0 and (gain > 0 or model.is_pinned[meeting]):
            value += gain
            consume(model, dual, meeting, slot)
    return float(value)


@kernel
def remember_best(dual: Dual, value: float) -> None:
    """Keep the prices when they are the best so far, else grow impatient and shorten the steps."""
    if value < dual.memo[0]:
        dual.memo[2] = (
            0 if value < dual.memo[0] - 0.0001 * abs(value) else dual.memo[2] + 1
        )
        dual.memo[0] = value
        dual.best_use[:] = dual.use
        dual.best_day[:] = dual.day
        dual.best_organisation[:] = dual.organisation
    else:
        dual.memo[2] += 1
    if dual.memo[2] >= PATIENCE:
        dual.memo[1] *= 0.7
        dual.memo[2] = 0


@kernel
def walk(price: Floats, slope: Floats, move: Floats, length: float) -> None:
    """One step of a flat array of prices against the averaged slope, never below 0."""
    for at in range(len(price)):
        if slope[at] > UNLIMITED // 2:
            continue
        move[at] = MEMORY * move[at] + (1 - MEMORY) * slope[at]
        price[at] = max(0.0, price[at] - length * move[at])


@kernel
def square(slope: Floats, price: Floats) -> float:
    """Squared length of the slopes that can still change a price."""
    total = 0.0
    for at in range(len(slope)):
        if slope[at] < UNLIMITED // 2 and (slope[at] < 0 or price[at] > 0):
            total += slope[at] * slope[at]
    return total


@kernel
def descend(model: Model, dual: Dual, weights: Ints, target: float, steps: int) -> None:
    """Run a number of steps; `target` is the weight of the best schedule known."""
    for _ in range(steps):
        value = evaluate(model, dual, weights)
        remember_best(dual, value)
        norm = square(dual.use_slope.ravel(), dual.use.ravel())
        norm += square(dual.day_slope.ravel(), dual.day.ravel())
        norm += square(dual.organisation_slope, dual.organisation)
        if norm == 0 or value <= target:
            return
        length = dual.memo[1] * (value - target) / norm
        walk(dual.use.ravel(), dual.use_slope.ravel(), dual.use_move.ravel(), length)
        walk(dual.day.ravel(), dual.day_slope.ravel(), dual.day_move.ravel(), length)
        walk(dual.organisation, dual.organisation_slope, dual.organisation_move, length)
