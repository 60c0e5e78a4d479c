"""Repair: each kind of change, what never moves, the knob, and the judge's word on every outcome."""

import dataclasses
import json
import random
from pathlib import Path

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
    ProblemError,
    Side,
    Slot,
)
from madang.engine.repair import (
    Changes,
    Repaired,
    Warm,
    begin,
    load_changes,
    rate,
    repair,
)
from madang.engine.repair.changes import Absence, Closure, Loss, NoShow
from madang.engine.schedule import Placement, Result, Schedule
from madang.engine.solve import Budget, solve
from madang.engine.verify import verify


def placed(
    slot: int, place: int, *people: int, interpreter: int | None = None
) -> Placement:
    return Placement(slot, place, tuple((item,) for item in people), interpreter)


PLAN: Schedule = {
    1: placed(2, 1, 11, 21),
    2: placed(1, 2, 11, 31),
    3: placed(3, 1, 21, 31, interpreter=5),
}


def judged(warm: Warm, done: Repaired, certificate: dict[str, object]) -> Result:
    """The outcome as a result that the judge accepts; every line of the report agrees with it."""
    result = rate(warm.problem, done.schedule, certificate)
    assert verify(dump_problem(warm.problem), dump_schedule(result)) == []
    for step in (*done.moved, *done.again, *done.added, *done.refilled):
        assert done.schedule[step.meeting] == step.after
    assert [item for item in done.lost if item.meeting in done.schedule] == []
    return result


def test_a_cancelled_meeting_makes_room_for_one_that_waited(tiny: Problem) -> None:
    waiting = Meeting(4, (Side(1, (11,)), Side(3, (31,))), slots=(2,))
    problem = dataclasses.replace(tiny, meetings=(*tiny.meetings, waiting))
    warm = begin(problem, PLAN)
    done = repair(warm, Changes(cancelled_meetings=(1,)))
    assert [(item.meeting, item.reason) for item in done.lost] == [(1, "cancelled")]
    assert [(step.meeting, step.before, step.after.slot) for step in done.refilled] == [
        (4, None, 2)
    ]
    assert (done.moved, done.again, done.repairable) == ((), (), 0)
    assert warm.problem.meeting[1].cancelled
    judged(warm, done, {})


def test_without_a_delegate_their_meetings_end_or_a_colleague_comes(
    tiny: Problem,
) -> None:
    warm = begin(tiny, PLAN)
    done = repair(warm, Changes(cancelled_delegates=(11,)))
    assert [(item.meeting, item.reason) for item in done.lost] == [
        (1, "delegate_cancelled")
    ]
    (again,) = done.again
    assert (again.meeting, again.after) == (2, placed(1, 2, 12, 31))
    assert warm.problem.delegate[11].busy == (1, 2, 3)
    assert warm.problem.meeting[1].cancelled
    judged(warm, done, {})


def test_whoever_comes_late_meets_later(tiny: Problem) -> None:
    warm = begin(tiny, {2: PLAN[2], 3: PLAN[3]})
    done = repair(warm, Changes(absences=(Absence(31, (1,)),)))
    (again,) = done.again
    assert (again.meeting, again.before, again.after.slot) == (2, PLAN[2], 2)
    assert done.schedule[3] == PLAN[3]
    judged(warm, done, {})


def test_a_closed_table_sends_its_meeting_to_another_in_the_same_slot(
    tiny: Problem,
) -> None:
    warm = begin(tiny, PLAN)
    done = repair(warm, Changes(closed_places=(Closure(1, (2,)),)))
    (again,) = done.again
    assert (again.meeting, again.after.slot, again.after.place) == (1, 2, 2)
    assert done.schedule[3].place == 1
    assert (warm.problem.place[1].busy, done.moved) == ((2,), ())
    judged(warm, done, {})


def test_a_table_closed_for_good_is_used_in_no_slot(tiny: Problem) -> None:
    warm = begin(tiny, PLAN)
    done = repair(warm, Changes(closed_places=(Closure(1),)))
    assert {item.place for item in done.schedule.values()} == {2}
    assert len(done.schedule) == 3
    judged(warm, done, {})


def test_without_an_interpreter_a_meeting_waits_and_says_why(tiny: Problem) -> None:
    warm = begin(tiny, PLAN)
    done = repair(warm, Changes(lost_interpreters=(Loss(5, (1, 3)),)))
    assert [(item.meeting, item.reason, item.before) for item in done.lost] == [
        (3, "no_interpreter", PLAN[3])
    ]
    judged(warm, done, {})


