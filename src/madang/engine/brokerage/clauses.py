"""An event with at most so many breaks, as clauses for a SAT solver.

held[m, t] says that meeting m is held in slot t, and used[p, t] that one of p's meetings is. Every participant's automaton
is written out node by node: one node a layer, and the node and used[p, t] give the next node. That fixes how many slots a
participant uses (the first implied constraint of Bofill et al. 2022) and how many breaks there are, and it passes on what
either excludes. Tables are counted over groups of meetings with a common participant, of which one at most is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from madang.engine.brokerage.automaton import MEETING, Arc, Automaton, State
from madang.engine.brokerage.model import BrokerageEvent
from madang.engine.brokerage.presolve import bits

PAIRWISE = 6
"""Up to so many literals exclude each other pair by pair; longer lists are cut with one more variable a piece."""

SCARCE = 0.6
"""Share of all tables in all slots above which tables are scarce."""

Nodes = dict[State, int]


class Formula:
    """Clauses and the number of their variables."""

    def __init__(self) -> None:
        self.variables = 0
        self.clauses: list[list[int]] = []

    def new(self) -> int:
        """A new variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """A new clause."""
        self.clauses.append(list(literals))

    def any_of(self, literals: list[int]) -> int:
        """A literal that holds when one of these does; the literal itself when there is one only."""
        if len(literals) == 1:
            return literals[0]
        either = self.new()
        self.add(-either, *literals)
        for literal in literals:
            self.add(either, -literal)
        return either

    def exclude(self, literals: list[int]) -> None:
        """At most one of these holds."""
        while len(literals) > PAIRWISE:
            other = self.new()
            self._pairs([*literals[: PAIRWISE - 2], other])
            literals = [*literals[PAIRWISE - 2 :], -other]
        self._pairs(literals)

    def _pairs(self, literals: list[int]) -> None:
        self.clauses.extend([-one, -other] for one, other in combinations(literals, 2))

    def at_most(self, literals: list[int], number: int) -> None:
        """At most so many of these hold (totalizer, Bailleux and Boufkhad 2003)."""
        if number < 0:
            self.add()
        elif number == 0:
            self.clauses.extend([-literal] for literal in literals)
        elif number < len(literals):
            from pysat.card import CardEnc, EncType

            counted = CardEnc.atmost(
                literals, number, top_id=self.variables, encoding=EncType.totalizer
            )
            self.clauses.extend(counted.clauses)
            self.variables = max(self.variables, counted.nv)


