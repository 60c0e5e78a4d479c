"""Places, or interpreters, one by one: which pool each belongs to, when it is shut, which meeting has which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from madang.engine.problem import Interpreter, Place
from madang.engine.resources import Ints

NOBODY = -1


@dataclass
class Units:
    """U units; `at` has the unit of each meeting (M), or NOBODY."""

    ids: tuple[int, ...]
    number: dict[int, int]
    pools: dict[int, Ints]
    """Units of each pool, by the number of its resource."""
    pool_of: dict[int, int]
    """The resource of each unit, by its id."""
    capacity: Ints
    zone: Ints
    is_shut: NDArray[np.bool_]  # U × T: closed, or absent
    at: Ints

    def name(self, meeting: int) -> int | None:
        """The id of the unit that a meeting has."""
        unit = int(self.at[meeting])
        return None if unit == NOBODY else self.ids[unit]

    def copy(self) -> Units:
        """Units to try a change on."""
        return replace(self, is_shut=self.is_shut.copy(), at=self.at.copy())


def make_units(
    items: Sequence[Place | Interpreter],
    pools: dict[int, tuple[int, ...]],
    slot_number: dict[int, int],
    meetings: int,
) -> Units:
    """Units of which no meeting has any; `pools` has the ids of each pool, by the number of its resource."""
    number = {item.id: index for index, item in enumerate(items)}
    is_shut = np.zeros((len(items), len(slot_number)), dtype=np.bool_)
    for index, item in enumerate(items):
        is_shut[index, [slot_number[slot] for slot in item.busy]] = True
    places = [item if isinstance(item, Place) else Place(item.id) for item in items]
    return Units(
        ids=tuple(number),
        number=number,
        pools={
            row: np.array([number[item] for item in pool], dtype=np.int64)
            for row, pool in pools.items()
        },
        pool_of={item: row for row, pool in pools.items() for item in pool},
        capacity=np.array([item.capacity for item in places], dtype=np.int64),
        zone=np.array([item.zone for item in places], dtype=np.int64),
        is_shut=is_shut,
        at=np.full(meetings, NOBODY, dtype=np.int64),
    )
