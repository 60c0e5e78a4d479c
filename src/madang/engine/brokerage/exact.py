"""Finds a schedule with the fewest breaks and proves that there is none with fewer.

A bound is raised until a schedule reaches it. The first bound adds up what each participant has to wait alone. A SAT
solver then looks for a schedule with no more breaks than the bound; most events end here. Otherwise the linear program
prices slots, which raises the bound, and whatever is too dear for it is left out of the next search.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from madang.engine.brokerage.alone import (
    Automata,
    least_in_all,
    look_alone,
    name_proof,
)
from madang.engine.brokerage.clauses import Encoding
from madang.engine.brokerage.count import count_breaks
from madang.engine.brokerage.model import BrokerageEvent, BrokerageResult, Prices
from madang.engine.brokerage.presolve import presolve
from madang.engine.brokerage.prices import (
    SCALE,
    fewest_meetings,
    find_prices,
    no_prices,
    prove,
    tighten,
)
from madang.engine.brokerage.race import Race
from madang.engine.brokerage.racer import News, Tell
from madang.engine.budget import Budget, Clock, never

FIRST_LOOK = 4000
"""Conflicts, at least, for the search before prices are asked for."""
CHUNK = 20_000
"""Conflicts before the first look at the clock; stopping and going on costs the solver dearly, so the next are longer."""
SHORT_CHUNK = 3_000
"""The same while another process works on the proof."""
NEVER = 1_000_000_000
"""More conflicts than any search has."""
SOLVER = "cadical195"


def schedule_event(
    event: BrokerageEvent,
    *,
    fairness: int = 2,
    seed: int = 0,
    budget: Budget,
    wishes_to_stop: Callable[[], bool] = never,
) -> BrokerageResult:
    """The best schedule of an event. Breaks of two participants differ by `fairness` at most.

    A budget counts conflicts of the SAT solver when it counts steps; the result is then the same each time. With seconds
    two processes race, and are stopped at the second. When `wishes_to_stop` says yes, the best schedule so far comes with
    the bound so far: of a race within a quarter of a second, of a counted search at its next look.
    """
    clock = Clock(budget, wishes_to_stop=wishes_to_stop)
    if clock.is_counting:
        search = Search(event, fairness, seed, clock)
        found, prices = search.run(), search.prices
    else:
        found, prices = _race(event, fairness, seed, clock)
    found = replace(found, fairness=fairness)
    proof, certificate = name_proof(event, found, prices)
    return replace(
        found,
        proof=proof,
        certificate=certificate,
        seed=seed,
        seconds=round(clock.elapsed, 3),
    )


def _race(
    event: BrokerageEvent, fairness: int, seed: int, clock: Clock
) -> tuple[BrokerageResult, Prices]:
    """The result of a race, and the best prices; no process is started for what the first look settles."""
    prices = no_prices(event)
    if not event.meetings:
        return BrokerageResult("optimal", objective=0, bound=0), prices
    masks = presolve(event)
    automata = None if masks is None else look_alone(event, masks, fairness)
    if automata is None:
        return BrokerageResult("infeasible"), prices
    race = Race(event, fairness, seed, clock, least_in_all(automata), prices)
    return race.run(), race.prices


def _keep_to_oneself(news: News) -> None:
    """Nobody listens."""


class Search:
    """One event on its way to the optimum. `tell` hears what it finds out while it runs, in a race."""

    def __init__(
        self,
        event: BrokerageEvent,
        fairness: int,
        seed: int,
        clock: Clock,
        *,
        tell: Tell | None = None,
    ) -> None:
        self.is_racing = tell is not None
        self.tell = tell or _keep_to_oneself
        self.event, self.fairness, self.clock = event, fairness, clock
        self.order = list(range(len(event.meetings)))
        if seed:
            random.Random(seed).shuffle(self.order)  # noqa: S311
        self.masks: list[int] = []
        self.automata: Automata = []
        self.prices = no_prices(event)
        self.best: tuple[int, ...] = ()
        self.objective: int | None = None

    def run(self) -> BrokerageResult:
        """The result, but for what its proof rests on."""
        if not self.event.meetings:
            return BrokerageResult("optimal", objective=0, bound=0)
        masks = presolve(self.event)
        if masks is None:
            return BrokerageResult("infeasible")
        automata = look_alone(self.event, masks, self.fairness)
        if automata is None:
            return BrokerageResult("infeasible")
        self.masks, self.automata = masks, automata
        bound = least_in_all(automata)
        size = sum(len(layer) for each in automata if each for layer in each.arcs)
        answer = self.decide(bound, max(FIRST_LOOK, 2 * size))
        if answer is None or not answer:
            self.prices = self.better_prices()
            bound = max(bound, -(-self.proven() // SCALE))
            self.tell(News(bound=bound, prices=self.prices))
        return self.climb(bound)

    def climb(self, bound: int) -> BrokerageResult:
        """Raise the bound while the search finds nothing within it; any schedule at all comes first."""
        if self.objective is None and self.decide(None) is False:
            return BrokerageResult("infeasible")
        self.come_closer(bound)
        while self.objective is None or bound < self.objective:
            self.tell(News(bound=bound, asks=bound))
            answer = self.decide(bound)
            if answer is None:
                break
            if answer:
                continue
            bound += 1
        if self.objective is None:
            return BrokerageResult("unknown", bound=bound)
        status = "optimal" if self.objective == bound else "feasible"
        return BrokerageResult(status, self.best, self.objective, bound)

    def come_closer(self, bound: int) -> None:
        """Better schedules, quickly: half the breaks above the bound each time, until the search is not soon done."""
        while self.objective is not None and self.objective > bound + 1:
            chunk = SHORT_CHUNK if self.is_racing else CHUNK
            if not self.decide((bound + self.objective) // 2, chunk):
                return

    def proven(self) -> int:
        """What the present prices prove, in units of 1/SCALE."""
        return prove(self.event, self.masks, self.automata, self.prices)

    def better_prices(self) -> Prices:
        """The prices of the linear program when they prove more than the present ones."""
        found = find_prices(self.event, self.masks, self.automata)
        if found is None:
            return self.prices
        now = prove(self.event, self.masks, self.automata, found)
        return found if now >= self.proven() else self.prices

    def decide(self, most: int | None, conflicts: int | None = None) -> bool | None:
        """Whether there is a schedule with at most so many breaks, or any schedule, which is then kept; None when unknown."""
        automata, masks, slack = self.automata, self.masks, None
        if most is not None:
            slack = most * SCALE - self.proven()
            if slack < 0:
                return False
            masks = tighten(self.event, masks, self.prices, slack)
            automata = [
                each and each.within(link, SCALE, slack)
                for each, link in zip(automata, self.prices.links, strict=True)
            ]
        encoding = Encoding(
            self.event,
            masks,
            automata,
            fairness=self.fairness,
            order=self.order,
            fewest=fewest_meetings(self.event, self.prices, slack),
        )
        if most is not None:
            encoding.bound_breaks(most)
        model = self.search(encoding, conflicts)
        if not model:
            return None if model is None else False
        self.keep(encoding.read(model))
        return True

    def keep(self, slots: tuple[int, ...]) -> None:
        """Remember a schedule that has fewer breaks than the best so far."""
        objective = sum(count_breaks(self.event, slots))
        if self.objective is None or objective < self.objective:
            self.best, self.objective = slots, objective
            self.tell(News(slots=slots))

    def search(self, encoding: Encoding, conflicts: int | None) -> list[int] | None:
        """Ask the SAT solver, in pieces, to look at the clock in between: a model, [] when there is none, None when unknown."""
        from pysat.solvers import Solver

        spent, started = 0, self.clock.elapsed
        with Solver(name=SOLVER, bootstrap_with=encoding.formula.clauses) as solver:
            while conflicts is None or spent < conflicts:
                size = self.next_chunk(spent, self.clock.elapsed - started)
                solver.conf_budget(min(size, (conflicts or NEVER) - spent))
                found = solver.solve_limited()
                conflicted = int(solver.accum_stats()["conflicts"])
                # a question that needs no conflicts is a step too: a counted budget ends
                self.clock.steps += max(1, conflicted - spent)
                spent = conflicted
                if found is not None:
                    return list(solver.get_model()) if found else []
                if not self.clock.may_go_on():
                    break
        return None

    def next_chunk(self, spent: int, seconds: float) -> int:
        """Conflicts until the next look: twice as many each time, but no more than the time left seems to allow."""
        if self.clock.is_counting:
            return self.clock.chunk(NEVER)
        if not spent:
            return CHUNK
        left = self.clock.seconds_until(1.0) * spent / max(seconds, 0.001)
        return max(500, min(2 * spent, int(left)))
