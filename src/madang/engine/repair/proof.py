"""The fewest moves with which all that a repair seated can be held: an integer program over the meetings it holds.

Each meeting held takes one slot in which it could be. A published one keeps all it has, or it moves with its people
and counts; nobody has two meetings moved. Where the program (HiGHS) needs fewer moves than the search, its seating
takes the place of the search's. No moves at all need no proof.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import numpy as np

from madang.engine.bits import WORD
from madang.engine.moments import is_overlapping
from madang.engine.repair.desk import Desk
from madang.engine.repair.edits import take_all
from madang.engine.repair.warm import Warm, lay_out
from madang.engine.resources import UNLIMITED, Ints
from madang.engine.schedule import Proof
from madang.engine.state import NOWHERE

INFEASIBLE = 2
COLUMNS_MOST = 80_000
"""Pairs of meeting and slot beyond which no proof is tried."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """The moves made, a number that no repair which holds the same meetings goes below, and who proves it.

    `certified`: no moves were made. `solver`: by the integer program. `none`: not tried, or the seconds ran out.
    """

    moves: int
    bound: int
    proof: Proof


@dataclass
class _Program:
    warm: Warm
    desk: Desk
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    factors: list[int] = field(default_factory=list)
    cost: list[int] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    row_of: dict[Any, int] = field(default_factory=dict)
    seats: dict[int, tuple[int, int]] = field(default_factory=dict)
    """(meeting, slot) of a column that is a seat."""
    choices: dict[int, tuple[int, int]] = field(default_factory=dict)
    """(requirement, resource) of a column that is a choice."""

    def row(self, key: Any, lower: float, upper: float) -> int:
        """The row of a key, made with these limits when it is new."""
        if key not in self.row_of:
            self.row_of[key] = len(self.lower)
            self.lower.append(lower)
            self.upper.append(upper)
        return self.row_of[key]

    def column(self, cost: int) -> int:
        """A new column, 0 or 1."""
        self.cost.append(cost)
        return len(self.cost) - 1

    def add(self, row: int, column: int, factor: int = 1) -> None:
        """A factor of a column in a row."""
        self.rows.append(row)
        self.columns.append(column)
        self.factors.append(factor)


def moves_of(warm: Warm, desk: Desk) -> int:
    """Published meetings that are in another slot than when the repair began."""
    is_moved = desk.is_published & (warm.state.slot != desk.home)
    return int(is_moved.sum())


def prove_fewest(warm: Warm, desk: Desk, seconds: float) -> Fewest:
    """Prove that the moves are the fewest, or make fewer; `warm` and `desk` are as the search left them."""
    moves = moves_of(warm, desk)
    if moves == 0:
        return Fewest(0, 0, "certified")
    held = np.flatnonzero(warm.state.slot != NOWHERE)
    size = int(np.bitwise_count(warm.model.reach[held]).sum())
    if seconds <= 0 or size > COLUMNS_MOST or is_overlapping(warm.model):
        return Fewest(moves, 0, "none")
    bound, begun = 0, time.perf_counter()
    for is_rigid in (True, False):
        if bound < moves:
            program = _build(warm, desk, held, is_rigid=is_rigid)
            left = max(1.0, begun + seconds - time.perf_counter())
            bound, columns = _solve(program, left, 1 if is_rigid else bound)
            if columns and sum(program.cost[column] for column in columns) < moves:
                _take_over(program, columns)
                moves = moves_of(warm, desk)
    proof: Proof = "certified" if moves == 0 else "solver"
    return Fewest(moves, bound, proof if bound == moves else "none")


def _build(warm: Warm, desk: Desk, held: Ints, *, is_rigid: bool) -> _Program:
    """The program: a column a meeting and slot, and one a choice; rows for slots, days and people.

    Where it is rigid, published meetings have no slot but their own: it asks whether there is a way without a move.
    """
    program, model, state = _Program(warm, desk), warm.model, warm.state
    for number in held.tolist():
        home = int(desk.home[number])
        one = program.row(("held", number), 1, 1)
        is_fixed = is_rigid and bool(desk.is_published[number])
        for slot in [home] if is_fixed else _slots(warm, number):
            is_move = bool(desk.is_published[number]) and slot != home
            column = program.column(int(is_move))
            program.seats[column] = number, slot
            program.add(one, column)
            for requirement in range(
                model.requirement_start[number], model.requirement_start[number + 1]
            ):
                chosen = int(state.choice[requirement])
                if is_move and warm.is_person[chosen]:
                    program.add(program.row(("person", chosen), 0, 1), column)
                _require(program, (requirement, slot), column)
    return program


def _slots(warm: Warm, number: int) -> list[int]:
    """The slots in which a meeting could be held; of a pinned one its own."""
    if warm.model.is_pinned[number]:
        return [int(warm.state.slot[number])]
    reach = warm.model.reach[number].tolist()
    slots = range(len(warm.slots))
    return [slot for slot in slots if reach[slot // WORD] >> slot % WORD & 1]


def _options(program: _Program, requirement: int, slot: int) -> list[int]:
    """What may meet a requirement in a slot: what does now, for the people of published meetings and all that stay."""
    warm, desk, model = program.warm, program.desk, program.warm.model
    number, chosen = int(model.owner[requirement]), int(warm.state.choice[requirement])
    stays = slot == int(warm.state.slot[number]) == int(desk.home[number])
    if desk.is_published[number] and (stays or warm.is_person[chosen]):
        return [chosen]
    first, last = model.alternative_start[requirement : requirement + 2]
    options = model.alternative[first:last].tolist()
    return [item for item in options if model.capacity[item, slot] > 0]


def _require(program: _Program, what: tuple[int, int], column: int) -> None:
    """Let a column use one alternative of a requirement in a slot; a choice has a column for each."""
    requirement, slot = what
    options = _options(program, requirement, slot)
    if len(options) == 1:
        _use(program, (options[0], slot), column)
        return
    link = program.row(("choice", requirement, slot), 0, 0)
    program.add(link, column, -1)
    for item in options:
        choice = program.column(0)
        program.choices[choice] = requirement, item
        program.add(link, choice)
        _use(program, (item, slot), choice)


def _use(program: _Program, what: tuple[int, int], column: int) -> None:
    """Count a column against the room of a resource in a slot, and against its day."""
    model, (resource, slot) = program.warm.model, what
    room = float(model.capacity[resource, slot])
    program.add(program.row(what, 0, room), column)
    if model.day_most[resource] < UNLIMITED:
        day = int(model.day[slot])
        most = float(model.day_most[resource])
        program.add(program.row(("day", resource, day), 0, most), column)


def _solve(program: _Program, seconds: float, otherwise: int) -> tuple[int, list[int]]:
    """The least number of moves that is proven within the seconds, and the columns taken; none: nothing was found.

    `otherwise` is that number where the program has no solution at all.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    matrix = csr_matrix(
        (program.factors, (program.rows, program.columns)),
        shape=(len(program.lower), len(program.cost)),
        dtype=float,
    )
    found = milp(
        np.array(program.cost, dtype=float),
        integrality=np.ones(len(program.cost)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, program.lower, program.upper),
        options={"time_limit": seconds},
    )
    if found.status == INFEASIBLE:
        return otherwise, []
    bound = found.mip_dual_bound
    least = 0 if bound is None else max(0, ceil(bound - 1e-6))
    return least, [] if found.x is None else np.flatnonzero(found.x > 0.5).tolist()


def _take_over(program: _Program, columns: list[int]) -> None:
    """Seat the meetings as the program has them; those whose seat is the same stay."""
    model, state = program.warm.model, program.warm.state
    slots = state.slot.copy()
    choices = state.choice.copy()
    for column in columns:
        if column in program.seats:
            number, slot = program.seats[column]
            slots[number] = slot
            for requirement in range(
                model.requirement_start[number], model.requirement_start[number + 1]
            ):
                options = _options(program, requirement, slot)
                if len(options) == 1:
                    choices[requirement] = options[0]
    for column in columns:
        if column in program.choices:
            requirement, item = program.choices[column]
            choices[requirement] = item
    is_changed = slots != state.slot
    is_changed[model.owner[choices != state.choice]] = True
    take_all(model, state, np.flatnonzero(is_changed))
    lay_out(model, state, np.where(is_changed, slots, NOWHERE), choices)
