"""What one more is worth: nested events, curves that never fall, prices that the bounds keep."""

import dataclasses
import xml.etree.ElementTree as ET

import pytest

from madang.engine.board import Board
from madang.engine.capacity import Curve, Point, capacity
from madang.engine.capacity_picture import nice_marks, picture
from madang.engine.constraints import violations
from madang.engine.generate import generate
from madang.engine.problem import (
    Delegate,
    Fixed,
    Meeting,
    Organisation,
    Place,
    Problem,
    Side,
    Slot,
)
from madang.engine.solve import Budget, solve
from madang.engine.variants import KINDS, count_of, variant

STEPS = Budget(iterations=2_000)


@pytest.fixture
def three() -> Problem:
    """Three meetings of six people in one slot, worth 10, 7 and 4, and one table."""
    return Problem(
        slots=(Slot(1, 540, 30, 1),),
        places=(Place(1),),
        organisations=tuple(Organisation(item) for item in range(1, 7)),
        delegates=tuple(Delegate(10 * item, item) for item in range(1, 7)),
        meetings=tuple(
            Meeting(at, (Side(a, (10 * a,)), Side(b, (10 * b,))), weight=weight)
            for at, a, b, weight in ((1, 1, 2, 10), (2, 3, 4, 7), (3, 5, 6, 4))
        ),
    )


def test_each_table_is_worth_the_next_heaviest_meeting(three: Problem) -> None:
    curve = capacity(three, "tables", range(5), budget=STEPS)
    assert curve.now == 1
    assert [
        (item.count, item.value, item.bound, item.placed) for item in curve.points
    ] == [
        (0, 0, 0, 0),
        (1, 10, 10, 1),
        (2, 17, 17, 2),
        (3, 21, 21, 3),
        (4, 21, 21, 3),
    ]
    # The price of the only table lies between what it holds and what waits for it.
    price = curve.points[1].price
    assert price is not None
    assert 7 <= price <= 10
    assert curve.points[4].price == 0


def test_a_slot_and_an_hour_are_worth_what_they_hold(three: Problem) -> None:
    slots = capacity(three, "slots", range(4), budget=STEPS)
    assert [item.value for item in slots.points] == [0, 10, 17, 21]
    hours = capacity(three, "hours", range(3), budget=STEPS)
    assert hours.now == 0
    # Two slots of half an hour are an hour.
    assert [item.value for item in hours.points] == [0, 17, 21]


def test_an_interpreter_speaks_the_pair_that_is_shortest(three: Problem) -> None:
    spoken = tuple(
        dataclasses.replace(item, languages=(pair,))
        for item, pair in zip(
            three.meetings, (("en", "ko"), ("ko", "en"), ("ja", "en")), strict=True
        )
    )
    problem = dataclasses.replace(
        three, meetings=spoken, places=(Place(1, capacity=3),)
    )
    assert [
        item.languages for item in variant(problem, "interpreters", 3).interpreters
    ] == [
        (("en", "ko"),),
        (("en", "ko"),),
        (("en", "ja"),),
    ]
    curve = capacity(problem, "interpreters", range(4), budget=STEPS)
    assert [item.value for item in curve.points] == [0, 10, 17, 21]


@pytest.mark.parametrize(
    ("kind", "counts"), [("tables", range(2, 8)), ("slots", range(9, 14))]
)
def test_more_never_hurts_a_proven_optimum(kind: str, counts: range) -> None:
    problem = generate("small", 4, hard=True)
    curve = capacity(problem, kind, counts, budget=STEPS)
    values = [item.value for item in curve.points]
    bounds = [item.bound for item in curve.points]
    assert values == sorted(values)
    assert bounds == sorted(bounds)
    assert all(item.value <= item.bound for item in curve.points)
    assert values[-1] > values[0]
    proven = [item for item in curve.points if item.is_proven]
    assert len(proven) >= 2
    for point in proven:
        event = variant(problem, kind, point.count)
        found = solve(event, budget=Budget(iterations=3_000))
        assert found.stage("placed").value <= point.value
        assert found.stage("placed").bound >= point.value  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("tables", range(16, 20)), ("slots", range(26, 30)), ("hours", range(10, 13))],
)
def test_prices_say_what_is_lost_at_least(kind: str, counts: range) -> None:
    problem = generate("lounge", 2)
    curve = capacity(problem, kind, counts, budget=Budget(iterations=200))
    for fewer, point in zip(curve.points, curve.points[1:], strict=False):
        assert point.price is not None
        assert point.price > 0
        assert fewer.value <= point.bound - point.price


