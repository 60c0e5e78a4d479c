"""The solver: optima that brute force confirms, events without a schedule, and the same answer twice."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.engine.brokerage.count import count_breaks
from madang.engine.brokerage.document import dump_result
from madang.engine.brokerage.dzn import parse_event
from madang.engine.brokerage.exact import schedule_event
from madang.engine.brokerage.model import BrokerageEvent, Pair
from madang.engine.brokerage.presolve import filter_different, least_breaks, patterns
from madang.engine.budget import Budget
from madang.engine.verify.brokerage import verify_brokerage
from tests.engine.brokerage.conftest import brute_force
from tests.engine.brokerage.writing import write_event

BUDGET = Budget(iterations=100_000)
NONE = frozenset[int]()


def event_of(*pairs: Pair, slots: int, tables: int = 9, away: dict[int, set[int]] | None = None, morning: int | None = None) -> BrokerageEvent:  # fmt: skip
    people = max(participant for pair in pairs for participant in pair.both)
    gone = tuple(frozenset((away or {}).get(p, set())) for p in range(1, people + 1))
    return BrokerageEvent(
        people, tables, slots, slots if morning is None else morning, pairs, gone
    )


def test_the_tiny_event_has_two_breaks(tiny: str) -> None:
    event = parse_event(tiny)
    result = schedule_event(event, budget=BUDGET)
    assert (result.status, result.objective, result.bound) == ("optimal", 2, 2)
    assert brute_force(event, 2) == 2


def test_a_hole_of_any_length_is_one_break() -> None:
    event = event_of(Pair(1, 2, fixed=1), Pair(1, 3, fixed=5), slots=5)
    result = schedule_event(event, budget=BUDGET)
    assert count_breaks(event, result.slots) == [1, 0, 0]
    assert (result.objective, result.proof) == (1, "counting")


def test_prices_prove_what_counting_does_not() -> None:
    """Six people meet in a ring over three slots with two tables: all are in use in the second slot or wait over it."""
    ring = [Pair(p, p % 6 + 1) for p in range(1, 7)]
    result = schedule_event(event_of(*ring, slots=3, tables=2), budget=BUDGET)
    assert (result.status, result.objective, result.proof) == ("optimal", 2, "prices")
    assert result.certificate is not None
    assert sum(result.certificate.tables) > 0


@pytest.mark.parametrize(
    ("event", "fairness"),
    [
        (event_of(Pair(1, 2), Pair(1, 3), slots=1), 2),  # one slot for two meetings
        (event_of(Pair(1, 2), Pair(3, 4), slots=1, tables=1), 2),  # one table
        (event_of(Pair(1, 2), slots=2, away={1: {1}, 2: {2}}), 2),  # never both there
        (event_of(Pair(1, 2, session=1), slots=2, morning=0), 2),  # no morning
        (event_of(Pair(1, 2, fixed=1), Pair(3, 4, after=frozenset({1}), fixed=1), slots=3), 2),
        (event_of(Pair(1, 2, after=frozenset({2})), Pair(3, 4, after=frozenset({1})), slots=3), 2),
        (event_of(Pair(1, 2, fixed=1), Pair(1, 3, fixed=3), slots=3), 0),  # not fair
        (event_of(Pair(1, 2), Pair(2, 3), Pair(1, 3), slots=2), 2),  # a ring of three
    ],
)  # fmt: skip
def test_events_without_a_schedule(event: BrokerageEvent, fairness: int) -> None:
    result = schedule_event(event, fairness=fairness, budget=BUDGET)
    assert (result.status, result.slots, result.objective, result.bound) == ("infeasible", (), None, None)  # fmt: skip
    assert brute_force(event, fairness) is None
    assert verify_brokerage(write_event(event), dump_result(result), fairness) == []


def test_fairness_moves_breaks_from_one_to_others() -> None:
    fixed = [Pair(1, 2, fixed=1), Pair(1, 3, fixed=3), Pair(1, 4, fixed=5)]
    ring = [Pair(2, 5, fixed=3), Pair(3, 5, fixed=1), Pair(4, 5, fixed=7)]
    event = event_of(*fixed, *ring, slots=7)
    assert [
        schedule_event(event, fairness=fairness, budget=BUDGET).objective
        for fairness in (0, 1, 2)
    ] == [None, 7, 7]


def test_an_event_without_meetings_is_solved() -> None:
    event = BrokerageEvent(2, 1, 3, 3, (), (NONE, NONE))
    result = schedule_event(event, budget=BUDGET)
    assert (result.status, result.objective, result.slots) == ("optimal", 0, ())


def test_the_same_steps_give_the_same_schedule(tiny: str) -> None:
    event = parse_event(tiny)
    first, second = (
        dump_result(schedule_event(event, seed=7, budget=BUDGET)) | {"seconds": 0}
        for _ in range(2)
    )
    assert first == second


def test_one_step_leaves_the_answer_open() -> None:
    ring = [Pair(a, b) for a in range(1, 13) for b in range(a + 1, 13)]
    event = event_of(*ring, slots=12, tables=6)
    result = schedule_event(event, budget=Budget(iterations=1))
    assert (result.status, result.slots, result.bound) == ("unknown", (), 0)


def test_slots_without_a_matching_are_left_out() -> None:
    assert filter_different([0b011, 0b011, 0b111]) == [0b011, 0b011, 0b100]
    assert filter_different([0b011, 0b011, 0b011]) is None


def test_least_breaks_of_one_participant() -> None:
    assert least_breaks([0b00001, 0b10000], 5, 2) == 1
    assert least_breaks([0b00001, 0b10000, 0b01110], 5, 2) == 1
    assert least_breaks([0b00001, 0b10000, 0b00100], 5, 1) == 2
    assert least_breaks([0b11111] * 5, 5, 2) == 0
    assert sorted(patterns(4, 2, 1)) == [0b0101, 0b1001, 0b1010]
    assert list(patterns(4, 0, 0)) == [0]


@st.composite
def events(draw: Callable[..., int]) -> BrokerageEvent:
    """Events small enough for brute force: up to five meetings in up to five slots."""
    people, slots = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    count = draw(st.integers(1, 5))
    meetings = []
    for number in range(count):
        first = draw(st.integers(1, people - 1))
        second = draw(st.integers(first + 1, people))
        fixed = draw(st.sampled_from([0, 0, 0, draw(st.integers(1, slots))]))
        after = NONE
        if number and draw(st.integers(0, 3)) == 0:
            after = frozenset({draw(st.integers(1, number))})
        session = draw(st.sampled_from([3, 3, 1, 2]))
        meetings.append(Pair(first, second, session, fixed or None, after))
    away = tuple(
        frozenset(draw(st.sets(st.integers(1, slots), max_size=1)))
        for _ in range(people)
    )
    tables, morning = draw(st.integers(1, 3)), draw(st.integers(1, slots))
    return BrokerageEvent(people, tables, slots, morning, tuple(meetings), away)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(event=events(), fairness=st.integers(0, 2))
def test_brute_force_agrees(event: BrokerageEvent, fairness: int) -> None:
    result = schedule_event(event, fairness=fairness, budget=BUDGET)
    wanted = brute_force(event, fairness)
    assert result.objective == wanted
    assert result.status == ("infeasible" if wanted is None else "optimal")
    assert verify_brokerage(write_event(event), dump_result(result), fairness) == []
