"""Small events solved exactly: the first three stages, one after another, by CP-SAT.

What the search has reached is where the solver begins, so nothing is ever lost. Its proofs carry the solver's word
only; the certified bounds stand beside them and are what the judge computes again.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from madang.engine.exact_model import ExactModel, build_exactly, hint_of
from madang.engine.improve import keep
from madang.engine.kernels import book, count_in
from madang.engine.later import is_tighter
from madang.engine.problem import Problem
from madang.engine.schedule import NOBODY_FIRST, STAGES
from madang.engine.search import Proof, Search
from madang.engine.state import LEFT_OUT, empty_state, score

SIZE_MOST = 4_000
"""Pairs of meeting and slot of an event that is solved exactly; larger ones are seldom closed in time."""
SHARE_FREE = 0.05
"""The share of a budget of seconds that each stage has in any case."""
TICKS_FREE, TICKS_A_STEP = 0.3, 1e-5
"""Units of the solver's own deterministic time that a counted budget gives: in any case, and for each step."""


def is_small(problem: Problem, search: Search) -> bool:
    """Whether the event is solved exactly: it is small, and every rule of it is in the model."""
    model = search.resources.model
    size = int(np.bitwise_count(model.reach).sum())
    return 0 < size <= SIZE_MOST and problem.rules.walking_minutes is None


def close_small(
    problem: Problem,
    search: Search,
    proof: Proof,
    certified: dict[str, int],
    until: float,
) -> None:
    """Solve a small event exactly, see `solve_exactly`; any other is left as it is."""
    if is_small(problem, search):
        solve_exactly(search, proof, certified, until)


def solve_exactly(
    search: Search, proof: Proof, certified: dict[str, int], until: float
) -> None:
    """Better the best schedule, and note in `search.solved` the bounds that are tighter than the certified ones.

    `proof` is the one to report on. The stages go in their order; where one is not closed, the rest is left as it is.
    """
    is_nobody_first = search.resources.model.worth[1] > 1
    order = [
        name
        for name in (NOBODY_FIRST if is_nobody_first else STAGES)
        if name in certified
    ]
    values = reached(search)
    if all(values[name] == certified[name] for name in order):
        return
    exact = build_exactly(search.resources)
    for name in order:
        value = reached(search)[name]
        if value != certified[name]:
            if not search.clock.may_go_on(until, is_first=True):
                break
            bound = _close(search, proof, (exact, name, certified[name]), until)
            value = reached(search)[name]
            if bound is not None and is_tighter(name, bound, certified[name]):
                search.solved[name] = bound
            if value != search.solved.get(name, certified[name]):
                break
        _hold(exact, name, value)
        search.report("bound", proof)


def reached(search: Search) -> dict[str, int]:
    """The values of the first three stages of the best schedule."""
    state = search.best
    held = state.slot >= 0
    return {
        "must": int(search.musts[held].sum()),
        "placed": int(search.weights[held].sum()),
        "left_out": int(
            state.counter[LEFT_OUT] // search.resources.model.worth[1],
        ),
    }


def _hold(exact: ExactModel, name: str, value: int) -> None:
    """From here on the stage may not be worse than the value."""
    goal, unit = exact.stage(name), exact.units[name]
    if name == "left_out":
        exact.program.add(goal <= value)
    else:
        exact.program.add(goal >= value // unit)


def _close(
    search: Search, proof: Proof, task: tuple[ExactModel, str, int], until: float
) -> int | None:
    """Solve one stage; the better schedule is kept, and the bound is returned when there is one."""
    from ortools.sat.python import cp_model

    exact, name, certified = task
    program, goal, unit = exact.program, exact.stage(name), exact.units[name]
    if name == "left_out":
        program.add(goal >= certified)
        program.minimize(goal)
    else:
        program.add(goal <= certified // unit)
        program.maximize(goal)
    program.clear_hints()
    for index, value in hint_of(exact, search.best).items():
        program.add_hint(program.get_bool_var_from_proto_index(index), value)
    solver = cp_model.CpSolver()
    _give_time(search, solver, until)
    status = search.wait_for(lambda: solver.solve(program), proof)
    if status is None:
        solver.stop_search()
        return None
    if search.clock.is_counting:
        ticks = solver.response_proto.deterministic_time
        search.clock.steps += round(ticks / TICKS_A_STEP)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    _take_over(search, exact, solver)
    return round(solver.best_objective_bound) * unit


def _give_time(search: Search, solver: Any, until: float) -> None:
    """Seconds, or units of deterministic time where steps are counted.

    One worker with all that its linear program can say closes events of this size up to ten times sooner than two
    workers as they come, and gives the same answer twice.
    """
    clock, parameters = search.clock, solver.parameters
    parameters.random_seed, parameters.num_workers = search.seed, 1
    parameters.linearization_level = 2
    if clock.is_counting:
        left = clock.chunk(10**9, until) * TICKS_A_STEP
        parameters.max_deterministic_time = max(TICKS_FREE, left)
        return
    least = clock.seconds_until(clock.spent + SHARE_FREE)
    parameters.max_time_in_seconds = max(least, clock.seconds_until(until))


def _take_over(search: Search, exact: ExactModel, solver: Any) -> None:
    """Keep the schedule that the solver found where it is better than the best one."""
    model = search.resources.model
    fresh = empty_state(model, search.seed)
    for meeting, row in enumerate(exact.seats):
        slot = next((at for at, seat in row.items() if solver.value(seat)), None)
        if slot is None:
            continue
        for requirement in range(
            model.requirement_start[meeting], model.requirement_start[meeting + 1]
        ):
            options = exact.options[requirement, slot]
            chosen = next(item for item, option in options if solver.value(option))
            book(model, fresh, requirement, chosen, slot)
        count_in(model, fresh, meeting, slot)
    if score(fresh) > score(search.best):
        keep(fresh, search.best)
