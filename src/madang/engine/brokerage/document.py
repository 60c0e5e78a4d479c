"""A result as the data of a schedule file, format madang.schedule/1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from madang import __version__
from madang.engine.brokerage.model import BrokerageResult, Prices
from madang.engine.brokerage.prices import SCALE


def assign_tables(slots: Sequence[int]) -> list[int]:
    """For each meeting a table of its own in its slot, in the order of the file. Both count from 1."""
    taken: dict[int, int] = {}
    tables = []
    for slot in slots:
        taken[slot] = taken.get(slot, 0) + 1
        tables.append(taken[slot])
    return tables


def dump_result(result: BrokerageResult) -> dict[str, Any]:
    """The data of a result, ready for `json.dumps`; all numbers count from 1, as in the .dzn file."""
    tables = assign_tables(result.slots)
    return {
        "format": "madang.schedule/1",
        "status": result.status,
        "objective": result.objective,
        "bound": result.bound,
        "proof": result.proof,
        "fairness": result.fairness,
        "meetings": [
            {"id": number, "slot": slot, "table": table}
            for number, (slot, table) in enumerate(
                zip(result.slots, tables, strict=True), start=1
            )
        ],
        "certificate": _dump_prices(result.certificate),
        "seed": result.seed,
        "engine": __version__,
        "seconds": result.seconds,
    }


def _dump_prices(prices: Prices | None) -> dict[str, Any]:
    """Multipliers by participant; rows of zeros are left out."""
    if prices is None:
        return {}
    return {
        "scale": SCALE,
        "tables": list(prices.tables),
        "links": {
            str(number): list(row)
            for number, row in enumerate(prices.links, start=1)
            if any(row)
        },
    }
