"""Sets of delegates who come in pairs: a bound that prices of delegates alone cannot prove."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.odd_sets import find_odd_sets
from madang.engine.problem import (
    Delegate,
    Meeting,
    Organisation,
    Place,
    Problem,
    Side,
    Slot,
)
from madang.engine.resources import compile_problem
from madang.engine.solve import Budget, Result, solve
from madang.engine.verify import verify


def event(team: int, times: int = 3, slots: int = 2) -> Problem:
    """Every two of a team meet `times` guests together, who come alone; weight 10 each."""
    pairs = [pair for pair in combinations(range(1, team + 1), 2) for _ in range(times)]
    guests = range(11, 11 + len(pairs))
    return Problem(
        slots=tuple(
            Slot(item, start=540 + 30 * item, minutes=25)
            for item in range(1, slots + 1)
        ),
        places=tuple(Place(item) for item in range(1, 10)),
        organisations=(Organisation(1), *(Organisation(item) for item in guests)),
        delegates=(
            *(Delegate(item, 1) for item in range(1, team + 1)),
            *(Delegate(item, item) for item in guests),
        ),
        interpreters=(),
        meetings=tuple(
            Meeting(
                guest,
                (Side(1, pair, "all"), Side(guest, (guest,), "all")),
                weight=10,
            )
            for pair, guest in zip(pairs, guests, strict=True)
        ),
    )


def solved(problem: Problem) -> Result:
    return solve(problem, seed=1, budget=Budget(iterations=20_000))


def judged(problem: Problem, written: dict[str, Any]) -> list[str]:
    return [str(fault) for fault in verify(dump_problem(problem), written)]


@pytest.mark.parametrize(("team", "a_slot"), [(3, 1), (4, 2), (5, 2)])
def test_pairs_of_a_team_meet_no_more_than_half_its_number_at_a_time(
    team: int, a_slot: int
) -> None:
    problem = event(team)
    result = solved(problem)
    stage = result.stage("placed")
    assert (stage.value, stage.bound) == (20 * a_slot, 20 * a_slot)
    assert stage.proof == "certified"
    assert judged(problem, dump_schedule(result)) == []


def test_the_certificate_names_the_set_and_its_price_in_each_slot() -> None:
    rows = solved(event(3)).certificate["placed"]["odd_sets"]
    assert [row["delegates"] for row in rows] == [[1, 2, 3]]
    assert [len(row["slots"]) for row in rows] == [2]
    assert all(value > 0 for value in rows[0]["slots"])


def test_pairs_that_seldom_come_together_make_no_set() -> None:
    assert compile_problem(event(3)).odd_sets == ((0, 1, 2),)
    assert compile_problem(event(3, times=2)).odd_sets == ()
    assert len(compile_problem(event(5)).odd_sets) == 10 + 1


def test_where_slots_overlap_there_are_none() -> None:
    plain = event(3)
    late = replace(plain.slots[1], start=plain.slots[0].start + 10)
    overlapping = replace(plain, slots=(plain.slots[0], late))
    assert find_odd_sets(compile_problem(overlapping).model) == ()


def test_a_set_of_whom_one_is_away_has_room_for_the_pair_that_is_left() -> None:
    problem = event(5)
    away = (replace(problem.delegates[0], busy=(1,)), *problem.delegates[1:])
    resources = compile_problem(replace(problem, delegates=away))
    at = len(resources.model.capacity)
    five = resources.odd_sets.index((0, 1, 2, 3, 4))
    assert resources.priced.capacity[at + five].tolist() == [2, 2]
    twice = (*(replace(item, busy=(1,)) for item in away[:2]), *away[2:])
    resources = compile_problem(replace(problem, delegates=twice))
    assert resources.priced.capacity[at + five].tolist() == [1, 2]


def test_a_set_raises_no_bound_above_what_is_reached() -> None:
    for seed in range(3):
        problem = generate("small", seed, hard=True)
        result = solved(problem)
        assert judged(problem, dump_schedule(result)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"delegates": [1, 2, 99]},
        {"delegates": [1, 2, 2]},
        {"slots": [1]},
        {"slots": [-1024, 1024]},
        {"slots": [1.5, 2]},
        {"kind": "free"},
    ],
)
def test_the_judge_refuses_what_is_no_set_of_the_event(change: dict[str, Any]) -> None:
    problem = event(3)
    written = dump_schedule(solved(problem))
    written["certificate"]["placed"]["odd_sets"][0].update(change)
    assert judged(problem, written)


def test_the_judge_counts_what_a_set_proves_itself() -> None:
    """Three of whom any two come: the judge does not believe that only half a pair can meet."""
    problem = event(3)
    written = dump_schedule(solved(problem))
    written["certificate"]["placed"]["odd_sets"] = []
    assert judged(problem, written)


def test_a_search_goes_on_with_the_sets_of_an_earlier_one() -> None:
    problem = event(5)
    first = solved(problem)
    again = solve(problem, seed=2, budget=Budget(iterations=1), start=first)
    assert again.stage("placed").bound == first.stage("placed").bound
