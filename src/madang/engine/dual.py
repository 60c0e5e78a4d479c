"""The Lagrangian dual of an event: what prices slot by slot prove, and which way they should move.

Every meeting chooses its cheapest way to be held, or a mixture of all ways that cost nearly as little, which keeps
meetings from rushing all to the same slot (a choice that is nearly the best gives a subgradient that is nearly one);
what demand leaves of each capacity is the slope. The descent itself is in `descent`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from madang.engine.bits import ONE, WORD, has, lowest
from madang.engine.certificate import Floats, Prices
from madang.engine.charges import NEVER, charge_meeting
from madang.engine.compiled import leaf, part
from madang.engine.overlaps import has_overlaps
from madang.engine.resources import Ints, Model

NOISE = 0.1
MEMORY = 0.7
FIRST_WIDTH, LEAST_WIDTH, NARROWING = 3.0, 0.05, 0.985
"""How much dearer than the cheapest way a way may be and still be chosen a little, in weights: first, last, a step."""
PATIENCE = 12
FIRST_AIM, LEAST_AIM = 0.02, 2e-6
"""How far below the best value the first steps aim, and the distance at which the descent ends; shares of the value."""
BEST, AIM, IDLE, MIX, WIDTH = 0, 1, 2, 3, 4


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
    charge: Floats  # R × T: price of a use, the day included
    row: Floats  # 2 × T: charges of one meeting in each slot
    memo: Floats  # best value, aim below it, steps since the last gain, share of the last slopes in the direction


def start_descent(prices: Prices, seed: int) -> Dual:
    """A descent from given prices, shaken a little: equal prices would send all meetings to the same slot."""
    random = np.random.default_rng(seed)
    shaken = prices.use * (1 + NOISE * (2 * random.random(prices.use.shape) - 1))
    parts = (shaken, prices.day.copy(), prices.organisation.copy())
    slopes = (np.zeros_like(parts[0]), np.zeros_like(parts[1]), np.zeros_like(parts[2]))
    moves = (np.zeros_like(parts[0]), np.zeros_like(parts[1]), np.zeros_like(parts[2]))
    return Dual(
        *parts,
        *slopes,
        *moves,
        best_use=prices.use.copy(),
        best_day=prices.day.copy(),
        best_organisation=prices.organisation.copy(),
        charge=np.zeros_like(shaken),
        row=np.zeros((2, shaken.shape[1])),
        memo=np.array([math.inf, 0.0, 0.0, 1.0, FIRST_WIDTH]),
    )


def best_prices(dual: Dual) -> Prices:
    """The prices with the least dual value so far."""
    return Prices(
        dual.best_use.copy(), dual.best_day.copy(), dual.best_organisation.copy()
    )


@part
def set_charges(model: Model, dual: Dual) -> None:
    """Charges of all resources and slots from their prices."""
    for resource in range(len(model.capacity)):
        for slot in range(len(model.day)):
            if has(model.there, resource, slot):
                dual.charge[resource, slot] = (
                    dual.use[resource, slot] + dual.day[resource, model.day[slot]]
                )
                if has_overlaps(model):
                    dual.charge[resource, slot] += around(model, dual, resource, slot)
            else:
                dual.charge[resource, slot] = NEVER


@part
def around(model: Model, dual: Dual, resource: int, slot: int) -> float:
    """What a resource charges at the moments when other slots begin while this one lasts."""
    total = 0.0
    for at in range(model.begin_start[slot], model.begin_start[slot + 1]):
        moment = model.begin[at]
        if moment != slot and has(model.there, resource, moment):
            total += dual.use[resource, moment]
    return total


@part
def consume_around(
    model: Model, dual: Dual, resource: int, slot: int, share: float
) -> None:
    """Subtract a share of a meeting from what is left over when other slots begin while its slot lasts."""
    for at in range(model.begin_start[slot], model.begin_start[slot + 1]):
        moment = model.begin[at]
        if moment != slot and has(model.there, resource, moment):
            dual.use_slope[resource, moment] -= share


@leaf
def nearness(distance: float, width: float) -> float:
    """1 for the best choice, falling to 0 for one that costs `width` more."""
    near = max(0.0, 1.0 - distance / width)
    return near * near


@leaf
def cheapest_way(model: Model, dual: Dual, requirement: int, slot: int) -> int:
    """The cheapest alternative of a requirement in a slot where there is one."""
    first = model.alternative_start[requirement]
    best = model.alternative[first]
    for at in range(first + 1, model.alternative_start[requirement + 1]):
        resource = model.alternative[at]
        if dual.charge[resource, slot] < dual.charge[best, slot]:
            best = resource
    return int(best)


@leaf
def consume(model: Model, dual: Dual, meeting: int, slot: int, share: float) -> None:
    """Subtract a share of a meeting held in a slot from the capacity left over."""
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        resource = cheapest_way(model, dual, requirement, slot)
        dual.use_slope[resource, slot] -= share
        dual.day_slope[resource, model.day[slot]] -= share
        if has_overlaps(model):
            consume_around(model, dual, resource, slot, share)


@leaf
def choose(
    model: Model, dual: Dual, meeting: int, weight: float, least: float
) -> float:
    """Let the meeting choose among all ways that cost nearly the least; returns the share in which it is held.

    `weight` is what holding it gains before charges; not holding it is one of the ways, unless it is pinned.
    """
    width = dual.memo[WIDTH]
    cheapest = least if model.is_pinned[meeting] else min(least, weight)
    total = 0.0 if model.is_pinned[meeting] else nearness(weight - cheapest, width)
    held = 0.0
    row = dual.row[0]
    for word in range(model.reach.shape[1]):
        left = model.reach[meeting, word]
        while left != 0:
            slot = word * WORD + lowest(left)
            left &= left - ONE
            if row[slot] < cheapest + width:
                held += nearness(row[slot] - cheapest, width)
    total += held
    if held == 0:
        return 0.0
    for word in range(model.reach.shape[1]):
        left = model.reach[meeting, word]
        while left != 0:
            slot = word * WORD + lowest(left)
            left &= left - ONE
            if row[slot] < cheapest + width:
                share = nearness(row[slot] - cheapest, width) / total
                consume(model, dual, meeting, slot, share)
    return held / total


@part
def set_slopes(model: Model, dual: Dual) -> float:
    """All capacity is left over; returns what the prices charge for it."""
    value = 0.0
    for resource in range(len(model.capacity)):
        for slot in range(len(model.day)):
            dual.use_slope[resource, slot] = model.capacity[resource, slot]
            value += dual.use[resource, slot] * model.capacity[resource, slot]
        for day in range(dual.day.shape[1]):
            dual.day_slope[resource, day] = model.day_most[resource]
            value += dual.day[resource, day] * model.day_most[resource]
    for organisation in range(len(model.organisation_most)):
        dual.organisation_slope[organisation] = model.organisation_most[organisation]
        value += dual.organisation[organisation] * model.organisation_most[organisation]
    return value


@part
def evaluate(model: Model, dual: Dual, weights: Ints) -> float:
    """The dual value of the prices; leaves the capacity left over in the slopes."""
    set_charges(model, dual)
    value = set_slopes(model, dual)
    for meeting in range(len(model.reach)):
        least = charge_meeting(model, dual.charge, dual.row, meeting)
        if least >= NEVER:
            continue
        weight = float(weights[meeting])
        for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
            weight -= dual.organisation[model.side[at]]
        if weight > least or model.is_pinned[meeting]:
            value += weight - least
        if weight + dual.memo[WIDTH] > least or model.is_pinned[meeting]:
            share = choose(model, dual, meeting, weight, least)
            for at in range(model.side_start[meeting], model.side_start[meeting + 1]):
                dual.organisation_slope[model.side[at]] -= share
    return value
