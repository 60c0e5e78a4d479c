"""The fewest reasons that keep a meeting out: held against every way there is to hold it, rule by rule."""

import dataclasses
from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
import pytest

from madang.engine.board import Board
from madang.engine.constraints import violations
from madang.engine.explain import (
    explain_all,
    explain_one,
    explain_unplaced,
)
from madang.engine.generate import generate
from madang.engine.improve import insert_in_order
from madang.engine.problem import Delegate, Meeting, Place, Problem, Rules, Side
from madang.engine.resources import compile_problem
from madang.engine.schedule import Placement, Reason, Remedy, Schedule
from madang.engine.state import empty_state
from madang.engine.tables import name_everything
from tests.engine.test_constraints import change
from tests.engine.test_explain import after

RULES = {
    "absent": {"delegate_away"},
    "busy": {"delegate_busy"},
    "day_limit": {"day_limit"},
    "organisation_limit": {"organisation_limit"},
    "places_closed": {"place_closed"},
    "places_full": {"place_full"},
    "interpreters_absent": {"interpreter_away", "no_interpreter"},
    "interpreters_busy": {"interpreter_busy"},
}


def ways(board: Board, meeting: Meeting) -> Iterator[Placement]:
    """Every way to hold a meeting that leaves out nothing but who and what is free."""
    sides = [
        [side.delegates] if side.mode == "all" else [(item,) for item in side.delegates]
        for side in meeting.sides
    ]
    if meeting.fixed is not None and meeting.fixed.delegates is not None:
        sides = [[item] for item in meeting.fixed.delegates]
    voices: list[int | None] = [None]
    if meeting.languages:
        voices = [*board.speakers(meeting)] or [None]
    for slot, place, people, voice in product(
        board.allowed_slots(meeting),
        board.usable_places(meeting),
        product(*sides),
        voices,
    ):
        yield Placement(slot, place, people, voice)


def met(board: Board, meeting: Meeting, reasons: tuple[Reason, ...]) -> list[set[int]]:
    """For each way to hold the meeting, which of the reasons stand in its way there."""
    found = []
    for way in ways(board, meeting):
        broken = violations(board, meeting, way)
        found.append(
            {
                at
                for at, reason in enumerate(reasons)
                for item in broken
                if item.rule in RULES[reason.kind]
                and (not reason.delegates or item.delegate in reason.delegates)
                and reason.organisation in (None, item.organisation)
            }
        )
    return found


def half_full(preset: str, seed: int, *, hard: bool) -> tuple[Problem, Schedule]:
    """An event of the preset with few tables and a plan of it by insertion."""
    problem = generate(preset, seed, hard=hard)
    problem = dataclasses.replace(
        problem,
        places=problem.places[-3:],
        delegates=tuple(
            dataclasses.replace(item, most_per_day=4 + item.id % 3)
            for item in problem.delegates
        ),
        organisations=tuple(
            dataclasses.replace(item, most=6 + item.id % 5)
            for item in problem.organisations
        ),
    )
    resources = compile_problem(problem)
    state = empty_state(resources.model, seed)
    order = np.random.default_rng(seed).permutation(len(resources.meetings))
    cost = np.zeros(resources.model.capacity.shape)
    insert_in_order(resources.model, state, order.astype(np.int64), cost)
    return problem, name_everything(problem, resources, state)


EVENTS = [("small", 1, False), ("small", 2, True), ("small", 3, True)]


@pytest.mark.parametrize(("preset", "seed", "hard"), EVENTS)
def test_reasons_are_enough_and_none_can_be_left_out(
    preset: str, seed: int, hard: bool
) -> None:
    problem, placements = half_full(preset, seed, hard=hard)
    board = Board(problem, placements)
    explanations = explain_all(problem, placements)
    assert len(explanations) >= 15
    for explanation in explanations:
        found = met(board, problem.meeting[explanation.id], explanation.reasons)
        # Enough: every way to hold the meeting meets one of them.
        assert all(found)
        # None can be left out: without it, some way is open as far as the others go.
        for at in range(len(explanation.reasons)):
            assert {at} in found


@pytest.mark.parametrize(("preset", "seed", "hard"), EVENTS)
def test_fewer_reasons_are_not_enough(preset: str, seed: int, hard: bool) -> None:
    problem, placements = half_full(preset, seed, hard=hard)
    board = Board(problem, placements)
    for explanation in explain_all(problem, placements):
        meeting = problem.meeting[explanation.id]
        known = {
            (reason.kind, reason.delegates, reason.organisation)
            for _, reasons in explain_one(problem, placements, meeting.id)[1]
            for reason in reasons
        }
        # Of an `any` side the reason names everybody who could come.
        sides = {
            item: side.delegates
            for side in meeting.sides
            for item in side.delegates
            if side.mode == "any"
        }
        every = [
            Reason(kind, sides.get(people[0], people) if people else (), organisation)
            for kind, people, organisation in sorted(known, key=str)
        ]
        single = [
            Reason(item.kind, (person,), None)
            if len(item.delegates) > 1 and item.delegates[0] not in sides
            else item
            for item in every
            for person in (item.delegates or (0,))
        ]
        candidates = tuple(dict.fromkeys(single))
        found = met(board, meeting, candidates)
        for fewer in combinations(range(len(candidates)), len(explanation.reasons) - 1):
            assert not all(item & set(fewer) for item in found)


