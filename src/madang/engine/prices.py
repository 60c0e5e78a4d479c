"""Prices of people, places and interpreters from a linear program over the whole event.

The program adds up each resource over all slots, so it is small: one variable a meeting and one for each alternative
of those who have the same choice. Its dual values, the same in every slot, steer the construction and prove a first bound, see `certificate`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from madang.engine.certificate import Floats, Prices
from madang.engine.resources import UNLIMITED, Ints, Model


@dataclass
class _Program:
    """A linear program: entries (rows, columns, factors) of `≤` rows and of `=` rows, as arrays."""

    upper: tuple[Ints, Ints, Ints]
    equal: tuple[Ints, Ints, Ints]
    columns: int
    links: int


def no_prices(model: Model) -> Prices:
    """Prices of zero; the bound they prove is the total of all weights that can be held at all."""
    resources, slots = model.capacity.shape
    days = int(model.day.max(initial=0)) + 1
    organisations = len(model.organisation_most)
    return Prices(
        np.zeros((resources, slots)),
        np.zeros((resources, days)),
        np.zeros(organisations),
    )


def flat_prices(model: Model, weights: Ints) -> Prices:
    """Prices that do not change over a day, from the linear program (HiGHS); zero prices when it has no solution.

    Method: see docs/explanation/scheduling.md, "The first bound".
    """
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    if len(model.allowed) == 0:
        return no_prices(model)
    daily = _daily_capacity(model)
    program = _build(model, len(daily))
    limits = np.concatenate((daily.sum(axis=1), model.organisation_most)).astype(
        np.float64
    )
    is_open: NDArray[np.bool_] = np.asarray(model.allowed.any(axis=1))
    bounds = np.zeros((program.columns, 2), dtype=np.float64)
    bounds[:, 1] = np.inf
    bounds[: len(is_open), 1] = is_open
    bounds[: len(is_open), 0] = model.is_pinned & is_open
    goal = np.zeros(program.columns)
    goal[: len(weights)] = -weights
    upper, equal = (
        csr_matrix(
            (factors, (rows, columns)), shape=(height, program.columns), dtype=float
        )
        for (rows, columns, factors), height in (
            (program.upper, len(limits)),
            (program.equal, program.links),
        )
    )
    found = linprog(
        goal,
        A_ub=upper,
        b_ub=limits,
        A_eq=equal if program.links else None,
        b_eq=np.zeros(program.links) if program.links else None,
        bounds=bounds,
        method="highs",
    )
    if found.status != 0:
        return no_prices(model)
    return _spread(model, daily, np.maximum(0.0, -np.asarray(found.ineqlin.marginals)))


def _daily_capacity(model: Model) -> Ints:
    """Meetings that each resource can take on each day (R × D), day limits included."""
    days = int(model.day.max(initial=0)) + 1
    daily = np.zeros((len(model.capacity), days), dtype=np.int64)
    for slot, day in enumerate(model.day):
        daily[:, day] += model.capacity[:, slot]
    return np.minimum(daily, model.day_most[:, None])


def _build(model: Model, resources: int) -> _Program:
    """Rows: one a resource, one an organisation. Requirements with the same choice share one column an alternative.

    How many of them choose which alternative is all that matters here, so that their meetings need no columns of their
    own for it: as many choose as are held.
    """
    meetings = len(model.allowed)
    counts = np.diff(model.alternative_start)
    chosen = np.flatnonzero(counts != 1)
    group, first = _groups(model, chosen)
    sizes = counts[first]
    at = np.repeat(model.alternative_start[first] - (np.cumsum(sizes) - sizes), sizes)
    offered = model.alternative[at + np.arange(sizes.sum())]
    columns = meetings + np.arange(len(offered))
    single = np.flatnonzero(counts == 1)
    side_of = np.repeat(np.arange(meetings), np.diff(model.side_start))
    alone = model.alternative[model.alternative_start[single]]
    rows = np.concatenate((alone, offered, resources + model.side))
    held = np.concatenate((model.owner[single], columns, side_of))
    return _Program(
        upper=(rows, held, np.ones(len(rows), dtype=np.int64)),
        equal=(
            np.concatenate((group, np.repeat(np.arange(len(first)), sizes))),
            np.concatenate((model.owner[chosen], columns)),
            np.repeat(np.array([-1, 1]), (len(chosen), len(offered))),
        ),
        columns=meetings + len(offered),
        links=len(first),
    )


def choices_of(model: Model) -> list[Ints]:
    """The requirements of each kind: those with the same alternatives."""
    group, first = _groups(model, np.arange(len(model.owner)))
    order = np.argsort(group, kind="stable")
    return np.split(order, np.searchsorted(group[order], np.arange(1, len(first))))


def _groups(model: Model, chosen: Ints) -> tuple[Ints, Ints]:
    """The group of each of these requirements by its alternatives, and the first requirement of each group."""
    known: dict[bytes, int] = {}
    first: list[int] = []
    group = np.zeros(len(chosen), dtype=np.int64)
    starts = model.alternative_start
    for at, requirement in enumerate(chosen.tolist()):
        key = model.alternative[starts[requirement] : starts[requirement + 1]].tobytes()
        group[at] = known.setdefault(key, len(first))
        if group[at] == len(first):
            first.append(requirement)
    return group, np.array(first, dtype=np.int64)


def _spread(model: Model, daily: Ints, dual: Floats) -> Prices:
    """Lay each price on the slots of a day, or on the day itself where the day limit is what binds."""
    prices = no_prices(model)
    resources = len(daily)
    is_limited = daily == model.day_most[:, None]
    price = dual[:resources, None]
    prices.use[:] = np.where(is_limited[:, model.day], 0.0, price)
    prices.day[:] = np.where(is_limited, price, 0.0)
    prices.organisation[:] = np.where(
        model.organisation_most < UNLIMITED, dual[resources:], 0.0
    )
    return prices