def test_another_interpreter_takes_over(tiny: Problem) -> None:
    more = dataclasses.replace(
        tiny, interpreters=(*tiny.interpreters, Interpreter(6, (("ko", "en"),)))
    )
    warm = begin(more, PLAN)
    done = repair(warm, Changes(lost_interpreters=(Loss(5),)))
    assert done.schedule[3] == placed(3, 1, 21, 31, interpreter=6)
    judged(warm, done, {})


def test_what_has_begun_stays_and_nothing_new_is_put_there(tiny: Problem) -> None:
    warm = begin(tiny, PLAN)
    done = repair(warm, Changes(now=1, absences=(Absence(11, (1, 2)),)))
    assert done.schedule[2] == PLAN[2]
    assert [(item.meeting, item.reason) for item in done.lost] == [(1, "side_busy")]
    assert warm.problem.meeting[2].fixed == Fixed(1, 2, None, ((11,), (31,)))
    assert warm.problem.meeting[1].slots == (2, 3)
    assert warm.problem.delegate[11].busy == (2,)
    judged(warm, done, {})


def test_a_meeting_that_somebody_missed_is_held_later(tiny: Problem) -> None:
    warm = begin(tiny, {2: PLAN[2], 3: PLAN[3]})
    done = repair(warm, Changes(now=1, no_shows=(NoShow(31, 1),)))
    (again,) = done.again
    assert (again.meeting, again.after.slot) == (2, 2)
    judged(warm, done, {})


def test_what_had_begun_is_released_when_somebody_turns_out_to_be_missing(
    tiny: Problem,
) -> None:
    warm = begin(tiny, {2: PLAN[2], 3: PLAN[3]})
    repair(warm, Changes(now=1))
    done = repair(warm, Changes(no_shows=(NoShow(31, 1),)))
    assert [(step.meeting, step.after.slot) for step in done.again] == [(2, 2)]
    assert warm.problem.meeting[2].fixed is None
    judged(warm, done, {})


@pytest.mark.parametrize(("homes", "slot"), [({}, 1), ({2: 2}, 2), ({2: 3}, 3)])
def test_a_new_meeting_is_seated_near_the_slot_where_it_would_rather_be(
    tiny: Problem, homes: dict[int, int], slot: int
) -> None:
    meeting = tiny.meeting[2]
    warm = begin(dataclasses.replace(tiny, meetings=()), {})
    done = repair(warm, Changes(meetings=(meeting,)), homes=homes)
    assert done.schedule[2].slot == slot
    judged(warm, done, {})


def test_new_meetings_with_a_slot_of_their_own_come_before_heavier_ones(
    tiny: Problem,
) -> None:
    light = Meeting(7, (Side(1, (11,)), Side(2, (21,))), weight=1, slots=(2,))
    heavy = Meeting(8, (Side(1, (11,)), Side(3, (31,))), weight=90, slots=(2,))
    changes = Changes(meetings=(heavy, light))
    empty = dataclasses.replace(tiny, meetings=())
    assert list(repair(begin(empty, {}), changes).schedule) == [8]
    assert list(repair(begin(empty, {}), changes, homes={7: 2}).schedule) == [7]


def test_a_late_registrant_gets_a_place(tiny: Problem) -> None:
    warm = begin(tiny, PLAN)
    changes = Changes(
        organisations=(Organisation(4),),
        delegates=(Delegate(41, 4, busy=(1,)),),
        meetings=(Meeting(8, (Side(4, (41,)), Side(1, (11, 12), "any")), weight=5),),
    )
    done = repair(warm, changes)
    (added,) = done.added
    assert (added.meeting, added.before, added.after.slot) == (8, None, 2)
    assert {item: done.schedule[item] for item in PLAN} == PLAN
    judged(warm, done, {})
    second = repair(warm, Changes(cancelled_delegates=(41,)))
    assert [(item.meeting, item.reason) for item in second.lost] == [
        (8, "delegate_cancelled")
    ]
    judged(warm, second, {})


def test_a_new_meeting_that_wants_one_table_of_several_gets_it(tiny: Problem) -> None:
    warm = begin(tiny, PLAN)
    new = Meeting(8, (Side(2, (21,)), Side(1, (12,))), places=(2,))
    done = repair(warm, Changes(meetings=(new,), pins=(1,)))
    assert done.schedule == PLAN
    assert [(item.meeting, item.reason, item.before) for item in done.lost] == [
        (8, "side_busy", None)
    ]
    judged(warm, done, {})


