"""Which table, in large events: each meeting in the zone where its people were, as far as its pool has room there."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain

from madang.engine.problem import Problem

Beside = dict[int, list[int]]
"""The meetings before and after each meeting of everybody who sits in it."""
Room = dict[tuple[int, int], list[int]]
"""Free units of each pool and zone in one slot: ids of places, once for each meeting that fits there."""


def assign_by_zone(
    problem: Problem,
    slot: int,
    pool_of: dict[int, int],
    members: list[tuple[int, ...]],
    known: tuple[Beside, dict[int, int], Counter[int]],
) -> dict[int, int]:
    """A place for each meeting of a slot; `pool_of` has one entry a meeting, `members` the places of each pool.

    `known` says who is beside whom, where they are, and how many meetings of slots that overlap this one sit at each
    place. Those with most neighbours in one zone choose first. Raises `ValueError` when a pool has too little room.
    """
    beside, place, seated = known
    pools = {pool: members[pool] for pool in pool_of.values()}
    room = _room(problem, slot, pools, seated)
    zones: dict[int, list[int]] = defaultdict(list)
    for pool, zone in room:
        zones[pool].append(zone)
    wishes = {
        meeting: Counter(
            problem.place[place[other]].zone
            for other in beside[meeting]
            if other in place
        ).most_common()
        for meeting in pool_of
    }
    found: dict[int, int] = {}
    for meeting in sorted(pool_of, key=lambda item: -_most(wishes[item])):
        pool = pool_of[meeting]
        order = chain((zone for zone, _count in wishes[meeting]), zones[pool])
        free = next((zone for zone in order if room.get((pool, zone))), None)
        if free is None:
            raise ValueError(f"no place is left for meeting {meeting}")
        found[meeting] = room[pool, free].pop()
    return found


def _most(wishes: list[tuple[int, int]]) -> int:
    return wishes[0][1] if wishes else 0


def _room(
    problem: Problem,
    slot: int,
    pools: dict[int, tuple[int, ...]],
    seated: Counter[int],
) -> Room:
    room: Room = defaultdict(list)
    for pool, places in pools.items():
        for item in reversed(places):
            place = problem.place[item]
            if slot not in place.busy:
                room[pool, place.zone].extend([item] * (place.capacity - seated[item]))
    return room
