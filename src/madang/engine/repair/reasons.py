"""Why a meeting has no place after a repair: the first rule in the chain people, places, interpreters that no slot passes."""

from __future__ import annotations

import numpy as np

from madang.engine.bits import Words, pack
from madang.engine.repair.warm import Warm


def reason_of(warm: Warm, number: int) -> str:
    """The reason of a waiting meeting, with the codes of `explain`: `no_common_slot`, `side_busy`, `places_full` …"""
    model, state = warm.model, warm.state
    for side in model.side[model.side_start[number] : model.side_start[number + 1]]:
        if state.organisation_used[side] >= model.organisation_most[side]:
            return "organisation_limit"
    allowed = pack(model.allowed[number][None, :])[0]
    present, free = allowed.copy(), allowed.copy()
    checks = (
        ("side_busy", "no_common_slot", "people"),
        ("places_full", "suite_closed", "places"),
        ("no_interpreter", "no_interpreter", "interpreters"),
    )
    for busy, closed, kind in checks:
        present &= _slots(warm, number, kind, model.there)
        free &= _slots(warm, number, kind, state.free)
        if not present.any():
            return closed
        if not free.any():
            return busy
    return "fits"


def _slots(warm: Warm, number: int, kind: str, rows: Words) -> Words:
    """The slots in which all requirements of one kind are met, by the given rows of resources."""
    model = warm.model
    found: Words = np.full(rows.shape[1], ~np.uint64(0))
    for requirement in range(
        model.requirement_start[number], model.requirement_start[number + 1]
    ):
        first, last = model.alternative_start[requirement : requirement + 2]
        options = model.alternative[first:last]
        if len(options) and _kind(warm, int(options[0])) != kind:
            continue
        found &= np.bitwise_or.reduce(rows[options], axis=0)
    return found


def _kind(warm: Warm, resource: int) -> str:
    if warm.is_person[resource]:
        return "people"
    return "places" if resource in warm.places.pools else "interpreters"
