"""Made-up events have the sizes of real ones, and a planted optimum is one."""

import pytest

from madang.engine.generate import generate, generate_planted
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.solve import Budget, solve
from madang.engine.verify import verify


@pytest.mark.parametrize(
    ("preset", "organisations", "delegates", "meetings", "slots"),
    [
        ("small", 24, 46, 60, 12),
        ("lounge", 160, 300, 950, 32),
        ("brokerage", 250, 350, 1_400, 36),
        ("bio-korea", 700, 1_000, 1_900, 45),
        ("bio-europe", 3_000, 6_000, 34_500, 39),
    ],
)
def test_a_preset_has_its_size(
    preset: str, organisations: int, delegates: int, meetings: int, slots: int
) -> None:
    problem = generate(preset, 1)
    assert (
        len(problem.organisations),
        len(problem.delegates),
        len(problem.meetings),
        len(problem.slots),
    ) == (organisations, delegates, meetings, slots)


def test_nobody_agrees_to_meet_the_same_organisation_twice() -> None:
    pairs = [item.organisations for item in generate("brokerage", 2).meetings]
    assert len(set(pairs)) == len(pairs) == 1_400
    assert all(first != second for first, second in pairs)


def test_half_of_the_sides_of_a_hard_event_are_teams_and_a_third_of_the_time_is_lost() -> (
    None
):
    problem = generate("bio-korea", 3, hard=True)
    away = sum(len(item.busy) for item in problem.delegates)
    assert 0.3 < away / (1_000 * 45) < 0.4
    assert len(problem.places) == 46
    large = generate("bio-europe", 3, hard=True)
    teams = [
        len(side.delegates) == 2 and side.mode == "all"
        for item in large.meetings
        for side in item.sides
    ]
    assert 0.45 < sum(teams) / len(teams) < 0.55


@pytest.mark.parametrize("hard", [False, True])
def test_no_schedule_beats_the_planted_one_and_the_search_finds_it(
    *, hard: bool
) -> None:
    problem, best = generate_planted("small", 4, hard=hard)
    result = solve(problem, seed=1, budget=Budget(iterations=6_000))
    assert (result.stage("placed").value, result.stage("placed").bound) == (best, best)
    assert verify(dump_problem(problem), dump_schedule(result)) == []


def test_a_planted_event_has_meetings_that_do_not_fit() -> None:
    problem, best = generate_planted("lounge", 1, hard=True)
    assert sum(item.weight for item in problem.meetings) > best > 10_000
