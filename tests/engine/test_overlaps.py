"""Slots that overlap: a quarter of an hour inside half an hour, and long talks across both."""

import dataclasses
import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madang.engine.board import Board
from madang.engine.constraints import violations
from madang.engine.explain import explain_unplaced
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
    Side,
    Slot,
)
from madang.engine.schedule import Placement, Remedy, Schedule
from madang.engine.solve import Budget, solve
from madang.engine.stages import gaps_of
from madang.engine.verify import verify
from tests.engine.test_solve import faults_of

STEPS = Budget(iterations=2000)
# 9:00 to 9:30 whole, its two quarters, and a long one from 9:15 to 10:00
WHOLE, FIRST, SECOND, LONG = 1, 2, 3, 4
SLOTS = (
    Slot(WHOLE, 540, 30),
    Slot(FIRST, 540, 15),
    Slot(SECOND, 555, 15),
    Slot(LONG, 555, 45),
)


def event(*weights: int, tables: int = 3, **changes: Any) -> Problem:
    """Organisation 1 sends one delegate to a meeting in each of the four slots, with a partner of its own."""
    return dataclasses.replace(
        Problem(
            slots=SLOTS,
            places=tuple(Place(number) for number in range(1, tables + 1)),
            organisations=tuple(Organisation(number) for number in range(1, 6)),
            delegates=tuple(Delegate(number * 10, number) for number in range(1, 6)),
            meetings=tuple(
                Meeting(
                    slot,
                    (Side(1, (10,)), Side(slot + 1, ((slot + 1) * 10,))),
                    weight=weight,
                    slots=(slot,),
                )
                for slot, weight in enumerate(weights, start=1)
            ),
        ),
        **changes,
    )


def apart(problem: Problem) -> Problem:
    """The same event with four different delegates of organisation 1, so that only tables are short."""
    people = (*problem.delegates, *(Delegate(10 + slot, 1) for slot in (1, 2, 3, 4)))
    meetings = tuple(
        dataclasses.replace(item, sides=(Side(1, (10 + item.id,)), item.sides[1]))
        for item in problem.meetings
    )
    return dataclasses.replace(problem, delegates=people, meetings=meetings)


@pytest.mark.parametrize(
    ("weights", "held", "value"),
    [
        ((10, 6, 6, 5), [2, 3], 12),
        ((13, 6, 6, 5), [1], 13),
        ((10, 6, 3, 5), [2, 4], 11),
        ((1, 1, 1, 3), [2, 4], 4),
    ],
)
def test_nobody_sits_in_two_slots_that_overlap(
    weights: tuple[int, ...], held: list[int], value: int
) -> None:
    problem = event(*weights)
    result = solve(problem, budget=STEPS)
    assert sorted(result.placements) == held
    assert (result.status, result.stage("placed").value) == ("optimal", value)
    assert faults_of(problem, result) == []


@pytest.mark.parametrize(
    ("tables", "held"), [(1, [2, 4]), (2, [1, 2, 4]), (3, [1, 2, 3, 4])]
)
def test_a_table_is_taken_for_all_of_a_slot(tables: int, held: list[int]) -> None:
    """Three talks go on at 9:15: the whole half hour, its second quarter and the long one."""
    problem = apart(event(6, 5, 4, 7, tables=tables))
    result = solve(problem, budget=STEPS)
    assert (result.status, sorted(result.placements)) == ("optimal", held)
    assert faults_of(problem, result) == []


def test_an_interpreter_is_taken_for_all_of_a_slot() -> None:
    problem = apart(event(6, 5, 4, 7))
    spoken = tuple(
        dataclasses.replace(item, languages=(("ko", "en"),))
        for item in problem.meetings
    )
    problem = dataclasses.replace(
        problem, meetings=spoken, interpreters=(Interpreter(5, (("en", "ko"),)),)
    )
    result = solve(problem, budget=STEPS)
    assert sorted(result.placements) == [2, 4]
    assert faults_of(problem, result) == []


def test_two_interpreters_share_talks_that_overlap_in_a_chain() -> None:
    """Each talk overlaps the next, so the two take turns; whoever is free longest is not given away too early."""
    slots = tuple(Slot(number, 540 + 20 * number, 30) for number in range(1, 8))
    problem = Problem(
        slots=slots,
        places=(Place(1), Place(2)),
        organisations=(Organisation(1), Organisation(2)),
        delegates=tuple(
            Delegate(side * 100 + slot.id, side) for side in (1, 2) for slot in slots
        ),
        interpreters=(
            Interpreter(1, (("ko", "en"),)),
            Interpreter(2, (("ko", "en"),), busy=(7,)),
        ),
        meetings=tuple(
            Meeting(
                slot.id,
                (Side(1, (100 + slot.id,)), Side(2, (200 + slot.id,))),
                languages=(("ko", "en"),),
                slots=(slot.id,),
            )
            for slot in slots
        ),
    )
    result = solve(problem, budget=STEPS)
    assert faults_of(problem, result) == []
    assert result.count == 7
    voices = [item.interpreter for _, item in sorted(result.placements.items())]
    assert voices == [1, 2, 1, 2, 1, 2, 1]