def test_a_pin_keeps_everything_and_a_broken_pin_is_lost(tiny: Problem) -> None:
    warm = begin(tiny, PLAN)
    done = repair(warm, Changes(pins=(1,)))
    assert warm.problem.meeting[1].fixed == Fixed(2, 1, None, ((11,), (21,)))
    judged(warm, done, {})
    done = repair(warm, Changes(absences=(Absence(21, (2,)),)))
    assert [(item.meeting, item.reason) for item in done.lost] == [(1, "pinned")]
    judged(warm, done, {})


def chain() -> tuple[Problem, Schedule]:
    """One table; meeting 2 has to leave slot 2 for meeting 1, which its delegate's absence drives out of slot 1."""
    slots = tuple(Slot(number, 540 + 30 * number, 25) for number in (1, 2, 3))
    organisations = tuple(Organisation(number) for number in (1, 2, 3, 4))
    delegates = tuple(Delegate(10 * number, number) for number in (1, 2, 3, 4))
    meetings = (
        Meeting(1, (Side(1, (10,)), Side(2, (20,))), weight=9, slots=(1, 2)),
        Meeting(2, (Side(3, (30,)), Side(4, (40,))), weight=5),
    )
    problem = Problem(slots, (Place(1),), organisations, delegates, (), meetings)
    return problem, {1: placed(1, 1, 10, 20), 2: placed(2, 1, 30, 40)}


GONE = Changes(absences=(Absence(10, (1,)),))


def test_another_meeting_moves_for_one_that_was_hit() -> None:
    warm = begin(*chain())
    done = repair(warm, GONE, seconds=5)
    assert [(step.meeting, step.after.slot) for step in done.again] == [(1, 2)]
    assert [(step.meeting, step.before, step.after.slot) for step in done.moved] == [
        (2, placed(2, 1, 30, 40), 3)
    ]
    assert done.curve == ((1, 1),)
    assert (done.fewest.moves, done.fewest.bound, done.fewest.proof) == (1, 1, "solver")
    judged(warm, done, {})


def test_nobody_moves_when_nobody_may() -> None:
    warm = begin(*chain())
    done = repair(warm, GONE, most_moved=0)
    assert (done.moved, done.again) == ((), ())
    assert [(item.meeting, item.reason) for item in done.lost] == [(1, "places_full")]
    assert (done.repairable, done.fewest.proof) == (1, "certified")
    judged(warm, done, {})


@pytest.mark.parametrize(("penalty", "moves"), [(9, 1), (10, 0)])
def test_a_move_has_to_be_worth_its_penalty(penalty: int, moves: int) -> None:
    assert len(repair(begin(*chain()), GONE, move_penalty=penalty).moved) == moves


