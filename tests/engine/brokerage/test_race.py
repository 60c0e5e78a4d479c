"""The race of two processes: what each racer finds out, what the race makes of it, and that it ends in time."""

import io
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.engine.brokerage.count import count_breaks
from madang.engine.brokerage.document import dump_result
from madang.engine.brokerage.dzn import parse_event
from madang.engine.brokerage.exact import schedule_event
from madang.engine.brokerage.model import BrokerageEvent, Pair
from madang.engine.brokerage.presolve import presolve
from madang.engine.brokerage.prices import no_prices
from madang.engine.brokerage.race import Race
from madang.engine.brokerage.racer import News, Task, run
from madang.engine.budget import Budget, Clock
from madang.engine.verify.brokerage import verify_brokerage
from tests.engine.brokerage.conftest import brute_force
from tests.engine.brokerage.test_exact import events
from tests.engine.brokerage.writing import write_event

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

CHANCE = random.Random(1)  # noqa: S311
PAIRS = sorted(
    CHANCE.sample([(a, b) for a in range(1, 31) for b in range(a + 1, 31)], 120)
)
SLOW = BrokerageEvent(
    30,
    20,
    16,
    10,
    tuple(Pair(*pair) for pair in PAIRS),
    tuple(
        frozenset({p % 16 + 1, 7 * p % 16 + 1, (3 * p + 5) % 16 + 1}) for p in range(30)
    ),
)
"""A schedule is found within seconds, the proof that it is the best is not."""


def told(
    kind: str, event: BrokerageEvent, bound: int = 0, reached: int | None = None
) -> list[News]:
    heard: list[News] = []
    run(Task(kind, event, 2, 0, 60.0, bound, reached), heard.append)
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


def test_the_fall_halves_the_way_to_the_bound_until_they_meet() -> None:
    first, *asked = [each.asks for each in told("fall", RING, 0, 9) if not each.slots]
    assert (first, asked[-1]) == (4, None)
    last = told("fall", RING, 0, 9)[-1]
    assert last == News(bound=2)


def test_the_fall_begins_with_any_schedule_where_none_is_known() -> None:
    heard = told("fall", RING)
    breaks = [sum(count_breaks(RING, each.slots)) for each in heard if each.slots]
    assert breaks == sorted(breaks, reverse=True)
    assert breaks[-1] == 2
    assert told("fall", NO_ROOM) == [News(is_infeasible=True)]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(event=events(), fairness=st.integers(0, 2))
def test_brute_force_agrees_with_what_comes_from_above(
    event: BrokerageEvent, fairness: int
) -> None:
    heard: list[News] = []
    run(Task("fall", event, fairness, 0, 60.0), heard.append)
    wanted = brute_force(event, fairness)
    if wanted is None:
        assert heard == [News(is_infeasible=True)]
    else:
        found = [sum(count_breaks(event, each.slots)) for each in heard if each.slots]
        assert found[-1] == wanted
        assert max([each.bound or 0 for each in heard]) in {0, wanted}


def test_a_racer_answers_by_its_output() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "madang.engine.brokerage.racer"],
        input=pickle.dumps(Task("fall", RING, 2, 0, 60.0, 1, 2)),
        capture_output=True,
        check=True,
    )
    news = io.BytesIO(done.stdout)
    assert [pickle.load(news), pickle.load(news)] == [News(asks=1), News(bound=2)]  # noqa: S301


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
        assert race.racers == [race.climber]
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


def test_a_wish_to_stop_keeps_the_best_schedule_and_its_bound() -> None:
    clock = Clock(Budget(seconds=120.0))
    race = Race(SLOW, 2, 0, clock, 1, no_prices(SLOW))
    clock.wishes_to_stop = lambda: race.objective is not None
    result = race.run()
    assert (result.status, len(result.slots)) == ("feasible", 120)
    assert (result.objective, result.bound) == (race.objective, race.bound)
    assert clock.elapsed < 115.0
    assert race.racers
    assert all(racer.process.poll() is not None for racer in race.racers)
    assert verify_brokerage(write_event(SLOW), dump_result(result)) == []


def test_a_stop_before_the_first_schedule_says_unknown() -> None:
    budget = Budget(seconds=60.0)
    result = schedule_event(SLOW, budget=budget, wishes_to_stop=lambda: True)
    assert (result.status, result.slots, result.proof) == ("unknown", (), "counting")


def test_a_counted_search_stops_at_its_next_look() -> None:
    clock = Clock(Budget(iterations=10**6), wishes_to_stop=lambda: True)
    assert not clock.may_go_on(is_first=True)


def test_ctrl_c_writes_what_is_known(tmp_path: Path) -> None:
    event, plan = tmp_path / "event.dzn", tmp_path / "plan.json"
    event.write_text(write_event(ALL_OF_24), encoding="utf-8")
    command = [sys.executable, "-m", "madang", "schedule", str(event)]
    # a group of its own: the signal reaches the racers too, as in a terminal
    running = subprocess.Popen(
        [*command, "--seconds", "120", "--out", str(plan), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    children = ["/usr/bin/env", "pgrep", "-P", str(running.pid)]
    while running.poll() is None and subprocess.run(children, check=False).returncode:
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)
    report, error = running.communicate(timeout=30)
    data = json.loads(plan.read_text(encoding="utf-8"))
    assert (running.returncode, error, json.loads(report)["status"]) == (
        0,
        "\nmadang: stopping; the best plan so far is kept\n",
        data["status"],
    )
    assert data["status"] in {"unknown", "feasible"}
    assert verify_brokerage(write_event(ALL_OF_24), data) == []
