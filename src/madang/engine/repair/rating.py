"""A repaired schedule as a result with stages and certificate, so that the judge can look at it; nothing is solved.

The multipliers of the schedule before prove a bound for any event of the same people, places and slots, so they are
charged to the changed event; where they do not fit, those of the linear program take their place.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from madang.engine.certificate import (
    SCALE,
    bound_of,
    write_multipliers,
)
from madang.engine.explain import explain_all
from madang.engine.later import is_optimal, prove_later
from madang.engine.later import rate as stages_of
from madang.engine.phases import prove
from madang.engine.problem import Problem
from madang.engine.resources import Ints, Resources, compile_problem
from madang.engine.resume import read_multipliers
from madang.engine.schedule import Result, Schedule
from madang.engine.search import Proof
from madang.engine.stages import must_of, weight_of

Row = dict[str, Any]


def rate(
    problem: Problem,
    schedule: Schedule,
    certificate: Row,
    *,
    seed: int = 0,
    seconds: float = 0.0,
) -> Result:
    """A result of the schedule; `certificate` is that of the schedule before the change, or empty."""
    resources = compile_problem(problem)
    rows = resources.meetings
    numbers = {
        "must": [int(row.must) for row in rows],
        "placed": [row.weight for row in rows],
        "count": [1 for _ in rows],
    }
    scale = certificate.get("scale") == SCALE
    proofs = {}
    for name, weights in numbers.items():
        known = certificate.get(name, {}) if scale else {}
        proofs[name] = _bound(resources, known, np.array(weights, dtype=np.int64))
    proofs["placed"].hold(resources, must_of(problem, schedule))
    weight = weight_of(problem, schedule)
    proven = prove_later(problem, resources, proofs["placed"], weight)
    first = {name: proofs[name].bound for name in ("must", "placed")}
    stages = stages_of(problem, schedule, {**first, **proven.bounds})
    written = {
        name: write_multipliers(resources, proof.multipliers, proof.bound)
        for name, proof in proofs.items()
    }
    return Result(
        status="optimal" if is_optimal(stages) else "feasible",
        placements=dict(sorted(schedule.items())),
        stages=stages,
        count=len(schedule),
        count_bound=proofs["count"].bound,
        certificate={"scale": SCALE, **written, **proven.certificates},
        unplaced=explain_all(problem, schedule, resources),
        seed=seed,
        seconds=seconds,
    )


def _bound(resources: Resources, known: Row, weights: Ints) -> Proof:
    """The better of two bounds: by the multipliers known, where there are any, and by the linear program."""
    proof = prove(resources, weights)
    if known:
        old = read_multipliers(resources, known)
        reached = bound_of(resources, old, weights)
        if reached < proof.bound:
            return Proof(weights, old, reached, proof.prices)
    return proof