def test_where_slots_overlap_a_slot_has_no_price(three: Problem) -> None:
    problem = dataclasses.replace(three, slots=(*three.slots, Slot(2, 550, 30, 1)))
    (point,) = capacity(problem, "slots", (2,), budget=STEPS).points
    assert (point.value, point.price) == (10, None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_for_fewer_is_a_plan_for_more(kind: str) -> None:
    problem = generate("small", 6)
    now = count_of(problem, kind)
    fewer, more = variant(problem, kind, now - 1), variant(problem, kind, now + 1)
    if kind != "hours":
        assert count_of(fewer, kind) == now - 1
        assert count_of(more, kind) == now + 1
    assert len(fewer.slots) <= len(more.slots)
    plan = solve(fewer, budget=Budget(iterations=500)).placements
    board = Board(more, {})
    for meeting, placement in plan.items():
        assert violations(board, more.meeting[meeting], placement) == []
        board.add(meeting, placement)


def test_what_is_pinned_cannot_be_taken_away(tiny: Problem) -> None:
    pinned = dataclasses.replace(tiny.meetings[0], fixed=Fixed(2, 2))
    problem = dataclasses.replace(tiny, meetings=(pinned,))
    assert [item.id for item in variant(problem, "tables", 1).places] == [2, 9]
    with pytest.raises(
        ValueError, match="tables must be at least 1: meetings are pinned"
    ):
        variant(problem, "tables", 0)
    with pytest.raises(
        ValueError, match="slots must be at least 1: meetings are pinned"
    ):
        variant(problem, "slots", 0)
    with pytest.raises(ValueError, match="no meeting needs an interpreter"):
        variant(problem, "interpreters", 2)


def test_slots_taken_away_are_named_nowhere(tiny: Problem) -> None:
    limited = dataclasses.replace(tiny.meetings[0], slots=(2, 3))
    problem = dataclasses.replace(tiny, meetings=(limited,))
    fewer = variant(problem, "slots", 2)
    assert [item.id for item in fewer.slots] == [1, 2]
    assert fewer.delegate[12].busy == ()
    assert fewer.meetings[0].slots == (2,)


def test_a_new_slot_keeps_the_pause_and_the_absent(tiny: Problem) -> None:
    more = variant(tiny, "slots", 4)
    # Slots of 25 minutes begin every half hour; delegate 12 is away in the last one.
    assert more.slots[-1] == Slot(4, 630, 25)
    assert more.delegate[12].busy == (3, 4)
    assert more.delegate[21].busy == (1,)


def test_a_day_has_an_end(tiny: Problem) -> None:
    with pytest.raises(ValueError, match="no time for more slots"):
        variant(tiny, "slots", 40)


def test_the_same_steps_give_the_same_curve() -> None:
    problem = generate("small", 3, hard=True)
    first = capacity(problem, "tables", range(2, 5), seed=3, budget=STEPS)
    assert first == capacity(problem, "tables", range(2, 5), seed=3, budget=STEPS)


def test_the_picture_is_xml_with_a_dot_for_each_point() -> None:
    curve = Curve(
        "<tables>",
        19,
        (Point(18, 28_532, 29_190, 730, 672.0), Point(19, 29_664, 29_805, 763, 608.0)),
    )
    root = ET.fromstring(picture((curve, curve)))  # noqa: S314 our own picture
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f".//{space}circle")) == 4
    titles = [item.text for item in root.findall(f".//{space}circle/{space}title")]
    assert titles[0] == "18 <tables>: 28,532 reached, at most 29,190, 730 meetings"
    texts = [item.text for item in root.findall(f".//{space}text")]
    assert texts.count("as it is") == 2


@pytest.mark.parametrize(
    ("least", "most", "marks"),
    [
        (0, 21, [0, 5, 10, 15, 20, 25]),
        (31_049, 31_166, [31_000, 31_050, 31_100, 31_150, 31_200]),
        (7, 7, [7, 8]),
        (0, 0, [0, 1]),
    ],
)
def test_marks_are_round_numbers(least: int, most: int, marks: list[int]) -> None:
    assert nice_marks(least, most) == marks
