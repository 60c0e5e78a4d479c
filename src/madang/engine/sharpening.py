"""The best prices slot by slot for events of some tens of thousands of columns, and the schedule that they draw.

With a budget of seconds the linear program is solved in a thread of its own while the search goes on.
"""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np

from madang.engine.certificate import Floats
from madang.engine.improve import insert_by_share, insert_in_order, keep
from madang.engine.search import Proof, Search
from madang.engine.slot_prices import SlotSolution, slot_prices
from madang.engine.state import score

COLUMNS_PER_SECOND = 16_000
"""Columns of the linear program slot by slot that are likely to be solved in a second; more are not tried."""
COLUMNS_COUNTED, COLUMNS_MOST = 30_000, 100_000
"""The same limit for a budget of steps, which knows no seconds, and the limit of any: twice the columns take far more
than twice the time."""


def begin_sharpening(
    search: Search, proof: Proof, until: float
) -> Future[SlotSolution | None] | None:
    """The linear program under way beside the search; None: nothing is to gain, it is too large, or steps are counted."""
    is_needed = proof.bound > search.reached(proof.weights)
    if search.clock.is_counting or not is_needed or not _is_small(search, until):
        return None
    return search.beside(lambda: _solve(search, proof, until))


def use_prices(search: Search, proof: Proof, found: SlotSolution | None) -> bool:
    """Build the schedule that the program draws, and take over its prices where they prove more; False: there are none."""
    if found is None:
        return False
    follow(search, proof, found.share)
    proof.take(search.resources, found.prices)
    search.report("bound", proof)
    return True


def sharpen(search: Search, proof: Proof, until: float) -> bool:
    """Better multipliers from the linear program slot by slot; False: the event is too large for that."""
    if not search.clock.may_go_on(until) or proof.bound <= search.reached(
        proof.weights
    ):
        return True
    if not _is_small(search, until):
        return False
    found = search.wait_for(lambda: _solve(search, proof, until), proof)
    return use_prices(search, proof, found)


def prices_in_time(search: Search, proof: Proof, until: float) -> SlotSolution | None:
    """The solution of that program, where it is likely to be there before a share of the budget is spent."""
    return _solve(search, proof, until) if _is_small(search, until) else None


def _is_small(search: Search, until: float) -> bool:
    """Whether the program is likely to be solved before a share of the budget is spent."""
    return bool(
        np.bitwise_count(search.resources.model.reach).sum() <= _most(search, until)
    )


def _most(search: Search, until: float) -> int:
    """Columns that are likely to be solved by then."""
    if search.clock.is_counting:
        return COLUMNS_COUNTED
    likely = int(COLUMNS_PER_SECOND * search.clock.seconds_until(until))
    return min(COLUMNS_MOST, likely)


def _solve(search: Search, proof: Proof, until: float) -> SlotSolution | None:
    clock = search.clock
    return slot_prices(
        search.resources.priced,
        proof.earning(search.resources),
        most_columns=_most(search, until),
        seconds=None if clock.is_counting else clock.seconds_until(until),
    )


def follow(search: Search, proof: Proof, share: Floats) -> None:
    """Build the schedule that the linear program draws, fill it up, and keep it where it is better.

    Where the program's solution is whole, this schedule reaches the bound.
    """
    model = search.resources.model
    search.start_over()
    order = np.lexsort((-proof.weights, -share.max(axis=1))).astype(np.int64)
    insert_by_share(model, search.state, order, share)
    rest = np.argsort(-model.value, kind="stable").astype(np.int64)
    insert_in_order(model, search.state, rest, np.zeros(model.capacity.shape))
    if score(search.state) > score(search.best):
        keep(search.state, search.best)
