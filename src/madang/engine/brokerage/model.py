"""A brokerage event: who meets whom, in which session, around which absences."""

from __future__ import annotations

from dataclasses import dataclass

MORNING, AFTERNOON, ANY = 1, 2, 3
"""Sessions of a meeting, as the files number them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One meeting of two participants. All numbers count from 1, as in the file."""

    first: int
    second: int
    session: int = ANY
    fixed: int | None = None
    """The slot that the organiser has given it."""
    after: frozenset[int] = frozenset()
    """Numbers of the meetings that are held in strictly earlier slots."""

    @property
    def both(self) -> tuple[int, int]:
        """The two participants."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class BrokerageEvent:
    """Participants, tables, slots, and the meetings that are all held; meeting and participant n are at place n - 1."""

    participants: int
    tables: int
    slots: int
    morning_slots: int
    meetings: tuple[Pair, ...]
    away: tuple[frozenset[int], ...]
    """For each participant the slots in which they cannot meet."""

    def slots_of(self, meeting: Pair) -> frozenset[int]:
        """Slots that session, absences and a fixed slot leave to one meeting looked at alone."""
        first, last = 1, self.slots
        if meeting.session == MORNING:
            last = self.morning_slots
        if meeting.session == AFTERNOON:
            first = self.morning_slots + 1
        free = set(range(first, last + 1))
        for participant in meeting.both:
            free -= self.away[participant - 1]
        if meeting.fixed is not None:
            free &= {meeting.fixed}
        return frozenset(free)

    def meetings_of(self) -> list[list[int]]:
        """For each participant the places in `meetings` of those that they attend."""
        rows: list[list[int]] = [[] for _ in range(self.participants)]
        for index, meeting in enumerate(self.meetings):
            for participant in meeting.both:
                rows[participant - 1].append(index)
        return rows


@dataclass(frozen=True, slots=True)
class Prices:
    """Multipliers that prove a bound (`prices.py`), in whole units of 1/SCALE; a list has one number a slot."""

    tables: tuple[int, ...]
    """What a table costs in each slot, never below 0."""
    links: tuple[tuple[int, ...], ...]
    """For each participant what a slot in use is worth; zero for who has fewer than two meetings."""

    def of_meeting(self, meeting: Pair) -> list[int]:
        """What holding a meeting costs in each slot."""
        mine, yours = self.links[meeting.first - 1], self.links[meeting.second - 1]
        return [
            table - one - other
            for table, one, other in zip(self.tables, mine, yours, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class BrokerageResult:
    """What the solver says of an event: a schedule of all meetings, or that there is none."""

    status: str
    """`optimal`, `feasible`, `infeasible` or `unknown`."""
    slots: tuple[int, ...] = ()
    """The slot of each meeting, counted from 1; empty without a schedule."""
    objective: int | None = None
    """Breaks in all."""
    bound: int | None = None
    """No schedule has fewer breaks; None when infeasible."""
    proof: str = "none"
    """What the bound or the infeasibility rests on: `counting`, `prices`, `solver` or `none`."""
    certificate: Prices | None = None
    """The multipliers when the proof is `prices`."""
    fairness: int = 2
    seed: int = 0
    seconds: float = 0.0
