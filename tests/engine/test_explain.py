"""Why a meeting has no place, one reason a test; every remedy works when it is applied."""

import dataclasses

import pytest

from madang.engine.explain import explain_all, explain_unplaced, spots
from madang.engine.problem import Interpreter, Meeting, Place, Problem, Side
from madang.engine.schedule import Explanation, Placement, Remedy, Schedule
from tests.engine.test_constraints import change


def without(problem: Problem, meeting: int, remedy: Remedy) -> Problem:
    """The problem whose meeting goes ahead without a delegate."""
    sides = tuple(
        dataclasses.replace(
            side,
            delegates=tuple(item for item in side.delegates if item != remedy.delegate),
        )
        for side in problem.meeting[meeting].sides
    )
    return change(problem, "meetings", meeting, sides=sides)


def applied(problem: Problem, meeting: int, remedy: Remedy) -> Problem:
    """The problem after a remedy that changes it."""
    if remedy.kind == "open_table":
        free = tuple(slot.id for slot in problem.slots if slot.id != remedy.slot)
        return dataclasses.replace(
            problem, places=(*problem.places, Place(9999, busy=free))
        )
    if remedy.kind == "add_interpreter":
        assert remedy.pair
        return dataclasses.replace(
            problem,
            interpreters=(*problem.interpreters, Interpreter(9999, (remedy.pair,))),
        )
    if remedy.kind == "free_slot":
        assert remedy.delegate
        busy = tuple(
            slot
            for slot in problem.delegate[remedy.delegate].busy
            if slot != remedy.slot
        )
        return change(problem, "delegates", remedy.delegate, busy=busy)
    if remedy.kind == "raise_day_limit":
        assert remedy.delegate
        return change(
            problem,
            "delegates",
            remedy.delegate,
            most_per_day=(problem.delegate[remedy.delegate].most_per_day or 0) + 1,
        )
    if remedy.kind == "leave_out":
        return without(problem, meeting, remedy)
    assert remedy.kind == "raise_organisation_limit"
    assert remedy.organisation
    return change(
        problem,
        "organisations",
        remedy.organisation,
        most=(problem.organisation[remedy.organisation].most or 0) + 1,
    )


def after(
    problem: Problem, placements: Schedule, meeting: int, remedy: Remedy
) -> list[Placement]:
    """Where the meeting fits once the remedy is applied."""
    if remedy.kind not in ("move", "replace"):
        return spots(applied(problem, meeting, remedy), placements, meeting)
    assert remedy.meeting
    gone = {remedy.meeting, *remedy.others}
    rest = {key: item for key, item in placements.items() if key not in gone}
    for spot in spots(problem, rest, meeting):
        moved = [
            (item.slot, item.place)
            for item in spots(problem, {**rest, meeting: spot}, remedy.meeting)
        ]
        if remedy.kind == "replace" or (remedy.slot, remedy.place) in moved:
            return [spot]
    return []


def summed_up(problem: Problem, placements: Schedule, meeting: int) -> Explanation:
    """The explanation without its single reasons, which have tests of their own."""
    found = explain_unplaced(problem, placements, meeting)
    return dataclasses.replace(found, reasons=())


def test_it_simply_fits(tiny: Problem) -> None:
    assert summed_up(tiny, {}, 1) == Explanation(
        1, "fits", (), Remedy("place", slot=2, place=9)
    )


def test_an_organisation_at_its_limit(tiny: Problem) -> None:
    problem = change(tiny, "organisations", 2, most=1)
    placed = {3: Placement(3, 1, ((21,), (31,)), 5)}
    found = summed_up(problem, placed, 1)
    assert found == Explanation(
        1,
        "organisation_limit",
        (3,),
        Remedy("raise_organisation_limit", organisation=2),
    )


def test_two_who_are_never_there_together(tiny: Problem) -> None:
    problem = change(
        change(tiny, "delegates", 21, busy=(1, 2)), "delegates", 11, busy=(3,)
    )
    assert summed_up(problem, {}, 1) == Explanation(
        1, "no_common_slot", (), Remedy("free_slot", delegate=21, slot=1)
    )


def test_a_day_that_is_full(tiny: Problem) -> None:
    problem = change(tiny, "delegates", 21, most_per_day=1)
    placed = {3: Placement(3, 1, ((21,), (31,)), 5)}
    limited = dataclasses.replace(problem.meeting[1], slots=(2,))
    problem = dataclasses.replace(problem, meetings=(limited, *problem.meetings[1:]))
    assert summed_up(problem, placed, 1) == Explanation(
        1, "day_limit", (), Remedy("raise_day_limit", delegate=21)
    )


