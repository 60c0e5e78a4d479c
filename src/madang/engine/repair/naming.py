"""Tables and interpreters by name for the meetings that a repair changed; all others keep theirs.

A meeting may find none: where slots overlap no table may be free throughout, and where walking takes time none near enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from madang.engine.problem import Meeting
from madang.engine.repair.units import NOBODY, Units
from madang.engine.repair.warm import Pair, Warm
from madang.engine.repair.ways import Guests, has_ways
from madang.engine.resources import Ints
from madang.engine.schedule import Placement

Claims = dict[Pair, list[int]]
"""Meetings that need a unit of a pool in a slot, {(pool, slot position): numbers}."""


def name_changed(warm: Warm, numbers: Iterable[int]) -> dict[int, Placement]:
    """Placements of the meetings with these numbers, by id; a meeting in its old slot keeps its place where it can.

    Those that find no table or interpreter are left out.
    """
    model, state = warm.model, warm.state
    places: Claims = defaultdict(list)
    voices: Claims = defaultdict(list)
    people: dict[int, list[int]] = {}
    for number in numbers:
        first, last = model.requirement_start[number : number + 2]
        slot = int(state.slot[number])
        people[number] = []
        for row in state.choice[first:last].tolist():
            if warm.is_person[row]:
                people[number].append(warm.delegate_of[row])
            elif row in warm.places.pools:
                places[row, slot].append(number)
            else:
                voices[row, slot].append(number)
    changed = np.array(list(people), dtype=np.int64)
    guests = Guests(warm, people) if has_ways(warm) else None
    _name(warm, warm.places, places, changed, guests)
    _name(warm, warm.interpreters, voices, changed)
    needing = {number for claim in voices.values() for number in claim}
    found = {}
    for number, delegates in people.items():
        place, voice = warm.places.name(number), warm.interpreters.name(number)
        if place is None or (number in needing and voice is None):
            continue
        meeting = warm.meetings[number]
        found[meeting.id] = Placement(
            warm.slots[int(state.slot[number])],
            place,
            by_side(meeting, delegates),
            voice,
        )
    return found


def by_side(meeting: Meeting, delegates: list[int]) -> tuple[tuple[int, ...], ...]:
    """The delegates of a meeting, who come in the order of its sides, split by side."""
    rest = iter(delegates)
    return tuple(
        tuple(
            next(rest) for _ in range(1 if side.mode == "any" else len(side.delegates))
        )
        for side in meeting.sides
    )


def _name(
    warm: Warm,
    units: Units,
    claims: Claims,
    changed: Ints,
    guests: Guests | None = None,
) -> None:
    """Give each claim a unit, near enough for its guests; those that find none have none afterwards."""
    before = units.at[changed].tolist()
    wish = dict(zip(changed.tolist(), before, strict=True))
    units.at[changed] = NOBODY
    for (row, at), numbers in claims.items():
        pool = units.pools[row]
        room = np.where(units.is_shut[pool, at], 0, units.capacity[pool])
        room -= _taken(warm, units, row, at)[pool]
        stay = {item: _wish_in(warm, units, item, wish[item], at) for item in numbers}
        for number in sorted(numbers, key=lambda item: stay[item] == NOBODY):
            is_open = room > 0
            if guests is not None:
                is_open &= guests.near(number, pool)
            chosen = _choose(units, pool, is_open, (stay[number], wish[number]))
            if chosen == NOBODY:
                continue
            room[chosen] -= 1
            units.at[number] = pool[chosen]
            if guests is not None:
                guests.sit(number, int(pool[chosen]))


def _taken(warm: Warm, units: Units, row: int, slot: int) -> Ints:
    """How often each unit is taken at the busiest moment of a slot, by the meetings that have one."""
    model, state = warm.model, warm.state
    busiest = np.zeros(len(units.capacity), dtype=np.int64)
    for moment in model.begin[model.begin_start[slot] : model.begin_start[slot + 1]]:
        taken = np.zeros(len(units.capacity), dtype=np.int64)
        first, last = model.active_start[moment : moment + 2]
        for at in model.active[first:last]:
            start = model.member_start[row * len(warm.slots) + at]
            members = state.member[start : start + state.used[row, at]]
            held = units.at[model.owner[members]]
            taken += np.bincount(held[held != NOBODY], minlength=len(taken))
        busiest = np.maximum(busiest, taken)
    return busiest


def _wish_in(warm: Warm, units: Units, number: int, before: int, at: int) -> int:
    """The unit that a meeting had, where it stays in its slot and the unit is there; else NOBODY."""
    known = warm.schedule.get(warm.meetings[number].id)
    if known is None or known.slot != warm.slots[at] or before == NOBODY:
        return NOBODY
    return NOBODY if units.is_shut[before, at] else before


def _choose(
    units: Units, pool: Ints, is_open: NDArray[np.bool_], wish: tuple[int, int]
) -> int:
    """The position in the pool of the open unit that suits best: the same, one of the same zone, the first one."""
    free = np.flatnonzero(is_open)
    if not len(free):
        return NOBODY
    same, before = wish
    if same != NOBODY and (pool[free] == same).any():
        return int(free[np.argmax(pool[free] == same)])
    if before != NOBODY:
        return int(free[np.argmax(units.zone[pool[free]] == units.zone[before])])
    return int(free[0])
