"""Every kernel run once, so that its machine code is on disk before anybody waits for it."""

from __future__ import annotations

import numpy as np

from madang.engine.blockers import LISTED_SIZE
from madang.engine.descent import descend
from madang.engine.dual import start_descent
from madang.engine.fairness import even_out, start_shares
from madang.engine.gaps import close_gaps, start_tally
from madang.engine.generate import generate
from madang.engine.groups import find_groups
from madang.engine.improve import (
    eject,
    insert_by_share,
    insert_in_order,
    keep,
    keep_changes,
    rebuild,
)
from madang.engine.match.allocation import allocate
from madang.engine.match.candidates import by_terms
from madang.engine.match.market import prepare
from madang.engine.match.profile import ROLES, Item, Profile
from madang.engine.match.reader import reader_of
from madang.engine.match.run import suggest
from madang.engine.match.shortlist import Policy, Room, between
from madang.engine.match.weights import Weights
from madang.engine.prices import no_prices
from madang.engine.reassign import reassign
from madang.engine.repair import Changes, begin, repair
from madang.engine.repair.changes import Absence
from madang.engine.resources import compile_problem
from madang.engine.state import empty_state


def run_every_kernel() -> None:
    """Compile and run each kernel on a small event; takes minutes the first time and a second after."""
    run_search_kernels()
    run_other_kernels()
    problem = generate("small", 1)
    absence = Absence(problem.delegates[0].id)
    repair(begin(problem, {}), Changes(absences=(absence,)))
    run_matching_kernels()
    run_allocation_kernels()


def run_search_kernels() -> None:
    """Half of what a first plan needs: ejecting and inserting.

    `run_other_kernels` is the other half; two processes on two cores compile them at once.
    The kernels of a repair are left for the first repair.
    """
    model = compile_problem(generate("small", 1)).model
    state, best = empty_state(model, 1), empty_state(model, 1)
    order = np.arange(len(model.allowed), dtype=np.int64)
    eject(
        model,
        state,
        best,
        np.ones(len(order)),
        np.array([1.0, 1.0, 10.0, 0.0]),
        np.zeros(LISTED_SIZE, dtype=np.int64),
    )
    insert_in_order(model, state, order, np.zeros(model.capacity.shape))
    insert_by_share(model, state, order, model.allowed.astype(np.float64))
    keep(state, best)
    rebuild(model, best, state)
    keep_changes(model, state, best)


def run_other_kernels() -> None:
    """The other half: prices, the exact moves of one slot, and the later stages.

    What has most in common with ejecting comes last: the other process has compiled it by then.
    """
    model = compile_problem(generate("small", 1)).model
    state, best = empty_state(model, 1), empty_state(model, 1)
    weights = np.ones(len(model.allowed), dtype=np.int64)
    descend(model, start_descent(no_prices(model), 1), weights, 0.0, 2)
    reassign(model, state, find_groups(model), 0, np.random.default_rng(1))
    keep(state, best)
    tally = start_tally(model, state)
    close_gaps(model, state, best, tally, np.array([1.0, 1.0, 10.0, 1_000.0]))
    shares = start_shares(model, state)
    even_out(model, state, best, shares, np.array([1.0, 1.0, 10.0, 1.0]))


def run_matching_kernels() -> None:
    """Two who seek and offer: what they look like to each other, closely and from afar."""
    wish = {"deal": frozenset({"licence"})}
    pair = [Profile(n, items=(Item(role, "x", wish),)) for n, role in enumerate(ROLES)]
    market = prepare(pair, Weights())
    by_terms(market.others, reader_of(market, pair[0]).card, market.weights)
    suggest(pair)


def run_allocation_kernels() -> None:
    """Lists for three and three, of whom each may be shown once: somebody gives way, and the floor is missed."""
    wishes = np.linspace(0.9, 0.1, 9).reshape(3, 3)
    room = Room(np.ones(6, dtype=np.int64), np.ones(6, dtype=np.int64))
    allocate(between(wishes, wishes), room, Policy(length=2, floor=2))
