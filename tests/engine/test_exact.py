"""Small events solved exactly: the optimum, the order of the stages, the solver's word, every rule kept and broken."""

import dataclasses
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.engine.board import Board
from madang.engine.budget import Clock
from madang.engine.constraints import violations
from madang.engine.exact import is_small, reached, solve_exactly
from madang.engine.generate import generate
from madang.engine.improve import keep
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.later import order_of
from madang.engine.phases import prove_alone
from madang.engine.pinned import place_pinned
from madang.engine.problem import (
    Delegate,
    Fixed,
    Interpreter,
    Meeting,
    Organisation,
    Place,
    Problem,
    Rules,
    Side,
    Slot,
)
from madang.engine.resources import compile_problem
from madang.engine.schedule import Placement, Result, Schedule
from madang.engine.search import Search
from madang.engine.solve import Budget, solve
from madang.engine.stages import left_out_of, must_of, weight_of
from madang.engine.state import empty_state
from madang.engine.tables import name_everything
from madang.engine.verify import unchecked, verify
from tests.engine.test_solve import faults_of

PAIRS = tuple(combinations(range(1, 5), 2))
STEPS = Budget(iterations=4000)


def stages(result: Result) -> list[tuple[str, int, int | None, str]]:
    """The first three stages of a result."""
    return [(row.stage, row.value, row.bound, row.proof) for row in result.stages[:3]]


def test_a_hard_small_event_is_closed_by_the_solver() -> None:
    problem = generate("small", 3, hard=True)
    result = solve(problem, seed=1, budget=STEPS)
    assert faults_of(problem, result) == []
    assert result.status == "optimal"
    assert stages(result) == [
        ("must", 1, 1, "certified"),
        ("placed", 1770, 1770, "solver"),
        ("left_out", 1, 1, "solver"),
    ]
    assert result.certificate["placed"]["bound"] == 1772
    assert unchecked(dump_schedule(result)) == ["placed", "left_out"]


HOURS = tuple(Slot(number, 60 * number, 60) for number in range(1, 4))
HALVES = (Slot(1, 60, 60), Slot(2, 60, 30), Slot(3, 90, 30))


@st.composite
def tiny_events(draw: st.DrawFn) -> Problem:
    """Four organisations with one or two delegates, three slots, one or two tables, up to five meetings, any rules."""
    slots = draw(st.sampled_from([HOURS, HALVES]))
    numbers = st.sets(st.integers(1, 3), max_size=1).map(tuple)
    most = st.sampled_from([None, None, 1, 2])
    delegates = tuple(
        Delegate(10 * organisation + person, organisation, draw(numbers), draw(most))
        for organisation in range(1, 5)
        for person in range(draw(st.integers(1, 2)))
    )
    team = {
        number: tuple(item.id for item in delegates if item.organisation == number)
        for number in range(1, 5)
    }
    pairs = draw(st.lists(st.sampled_from(PAIRS), max_size=5))
    meetings = tuple(
        Meeting(
            index,
            tuple(
                Side(item, team[item], draw(st.sampled_from(["all", "any"])))
                for item in pair
            ),
            weight=draw(st.integers(1, 4)),
            must=draw(st.sampled_from([False, False, True])),
            languages=draw(st.sampled_from([(), (("en", "ko"),)])),
            fixed=draw(st.sampled_from([None] * 5 + [Fixed(2)])),
        )
        for index, pair in enumerate(pairs)
    )
    rest = draw(st.sampled_from([None, 1, 2])) if slots == HOURS else None
    return Problem(
        slots=slots,
        places=(Place(1, busy=draw(numbers)), Place(2, owner=draw(st.integers(1, 4)))),
        organisations=tuple(
            Organisation(item, most=draw(most)) for item in range(1, 5)
        ),
        delegates=delegates,
        interpreters=(Interpreter(1, (("en", "ko"),), draw(numbers)),),
        meetings=meetings,
        rules=Rules(draw(st.booleans()), rest),
    )


def best_of_all(problem: Problem) -> tuple[int, ...] | None:
    """The first three stages of the best of all schedules, in their order, larger is better; None: no schedule."""
    found: list[tuple[int, ...]] = []
    board = Board(problem, {})

    def go_on(left: tuple[Meeting, ...]) -> None:
        if not left:
            found.append(in_order(problem, board.schedule))
            return
        meeting, *rest = left
        if meeting.fixed is None:
            go_on(tuple(rest))
        for at in every_way(problem, meeting):
            if not violations(board, meeting, at):
                board.add(meeting.id, at)
                go_on(tuple(rest))
                board.remove(meeting.id)

    go_on(problem.meetings)
    return max(found, default=None)


def every_way(problem: Problem, meeting: Meeting) -> list[Placement]:
    """Every slot, place and choice of people for a meeting."""
    sides = [
        [(item,) for item in side.delegates] if side.mode == "any" else [side.delegates]
        for side in meeting.sides
    ]
    voice = 1 if meeting.languages else None
    return [
        Placement(slot, place, people, voice)
        for slot in problem.slot
        for place in problem.place
        for people in product(*sides)
    ]


