"""To go on from an earlier result: its schedule is the first one, and what its multipliers prove is proven again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from madang.engine.certificate import SCALE, Multipliers, Prices
from madang.engine.resources import UNLIMITED, Ints, Resources
from madang.engine.schedule import Result, Schedule
from madang.engine.search import Proof

MOST = 2**40
"""A multiplier above this is no price of anything; sums of such could not be trusted."""


def placements_of(start: Schedule | Result | None) -> Schedule:
    """The placements to begin from; none without a start."""
    return start.placements if isinstance(start, Result) else start or {}


def take_over(
    resources: Resources, proof: Proof, start: Schedule | Result | None, name: str
) -> Proof:
    """The proof, with the multipliers that the certificate of an earlier result has under the name, if they prove more.

    Whatever changed since then, any multipliers prove a bound. Those that do not fit the event any more are left out.
    """
    rows = _rows_of(start, name)
    if rows is None:
        return proof
    multipliers = read_multipliers(resources, rows)
    prices = Prices(
        multipliers.use / SCALE,
        multipliers.day / SCALE,
        multipliers.organisation / SCALE,
    )
    proof.take(resources, prices)
    return proof


def read_multipliers(resources: Resources, rows: dict[str, Any]) -> Multipliers:
    """The multipliers that `write_multipliers` wrote.

    A row that has another length than this event needs counts as 0, and so does a price of a limit that is no more.
    """
    model = resources.model
    days = int(model.day.max(initial=0)) + 1
    pools = (
        ("delegates", ((item,) for item in resources.delegates)),
        ("places", resources.place_pools),
        ("interpreters", resources.interpreter_pools),
    )
    use = [
        _row(rows.get(kind, {}), pool[0], model.capacity.shape[1])
        for kind, members in pools
        for pool in members
    ]
    day = np.zeros((len(model.capacity), days), dtype=np.int64)
    for index, item in enumerate(resources.delegates):
        day[index] = _row(rows.get("days", {}), item, days)
    day[model.day_most >= UNLIMITED] = 0
    fees = _fees(rows.get("organisations", {}), resources.organisations)
    fees[model.organisation_most >= UNLIMITED] = 0
    whole = np.array(use, dtype=np.int64).reshape(model.capacity.shape)
    sets = _odd_sets(resources, rows.get("odd_sets", []))
    if not sets.any():
        return Multipliers(whole, day, fees)
    none = np.zeros((len(sets), days), dtype=np.int64)
    return Multipliers(np.concatenate((whole, sets)), np.concatenate((day, none)), fees)


def _odd_sets(resources: Resources, rows: Iterable[dict[str, Any]]) -> Ints:
    """The rows of the odd sets that the event still has (S × T)."""
    names = {
        tuple(resources.delegates[item] for item in members): number
        for number, members in enumerate(resources.odd_sets)
    }
    found = np.zeros((len(names), resources.model.capacity.shape[1]), dtype=np.int64)
    for row in rows:
        number = names.get(tuple(row["delegates"]))
        if number is not None:
            found[number] = _row({"0": row["slots"]}, 0, found.shape[1])
    return found


def _rows_of(start: Schedule | Result | None, name: str) -> dict[str, Any] | None:
    if not isinstance(start, Result) or start.certificate.get("scale") != SCALE:
        return None
    rows = start.certificate.get(name)
    return rows if isinstance(rows, dict) else None


def _row(rows: dict[str, Any], item: int, length: int) -> Ints:
    value = rows.get(str(item), 0)
    row = np.array([value] * length if isinstance(value, int) else value)
    is_good = row.shape == (length,) and row.dtype.kind == "i"
    if not is_good or (row < 0).any() or (row > MOST).any():
        return np.zeros(length, dtype=np.int64)
    return row.astype(np.int64)


def _fees(rows: dict[str, Any], organisations: Iterable[int]) -> Ints:
    return np.array(
        [int(_row(rows, item, 1)[0]) for item in organisations], dtype=np.int64
    )
