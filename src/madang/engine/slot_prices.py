"""Prices slot by slot from one linear program, for events small enough that it is solved in seconds.

One variable for each meeting and slot, and one for each alternative where a requirement leaves a choice. Alternatives
that every requirement names together (the delegates of one side, any of whom may come) are one row: nothing tells them
apart, so they carry one price. Its dual values are the best multipliers of their kind: no prices a resource and slot
prove a lower bound. Its solution says where meetings would like to be, and guides the next schedule.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from madang.engine.certificate import Prices
from madang.engine.moments import is_overlapping, moments_of
from madang.engine.prices import choices_of
from madang.engine.resources import UNLIMITED, Ints, Model

Part = NDArray[np.int64]


@dataclass
class _Rows:
    """Entries of a sparse matrix, collected in pieces: rows, columns and factors of equal length."""

    rows: list[Part] = field(default_factory=list)
    columns: list[Part] = field(default_factory=list)
    factors: list[Part] = field(default_factory=list)

    def add(self, rows: Part, columns: Part, factor: int = 1) -> None:
        self.rows.append(rows)
        self.columns.append(columns)
        self.factors.append(np.full(len(rows), factor, dtype=np.int64))


@dataclass(frozen=True)
class SlotSolution:
    """The prices, and the share of each meeting that the program holds in each slot (M × T, 0 to 1)."""

    prices: Prices
    share: NDArray[np.float64]


@dataclass
class _Program:
    """The program under construction; `column` numbers the variable of each meeting and slot, -1 where it cannot be.

    `pool` gives the row of each resource: its own number, or that of the first of those it is pooled with.
    """

    model: Model
    column: Ints
    columns: int
    pool: Ints
    upper: _Rows = field(default_factory=_Rows)
    equal: _Rows = field(default_factory=_Rows)
    links: int = 0


def slot_prices(
    model: Model, weights: Ints, *, most_columns: int, seconds: float | None
) -> SlotSolution | None:
    """The best prices a resource and slot, or None: too many columns, or not solved within the seconds (HiGHS)."""
    program = _number_columns(model)
    if not 0 < program.columns <= most_columns:
        return None
    for requirements in choices_of(model):
        _add_choice(program, requirements)
        if program.columns > most_columns:
            return None
    limits = _add_limits(program)
    solved = _solve(program, weights, limits, seconds)
    if solved is None:
        return None
    variables, marginals = solved
    share = np.where(program.column >= 0, variables[program.column], 0.0)
    return SlotSolution(_read_prices(program, np.maximum(0.0, -marginals)), share)


def _read_prices(program: _Program, dual: NDArray[np.float64]) -> Prices:
    """Lay the dual values of the rows on resources, days and organisations; what is pooled shares one price."""
    model = program.model
    resources, slots = model.capacity.shape
    days = int(model.day.max()) + 1
    first_day, first_organisation = resources * slots, resources * (slots + days)
    organisations = first_organisation + len(model.organisation_most)
    return Prices(
        dual[:first_day].reshape(resources, slots)[program.pool],
        dual[first_day:first_organisation].reshape(resources, days)[program.pool],
        dual[first_organisation:organisations],
    )


def _pools(model: Model) -> Ints:
    """The row of each resource: alternatives that no requirement names apart from the others share the first's."""
    pool = np.arange(len(model.capacity))
    if is_overlapping(model):
        return pool
    named: dict[int, set[tuple[int, ...]]] = {}
    lists = [
        tuple(model.alternative[first:last].tolist())
        for first, last in zip(
            model.alternative_start, model.alternative_start[1:], strict=False
        )
    ]
    for alternatives in lists:
        for resource in alternatives:
            named.setdefault(resource, set()).add(alternatives)
    for alternatives in set(lists):
        if alternatives and all(len(named[resource]) == 1 for resource in alternatives):
            pool[list(alternatives)] = alternatives[0]
    return pool


def _number_columns(model: Model) -> _Program:
    """A column for each meeting and slot in which every requirement has an alternative."""
    can = np.zeros((len(model.owner), len(model.day)), dtype=np.bool_)
    is_there = (model.capacity > 0) & (model.day_most > 0)[:, None]
    for requirement in range(len(model.owner)):
        first, last = (
            model.alternative_start[requirement],
            model.alternative_start[requirement + 1],
        )
        can[requirement] = is_there[model.alternative[first:last]].any(axis=0)
    feasible = model.allowed.copy()
    np.logical_and.at(feasible, model.owner, can)
    column = np.where(feasible, np.cumsum(feasible).reshape(feasible.shape) - 1, -1)
    return _Program(model, column, int(feasible.sum()), _pools(model))


