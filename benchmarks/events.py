"""`python -m benchmarks.events METHOD PRESET …`: one made-up event, one method, in a process of its own; writes one line of JSON.

Measured are the seconds from the problem in memory to the schedule in memory, with its certificate and reasons, and the
peak memory of the process, the making of the event included. Madang's schedule is judged afterwards.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.greedy import greedy
from benchmarks.plain_model import by_plain_model
from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.problem import Problem
from madang.engine.solve import Budget, solve, warm
from madang.engine.verify import verify


@dataclass(frozen=True)
class Task:
    """What to measure: the event, the seconds allowed, the seed."""

    preset: str
    is_hard: bool
    seconds: float
    seed: int


def in_order(problem: Problem, _task: Task) -> dict[str, Any]:
    """Meetings in the order of their request, each into the first slot that fits."""
    return {"value": greedy(problem, heaviest_first=False)}


def heaviest_first(problem: Problem, _task: Task) -> dict[str, Any]:
    """Meetings by weight, each into the first slot that fits."""
    return {"value": greedy(problem, heaviest_first=True)}


def plain_model(problem: Problem, task: Task) -> dict[str, Any]:
    """CP-SAT on the plain model, with the seconds for building and the same again for solving."""
    return {"value": by_plain_model(problem, task.seconds, task.seed)}


def madang(problem: Problem, task: Task) -> dict[str, Any]:
    """Madang; the stages, the history of value and bound, and what the judge says."""
    started = time.perf_counter()
    result = solve(problem, seed=task.seed, budget=Budget(seconds=task.seconds))
    seconds = time.perf_counter() - started
    peak = peak_megabytes()
    placed = result.stage("placed")
    faults = verify(dump_problem(problem), dump_schedule(result))
    return {
        "value": placed.value,
        "bound": placed.bound,
        "placed": result.count,
        "placed_bound": result.count_bound,
        "stages": [[item.stage, item.value, item.bound] for item in result.stages],
        "history": [[item.seconds, item.weight, item.bound] for item in result.history],
        "faults": len(faults),
        "seconds": seconds,
        "megabytes": peak,
    }


METHODS: dict[str, Callable[[Problem, Task], dict[str, Any]]] = {
    "in-order": in_order,
    "heaviest-first": heaviest_first,
    "cp-sat": plain_model,
    "madang": madang,
}


def peak_megabytes() -> int:
    """Peak memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Measure once."""
    parser = argparse.ArgumentParser(description="one event, one method")
    parser.add_argument("method", choices=sorted(METHODS))
    parser.add_argument("preset")
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    task = Task(chosen.preset, chosen.hard, chosen.seconds, chosen.seed)
    if chosen.method == "madang":
        warm()
    problem = generate(task.preset, task.seed, hard=task.is_hard)
    started = time.perf_counter()
    row = {"meetings": len(problem.meetings), **METHODS[chosen.method](problem, task)}
    row.setdefault("seconds", time.perf_counter() - started)
    row.setdefault("megabytes", peak_megabytes())
    sys.stdout.write(json.dumps(row))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
