"""Changes of single rows of a model in use: capacities, what is reachable, what is free. Nothing is compiled anew."""

from __future__ import annotations

import numpy as np

from madang.engine.bits import Words, add, discard, pack
from madang.engine.compiled import kernel
from madang.engine.kernels import take
from madang.engine.overlaps import has_overlaps, takes_more
from madang.engine.resources import Ints, Model
from madang.engine.rest import is_rested
from madang.engine.state import NOWHERE, State


@kernel
def take_all(model: Model, state: State, meetings: Ints) -> None:
    """Remove placed meetings."""
    for index in range(len(meetings)):
        if state.slot[meetings[index]] != NOWHERE:
            take(model, state, meetings[index])


@kernel
def reach_again(model: Model, meetings: Ints, allowed: Words) -> None:
    """Write anew in which slots each of the meetings could be held alone; `allowed` has one row for each of them."""
    for index in range(len(meetings)):
        meeting = meetings[index]
        for word in range(allowed.shape[1]):
            model.reach[meeting, word] = allowed[index, word]
        for requirement in range(
            model.requirement_start[meeting], model.requirement_start[meeting + 1]
        ):
            for word in range(allowed.shape[1]):
                can = np.uint64(0)
                for at in range(
                    model.alternative_start[requirement],
                    model.alternative_start[requirement + 1],
                ):
                    can |= model.there[model.alternative[at], word]
                model.reach[meeting, word] &= can


@kernel
def free_again(model: Model, state: State, resources: Ints) -> None:
    """Write anew in which slots each of the resources takes one more meeting."""
    for index in range(len(resources)):
        resource = resources[index]
        for slot in range(len(model.day)):
            is_left = state.used[resource, slot] < model.capacity[resource, slot]
            day_used = state.day_used[resource, model.day[slot]]
            if has_overlaps(model):
                is_left = takes_more(model, state, resource, slot)
            is_left = is_left and is_rested(model, state, resource, slot)
            if is_left and day_used < model.day_most[resource]:
                add(state.free, resource, slot)
            else:
                discard(state.free, resource, slot)


@kernel
def mark_users(model: Model, resources: Ints, is_used: Ints, meetings: Ints) -> int:
    """List the meetings that could use one of the resources; `is_used` has a 1 for each of these. Returns their number."""
    count = 0
    for index in range(len(resources)):
        is_used[resources[index]] = 1
    for meeting in range(len(model.allowed)):
        first = model.alternative_start[model.requirement_start[meeting]]
        last = model.alternative_start[model.requirement_start[meeting + 1]]
        for at in range(first, last):
            if is_used[model.alternative[at]] == 1:
                meetings[count] = meeting
                count += 1
                break
    return count


def lower_capacity(
    model: Model, state: State, cuts: dict[tuple[int, int], int]
) -> Ints:
    """Cut the capacity of resources in slots, {(resource, slot): by how much}; returns the meetings concerned.

    The meetings that sat there were taken out before.
    """
    if not cuts:
        return np.zeros(0, dtype=np.int64)
    rows, slots = np.array(list(cuts), dtype=np.int64).T
    np.subtract.at(
        model.capacity, (rows, slots), np.array(list(cuts.values()), dtype=np.int64)
    )
    np.maximum(model.capacity, 0, out=model.capacity)
    touched: Ints = np.unique(rows)
    before = model.there[touched].copy()
    is_open = (model.capacity[touched] > 0) & (model.day_most[touched] > 0)[:, None]
    model.there[touched] = pack(is_open)
    free_again(model, state, touched)
    changed: Ints = touched[(before != model.there[touched]).any(axis=1)]
    return users_of(model, changed)


def users_of(model: Model, resources: Ints) -> Ints:
    """The meetings that could use one of the resources."""
    found = np.zeros(len(model.allowed), dtype=np.int64)
    flags = np.zeros(len(model.capacity), dtype=np.int64)
    count = mark_users(model, resources, flags, found) if len(resources) else 0
    users: Ints = found[:count]
    return users


def reach_of(model: Model, meetings: Ints) -> None:
    """Work out anew in which slots the meetings could be held alone, from what they allow."""
    if len(meetings):
        reach_again(model, meetings, pack(model.allowed[meetings]))
