"""Late registrants: new delegates, organisations and meetings as rows at the end of the arrays in use."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from madang.engine.bits import pack
from madang.engine.problem import Delegate, Meeting, Organisation
from madang.engine.repair.changes import Changes
from madang.engine.repair.edits import reach_of
from madang.engine.repair.units import NOBODY
from madang.engine.repair.warm import Warm, begin
from madang.engine.resources import UNLIMITED, Ints
from madang.engine.state import LEFT_OUT, LOG_SIZE, NOWHERE, WAITING


def splits_a_pool(warm: Warm, changes: Changes) -> bool:
    """Whether a new meeting tells apart places that were one pool so far: then the arrays do not fit any more."""
    lists = [set(item.places) for item in changes.meetings if item.places is not None]
    units = warm.places
    return any(
        0 < sum(units.ids[item] in places for item in pool) < len(pool)
        for places in lists
        for pool in units.pools.values()
    )


def grow(warm: Warm, changes: Changes) -> None:
    """Add the new rows of a change; nothing of them is placed yet."""
    if changes.organisations:
        _add_organisations(warm, changes.organisations)
    if changes.delegates:
        _add_delegates(warm, changes.delegates)
    if changes.meetings:
        _add_meetings(warm, changes.meetings)


def renew(warm: Warm, changes: Changes) -> None:
    """Compile the event with the new rows from the start, where the arrays in use do not fit any more."""
    problem = warm.problem
    fresh = begin(
        replace(
            problem,
            organisations=(*problem.organisations, *changes.organisations),
            delegates=(*problem.delegates, *changes.delegates),
            meetings=(*problem.meetings, *changes.meetings),
        ),
        warm.schedule,
    )
    fresh.past, fresh.begun = warm.past, warm.begun
    vars(warm).update(vars(fresh))


def _more(array: Ints, values: list[int]) -> Ints:
    return np.concatenate((array, np.array(values, dtype=np.int64)))


def _add_organisations(warm: Warm, new: tuple[Organisation, ...]) -> None:
    model, state = warm.model, warm.state
    for item in new:
        warm.organisation_number[item.id] = len(warm.organisation_number)
    most = [UNLIMITED if item.most is None else item.most for item in new]
    warm.model = model._replace(
        organisation_most=_more(model.organisation_most, most),
        wish_start=_more(model.wish_start, [int(model.wish_start[-1])] * len(new)),
    )
    warm.state = state._replace(
        organisation_used=_more(state.organisation_used, [0] * len(new))
    )


def _add_delegates(warm: Warm, new: tuple[Delegate, ...]) -> None:
    model, state = warm.model, warm.state
    first, slots = len(model.capacity), len(model.day)
    position = warm.slot_number
    capacity = np.ones((len(new), slots), dtype=np.int64)
    for row, item in enumerate(new):
        warm.finder.number[item.id] = first + row
        warm.delegate_of[first + row] = item.id
        capacity[row, [position[slot] for slot in item.busy]] = 0
    day_most = np.array(
        [UNLIMITED if item.most_per_day is None else item.most_per_day for item in new]
    )
    there = pack((capacity > 0) & (day_most > 0)[:, None])
    last = int(model.member_start[-1])
    warm.model = model._replace(
        capacity=np.concatenate((model.capacity, capacity)),
        member_start=np.concatenate(
            (model.member_start, last + np.cumsum(capacity.ravel()))
        ),
        day_most=np.concatenate((model.day_most, day_most)),
        there=np.concatenate((model.there, there)),
    )
    nobody = np.zeros((len(new), state.day_used.shape[1]), dtype=np.int64)
    warm.state = state._replace(
        used=np.concatenate((state.used, np.zeros_like(capacity))),
        free=np.concatenate((state.free, there)),
        member=_more(state.member, [0] * int(capacity.sum())),
        day_used=np.concatenate((state.day_used, nobody)),
    )
    warm.is_person = np.append(warm.is_person, [True] * len(new))


def _add_meetings(warm: Warm, new: tuple[Meeting, ...]) -> None:
    first = len(warm.meetings)
    numbers = list(range(first, first + len(new)))
    warm.meetings.extend(new)
    warm.meeting_number.update(
        (item.id, number) for item, number in zip(new, numbers, strict=True)
    )
    _add_to_model(warm, new, numbers)
    _add_to_state(warm, numbers)
    for units in (warm.places, warm.interpreters):
        units.at = _more(units.at, [NOBODY] * len(new))
    reach_of(warm.model, np.array(numbers, dtype=np.int64))


def _ends(start: Ints, lists: list[list[int]] | list[list[list[int]]]) -> Ints:
    counts = np.cumsum([len(item) for item in lists], dtype=np.int64)
    return np.concatenate((start, start[-1] + counts))


def _add_to_model(warm: Warm, new: tuple[Meeting, ...], numbers: list[int]) -> None:
    model = warm.model
    requirements = [warm.finder.requirements_of(item) for item in new]
    alternatives = list(chain.from_iterable(requirements))
    sides = [
        [warm.organisation_number[side] for side in item.organisations] for item in new
    ]
    owners = np.repeat(
        np.array(numbers, dtype=np.int64), [len(item) for item in requirements]
    )
    wish_start, wish = _wishes(warm, sides, numbers)
    scale = len(warm.organisation_number) + 1
    highest = int(model.value.max(initial=1))
    warm.model = model._replace(
        allowed=np.concatenate((model.allowed, _allowed(warm, new))),
        requirement_start=_ends(model.requirement_start, requirements),
        alternative_start=_ends(model.alternative_start, alternatives),
        alternative=_more(model.alternative, list(chain.from_iterable(alternatives))),
        owner=np.concatenate((model.owner, owners)),
        side_start=_ends(model.side_start, sides),
        side=_more(model.side, list(chain.from_iterable(sides))),
        wish_start=wish_start,
        wish=wish,
        value=_more(
            model.value, [item.weight * scale + highest * item.must for item in new]
        ),
        is_pinned=np.append(model.is_pinned, [False] * len(new)),
        reach=np.concatenate(
            (model.reach, np.zeros((len(new), model.reach.shape[1]), dtype=np.uint64))
        ),
    )


def _allowed(warm: Warm, new: tuple[Meeting, ...]) -> NDArray[np.bool_]:
    return np.array(
        [
            [item.slots is None or slot in item.slots for slot in warm.slots]
            for item in new
        ],
        dtype=np.bool_,
    ).reshape(len(new), len(warm.slots))


def _wishes(
    warm: Warm, sides: list[list[int]], numbers: list[int]
) -> tuple[Ints, Ints]:
    """The meetings of each organisation, the new ones at the end of its list."""
    model = warm.model
    pairs = [
        (side, number)
        for side_list, number in zip(sides, numbers, strict=True)
        for side in side_list
    ]
    ends = model.wish_start[[side + 1 for side, _number in pairs]]
    wish: Ints = np.insert(model.wish, ends, [number for _side, number in pairs])
    more = np.zeros(len(model.wish_start), dtype=np.int64)
    np.add.at(more, [side + 1 for side, _number in pairs], 1)
    start: Ints = model.wish_start + np.cumsum(more)
    return start, wish


def _add_to_state(warm: Warm, numbers: list[int]) -> None:
    model, state = warm.model, warm.state
    waiting = int(state.counter[WAITING])
    requirements = len(model.owner)
    widest = int(np.diff(model.requirement_start).max(initial=1))
    more = len(numbers)
    waiting_list = _more(state.waiting, [0] * more)
    waiting_list[waiting : waiting + more] = numbers
    counter = state.counter.copy()
    counter[WAITING] = waiting + more
    served = np.diff(model.wish_start) > 0
    left_out = int((served & (state.organisation_used == 0)).sum())
    counter[LEFT_OUT] = left_out * model.worth[1]
    warm.state = state._replace(
        slot=_more(state.slot, [NOWHERE] * more),
        choice=_more(state.choice, [NOWHERE] * (requirements - len(state.choice))),
        position=_more(state.position, [0] * (requirements - len(state.position))),
        waiting=waiting_list,
        waiting_at=_more(state.waiting_at, list(range(waiting, waiting + more))),
        touched=_more(state.touched, [0] * more),
        is_touched=np.append(state.is_touched, [False] * more),
        counter=counter,
        open=np.zeros((widest, model.reach.shape[1]), dtype=np.uint64),
        log_choice=np.zeros((LOG_SIZE, widest), dtype=np.int64),
    )