def _add_choice(program: _Program, requirements: Ints) -> None:
    """The use of resources by requirements that have the same choice.

    Where there is one, each alternative has a column a slot: how many of them choose it then. As many choose as are held.
    """
    model = program.model
    held = program.column[model.owner[requirements]]
    which, when = np.nonzero(held >= 0)
    first, last = model.alternative_start[requirements[0] : requirements[0] + 2]
    rows = np.unique(program.pool[model.alternative[first:last]])
    if len(rows) == 0:
        return  # nobody can come, so the meetings have no columns either
    if len(rows) == 1:
        _use(program, int(rows[0]), when, held[which, when])
        return
    slots = np.unique(when)
    link = np.full(len(model.day), -1, dtype=np.int64)
    link[slots] = program.links + np.arange(len(slots))
    program.links += len(slots)
    program.equal.add(link[when], held[which, when], -1)
    for resource in model.alternative[first:last]:
        there = slots[model.capacity[resource, slots] > 0]
        columns = program.columns + np.arange(len(there))
        program.columns += len(there)
        program.equal.add(link[there], columns)
        _use(program, int(resource), there, columns)


def _use(program: _Program, resource: int, slots: Part, columns: Part) -> None:
    """Let columns use a resource in slots, and its day when that is limited."""
    model = program.model
    resources, width = model.capacity.shape
    moments, needed = moments_of(model, resource, slots, columns)
    program.upper.add(resource * width + moments, needed)
    if (model.day_most[program.pool == resource] < width).all():
        days = int(model.day.max()) + 1
        program.upper.add(
            resources * width + resource * days + model.day[slots], columns
        )


def _add_limits(program: _Program) -> NDArray[np.float64]:
    """Limits of organisations, one slot at most a meeting; returns the right-hand sides of all `≤` rows."""
    model = program.model
    resources, slots = model.capacity.shape
    days = int(model.day.max()) + 1
    first = resources * (slots + days)
    for meeting in range(len(model.allowed)):
        columns = program.column[meeting][program.column[meeting] >= 0]
        row = first + len(model.organisation_most) + meeting
        program.upper.add(np.full(len(columns), row, dtype=np.int64), columns)
        for organisation in model.side[
            model.side_start[meeting] : model.side_start[meeting + 1]
        ]:
            if model.organisation_most[organisation] < UNLIMITED:
                program.upper.add(
                    np.full(len(columns), first + organisation, dtype=np.int64), columns
                )
    capacity = np.zeros_like(model.capacity)
    np.add.at(capacity, program.pool, np.maximum(model.capacity, 0))
    day_most = np.zeros_like(model.day_most)
    np.add.at(day_most, program.pool, model.day_most)
    return np.concatenate(
        (
            capacity.ravel(),
            np.repeat(day_most, days),
            model.organisation_most,
            np.ones(len(model.allowed)),
        )
    ).astype(np.float64)


def _solve(
    program: _Program, weights: Ints, limits: NDArray[np.float64], seconds: float | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """The variables and the marginals of the `≤` rows at the optimum, or None."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    matrices = [
        csr_matrix(
            (
                np.concatenate(part.factors),
                (np.concatenate(part.rows), np.concatenate(part.columns)),
            ),
            shape=(height, program.columns),
        )
        if height and part.rows
        else None
        for part, height in (
            (program.upper, len(limits)),
            (program.equal, program.links),
        )
    ]
    goal = np.zeros(program.columns)
    bounds = np.zeros((program.columns, 2))
    held = int(program.column.max()) + 1
    bounds[:held, 1], bounds[held:, 1] = 1, np.inf
    for meeting, columns in enumerate(program.column):
        goal[columns[columns >= 0]] = -weights[meeting]
        if program.model.is_pinned[meeting]:
            bounds[columns[columns >= 0], 0] = 1
    found = linprog(
        goal,
        A_ub=matrices[0],
        b_ub=limits,
        A_eq=matrices[1],
        b_eq=np.zeros(program.links) if program.links else None,
        bounds=bounds,
        method="highs",
        options={} if seconds is None else {"time_limit": seconds},
    )
    if found.status != 0:
        return None
    return np.asarray(found.x), np.asarray(found.ineqlin.marginals)
