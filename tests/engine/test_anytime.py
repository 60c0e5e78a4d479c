"""A search tells how far it is, stops when asked, goes on from where it was, and repeats itself exactly."""

import dataclasses
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from madang.engine.brokerage.model import BrokerageEvent, Pair
from madang.engine.budget import Clock
from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule, load_schedule
from madang.engine.phases import prove
from madang.engine.pinned import restore
from madang.engine.problem import (
    Delegate,
    Interpreter,
    Meeting,
    Organisation,
    Place,
    Problem,
    Side,
    Slot,
)
from madang.engine.resources import compile_problem
from madang.engine.schedule import Placement, Result
from madang.engine.search import Progress, Search
from madang.engine.solve import Budget, solve
from madang.engine.state import empty_state
from madang.engine.verify import verify
from tests.engine.brokerage.writing import write_event
from tests.engine.test_solve import faults_of

ROOT = Path(__file__).parents[2]
MADANG = (sys.executable, "-c", "from madang.cli import main; raise SystemExit(main())")


@pytest.fixture(scope="module")
def hard() -> Problem:
    """An event whose optimum is not found in a moment."""
    return generate("small", 8, hard=True)


def test_events_tell_seconds_value_bound_gap_and_stage(hard: Problem) -> None:
    events: list[Progress] = []

    def note(progress: Progress) -> None:
        events.append(progress)

    result = solve(hard, seed=2, budget=Budget(iterations=2000), on_progress=note)
    placed = result.stage("placed")
    assert events[-1].value == placed.value
    assert events[-1].bound == placed.bound
    assert events[-1].gap == (placed.bound - placed.value) / placed.bound
    assert {event.stage for event in events} >= {"placed", "bound"}
    seconds = [event.seconds for event in events]
    assert seconds == sorted(seconds)
    bounds = [event.bound for event in events]
    assert bounds == sorted(bounds, reverse=True)
    assert all(event.value <= event.bound for event in events)


@pytest.mark.parametrize("stage", ["placed", "bound"])
def test_a_search_that_is_stopped_keeps_its_best(hard: Problem, stage: str) -> None:
    asked: list[Progress] = []

    def stop(progress: Progress) -> bool:
        if asked or progress.stage == stage:
            asked.append(progress)
        return bool(asked)

    result = solve(hard, seed=2, budget=Budget(seconds=20), on_progress=stop)
    # a search that went on would report several times a second
    assert len(asked) <= 4
    assert result.stage("placed").value >= asked[0].value
    assert faults_of(hard, result) == []


def test_an_error_in_a_thread_is_not_lost(hard: Problem) -> None:
    resources = compile_problem(hard)
    state = empty_state(resources.model, 1)
    clock = Clock(Budget(seconds=600))
    search = Search(resources, clock, 1, state, state, lambda _progress: None)

    def fail() -> int:
        time.sleep(0.3)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        search.wait_for(fail, prove(resources, search.weights))


def test_a_search_goes_on_where_another_one_ended(hard: Problem) -> None:
    """The first result is as good as a long search makes it; the second search has next to no time."""
    first = solve(hard, seed=2, budget=Budget(iterations=20_000))
    again = load_schedule(json.loads(json.dumps(dump_schedule(first))))
    second = solve(hard, seed=5, budget=Budget(iterations=1), start=again)
    bare = solve(hard, seed=5, budget=Budget(iterations=1))
    assert faults_of(hard, second) == []
    for name in ("must", "placed"):
        assert second.stage(name).value >= first.stage(name).value
        assert second.stage(name).bound <= first.stage(name).bound  # type: ignore[operator]
    assert second.stage("left_out").value <= first.stage("left_out").value
    assert second.count_bound <= first.count_bound  # type: ignore[operator]
    bounds = [item.certificate["placed"]["bound"] for item in (second, bare)]
    assert bounds[0] < bounds[1]


def test_an_earlier_plan_is_taken_over_whole() -> None:
    """The first meeting would get the interpreter whom only the second one can use."""
    first, second = (Side(number, (number * 10,)) for number in (1, 2))
    third, fourth = (Side(number, (number * 10,)) for number in (3, 4))
    problem = Problem(
        slots=(Slot(1, 0, 30),),
        places=(Place(1, owner=1), Place(2)),
        organisations=tuple(Organisation(number) for number in range(1, 5)),
        delegates=tuple(Delegate(number * 10, number) for number in range(1, 5)),
        interpreters=(
            Interpreter(1, (("ko", "en"), ("de", "en"))),
            Interpreter(2, (("ko", "en"), ("ja", "en"), ("fr", "en"))),
        ),
        meetings=(
            Meeting(1, (first, second), languages=(("ko", "en"),)),
            Meeting(2, (third, fourth), languages=(("de", "en"),), places=(2,)),
        ),
    )
    plan = {
        1: Placement(1, 1, ((10,), (20,)), 2),
        2: Placement(1, 2, ((30,), (40,)), 1),
    }
    resources = compile_problem(problem)
    state = empty_state(resources.model, 1)
    restore(resources, state, plan)
    assert state.slot.tolist() == [0, 0]