def in_order(problem: Problem, schedule: Schedule) -> tuple[int, ...]:
    """The first three stages of a schedule in the order of the problem, larger is better."""
    values = {
        "must": must_of(problem, schedule),
        "placed": weight_of(problem, schedule),
        "left_out": -left_out_of(problem, schedule),
    }
    return tuple(values[name] for name in order_of(problem)[:3])


def by_the_solver_alone(problem: Problem) -> Schedule | None:
    """What the exact phase makes of nothing but the pins, with bounds that are of no use; None: the pins clash."""
    resources = compile_problem(problem)
    state, kept = (empty_state(resources.model, 0) for _ in range(2))
    search = Search(resources, Clock(Budget(iterations=9)), 0, state, kept)
    if place_pinned(resources, state):
        return None
    keep(state, kept)
    if is_small(problem, search):
        useless = {"must": 99, "placed": 99, "left_out": -1}
        proof = prove_alone(resources, search.weights)
        solve_exactly(search, proof, useless, 1.0)
        assert search.solved == reached(search)
    return name_everything(problem, resources, kept)


def one_host() -> Problem:
    """Organisation 1 has one delegate and meets three others, each once; three slots in a row, one table."""
    return Problem(
        slots=HOURS,
        places=(Place(1),),
        organisations=tuple(Organisation(number) for number in range(1, 5)),
        delegates=tuple(Delegate(number, number) for number in range(1, 5)),
        interpreters=(Interpreter(1, (("en", "ko"),)),),
        meetings=tuple(
            Meeting(number, (Side(1, (1,)), Side(number, (number,))))
            for number in range(2, 5)
        ),
    )


HOST, SHORT = one_host(), Slot(2, 60, 30)


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({}, 3),
        ({"rules": Rules(most_in_a_row=3)}, 3),
        ({"rules": Rules(most_in_a_row=2)}, 2),
        ({"rules": Rules(most_in_a_row=1)}, 2),
        ({"delegates": (Delegate(1, 1, (), 3), *HOST.delegates[1:])}, 3),
        ({"delegates": (Delegate(1, 1, (), 1), *HOST.delegates[1:])}, 1),
        ({"delegates": (Delegate(1, 1, (3,)), *HOST.delegates[1:])}, 2),
        ({"organisations": (Organisation(1, most=3), *HOST.organisations[1:])}, 3),
        ({"organisations": (Organisation(1, most=2), *HOST.organisations[1:])}, 2),
        ({"places": (Place(1, busy=(1,)),)}, 2),
        ({"places": (Place(1, owner=4),)}, 1),
        ({"slots": HALVES}, 2),
        ({"slots": (SHORT, *HALVES[2:], Slot(1, 120, 60))}, 3),
    ],
    ids=str,
)
def test_every_limit_is_in_the_model(changes: dict[str, Any], held: int) -> None:
    """Each limit just wide enough for all three meetings, and just too tight."""
    schedule = by_the_solver_alone(dataclasses.replace(HOST, **changes))
    assert len(schedule or {}) == held


@given(problem=tiny_events())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_solver_finds_what_a_search_of_all_schedules_finds(
    problem: Problem,
) -> None:
    best = best_of_all(problem)
    schedule = by_the_solver_alone(problem)
    assert (schedule is None) == (best is None)
    if schedule is not None:
        assert in_order(problem, schedule) == best


@given(problem=tiny_events())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_a_tiny_event_is_solved_to_the_end(problem: Problem) -> None:
    result = solve(problem, budget=STEPS)
    assert faults_of(problem, result) == []
    if result.status != "infeasible":
        assert all(row.is_proven for row in result.stages[:3])
        assert in_order(problem, result.placements) == best_of_all(problem)


def test_an_event_with_ways_to_walk_is_left_to_the_search() -> None:
    problem = generate("small", 1, hard=True)
    rules = Rules(walking_minutes=10)
    result = solve(dataclasses.replace(problem, rules=rules), budget=STEPS)
    assert {row.proof for row in result.stages} == {"certified"}


def test_a_large_event_is_left_to_the_search() -> None:
    problem = generate("brokerage", 1)
    state = empty_state(compile_problem(problem).model, 0)
    resources = compile_problem(problem)
    search = Search(resources, Clock(STEPS), 0, state, state)
    assert is_small(problem, search) is False


def test_the_same_seed_and_steps_give_the_same_schedule() -> None:
    problem = generate("small", 2, hard=True)
    first, second = (solve(problem, seed=3, budget=STEPS) for _ in range(2))
    assert first.placements == second.placements
    assert stages(first) == stages(second)


@pytest.mark.parametrize(
    ("stage", "bound", "is_refused"),
    [
        (1, 1770, False),
        (1, 1771, True),
        (1, 1772, True),
        (1, 1769, True),
        (2, 1, False),
        (2, 0, True),
        (2, 2, True),
    ],
)
def test_the_solvers_word_lies_between_value_and_certified_bound(
    stage: int, bound: int, is_refused: bool
) -> None:
    """A word on the total above the value is no proof of the status either, which is a fault of its own."""
    problem = generate("small", 3, hard=True)
    schedule = dump_schedule(solve(problem, seed=1, budget=STEPS))
    schedule["stages"][stage]["bound"] = bound
    faults = {fault.code for fault in verify(dump_problem(problem), schedule)}
    assert bool(faults) is is_refused