def test_pins_that_overlap_clash() -> None:
    problem = event(1, 1, 1, 1)
    pinned = tuple(
        dataclasses.replace(item, fixed=Fixed(item.id), slots=None)
        for item in problem.meetings[:2]
    )
    problem = dataclasses.replace(problem, meetings=pinned)
    result = solve(problem, budget=STEPS)
    assert (result.status, result.conflict) == ("infeasible", (1, 2))


def test_pins_in_a_chain_of_overlaps_stand() -> None:
    """Of two delegates one is away at first: only one way to share four talks between them works."""
    base = event(1, 1, 1, 1)
    people = (Delegate(10, 1, busy=(FIRST,)), Delegate(11, 1), *base.delegates[1:])
    meetings = tuple(
        dataclasses.replace(
            item,
            sides=(Side(1, (10, 11), "any"), item.sides[1]),
            fixed=Fixed(item.id),
            slots=None,
        )
        for item in base.meetings
        if item.id != SECOND
    )
    problem = dataclasses.replace(base, delegates=people, meetings=meetings)
    result = solve(problem, budget=STEPS)
    assert {key: item.people[0] for key, item in result.placements.items()} == {
        WHOLE: 10,
        FIRST: 11,
        LONG: 11,
    }
    assert faults_of(problem, result) == []


def test_an_idle_slot_overlaps_no_meeting_and_no_other_idle_slot() -> None:
    slots = (
        Slot(1, 0, 15),
        Slot(2, 15, 30),
        Slot(3, 15, 15),
        Slot(4, 30, 15),
        Slot(5, 40, 20),
        Slot(6, 60, 15),
    )
    sides = (Side(1, (10,)), Side(2, (20,)))
    problem = Problem(
        slots=slots,
        places=(Place(1),),
        organisations=(Organisation(1), Organisation(2)),
        delegates=(Delegate(10, 1), Delegate(20, 2, busy=(4,))),
        meetings=(Meeting(1, sides, slots=(1,)), Meeting(2, sides, slots=(6,))),
    )
    result = solve(problem, budget=STEPS)
    # 15-30 and 30-45 (or 40-60) for each of the two; who is away from 30 to 45 idles from 40 to 60
    assert gaps_of(problem, result.placements) == 4
    assert faults_of(problem, result) == []


def test_the_judge_refuses_meetings_that_overlap() -> None:
    problem = event(10, 6, 6, 5)
    data = dump_schedule(solve(problem, budget=STEPS))
    moved = [dict(row) for row in data["meetings"]]
    moved.append({**moved[0], "id": WHOLE, "slot": WHOLE, "delegates": [[10], [20]]})
    data["meetings"] = moved
    codes = [fault.code for fault in verify(dump_problem(problem), data)]
    assert codes == ["delegate_busy", "place_full"]


def test_a_rule_for_moves_by_hand_sees_slots_around() -> None:
    problem = event(10, 6, 6, 5)
    board = Board(problem, {1: Placement(WHOLE, 1, ((10,), (20,)))})
    found = violations(board, problem.meeting[3], Placement(SECOND, 1, ((10,), (40,))))
    assert [(item.rule, item.blocking) for item in found] == [
        ("delegate_busy", (1,)),
        ("place_full", (1,)),
    ]


def test_an_explanation_names_all_meetings_that_overlap() -> None:
    problem = event(10, 6, 6, 5)
    schedule: Schedule = {
        2: Placement(FIRST, 1, ((10,), (30,))),
        3: Placement(SECOND, 1, ((10,), (40,))),
    }
    found = explain_unplaced(problem, schedule, 1)
    assert found.reason == "displaces_heavier"
    assert found.blocking == (2, 3)
    first = explain_unplaced(problem, {2: schedule[2]}, 1)
    assert (first.reason, first.blocking) == ("side_busy", (2,))
    assert first.remedy == Remedy("replace", meeting=2, slot=WHOLE)


