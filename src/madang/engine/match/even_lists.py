"""Lists for many readers at once, none of whose candidates is shown too often and few of whom are never shown.

Each reader's ten best sends everybody to the same doors. Here the sum of all values shown is as large as it can be while nobody stands
on more than `most` lists; the first time that a candidate is shown earns a bonus. That is a flow from readers to
candidates of least cost, whose optimum is integral (Ahuja, Magnanti and Orlin 1993); the dual prices of the doors are what a greedy cap
lacks: whoever loses least goes elsewhere.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from madang.engine.match.works import Floats, Ints

SCALE = 1_000_000
"""Values become integers of this many parts."""
NOBODY = -1


def even_lists(
    values: Floats, *, length: int, most: int, bonus: float = 0.0, depth: int = 150
) -> Ints:
    """The columns shown to each row, best first: rows × length, -1 where a list ends early.

    `values` (readers × candidates, at most 1, -inf where a pair may not be shown) are comparable between readers: shares or probabilities.
    Each reader's `depth` best and each candidate's `length` best readers are looked at. Raises ValueError for a cap below 1, NaN or
    values above 1.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    if most < 1 or length < 1 or np.isnan(values).any() or (values > 1.0).any():
        message = "length and most are at least 1, values at most 1"
        raise ValueError(message)
    rows, columns = _looked_at(values, length, depth)
    readers, candidates = values.shape
    source, sink = readers + candidates, readers + candidates + 1
    cost = -np.round(values[rows, columns] * SCALE).astype(np.int64)
    shown = np.arange(candidates)
    ends = np.full(candidates, sink)
    parts = (
        (np.full(readers, source), np.arange(readers), np.full(readers, length), 0),
        (rows, readers + columns, np.ones(len(rows), np.int64), cost),
        (readers + shown, ends, np.ones(candidates), -round(bonus * SCALE)),
        (readers + shown, ends, np.full(candidates, most - 1), 0),
    )
    flow = SimpleMinCostFlow()
    arcs = [_arcs(flow, *part) for part in parts]
    goal = min(readers * length, candidates * most)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([goal, -goal]))
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        message = "the flow of lists has no solution"
        raise RuntimeError(message)
    chosen = np.asarray(flow.flows(arcs[1])) > 0
    return _as_lists(values, rows[chosen], columns[chosen], length)


def _arcs(
    flow: object,
    tails: npt.ArrayLike,
    heads: npt.ArrayLike,
    capacity: npt.ArrayLike,
    cost: npt.ArrayLike,
) -> object:
    tails = np.asarray(tails, dtype=np.int32)
    costs = np.broadcast_to(np.asarray(cost, dtype=np.int64), tails.shape)
    add = flow.add_arcs_with_capacity_and_unit_cost  # type: ignore[attr-defined]
    return add(
        tails,
        np.asarray(heads, dtype=np.int32),
        np.asarray(capacity, dtype=np.int64),
        costs.copy(),
    )


def _looked_at(values: Floats, length: int, depth: int) -> tuple[Ints, Ints]:
    """Pairs worth an arc, as rows and columns in ascending order."""
    mask = np.zeros(values.shape, dtype=bool)
    best = np.argsort(-values, axis=1, kind="stable")[:, :depth]
    np.put_along_axis(mask, best, values=True, axis=1)
    readers = np.argsort(-values, axis=0, kind="stable")[:length]
    np.put_along_axis(mask, readers, values=True, axis=0)
    rows, columns = np.nonzero(mask & np.isfinite(values))
    return rows.astype(np.int64), columns.astype(np.int64)


def _as_lists(values: Floats, rows: Ints, columns: Ints, length: int) -> Ints:
    lists = np.full((len(values), length), NOBODY, dtype=np.int64)
    order = np.lexsort((columns, -values[rows, columns], rows))
    rows, columns = rows[order], columns[order]
    starts = np.searchsorted(rows, np.arange(len(values)))
    lists[rows, np.arange(len(rows)) - starts[rows]] = columns
    return lists
