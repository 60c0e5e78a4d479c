"""Who and what is taken when, as sets of slots: one whole number a resource, bit t for slot t in the order of time.

Questions about single meetings are answered here in microseconds, also in events of tens of thousands. Meetings can be
lifted off and laid down again, so that a change can be tried. What the schedule breaks is kept as it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from madang.engine.pauses import Pauses
from madang.engine.problem import Problem
from madang.engine.resources import UNLIMITED, Ints, Resources
from madang.engine.schedule import Placement, Schedule
from madang.engine.slot_sets import (
    Crowd,
    masks_of,
    rows_of,
    slots_without_rest,
)


class Occupancy:
    """A schedule laid out by resource and slot. `absent`, `busy` and `spent` hold one set of slots a resource.

    In the slots of `absent` it is not there, in those of `busy` it takes no more meetings, and those of `spent` are on
    days on which the delegate has as many meetings as they may.
    """

    def __init__(
        self, problem: Problem, resources: Resources, placements: Schedule
    ) -> None:
        model = resources.model
        self.problem, self.resources = problem, resources
        self.placements = dict(placements)
        self.slots = len(model.day)
        self.every = (1 << self.slots) - 1
        self.meeting_number = {
            item.id: at for at, item in enumerate(resources.meetings)
        }
        self.organisation_number = {
            item: at for at, item in enumerate(resources.organisations)
        }
        self.slot_number = {item: index for index, item in enumerate(resources.slots)}
        self.people = {item: index for index, item in enumerate(resources.delegates)}
        self.together = [
            tuple(self.slot_number[near] for near in problem.beside[item])
            for item in resources.slots
        ]
        self.units: list[int] = [
            *(item for pool in resources.place_pools for item in pool),
            *(item for pool in resources.interpreter_pools for item in pool),
        ]
        places = sum(len(pool) for pool in resources.place_pools)
        self.place_unit = {item: at for at, item in enumerate(self.units[:places])}
        self.interpreter_unit = {
            item: places + at for at, item in enumerate(self.units[places:])
        }
        pools = (*resources.place_pools, *resources.interpreter_pools)
        self.pool_of = np.repeat(
            np.arange(len(pools)), [len(pool) for pool in pools]
        ).astype(np.int64)
        self.first_unit = np.cumsum([0, *(len(pool) for pool in pools)]).tolist()
        self.room = self._room(places)
        self.held = np.zeros((len(self.people), self.slots), dtype=np.int32)
        self.day_used = np.zeros(
            (len(self.people), int(model.day.max(initial=0)) + 1), dtype=np.int64
        )
        self.organisation_used: dict[int, int] = {}
        self.kept: dict[Any, Any] = {}
        self.pauses = Pauses(problem)
        self.lightest: dict[int, list[tuple[int, int, int]]] = {}
        self.seated = np.zeros_like(self.room)
        self.crowd = Crowd(model)
        self._lay_out()
        self.absent = masks_of(model.capacity <= 0)
        self.busy = masks_of((self._left() <= 0) & (model.capacity > 0))
        self.spent = masks_of(self._is_spent()[:, model.day])
        self.spent += [0] * len(pools)

    def _room(self, places: int) -> NDArray[np.int32]:
        """Meetings that each place and interpreter takes in each slot, were there none."""
        room = np.ones((len(self.units), self.slots), dtype=np.int32)
        for at, item in enumerate(self.units):
            known = (
                self.problem.place[item]
                if at < places
                else self.problem.interpreter[item]
            )
            room[at] = getattr(known, "capacity", 1)
            room[at, [self.slot_number[slot] for slot in known.busy]] = 0
        return room

    def _lay_out(self) -> None:
        """Book every placement at once."""
        number, people = self.slot_number, self.people
        placed = list(self.placements.items())
        slots = np.array([number[item.slot] for _, item in placed], dtype=np.int64)
        meetings = np.array([meeting for meeting, _ in placed], dtype=np.int64)
        named = [
            [people[delegate] for side in item.delegates for delegate in side]
            for _, item in placed
        ]
        units = [list(self._units_of(item)) for _, item in placed]
        self.bookings = []
        count = len(people)
        for rows, first, table in (
            (named, 0, self.held),
            (units, count, self.seated),
        ):
            sizes = [len(item) for item in rows]
            flat = np.array(list(chain.from_iterable(rows)), dtype=np.int64)
            times = np.repeat(slots, sizes)
            resource = flat if first == 0 else first + self.pool_of[flat]
            who = np.repeat(meetings, sizes)
            np.add.at(table, (flat, times), 1)
            for also, chosen in self._spread(times):
                self.bookings.append((resource[chosen], also, who[chosen]))
            if first == 0:
                days = self.resources.model.day[times]
                np.add.at(self.day_used, (flat, days), 1)
        self.organisation_used = self._count_organisations()

    def _count_organisations(self) -> dict[int, int]:
        """Meetings of each organisation, by id."""
        model = self.resources.model
        numbers = [self.meeting_number.get(item, -1) for item in self.placements]
        is_held = np.zeros(len(self.resources.meetings), dtype=np.bool_)
        is_held[[item for item in numbers if item >= 0]] = True
        sides = np.repeat(is_held, np.diff(model.side_start))
        count = np.bincount(
            model.side[sides], minlength=len(self.resources.organisations)
        )
        found = dict(zip(self.resources.organisations, count.tolist(), strict=True))
        for meeting, number in zip(self.placements, numbers, strict=True):
            # A cancelled meeting that still has its place counts too.
            for item in (
                self.problem.meeting[meeting].organisations if number < 0 else ()
            ):
                found[item] += 1
        return found

    def _spread(self, slots: Ints) -> Iterator[tuple[Ints, Ints]]:
        """The slots of bookings, then the slots that overlap theirs; and which of the bookings each belongs to."""
        yield slots, np.arange(len(slots))
        for slot, others in enumerate(self.together):
            for other in others[1:]:
                chosen = np.flatnonzero(slots == slot)
                yield np.full(len(chosen), other), chosen

    def tired(self, number: int) -> int:
        """The slots in which one more meeting would give a delegate too many in a row."""
        most = self.pauses.most_in_a_row
        if most is None or number >= len(self.people):
            return 0
        held = masks_of(self.held[number : number + 1] > 0)[0]
        return slots_without_rest(held, self.sessions, most)

    @cached_property
    def who(self) -> dict[tuple[int, int], int]:
        """The meeting of each delegate in each slot, by ids."""
        return {
            (delegate, item.slot): meeting
            for meeting, item in self.placements.items()
            for delegate in item.people
        }

    @cached_property
    def sessions(self) -> list[list[int]]:
        """The slots of each session, in the order of time."""
        return rows_of(self.resources.model.session)

    def _units_of(self, placement: Placement) -> Iterator[int]:
        yield self.place_unit[placement.place]
        if placement.interpreter is not None:
            yield self.interpreter_unit[placement.interpreter]

    def _left(self) -> NDArray[np.int32]:
        """Meetings that each resource still takes in each slot, day limits aside (R × T)."""
        model = self.resources.model
        count = len(self.people)
        left = np.zeros(model.capacity.shape, dtype=np.int32)
        left[:count] = model.capacity[:count] - self.crowd(self.held)
        np.add.at(
            left,
            count + self.pool_of,
            np.maximum(self.room - self.crowd(self.seated), 0),
        )
        return left

    def _is_spent(self) -> NDArray[np.bool_]:
        spent: NDArray[np.bool_] = (
            self.day_used >= self.resources.model.day_most[: len(self.people), None]
        )
        return spent

    def lift(self, meeting: int) -> Placement:
        """Take a meeting off; returns where it was."""
        placement = self.placements.pop(meeting)
        self._book(meeting, placement, -1)
        return placement

    def lay(self, meeting: int, placement: Placement) -> None:
        """Put a meeting down, whatever rule that breaks."""
        self.placements[meeting] = placement
        self._book(meeting, placement, 1)

    def _book(self, meeting: int, placement: Placement, amount: int) -> None:
        model = self.resources.model
        slot = self.slot_number[placement.slot]
        self.kept.clear()
        self.__dict__.pop("who", None)
        for delegate in placement.people:
            number = self.people[delegate]
            self.held[number, slot] += amount
            self.day_used[number, model.day[slot]] += amount
            self._refresh_person(number)
        for unit in self._units_of(placement):
            self.seated[unit, slot] += amount
            self._refresh_pool(int(self.pool_of[unit]))
        for organisation in self.problem.meeting[meeting].organisations:
            self.organisation_used[organisation] += amount

    def _refresh_person(self, number: int) -> None:
        model = self.resources.model
        row = slice(number, number + 1)
        capacity = model.capacity[row]
        is_busy = (self.crowd(self.held[row]) >= capacity) & (capacity > 0)
        self.busy[number] = masks_of(is_busy)[0]
        if model.day_most[number] < UNLIMITED:
            is_spent = self.day_used[row] >= model.day_most[row, None]
            self.spent[number] = masks_of(is_spent[:, model.day])[0]

    def _refresh_pool(self, pool: int) -> None:
        row = len(self.people) + pool
        is_full = ~(self._room_left(pool) > 0).any(axis=0)
        is_there = self.resources.model.capacity[row] > 0
        self.busy[row] = masks_of((is_full & is_there)[None])[0]

    def _room_left(self, pool: int) -> NDArray[np.int32]:
        """Meetings that each place or interpreter of a pool still takes in each slot."""
        units = slice(*self.first_unit[pool : pool + 2])
        left: NDArray[np.int32] = self.room[units] - self.crowd(self.seated[units])
        return left

    @cached_property
    def _holders(self) -> tuple[list[int], list[int]]:
        """(resource × slots + slot, meeting), sorted, as the schedule was laid out, overlapping slots included."""
        resource, slot, meeting = (
            np.concatenate(part) for part in zip(*self.bookings, strict=True)
        )
        key = resource * self.slots + slot
        order = np.lexsort((meeting, key))
        return key[order].tolist(), meeting[order].tolist()

    def holders(self, resource: int, slot: int) -> list[int]:
        """The meetings that hold a resource in a slot; what was lifted or laid since the beginning is not seen."""
        keys, meetings = self._holders
        key = resource * self.slots + slot
        first = bisect_left(keys, key)
        return meetings[first : bisect_right(keys, key, first)]

    def units_at(self, resource: int, slot: int) -> list[int]:
        """The ids of the places or interpreters of a pool with room in the slot."""
        pool = resource - len(self.people)
        free = np.flatnonzero(self._room_left(pool)[:, slot] > 0)
        return [self.units[self.first_unit[pool] + at] for at in free.tolist()]

    def held_by(self, organisation: int) -> list[int]:
        """The meetings of an organisation that have a place, in the order of their ids."""
        model = self.resources.model
        number = self.organisation_number[organisation]
        first, last = model.wish_start[number : number + 2].tolist()
        meetings = self.resources.meetings
        return sorted(
            meetings[item].id
            for item in model.wish[first:last].tolist()
            if meetings[item].id in self.placements
        )

    def has_room(self, organisation: int, more: int = 0) -> bool:
        """Whether the organisation may have one more meeting; `more` is what its limit is raised by."""
        most = self.problem.organisation[organisation].most
        return most is None or self.organisation_used[organisation] < most + more

    def day_limit(self, number: int) -> int | None:
        """The most meetings a day of a delegate by number, or None."""
        most = int(self.resources.model.day_most[number])
        return None if most >= UNLIMITED else most
