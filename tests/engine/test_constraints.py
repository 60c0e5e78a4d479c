"""Each hard rule kept and broken: a move by hand meets every rule it would break, by name."""

import dataclasses
from typing import Any

import pytest

from madang.engine.board import Board
from madang.engine.constraints import HARD, Violation, conflicts, violations
from madang.engine.problem import Delegate, Fixed, Problem, Rules, Walk
from madang.engine.schedule import Placement

GOOD = Placement(2, 1, ((11,), (21,)))


def change(problem: Problem, kind: str, number: int, **changes: Any) -> Problem:
    items = getattr(problem, kind)
    return dataclasses.replace(
        problem,
        **{
            kind: tuple(
                dataclasses.replace(item, **changes) if item.id == number else item
                for item in items
            )
        },
    )


def test_there_are_fifteen_rules() -> None:
    assert len(HARD) == 15


def test_a_good_move_breaks_no_rule(tiny: Problem) -> None:
    assert conflicts(tiny, {}, 1, 2, 1) == []
    assert conflicts(tiny, {2: Placement(3, 1, ((11,), (31,)))}, 1, 2, 1) == []


@pytest.mark.parametrize(
    ("kind", "number", "changes", "at", "expected"),
    [
        ("meetings", 1, {"cancelled": True}, GOOD, [Violation("cancelled", 1)]),
        ("meetings", 1, {"fixed": Fixed(3, 2)}, GOOD, [Violation("pinned", 1, slot=3, place=2)]),
        ("meetings", 1, {"fixed": Fixed(2, 1)}, GOOD, []),
        ("meetings", 1, {"slots": (3,)}, GOOD, [Violation("slot_not_allowed", 1, slot=2)]),
        ("meetings", 1, {"slots": (2,)}, GOOD, []),
        ("meetings", 1, {"places": (2,)}, GOOD, [Violation("place_not_allowed", 1, place=1)]),
        ("meetings", 1, {"places": (1,)}, GOOD, []),
        ("delegates", 21, {"busy": (2,)}, GOOD, [Violation("delegate_away", 1, delegate=21, slot=2)]),
        ("delegates", 21, {"most_per_day": 0}, GOOD, [Violation("day_limit", 1, delegate=21, slot=2)]),
        ("delegates", 21, {"most_per_day": 1}, GOOD, []),
        ("organisations", 2, {"most": 0}, GOOD, [Violation("organisation_limit", 1, organisation=2)]),
        ("organisations", 2, {"most": 1}, GOOD, []),
        ("places", 1, {"busy": (2,)}, GOOD, [Violation("place_closed", 1, slot=2, place=1)]),
        ("places", 1, {"owner": 3}, GOOD, [Violation("suite", 1, organisation=3, place=1)]),
        ("places", 1, {"owner": 2}, GOOD, []),
        ("meetings", 1, {"languages": (("ko", "en"),)}, GOOD, [Violation("no_interpreter", 1)]),
        ("meetings", 1, {}, Placement(3, 1, ((11,), (21,)), 5), [Violation("interpreter_unneeded", 1)]),
        ("meetings", 1, {}, Placement(2, 1, ((12,), (21,))), [Violation("wrong_people", 1, organisation=1)]),
        ("meetings", 1, {}, Placement(2, 1, ((11,),)), [Violation("wrong_people", 1, organisation=2)]),
    ],
)  # fmt: skip
def test_a_rule_of_one_meeting(
    tiny: Problem,
    kind: str,
    number: int,
    changes: dict[str, Any],
    at: Placement,
    expected: list[Violation],
) -> None:
    problem = change(tiny, kind, number, **changes)
    assert violations(Board(problem, {}), problem.meeting[1], at) == expected


def test_an_interpreter_speaks_is_there_and_sits_in_one_meeting(tiny: Problem) -> None:
    at = Placement(3, 1, ((21,), (31,)), 5)
    assert violations(Board(tiny, {}), tiny.meeting[3], at) == []
    deaf = change(tiny, "interpreters", 5, languages=(("de", "en"),))
    assert violations(Board(deaf, {}), deaf.meeting[3], at) == [
        Violation("interpreter_language", 3, interpreter=5)
    ]
    there = dataclasses.replace(at, slot=2)
    assert violations(Board(tiny, {}), tiny.meeting[3], there) == [
        Violation("interpreter_away", 3, slot=2, interpreter=5)
    ]
    other = {1: Placement(3, 2, ((11,), ()), 5)}
    assert violations(Board(tiny, other), tiny.meeting[3], at) == [
        Violation("interpreter_busy", 3, (1,), slot=3, interpreter=5)
    ]


