"""Events around a schedule that is the best one, so that the true distance from the optimum is known at any size.

A schedule is laid out first on an ordinary event. Most people in it are then away whenever they have no meeting in it:
it uses up all their time. Each of these gets a whole price p, everybody else 0. A meeting of the schedule is made worth
more than the prices of its people, any other meeting at most the prices of its people. By weak duality (see
`certificate`) nothing beats the hidden schedule: it uses up all that has a price, and no other meeting gains.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from madang.engine.improve import insert_in_order
from madang.engine.problem import Meeting, Problem
from madang.engine.resources import compile_problem
from madang.engine.state import NOWHERE, empty_state

FULL = 0.7
"""Share of the people whose time the hidden schedule uses up."""
LEAST_PRICE, MOST_PRICE, MOST_EXTRA = 5, 30, 20

Held = dict[int, dict[int, int]]
"""For each delegate: slot → the meeting of the hidden schedule."""


def plant(problem: Problem, seed: int) -> tuple[Problem, int]:
    """The event built around a hidden best schedule, and the weight of that schedule.

    Must-haves and limits are dropped; the sides of hidden meetings are the people who hold them.
    """
    chance = np.random.default_rng((seed, 7))
    plain = replace(
        problem,
        organisations=tuple(replace(item, most=None) for item in problem.organisations),
        delegates=tuple(replace(item, most_per_day=None) for item in problem.delegates),
        meetings=tuple(replace(item, must=False) for item in problem.meetings),
    )
    people, held = _lay_out(plain, chance)
    price = {
        item: int(chance.integers(LEAST_PRICE, MOST_PRICE + 1))
        for item in sorted(held)
        if chance.random() < FULL
    }
    every = tuple(slot.id for slot in problem.slots)
    delegates = tuple(
        replace(item, busy=tuple(slot for slot in every if slot not in held[item.id]))
        if item.id in price
        else item
        for item in plain.delegates
    )
    meetings, best = [], 0
    for meeting in plain.meetings:
        made = _weigh(meeting, people.get(meeting.id), price, chance)
        if made is not None:
            meetings.append(made)
            best += made.weight if meeting.id in people else 0
    return replace(plain, delegates=delegates, meetings=tuple(meetings)), best


def _lay_out(
    problem: Problem, chance: np.random.Generator
) -> tuple[dict[int, list[int]], Held]:
    """A schedule by insertion in an order of chance: the people of each meeting held, and who is busy when."""
    resources = compile_problem(problem)
    model, state = resources.model, empty_state(resources.model, 0)
    order = chance.permutation(len(model.allowed)).astype(np.int64)
    insert_in_order(model, state, order, chance.random(model.capacity.shape))
    people: dict[int, list[int]] = {}
    held: Held = {}
    for index, meeting in enumerate(resources.meetings):
        if state.slot[index] == NOWHERE:
            continue
        first, last = model.requirement_start[index : index + 2]
        chosen = [int(item) for item in state.choice[first:last]]
        people[meeting.id] = [
            resources.delegates[item]
            for item in chosen
            if item < len(resources.delegates)
        ]
        for delegate in people[meeting.id]:
            held.setdefault(delegate, {})[resources.slots[state.slot[index]]] = (
                meeting.id
            )
    return people, held


def _weigh(
    meeting: Meeting,
    people: list[int] | None,
    price: dict[int, int],
    chance: np.random.Generator,
) -> Meeting | None:
    """The meeting with the weight that the plan gives it; None when nothing stops it from being a gain."""
    if people is None:
        charge = sum(_least(side.delegates, side.mode, price) for side in meeting.sides)
        weight = int(chance.integers(1, charge + 1)) if charge else 0
        return replace(meeting, weight=weight) if weight else None
    charge = sum(price.get(item, 0) for item in people)
    rest = iter(people)
    sides = tuple(
        replace(
            side,
            delegates=tuple(
                next(rest) for _ in (side.delegates if side.mode == "all" else (0,))
            ),
            mode="all",
        )
        for side in meeting.sides
    )
    return replace(
        meeting,
        sides=sides,
        weight=charge + int(chance.integers(1, MOST_EXTRA + 1)),
    )


def _least(delegates: tuple[int, ...], mode: str, price: dict[int, int]) -> int:
    found = [price.get(item, 0) for item in delegates]
    return sum(found) if mode == "all" else min(found)
