"""Sets of three or five delegates who come in pairs: at most one pair of three can meet at a time, or two of five.

Three colleagues of whom any two come together hold one such meeting in a slot, where prices of delegates alone allow
one and a half: each of three pairs half. A set counts as one more resource, which every meeting uses once to which two
or more of it must come. These are the odd-set rows of Edmonds (1965) for matchings, and for teams of any size.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from madang.engine.bits import pack
from madang.engine.resources import UNLIMITED, Ints, Model, OddSets

OFTEN = 3
"""Meetings for which two delegates come together, from which they count as a pair."""
SIZES = ((3, 2), (5, 6))
"""Members of a set, and how many pairs of them often come together at least."""
NEAR_MOST = 12
"""Partners of one delegate who are looked at: sets of five among them."""
MOST = 40_000
"""Sets of an event at most."""


def find_odd_sets(model: Model) -> OddSets:
    """The sets, each as numbers of delegates in order, that hold enough pairs who often come together.

    None where slots overlap: there, a meeting blocks others at several moments.
    """
    if len(model.begin) > len(model.day):
        return ()
    one, other, _ = _pairs(model)
    key, times = np.unique(one * len(model.capacity) + other, return_counts=True)
    pairs = {divmod(pair, len(model.capacity)) for pair in key[times >= OFTEN].tolist()}
    friends: dict[int, set[int]] = {}
    for first, second in pairs:
        friends.setdefault(first, set()).add(second)
        friends.setdefault(second, set()).add(first)
    found = {
        tuple(sorted((centre, *others)))
        for centre, near in friends.items()
        for size, _ in SIZES
        for others in combinations(sorted(near)[:NEAR_MOST], size - 1)
    }
    least = dict(SIZES)
    chosen = [
        members
        for members in found
        if sum(pair in pairs for pair in combinations(members, 2))
        >= least[len(members)]
    ]
    return tuple(sorted(chosen)[:MOST])


def widen(model: Model, sets: OddSets) -> Model:
    """The model with each set as a resource behind all others; only prices and bounds are made of it, no schedules."""
    is_there = model.capacity > 0
    room = np.array([is_there[list(members)].sum(axis=0) // 2 for members in sets])
    capacity = np.concatenate((model.capacity, room.astype(np.int64)))
    meeting, used = _uses(model, sets)
    counts = np.bincount(meeting, minlength=len(model.allowed))
    ends = model.requirement_start[1:][meeting]
    lengths = np.diff(model.alternative_start)
    lengths = np.insert(lengths, ends, 1)
    at = model.alternative_start[ends]
    day_most = np.concatenate(
        (model.day_most, np.full(len(sets), UNLIMITED, dtype=np.int64))
    )
    return model._replace(
        capacity=capacity,
        requirement_start=model.requirement_start
        + np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        alternative_start=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        alternative=np.insert(model.alternative, at, len(model.capacity) + used),
        owner=np.insert(model.owner, ends, meeting),
        day_most=day_most,
        there=pack((capacity > 0) & (day_most > 0)[:, None]),
    )


def _pairs(model: Model) -> tuple[Ints, Ints, Ints]:
    """Every two delegates who must both come to a meeting, the lower number first, and the meeting."""
    first = model.alternative[
        np.minimum(model.alternative_start[:-1], len(model.alternative) - 1)
    ]
    is_named = (np.diff(model.alternative_start) == 1) & (first < model.delegates[0])
    person, meeting = first[is_named], model.owner[is_named]
    parts: list[tuple[Ints, Ints, Ints]] = []
    for step in range(1, len(person)):
        is_same = meeting[step:] == meeting[:-step]
        if not is_same.any():
            break
        one, other = person[:-step][is_same], person[step:][is_same]
        parts.append(
            (np.minimum(one, other), np.maximum(one, other), meeting[step:][is_same])
        )
    if not parts:
        none: Ints = np.zeros(0, dtype=np.int64)
        return none, none, none
    one, other, owner = (np.concatenate(column) for column in zip(*parts, strict=True))
    return one, other, owner


def _uses(model: Model, sets: OddSets) -> tuple[Ints, NDArray[np.int64]]:
    """Which meeting uses which set, by meeting: those to which two of the set must come."""
    one, other, meeting = _pairs(model)
    width = len(model.capacity)
    known = sorted(
        (first * width + second, number)
        for number, members in enumerate(sets)
        for first, second in combinations(members, 2)
    )
    keys, number = np.array(known, dtype=np.int64).reshape(-1, 2).T
    wanted = one * width + other
    start, end = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, "right")
    times = end - start
    at = np.repeat(start, times) + _steps(times)
    found = np.unique(np.repeat(meeting, times) * len(sets) + number[at])
    return np.divmod(found, len(sets))


def _steps(times: Ints) -> Ints:
    """0, 1, … up to each number of times, one after the other."""
    ends = np.cumsum(times)
    found: Ints = np.arange(int(times.sum()), dtype=np.int64)
    return found - np.repeat(ends - times, times)
