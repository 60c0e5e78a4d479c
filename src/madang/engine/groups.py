"""Groups of delegates who stand in for each other, with the meetings that ask for one of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from madang.engine.resources import Ints, Model
from madang.engine.state import NOWHERE


class Groups(NamedTuple):
    """Groups of delegates, and the meetings for which exactly one requirement asks for one of the group."""

    member_start: Ints  # G + 1
    member: Ints  # delegates
    rank: Ints  # delegates: position in its group
    start: Ints  # G + 1
    requirement: Ints  # the one of each of its meetings that asks for the group
    place: Ints  # G: the resource, no delegate, that most of the group's meetings may use; NOWHERE: none


def find_groups(model: Model) -> Groups:
    """The groups of an event: delegates who are alternatives of one requirement belong together."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    delegates = int(model.delegates[0])
    counts = np.diff(model.alternative_start)
    first = _first_alternatives(model)
    pairs = np.repeat(first, counts), model.alternative
    is_person = (pairs[0] < delegates) & (pairs[1] < delegates)
    one, other = pairs[0][is_person], pairs[1][is_person]
    links = coo_matrix((np.ones(len(one)), (one, other)), shape=(delegates, delegates))
    number, group = connected_components(links, directed=False)
    member = np.argsort(group, kind="stable")
    member_start = np.searchsorted(group[member], np.arange(number + 1))
    rank = np.zeros(delegates, dtype=np.int64)
    rank[member] = np.arange(delegates) - member_start[group[member]]
    asks = np.flatnonzero(first < delegates)
    key = group[first[asks]].astype(np.int64) * len(model.reach) + model.owner[asks]
    _, at, times = np.unique(key, return_index=True, return_counts=True)
    chosen = asks[at[times == 1]]
    of_group = group[first[chosen]]
    return Groups(
        member_start.astype(np.int64),
        member.astype(np.int64),
        rank,
        np.searchsorted(of_group, np.arange(number + 1)).astype(np.int64),
        chosen.astype(np.int64),
        _places(model, of_group, model.owner[chosen], number),
    )


def _or_nobody(model: Model) -> Ints:
    """All alternatives, and behind them a number that is no resource."""
    nobody = np.full(1, len(model.capacity), dtype=np.int64)
    return np.concatenate((model.alternative, nobody))


def _first_alternatives(model: Model) -> Ints:
    """The first alternative of each requirement; no resource at all where nobody can meet it."""
    first: Ints = _or_nobody(model)[model.alternative_start[:-1]]
    first[np.diff(model.alternative_start) == 0] = len(model.capacity)
    return first


def _places(model: Model, group: Ints, meeting: Ints, number: int) -> Ints:
    """The last alternative of its last requirement that is no delegate, by majority of the meetings of each group."""
    last = _or_nobody(model)[model.alternative_start[1:] - 1]
    place = np.full(len(model.reach), NOWHERE, dtype=np.int64)
    is_place = (last >= model.delegates[0]) & (np.diff(model.alternative_start) > 0)
    place[model.owner[is_place][::-1]] = last[is_place][::-1]
    found = np.full(number, NOWHERE, dtype=np.int64)
    key, times = np.unique(
        group.astype(np.int64) * (len(model.capacity) + 1) + place[meeting] + 1,
        return_counts=True,
    )
    order = np.argsort(times, kind="stable")
    found[key[order] // (len(model.capacity) + 1)] = (
        key[order] % (len(model.capacity) + 1) - 1
    )
    return found


def groups_that_wait(model: Model, groups: Groups, waiting: NDArray[np.bool_]) -> Ints:
    """Numbers of the groups with at least one of the waiting meetings (flags, M)."""
    number = np.repeat(np.arange(len(groups.place)), np.diff(groups.start)).astype(
        np.int64
    )
    return np.unique(number[waiting[model.owner[groups.requirement]]])