@pytest.mark.parametrize(
    "changes",
    [dataclasses.replace(GONE, pins=(2,)), dataclasses.replace(GONE, now=2)],
    ids=["pinned", "begun"],
)
def test_what_is_pinned_or_has_begun_makes_no_room(changes: Changes) -> None:
    done = repair(begin(*chain()), changes)
    assert (done.moved, done.schedule[2]) == ((), placed(2, 1, 30, 40))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"format": "madang.changes/2"}, 'format: must be "madang.changes/1"'),
        ({"cancelled": []}, 'unknown key "cancelled"'),
        ({"now": 7}, "now: slot 7 does not exist"),
        ({"cancelled_meetings": [1, 8]}, "cancelled_meetings[1]: meeting 8 does not exist"),
        ({"cancelled_delegates": [9]}, "cancelled_delegates[0]: delegate 9 does not exist"),
        ({"absences": [{"delegate": 99, "slots": [1]}]}, "absences[0].delegate: delegate 99 does not exist"),
        ({"absences": [{"delegate": 11, "slots": [4]}]}, "absences[0]: slot 4 does not exist"),
        ({"no_shows": [{"delegate": 11}]}, "no_shows[0]: 'slot' is missing"),
        ({"closed_places": [{"place": 3}]}, "closed_places[0].place: place 3 does not exist"),
        ({"lost_interpreters": [{"interpreter": 6}]}, "lost_interpreters[0].interpreter: interpreter 6 does not exist"),
        ({"pins": [1, 4]}, "pins[1]: meeting 4 does not exist"),
        ({"now": 2, "cancelled_meetings": [1]}, "cancelled_meetings[0]: meeting 1 has begun"),
        ({"delegates": [{"id": 11, "organisation": 1}]}, "delegates[0].id: 11 is used already"),
        ({"delegates": [{"id": 41, "organisation": 4}]}, "delegates[0].organisation: organisation 4 does not exist"),
        (
            {"meetings": [{"id": 8, "sides": [{"organisation": 1, "delegates": [11]}, {"organisation": 2, "delegates": [22]}]}]},
            "meetings[0].sides[1]: delegate 22 does not exist",
        ),
        (
            {"meetings": [{"id": 8, "fixed": {"slot": 1}, "sides": [{"organisation": 1, "delegates": [11]}, {"organisation": 2, "delegates": [21]}]}]},
            "meetings[0].fixed: a new meeting cannot be pinned before it has a place",
        ),
    ],
)  # fmt: skip
def test_changes_that_fit_nothing_are_refused_and_change_nothing(
    tiny: Problem, data: dict[str, object], message: str
) -> None:
    warm = begin(tiny, PLAN)
    with pytest.raises(ProblemError) as error:
        repair(warm, load_changes({"format": "madang.changes/1", **data}))
    assert str(error.value) == message
    assert (warm.schedule, warm.problem) == (PLAN, tiny)


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ({1: placed(1, 1, 11, 21)}, "meeting 1 of the schedule breaks a rule of the problem; madang verify says which"),
        ({3: placed(3, 1, 21, 31)}, "meeting 3 of the schedule breaks a rule of the problem; madang verify says which"),
        ({1: placed(2, 1, 11, 31)}, "meeting 1 of the schedule breaks a rule of the problem; madang verify says which"),
        ({1: placed(2, 1, 11, 21), 2: placed(2, 1, 12, 31)}, "meeting 2 of the schedule breaks a rule of the problem; madang verify says which"),
        ({1: placed(2, 1, 11, 21), 2: placed(2, 2, 11, 31)}, "meeting 1 of the schedule breaks a rule of the problem; madang verify says which"),
        ({7: placed(2, 1, 11, 21)}, "meeting 7 of the schedule breaks a rule of the problem; madang verify says which"),
    ],
)  # fmt: skip
def test_a_schedule_that_breaks_a_rule_is_not_repaired(
    tiny: Problem, plan: Schedule, message: str
) -> None:
    with pytest.raises(ProblemError) as error:
        begin(tiny, plan)
    assert str(error.value) == message


