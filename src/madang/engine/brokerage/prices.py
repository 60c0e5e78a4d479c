"""Prices of slots that prove how many breaks there must be: a linear program, rounded, and computed again in whole numbers.

Let z choose a way through the automaton of each participant and x a slot for each meeting. Give up the two rules that join
them, with multipliers: k[p, t] for "p uses slot t as often as p's meetings are held there" (any sign) and c[t] ≥ 0 for
"no more meetings than tables". What is left falls apart, so for **every** k and c

    breaks ≥ Σp least over ways of (breaks + Σ k[p, t] over used slots)
           + Σm least over slots of (c[t] − k[p, t] − k[q, t]) − tables · Σ c[t]

The multipliers come from the linear program of the same model and are rounded to whole numbers of 1/SCALE.
"""

from __future__ import annotations

from collections.abc import Sequence

from madang.engine.brokerage.automaton import NEVER, Automaton
from madang.engine.brokerage.model import BrokerageEvent, Prices
from madang.engine.brokerage.presolve import bits

SCALE = 1024


def no_prices(event: BrokerageEvent) -> Prices:
    """Prices of zero: what they prove is what each participant alone proves."""
    zero = (0,) * event.slots
    return Prices(zero, (zero,) * event.participants)


def prove(
    event: BrokerageEvent,
    masks: Sequence[int],
    automata: Sequence[Automaton | None],
    prices: Prices,
) -> int:
    """The bound that the prices prove, in units of 1/SCALE, rounded nowhere."""
    total = -event.tables * sum(prices.tables)
    for automaton, link in zip(automata, prices.links, strict=True):
        if automaton is not None:
            total += min(NEVER, automaton.cheapest(link, SCALE))
    for meeting, mask in zip(event.meetings, masks, strict=True):
        costs = prices.of_meeting(meeting)
        total += min(costs[place] for place in bits(mask))
    return total


def tighten(
    event: BrokerageEvent, masks: Sequence[int], prices: Prices, slack: int
) -> list[int]:
    """The masks without slots that cost a meeting more than its cheapest slot and the slack."""
    kept = []
    for meeting, mask in zip(event.meetings, masks, strict=True):
        costs = prices.of_meeting(meeting)
        limit = min(costs[place] for place in bits(mask)) + slack
        kept.append(sum(1 << place for place in bits(mask) if costs[place] <= limit))
    return kept


def fewest_meetings(
    event: BrokerageEvent, prices: Prices, slack: int | None
) -> list[int]:
    """For each slot the meetings that it holds at least: the other slots are too few, or an empty table is too dear."""
    others = len(event.meetings) - event.tables * (event.slots - 1)
    fewest = []
    for price in prices.tables:
        empty = event.tables if slack is None or price == 0 else slack // price
        fewest.append(max(others, event.tables - empty, 0))
    return fewest


def find_prices(
    event: BrokerageEvent,
    masks: Sequence[int],
    automata: Sequence[Automaton | None],
) -> Prices | None:
    """The best prices, by the linear program; None when it has no solution or the solver gives up."""
    return _Program(event, masks, automata).solve()


class _Program:
    """The linear program in rows and columns for HiGHS."""

    def __init__(
        self,
        event: BrokerageEvent,
        masks: Sequence[int],
        automata: Sequence[Automaton | None],
    ) -> None:
        self.event = event
        self.columns = 0
        self.costs: list[int] = []
        self.sides: list[int] = []
        self.entries: list[tuple[int, int, int]] = []
        self.uses: list[tuple[int, int]] = []
        self.links: dict[tuple[int, int], int] = {}
        for participant, automaton in enumerate(automata):
            if automaton is not None:
                self.add_ways(participant, automaton)
        self.add_meetings(masks)

    def row(self, side: int) -> int:
        self.sides.append(side)
        return len(self.sides) - 1

    def column(self, cost: int) -> int:
        self.costs.append(cost)
        return len(self.costs) - 1

    def add_ways(self, participant: int, automaton: Automaton) -> None:
        """One unit flows from the first state to the last ones."""
        for place in range(self.event.slots):
            self.links[participant, place] = self.row(0)
        here = {(0, 0, 0): self.row(1)}
        for place, layer in enumerate(automaton.arcs):
            ahead = {
                target: self.row(0) for target in sorted({arc[1] for arc in layer})
            }
            for source, target, use in layer:
                column = self.column(0)
                self.entries += [(here[source], column, 1), (ahead[target], column, -1)]
                if use:
                    self.entries.append((self.links[participant, place], column, -1))
            here = ahead
        for state, row in here.items():
            self.entries.append((row, self.column(state[1]), 1))

    def add_meetings(self, masks: Sequence[int]) -> None:
        """One slot for each meeting, counted at its participants and at the tables."""
        for meeting, mask in zip(self.event.meetings, masks, strict=True):
            held = self.row(1)
            for place in bits(mask):
                column = self.column(0)
                self.entries.append((held, column, 1))
                self.uses.append((place, column))
                for participant in meeting.both:
                    if (participant - 1, place) in self.links:
                        row = self.links[participant - 1, place]
                        self.entries.append((row, column, 1))

    def solve(self) -> Prices | None:
        from scipy.optimize import linprog
        from scipy.sparse import coo_array

        rows, columns, values = zip(*self.entries, strict=True)
        width = len(self.costs)
        equal = coo_array((values, (rows, columns)), shape=(len(self.sides), width))
        slots, held = zip(*self.uses, strict=True)
        tables = coo_array(
            ([1] * len(held), (slots, held)), shape=(self.event.slots, width)
        )
        found = linprog(
            self.costs,
            A_ub=tables.tocsr(),
            b_ub=[self.event.tables] * self.event.slots,
            A_eq=equal.tocsr(),
            b_eq=self.sides,
            method="highs-ipm",
        )
        if found.status != 0:
            return None
        return self.rounded(found.ineqlin.marginals, found.eqlin.marginals)

    def rounded(self, tables: Sequence[float], rows: Sequence[float]) -> Prices:
        """Multipliers in whole units, those of tables never below 0."""
        links = [[0] * self.event.slots for _ in range(self.event.participants)]
        for (participant, place), row in self.links.items():
            links[participant][place] = round(SCALE * float(rows[row]))
        return Prices(
            tuple(max(0, round(-SCALE * float(value))) for value in tables),
            tuple(map(tuple, links)),
        )
