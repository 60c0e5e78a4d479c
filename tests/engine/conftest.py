"""Two events the engine tests start from: one of a few lines, one with a bit of everything."""

import dataclasses
from typing import Any

import pytest

from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
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
    Walk,
)
from madang.engine.solve import Budget, Result, solve


@pytest.fixture
def tiny() -> Problem:
    """Three slots of a morning, two tables and a suite of organisation 1; organisations 1, 2, 3; one interpreter."""
    return Problem(
        slots=(Slot(1, 540, 25), Slot(2, 570, 25), Slot(3, 600, 25)),
        places=(Place(1, zone=1), Place(2, zone=2), Place(9, zone=1, owner=1)),
        organisations=(Organisation(1), Organisation(2), Organisation(3)),
        delegates=(
            Delegate(11, 1),
            Delegate(12, 1, busy=(3,)),
            Delegate(21, 2, busy=(1,)),
            Delegate(31, 3),
        ),
        interpreters=(Interpreter(5, (("ko", "en"),), busy=(2,)),),
        meetings=(
            Meeting(1, (Side(1, (11,)), Side(2, (21,))), weight=10),
            Meeting(
                2, (Side(1, (11, 12), "any"), Side(3, (31,))), weight=20, must=True
            ),
            Meeting(
                3,
                (Side(2, (21,)), Side(3, (31,))),
                weight=30,
                languages=(("en", "ko"),),
            ),
        ),
    )


@pytest.fixture(scope="session")
def rich() -> Problem:
    """The small preset with a pinned, a cancelled, a round-table and two restricted meetings, few tables, tight limits, rests."""
    problem = generate("small", 5)
    first, second, third, fourth, *rest = problem.meetings
    table = Meeting(
        900,
        tuple(
            Side(side.organisation, side.delegates[:1])
            for meeting in rest[:2]
            for side in meeting.sides
        ),
        fixed=Fixed(5, 2),
    )
    meetings = (
        dataclasses.replace(first, fixed=Fixed(4, 1), weight=40),
        dataclasses.replace(second, cancelled=True),
        dataclasses.replace(third, slots=(1, 2, 7, 8)),
        dataclasses.replace(fourth, places=(3, 4)),
        *rest,
        table,
    )
    delegates = tuple(
        dataclasses.replace(
            item,
            busy=tuple(slot for slot in item.busy if slot not in (4, 5)),
            most_per_day=7,
        )
        for item in problem.delegates
    )
    closed = {
        2: tuple(range(8, 13)),
        3: tuple(range(5, 13)),
        4: tuple(range(5, 13)),
    }
    interpreters = (*problem.interpreters, Interpreter(77, (("de", "en"),)))
    organisations = tuple(
        dataclasses.replace(item, most=9) for item in problem.organisations
    )
    return dataclasses.replace(
        problem,
        places=tuple(
            dataclasses.replace(item, busy=closed.get(item.id, ()))
            for item in problem.places
            if item.id != 5
        ),
        meetings=meetings,
        delegates=delegates,
        interpreters=interpreters,
        organisations=organisations,
        walks=(Walk((0, 1), 4),),
        rules=Rules(most_in_a_row=4, walking_minutes=3),
    )


@pytest.fixture(scope="session")
def rich_result(rich: Problem) -> Result:
    """A schedule of the rich event."""
    return solve(rich, seed=1, budget=Budget(iterations=6000))


@pytest.fixture
def documents(
    rich: Problem, rich_result: Result
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Problem and schedule of the rich event as the JSON documents that the judge reads."""
    return dump_problem(rich), dump_schedule(rich_result)
