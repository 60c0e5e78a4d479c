"""What free capacity counts for while the search is young: who is in demand finds somebody else for a slot that falls free.

A search that looks at weights alone never gives up a meeting of two people in demand for a lighter one of only one of
them, though the slot that the other has back is soon filled with more. The prices of the certificate say what such a
slot is worth. A part of them is charged for each use, and the part falls to nothing while the search cools.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from madang.engine.certificate import Floats, Prices
from madang.engine.resources import Model
from madang.engine.state import CREDIT, NOWHERE, State

FIRST_PART = 0.5
"""The part of the prices that is charged when the search begins."""
LEVELS = 40
"""How many times the part falls: the charges are written anew each time."""


@dataclass
class Credit:
    """The charges of one search; `full` is the price of each resource and slot in units of the objective (R × T)."""

    model: Model
    state: State
    full: Floats
    level: int = 0

    def fall(self, share: float) -> None:
        """Charge what is due when this share of the search, from 0 to 1, is over."""
        self._charge(round(LEVELS * (1 - share)))

    def end(self) -> None:
        """Charge nothing any more."""
        self._charge(0)

    def _charge(self, level: int) -> None:
        if level == self.level:
            return
        self.level = level
        state, slot = self.state, self.state.slot[self.model.owner]
        state.credit[:] = np.rint(self.full * (FIRST_PART * level / LEVELS))
        held = np.flatnonzero(slot != NOWHERE)
        state.counter[CREDIT] = state.credit[state.choice[held], slot[held]].sum()


def begin_credit(model: Model, state: State, prices: Prices) -> Credit:
    """The charges for a state in which nothing is charged yet."""
    count = len(model.capacity)
    price = prices.use[:count] + prices.day[:count, model.day]
    return Credit(model, state, price * float(model.worth[0]))
