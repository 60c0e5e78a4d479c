"""Integer multipliers that prove a bound: what they are, how the bound follows, how they are written down.

Weak duality. Let k[r, t] ≥ 0 be an integer for each resource and slot, and k for each limit (meetings of a delegate
a day, meetings of an organisation over the event), all in units of 1/SCALE of a weight. Charging every use of a
resource its multiplier, no schedule is worth more than

    Σ k · capacity  +  Σ over meetings of max(0, SCALE · weight - least charge of any way to hold the meeting)

Where slots overlap, k[r, t] is the charge at the moment when slot t begins; a meeting is charged for every such moment
while it lasts at which r is there. A pinned meeting is held in any case, so the maximum with 0 falls away for it. Of
schedules that hold `held` must-haves or more, each must-have may earn an integer `must` ≥ 0 beyond its weight, and
`must · held` is subtracted. Dividing by SCALE and rounding down, then down again to a multiple of the greatest common
divisor of all weights, gives the bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from madang.engine.charges import NEVER, charge_meeting
from madang.engine.compiled import kernel
from madang.engine.moments import slot_charges
from madang.engine.resources import UNLIMITED, Ints, Model, Resources

SCALE = 1024
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Prices:
    """A price for each resource and slot (R × T), each resource and day (R × D) and each organisation (O).

    `use` and `day` may have one more row for each odd set behind the resources: see `odd_sets`.
    """

    use: Floats
    day: Floats
    organisation: Floats


@dataclass(frozen=True)
class Multipliers:
    """Prices rounded to integers in units of 1/SCALE; same shapes as `Prices`.

    `must` is what a must-have earns beyond its weight, and `held` how many of them a schedule holds at least.
    """

    use: Ints
    day: Ints
    organisation: Ints
    must: int = 0
    held: int = 0


def round_prices(prices: Prices) -> Multipliers:
    """Whole multipliers from prices; whatever rounding does to them, the bound they prove is exact."""

    def whole(values: Floats) -> Ints:
        return np.maximum(0, np.rint(values * SCALE)).astype(np.int64)

    return Multipliers(whole(prices.use), whole(prices.day), whole(prices.organisation))


def least_charges(resources: Resources, multipliers: Multipliers) -> Ints:
    """The least charge of any way to hold each meeting; a very large number when there is no way."""
    model = model_of(resources, multipliers)
    is_there = (model.capacity > 0) & (model.day_most > 0)[:, None]
    charge = np.where(
        is_there,
        slot_charges(model, multipliers.use) + multipliers.day[:, model.day],
        np.int64(NEVER),
    )
    charges = np.zeros(len(model.allowed), dtype=np.int64)
    charge_all(model, charge, np.zeros((2, charge.shape[1]), dtype=np.int64), charges)
    fees = np.zeros(len(charges), dtype=np.int64)
    owner = np.repeat(np.arange(len(charges)), np.diff(model.side_start))
    np.add.at(fees, owner, multipliers.organisation[model.side])
    least: Ints = np.minimum(charges + fees, NEVER)
    return least


def model_of(resources: Resources, prices: Prices | Multipliers) -> Model:
    """The model whose resources have the prices: with the odd sets or without."""
    is_plain = len(prices.use) == len(resources.model.capacity)
    return resources.model if is_plain else resources.priced


@kernel
def charge_all(model: Model, charge: Ints, row: Ints, charges: Ints) -> None:
    """Write the least charge of each meeting, without fees; the others are as `charge_meeting` has them."""
    for meeting in range(len(charges)):
        charges[meeting] = charge_meeting(model, charge, row, meeting)


def bound_of(resources: Resources, multipliers: Multipliers, weights: Ints) -> int:
    """The whole number that no schedule exceeds, for one weight a meeting (in the order of the resources)."""
    total = capacity_charge(resources, multipliers)
    gain = gains(resources, multipliers, weights)
    total += int(np.where(resources.model.is_pinned, gain, np.maximum(0, gain)).sum())
    step = gcd(*(int(weight) for weight in weights)) or 1
    return total // SCALE // step * step


def gains(resources: Resources, multipliers: Multipliers, weights: Ints) -> Ints:
    """What holding each meeting is worth beyond its least charge, in units of 1/SCALE."""
    earned = weights * SCALE + multipliers.must * resources.musts
    found: Ints = earned - least_charges(resources, multipliers)
    return found


def hold_musts(
    resources: Resources, multipliers: Multipliers, weights: Ints, held: int
) -> Multipliers:
    """The multipliers with the best `must` for schedules that hold so many must-haves or more.

    Of the must-haves that are free to be left out, as many as have to be held shall gain something or nothing; any
    less would leave a part of the bound unproven, any more would count for nothing.
    """
    plain = replace(multipliers, must=0, held=0)
    is_must, is_pinned = resources.musts == 1, resources.model.is_pinned
    wanted = held - int((is_must & is_pinned).sum())
    gain = np.sort(gains(resources, plain, weights)[is_must & ~is_pinned])
    if not 0 < wanted <= len(gain) or gain[-wanted] >= 0:
        return plain
    return replace(plain, must=-int(gain[-wanted]), held=held)


def capacity_charge(resources: Resources, multipliers: Multipliers) -> int:
    """All multipliers times what there is of each resource and limit, less what must-haves earn, in units of 1/SCALE."""
    model = model_of(resources, multipliers)
    days = (
        np.where(model.day_most < UNLIMITED, model.day_most, 0)[:, None]
        * multipliers.day
    )
    most = np.where(model.organisation_most < UNLIMITED, model.organisation_most, 0)
    return int(
        (multipliers.use * model.capacity).sum()
        + days.sum()
        + (most * multipliers.organisation).sum()
        - multipliers.must * multipliers.held
    )


def write_multipliers(
    resources: Resources, multipliers: Multipliers, bound: int
) -> dict[str, Any]:
    """The certificate of one bound as plain data with ids: zero rows are left out, constant rows are one number."""
    people, count = len(resources.delegates), len(resources.model.capacity)
    places = zip(resources.place_pools, multipliers.use[people:], strict=False)
    interpreters = zip(
        resources.interpreter_pools,
        multipliers.use[resources.first_interpreter_pool : count],
        strict=True,
    )
    return {
        "bound": bound,
        "delegates": _rows(zip(resources.delegates, multipliers.use, strict=False)),
        "places": _rows((item, row) for pool, row in places for item in pool),
        "interpreters": _rows(
            (item, row) for pool, row in interpreters for item in pool
        ),
        "days": _rows(zip(resources.delegates, multipliers.day, strict=False)),
        "organisations": {
            str(item): int(value)
            for item, value in zip(
                resources.organisations, multipliers.organisation, strict=True
            )
            if value
        },
        "odd_sets": [
            {
                "delegates": [resources.delegates[item] for item in members],
                "slots": row.tolist(),
            }
            for members, row in zip(
                resources.odd_sets, multipliers.use[count:], strict=False
            )
            if row.any()
        ],
        "musts": {"each": multipliers.must, "held": multipliers.held},
    }


def _rows(rows: Any) -> dict[str, int | list[int]]:
    found: dict[str, int | list[int]] = {}
    for item, row in rows:
        if row.any():
            found[str(item)] = (
                int(row[0]) if (row == row[0]).all() else [int(value) for value in row]
            )
    return found
