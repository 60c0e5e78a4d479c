"""Laws between two plans of one event, or of two events that differ in one thing."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.problem import Fixed, Meeting, Place, Problem, Side, Slot
from madang.engine.schedule import Placement, Result
from madang.engine.solve import Budget, solve
from madang.engine.verify import verify
from tests.engine.test_laws import events

LAW = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
STEPS = Budget(iterations=150)
Number = Callable[[int], int]


@st.composite
def mixed(draw: st.DrawFn) -> Problem:
    """An event as in the other laws, in half of the cases with quarters of an hour inside some of its slots."""
    problem = draw(events())
    if draw(st.booleans()):
        return problem
    halves = tuple(
        Slot(100 + slot.id, slot.start, slot.minutes // 2, slot.session)
        for slot in problem.slots
        if draw(st.booleans())
    )
    # a row of meetings is not defined between slots that overlap: the engine refuses the rule there
    rules = dataclasses.replace(problem.rules, most_in_a_row=None)
    return dataclasses.replace(problem, slots=(*problem.slots, *halves), rules=rules)


def spans(problem: Problem, result: Result) -> dict[object, list[tuple[int, int]]]:
    """When each person and interpreter is needed, and each table that takes one meeting at a time."""
    found: dict[object, list[tuple[int, int]]] = defaultdict(list)
    for placement in result.placements.values():
        slot = problem.slot[placement.slot]
        needed: list[object] = [("delegate", item) for item in placement.people]
        if placement.interpreter is not None:
            needed.append(("interpreter", placement.interpreter))
        if problem.place[placement.place].capacity == 1:
            needed.append(("place", placement.place))
        for each in needed:
            found[each].append((slot.start, slot.start + slot.minutes))
    return found


@given(problem=mixed(), seed=st.integers(0, 5))
@LAW
def test_nobody_is_in_two_places(problem: Problem, seed: int) -> None:
    result = solve(problem, seed=seed, budget=STEPS)
    for times in spans(problem, result).values():
        assert all(end <= start for (_, end), (start, _) in pairwise(sorted(times)))


@given(problem=mixed(), seeds=st.tuples(st.integers(0, 5), st.integers(6, 9)))
@LAW
def test_a_bound_is_never_below_a_verified_value(
    problem: Problem, seeds: tuple[int, int]
) -> None:
    """Of a search with next to no time, against what others reach later."""
    bounds = solve(problem, seed=seeds[0], budget=Budget(iterations=1))
    longer = solve(problem, seed=seeds[1], budget=Budget(iterations=600))
    assert (bounds.status == "infeasible") == (longer.status == "infeasible")
    if bounds.status == "infeasible":
        return
    assert verify(dump_problem(problem), dump_schedule(longer)) == []
    assert (bounds.count_bound or 0) >= longer.count
    for name in ("must", "placed"):
        assert (bounds.stage(name).bound or 0) >= longer.stage(name).value
    assert (bounds.stage("left_out").bound or 0) <= longer.stage("left_out").value


@given(problem=mixed(), tables=st.integers(1, 3))
@LAW
def test_more_tables_never_hurt_a_proven_optimum(problem: Problem, tables: int) -> None:
    few = solve(problem, budget=STEPS)
    if few.status == "infeasible":
        return
    more = dataclasses.replace(
        problem,
        places=(*problem.places, *(Place(900 + number) for number in range(tables))),
    )
    # what a plan for fewer tables reaches, one for more begins with
    many = solve(more, budget=STEPS, start=few)
    reached = [
        (result.stage("must").value, result.stage("placed").value)
        for result in (few, many)
    ]
    assert reached[1] >= reached[0]
    fresh = solve(more, budget=STEPS)
    for name in ("must", "placed"):
        assert (fresh.stage(name).bound or 0) >= few.stage(name).value
    if few.status == fresh.status == "optimal":
        assert fresh.stage("placed").value >= few.stage("placed").value


def renumbered(problem: Problem, number: Number) -> Problem:
    """The same event with other ids, everything else in the same order."""

    def all_of(ids: Iterable[int] | None) -> tuple[int, ...] | None:
        return None if ids is None else tuple(number(item) for item in ids)

    def one(item: int | None) -> int | None:
        return None if item is None else number(item)

    def meeting(row: Meeting) -> Meeting:
        fixed = row.fixed
        return dataclasses.replace(
            row,
            id=number(row.id),
            sides=tuple(
                Side(
                    number(side.organisation),
                    all_of(side.delegates) or (),
                    side.mode,
                )
                for side in row.sides
            ),
            slots=all_of(row.slots),
            places=all_of(row.places),
            fixed=fixed
            and Fixed(number(fixed.slot), one(fixed.place), one(fixed.interpreter)),
        )

    def row(item: object, **changes: object) -> object:
        return dataclasses.replace(item, id=number(item.id), **changes)  # type: ignore[attr-defined, type-var]

    return Problem(
        slots=tuple(row(item) for item in problem.slots),  # type: ignore[arg-type]
        places=tuple(
            row(item, owner=one(item.owner), busy=all_of(item.busy))  # type: ignore[misc]
            for item in problem.places
        ),
        organisations=tuple(row(item) for item in problem.organisations),  # type: ignore[arg-type]
        delegates=tuple(
            row(item, organisation=number(item.organisation), busy=all_of(item.busy))  # type: ignore[misc]
            for item in problem.delegates
        ),
        interpreters=tuple(
            row(item, busy=all_of(item.busy))  # type: ignore[misc]
            for item in problem.interpreters
        ),
        meetings=tuple(meeting(item) for item in problem.meetings),
        walks=problem.walks,
        rules=problem.rules,
    )


def moved(placement: Placement, number: Number) -> Placement:
    return Placement(
        number(placement.slot),
        number(placement.place),
        tuple(tuple(number(item) for item in side) for side in placement.delegates),
        None if placement.interpreter is None else number(placement.interpreter),
    )


NUMBERS: dict[str, Number] = {
    "larger": lambda item: 3 * item + 1000,
    "turned round": lambda item: 100_000 - item,
    "shuffled": lambda item: (item * 7919 + 13) % 1_000_003,
}


@pytest.mark.parametrize("name", NUMBERS)
@given(problem=mixed(), seed=st.integers(0, 5))
@LAW
def test_other_numbers_change_nothing(name: str, problem: Problem, seed: int) -> None:
    number = NUMBERS[name]
    plain = solve(problem, seed=seed, budget=STEPS)
    other = solve(renumbered(problem, number), seed=seed, budget=STEPS)
    assert other.placements == {
        number(item): moved(placement, number)
        for item, placement in plain.placements.items()
    }
    assert other.stages == plain.stages
    assert (other.status, other.count_bound) == (plain.status, plain.count_bound)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("preset", ["everything", "lounge", "small-hard"])
def test_other_numbers_change_nothing_in_whole_events(
    rich: Problem, preset: str, name: str
) -> None:
    problem = (
        rich
        if preset == "everything"
        else generate(preset.split("-")[0], 6, hard=preset.endswith("hard"))
    )
    number = NUMBERS[name]
    plain = solve(problem, seed=1, budget=Budget(iterations=400))
    other = solve(renumbered(problem, number), seed=1, budget=Budget(iterations=400))
    assert other.stages == plain.stages
    assert other.placements == {
        number(item): moved(placement, number)
        for item, placement in plain.placements.items()
    }


def test_a_hidden_optimum_is_found_with_more_tables_too() -> None:
    few = generate("small", 16)
    values = []
    for tables in (1, 2, 3, 4, 6):
        problem = dataclasses.replace(
            few, places=tuple(Place(number + 1) for number in range(tables))
        )
        result = solve(problem, budget=Budget(iterations=3000))
        values.append((result.stage("placed").value, result.stage("placed").bound or 0))
    assert all(
        value <= bound_later for (value, _), (_, bound_later) in pairwise(values)
    )
    assert all(first[1] <= second[1] for first, second in pairwise(values))
