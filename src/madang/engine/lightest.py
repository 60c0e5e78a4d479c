"""The lightest meetings at full places and of busy interpreters: the first to give way."""

from __future__ import annotations

from madang.engine.occupancy import Occupancy
from madang.engine.slot_sets import numbers_of


def lightest_holders(occupancy: Occupancy, resource: int) -> list[tuple[int, int, int]]:
    """(weight, meeting, slot) of the lightest meeting in each full slot that is not pinned, the lightest slot first."""
    if resource not in occupancy.lightest:
        known, found = occupancy.problem.meeting, []
        for slot in numbers_of(occupancy.busy[resource]):
            free = [
                (known[item].weight, item, slot)
                for item in occupancy.holders(resource, slot)
                if known[item].fixed is None
            ]
            found.extend([min(free)] if free else [])
        occupancy.lightest[resource] = sorted(found)
    return occupancy.lightest[resource]


def lightest_within(
    occupancy: Occupancy, resource: int, slots: int
) -> tuple[int, int, int] | None:
    """(weight, meeting, slot) of the lightest meeting that is not pinned at a full resource in one of the slots."""
    found = lightest_holders(occupancy, resource)
    return next((item for item in found if slots >> item[2] & 1), None)