class Encoding:
    """The clauses of an event; `held[m]` gives the literal of each slot that meeting m may have."""

    def __init__(
        self,
        event: BrokerageEvent,
        masks: Sequence[int],
        automata: Sequence[Automaton | None],
        *,
        fairness: int,
        order: Sequence[int],
        fewest: Sequence[int],
    ) -> None:
        """`order` numbers the variables; `fewest[t]` meetings are held in slot t + 1 at least, as somebody has proven."""
        self.event, self.fairness, self.fewest = event, fairness, fewest
        self.formula = Formula()
        self.held: list[dict[int, int]] = [{} for _ in masks]
        for index in order:
            self.held[index] = {
                place: self.formula.new() for place in bits(masks[index])
            }
        self.attended = event.meetings_of()
        self.used = [self._use(meetings) for meetings in self.attended]
        for literals in self.held:
            self.formula.add(*literals.values())
            self.formula.exclude(list(literals.values()))
        self._precede()
        self._share_tables()
        self.levels = [
            {} if automaton is None else self._follow(used, automaton)
            for used, automaton in zip(self.used, automata, strict=True)
        ]
        self.automata = automata
        self._be_fair()

    def bound_breaks(self, most: int) -> None:
        """At most so many breaks in all."""
        least = sum(each.least for each in self.automata if each is not None)
        excess = [
            literal
            for levels, automaton in zip(self.levels, self.automata, strict=True)
            if automaton is not None
            for level, literal in levels.items()
            if level > automaton.least
        ]
        if most < least:
            self.formula.add()
        else:
            self.formula.at_most(excess, most - least)

    def read(self, model: Sequence[int]) -> tuple[int, ...]:
        """The slot of each meeting, counted from 1."""
        return tuple(
            next(
                place + 1
                for place, literal in literals.items()
                if model[literal - 1] > 0
            )
            for literals in self.held
        )

    def _use(self, meetings: Sequence[int]) -> dict[int, int]:
        """used[p, t] where it can hold, and one meeting at a time."""
        used: dict[int, int] = {}
        for place in range(self.event.slots):
            here = [
                self.held[index][place]
                for index in meetings
                if place in self.held[index]
            ]
            if here:
                used[place] = self.formula.any_of(here)
                self.formula.exclude(here)
        return used

    def _precede(self) -> None:
        """A later meeting needs the earlier one to be over."""
        over: dict[int, dict[int, int]] = {}
        for index, meeting in enumerate(self.event.meetings):
            for number in sorted(meeting.after):
                if number - 1 not in over:
                    over[number - 1] = self._over(self.held[number - 1])
                for place, literal in self.held[index].items():
                    done = over[number - 1].get(place)
                    self.formula.add(-literal, *([] if done is None else [done]))

    def _over(self, held: dict[int, int]) -> dict[int, int]:
        """For each slot a literal that says that the meeting was held before it; absent where it cannot have been."""
        over: dict[int, int] = {}
        before: list[int] = []
        for place in range(self.event.slots):
            if before:
                over[place] = self.formula.any_of(before)
                before = [over[place]]
            if place in held:
                before = [*before, held[place]]
        return over

    def _share_tables(self) -> None:
        """No more meetings in a slot than tables; groups of meetings with one participant count once.

        Said again of participants where tables are scarce: it follows, and it saves most of the search there.
        """
        capacity = self.event.tables * self.event.slots
        is_scarce = len(self.event.meetings) > SCARCE * capacity

        groups = self._groups()
        for place in range(self.event.slots):
            inputs = []
            for participant, group in groups:
                here = [
                    self.held[index][place]
                    for index in group
                    if place in self.held[index]
                ]
                everyone = sum(
                    place in self.held[index] for index in self.attended[participant]
                )
                if here:
                    inputs.append(
                        self.used[participant][place]
                        if len(here) == everyone
                        else self.formula.any_of(here)
                    )
            self.formula.at_most(inputs, self.event.tables)
            if is_scarce:
                present = [used[place] for used in self.used if place in used]
                self.formula.at_most(present, 2 * self.event.tables)
            if self.fewest[place] > 0:
                absent = [-literal for literal in inputs]
                self.formula.at_most(absent, len(inputs) - self.fewest[place])

    def _groups(self) -> list[tuple[int, list[int]]]:
        """All meetings, shared out greedily to participants who have the most that are left."""
        left = [set(meetings) for meetings in self.attended]
        groups = []
        while any(left):
            most = max(range(len(left)), key=lambda each: len(left[each]))
            group = left[most]
            groups.append((most, sorted(group)))
            left = [meetings - group for meetings in left]
        return groups

    def _follow(self, used: dict[int, int], automaton: Automaton) -> dict[int, int]:
        """The nodes of an automaton; returns for each number of breaks a literal that says there are as many or more."""
        here: Nodes = {}
        for place, layer in enumerate(automaton.arcs):
            ahead = {
                state: self.formula.new()
                for state in sorted({target for _, target, _ in layer})
            }
            self._step(used.get(place), here, ahead, layer)
            here = ahead
        return self._count(here, automaton)

    def _step(
        self, used: int | None, here: Nodes, ahead: Nodes, layer: Sequence[Arc]
    ) -> None:
        """The arcs of one slot, forwards and backwards."""
        next_of: dict[State, dict[int, State]] = {}
        sources: dict[State, list[int]] = {}
        for source, target, use in layer:
            next_of.setdefault(source, {})[use] = target
            if source in here:
                sources.setdefault(target, []).append(here[source])
        choices = [(0, [used]), (1, [-used])] if used is not None else [(0, [])]
        for source, ways in next_of.items():
            node = [-here[source]] if here else []
            for use, given in choices:
                way = [ahead[ways[use]]] if use in ways else []
                self.formula.add(*node, *given, *way)
        for target, literal in ahead.items():
            if target in sources:
                self.formula.add(-literal, *sources[target])
            self._mean(literal, used, is_used=target[2] == MEETING)
        if len(ahead) <= PAIRWISE:
            self.formula.exclude(list(ahead.values()))

    def _mean(self, node: int, used: int | None, *, is_used: bool) -> None:
        """A node says whether the slot before it was used."""
        if used is not None:
            self.formula.add(-node, used if is_used else -used)
        elif is_used:
            self.formula.add(-node)

    def _count(self, last: Nodes, automaton: Automaton) -> dict[int, int]:
        levels: dict[int, int] = {}
        for level in range(1, automaton.most + 1):
            nodes = [literal for state, literal in last.items() if state[1] >= level]
            levels[level] = self.formula.any_of(nodes)
        return levels

    def _be_fair(self) -> None:
        """Who has more than d + k breaks leaves nobody with k or fewer."""
        most = max((each.most for each in self.automata if each is not None), default=0)
        for level in range(1, most - self.fairness + 1):
            common = self.formula.new()
            for levels in self.levels:
                if level + self.fairness in levels:
                    self.formula.add(-levels[level + self.fairness], common)
                self.formula.add(-common, *([levels[level]] if level in levels else []))