def test_every_conflict_of_a_move_is_named(tiny: Problem) -> None:
    placed = {2: Placement(3, 1, ((11,), (31,)))}
    assert conflicts(tiny, placed, 1, 3, 1) == [
        Violation("delegate_busy", 1, (2,), delegate=11, slot=3),
        Violation("place_full", 1, (2,), slot=3, place=1),
    ]


def test_a_move_does_not_collide_with_itself(tiny: Problem) -> None:
    assert conflicts(tiny, {1: Placement(2, 1, ((11,), (21,)))}, 1, 2, 1) == []


def test_a_place_for_two_meetings_takes_two(tiny: Problem) -> None:
    problem = change(tiny, "places", 1, capacity=2)
    placed = {3: Placement(2, 1, ((21,), (31,)))}
    more = dataclasses.replace(problem, delegates=(*problem.delegates, Delegate(13, 1)))
    assert conflicts(more, placed, 2, 2, 1, delegates=((12,), (31,))) == [
        Violation("delegate_busy", 2, (3,), delegate=31, slot=2)
    ]


def test_the_free_one_of_any_comes(tiny: Problem) -> None:
    placed = {1: Placement(2, 1, ((11,), (21,)))}
    assert conflicts(tiny, placed, 2, 2, 2) == []
    assert conflicts(tiny, placed, 2, 2, 2, delegates=((11,), (31,))) == [
        Violation("delegate_busy", 2, (1,), delegate=11, slot=2)
    ]


def test_nobody_has_too_many_meetings_in_a_row(tiny: Problem) -> None:
    problem = dataclasses.replace(tiny, rules=Rules(most_in_a_row=1))
    placed = {2: Placement(3, 1, ((11,), (31,)))}
    assert conflicts(problem, placed, 1, 2, 2, delegates=((11,), (21,))) == [
        Violation("no_rest", 1, (2,), delegate=11, slot=2)
    ]
    two = dataclasses.replace(tiny, rules=Rules(most_in_a_row=2))
    assert conflicts(two, placed, 1, 2, 1) == []


def test_an_absence_is_a_rest_and_so_is_the_end_of_a_session(tiny: Problem) -> None:
    placed = {2: Placement(1, 1, ((11,), (31,)))}
    problem = dataclasses.replace(tiny, rules=Rules(most_in_a_row=1))
    assert conflicts(problem, placed, 1, 3, 1) == []
    slots = (*tiny.slots[:1], dataclasses.replace(tiny.slots[1], session=1))
    other = dataclasses.replace(
        problem,
        slots=(*slots, dataclasses.replace(tiny.slots[2], session=1)),
    )
    assert conflicts(other, placed, 1, 2, 1) == []


@pytest.mark.parametrize(
    ("rules", "walks", "place", "codes"),
    [
        (Rules(walking_minutes=5), (), 2, []),
        (Rules(walking_minutes=6), (), 2, ["too_far"]),
        (Rules(walking_minutes=6), (), 1, []),
        (Rules(walking_minutes=6), (Walk((2, 1), 5),), 2, []),
        (Rules(walking_minutes=1), (Walk((1, 2), 9),), 2, ["too_far"]),
        (Rules(), (Walk((1, 2), 9),), 2, []),
    ],
)
def test_there_is_time_to_walk(
    tiny: Problem,
    rules: Rules,
    walks: tuple[Walk, ...],
    place: int,
    codes: list[str],
) -> None:
    problem = dataclasses.replace(tiny, rules=rules, walks=walks)
    placed = {2: Placement(3, 1, ((11,), (31,)))}
    found = conflicts(problem, placed, 1, 2, place, delegates=((11,), (21,)))
    assert [item.rule for item in found] == codes
    assert [item.blocking for item in found] == [(2,) for _ in codes]


def test_a_meeting_in_between_hides_the_one_before(tiny: Problem) -> None:
    problem = dataclasses.replace(tiny, rules=Rules(walking_minutes=50))
    placed = {2: Placement(1, 1, ((11,), (31,)))}
    assert conflicts(problem, placed, 1, 3, 2)[0].rule == "too_far"
    more = dataclasses.replace(
        problem,
        meetings=(*problem.meetings, dataclasses.replace(tiny.meetings[0], id=4)),
    )
    placed[4] = Placement(2, 2, ((11,), ()))
    assert [item.rule for item in conflicts(more, placed, 1, 3, 2)] == []