@pytest.mark.parametrize(("preset", "seed", "hard"), EVENTS)
def test_every_remedy_works(preset: str, seed: int, hard: bool) -> None:
    problem, placements = half_full(preset, seed, hard=hard)
    kinds = set()
    for explanation in explain_all(problem, placements):
        alone = explain_unplaced(problem, placements, explanation.id)
        for remedy in (explanation.remedy, alone.remedy):
            if remedy is not None:
                kinds.add(remedy.kind)
                assert after(problem, placements, explanation.id, remedy) != []
    assert len(kinds) >= 2


def test_what_a_group_of_meetings_leaves(tiny: Problem) -> None:
    # Both sides sit elsewhere in the only slot: two meetings have to give way together.
    first = dataclasses.replace(tiny.meeting[1], slots=(2,))
    others = (
        Meeting(7, (Side(1, (11,)), Side(3, (31,))), weight=3, slots=(2,)),
        Meeting(8, (Side(2, (21,)), Side(4, (41,))), weight=4, slots=(2,)),
    )
    problem = dataclasses.replace(
        tiny,
        organisations=(
            *tiny.organisations,
            dataclasses.replace(tiny.organisations[0], id=4),
        ),
        delegates=(*tiny.delegates, Delegate(41, 4)),
        places=(*tiny.places, Place(3), Place(4)),
        meetings=(first, *others),
    )
    placed = {
        7: Placement(2, 1, ((11,), (31,))),
        8: Placement(2, 2, ((21,), (41,))),
    }
    found = explain_unplaced(problem, placed, 1)
    assert found.reason == "side_busy"
    assert found.blocking == (7, 8)
    assert found.remedy == Remedy("replace", meeting=7, slot=2, others=(8,))
    assert found.reasons == (Reason("busy", (11,), None, 1),)


def test_a_team_can_leave_somebody_out(tiny: Problem) -> None:
    team = dataclasses.replace(
        tiny.meeting[1], sides=(Side(1, (11, 12)), Side(2, (21,))), slots=(3,)
    )
    problem = dataclasses.replace(tiny, meetings=(team,))
    found = explain_unplaced(problem, {}, 1)
    assert found.reason == "no_common_slot"
    assert found.reasons == (Reason("absent", (12,), None, 1),)
    assert found.remedy == Remedy("leave_out", delegate=12, slot=3)


def test_each_slot_has_its_own_obstacles(tiny: Problem) -> None:
    problem = change(tiny, "delegates", 11, busy=(3,))
    problem = dataclasses.replace(
        problem,
        places=tiny.places[:1],
        meetings=(tiny.meetings[0], Meeting(7, (Side(1, (12,)), Side(3, (31,))))),
    )
    placed = {7: Placement(2, 1, ((12,), (31,)))}
    assert explain_one(problem, placed, 1)[1] == [
        (1, (Reason("absent", (21,), None, 1),)),
        (2, (Reason("places_full", (), None, 1),)),
        (3, (Reason("absent", (11,), None, 1),)),
    ]
    assert explain_unplaced(problem, placed, 1).reasons == (
        Reason("absent", (11,), None, 1),
        Reason("absent", (21,), None, 1),
        Reason("places_full", (), None, 1),
    )


def test_two_who_could_come_are_one_reason_where_either_would_do(tiny: Problem) -> None:
    # Of 11 and 12 either may come: one is away in slot 3, the other sits elsewhere there.
    either = dataclasses.replace(
        tiny.meeting[2], sides=(Side(1, (11, 12), "any"), Side(2, (21,))), slots=(3,)
    )
    problem = dataclasses.replace(
        tiny, meetings=(either, Meeting(7, (Side(1, (11,)), Side(3, (31,)))))
    )
    found = explain_unplaced(problem, {7: Placement(3, 1, ((11,), (31,)))}, 2)
    assert found.reasons == (
        Reason("absent", (11, 12), None, 1),
        Reason("busy", (11, 12), None, 1),
    )
    assert found.remedy == Remedy("move", meeting=7, slot=1, place=9)


def test_too_many_in_a_row(tiny: Problem) -> None:
    # Two in a row at most: 11 sits in slots 1 and 2, and slot 3 would be the third.
    others = tuple(
        Meeting(at, (Side(1, (11,)), Side(3, (31,))), slots=(slot,))
        for at, slot in ((7, 1), (8, 2))
    )
    last = dataclasses.replace(tiny.meetings[0], slots=(3,))
    problem = dataclasses.replace(
        tiny, meetings=(last, *others), rules=Rules(most_in_a_row=2)
    )
    placed = {
        7: Placement(1, 1, ((11,), (31,))),
        8: Placement(2, 1, ((11,), (31,))),
    }
    found = explain_unplaced(problem, placed, 1)
    assert found.reasons == (Reason("no_rest", (11,), None, 1),)
    assert found.remedy == Remedy("replace", meeting=7, slot=3)
    assert after(problem, placed, 1, found.remedy) != []


def test_too_far_to_walk(tiny: Problem) -> None:
    # 11 sits in zone 1 in slot 1; the only free table of slot 2 is in zone 2, ten minutes away with five between.
    problem = dataclasses.replace(
        change(tiny, "places", 1, busy=(2,)),
        meetings=(
            dataclasses.replace(tiny.meetings[0], slots=(2,), places=(2,)),
            Meeting(7, (Side(1, (11,)), Side(3, (31,))), slots=(1, 3), places=(1,)),
        ),
        rules=Rules(walking_minutes=10),
    )
    placed = {7: Placement(1, 1, ((11,), (31,)))}
    found = explain_unplaced(problem, placed, 1)
    assert found.reasons == (Reason("too_far", (), None, 1),)
    assert found.remedy == Remedy("replace", meeting=7, slot=2)
    assert explain_unplaced(problem, {}, 1).remedy == Remedy("place", slot=2, place=2)
