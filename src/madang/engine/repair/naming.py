"""Tables and interpreters by name for the meetings that a repair changed; all others keep theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from madang.engine.problem import Meeting
from madang.engine.repair.warm import Pair, Warm
from madang.engine.schedule import Placement

Claims = dict[Pair, list[int]]
"""Meetings that need a unit of a pool in a slot, {(pool, slot position): numbers}."""


def name_changed(warm: Warm, numbers: Iterable[int]) -> dict[int, Placement]:
    """Placements of the meetings with these numbers, by id; a meeting in its old slot keeps its place where it can."""
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
            elif row in warm.place_pools:
                places[row, slot].append(number)
            else:
                voices[row, slot].append(number)
    changed = set(people)
    place = _seats(warm, places, changed)
    voice = _voices(warm, voices, changed)
    found = {}
    for number, delegates in people.items():
        meeting = warm.meetings[number]
        found[meeting.id] = Placement(
            warm.slots[int(state.slot[number])],
            place[number],
            by_side(meeting, delegates),
            voice.get(number),
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


def _others(warm: Warm, row: int, slot: int, changed: set[int]) -> list[Placement]:
    """Where the meetings sit that use the pool in the slot and have not changed."""
    model, state = warm.model, warm.state
    start = model.member_start[row * len(warm.slots) + slot]
    members = state.member[start : start + state.used[row, slot]]
    return [
        warm.schedule[warm.meetings[number].id]
        for number in model.owner[members].tolist()
        if number not in changed
    ]


def _seats(warm: Warm, claims: Claims, changed: set[int]) -> dict[int, int]:
    """A place for each claim."""
    problem, found = warm.base, {}
    for (row, at), numbers in claims.items():
        slot = warm.slots[at]
        taken = Counter(item.place for item in _others(warm, row, at, changed))
        room = {
            item: problem.place[item].capacity - taken[item]
            for item in warm.place_pools[row]
            if (item, slot) not in warm.closed
        }
        wish = {number: _place_before(warm, number, slot) for number in numbers}
        for number in sorted(numbers, key=lambda item: not room.get(wish[item][0], 0)):
            before, zone = wish[number]
            free = [item for item, left in room.items() if left > 0]
            chosen = min(
                free,
                key=lambda item: (item != before, problem.place[item].zone != zone),
            )
            room[chosen] -= 1
            found[number] = chosen
    return found


def _place_before(warm: Warm, number: int, slot: int) -> tuple[int | None, int | None]:
    """The place that a meeting had, where it stays in its slot, and the zone it was in."""
    before = warm.schedule.get(warm.meetings[number].id)
    if before is None:
        return None, None
    zone = warm.base.place[before.place].zone
    return (before.place if before.slot == slot else None), zone


def _voices(warm: Warm, claims: Claims, changed: set[int]) -> dict[int, int]:
    """An interpreter for each claim."""
    found = {}
    for (row, at), numbers in claims.items():
        slot = warm.slots[at]
        taken = {item.interpreter for item in _others(warm, row, at, changed)}
        free = [
            item
            for item in warm.interpreter_pools[row]
            if (item, slot) not in warm.absent and item not in taken
        ]
        wish = {number: _voice_before(warm, number, slot) for number in numbers}
        for number in sorted(numbers, key=lambda item: wish[item] not in free):
            chosen = wish[number] if wish[number] in free else free[0]
            free.remove(chosen)
            found[number] = chosen
    return found


def _voice_before(warm: Warm, number: int, slot: int) -> int:
    before = warm.schedule.get(warm.meetings[number].id)
    if before is None or before.slot != slot or before.interpreter is None:
        return -1
    return before.interpreter
