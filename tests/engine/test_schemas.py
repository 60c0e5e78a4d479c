"""The documented formats hold for what the commands write, and refuse what they must refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from madang.engine.generate import generate, generate_planted
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.problem import Fixed, Meeting, Problem, Side
from madang.engine.schedule import Result
from madang.engine.solve import Budget, solve
from tests.engine.schemas import breaches

REFERENCE = Path(__file__).parents[2] / "docs/reference"
Row = dict[str, Any]
MADE: dict[str, Callable[[], Problem]] = {
    "small": lambda: generate("small", 1),
    "small-hard": lambda: generate("small", 1, hard=True),
    "lounge": lambda: generate("lounge", 2),
    "brokerage-hard": lambda: generate("brokerage", 3, hard=True),
    "planted": lambda: generate_planted("small", 4)[0],
    "empty": lambda: Problem((), (), (), ()),
}


def schema(name: str) -> Row:
    found: Row = json.loads((REFERENCE / f"{name}.schema.json").read_text())
    return found


def as_file(data: Row) -> Row:
    """The data as it comes out of a file."""
    found: Row = json.loads(json.dumps(data))
    return found


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_is_as_documented(name: str) -> None:
    problem = MADE[name]()
    result = solve(problem, budget=Budget(iterations=40))
    assert breaches(schema("problem"), as_file(dump_problem(problem))) == []
    assert breaches(schema("schedule"), as_file(dump_schedule(result))) == []


def test_an_event_with_everything_is_as_documented(
    rich: Problem, rich_result: Result
) -> None:
    assert breaches(schema("problem"), as_file(dump_problem(rich))) == []
    assert breaches(schema("schedule"), as_file(dump_schedule(rich_result))) == []


def test_an_infeasible_schedule_is_as_documented(tiny: Problem) -> None:
    sides = (Side(1, (11,)), Side(2, (21,)))
    twice = tuple(Meeting(number, sides, fixed=Fixed(2)) for number in (1, 2))
    problem = Problem(
        tiny.slots, tiny.places, tiny.organisations, tiny.delegates, (), twice
    )
    result = solve(problem, budget=Budget(iterations=40))
    assert result.status == "infeasible"
    assert breaches(schema("schedule"), as_file(dump_schedule(result))) == []


PROBLEMS: tuple[tuple[str, Callable[[Row], object], str], ...] = (
    ("a format of another version", lambda data: data.update(format="madang.problem/2"), "$.format: 'madang.problem/2' is not 'madang.problem/1'"),
    ("a misspelt key", lambda data: data["delegates"][0].update(absent=[]), "$.delegates[0].absent: nothing is allowed here"),
    ("a slot without length", lambda data: data["slots"][0].update(minutes=0), "$.slots[0].minutes: 0 is below 1"),
    ("a slot that is no number", lambda data: data["slots"][0].update(start="9:00"), "$.slots[0].start: '9:00' is not integer"),
    ("a meeting with one side", lambda data: data["meetings"][0]["sides"].pop(), "$.meetings[0].sides: fewer than 2 items"),
    ("a must that is 1", lambda data: data["meetings"][0].update(must=1), "$.meetings[0].must: 1 is not boolean"),
    ("an unknown mode", lambda data: data["meetings"][0]["sides"][0].update(mode="some"), "$.meetings[0].sides[0].mode: 'some' is not in ['all', 'any']"),
    ("a meeting without id", lambda data: data["meetings"][0].pop("id"), "$.meetings[0]: id is missing"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [row[1:] for row in PROBLEMS],
    ids=[row[0] for row in PROBLEMS],
)
def test_the_documented_problem_refuses(
    change: Callable[[Row], object], message: str
) -> None:
    data = as_file(dump_problem(generate("small", 1)))
    assert breaches(schema("problem"), data) == []
    change(data)
    assert breaches(schema("problem"), data) == [message]


SCHEDULES: tuple[tuple[str, Callable[[Row], object], str], ...] = (
    ("an unknown status", lambda data: data.update(status="done"), "$.status: "),
    ("a proof by hearsay", lambda data: data["stages"][0].update(proof="hearsay"), "$.stages[0].proof: "),
    ("a negative multiplier scale", lambda data: data["certificate"].update(scale=0), "$.certificate.scale: 0 is below 1"),
    ("a meeting without place", lambda data: data["meetings"][0].pop("place"), "$.meetings[0]: place is missing"),
    ("an unknown key", lambda data: data["meetings"][0].update(table=1), "$.meetings[0].table: nothing is allowed here"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [row[1:] for row in SCHEDULES],
    ids=[row[0] for row in SCHEDULES],
)
def test_the_documented_schedule_refuses(
    change: Callable[[Row], object], message: str
) -> None:
    result = solve(generate("small", 1), budget=Budget(iterations=40))
    data = as_file(dump_schedule(result))
    assert breaches(schema("schedule"), data) == []
    change(data)
    (found,) = breaches(schema("schedule"), data)
    assert found.startswith(message)
