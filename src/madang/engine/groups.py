"""Groups of delegates who stand in for each other, with the meetings that ask for one of them.

Where a meeting asks for several of one group (a team that comes together), each delegate of it is a group alone too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from madang.engine.resources import Ints, Model
from madang.engine.state import NOWHERE


class Groups(NamedTuple):
    """Groups of delegates, and the meetings for which exactly one requirement asks for one of the group.

    From number `alone` on, a group is one delegate with the meetings that ask for nobody else instead.
    """

    member_start: Ints  # G + 1
    member: Ints  # delegates
    rank: Ints  # delegates: position in its group of stand-ins
    alone: int
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
    chosen, is_shared = _asked_once(model, group[first[asks]].astype(np.int64), asks)
    alone = _alone(model, first, asks, is_shared)
    of_group = np.concatenate((group[first[chosen]], number + alone.rank))
    chosen = np.concatenate((chosen, alone.requirement))
    return Groups(
        np.concatenate(
            (member_start, len(member) + 1 + np.arange(len(alone.delegate)))
        ),
        np.concatenate((member, alone.delegate)).astype(np.int64),
        rank,
        int(number),
        np.searchsorted(of_group, np.arange(number + len(alone.delegate) + 1)).astype(
            np.int64
        ),
        chosen.astype(np.int64),
        _places(model, of_group, model.owner[chosen], number + len(alone.delegate)),
    )


class _Alone(NamedTuple):
    delegate: Ints
    requirement: Ints  # in the order of the delegates
    rank: Ints  # of each requirement: the position of its delegate


def _asked_once(
    model: Model, group: Ints, asks: Ints
) -> tuple[Ints, NDArray[np.bool_]]:
    """The requirements that alone ask for their group in their meeting, by group; and of each, whether others do too."""
    key = group * len(model.reach) + model.owner[asks]
    _, at, back, times = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    return asks[at[times == 1]], times[back] > 1


def _alone(
    model: Model, first: Ints, asks: Ints, is_shared: NDArray[np.bool_]
) -> _Alone:
    """The delegates who come in a team, with all requirements that ask for them and nobody else."""
    is_one = np.diff(model.alternative_start)[asks] == 1
    delegate = np.unique(first[asks[is_one & is_shared]]).astype(np.int64)
    rows = asks[is_one & np.isin(first[asks], delegate)]
    rows = rows[np.argsort(first[rows], kind="stable")]
    return _Alone(
        delegate, rows, np.searchsorted(delegate, first[rows]).astype(np.int64)
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
