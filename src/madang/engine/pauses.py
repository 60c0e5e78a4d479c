"""The rules of rest and of walking, for questions about single meetings: too many in a row, too far a way.

A row is an unbroken run of meetings of one delegate in consecutive slots of one session. Two meetings of a delegate
are neighbours when the delegate has none between them on the same day.
"""

from __future__ import annotations

from collections.abc import Iterator

from madang.engine.problem import Problem
from madang.engine.schedule import Schedule

Held = dict[tuple[int, int], int]
"""The meeting of each delegate and slot."""


class Pauses:
    """The slots of a problem in the order of time, and what the rules of rest and walking say about them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.most_in_a_row = problem.rules.most_in_a_row
        self.minutes = problem.rules.walking_minutes
        self.session: dict[int, list[int]] = {}
        self.day: dict[int, list[int]] = {}
        for slot in sorted(problem.slots, key=lambda slot: slot.start):
            self.session.setdefault(slot.session, []).append(slot.id)
            self.day.setdefault(slot.day, []).append(slot.id)

    def row(self, held: Held, delegate: int, slot: int) -> list[int]:
        """The meetings in the rows just before and just after a slot."""
        slots = self.session[self.problem.slot[slot].session]
        at = slots.index(slot)
        found = []
        for side in (slots[:at][::-1], slots[at + 1 :]):
            for other in side:
                if (delegate, other) not in held:
                    break
                found.append(held[delegate, other])
        return found

    def is_rested(self, held: Held, delegate: int, slot: int) -> bool:
        """Whether one more meeting in the slot keeps the rule of rest."""
        most = self.most_in_a_row
        return most is None or len(self.row(held, delegate, slot)) < most

    def neighbours(self, held: Held, delegate: int, slot: int) -> Iterator[int]:
        """The slots of the meetings just before and just after a slot on its day."""
        slots = self.day[self.problem.slot[slot].day]
        at = slots.index(slot)
        for side in (slots[:at][::-1], slots[at + 1 :]):
            other = next((item for item in side if (delegate, item) in held), None)
            if other is not None:
                yield other

    def is_same_day(self, slot: int, other: int) -> bool:
        """Whether two slots are on one day."""
        return self.problem.slot[slot].day == self.problem.slot[other].day

    def is_too_far(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether the time between two meetings, each (slot, place), is too short for the way between their zones."""
        first, second = sorted(
            (one, other), key=lambda item: self.problem.slot[item[0]].start
        )
        before = self.problem.slot[first[0]]
        left = self.problem.slot[second[0]].start - before.start - before.minutes
        return left < self.least_minutes(first[1], second[1])

    def least_minutes(self, place: int, other: int) -> int:
        """The minutes that have to lie between two meetings at these places; 0 where no rule asks for any."""
        zones = (self.problem.place[place].zone, self.problem.place[other].zone)
        if self.minutes is None or zones[0] == zones[1]:
            return 0
        return self.problem.walk.get(zones, self.minutes)

    def hurried(
        self,
        held: Held,
        schedule: Schedule,
        people: tuple[int, ...],
        at: tuple[int, int],
    ) -> Iterator[tuple[int, int]]:
        """(delegate, other meeting) of everybody who could not walk in time, were they at this (slot, place)."""
        if self.minutes is None:
            return
        for delegate in people:
            for slot in self.neighbours(held, delegate, at[0]):
                other = held[delegate, slot]
                if self.is_too_far(at, (slot, schedule[other].place)):
                    yield delegate, other
