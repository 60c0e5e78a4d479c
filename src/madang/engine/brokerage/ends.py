"""The published MaxSAT model of brokerage events: one variable says that a break of a participant ends in a slot.

It follows Bofill et al., JAIR 74 (2022): a variable for each meeting and slot, used[p, t], the two implied constraints
(the slots in use by p are as many as p's meetings; at most 2L participants in a slot), an automaton of three states that
marks where a break ends, and one soft clause for each possible end of a break. Unlike the clauses of `clauses.py` it
names the places of breaks, which a search for reasons from below needs.
"""

from __future__ import annotations

from itertools import pairwise

from madang.engine.brokerage.model import BrokerageEvent


class EndsModel:
    """The clauses of one event with a fairness limit."""

    def __init__(self, event: BrokerageEvent, fairness: int) -> None:
        from pysat.formula import WCNF, IDPool

        self.event, self.fairness = event, fairness
        self.pool, self.formula = IDPool(), WCNF()
        self.slots = range(1, event.slots + 1)
        self.held = [
            {slot: self.pool.id() for slot in sorted(event.slots_of(meeting))}
            for meeting in event.meetings
        ]
        self.meetings_of = event.meetings_of()
        self.used = [
            {slot: self.pool.id() for slot in self.slots} for _ in self.meetings_of
        ]
        self.add_meetings()
        self.add_participants()
        self.add_slots()
        self.add_breaks()

    def add(self, *literals: int) -> None:
        """Add a hard clause."""
        self.formula.append(list(literals))

    def exactly(self, literals: list[int], number: int) -> None:
        """Add that just so many literals hold."""
        from pysat.card import CardEnc, EncType

        if number == 0 or number >= len(literals):
            for literal in literals:
                self.add(literal if number else -literal)
            if number > len(literals):
                self.add()
            return
        kind = EncType.pairwise if number == 1 else EncType.cardnetwrk
        clauses = CardEnc.equals(literals, number, vpool=self.pool, encoding=kind)
        self.formula.extend(clauses.clauses)

    def at_most(self, literals: list[int], number: int) -> None:
        """Add that at most so many literals hold."""
        from pysat.card import CardEnc, EncType

        if number < len(literals):
            kind = EncType.pairwise if number == 1 else EncType.cardnetwrk
            clauses = CardEnc.atmost(literals, number, vpool=self.pool, encoding=kind)
            self.formula.extend(clauses.clauses)

    def add_meetings(self) -> None:
        """Every meeting is held once, and after those that precede it."""
        for meeting, held in zip(self.event.meetings, self.held, strict=True):
            self.exactly(list(held.values()), 1)
            for other in meeting.after:
                for slot, literal in held.items():
                    for earlier, blocked in self.held[other - 1].items():
                        if earlier >= slot:
                            self.add(-literal, -blocked)

    def add_participants(self) -> None:
        """One meeting at a time, used[p, t], and the first implied constraint."""
        for used, meetings in zip(self.used, self.meetings_of, strict=True):
            for slot in self.slots:
                here = [self.held[m][slot] for m in meetings if slot in self.held[m]]
                self.at_most(here, 1)
                self.add(-used[slot], *here)
                for literal in here:
                    self.add(used[slot], -literal)
            self.exactly(list(used.values()), len(meetings))

    def add_slots(self) -> None:
        """Tables, and the second implied constraint."""
        from pysat.card import ITotalizer

        for slot in self.slots:
            here = [held[slot] for held in self.held if slot in held]
            self.at_most(here, self.event.tables)
            present = [used[slot] for used in self.used]
            most = min(2 * self.event.tables, len(present) - 1)
            with ITotalizer(present, most, top_id=self.pool.top) as counter:
                self.pool.occupy(self.pool.top + 1, counter.top_id)
                self.pool.top = max(self.pool.top, counter.top_id)
                self.formula.extend(counter.cnf.clauses)
                if 2 * self.event.tables < len(present):
                    self.add(-counter.rhs[2 * self.event.tables])

    def add_breaks(self) -> None:
        """The automaton, its soft clauses, and fairness between every two participants."""
        rows = []
        for used in self.used:
            begun = {slot: self.pool.id() for slot in self.slots}
            ends = {slot: self.pool.id() for slot in self.slots[2:]}
            for slot in self.slots:
                self.add(-used[slot], begun[slot])
            for slot, following in pairwise(self.slots):
                self.add(-begun[slot], begun[following])
                self.add(-begun[following], begun[slot], used[following])
            self.add(-begun[1], used[1])
            for slot, literal in ends.items():
                self.add(-begun[slot - 1], used[slot - 1], -used[slot], literal)
                self.add(-literal, begun[slot - 1])
                self.add(-literal, -used[slot - 1])
                self.add(-literal, used[slot])
                self.formula.append([-literal], weight=1)
            rows.append(self.count(list(ends.values())))
        self.add_fairness(rows)

    def count(self, literals: list[int]) -> list[int]:
        """A literal for each number from 1 that says just when as many hold (totalizer in both directions)."""
        if len(literals) < 2:
            return literals
        middle = len(literals) // 2
        few, rest = self.count(literals[:middle]), self.count(literals[middle:])
        sums = [self.pool.id() for _ in literals]
        for one in range(len(few) + 1):
            for other in range(len(rest) + 1):
                held = [-few[one - 1]] * (one > 0) + [-rest[other - 1]] * (other > 0)
                if held:
                    self.add(*held, sums[one + other - 1])
                if one + other < len(sums):
                    self.add(*few[one : one + 1], *rest[other : other + 1], -sums[one + other])  # fmt: skip
        return sums

    def add_fairness(self, rows: list[list[int]]) -> None:
        """More than d + k breaks of one mean more than k of every other."""
        for number in range(len(self.slots[2:]) - self.fairness):
            common = self.pool.id()
            for row in rows:
                self.add(-row[number + self.fairness], common)
                self.add(-common, row[number])

    @property
    def ends(self) -> list[int]:
        """The literals of which as many hold as there are breaks."""
        return [-clause[0] for clause in self.formula.soft]

    def read(self, model: list[int]) -> tuple[int, ...]:
        """The slot of each meeting, counted from 1."""
        true = {literal for literal in model if literal > 0}
        return tuple(
            next(slot for slot, literal in held.items() if literal in true)
            for held in self.held
        )
