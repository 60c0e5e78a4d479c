"""The stages after the total: their order, their values by hand, their bounds, and the rules of rest and walking."""

import dataclasses

import pytest

from madang.engine.generate import generate, generate_planted
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.problem import (
    Delegate,
    Fixed,
    Meeting,
    Organisation,
    Place,
    Problem,
    Rules,
    Side,
    Slot,
    Walk,
)
from madang.engine.schedule import Placement, Result
from madang.engine.solve import Budget, solve
from madang.engine.stages import share_of, walking_of
from madang.engine.verify import verify

STEPS = Budget(iterations=2000)


def one_host(weights: tuple[int, ...], guests: tuple[int, ...], slots: int) -> Problem:
    """Organisation 1 has one delegate, 1, and meets the guest organisations, each with one delegate, in one session."""
    return Problem(
        slots=tuple(Slot(number, 30 * number, 25) for number in range(1, slots + 1)),
        places=(Place(1), Place(2, zone=1)),
        organisations=tuple(Organisation(number) for number in sorted({1, *guests})),
        delegates=(
            Delegate(1, 1),
            *(Delegate(10 * guest, guest) for guest in sorted(set(guests))),
        ),
        meetings=tuple(
            Meeting(
                index + 1,
                (Side(1, (1,)), Side(guest, (10 * guest,))),
                weight=weight,
            )
            for index, (weight, guest) in enumerate(zip(weights, guests, strict=True))
        ),
    )


def stages(result: Result) -> list[tuple[str, int, int | None]]:
    return [(row.stage, row.value, row.bound) for row in result.stages]


def judged(problem: Problem, budget: Budget = STEPS) -> Result:
    """The schedule of a problem, which the judge accepts."""
    result = solve(problem, budget=budget)
    assert verify(dump_problem(problem), dump_schedule(result)) == []
    return result


def test_the_share_is_counted_by_hand() -> None:
    problem = one_host((9, 9, 9), (2, 2, 3), slots=3)
    at = Placement(1, 1, ((1,), (20,)))
    # Organisation 1 misses 2 of 3 (444,444), organisation 2 misses 1 of 2 (250,000), organisation 3 all (1,000,000).
    assert share_of(problem, {1: at}) == 1_694_444
    assert share_of(problem, {}) == 3_000_000


def test_of_two_schedules_of_one_weight_the_fairer_wins() -> None:
    # Two slots: organisation 2 wishes two meetings and 3 one, all worth the same.
    result = judged(one_host((9, 9, 9), (2, 2, 3), slots=2))
    assert stages(result)[:3] == [
        ("must", 0, 0),
        ("placed", 18, 18),
        ("left_out", 0, 0),
    ]
    assert result.stage("share").value == 361_111


def test_the_total_comes_before_who_is_left_out_unless_the_organiser_says_so() -> None:
    problem = one_host((9, 9, 4), (2, 2, 3), slots=2)
    result = judged(problem)
    assert stages(result)[:4] == [
        ("must", 0, 0),
        ("placed", 18, 18),
        ("left_out", 1, 1),
        ("share", 1_111_111, 0),
    ]
    first = judged(dataclasses.replace(problem, rules=Rules(nobody_left_out=True)))
    assert stages(first)[:3] == [
        ("must", 0, 0),
        ("left_out", 0, 0),
        ("placed", 13, 13),
    ]
    assert first.status == "optimal"


def test_a_must_comes_before_nobody_left_out() -> None:
    problem = one_host((9, 9, 4), (2, 2, 3), slots=2)
    meetings = tuple(
        dataclasses.replace(item, must=item.id < 3) for item in problem.meetings
    )
    result = judged(
        dataclasses.replace(
            problem, meetings=meetings, rules=Rules(nobody_left_out=True)
        )
    )
    assert sorted(result.placements) == [1, 2]


def test_a_slot_that_nobody_can_use_is_a_certified_gap() -> None:
    problem = one_host((9, 9), (2, 3), slots=3)
    meetings = tuple(
        dataclasses.replace(item, slots=slots)
        for item, slots in zip(problem.meetings, ((1,), (3,)), strict=True)
    )
    result = judged(dataclasses.replace(problem, meetings=meetings))
    assert stages(result)[4] == ("gaps", 1, 1)
    open_one = dataclasses.replace(meetings[1], slots=(2, 3))
    better = judged(dataclasses.replace(problem, meetings=(meetings[0], open_one)))
    assert stages(better)[4] == ("gaps", 0, 0)


