"""The engine: exact on small events, reproducible, lawful on any event, honest about clashes."""

import dataclasses
import json
from itertools import product
from typing import Any

import pytest

from madang.engine.board import Board
from madang.engine.constraints import violations
from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.problem import Delegate, Fixed, Meeting, Place, Problem, Side
from madang.engine.schedule import Placement, Result, Schedule
from madang.engine.search import Progress
from madang.engine.solve import Budget, solve
from madang.engine.stages import gaps_of, left_out_of, walking_of
from madang.engine.verify import verify

STEPS = Budget(iterations=400)


def best_weight(problem: Problem) -> tuple[int, int]:
    """Most must-haves, then most weight, over every way to give each meeting a slot or none (people fixed)."""
    slots = [None, *problem.slot]
    best = (0, 0)
    for chosen in product(slots, repeat=len(problem.meetings)):
        board = Board(problem, {})
        for meeting, slot in zip(problem.meetings, chosen, strict=True):
            spot = board.spot_at(meeting, slot) if slot else None
            if spot:
                board.add(meeting.id, spot)
        placed = [problem.meeting[item] for item in board.schedule]
        best = max(
            best,
            (sum(item.must for item in placed), sum(item.weight for item in placed)),
        )
    return best


def faults_of(problem: Problem, result: Result) -> list[Any]:
    """What the judge and the rules for hand moves find wrong, each meeting against all others."""
    found: list[Any] = list(verify(dump_problem(problem), dump_schedule(result)))
    board = Board(problem, result.placements)
    for meeting in result.placements:
        at = board.remove(meeting)
        found.extend(violations(board, problem.meeting[meeting], at))
        board.add(meeting, at)
    return found


def test_all_three_meetings_of_the_tiny_event_fit(tiny: Problem) -> None:
    result = solve(tiny, budget=STEPS)
    assert result.status == "optimal"
    assert [(stage.stage, stage.value, stage.bound) for stage in result.stages] == [
        ("must", 1, 1),
        ("placed", 60, 60),
        ("left_out", 0, 0),
        ("share", 0, 0),
        ("gaps", 0, 0),
        ("walking", 0, 0),
    ]
    assert (result.count, result.count_bound, result.unplaced) == (3, 3, ())
    assert faults_of(tiny, result) == []


def crowded(weights: tuple[int, ...], *, must: int | None = None) -> Problem:
    """One table, three slots, and as many meetings of organisation 1's two delegates as there are weights."""
    base = generate("small", 1)
    meetings = tuple(
        Meeting(
            index + 1,
            (Side(1, (1,)), Side(2 + index, (100 + index,))),
            weight=weight,
            must=index == must,
        )
        for index, weight in enumerate(weights)
    )
    delegates = (
        Delegate(1, 1),
        *(Delegate(100 + index, 2 + index) for index in range(len(weights))),
    )
    return Problem(
        base.slots[:3], (Place(1),), base.organisations, delegates, (), meetings
    )


def test_the_heaviest_three_win() -> None:
    result = solve(crowded((10, 40, 20, 50, 30)), budget=STEPS)
    assert sorted(result.placements) == [2, 4, 5]
    assert (result.stage("placed").value, result.stage("placed").bound) == (120, 120)
    assert (result.count, result.count_bound) == (3, 3)
    assert [item.id for item in result.unplaced] == [1, 3]


def test_a_must_comes_before_any_weight() -> None:
    result = solve(crowded((1, 40, 20, 50, 30), must=0), budget=STEPS)
    assert sorted(result.placements) == [1, 2, 4]
    assert result.stage("must").value == 1
    placed = result.stage("placed")
    assert (placed.value, placed.bound, placed.proof) == (91, 91, "certified")
    assert result.certificate["placed"]["musts"]["held"] == 1
    assert result.status == "optimal"


def test_an_organisation_is_not_left_out_when_weight_allows() -> None:
    problem = crowded((10, 10, 10, 10))
    extra = Meeting(5, (Side(1, (1,)), Side(2, (100,))), weight=10)
    more = dataclasses.replace(problem, meetings=(extra, *problem.meetings[:3]))
    result = solve(more, budget=STEPS)
    assert result.stage("left_out").value == 0


def test_idle_slots_are_closed(tiny: Problem) -> None:
    meetings = (tiny.meetings[0], dataclasses.replace(tiny.meetings[1], slots=(2, 3)))
    result = solve(dataclasses.replace(tiny, meetings=meetings), budget=STEPS)
    assert result.stage("gaps").value == 0


@pytest.mark.parametrize("seed", range(6))
def test_a_small_event_is_solved_to_the_optimum(seed: int) -> None:
    base = generate("small", seed)
    meetings = tuple(
        dataclasses.replace(
            item,
            must=index == 3,
            sides=tuple(
                Side(side.organisation, side.delegates[:1]) for side in item.sides
            ),
        )
        for index, item in enumerate(base.meetings[:5])
    )
    busy = tuple(
        dataclasses.replace(
            item, busy=item.busy[:1] if item.busy and item.busy[0] < 4 else ()
        )
        for item in base.delegates
    )
    problem = dataclasses.replace(base, slots=base.slots[:3], places=(Place(1),), delegates=busy, meetings=meetings,
                                  interpreters=tuple(dataclasses.replace(item, busy=()) for item in base.interpreters))  # fmt: skip
    result = solve(problem, budget=STEPS)
    assert (result.stage("must").value, result.stage("placed").value) == best_weight(
        problem
    )
    assert faults_of(problem, result) == []


