"""Certified bounds of the stages `left_out` and `share`, from the multipliers of the total.

Every schedule of weight W or more satisfies Σ gain[m] ≥ SCALE · W − charge of all capacity over the meetings m that it
holds, where gain[m] is what a meeting is worth beyond its least charge (see `certificate`). Only that one row is kept
of all the rules; what a stage counts is a function of how many meetings each organisation holds. With a whole number
`times` for the row and a whole number `served` for each organisation, no such schedule counts less than

    Σ over organisations of min over h of (scale · count(h) + served · h)
    - Σ over meetings of max(0, times · gain + served of its organisations)
    + times · (SCALE · W - charge of all capacity)

divided by `scale` and rounded up. A pinned meeting is held in any case, so its maximum with 0 falls away. The best
numbers come from a linear program; any numbers prove a bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from madang.engine.certificate import SCALE, Floats, capacity_charge, gains
from madang.engine.charges import NEVER
from madang.engine.resources import Ints, Resources
from madang.engine.search import Proof
from madang.engine.stages import WHOLE

SCALES = {"left_out": 2**30, "share": 2**12}
"""Units of one organisation, and of a millionth of one, in which the certificates of the two stages are written."""
POSSIBLE = NEVER // 2
COLUMNS_MOST = 50_000
"""Columns of the linear program up to which it is solved; beyond, only what cannot be held at all is counted."""


@dataclass(frozen=True)
class Case:
    """What the bounds of both stages start from.

    `gain` (M) is None-like (below -POSSIBLE) for a meeting that cannot be held; `missing` is SCALE · W less the charge
    of all capacity, or None where the weight does not come before the stage.
    """

    resources: Resources
    gain: Ints
    missing: int | None

    @property
    def wished(self) -> Ints:
        """Meetings that each organisation wished (O)."""
        found: Ints = np.diff(self.resources.model.wish_start)
        return found


def case_of(resources: Resources, proof: Proof, weight: int, *, is_first: bool) -> Case:
    """The case of a schedule of that weight; `is_first`: the total comes before the stage."""
    gain = gains(resources, proof.multipliers, proof.weights)
    charge = capacity_charge(resources, proof.multipliers)
    return Case(resources, gain, SCALE * weight - charge if is_first else None)


def fair_certificate(case: Case, stage: str) -> dict[str, Any]:
    """The numbers that prove a bound of the stage, and the bound; the better of a linear program and of none."""
    plain = _certificate(case, stage, 0, _hopeless(case, stage))
    columns = len(case.gain)
    columns += int(case.wished.sum()) if stage == "share" else len(case.wished)
    if case.missing is None or not 0 < len(case.gain) <= columns <= COLUMNS_MOST:
        return plain
    solved = _solve(case, stage)
    if solved is None:
        return plain
    times = max(0, round(solved[0] * SCALES[stage]))
    served = np.maximum(0, np.rint(solved[1] * SCALES[stage])).astype(np.int64)
    best = _certificate(case, stage, times, served)
    return max(plain, best, key=lambda item: int(item["bound"]))


def _certificate(case: Case, stage: str, times: int, served: Ints) -> dict[str, Any]:
    scale = SCALES[stage]
    model = case.resources.model
    most = np.minimum(case.wished, model.organisation_most)
    total = 0
    for wished, limit, price in zip(case.wished, most, served, strict=True):
        if wished:
            held = np.arange(int(limit) + 1)
            total += int((scale * count(stage, int(wished), held) + price * held).min())
    owner = np.repeat(np.arange(len(case.gain)), np.diff(model.side_start))
    worth = np.zeros(len(case.gain), dtype=np.int64)
    np.add.at(worth, owner, served[model.side])
    is_possible = case.gain > -POSSIBLE
    worth = np.where(
        is_possible, worth + times * np.where(is_possible, case.gain, 0), 0
    )
    total -= int(np.where(model.is_pinned, worth, np.maximum(0, worth)).sum())
    total += times * (case.missing or 0)
    return {
        "scale": scale,
        "bound": max(0, -(-total // scale)),
        "times": times,
        "served": {
            str(item): int(price)
            for item, price in zip(case.resources.organisations, served, strict=True)
            if price
        },
    }


def count(stage: str, wished: int, held: Ints) -> Ints:
    """What an organisation counts in the stage when it holds so many of the meetings that it wished."""
    found: Ints = held == 0
    if stage == "share":
        found = WHOLE * (wished - held) ** 2 // wished**2
    return found.astype(np.int64)


def _hopeless(case: Case, stage: str) -> Ints:
    """Prices without a linear program: what cannot be held is counted, all other prices are 0."""
    model = case.resources.model
    can = case.gain > -POSSIBLE
    reachable = np.zeros(len(case.wished), dtype=np.int64)
    owner = np.repeat(np.arange(len(can)), np.diff(model.side_start))
    np.add.at(reachable, model.side, can[owner].astype(np.int64))
    price = SCALES[stage] * (WHOLE if stage == "share" else 1)
    found: Ints = np.where((case.wished > 0) & (reachable == 0), price, 0)
    return found


def _solve(case: Case, stage: str) -> tuple[float, Floats] | None:
    """The best `times` and `served` as real numbers, from the linear program (HiGHS), or None."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix

    model, wished = case.resources.model, case.wished
    meetings = len(case.gain)
    is_possible = case.gain > -POSSIBLE
    pieces = np.where(wished > 0, 1 if stage == "left_out" else wished, 0)
    piece_of = np.repeat(np.arange(len(wished)), pieces)
    first = np.concatenate(([0], np.cumsum(pieces)))[:-1]
    number = np.arange(len(piece_of)) - first[piece_of] + 1
    cost = np.ones(len(piece_of))
    if stage == "share":
        cost = WHOLE * (2 * number - 1) / wished[piece_of].astype(np.float64) ** 2
    need = np.where(wished > 0, 1 if stage == "left_out" else wished, 0)
    owner = np.repeat(np.arange(meetings), np.diff(model.side_start))
    row = len(wished)
    matrix = coo_matrix(
        (
            np.concatenate(
                (
                    np.ones(len(owner) + len(piece_of)),
                    np.where(is_possible, case.gain, 0) / SCALE,
                )
            ),
            (
                np.concatenate((model.side, piece_of, np.full(meetings, row))),
                np.concatenate(
                    (owner, meetings + np.arange(len(piece_of)), np.arange(meetings))
                ),
            ),
        ),
        shape=(row + 1, meetings + len(piece_of)),
    ).tocsr()
    bounds = np.zeros((matrix.shape[1], 2))
    bounds[:, 1] = 1
    bounds[:meetings, 1] = is_possible
    bounds[:meetings, 0] = is_possible & model.is_pinned
    found = linprog(
        np.concatenate((np.zeros(meetings), cost)),
        A_ub=-matrix,
        b_ub=-np.append(need.astype(np.float64), (case.missing or 0) / SCALE),
        bounds=bounds,
        method="highs",
    )
    if found.status != 0:
        return None
    dual = -np.asarray(found.ineqlin.marginals)
    return float(dual[row]) / SCALE, dual[:row]
