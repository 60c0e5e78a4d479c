"""The state of a schedule under search: what is where, what is free, what waits."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from madang.engine.bits import Words
from madang.engine.compiled import kernel, leaf
from madang.engine.resources import Ints, Model

NOWHERE = cast(int, np.int64(-1))
NONE_YET = cast(int, np.int64(0))
"""Numbers of one type: the compiler makes a second version of a function for a plain -1 or 0 that is handed to it."""
VALUE, LEFT_OUT, WAITING, LOGGED, PLACED, TOUCHED, CREDIT = 0, 1, 2, 3, 4, 5, 6
LOG_SIZE = 512


class State(NamedTuple):
    """A schedule under search; every array is changed in place."""

    slot: Ints  # M: slot of each meeting, or NOWHERE
    choice: Ints  # Q: resource that meets each requirement
    position: Ints  # Q: where the requirement stands among the members of its resource
    used: Ints  # R × T
    free: Words  # R × W: slots in which the resource takes one more meeting, its day limit included
    member: Ints  # requirements that use a resource in a slot, see Model.member_start
    day_used: Ints  # R × D
    organisation_used: Ints  # O
    waiting: Ints  # meetings without a slot, the first counter[WAITING] of them
    waiting_at: Ints  # M
    touched: Ints  # meetings that changed since the schedule was last kept, the first counter[TOUCHED] of them
    is_touched: NDArray[np.bool_]  # M
    counter: Ints  # VALUE, LEFT_OUT (times its worth), WAITING, LOGGED, PLACED, TOUCHED, CREDIT (charged for all uses)
    random: NDArray[np.uint64]  # 1
    credit: Ints  # R × T: what a search charges for each use, see `credit`
    open: Words  # most requirements of a meeting × W: see `survey`
    log_meeting: Ints
    log_slot: Ints
    log_choice: Ints  # LOG_SIZE × most requirements of a meeting


def empty_state(model: Model, seed: int) -> State:
    """A state with every meeting waiting."""
    meetings = len(model.allowed)
    requirements = np.diff(model.requirement_start)
    days = int(model.day.max(initial=0)) + 1
    wished = np.diff(model.wish_start) > 0
    return State(
        slot=np.full(meetings, NOWHERE, dtype=np.int64),
        choice=np.full(len(model.owner), NOWHERE, dtype=np.int64),
        position=np.zeros(len(model.owner), dtype=np.int64),
        used=np.zeros_like(model.capacity),
        free=model.there.copy(),
        member=np.zeros(int(model.member_start[-1]), dtype=np.int64),
        day_used=np.zeros((len(model.capacity), days), dtype=np.int64),
        organisation_used=np.zeros(len(model.organisation_most), dtype=np.int64),
        waiting=np.arange(meetings, dtype=np.int64),
        waiting_at=np.arange(meetings, dtype=np.int64),
        touched=np.zeros(meetings, dtype=np.int64),
        is_touched=np.zeros(meetings, dtype=np.bool_),
        counter=np.array(
            [0, int(wished.sum()) * int(model.worth[1]), meetings, 0, 0, 0, 0],
            dtype=np.int64,
        ),
        random=np.array(
            [(seed * 2654435761 + 88172645463325252) % 2**64 or 1], dtype=np.uint64
        ),
        credit=np.zeros_like(model.capacity),
        open=np.zeros(
            (int(requirements.max(initial=1)), model.reach.shape[1]), dtype=np.uint64
        ),
        log_meeting=np.zeros(LOG_SIZE, dtype=np.int64),
        log_slot=np.zeros(LOG_SIZE, dtype=np.int64),
        log_choice=np.zeros(
            (LOG_SIZE, int(requirements.max(initial=1))), dtype=np.int64
        ),
    )


KEPT = ("slot", "choice", "counter")
"""All of a state that says which schedule it is."""


def kept_state(state: State) -> State:
    """The schedule of a state as `keep` and `rebuild` know it; whatever follows from it is left empty."""
    arrays: dict[str, Any] = {
        name: array.copy() if name in KEPT else np.zeros((0,) * array.ndim, array.dtype)
        for name, array in state._asdict().items()
    }
    return State(**arrays)


@leaf
def draw(state: State, below: int) -> int:
    """A number from 0 to `below` - 1, by xorshift (Marsaglia 2003)."""
    x = state.random[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state.random[0] = x
    return int(np.int64(x >> np.uint64(11)) % below)


@kernel
def score(state: State) -> int:
    """The objective of the first three stages in one number."""
    return int(state.counter[VALUE] - state.counter[LEFT_OUT])


def touch_all(state: State) -> None:
    """Note that every meeting may be somewhere else than in the schedule that was last kept."""
    state.is_touched[:] = True
    state.touched[:] = np.arange(len(state.touched))
    state.counter[TOUCHED] = len(state.touched)