def storm(problem: Problem, schedule: Schedule, seed: int) -> Changes:
    """A bit of everything, drawn with a seed."""
    chance = random.Random(seed)  # noqa: S311  a draw that can be repeated
    people = chance.sample([item.id for item in problem.delegates], 7)
    slots = [item.id for item in problem.slots]
    kept = chance.sample(sorted(schedule), 8)
    begun = {item for item in kept if schedule[item].slot <= 2}
    return Changes(
        now=2 if seed % 2 else None,
        cancelled_meetings=tuple(item for item in kept[:2] if item not in begun),
        cancelled_delegates=tuple(people[:2]),
        absences=tuple(Absence(item, tuple(chance.sample(slots, 4))) for item in people[2:5]),
        no_shows=(NoShow(people[5], slots[1]),),
        closed_places=(Closure(1, tuple(chance.sample(slots, 5))),),
        lost_interpreters=(Loss(1, tuple(chance.sample(slots, 5))),),
        pins=tuple(kept[2:]),
        delegates=(Delegate(900, problem.organisations[0].id),),
        meetings=(
            Meeting(
                900,
                (
                    Side(problem.organisations[0].id, (900,)),
                    Side(problem.delegate[people[6]].organisation, (people[6],)),
                ),
                weight=30,
            ),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def events() -> list[tuple[Problem, Result]]:
    """Small events, easy and hard, with a schedule each."""
    made = [generate("small", seed, hard=seed % 2 == 1) for seed in range(6)]
    return [(item, solve(item, budget=Budget(iterations=600))) for item in made]


@pytest.mark.parametrize("seed", range(24))
def test_laws_of_repair(events: list[tuple[Problem, Result]], seed: int) -> None:
    problem, result = events[seed % 6]
    warm = begin(problem, result.placements)
    changes = storm(problem, result.placements, seed)
    done = repair(warm, changes)
    judged(warm, done, result.certificate)
    keeps_the_laws(result.placements, changes, done)


def keeps_the_laws(plan: Schedule, changes: Changes, done: Repaired) -> None:
    """Pins stay, what has begun stays, whom the change does not hit has one meeting moved at most; the judge agrees."""
    lost = {item.meeting for item in done.lost}
    assert [
        item
        for item in changes.pins
        if item not in lost and done.schedule[item] != plan[item]
    ] == []
    assert {item.reason for item in done.lost if item.meeting in changes.pins} <= {
        "pinned",
        "delegate_cancelled",
    }
    missed = {item.delegate for item in changes.no_shows}
    if changes.now:
        begun = [
            item
            for item, at in plan.items()
            if at.slot <= 2 and not missed & set(at.people)
        ]
        assert [item for item in begun if done.schedule[item] != plan[item]] == []
    moves: dict[int, int] = {}
    for step in done.moved:
        assert step.before is not None
        assert step.before.slot != step.after.slot
        assert step.before.delegates == step.after.delegates
        for delegate in step.after.people:
            moves[delegate] = moves.get(delegate, 0) + 1
    assert max(moves.values(), default=1) == 1
    known = {step.meeting for step in (*done.moved, *done.again)} | lost
    assert [item for item, at in plan.items() if item not in known and done.schedule[item] != at] == []  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_more_moves_never_place_fewer(
    events: list[tuple[Problem, Result]], seed: int
) -> None:
    problem, result = events[seed % 6]
    changes = dataclasses.replace(
        storm(problem, result.placements, seed), delegates=(), meetings=()
    )
    warm = begin(problem, result.placements)
    runs = [repair(warm.copy(), changes, most_moved=most) for most in (0, 1, 2, 4, 8)]
    again = [len(run.again) for run in runs]
    assert again == sorted(again)
    assert [
        len(run.moved) <= most for run, most in zip(runs, (0, 1, 2, 4, 8), strict=True)
    ] == [True] * 5
    assert runs[0].moved == ()


def test_a_copy_is_tried_on_without_a_trace(
    events: list[tuple[Problem, Result]],
) -> None:
    problem, result = events[0]
    warm = begin(problem, result.placements)
    changes = storm(problem, result.placements, 1)
    first = repair(warm.copy(), changes)
    assert (warm.problem, warm.schedule) == (problem, result.placements)
    assert repair(warm, changes) == first


@pytest.mark.parametrize("seed", range(6))
def test_one_change_after_another(
    events: list[tuple[Problem, Result]], seed: int
) -> None:
    problem, result = events[seed]
    warm = begin(problem, result.placements)
    chance = random.Random(seed)  # noqa: S311  a draw that can be repeated
    for delegate in chance.sample([item.id for item in problem.delegates], 6):
        slots = tuple(chance.sample([item.id for item in problem.slots], 5))
        done = repair(warm, Changes(absences=(Absence(delegate, slots),)))
        judged(warm, done, result.certificate)


def test_the_documented_changes_have_the_keys_of_the_code() -> None:
    file = Path(__file__).parents[2] / "docs/reference/changes.schema.json"
    documented = json.loads(file.read_text())["properties"]
    assert sorted(documented) == sorted(
        ["format", *(item.name for item in dataclasses.fields(Changes))]
    )
    for name, kind in (
        ("absences", Absence),
        ("no_shows", NoShow),
        ("closed_places", Closure),
        ("lost_interpreters", Loss),
    ):
        keys = [item.name for item in dataclasses.fields(kind)]
        assert list(documented[name]["items"]["properties"]) == keys


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_at_lounge_size_the_fewest_moves_are_proven(seed: int) -> None:
    problem = generate("lounge", 1)
    result = solve(problem, seed=1, budget=Budget(iterations=20_000))
    chance = random.Random(seed)  # noqa: S311  a draw that can be repeated
    people = chance.sample([item.id for item in problem.delegates], 8)
    warm = begin(problem, result.placements)
    done = repair(
        warm,
        Changes(
            cancelled_delegates=tuple(people[:4]),
            absences=tuple(Absence(item, tuple(range(1, 9))) for item in people[4:]),
        ),
        seconds=60,
    )
    assert done.fewest.moves == done.fewest.bound == len(done.moved)
    assert done.fewest.proof in ("certified", "solver")
    judged(warm, done, result.certificate)