def test_the_same_seed_and_steps_give_the_same_bytes() -> None:
    problem = generate("small", 4)
    first, second = (
        json.dumps(
            {
                **dump_schedule(solve(problem, seed=7, budget=Budget(iterations=3000))),
                "seconds": 0,
            }
        )
        for _ in range(2)
    )
    assert first == second


def test_renumbering_changes_no_proven_stage() -> None:
    problem = generate("small", 4)
    shifted = dataclasses.replace(
        problem,
        meetings=tuple(
            dataclasses.replace(item, id=5000 - item.id) for item in problem.meetings
        ),
        places=tuple(
            dataclasses.replace(item, id=item.id + 300) for item in problem.places
        ),
    )
    stages = [
        solve(item, budget=Budget(iterations=8000)).stages[:3]
        for item in (problem, shifted)
    ]
    assert stages[0] == stages[1]


def test_an_earlier_schedule_is_never_worsened(
    rich: Problem, rich_result: Result
) -> None:
    again = solve(
        rich, seed=9, budget=Budget(iterations=50), start=rich_result.placements
    )
    assert again.stage("placed").value >= rich_result.stage("placed").value


def test_a_pinned_meeting_stays_exactly(rich_result: Result) -> None:
    pinned = rich_result.placements[1]
    assert (pinned.slot, pinned.place) == (4, 1)
    assert (rich_result.placements[900].slot, rich_result.placements[900].place) == (
        5,
        2,
    )
    assert len(rich_result.placements[900].people) == 4
    assert 2 not in rich_result.placements


def pin(problem: Problem, *pins: tuple[int, Fixed]) -> Problem:
    fixed = dict(pins)
    meetings = tuple(
        dataclasses.replace(item, fixed=fixed.get(item.id)) for item in problem.meetings
    )
    return dataclasses.replace(problem, meetings=meetings)


@pytest.mark.parametrize(
    ("pins", "conflict"),
    [
        (((1, Fixed(2, 1)), (3, Fixed(2, 2))), (1, 3)),
        (((1, Fixed(2, 1)), (2, Fixed(2, 1))), (1, 2)),
        (((1, Fixed(1, 1)),), (1,)),
        (((3, Fixed(2)),), (3,)),
        (((2, Fixed(3, None, None, ((12,), (31,)))),), (2,)),
    ],
)
def test_pinned_meetings_that_clash_are_named(
    tiny: Problem, pins: tuple[tuple[int, Fixed], ...], conflict: tuple[int, ...]
) -> None:
    problem = pin(tiny, *pins)
    result = solve(problem, budget=STEPS)
    assert (result.status, result.placements, result.conflict) == (
        "infeasible",
        {},
        conflict,
    )
    assert verify(dump_problem(problem), dump_schedule(result)) == []


def test_what_a_pin_leaves_open_is_chosen_so_that_all_stand(tiny: Problem) -> None:
    meetings = (
        Meeting(1, (Side(1, (11, 12), "any"), Side(2, (21,))), fixed=Fixed(2, 1)),
        Meeting(2, (Side(1, (11,)), Side(3, (31,))), fixed=Fixed(2)),
    )
    result = solve(dataclasses.replace(tiny, meetings=meetings), budget=STEPS)
    assert result.placements[1] == Placement(2, 1, ((12,), (21,)))
    assert result.placements[2].slot == 2


def test_an_event_without_meetings_is_solved(tiny: Problem) -> None:
    result = solve(dataclasses.replace(tiny, meetings=()), budget=STEPS)
    assert (result.status, result.placements, result.count_bound) == ("optimal", {}, 0)


def test_progress_is_told_and_a_wish_to_stop_is_heard() -> None:
    seen: list[Progress] = []

    def stop(progress: Progress) -> bool:
        seen.append(progress)
        return True

    problem = generate("small", 3)
    result = solve(problem, budget=Budget(seconds=60), on_progress=stop)
    assert len(seen) == 1
    assert (seen[0].stage, seen[0].placed) == ("placed", result.count)
    assert verify(dump_problem(problem), dump_schedule(result)) == []


def test_gaps_and_walking_are_counted_by_hand(tiny: Problem) -> None:
    schedule: Schedule = {
        1: Placement(3, 2, ((11,), (21,))),
        2: Placement(1, 1, ((11,), (31,))),
    }
    assert gaps_of(tiny, schedule) == 1
    assert walking_of(tiny, schedule) == 1
    assert left_out_of(tiny, schedule) == 0
    away = dataclasses.replace(
        tiny, delegates=(Delegate(11, 1, busy=(2,)), *tiny.delegates[1:])
    )
    assert gaps_of(away, schedule) == 0
    assert left_out_of(tiny, {1: schedule[1]}) == 1


@pytest.mark.parametrize(
    ("seconds", "iterations", "message"),
    [
        (1.0, 5, "a budget is seconds or iterations, not both"),
        (0.0, None, "seconds must be above 0, not 0.0"),
        (None, 0, "iterations must be at least 1, not 0"),
    ],
)
def test_a_budget_that_means_nothing_is_refused(
    seconds: float | None, iterations: int | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Budget(seconds, iterations)
