"""Repair where a table is not to be had in every slot: slots that overlap, ways to walk, rules of rest."""

import dataclasses
import random

import pytest

from madang.engine.generate import generate
from madang.engine.problem import (
    Delegate,
    Meeting,
    Organisation,
    Place,
    Problem,
    Rules,
    Side,
    Slot,
    Walk,
)
from madang.engine.repair import Changes, begin, repair
from madang.engine.repair.changes import Absence, Closure
from madang.engine.schedule import Placement, Result
from madang.engine.solve import Budget, solve
from tests.engine.test_repair import judged, keeps_the_laws, storm

Event = tuple[Problem, Result]


def overlapping(problem: Problem) -> Problem:
    """Every slot lasts half as long again, so that it runs into the next."""
    longer = [
        dataclasses.replace(slot, minutes=slot.minutes * 3 // 2)
        for slot in problem.slots
    ]
    return dataclasses.replace(problem, slots=tuple(longer))


def far_apart(problem: Problem) -> Problem:
    """Two zones, and between them a way for which there is no time from one slot to the next."""
    places = [dataclasses.replace(place, zone=place.id % 2) for place in problem.places]
    rules = dataclasses.replace(problem.rules, walking_minutes=10)
    return dataclasses.replace(problem, places=tuple(places), rules=rules)


def restful(problem: Problem) -> Problem:
    """Nobody has more than two meetings in a row."""
    rules = dataclasses.replace(problem.rules, most_in_a_row=2)
    return dataclasses.replace(problem, rules=rules)


@pytest.fixture(
    scope="module",
    params=[(overlapping,), (far_apart,), (restful,), (overlapping, far_apart)],
    ids=["overlap", "walk", "rest", "both"],
)
def events(request: pytest.FixtureRequest) -> list[Event]:
    """Small events under such a rule, with a schedule each."""
    found = []
    for seed in range(4):
        problem = generate("small", seed, hard=seed % 2 == 1)
        for rule in request.param:
            problem = rule(problem)
        found.append((problem, solve(problem, budget=Budget(iterations=600))))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_laws_of_repair(events: list[Event], seed: int) -> None:
    problem, result = events[seed % 4]
    changes = dataclasses.replace(storm(problem, result.placements, seed), pins=())
    warm = begin(problem, result.placements)
    done = repair(warm, changes)
    judged(warm, done, result.certificate)
    keeps_the_laws(result.placements, changes, done)


def test_others_are_moved_where_that_is_the_only_way(events: list[Event]) -> None:
    moved = again = without = 0
    for seed in range(16):
        problem, result = events[seed % 4]
        chance = random.Random(seed)  # noqa: S311  a draw that can be repeated
        people = chance.sample([item.id for item in problem.delegates], 5)
        slots = tuple(slot.id for slot in problem.slots[: len(problem.slots) // 2])
        changes = Changes(absences=tuple(Absence(item, slots) for item in people))
        done = repair(begin(problem, result.placements), changes)
        calm = repair(begin(problem, result.placements), changes, most_moved=0)
        assert calm.moved == ()
        moved += len(done.moved)
        again += len(done.again)
        without += len(calm.again)
    assert moved > 0
    assert again > without


def pair(number: int, one: int, other: int, slots: tuple[int, ...]) -> Meeting:
    """A meeting of two delegates, each the only one of their organisation."""
    return Meeting(
        number, (Side(one, (one,)), Side(other, (other,))), weight=number, slots=slots
    )


def yard(*meetings: Meeting) -> Problem:
    """Four hours and three tables: from the first zone to the second, and on to the third, it is a step, else a long way."""
    people = sorted({side.organisation for item in meetings for side in item.sides})
    return Problem(
        slots=tuple(Slot(item, 60 * item, 60, session=1) for item in (1, 2, 3, 4)),
        places=tuple(Place(item, zone=item) for item in (1, 2, 3)),
        organisations=tuple(Organisation(item) for item in people),
        delegates=tuple(Delegate(item, item) for item in people),
        meetings=meetings,
        walks=(Walk((1, 2), 0), Walk((2, 3), 0)),
        rules=Rules(walking_minutes=90),
    )


def at(slot: int, place: int, *people: int) -> Placement:
    """A placement of one delegate a side."""
    return Placement(slot, place, tuple((item,) for item in people), None)


def test_a_meeting_goes_to_another_slot_where_its_only_table_is_too_far_away() -> None:
    problem = yard(pair(1, 1, 2, (1, 4)), pair(2, 1, 3, (2,)))
    plan = {1: at(1, 1, 1, 2), 2: at(2, 1, 1, 3)}
    warm = begin(problem, plan)
    closed = (Closure(1, (1,)), Closure(2, (1,)))
    done = repair(warm, Changes(closed_places=closed))
    (again,) = done.again
    assert (again.after.slot, again.after.place) == (4, 1)
    judged(warm, done, {})


def test_who_cannot_walk_in_time_since_a_meeting_between_was_cancelled_meets_nearer() -> (
    None
):
    problem = yard(pair(1, 1, 2, (1,)), pair(2, 1, 3, (2,)), pair(3, 1, 4, (3,)))
    plan = {1: at(1, 1, 1, 2), 2: at(2, 2, 1, 3), 3: at(3, 3, 1, 4)}
    warm = begin(problem, plan)
    done = repair(warm, Changes(cancelled_meetings=(2,)))
    (again,) = done.again
    assert (again.meeting, again.before, again.after) == (1, plan[1], at(1, 2, 1, 2))
    assert done.schedule[3] == plan[3]
    judged(warm, done, {})


def test_pinned_meetings_stay_however_far_the_way() -> None:
    problem = yard(pair(1, 1, 2, (1,)), pair(2, 1, 3, (2,)), pair(3, 1, 4, (3,)))
    plan = {1: at(1, 1, 1, 2), 2: at(2, 2, 1, 3), 3: at(3, 3, 1, 4)}
    done = repair(begin(problem, plan), Changes(cancelled_meetings=(2,), pins=(1, 3)))
    assert done.schedule == {1: plan[1], 3: plan[3]}


def test_nobody_is_moved_out_from_between_two_meetings_that_are_far_apart() -> None:
    """Meeting 5 needs the second hour of delegate 3, who sits between the first and the third hour of delegate 1."""
    problem = yard(
        pair(1, 1, 2, (1,)),
        pair(2, 1, 3, (2, 4)),
        pair(3, 1, 4, (3,)),
        pair(5, 3, 5, (1, 2)),
    )
    plan = {
        1: at(1, 1, 1, 2),
        2: at(2, 2, 1, 3),
        3: at(3, 3, 1, 4),
        5: at(1, 2, 3, 5),
    }
    warm = begin(problem, plan)
    done = repair(warm, Changes(absences=(Absence(5, (1,)),)))
    assert (done.moved, [item.meeting for item in done.lost]) == ((), [5])
    judged(warm, done, {})


@pytest.mark.parametrize(("free", "repairable"), [((), 0), ((4,), 1), ((3, 4), 2)])
def test_no_more_can_be_held_again_than_somebody_has_hours_left(
    free: tuple[int, ...], repairable: int
) -> None:
    """Delegate 1 had two meetings in the morning, is away then, and has some hours of the afternoon left."""
    meetings = [pair(item, 1, item + 1, (1, 2, 3, 4)) for item in (1, 2, 3, 4)]
    problem = dataclasses.replace(
        yard(*meetings), rules=Rules(), places=(Place(1), Place(2))
    )
    plan = {item: at(item, 1, 1, item + 1) for item in (1, 2, 3, 4) if item not in free}
    warm = begin(problem, plan)
    done = repair(warm, Changes(absences=(Absence(1, (1, 2)),)))
    assert (len(done.again), done.repairable) == (repairable, repairable)
    judged(warm, done, {})


@pytest.mark.parametrize("seed", range(12))
def test_no_repair_holds_more_than_is_counted(events: list[Event], seed: int) -> None:
    problem, result = events[seed % 4]
    chance = random.Random(seed)  # noqa: S311  a draw that can be repeated
    people = chance.sample([item.id for item in problem.delegates], 12)
    changes = Changes(
        absences=tuple(
            Absence(item, tuple(chance.sample([slot.id for slot in problem.slots], 5)))
            for item in people
        )
    )
    for most in (0, 2, None):
        done = repair(begin(problem, result.placements), changes, most_moved=most)
        assert len(done.again) <= done.repairable
