"""Subgradient descent on the dual of `dual`: how far to step, in which direction, when to begin anew.

The length of a step aims at a value a little below the best one known (Polyak 1969, with the variable target of
Brännlund 1993); a row of large capacity moves more slowly than a row of one.
"""

from __future__ import annotations

import math

from madang.engine.certificate import Floats
from madang.engine.compiled import kernel, leaf, part
from madang.engine.dual import (
    AIM,
    BEST,
    FIRST_AIM,
    IDLE,
    LEAST_AIM,
    LEAST_WIDTH,
    MEMORY,
    MIX,
    NARROWING,
    PATIENCE,
    WIDTH,
    Dual,
    evaluate,
)
from madang.engine.resources import UNLIMITED, Ints, Model


@part
def remember_best(dual: Dual, value: float) -> bool:
    """Keep the prices when they are the best so far; after steps in vain aim nearer and go back to the best: True."""
    if dual.memo[BEST] == math.inf:
        dual.memo[AIM] = FIRST_AIM * abs(value)
    if value < dual.memo[BEST]:
        is_good = value < dual.memo[BEST] - 0.3 * dual.memo[AIM]
        dual.memo[AIM] *= 1.5 if is_good and dual.memo[BEST] < math.inf else 1.0
        dual.memo[BEST] = value
        dual.memo[IDLE] = 0
        keep_prices(dual)
        return False
    dual.memo[IDLE] += 1
    if dual.memo[IDLE] >= PATIENCE:
        dual.memo[AIM] *= 0.6
        dual.memo[IDLE] = 0
        dual.memo[MIX] = 1.0
        return_to_best(dual)
        return True
    return False


@leaf
def keep_prices(dual: Dual) -> None:
    """Copy the prices to the best ones, one by one: nothing is allocated."""
    for resource in range(len(dual.use)):
        for slot in range(dual.use.shape[1]):
            dual.best_use[resource, slot] = dual.use[resource, slot]
        for day in range(dual.day.shape[1]):
            dual.best_day[resource, day] = dual.day[resource, day]
    for at in range(len(dual.organisation)):
        dual.best_organisation[at] = dual.organisation[at]


@leaf
def return_to_best(dual: Dual) -> None:
    """Begin anew at the best prices."""
    for resource in range(len(dual.use)):
        for slot in range(dual.use.shape[1]):
            dual.use[resource, slot] = dual.best_use[resource, slot]
        for day in range(dual.day.shape[1]):
            dual.day[resource, day] = dual.best_day[resource, day]
    for at in range(len(dual.organisation)):
        dual.organisation[at] = dual.best_organisation[at]


@leaf
def ease(most: float) -> float:
    """How far a row moves for each unit of slope: a row of large capacity has large slopes and moves less."""
    return 1.0 / max(1.0, most)


@part
def turn(model: Model, dual: Dual) -> float:
    """Average the directions with the last slopes; returns the squared length of these in the measure of `ease`."""
    total, mix = 0.0, dual.memo[MIX]
    for resource in range(len(model.capacity)):
        total += turn_row(
            dual.use[resource],
            dual.use_slope[resource],
            dual.use_move[resource],
            model.capacity[resource],
            mix,
        )
        if model.day_most[resource] < UNLIMITED:
            for day in range(dual.day.shape[1]):
                total += turn_one(
                    dual.day[resource, day],
                    dual.day_slope[resource, day],
                    dual.day_move[resource],
                    day,
                    (model.day_most[resource], mix),
                )
    for at in range(len(model.organisation_most)):
        if model.organisation_most[at] < UNLIMITED:
            total += turn_one(
                dual.organisation[at],
                dual.organisation_slope[at],
                dual.organisation_move,
                at,
                (model.organisation_most[at], mix),
            )
    return total


@leaf
def turn_row(
    price: Floats, slope: Floats, move: Floats, most: Ints, mix: float
) -> float:
    """`turn_one` for each slot of a resource."""
    total = 0.0
    for slot in range(len(price)):
        total += turn_one(price[slot], slope[slot], move, slot, (most[slot], mix))
    return total


@leaf
def turn_one(
    price: float, slope: float, move: Floats, at: int, weighed: tuple[float, float]
) -> float:
    """Average one direction with its last slope; `weighed` is the most that the row holds and the share of the slope."""
    most, mix = weighed
    move[at] = turned(move[at], slope, mix)
    return slope * slope * ease(most) if move[at] < 0 or price > 0 else 0.0


@leaf
def turned(move: float, slope: float, mix: float) -> float:
    """The average of the direction so far and the last slope, which counts with the share `mix`."""
    return (1 - mix) * move + mix * slope


@kernel
def walk(model: Model, dual: Dual, length: float) -> None:
    """One step of all prices against the averaged slopes, never below 0."""
    for resource in range(len(model.capacity)):
        for slot in range(len(model.day)):
            step = length * ease(model.capacity[resource, slot])
            price = dual.use[resource, slot] - step * dual.use_move[resource, slot]
            dual.use[resource, slot] = max(0.0, price)
        if model.day_most[resource] < UNLIMITED:
            step = length * ease(model.day_most[resource])
            for day in range(dual.day.shape[1]):
                price = dual.day[resource, day] - step * dual.day_move[resource, day]
                dual.day[resource, day] = max(0.0, price)
    for at in range(len(model.organisation_most)):
        if model.organisation_most[at] < UNLIMITED:
            step = length * ease(model.organisation_most[at])
            price = dual.organisation[at] - step * dual.organisation_move[at]
            dual.organisation[at] = max(0.0, price)


@kernel
def descend(model: Model, dual: Dual, weights: Ints, target: float, steps: int) -> None:
    """Run a number of steps; `target` is the weight of the best schedule known."""
    for _ in range(steps):
        value = evaluate(model, dual, weights)
        if remember_best(dual, value):
            continue
        norm = turn(model, dual)
        goal = max(target, dual.memo[BEST] - dual.memo[AIM])
        is_done = dual.memo[AIM] < LEAST_AIM * abs(dual.memo[BEST])
        if norm == 0 or value <= target or is_done:
            return
        walk(model, dual, (value - goal) / norm)
        dual.memo[MIX] = 1 - MEMORY
        dual.memo[WIDTH] = max(LEAST_WIDTH, dual.memo[WIDTH] * NARROWING)
