"""What holding a meeting is charged in each slot, for prices (real numbers) and multipliers (whole numbers) alike."""

from __future__ import annotations

from typing import Any

from madang.engine.bits import ONE, WORD, lowest
from madang.engine.compiled import leaf
from madang.engine.resources import Model

NEVER = 2**50
"""Charge of a resource where it is not there; a sum of charges from here on means that there is no way."""


@leaf
def charge_meeting(model: Model, charge: Any, row: Any, meeting: int) -> Any:
    """Write the charge of the meeting in each slot into `row[0]`; returns the least one where it can be held, or NEVER.

    `charge` is R × T, with NEVER where a resource is not there; `row` is room for 2 × T numbers of the same kind.
    """
    total = row[0]
    for slot in range(len(total)):
        total[slot] = 0
    for requirement in range(
        model.requirement_start[meeting], model.requirement_start[meeting + 1]
    ):
        add_least(model, charge, row, requirement)
    least = charge.dtype.type(NEVER)
    for word in range(model.reach.shape[1]):
        left = model.reach[meeting, word]
        while left != 0:
            slot = word * WORD + lowest(left)
            left &= left - ONE
            least = min(least, total[slot])
    return least


@leaf
def add_least(model: Model, charge: Any, row: Any, requirement: int) -> None:
    """Add the cheapest alternative of a requirement in each slot to the row of totals."""
    total, least = row[0], row[1]
    for slot in range(len(total)):
        least[slot] = NEVER
    for at in range(
        model.alternative_start[requirement], model.alternative_start[requirement + 1]
    ):
        resource = model.alternative[at]
        for slot in range(len(total)):
            least[slot] = min(least[slot], charge[resource, slot])
    for slot in range(len(total)):
        total[slot] += least[slot]