def busy_event(problem: Problem, weight: int) -> tuple[Problem, Schedule]:
    """Meeting 1 may only be in slot 2, where delegate 11 sits with organisation 3; that meeting may move or not."""
    first = dataclasses.replace(problem.meeting[1], slots=(2,))
    other = Meeting(7, (Side(1, (11,)), Side(3, (31,))), weight=weight)
    return dataclasses.replace(problem, meetings=(first, other)), {
        7: Placement(2, 1, ((11,), (31,)))
    }


def test_somebody_busy_who_could_move(tiny: Problem) -> None:
    problem, placed = busy_event(tiny, 5)
    assert summed_up(problem, placed, 1) == Explanation(
        1, "side_busy", (7,), Remedy("move", slot=1, place=9, meeting=7)
    )


def test_somebody_busy_with_a_heavier_meeting(tiny: Problem) -> None:
    problem, placed = busy_event(tiny, 50)
    stuck = dataclasses.replace(problem.meeting[7], slots=(2,))
    problem = dataclasses.replace(problem, meetings=(problem.meeting[1], stuck))
    assert summed_up(problem, placed, 1) == Explanation(
        1, "displaces_heavier", (7,), Remedy("replace", slot=2, meeting=7)
    )


def full_house(problem: Problem) -> tuple[Problem, Schedule]:
    """One table only, held in slot 2 by a meeting that may not move; meeting 1 may only be in slot 2."""
    first = dataclasses.replace(
        problem.meeting[1], sides=(Side(2, (21,)), Side(1, (11,))), slots=(2,)
    )
    other = Meeting(7, (Side(1, (12,)), Side(3, (31,))), weight=50, slots=(2,))
    problem = dataclasses.replace(
        problem, places=problem.places[:1], meetings=(first, other)
    )
    return problem, {7: Placement(2, 1, ((12,), (31,)))}


def test_all_places_full(tiny: Problem) -> None:
    problem, placed = full_house(tiny)
    assert summed_up(problem, placed, 1) == Explanation(
        1, "places_full", (7,), Remedy("open_table", slot=2)
    )


def test_the_only_place_closed(tiny: Problem) -> None:
    problem, _ = full_house(tiny)
    problem = change(problem, "places", 1, busy=(2,))
    assert summed_up(problem, {}, 1) == Explanation(
        1, "suite_closed", (), Remedy("open_table", slot=2)
    )


def test_no_interpreter_free(tiny: Problem) -> None:
    limited = dataclasses.replace(tiny.meeting[3], slots=(2,))
    problem = dataclasses.replace(tiny, meetings=(limited,))
    remedy = Remedy("add_interpreter", slot=2, pair=("en", "ko"))
    assert summed_up(problem, {}, 3) == Explanation(3, "no_interpreter", (), remedy)


def test_a_placed_or_cancelled_meeting_needs_no_explanation(tiny: Problem) -> None:
    with pytest.raises(ValueError, match="meeting 1 has a place"):
        explain_unplaced(tiny, {1: Placement(2, 1, ((11,), (21,)))}, 1)
    with pytest.raises(ValueError, match="meeting 1 is cancelled"):
        explain_unplaced(change(tiny, "meetings", 1, cancelled=True), {}, 1)


def test_spots_are_where_it_fits_with_nobody_else_moving(tiny: Problem) -> None:
    found = spots(tiny, {2: Placement(2, 1, ((12,), (31,)))}, 1)
    people = ((11,), (21,))
    assert found == [
        Placement(2, 9, people),
        Placement(2, 2, people),
        Placement(3, 9, people),
        Placement(3, 1, people),
        Placement(3, 2, people),
    ]


def test_every_remedy_of_a_schedule_works(rich: Problem, rich_result: object) -> None:
    placements: Schedule = rich_result.placements  # type: ignore[attr-defined]
    half = {
        key: item for index, (key, item) in enumerate(placements.items()) if index % 9
    }
    explanations = explain_all(rich, half)
    assert len(explanations) == len(
        [item for item in rich.meetings if not item.cancelled]
    ) - len(half)
    for explanation in [
        *explanations,
        *(explain_unplaced(rich, half, item.id) for item in explanations),
    ]:
        remedy = explanation.remedy
        if remedy is not None and remedy.kind != "place":
            assert after(rich, half, explanation.id, remedy) != []


def test_one_explanation_says_nothing_of_the_next(
    rich: Problem, rich_result: object
) -> None:
    # Explained alone or after all others: trying a remedy leaves no trace on the board.
    placements = dict(rich_result.placements)  # type: ignore[attr-defined]
    together = explain_all(rich, placements)
    alone = [explain_unplaced(rich, placements, item.id) for item in together]
    assert [item.reason for item in together] == [item.reason for item in alone]