def best_of(problem: Problem) -> int:
    """The best weight of all sets of (meeting, slot, place), by trying them one by one."""
    ways: list[list[Placement | None]] = []
    for meeting in problem.meetings:
        board = Board(problem, {})
        places = {
            (slot, place): spot
            for slot in board.allowed_slots(meeting)
            if (spot := board.spot_at(meeting, slot))
            for place in board.places_at(meeting, slot)
        }
        ways.append(
            [
                None,
                *(
                    Placement(slot, place, spot.delegates)
                    for (slot, place), spot in places.items()
                ),
            ]
        )
    best = 0
    for chosen in itertools.product(*ways):
        board, weight = Board(problem, {}), 0
        for meeting, at in zip(problem.meetings, chosen, strict=True):
            if at is not None:
                if violations(board, meeting, at):
                    break
                board.add(meeting.id, at)
                weight += meeting.weight
        else:
            best = max(best, weight)
    return best


@st.composite
def crowded(draw: st.DrawFn) -> Problem:
    """Up to five meetings among four people in up to five slots that may overlap, at one or two places."""
    slots = tuple(
        Slot(number, draw(st.integers(0, 6)) * 10, draw(st.integers(1, 4)) * 10)
        for number in range(1, draw(st.integers(2, 5)) + 1)
    )
    ids = st.lists(
        st.sampled_from([slot.id for slot in slots]), max_size=2, unique=True
    )
    pairs = list(itertools.combinations(range(1, 5), 2))
    return Problem(
        slots=slots,
        places=tuple(
            Place(number, capacity=draw(st.integers(1, 2)), busy=tuple(draw(ids)))
            for number in range(1, draw(st.integers(1, 2)) + 1)
        ),
        organisations=tuple(Organisation(number) for number in range(1, 5)),
        delegates=tuple(
            Delegate(
                number * 10,
                number,
                tuple(draw(ids)),
                draw(st.sampled_from([None, None, 2])),
            )
            for number in range(1, 5)
        ),
        meetings=tuple(
            Meeting(
                number,
                tuple(
                    Side(item, (item * 10,)) for item in draw(st.sampled_from(pairs))
                ),
                weight=draw(st.integers(1, 9)),
            )
            for number in range(1, draw(st.integers(1, 4)) + 1)
        ),
    )


@given(problem=crowded())
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_the_value_is_the_best_and_the_bound_never_below(problem: Problem) -> None:
    result = solve(problem, budget=Budget(iterations=600))
    assert faults_of(problem, result) == []
    best = best_of(problem)
    placed = result.stage("placed")
    assert placed.value == best
    assert placed.bound is not None
    assert placed.bound >= best


def quarters(problem: Problem) -> Problem:
    """Every other half hour also as two quarters, which may be used instead."""
    extra = []
    for slot in problem.slots[::2]:
        extra.append(Slot(1000 + slot.id, slot.start, 12, slot.session))
        extra.append(Slot(2000 + slot.id, slot.start + 12, 13, slot.session))
    return dataclasses.replace(problem, slots=(*problem.slots, *extra))


@pytest.mark.parametrize("is_hard", [False, True])
def test_a_whole_event_with_quarters(is_hard: bool) -> None:
    problem = quarters(generate("small", 3, hard=is_hard))
    result = solve(problem, seed=1, budget=Budget(iterations=3000))
    assert faults_of(problem, result) == []
    # more slots never hurt
    before = solve(
        generate("small", 3, hard=is_hard), seed=1, budget=Budget(iterations=3000)
    )
    assert result.stage("placed").value >= before.stage("placed").value
    assert result.stage("placed").bound is not None


@pytest.mark.parametrize("count", [70, 130])
def test_more_than_64_slots(count: int) -> None:
    """Meetings for all slots of two or three words, three more than there is time for."""
    slots = tuple(
        Slot(number, number // 10 * 1440 + number % 10 * 30, 30)
        for number in range(count)
    )
    partners = range(2, count + 5)
    problem = Problem(
        slots=slots,
        places=(Place(1),),
        organisations=tuple(Organisation(number) for number in (1, *partners)),
        delegates=tuple(Delegate(number, number) for number in (1, *partners)),
        meetings=tuple(
            Meeting(number, (Side(1, (1,)), Side(number, (number,))), weight=number)
            for number in partners
        ),
    )
    result = solve(problem, budget=STEPS)
    assert result.status == "optimal"
    assert sorted(result.placements) == list(range(5, count + 5))
    assert sorted(item.slot for item in result.placements.values()) == list(
        range(count)
    )
    assert [item.id for item in result.unplaced] == [2, 3, 4]
    assert faults_of(problem, result) == []
    assert explain_unplaced(problem, result.placements, 4).reason == "displaces_heavier"
