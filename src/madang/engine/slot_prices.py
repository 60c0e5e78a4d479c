"""Prices slot by slot from one linear program, for events small enough that it is solved in seconds.

One variable for each meeting and slot, and one for each alternative where a requirement leaves a choice. Its dual
values are the best multipliers of their kind: no prices a resource and slot prove a lower bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from madang.engine.certificate import Prices
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


@dataclass
class _Program:
    """The program under construction; `column` numbers the variable of each meeting and slot, -1 where it cannot be."""

    model: Model
    column: Ints
    columns: int
    upper: _Rows = field(default_factory=_Rows)
    equal: _Rows = field(default_factory=_Rows)
    links: int = 0


def slot_prices(
    model: Model, weights: Ints, *, most_columns: int, seconds: float | None
) -> Prices | None:
    """The best prices a resource and slot, or None: too many columns, or not solved within the seconds (HiGHS)."""
    program = _number_columns(model)
    if not 0 < program.columns <= most_columns:
        return None
    for requirement in range(len(model.owner)):
        _add_requirement(program, requirement)
        if program.columns > most_columns:
            return None
    limits = _add_limits(program)
    marginals = _solve(program, weights, limits, seconds)
    if marginals is None:
        return None
    dual = np.maximum(0.0, -marginals)
    resources, slots = model.capacity.shape
    days = int(model.day.max()) + 1
    first_day, first_organisation = resources * slots, resources * (slots + days)
    organisations = first_organisation + len(model.organisation_most)
    return Prices(
        dual[:first_day].reshape(resources, slots),
        dual[first_day:first_organisation].reshape(resources, days),
        dual[first_organisation:organisations],
    )


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
    return _Program(model, column, int(feasible.sum()))


def _add_requirement(program: _Program, requirement: int) -> None:
    """The use of resources by one requirement; with a choice, a column for each alternative, linked to the meeting."""
    model = program.model
    held = program.column[model.owner[requirement]]
    slots = np.flatnonzero(held >= 0)
    first, last = (
        model.alternative_start[requirement],
        model.alternative_start[requirement + 1],
    )
    if last - first == 1:
        _use(program, int(model.alternative[first]), slots, held[slots])
        return
    link = np.full(len(model.day), -1, dtype=np.int64)
    link[slots] = program.links + np.arange(len(slots))
    program.links += len(slots)
    program.equal.add(link[slots], held[slots], -1)
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
    program.upper.add(resource * width + slots, columns)
    if model.day_most[resource] < width:
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
    return np.concatenate(
        (
            model.capacity.ravel(),
            np.repeat(model.day_most, days),
            model.organisation_most,
            np.ones(len(model.allowed)),
        )
    ).astype(np.float64)


def _solve(
    program: _Program, weights: Ints, limits: NDArray[np.float64], seconds: float | None
) -> NDArray[np.float64] | None:
    """The marginals of the `≤` rows at the optimum, or None."""
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
    bounds[:, 1] = 1
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
    return np.asarray(found.ineqlin.marginals) if found.status == 0 else None