def limits_gone(problem: Problem) -> Problem:
    return dataclasses.replace(
        problem,
        organisations=tuple(
            dataclasses.replace(item, most=None) for item in problem.organisations
        ),
        delegates=tuple(
            dataclasses.replace(item, most_per_day=None) for item in problem.delegates
        ),
    )


def last_slot_gone(problem: Problem) -> Problem:
    last = problem.timeline[-1].id
    return dataclasses.replace(
        problem,
        slots=tuple(item for item in problem.slots if item.id != last),
        **{
            kind: tuple(
                dataclasses.replace(
                    item, busy=tuple(slot for slot in item.busy if slot != last)
                )
                for item in getattr(problem, kind)
            )
            for kind in ("places", "delegates", "interpreters")
        },
        meetings=tuple(
            dataclasses.replace(
                item,
                slots=None
                if item.slots is None
                else tuple(slot for slot in item.slots if slot != last),
            )
            for item in problem.meetings
            if item.fixed is None
        ),
    )


@pytest.mark.parametrize("change", [limits_gone, last_slot_gone])
def test_a_search_goes_on_after_the_event_has_changed(
    rich: Problem, rich_result: Result, change: object
) -> None:
    changed: Problem = change(rich)  # type: ignore[operator]
    result = solve(changed, budget=Budget(iterations=50), start=rich_result)
    assert result.status != "infeasible"
    assert verify(dump_problem(changed), dump_schedule(result)) == []


def fair() -> BrokerageEvent:
    """Twelve participants, thirty meetings, and absences that leave breaks to choose from."""
    chance = random.Random(3)  # noqa: S311  an event, no secret
    pairs = chance.sample(
        [(first, second) for second in range(2, 13) for first in range(1, second)], 30
    )
    return BrokerageEvent(
        participants=12,
        tables=5,
        slots=12,
        morning_slots=6,
        meetings=tuple(Pair(first, second, 3) for first, second in pairs),
        away=tuple(frozenset(chance.sample(range(1, 13), 2)) for _ in range(12)),
    )


def run(*arguments: str, hash_seed: str = "0") -> bytes:
    """What the command writes, in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [*MADANG, *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return done.stdout


def without_seconds(output: bytes) -> bytes:
    """The bytes of a schedule but for its seconds."""
    before, found, after = output.partition(b'"seconds":')
    assert found
    return before + after.lstrip(b"0123456789.e-")


@pytest.mark.parametrize("name", ["lounge", "rich", "brokerage"])
def test_the_same_seed_and_steps_give_the_same_bytes(
    rich: Problem, tmp_path: Path, name: str
) -> None:
    """In new processes with other orders of hashes; on one core and on two."""
    if name == "brokerage":
        file = tmp_path / "event.dzn"
        file.write_text(write_event(fair()))
    else:
        file = tmp_path / "event.json"
        problem = rich if name == "rich" else generate("lounge", 4, hard=True)
        file.write_text(json.dumps(dump_problem(problem)))
    written = {
        without_seconds(
            run(
                "schedule",
                str(file),
                "--iterations",
                "900",
                "--seed",
                "7",
                hash_seed=hash_seed,
            )
        )
        for hash_seed in ("1", "2")
    }
    assert len(written) == 1


def test_an_interrupt_keeps_the_best_plan(tmp_path: Path) -> None:
    problem = generate("lounge", 4, hard=True)
    event, plan, events = (tmp_path / name for name in ("e.json", "p.json", "e.jsonl"))
    event.write_text(json.dumps(dump_problem(problem)))
    process = subprocess.Popen(
        [*MADANG, "schedule", str(event), "--seconds", "600", "--out", str(plan), "--events", str(events)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    while not (events.exists() and events.read_text().count("\n") > 2):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert err == b"\nmadang: stopping; the best plan so far is kept\n"
    assert out.startswith(b"feasible: ")
    data = json.loads(plan.read_text())
    assert data["seconds"] < 100
    assert verify(dump_problem(problem), data) == []
    first = json.loads(events.read_text().splitlines()[0])
    assert list(first) == ["seconds", "stage", "value", "bound", "gap", "placed"]
    assert first["gap"] == round((first["bound"] - first["value"]) / first["bound"], 6)
