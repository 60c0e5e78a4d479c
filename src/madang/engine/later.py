"""The phases after the total: even shares, then what is proven about the later stages."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from madang.engine.fair_bounds import case_of, fair_certificate
from madang.engine.fairness import even_out, start_shares
from madang.engine.forced import forced_meetings, least_gaps, least_walking
from madang.engine.improve import keep
from madang.engine.problem import Problem
from madang.engine.resources import Resources
from madang.engine.schedule import NOBODY_FIRST, STAGES, Schedule, StageValue
from madang.engine.search import Proof, Search
from madang.engine.stages import (
    WHOLE,
    gaps_of,
    left_out_of,
    must_of,
    share_of,
    walking_of,
    weight_of,
)
from madang.engine.state import PLACED, WAITING

HOT, COLD = 0.05, 0.0002
"""First and last temperature of the search for even shares, in organisations without any meeting."""
DEBT = 1500.0
"""What a unit of weight that is missing for a while counts, in millionths of such an organisation."""


ORDER = {False: STAGES, True: NOBODY_FIRST}


@dataclass(frozen=True)
class Proven:
    """What is proven about the later stages: bounds by stage, the certificates of `left_out` and `share`."""

    bounds: dict[str, int]
    certificates: dict[str, dict[str, Any]]


def prove_later(
    problem: Problem, resources: Resources, proof: Proof, weight: int
) -> Proven:
    """Certified bounds of the stages after the total, for schedules of that weight or more."""
    total = case_of(resources, proof, weight, is_first=True)
    alone = replace(total, missing=None) if problem.rules.nobody_left_out else total
    certificates = {
        "left_out": fair_certificate(alone, "left_out"),
        "share": fair_certificate(total, "share"),
    }
    forced = forced_meetings(total)
    bounds = {name: int(item["bound"]) for name, item in certificates.items()}
    bounds["gaps"] = (
        0 if problem.is_overlapping else least_gaps(resources.model, forced)
    )
    bounds["walking"] = least_walking(problem, total, forced)
    return Proven(bounds, certificates)


def rate(
    problem: Problem,
    schedule: Schedule,
    bounds: dict[str, int],
    solved: dict[str, int] | None = None,
) -> tuple[StageValue, ...]:
    """The stages of a schedule in their order, each with its value and its certified bound.

    Where the solver has proven a tighter one (`solved`), that stands there as the solver's word.
    """
    values = {
        "must": must_of(problem, schedule),
        "placed": weight_of(problem, schedule),
        "left_out": left_out_of(problem, schedule),
        "share": share_of(problem, schedule),
        "gaps": gaps_of(problem, schedule),
        "walking": walking_of(problem, schedule),
    }
    claims = solved or {}
    return tuple(
        StageValue(name, values[name], claims[name], "solver")
        if name in claims and is_tighter(name, claims[name], bounds[name])
        else StageValue(name, values[name], bounds[name], "certified")
        for name in order_of(problem)
    )


def is_tighter(stage: str, bound: int, other: int) -> bool:
    """Whether a bound of a stage says more than another one: `must` and `placed` are bounded from above."""
    return bound < other if stage in ("must", "placed") else bound > other


def order_of(problem: Problem) -> tuple[str, ...]:
    """The stages of a problem in strict order."""
    return ORDER[problem.rules.nobody_left_out]


def is_optimal(stages: tuple[StageValue, ...]) -> bool:
    """Whether the total, and every stage before it, has met its bound."""
    names = [stage.stage for stage in stages]
    return all(stage.is_proven for stage in stages[: names.index("placed") + 1])


def even(search: Search, proof: Proof, until: float) -> None:
    """Fewer left out and more even shares, from the best schedule, until a share of the budget is spent."""
    model, clock = search.resources.model, search.clock
    search.return_to_best()
    keep(search.state, search.best)
    shares = start_shares(model, search.state)
    begun, is_first = clock.spent, True
    while (
        search.best.counter[PLACED] > 0
        and search.best.counter[WAITING] > 0
        and clock.may_go_on(until, is_first=is_first)
    ):
        is_first = False
        part = min(1.0, (clock.spent - begun) / max(1e-9, until - begun))
        heat = WHOLE * HOT * (COLD / HOT) ** part
        steps, started = search.steps(until), time.perf_counter()
        even_out(
            model,
            search.state,
            search.best,
            shares,
            np.array([heat, heat, steps, DEBT / float(model.worth[0])]),
        )
        search.spend(steps, time.perf_counter() - started)
        search.report("share", proof)
