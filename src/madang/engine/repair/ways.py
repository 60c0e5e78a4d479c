"""The rule of walking in a repair: which tables are near enough for a meeting, and who could not walk in time.

Tables are given after time, so the search does not see this rule. It is asked when a meeting that the repair places
gets its table, against the meetings of its people that have theirs by then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from madang.engine.pauses import Held, Pauses
from madang.engine.repair.hits import Hits
from madang.engine.repair.warm import Warm
from madang.engine.resources import Ints
from madang.engine.schedule import Placement, Schedule
from madang.engine.state import NOWHERE


def has_ways(warm: Warm) -> bool:
    """Whether the event has the rule of walking."""
    return warm.base.rules.walking_minutes is not None


class Ways:
    """The meetings that have a table, and where their people are; `without` are the numbers of those that have none yet."""

    def __init__(self, warm: Warm, without: Collection[int] = ()) -> None:
        self.pauses = Pauses(warm.base)
        self.held: Held = {}
        self.schedule: Schedule = {}
        for meeting, placement in warm.schedule.items():
            number = warm.meeting_number[meeting]
            if number not in without and warm.state.slot[number] != NOWHERE:
                self.schedule[meeting] = placement
                self.hold(meeting, placement.people, placement.slot)

    def hold(self, meeting: int, people: Collection[int], slot: int) -> None:
        """Note that these delegates sit in a meeting."""
        self.held.update(((item, slot), meeting) for item in people)

    def remove(self, meeting: int) -> Placement:
        """Forget a meeting; returns where it was."""
        gone = self.schedule.pop(meeting)
        for delegate in gone.people:
            del self.held[delegate, gone.slot]
        return gone

    def is_rushed(self, left: Placement) -> bool:
        """Whether somebody cannot walk in time now that a meeting of theirs (`left`) is gone from between two others."""
        for delegate in left.people:
            slots = list(self.pauses.neighbours(self.held, delegate, left.slot))
            ends = [self.held[delegate, slot] for slot in slots]
            if len(ends) == 2 and self._is_too_far(*ends):
                return True
        return False

    def all_rushed(self) -> Iterator[tuple[int, int]]:
        """Pairs of meetings, one after the other, between which somebody cannot walk in time."""
        start = {slot.id: slot.start for slot in self.pauses.problem.slots}
        order = sorted(self.held, key=lambda item: (item[0], start[item[1]]))
        for one, other in pairwise(order):
            is_same_day = self.pauses.is_same_day(one[1], other[1])
            pair = self.held[one], self.held[other]
            if one[0] == other[0] and is_same_day and self._is_too_far(*pair):
                yield pair

    def _is_too_far(self, one: int, other: int) -> bool:
        first, second = self.schedule[one], self.schedule[other]
        return self.pauses.is_too_far(
            (first.slot, first.place), (second.slot, second.place)
        )


class Guests:
    """The people of the meetings that get a table, {number: ids of delegates}, and the ways that they have."""

    def __init__(self, warm: Warm, people: Mapping[int, list[int]]) -> None:
        self.warm = warm
        self.people = people
        self.ways = Ways(warm, people.keys())

    def near(self, number: int, units: Ints) -> NDArray[np.bool_]:
        """Of which of the places the people of a meeting can walk there, and on, in time."""
        known: dict[int, bool] = {}
        places = self.warm.places
        for unit in units.tolist():
            zone = int(places.zone[unit])
            if zone not in known:
                known[zone] = self._is_near(number, places.ids[unit])
        return np.array([known[int(zone)] for zone in places.zone[units]], dtype=bool)

    def sit(self, number: int, unit: int) -> None:
        """Note the place that a meeting got."""
        slot, meeting = self._slot(number), self.warm.meetings[number].id
        at = Placement(slot, self.warm.places.ids[unit], (), None)
        self.ways.schedule[meeting] = at
        self.ways.hold(meeting, self.people[number], slot)

    def _slot(self, number: int) -> int:
        return self.warm.slots[int(self.warm.state.slot[number])]

    def _is_near(self, number: int, place: int) -> bool:
        ways, people = self.ways, tuple(self.people[number])
        spot = self._slot(number), place
        hurried = ways.pauses.hurried(ways.held, ways.schedule, people, spot)
        return next(hurried, None) is None


def hit_rushed(warm: Warm, hits: Hits, pins: frozenset[int]) -> None:
    """Add the meetings that cannot stay because somebody could not walk there in time without those that were hit.

    The lighter one of two is hit; pinned ones stay.
    """
    if not has_ways(warm):
        return
    ways = Ways(warm, hits.placed.keys())
    is_news = True
    while is_news:
        is_news = False
        for pair in list(ways.all_rushed()):
            loose = [item for item in pair if not _is_pinned(warm, item, pins)]
            if loose and ways.schedule.keys() >= set(pair):
                lighter = min(loose, key=lambda item: _worth(warm, item))
                hits.placed[warm.meeting_number[lighter]] = ways.remove(lighter)
                is_news = True


def _is_pinned(warm: Warm, meeting: int, pins: frozenset[int]) -> bool:
    number = warm.meeting_number[meeting]
    is_past = warm.schedule[meeting].slot in warm.past
    return meeting in pins or is_past or bool(warm.model.is_pinned[number])


def _worth(warm: Warm, meeting: int) -> tuple[int, int]:
    return int(warm.model.value[warm.meeting_number[meeting]]), meeting
