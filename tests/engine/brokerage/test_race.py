"""The race of two processes: what each racer finds out, what the race makes of it, and that it ends in time."""

import pickle
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.engine.brokerage.count import count_breaks
from madang.engine.brokerage.dzn import parse_event
from madang.engine.brokerage.exact import schedule_event
from madang.engine.brokerage.model import BrokerageEvent, Pair
from madang.engine.brokerage.presolve import presolve
from madang.engine.brokerage.prices import no_prices
from madang.engine.brokerage.race import Race
from madang.engine.brokerage.racer import News, Task, run
from madang.engine.budget import Budget, Clock
from tests.engine.brokerage.conftest import brute_force
from tests.engine.brokerage.test_exact import events

NONE = frozenset[int]()
RING = BrokerageEvent(
    6, 2, 3, 3, tuple(Pair(p, p % 6 + 1) for p in range(1, 7)), (NONE,) * 6
)
"""Six people meet in a ring over three slots with two tables; the least breaks are 2."""
NO_ROOM = BrokerageEvent(
    3, 9, 3, 3, (Pair(1, 2), Pair(2, 3), Pair(1, 3)), (frozenset({1}),) * 3
)
"""A ring of three in two slots."""
ALL_OF_24 = BrokerageEvent(
    24,
    11,
    26,
    26,
    tuple(Pair(a, b) for a in range(1, 25) for b in range(a + 1, 25)),
    (NONE,) * 24,
)
"""Everybody meets everybody, and there are fewer tables than pairs in a round: not solved in a second."""


def told(kind: str, event: BrokerageEvent, most: int = 0) -> list[News]:
    heard: list[News] = []
    run(Task(kind, event, 2, 0, 60.0, most), heard.append)
    return heard


@settings(max_examples=100, deadline=None, derandomize=True)
@given(event=events(), fairness=st.integers(0, 2))
def test_brute_force_agrees_with_what_comes_from_below(
    event: BrokerageEvent, fairness: int
) -> None:
    heard: list[News] = []
    if presolve(event) is not None:
        run(Task("cores", event, fairness, 0, 60.0), heard.append)
        last, wanted = heard[-1], brute_force(event, fairness)
        assert last.is_infeasible == (wanted is None)
        assert last.bound == wanted


@pytest.mark.parametrize("kind", ["climb", "cores"])
def test_each_search_alone_proves_the_least_breaks(kind: str) -> None:
    last = told(kind, RING)[-1]
    assert (last.bound, sum(count_breaks(RING, last.slots))) == (2, 2)
    assert told(kind, NO_ROOM)[-1].is_infeasible


def test_bounds_from_below_are_told_one_by_one() -> None:
    assert [news.bound for news in told("cores", RING)] == [1, 2, 2]


def test_a_question_is_answered_with_a_bound_or_a_schedule() -> None:
    assert told("ask", RING, 1) == [News(bound=2)]
    (news,) = told("ask", RING, 2)
    assert (news.bound, sum(count_breaks(RING, news.slots))) == (None, 2)


def test_a_racer_answers_by_its_output() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "madang.engine.brokerage.racer"],
        input=pickle.dumps(Task("ask", RING, 2, 0, 60.0, 1)),
        capture_output=True,
        check=True,
    )
    assert pickle.loads(done.stdout) == News(bound=2)  # noqa: S301


def test_a_race_ends_with_the_optimum_and_its_proof() -> None:
    result = schedule_event(RING, budget=Budget(seconds=60.0))
    assert (result.status, result.objective, result.bound) == ("optimal", 2, 2)
    # the climber proves it by prices; on a busy machine the other may be first
    assert result.proof in {"prices", "solver"}


def test_a_race_excludes_a_schedule() -> None:
    result = schedule_event(NO_ROOM, budget=Budget(seconds=60.0))
    assert (result.status, result.slots, result.bound) == ("infeasible", (), None)


def test_a_bound_above_the_question_sends_the_climber_on() -> None:
    race = Race(RING, 2, 0, Clock(Budget(seconds=60.0)), 0, no_prices(RING))
    race.climber = first = race.start("climb")
    first.asks = 0
    race.take(News(bound=1))
    race.redirect()
    try:
        assert first.process.poll() is not None
        assert race.climber is not first
        assert (race.climber.asks, race.racers) == (1, [race.climber])
    finally:
        race.climber.stop()


def test_a_race_stops_when_its_time_is_over() -> None:
    started = time.perf_counter()
    result = schedule_event(ALL_OF_24, budget=Budget(seconds=1.0))
    assert time.perf_counter() - started < 3.0
    assert result.status in {"unknown", "feasible"}


def test_fairness_from_0_to_3(tiny: str) -> None:
    event = parse_event(tiny)
    assert [
        schedule_event(event, fairness=each, budget=Budget(seconds=60.0)).objective
        for each in (0, 1, 2, 3)
    ] == [None, 2, 2, 2]
