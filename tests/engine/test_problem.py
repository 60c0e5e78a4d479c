"""A problem that contradicts itself is refused, and the error names the place."""

import dataclasses
from typing import Any

import pytest

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
    may_use,
    speaks,
)

SIDES = (Side(1, (11,)), Side(2, (21,)))


def wish(**changes: Any) -> tuple[Meeting, ...]:
    return (dataclasses.replace(Meeting(1, SIDES), **changes),)


BROKEN: tuple[tuple[dict[str, Any], str], ...] = (
    ({"slots": (Slot(1, 0, 30), Slot(1, 30, 30))}, "slots[1].id: 1 is used twice"),
    ({"slots": (Slot(1, 0, 0),)}, "slots[0].minutes: slot 1 must last at least 1 minute, not 0"),
    ({"slots": (Slot(2, 20, 30, 1), Slot(1, 0, 30))}, "slots: slot 1 and slot 2 overlap and are not of one session"),
    ({"places": (Place(1, capacity=0),)}, "places[0].capacity: must be at least 1, not 0"),
    ({"places": (Place(1, owner=7),)}, "places[0].owner: organisation 7 does not exist"),
    ({"places": (Place(1, busy=(8,)),)}, "places[0].busy: slot 8 does not exist"),
    ({"organisations": (Organisation(1, most=-1),)}, "organisations[0].most: must be at least 0, not -1"),
    ({"delegates": (Delegate(1, 6),)}, "delegates[0].organisation: organisation 6 does not exist"),
    ({"delegates": (Delegate(1, 1, busy=(8,)),)}, "delegates[0].busy: slot 8 does not exist"),
    ({"delegates": (Delegate(1, 1, most_per_day=-2),)}, "delegates[0].most_per_day: must be at least 0, not -2"),
    ({"interpreters": (Interpreter(1, (("ko", "ko"),)),)}, "interpreters[0].languages[0]: must be two different languages"),
    ({"interpreters": (Interpreter(1, (), busy=(8,)),)}, "interpreters[0].busy: slot 8 does not exist"),
    ({"meetings": wish(weight=0)}, "meetings[0].weight: must be at least 1, not 0"),
    ({"meetings": wish(sides=SIDES[:1])}, "meetings[0].sides: meeting 1 needs at least 2 sides, not 1"),
    ({"meetings": wish(sides=(SIDES[0], Side(2, (99,))))}, "meetings[0].sides[1]: delegate 99 does not exist"),
    ({"meetings": wish(sides=(SIDES[0], Side(9, (21,))))}, "meetings[0].sides[1]: organisation 9 does not exist"),
    ({"meetings": wish(sides=(SIDES[0], Side(2, ())))}, "meetings[0].sides[1]: needs at least 1 delegate"),
    ({"meetings": wish(sides=(SIDES[0], Side(1, (21,))))}, "meetings[0].sides[1]: delegate 21 does not belong to organisation 1"),
    ({"meetings": wish(sides=(SIDES[0], SIDES[0]))}, "meetings[0].sides[1]: delegate 11 is named twice in one meeting"),
    ({"meetings": wish(sides=(SIDES[0], Side(2, (21,), "some")))}, 'meetings[0].sides[1].mode: must be "all" or "any", not "some"'),
    ({"meetings": wish(slots=(5,))}, "meetings[0].slots: slot 5 does not exist"),
    ({"meetings": wish(places=(5,))}, "meetings[0].places: place 5 does not exist"),
    ({"meetings": wish(fixed=Fixed(5))}, "meetings[0].fixed.slot: slot 5 does not exist"),
    ({"meetings": wish(fixed=Fixed(1, 5))}, "meetings[0].fixed.place: place 5 does not exist"),
    ({"meetings": wish(fixed=Fixed(1, None, 5))}, "meetings[0].fixed.interpreter: interpreter 5 does not exist"),
    ({"meetings": wish(fixed=Fixed(1, None, None, ((11,),)))}, "meetings[0].fixed.delegates: needs one entry a side: 2, not 1"),
    ({"meetings": wish(fixed=Fixed(1, None, None, ((11,), (11,))))}, "meetings[0].fixed.delegates[1]: does not match the delegates of the side"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"), BROKEN, ids=[message for _, message in BROKEN]
)
def test_a_contradiction_is_refused(change: dict[str, Any], message: str) -> None:
    whole = {
        "slots": (Slot(1, 0, 30), Slot(2, 30, 30)),
        "places": (Place(1),),
        "organisations": (Organisation(1), Organisation(2)),
        "delegates": (Delegate(11, 1), Delegate(21, 2)),
        "interpreters": (),
        "meetings": wish(),
    }
    Problem(**whole)
    with pytest.raises(ProblemError) as error:
        Problem(**{**whole, **change})
    assert str(error.value) == message


def test_the_order_of_a_language_pair_means_nothing() -> None:
    interpreter = Interpreter(1, (("ko", "en"), ("ja", "ko")))
    assert speaks(interpreter, (("en", "ko"),))
    assert speaks(interpreter, (("de", "ko"), ("ko", "ja")))
    assert not speaks(interpreter, (("en", "ja"),))


def test_a_suite_takes_meetings_of_its_owner_only() -> None:
    meeting = Meeting(1, SIDES)
    assert may_use(Place(1), meeting)
    assert may_use(Place(1, owner=2), meeting)
    assert not may_use(Place(1, owner=3), meeting)
    assert not may_use(Place(1), dataclasses.replace(meeting, places=(2,)))


def test_a_day_is_1440_minutes_from_the_epoch() -> None:
    assert [Slot(1, start, 30).day for start in (0, 1439, 1440, 2900)] == [0, 0, 1, 2]
