"""The bound of the total for schedules that hold as many must-haves as the one at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.problem import (
    Delegate,
    Fixed,
    Meeting,
    Organisation,
    Place,
    Problem,
    Side,
    Slot,
)
from madang.engine.schedule import Result
from madang.engine.solve import Budget, solve
from madang.engine.verify import verify

Row = dict[str, Any]


def event(slots: int = 1, musts: int = 1, must_weight: int = 10) -> Problem:
    """One table and pairs who have nobody else: `musts` light must-haves, and heavier meetings for all slots."""
    pairs = musts + slots
    people = range(1, 2 * pairs + 1)
    return Problem(
        slots=tuple(Slot(item, 30 * item, 25) for item in range(1, slots + 1)),
        places=(Place(1),),
        organisations=tuple(Organisation(item) for item in people),
        delegates=tuple(Delegate(item, item) for item in people),
        meetings=tuple(
            Meeting(
                item,
                (Side(2 * item - 1, (2 * item - 1,)), Side(2 * item, (2 * item,))),
                weight=must_weight if item <= musts else 50,
                must=item <= musts,
            )
            for item in range(1, pairs + 1)
        ),
    )


def solved(problem: Problem) -> Result:
    return solve(problem, seed=1, budget=Budget(iterations=500))


def judged(problem: Problem, written: Row) -> list[str]:
    return [fault.code for fault in verify(dump_problem(problem), written)]


def test_a_light_must_have_is_no_gap() -> None:
    """The table takes two meetings; one of them is the must-have of 10, so 60 is the best, not 100."""
    problem = event(slots=2)
    result = solved(problem)
    assert (result.stage("placed").value, result.stage("placed").bound) == (60, 60)
    assert result.certificate["placed"]["musts"] == {"each": 40 * 1024, "held": 1}
    assert judged(problem, dump_schedule(result)) == []


def test_only_as_many_must_haves_count_as_are_held() -> None:
    """Three must-haves and one slot: one is held, the lightest bound is that of the heaviest must-have."""
    problem = event(slots=1, musts=3)
    result = solved(problem)
    assert (result.stage("must").value, result.stage("placed").value) == (1, 10)
    assert result.stage("placed").bound == 10
    assert judged(problem, dump_schedule(result)) == []


def test_must_haves_that_cost_nothing_earn_nothing() -> None:
    result = solved(event(slots=2, must_weight=60))
    assert result.certificate["placed"]["musts"] == {"each": 0, "held": 0}


def test_a_pinned_must_have_is_held_without_earning() -> None:
    problem = event(slots=2)
    pinned = replace(problem.meetings[0], fixed=Fixed(slot=1))
    result = solved(replace(problem, meetings=(pinned, *problem.meetings[1:])))
    assert result.stage("placed").bound == 60
    assert result.certificate["placed"]["musts"] == {"each": 0, "held": 0}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("hard", [False, True])
def test_the_judge_accepts_generated_events(seed: int, hard: bool) -> None:
    problem = generate("small", seed, hard=hard)
    assert judged(problem, dump_schedule(solved(problem))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"held": 2},
        {"held": -1},
        {"held": 1.0},
        {"held": True},
        {"each": -1},
        {"each": 40 * 1024 + 1.5},
        {"each": 0},
        {"held": 0},
    ],
)
def test_the_judge_refuses_other_must_haves(change: Row) -> None:
    problem = event(slots=2)
    written = dump_schedule(solved(problem))
    written["certificate"]["placed"]["musts"].update(change)
    assert judged(problem, written)


@pytest.mark.parametrize("name", ["must", "count"])
def test_the_other_bounds_speak_of_all_schedules(name: str) -> None:
    problem = event(slots=2)
    written = dump_schedule(solved(problem))
    written["certificate"][name]["musts"] = {"each": 0, "held": 1}
    assert judged(problem, written)


def test_a_schedule_without_the_must_have_may_weigh_more_and_is_refused() -> None:
    """The judge counts the must-haves of the schedule itself: this one holds none, so the bound is not its own."""
    problem = event(slots=2)
    other = replace(
        problem,
        meetings=tuple(replace(item, must=False) for item in problem.meetings),
    )
    written = dump_schedule(solved(other))
    written["certificate"] = dump_schedule(solved(problem))["certificate"]
    assert "multiplier" in judged(problem, written)
