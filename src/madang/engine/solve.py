"""The portfolio: from a problem to a schedule with its certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from madang.engine import warm
from madang.engine.budget import DEFAULT_SECONDS, Budget, Clock
from madang.engine.buffers import keep_ways
from madang.engine.certificate import SCALE, write_multipliers
from madang.engine.counting import LARGE, begin_counting, count_alone
from madang.engine.exact import close_small, reached
from madang.engine.explain import explain_all
from madang.engine.heat import COOLEST
from madang.engine.improve import keep
from madang.engine.later import even, is_optimal, prove_later, rate
from madang.engine.phases import (
    anneal,
    begin,
    construct,
    fill,
    hold,
    hopeless,
    lower,
    prove,
    prove_alone,
    start_anew,
    tidy,
)
from madang.engine.pinned import place_pinned, restore
from madang.engine.pricing import begin_descent
from madang.engine.problem import Problem
from madang.engine.resources import Resources, compile_problem
from madang.engine.resume import placements_of, take_over
from madang.engine.rubbish import give_back, nothing_collected
from madang.engine.schedule import Placement, Result, Schedule
from madang.engine.search import Progress, Proof, Search
from madang.engine.sharpening import begin_sharpening, sharpen, use_prices
from madang.engine.stages import must_of, weight_of
from madang.engine.state import empty_state, kept_state
from madang.engine.tables import name_everything

__all__ = ["Budget", "Placement", "Progress", "Result", "Schedule", "solve", "warm"]

FIRST_SEARCH, BOUND, EXACT, LAST_SEARCH, EVEN, GAPS = 0.1, 0.6, 0.5, 0.74, 0.9, 0.95
"""The share of the budget that is spent when each phase ends."""
POLISH = 0.03
"""The share of the budget in which a large event has a good plan made before its search begins to wander."""
LAST_OF_SMALL = 0.86
"""The same for the search of the total where the event is not large: its later stages are soon done."""
NAMING = 0.00008
"""Seconds for each meeting of the event to name its table, rate the schedule and give reasons."""
EVEN_PART = 0.06
"""The share of the budget that is spent on even shares at most."""


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    budget: Budget = Budget(),  # noqa: B008  frozen
    on_progress: Callable[[Progress], bool | None] | None = None,
    start: Schedule | Result | None = None,
) -> Result:
    """The best schedule found within the budget, with the bounds that are proven.

    `on_progress` is called several times a second; when it returns True the search stops and keeps its best.
    `start` is an earlier schedule to begin from; of an earlier result the certificate counts too. The status is `infeasible`, with the meetings that clash in
    `conflict`, when the pinned meetings cannot all stand.
    """
    clock = Clock(_for_search(problem, budget))
    resources = compile_problem(problem)
    state = empty_state(resources.model, seed)
    search = Search(resources, clock, seed, state, kept_state(state), on_progress)
    clash = place_pinned(resources, state)
    if clash:
        return _infeasible(clash, seed, clock)
    restore(resources, state, placements_of(start))
    keep(state, search.best)
    weight = _first_proof(search)
    hold(search, weight)
    weight = take_over(resources, weight, start, "placed")
    must = take_over(resources, prove_alone(resources, search.musts), start, "must")
    least = hopeless(search)

    def bounds() -> dict[str, int]:
        """The best bounds of the first three stages so far."""
        certified = {"must": must.bound, "placed": weight.bound, "left_out": least}
        return {**certified, **search.solved}

    construct(search, weight)
    hold(search, weight)
    search.report("placed", weight)
    _search_total(problem, search, weight, bounds)
    give_back()
    is_open = search.reached(must.weights) < must.bound
    counting = begin_counting(search, GAPS, is_must_open=is_open)
    fill(search)
    even(search, weight, min(EVEN, clock.spent + EVEN_PART))
    give_back()
    tidy(search, weight, GAPS)
    fill(search)
    counts = search.outcome(counting, weight) or count_alone(search)
    must = counts.must or must
    count = take_over(resources, counts.placed, start, "count")
    schedule, clash = keep_ways(
        problem, name_everything(problem, resources, search.best)
    )
    if clash:
        return _infeasible(clash, seed, clock)
    return _result(
        problem,
        search,
        schedule,
        {"must": must, "placed": weight, "count": count},
    )


def _for_search(problem: Problem, budget: Budget) -> Budget:
    """The budget without what it takes to name tables and reasons, as far as that is more than the end leaves."""
    if budget.iterations is not None:
        return budget
    seconds = budget.seconds or DEFAULT_SECONDS
    needed = NAMING * len(problem.meetings) - (1 - GAPS) * seconds
    return Budget(seconds - min(seconds / 3, max(0.0, needed)))


def _first_proof(search: Search) -> Proof:
    """The proof by the linear program; with a budget of seconds the search begins meanwhile, guided by weights alone."""
    resources, alone = search.resources, prove_alone(search.resources, search.weights)
    proving = search.beside(lambda: prove(resources, search.weights))
    begin(search, alone)
    if not search.clock.is_counting:
        anneal(search, alone, BOUND, proving.done, COOLEST)
    proof = search.outcome(proving, alone) or alone
    give_back()
    return proof


def _search_total(
    problem: Problem,
    search: Search,
    weight: Proof,
    bounds: Callable[[], dict[str, int]],
) -> None:
    """Search and sharpen the prices in turn, until the first three stages have reached their bounds or the time is over."""

    def is_done() -> bool:
        return reached(search) == bounds()

    descent = begin_descent(search.resources, weight, search.seed)
    if not _search_beside(search, weight, is_done):
        is_open = search.reached(weight.weights) < weight.bound
        if is_open and not search.clock.is_counting:
            descent.start()
            anneal(
                search, weight, min(FIRST_SEARCH, search.clock.spent + POLISH), is_done
            )
        anneal(search, weight, FIRST_SEARCH, is_done)
        if not sharpen(search, weight, BOUND):
            hold(search, weight)
            lower(search, weight, descent)
            start_anew(search, weight)
            give_back()
    close_small(problem, search, weight, bounds(), EXACT)
    search.return_to_best()
    is_large = len(search.resources.meetings) > LARGE
    anneal(search, weight, LAST_SEARCH if is_large else LAST_OF_SMALL, is_done)
    hold(search, weight)
    lower(search, weight, descent)
    descent.stop()


def _search_beside(search: Search, weight: Proof, is_done: Callable[[], bool]) -> bool:
    """Search while the best prices are found in a thread; False: they are not to be had in time."""
    program = begin_sharpening(search, weight, BOUND)
    if program is None:
        return False
    anneal(search, weight, BOUND, lambda: program.done() or is_done())
    if is_done() or search.clock.is_stopped:
        return True
    return use_prices(search, weight, program.result())


def _infeasible(clash: tuple[int, ...], seed: int, clock: Clock) -> Result:
    return Result(
        "infeasible", {}, (), 0, None, {}, (), seed, clock.elapsed, conflict=clash
    )


@nothing_collected()
def _result(
    problem: Problem,
    search: Search,
    schedule: Schedule,
    proofs: dict[str, Proof],
) -> Result:
    proofs["placed"].hold(search.resources, must_of(problem, schedule))
    weight = weight_of(problem, schedule)
    proven = prove_later(problem, search.resources, proofs["placed"], weight)
    first = {name: proofs[name].bound for name in ("must", "placed")}
    stages = rate(problem, schedule, {**first, **proven.bounds}, search.solved)
    return Result(
        status="optimal" if is_optimal(stages) else "feasible",
        placements=dict(sorted(schedule.items())),
        stages=stages,
        count=len(schedule),
        count_bound=proofs["count"].bound,
        certificate={
            **_certificate(search.resources, proofs),
            **proven.certificates,
        },
        unplaced=explain_all(problem, schedule, search.resources),
        seed=search.seed,
        seconds=round(search.clock.elapsed, 3),
        history=tuple(search.history),
    )


def _certificate(resources: Resources, proofs: dict[str, Proof]) -> dict[str, Any]:
    """The multipliers of every bound, in units of 1/SCALE."""
    return {
        "scale": SCALE,
        **{
            name: write_multipliers(resources, proof.multipliers, proof.bound)
            for name, proof in proofs.items()
        },
    }
