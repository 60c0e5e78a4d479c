"""Groups of delegates who stand in for each other, and the exact reassignment of one group."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from madang.engine.generate import generate
from madang.engine.groups import find_groups, groups_that_wait
from madang.engine.improve import insert_in_order, keep
from madang.engine.problem import (
    Delegate,
    Interpreter,
    Meeting,
    Organisation,
    Place,
    Problem,
    Side,
    Slot,
)
from madang.engine.reassign import reassign
from madang.engine.resources import Model, compile_problem
from madang.engine.state import NOWHERE, VALUE, State, empty_state


def event(*meetings: Meeting, slots: int = 2, tables: int = 2) -> Problem:
    """Delegates 1 and 2 of one organisation, 2 is away in the first slot; 3, 4 and 5 of others come alone."""
    return Problem(
        slots=tuple(
            Slot(item, start=540 + 30 * item, minutes=25)
            for item in range(1, slots + 1)
        ),
        places=tuple(Place(item) for item in range(1, tables + 1)),
        organisations=tuple(Organisation(item) for item in (1, 3, 4, 5)),
        delegates=(
            Delegate(1, 1),
            Delegate(2, 1, busy=(1,)),
            *(Delegate(item, item) for item in (3, 4, 5)),
        ),
        interpreters=(Interpreter(1, (("ko", "en"),)),),
        meetings=meetings,
    )


def meet(number: int, hosts: tuple[int, ...], guest: int, weight: int) -> Meeting:
    mode = "any" if len(hosts) > 1 else "all"
    return Meeting(
        number, (Side(1, hosts, mode), Side(guest, (guest,), "all")), weight=weight
    )


def put_in_order(model: Model, *order: int) -> State:
    state = empty_state(model, 1)
    insert_in_order(
        model,
        state,
        np.array(order, dtype=np.int64),
        np.zeros(model.capacity.shape),
    )
    return state


def test_alternatives_of_one_requirement_are_one_group() -> None:
    model = compile_problem(event(meet(1, (1, 2), 3, 10), meet(2, (1,), 4, 20))).model
    groups = find_groups(model)
    ends = groups.member_start.tolist()
    members = [groups.member[first:last].tolist() for first, last in pairwise(ends)]
    assert members == [[0, 1], [2], [3], [4]]
    assert np.diff(groups.start).tolist() == [2, 1, 1, 0]


def test_delegates_of_a_team_that_comes_together_are_groups_alone_too() -> None:
    both = Meeting(1, (Side(1, (1, 2), "all"), Side(3, (3,), "all")), weight=10)
    model = compile_problem(event(both, meet(2, (1, 2), 4, 20), meet(3, (1,), 5, 5)))
    groups = find_groups(model.model)
    ends = groups.member_start.tolist()
    members = [groups.member[first:last].tolist() for first, last in pairwise(ends)]
    assert members == [[0, 1], [2], [3], [4], [0], [1]]
    assert groups.alone == 4
    meetings = [
        model.model.owner[groups.requirement[first:last]].tolist()
        for first, last in pairwise(groups.start.tolist())
    ]
    assert meetings == [[1, 2], [0], [1], [2], [0, 2], [0]]


def test_a_team_of_two_moves_so_that_one_of_them_is_free_earlier() -> None:
    """Both of the team sit in the first slot; delegate 1 is wanted there alone, and the team may come later."""
    both = Meeting(1, (Side(1, (1, 6), "all"), Side(3, (3,), "all")), weight=10)
    early = replace(meet(3, (1,), 5, 30), slots=(1,))
    alone = event(early)
    team = replace(
        alone,
        delegates=(*alone.delegates, Delegate(6, 1)),
        meetings=(both, early, meet(2, (1, 6), 4, 5)),
    )
    model = compile_problem(team).model
    state = put_in_order(model, 0)
    assert state.slot.tolist() == [0, NOWHERE, NOWHERE]
    groups = find_groups(model)
    alone = range(groups.alone, len(groups.place))
    assert [
        groups.member[
            groups.member_start[item] : groups.member_start[item + 1]
        ].tolist()
        for item in alone
    ] == [[0], [5]]
    assert reassign(model, state, groups, groups.alone, np.random.default_rng(1))
    assert state.slot.tolist() == [1, 0, NOWHERE]


def test_a_meeting_that_nobody_can_interpret_belongs_to_its_groups_all_the_same() -> (
    None
):
    lost = replace(meet(1, (1, 2), 3, 10), languages=(("lv", "ko"),))
    groups = find_groups(compile_problem(event(lost)).model)
    assert np.diff(groups.start).tolist() == [1, 1, 0, 0]
    nobody = replace(event(lost), places=())
    assert np.diff(find_groups(compile_problem(nobody).model).start).sum() == 2


def test_one_meeting_makes_room_for_another_of_the_same_team() -> None:
    """Meeting 1 stands with delegate 1 in the first slot, where only delegate 1 is; 3 needs that slot, 1 does not."""
    early = replace(meet(3, (1,), 5, 30), slots=(1,))
    model = compile_problem(
        event(meet(1, (1, 2), 3, 10), meet(2, (1,), 4, 20), early)
    ).model
    state = put_in_order(model, 0, 1)
    assert state.slot.tolist() == [0, 1, NOWHERE]
    groups = find_groups(model)
    assert groups_that_wait(model, groups, state.slot == NOWHERE).tolist() == [0, 3]
    assert reassign(model, state, groups, 0, np.random.default_rng(1))
    assert state.slot.tolist() == [1, 1, 0]


def test_a_reassignment_never_lowers_the_total_and_keeps_every_count() -> None:
    for name, hard in (("small", True), ("lounge", True), ("brokerage", False)):
        model = compile_problem(generate(name, 3, hard=hard)).model
        state = put_in_order(model, *range(len(model.reach)))
        groups, chance = find_groups(model), np.random.default_rng(3)
        before = int(state.counter[VALUE])
        for group in range(len(groups.place)):
            reassign(model, state, groups, group, chance)
            assert state.counter[VALUE] >= before
            before = int(state.counter[VALUE])
        held = state.slot != NOWHERE
        assert before == model.value[held].sum()
        assert (state.used <= model.capacity).all()
        assert state.used.sum() == held[model.owner].sum()
        kept = empty_state(model, 1)
        keep(state, kept)
        assert kept.slot.tolist() == state.slot.tolist()
