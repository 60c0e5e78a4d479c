"""One participant's day, slot by slot: before the first meeting, in a meeting, or waiting.

A state is (meetings held, breaks ended, phase). The states that a participant can be in after each slot form a graph in
layers; a way through it is a set of slots. Two things are read off it: the cheapest way under prices of slots, and the
clauses that say the same to a SAT solver (`clauses.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from madang.engine.brokerage.presolve import bits

BEFORE, MEETING, WAITING = 0, 1, 2
NEVER = 1 << 60
"""More than any sum of prices."""

State = tuple[int, int, int]
Arc = tuple[State, State, int]
"""From, to, and 1 when the slot is used."""

FIRST: State = (0, 0, BEFORE)


@dataclass(frozen=True, slots=True)
class Automaton:
    """The layers of one participant: `arcs[t]` leads from states before slot t + 1 to states after it."""

    meetings: int
    least: int
    """Every way has at least so many breaks."""
    arcs: tuple[tuple[Arc, ...], ...]

    @property
    def last(self) -> list[State]:
        """The states after the last slot."""
        return sorted({target for _, target, _ in self.arcs[-1]})

    @property
    def most(self) -> int:
        """The most breaks of a way; -1 when there is no way."""
        return max((state[1] for state in self.last), default=-1)

    def cheapest(self, prices: Sequence[int], price_of_break: int) -> int:
        """What the cheapest way costs; NEVER when there is none."""
        return self._costs(prices, price_of_break)[0].get(FIRST, NEVER)

    def _costs(
        self, prices: Sequence[int], price_of_break: int
    ) -> list[dict[State, int]]:
        """For each layer what the cheapest way from a state to the end costs."""
        costs = [{state: price_of_break * state[1] for state in self.last}]
        for layer, price in zip(reversed(self.arcs), reversed(prices), strict=True):
            here: dict[State, int] = {}
            ahead = costs[-1]
            for source, target, use in layer:
                cost = ahead.get(target, NEVER) + price * use
                if cost < here.get(source, NEVER):
                    here[source] = cost
            costs.append(here)
        costs.reverse()
        return costs

    def within(
        self, prices: Sequence[int], price_of_break: int, slack: int
    ) -> Automaton:
        """Without the arcs whose cheapest way costs more than the cheapest of all and the slack."""
        ahead = self._costs(prices, price_of_break)
        limit = ahead[0].get(FIRST, NEVER) + slack
        behind = {FIRST: 0}
        kept = []
        for place, layer in enumerate(self.arcs):
            following: dict[State, int] = {}
            stay = []
            for source, target, use in layer:
                cost = behind.get(source, NEVER) + prices[place] * use
                if cost + ahead[place + 1].get(target, NEVER) > limit:
                    continue
                stay.append((source, target, use))
                if cost < following.get(target, NEVER):
                    following[target] = cost
            kept.append(tuple(stay))
            behind = following
        return Automaton(self.meetings, self.least, tuple(kept))


def unroll(masks: Sequence[int], slots: int, least: int, most: int) -> Automaton:
    """The automaton of a participant whose meetings have these slots, with `least` to `most` breaks."""
    rules = _Rules(masks, slots, most)
    layers: list[list[Arc]] = []
    states = [FIRST]
    for place in range(slots):
        layer = [
            (state, target, use)
            for state in states
            for use in (0, 1)
            if (target := rules.step(state, place, use))
        ]
        layers.append(layer)
        states = sorted({target for _, target, _ in layer})
    alive = {state for state in states if state[0] == len(masks) and state[1] >= least}
    for place in range(slots - 1, -1, -1):
        layers[place] = [arc for arc in layers[place] if arc[1] in alive]
        alive = {source for source, _, _ in layers[place]}
    return Automaton(len(masks), least, tuple(map(tuple, layers)))


class _Rules:
    """What a step may do. Meetings that end early or start late bound how many are held by then."""

    def __init__(self, masks: Sequence[int], slots: int, most: int) -> None:
        self.meetings, self.most = len(masks), most
        self.open = sum({1 << place for mask in masks for place in bits(mask)})
        self.needed = sum({mask for mask in masks if mask.bit_count() == 1})
        self.fewest, self.greatest = [], []
        for place in range(slots + 1):
            early = (1 << place) - 1
            over = sum(not mask & ~early for mask in masks)
            begun = sum(bool(mask & early) for mask in masks)
            self.fewest.append(max(over, len(masks) - (slots - place)))
            self.greatest.append(min(begun, place))

    def step(self, state: State, place: int, use: int) -> State | None:
        held, breaks, phase = state
        if use:
            breaks += phase == WAITING
            if not self.open >> place & 1 or breaks > self.most:
                return None
            held, phase = held + 1, MEETING
        elif self.needed >> place & 1:
            return None
        elif phase == MEETING:
            phase = WAITING
        if not self.fewest[place + 1] <= held <= self.greatest[place + 1]:
            return None
        return held, breaks, phase
