"""What one more table, slot, interpreter or hour is worth: the best weight reached and its proven bound for each count.

A plan for fewer is a plan for more, so each count begins with the plan of the one before, and what is reached never
falls. A bound for more is a bound for fewer, so what is proven never falls either. The truth lies between the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from madang.engine.budget import DEFAULT_SECONDS, Budget, Clock
from madang.engine.certificate import SCALE, model_of
from madang.engine.improve import keep
from madang.engine.phases import (
    anneal,
    begin,
    construct,
    lower,
    prove,
    start_anew,
)
from madang.engine.pinned import place_pinned, restore
from madang.engine.pricing import begin_descent
from madang.engine.problem import Problem
from madang.engine.resources import Resources, compile_problem
from madang.engine.schedule import Placement, Schedule
from madang.engine.search import Proof, Search
from madang.engine.sharpening import sharpen
from madang.engine.state import NOWHERE, empty_state, kept_state
from madang.engine.variants import count_of, variant

BOUND, SEARCH = 0.6, 0.9
"""The share of the budget of a point that is spent when the bound, when the search ends."""
FIRST = 3
"""How many times the seconds of any other point the first one has."""


@dataclass(frozen=True, slots=True)
class Point:
    """One count: the weight reached, the bound that no plan exceeds, and meetings placed by the plan that reached it.

    `price` is by how much the bound falls at least when one of these is lost, by its multipliers; the bound rises by
    at most as much with one more table or interpreter of the same kind. None where slots overlap: a multiplier there
    belongs to a moment, not to a slot.
    """

    count: int
    value: int
    bound: int
    placed: int
    price: float | None

    @property
    def is_proven(self) -> bool:
        """Whether no plan is worth more."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of one kind by rising count; `now` is the count that the event has."""

    kind: str
    now: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class _Reached:
    placements: Schedule
    point: Point


def capacity(
    problem: Problem,
    kind: str,
    counts: Sequence[int],
    *,
    seed: int = 0,
    budget: Budget = Budget(),  # noqa: B008  frozen
    on_point: Callable[[Point], None] | None = None,
) -> Curve:
    """The curve of a kind ("tables", "slots", "interpreters", "hours") for these counts.

    The seconds of the budget are for the whole curve, its iterations for each point. Raises `ValueError` for a count
    that cannot be, or when the pinned meetings cannot all stand.
    """
    wanted = sorted(set(counts))
    events = [variant(problem, kind, count) for count in wanted]
    clock = Clock(budget)
    found: list[_Reached] = []
    for at, (count, event) in enumerate(zip(wanted, events, strict=True)):
        share = budget
        if budget.iterations is None:
            share = _share(clock, len(wanted) - at, is_first=at == 0)
        start = found[-1].placements if found else {}
        search, proof = _search(event, start, seed, share)
        reached = _reached(search, proof, event, (kind, count))
        found.append(_at_least(reached, found[-1]) if found else reached)
        if on_point:
            on_point(found[-1].point)
    points = _tightened([item.point for item in found])
    return Curve(kind, count_of(problem, kind), points)


def _share(clock: Clock, left: int, *, is_first: bool) -> Budget:
    """The seconds of one of the points left; the first has no plan to begin with, and more time."""
    whole = clock.budget.seconds or DEFAULT_SECONDS
    parts = FIRST if is_first else 1
    seconds = max(0.05, whole - clock.elapsed) * parts / (left - 1 + parts)
    return Budget(seconds=seconds)


def _at_least(reached: _Reached, last: _Reached) -> _Reached:
    """The plan for fewer where it is worth more: it is a plan for more too."""
    if last.point.value <= reached.point.value:
        return reached
    point = replace(reached.point, value=last.point.value, placed=last.point.placed)
    return _Reached(last.placements, point)


def _tightened(points: list[Point]) -> tuple[Point, ...]:
    """A bound for more is a bound for fewer."""
    found: list[Point] = []
    for point in reversed(points):
        bound = min(point.bound, found[-1].bound) if found else point.bound
        found.append(replace(point, bound=bound))
    return tuple(reversed(found))


def _search(
    problem: Problem, start: Schedule, seed: int, budget: Budget
) -> tuple[Search, Proof]:
    """The weighted number alone: neither gaps nor places are looked at."""
    clock, resources = Clock(budget), compile_problem(problem)
    model = resources.model
    state = empty_state(model, seed)
    search = Search(resources, clock, seed, state, kept_state(state))
    clash = place_pinned(resources, state)
    if clash:
        names = ", ".join(map(str, clash))
        raise ValueError(f"the pinned meetings {names} cannot all stand")
    restore(resources, state, start)
    keep(state, search.best)
    proof = prove(resources, search.weights)

    def is_done() -> bool:
        return search.reached(proof.weights) == proof.bound

    begin(search, proof)
    construct(search, proof)
    if not is_done() and not sharpen(search, proof, BOUND):
        descent = begin_descent(resources, proof, seed)
        if not clock.is_counting:
            descent.start()
        anneal(search, proof, BOUND, is_done)
        lower(search, proof, descent)
        descent.stop()
        start_anew(search, proof)
    if not is_done():
        search.return_to_best()
        anneal(search, proof, SEARCH, is_done)
    return search, proof


def _reached(
    search: Search, proof: Proof, event: Problem, what: tuple[str, int]
) -> _Reached:
    kind, count = what
    value = search.reached(proof.weights)
    placed = int((search.best.slot != NOWHERE).sum())
    price = _price(event, search.resources, proof, kind)
    point = Point(count, value, proof.bound, placed, price)
    return _Reached(_draft(search), point)


def _draft(search: Search) -> Schedule:
    """Slot and people of each meeting of the best schedule: all that a start needs."""
    resources, best = search.resources, search.best
    people = len(resources.delegates)
    found: Schedule = {}
    for index in np.flatnonzero(best.slot != NOWHERE).tolist():
        first, last = resources.model.requirement_start[index : index + 2].tolist()
        chosen = [item for item in best.choice[first:last].tolist() if item < people]
        delegates = tuple(resources.delegates[item] for item in chosen)
        slot = resources.slots[best.slot[index]]
        found[resources.meetings[index].id] = Placement(slot, 0, (delegates,))
    return found


def _price(
    problem: Problem, resources: Resources, proof: Proof, kind: str
) -> float | None:
    """What the multipliers charge for the last of a kind, in weights; for an hour, its whole slots."""
    model, use = resources.model, proof.multipliers.use
    if kind in ("slots", "hours"):
        if problem.is_overlapping:
            return None
        slots = max(1, 60 // problem.timeline[-1].minutes) if problem.slots else 0
        last = len(model.day) - (1 if kind == "slots" else slots)
        room = model_of(resources, proof.multipliers).capacity
        charged = (use * room)[:, max(0, last) :].sum()
        return round(int(charged) / SCALE, 3)
    row = _row_of(problem, resources, kind)
    if row is None:
        return 0.0
    return round(int(use[row][model.capacity[row] > 0].sum()) / SCALE, 3)


def _row_of(problem: Problem, resources: Resources, kind: str) -> int | None:
    """The resource that is the pool of the last shared table, or of the last interpreter."""
    if kind == "interpreters":
        ids, pools = (
            [item.id for item in problem.interpreters],
            resources.interpreter_pools,
        )
        first = resources.first_interpreter_pool
    else:
        ids = [item.id for item in problem.places if item.owner is None]
        pools, first = resources.place_pools, len(resources.delegates)
    return next(
        (first + at for at, pool in enumerate(pools) if ids and ids[-1] in pool), None
    )
