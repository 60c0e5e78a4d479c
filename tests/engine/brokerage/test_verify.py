"""The judge of brokerage schedules: it accepts what is right and names what is not."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from madang.engine.brokerage.document import dump_result
from madang.engine.brokerage.dzn import parse_event
from madang.engine.brokerage.exact import schedule_event
from madang.engine.budget import Budget
from madang.engine.verify import Fault
from madang.engine.verify.brokerage import verify_brokerage

Data = dict[str, Any]

SCHEDULE: Data = {
    "format": "madang.schedule/1",
    "status": "optimal",
    "objective": 2,
    "bound": 2,
    "proof": "solver",
    "fairness": 2,
    "meetings": [
        {"id": 1, "slot": 1, "table": 1},
        {"id": 2, "slot": 2, "table": 1},
        {"id": 3, "slot": 4, "table": 1},
        {"id": 4, "slot": 5, "table": 1},
        {"id": 5, "slot": 3, "table": 1},
    ],
    "certificate": {},
    "seed": 0,
    "engine": "0.1.0",
    "seconds": 0.1,
}
"""A best schedule of the tiny event: participants 2 and 4 have one break each."""

RING = """nBusiness=6; nMeetings=6; nTables=2; nTotalSlots=3;
requested=[|1,2,3|2,3,3|3,4,3|4,5,3|5,6,3|6,1,3|];"""


def changed(change: Callable[[Data], Any]) -> Data:
    data = copy.deepcopy(SCHEDULE)
    change(data)
    return data


def test_a_right_schedule_is_accepted(tiny: str) -> None:
    assert verify_brokerage(tiny, SCHEDULE) == []


CORRUPTIONS: list[tuple[str, str, Callable[[Data], Any]]] = [
    ("malformed", "format", lambda d: d.update(format="madang.schedule/2")),
    ("malformed", "schedule", lambda d: d.pop("meetings")),
    ("malformed", "schedule", lambda d: d.pop("proof")),
    ("malformed", "schedule", lambda d: d["meetings"][0].pop("table")),
    ("malformed", "meetings", lambda d: d["meetings"][0].update(slot="1")),
    ("malformed", "meetings", lambda d: d["meetings"][0].update(slot=True)),
    ("missing", "meeting 5", lambda d: d["meetings"].pop()),
    ("twice", "meeting 4", lambda d: d["meetings"][4].update(id=4)),
    ("unknown", "meeting 6", lambda d: d["meetings"].append({"id": 6, "slot": 1, "table": 2})),
    ("slot_not_allowed", "meeting 1", lambda d: d["meetings"][0].update(slot=3, table=2)),
    ("slot_not_allowed", "meeting 2", lambda d: d["meetings"][1].update(slot=1, table=2)),
    ("slot_not_allowed", "meeting 3", lambda d: d["meetings"][2].update(slot=3, table=2)),
    ("slot_not_allowed", "meeting 4", lambda d: d["meetings"][3].update(slot=2, table=2)),
    ("slot_not_allowed", "meeting 5", lambda d: d["meetings"][4].update(slot=6)),
    ("order", "meeting 3", lambda d: d["meetings"][2].update(slot=1, table=2)),
    ("table", "meeting 1", lambda d: d["meetings"][0].update(table=3)),
    ("table", "meeting 1", lambda d: d["meetings"][0].update(table=0)),
    ("table", "meeting 4", lambda d: d["meetings"][3].update(slot=4)),
    ("busy", "participant 2", lambda d: d["meetings"][3].update(slot=4, table=2)),
    ("busy", "participant 3", lambda d: d["meetings"][4].update(slot=2, table=2)),
    ("value", "objective", lambda d: d.update(objective=1, bound=1)),
    ("value", "objective", lambda d: d["meetings"][4].update(slot=1, table=2)),
    ("status", "status", lambda d: d.update(status="best")),
    ("status", "proof", lambda d: d.update(proof="none")),
    ("status", "bound", lambda d: d.update(bound=1)),
    ("status", "bound", lambda d: d.update(bound=None)),
    ("status", "objective", lambda d: d.update(status="infeasible", bound=None, meetings=[])),
    ("status", "meetings", lambda d: d.update(status="infeasible", objective=None, bound=None)),
    ("status", "meetings", lambda d: d.update(status="unknown", objective=None)),
    ("bound", "bound", lambda d: d.update(status="feasible", bound=3)),
    ("bound", "proof", lambda d: d.update(status="infeasible", objective=None, bound=None, meetings=[], proof="counting")),
    ("bound", "bound", lambda d: d.update(proof="counting")),
    ("malformed", "schedule", lambda d: d.update(proof="prices")),
    ("fairness", "fairness", lambda d: d.update(fairness=9)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "where", "change"),
    CORRUPTIONS,
    ids=[f"{number}-{row[0]}" for number, row in enumerate(CORRUPTIONS, start=1)],
)
def test_what_is_wrong_is_named(
    tiny: str, code: str, where: str, change: Callable[[Data], Any]
) -> None:
    faults = verify_brokerage(tiny, changed(change))
    assert (faults[0].code, faults[0].where) == (code, where)


def test_breaks_must_be_fair(tiny: str) -> None:
    assert verify_brokerage(tiny, changed(lambda d: d.update(fairness=0)), 0) == [
        Fault("fairness", "participants 1 and 2", "have 0 and 1 breaks")
    ]


def test_an_event_that_is_none_is_malformed() -> None:
    assert verify_brokerage("nBusiness = 3;", SCHEDULE) == [
        Fault("malformed", "event", "KeyError: 'nTables'")
    ]


def test_prices_are_computed_again() -> None:
    result = schedule_event(parse_event(RING), budget=Budget(iterations=10_000))
    data = dump_result(result)
    assert (data["proof"], data["bound"]) == ("prices", 2)
    assert verify_brokerage(RING, data) == []
    data["certificate"]["tables"] = [0, 0, 0]
    data["certificate"]["links"] = {}
    assert verify_brokerage(RING, data) == [
        Fault("bound", "bound", "prices proves 0, not 2")
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scale", 0),
        ("tables", [-1, 0, 0]),
        ("tables", [1, 0]),
        ("tables", [1.5, 0, 0]),
        ("links", {"7": [0, 0, 1]}),
    ],
    ids=["scale", "negative", "short", "broken", "stranger"],
)
def test_multipliers_that_are_none_are_refused(name: str, value: Any) -> None:
    result = schedule_event(parse_event(RING), budget=Budget(iterations=10_000))
    data = dump_result(result)
    data["certificate"][name] = value
    (fault,) = verify_brokerage(RING, data)
    assert (fault.code, fault.where) == ("malformed", "schedule")


def test_counting_is_counted_again(tiny: str) -> None:
    text = tiny.replace("fixed = [0,2,0,0,0]", "fixed = [0,2,0,5,3]")
    data = changed(lambda d: d.update(proof="counting"))
    assert verify_brokerage(text, data) == []