def test_a_slot_that_another_meeting_could_fill_is_no_certified_gap() -> None:
    problem = one_host((9, 9, 9), (2, 3, 3), slots=3)
    meetings = tuple(
        dataclasses.replace(item, slots=slots, fixed=fixed)
        for item, slots, fixed in zip(
            problem.meetings,
            ((1,), None, (2,)),
            (None, Fixed(3), None),
            strict=True,
        )
    )
    # Delegate 30 is limited to one meeting a day, so the one in slot 2 cannot be held; the bound does not see that.
    delegates = (
        problem.delegates[0],
        problem.delegates[1],
        dataclasses.replace(problem.delegates[2], most_per_day=1),
    )
    result = judged(
        dataclasses.replace(problem, meetings=meetings, delegates=delegates)
    )
    assert stages(result)[4] == ("gaps", 1, 0)


def test_places_that_are_pinned_apart_are_a_certified_walk() -> None:
    problem = one_host((9, 9, 9), (2, 3, 4), slots=3)
    meetings = tuple(
        dataclasses.replace(item, fixed=Fixed(item.id, place))
        for item, place in zip(problem.meetings, (1, 2, 1), strict=True)
    )
    result = judged(dataclasses.replace(problem, meetings=meetings))
    assert stages(result)[5] == ("walking", 2, 1)
    timed = dataclasses.replace(problem, meetings=meetings, walks=(Walk((0, 1), 4),))
    assert stages(judged(timed))[5] == ("walking", 8, 4)
    assert walking_of(timed, result.placements) == 8


@pytest.mark.parametrize(("most", "held"), [(1, 3), (2, 4), (3, 4), (4, 4), (None, 4)])
def test_rest_is_kept_and_planned_for(most: int | None, held: int) -> None:
    problem = one_host((9, 9, 9, 9), (2, 3, 4, 5), slots=5)
    result = judged(dataclasses.replace(problem, rules=Rules(most_in_a_row=most)))
    assert result.count == held


def test_pinned_meetings_without_rest_are_named() -> None:
    problem = one_host((9, 9, 9), (2, 3, 4), slots=3)
    meetings = tuple(
        dataclasses.replace(item, fixed=Fixed(item.id)) for item in problem.meetings
    )
    result = judged(
        dataclasses.replace(problem, meetings=meetings, rules=Rules(most_in_a_row=2))
    )
    assert (result.status, result.conflict) == ("infeasible", (1, 2, 3))


def test_ways_are_short_enough_or_the_meeting_waits() -> None:
    problem = one_host((9, 5), (2, 3), slots=2)
    meetings = tuple(
        dataclasses.replace(item, places=(place,))
        for item, place in zip(problem.meetings, (1, 2), strict=True)
    )
    apart = dataclasses.replace(problem, meetings=meetings)
    assert judged(apart).count == 2
    rules = Rules(walking_minutes=6)
    assert sorted(judged(dataclasses.replace(apart, rules=rules)).placements) == [1]
    longer = (*problem.slots, Slot(3, 95, 25))
    more = judged(dataclasses.replace(apart, rules=rules, slots=longer))
    assert more.count == 2


def test_pinned_meetings_too_far_apart_are_named() -> None:
    problem = one_host((9, 9), (2, 3), slots=2)
    meetings = tuple(
        dataclasses.replace(item, fixed=Fixed(item.id, item.id))
        for item in problem.meetings
    )
    rules = Rules(walking_minutes=6)
    result = judged(dataclasses.replace(problem, meetings=meetings, rules=rules))
    assert (result.status, result.conflict) == ("infeasible", (1, 2))


OPTIONS = (
    Rules(),
    Rules(nobody_left_out=True),
    Rules(most_in_a_row=2),
    Rules(walking_minutes=10),
    Rules(nobody_left_out=True, most_in_a_row=3, walking_minutes=4),
)


@pytest.mark.parametrize("rules", OPTIONS, ids=str)
@pytest.mark.parametrize(
    ("preset", "hard", "planted"),
    [
        ("small", False, False),
        ("small", True, False),
        ("small", True, True),
        ("lounge", False, False),
        ("lounge", True, False),
        ("brokerage", True, True),
    ],
)
def test_the_judge_accepts_every_preset_with_every_option(
    preset: str, hard: bool, planted: bool, rules: Rules
) -> None:
    if planted:
        problem, _best = generate_planted(preset, 2, hard=hard)
    else:
        problem = generate(preset, 2, hard=hard)
    result = judged(dataclasses.replace(problem, rules=rules))
    assert result.count > 0
    assert all(row.value >= (row.bound or 0) for row in result.stages[3:])
