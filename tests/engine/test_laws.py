"""Laws that hold on any event, tried on many."""

import dataclasses

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madang.engine.generate import generate
from madang.engine.problem import Fixed, Place, Problem, Rules, Walk
from madang.engine.solve import Budget, solve
from tests.engine.test_solve import faults_of


@st.composite
def events(draw: st.DrawFn) -> Problem:
    """Events of the small preset with a few tables, limits, absences and pins drawn at random."""
    base = generate("small", draw(st.integers(0, 10_000)), hard=draw(st.booleans()))
    meetings = list(base.meetings[: draw(st.integers(0, 40))])
    if meetings and draw(st.booleans()):
        meetings[0] = dataclasses.replace(
            meetings[0], fixed=Fixed(draw(st.integers(1, 12)))
        )
    rules = Rules(
        nobody_left_out=draw(st.booleans()),
        most_in_a_row=draw(st.sampled_from([None, None, 1, 3])),
        walking_minutes=draw(st.sampled_from([None, None, 3, 10])),
    )
    tables = draw(st.integers(1, 4))
    most = draw(st.sampled_from([None, 0, 1, 3]))
    return dataclasses.replace(
        base,
        meetings=tuple(meetings),
        places=tuple(
            Place(number, number % 2, capacity=1 + number % 2)
            for number in range(tables)
        ),
        delegates=tuple(
            dataclasses.replace(item, most_per_day=most) for item in base.delegates
        ),
        rules=rules,
        walks=draw(st.sampled_from([(), (Walk((0, 1), 6),)])),
    )


@given(problem=events(), seed=st.integers(0, 5))
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_laws_hold_on_any_event(problem: Problem, seed: int) -> None:
    """No rule is broken, no bound lies below what is reached, pins stay; the judge agrees."""
    result = solve(problem, seed=seed, budget=Budget(iterations=120))
    assert faults_of(problem, result) == []
    if result.status != "infeasible":
        assert result.count <= (result.count_bound or 0)
        assert all(
            stage.value <= (stage.bound or 0)
            if stage.stage in ("must", "placed")
            else stage.value >= (stage.bound or 0)
            for stage in result.stages
        )
        assert all(
            result.placements[item.id].slot == item.fixed.slot
            for item in problem.meetings
            if item.fixed
        )
