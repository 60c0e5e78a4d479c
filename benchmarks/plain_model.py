"""The event as one plain model for CP-SAT: a variable for each meeting and slot, one for each choice, sums that stay within."""

import time
from collections import defaultdict
from typing import Any

from madang.engine.problem import Problem
from madang.engine.resources import UNLIMITED, Model, Resources, compile_problem


class TooLargeError(Exception):
    """The model was not built within the seconds."""


def by_plain_model(problem: Problem, seconds: float, seed: int) -> int | None:
    """Return the weight that CP-SAT reaches with two workers; None: no schedule, or the model was not built in time."""
    from ortools.sat.python import cp_model

    resources = compile_problem(problem)
    model = cp_model.CpModel()
    try:
        held = build(model, resources, time.perf_counter() + seconds)
    except TooLargeError:
        return None
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = seed
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    weights = [meeting.weight for meeting in resources.meetings]
    return sum(
        weight * solver.value(variable)
        for weight, row in zip(weights, held, strict=True)
        for variable in row.values()
    )


def build(model: Any, resources: Resources, deadline: float) -> list[dict[int, Any]]:
    """Fill the model; returns for each meeting its variables by slot. Raises `TooLargeError` at the deadline."""
    arrays = resources.model
    use: dict[tuple[int, int], list[Any]] = defaultdict(list)
    held: list[dict[int, Any]] = []
    for meeting in range(len(arrays.allowed)):
        if time.perf_counter() > deadline:
            raise TooLargeError
        row = {
            slot: model.new_bool_var("")
            for slot in range(len(arrays.day))
            if reaches(arrays, meeting, slot)
        }
        held.append(row)
        model.add_at_most_one(row.values())
        for requirement in range(
            arrays.requirement_start[meeting], arrays.requirement_start[meeting + 1]
        ):
            ask(model, arrays, requirement, row, use)
    limit(model, arrays, use, held, deadline)
    model.maximize(
        sum(
            meeting.weight * variable
            for meeting, row in zip(resources.meetings, held, strict=True)
            for variable in row.values()
        )
    )
    return held


def reaches(arrays: Model, meeting: int, slot: int) -> bool:
    """Return whether the meeting could be held in the slot with nobody else there."""
    return bool(int(arrays.reach[meeting, slot // 64]) >> (slot % 64) & 1)


def ask(
    model: Any,
    arrays: Model,
    requirement: int,
    row: dict[int, Any],
    use: dict[tuple[int, int], list[Any]],
) -> None:
    """Book what one requirement uses: the only alternative, or exactly one of several."""
    first, last = (
        arrays.alternative_start[requirement],
        arrays.alternative_start[requirement + 1],
    )
    for slot, variable in row.items():
        there = [
            int(resource)
            for resource in arrays.alternative[first:last]
            if arrays.capacity[resource, slot] > 0
        ]
        if len(there) == 1:
            use[there[0], slot].append(variable)
            continue
        chosen = [model.new_bool_var("") for _ in there]
        model.add(sum(chosen) == variable)
        for resource, choice in zip(there, chosen, strict=True):
            use[resource, slot].append(choice)


def limit(
    model: Any,
    arrays: Model,
    use: dict[tuple[int, int], list[Any]],
    held: list[dict[int, Any]],
    deadline: float,
) -> None:
    """Keep capacities, days of delegates and limits of organisations."""
    days: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for (resource, slot), booked in use.items():
        if time.perf_counter() > deadline:
            raise TooLargeError
        if len(booked) > arrays.capacity[resource, slot]:
            model.add(sum(booked) <= int(arrays.capacity[resource, slot]))
        if arrays.day_most[resource] < UNLIMITED:
            days[resource, int(arrays.day[slot])] += booked
    for (resource, _day), booked in days.items():
        model.add(sum(booked) <= int(arrays.day_most[resource]))
    for organisation, most in enumerate(arrays.organisation_most):
        if most < UNLIMITED:
            first, last = (
                arrays.wish_start[organisation],
                arrays.wish_start[organisation + 1],
            )
            wished = [held[meeting] for meeting in arrays.wish[first:last]]
            model.add(sum(each for row in wished for each in row.values()) <= int(most))
