"""How many meetings, and how many must-haves, any schedule holds: proven in a thread while the later stages are searched."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np

from madang.engine.phases import prove, prove_alone
from madang.engine.search import Proof, Search
from madang.engine.sharpening import prices_in_time

LARGE = 5_000
"""Meetings of an event whose linear programs take seconds."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The proofs of the number of meetings, and of must-haves where theirs was still open."""

    placed: Proof
    must: Proof | None = None


def begin_counting(
    search: Search, until: float, *, is_must_open: bool
) -> Future[Counts]:
    """The proofs under way beside the search; they are there by the time that a share of the budget is spent.

    Who stops a large search does not wait for a linear program.
    """
    if search.clock.is_stopped and len(search.resources.meetings) > LARGE:
        found: Future[Counts] = Future()
        found.set_result(count_alone(search))
        return found
    held = search.reached(np.ones_like(search.musts))
    return search.beside(lambda: _count(search, until, held, is_must_open=is_must_open))


def count_alone(search: Search) -> Counts:
    """What needs no linear program: every meeting that could be held if nothing else were."""
    return Counts(prove_alone(search.resources, np.ones_like(search.musts)))


def _count(search: Search, until: float, held: int, *, is_must_open: bool) -> Counts:
    resources = search.resources
    must = prove(resources, search.musts) if is_must_open else None
    placed = prove(resources, np.ones_like(search.musts))
    found = prices_in_time(search, placed, until) if placed.bound > held else None
    if found is not None:
        placed.take(resources, found.prices)
    return Counts(placed, must)
