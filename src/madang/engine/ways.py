"""The rule of walking for single meetings: which places with room the people of a meeting reach in time."""

from __future__ import annotations

from collections.abc import Iterator

from madang.engine.needs import Need, Way
from madang.engine.occupancy import Occupancy
from madang.engine.slot_sets import numbers_of


def chosen_at(needs: list[Need], slot: int) -> list[int | None]:
    """The first free alternative of each need in a slot."""
    return [
        None if need.kind == "way" else next(_free(need.alternatives, slot), None)
        for need in needs
    ]


def _free(ways: list[Way], slot: int) -> Iterator[int]:
    for number, *closed in ways:
        if not any(slots >> slot & 1 for slots in closed):
            yield number


def place_at(occupancy: Occupancy, needs: list[Need], slot: int) -> int | None:
    """The first place with room in the slot that those who would come reach in time, or None."""
    pauses, people = occupancy.pauses, len(occupancy.people)
    delegates = occupancy.resources.delegates
    who = tuple(
        delegates[item]
        for item in chosen_at(needs, slot)
        if item is not None and item < people
    )
    at = occupancy.resources.slots[slot]
    for need in needs:
        for pool in _free(need.alternatives, slot) if need.kind == "place" else ():
            for place in occupancy.units_at(pool, slot):
                hurried = pauses.hurried(
                    occupancy.who, occupancy.placements, who, (at, place)
                )
                if next(hurried, None) is None:
                    return place
    return None


def too_far(occupancy: Occupancy, needs: list[Need], slots: int) -> int:
    """Those of the slots in which every place with room is too far for somebody."""
    if occupancy.pauses.minutes is None:
        return 0
    found = 0
    for slot in numbers_of(slots):
        found |= (place_at(occupancy, needs, slot) is None) << slot
    return found
