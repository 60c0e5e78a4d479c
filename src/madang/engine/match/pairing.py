"""Which pairs to bring together at once: the most expected mutual meetings, nobody in more than they have time for.

A b-matching: choose pairs so that the sum of their chances is highest and no participant stands in more pairs than its capacity. Solved as a linear
programme (HiGHS). Where participants have two sides its corners are whole numbers (the matrix is totally unimodular);
otherwise the few fractions are settled by an exact search over whole numbers.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, sparse

from madang.engine.match.works import Floats, Ints

WHOLE = 1e-6


def pairing(pairs: Ints, worth: Floats, capacity: Ints) -> Ints:
    """Positions of the chosen pairs, in rising order.

    `pairs` (n × 2) has positions of participants, each unordered pair once; `worth` (n) what a pair is worth, for example the
    product of both chances (pairs of worth 0 or less are never chosen); `capacity` has one entry a participant, at least
    0. Raises ValueError for a pair of one participant with itself, for a pair that stands twice, and for negative capacity.
    """
    _check(pairs, capacity)
    useful = np.flatnonzero(worth > 0)
    if not len(useful):
        return useful
    rows = np.concatenate([pairs[useful, 0], pairs[useful, 1]])
    columns = np.tile(np.arange(len(useful)), 2)
    shape = (len(capacity), len(useful))
    taken = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    plan = optimize.linprog(
        -worth[useful], A_ub=taken, b_ub=capacity, bounds=(0, 1), method="highs-ds"
    ).x
    if np.abs(plan - plan.round()).max() > WHOLE:
        plan = _whole(worth[useful], taken, capacity)
    chosen: Ints = useful[plan > 0.5]
    return chosen


def _check(pairs: Ints, capacity: Ints) -> None:
    if (pairs[:, 0] == pairs[:, 1]).any():
        message = "nobody meets themselves"
        raise ValueError(message)
    if len(np.unique(np.sort(pairs, axis=1), axis=0)) < len(pairs):
        message = "a pair stands twice"
        raise ValueError(message)
    if (capacity < 0).any():
        message = "a capacity is negative"
        raise ValueError(message)


def _whole(worth: Floats, taken: sparse.csr_array, capacity: Ints) -> Floats:
    limits = optimize.LinearConstraint(taken, ub=capacity)
    plan: Floats = optimize.milp(
        -worth, integrality=np.ones(len(worth)), bounds=(0, 1), constraints=limits
    ).x
    return plan
