"""`python -m madang.engine.brokerage.racer`: one of the searches that race for the same event, in a process of its own.

A `Task` comes in by the standard input, `News` go out by the standard output, both pickled. A SAT solver looks at no
clock; its process is what can be stopped at the second.
"""

from __future__ import annotations

import math
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from madang.engine.brokerage.count import count_breaks
from madang.engine.brokerage.ends import EndsModel
from madang.engine.brokerage.model import BrokerageEvent, Prices


@dataclass(frozen=True, slots=True)
class Task:
    """What a racer does."""

    kind: str
    """`climb`: the whole search of `exact.py`; `cores`: reasons from below; `fall`: ever better schedules from above."""
    event: BrokerageEvent
    fairness: int
    seed: int
    seconds: float
    bound: int = 0
    """No schedule has fewer breaks; where the fall ends."""
    reached: int | None = None
    """Breaks of a schedule that is known already."""


@dataclass(frozen=True, slots=True)
class News:
    """What a racer has found out; None where it says nothing."""

    bound: int | None = None
    """No schedule has fewer breaks."""
    slots: tuple[int, ...] = ()
    """A schedule."""
    is_infeasible: bool = False
    asks: int | None = None
    """Breaks that it looks for now; anything below is settled."""
    prices: Prices | None = None


Tell = Callable[[News], None]


def run(task: Task, tell: Tell) -> None:
    """Run a task to its end."""
    {"climb": _climb, "cores": _find_cores, "fall": _fall}[task.kind](task, tell)


def _climb(task: Task, tell: Tell) -> None:
    from madang.engine.brokerage.exact import Search
    from madang.engine.budget import Budget, Clock

    clock = Clock(Budget(seconds=1000 * task.seconds))
    search = Search(task.event, task.fairness, task.seed, clock, tell=tell)
    found = search.run()
    tell(
        News(
            bound=found.bound,
            slots=found.slots,
            is_infeasible=found.status == "infeasible",
            prices=search.prices,
        )
    )


def _find_cores(task: Task, tell: Tell) -> None:
    """Sets of ends of breaks of which one is needed, one after the other (RC2, Ignatiev et al. 2019)."""
    from pysat.examples.rc2 import RC2

    class Told(RC2):  # type: ignore[misc]
        def process_core(self) -> None:
            super().process_core()
            tell(News(bound=int(self.cost)))

    model = EndsModel(task.event, task.fairness)
    with Told(
        model.formula, solver="g4", adapt=True, exhaust=True, minz=True, trim=5
    ) as search:
        found = search.compute()
        if found is None:
            tell(News(is_infeasible=True))
        else:
            tell(News(bound=int(search.cost), slots=model.read(found)))


def _fall(task: Task, tell: Tell) -> None:
    """Halve the way from the best schedule to the bound until they meet; the solver keeps what it has learnt.

    A schedule is found sooner this way than by asking for the bound at once: each question begins near the last answer.
    """
    from pysat.card import ITotalizer
    from pysat.solvers import Solver

    model = EndsModel(task.event, task.fairness)
    bound, reached = task.bound, task.reached
    with Solver(name="cadical195", bootstrap_with=model.formula.hard) as solver:
        if reached is None:
            if not solver.solve():
                return tell(News(is_infeasible=True))
            reached = _tell_schedule(model, solver, tell)
        with ITotalizer(model.ends, reached, top_id=model.pool.top) as counter:
            solver.append_formula(counter.cnf.clauses)
            while reached > bound:
                most = (bound + reached) // 2
                tell(News(asks=most))
                if solver.solve(assumptions=[-counter.rhs[most]]):
                    reached = _tell_schedule(model, solver, tell)
                else:
                    bound = most + 1
                    tell(News(bound=bound))
    return None


def _tell_schedule(model: EndsModel, solver: Any, tell: Tell) -> int:
    """Tell the schedule that the solver has found; returns its breaks."""
    slots = model.read(solver.get_model())
    tell(News(slots=slots))
    return sum(count_breaks(model.event, slots))


def main() -> None:
    """Read the task, run it, and end with the time whatever becomes of the parent."""
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(task.seconds) + 1)

    def tell(news: News) -> None:
        pickle.dump(news, sys.stdout.buffer)
        sys.stdout.buffer.flush()

    run(task, tell)


if __name__ == "__main__":
    # the module itself, not this copy of it, so that the classes are those of the parent
    from madang.engine.brokerage import racer

    racer.main()
