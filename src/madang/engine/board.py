"""A schedule laid out by who and what is taken when, for questions about single meetings.

Moves by hand ask the board. The search itself works on arrays, see `kernels`, and so do explanations, see `occupancy`.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from madang.engine.pauses import Pauses
from madang.engine.problem import Meeting, Problem, Side, may_use, speaks
from madang.engine.schedule import Placement, Schedule


class Board:
    """Who sits where when."""

    def __init__(self, problem: Problem, schedule: Schedule) -> None:
        self.problem = problem
        self.schedule: Schedule = {}
        self.person: dict[tuple[int, int], int] = {}
        self.seated: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.interpreting: dict[tuple[int, int], int] = {}
        self.day_count: Counter[tuple[int, int]] = Counter()
        self.organisation_count: Counter[int] = Counter()
        self.away = {
            (item.id, slot) for item in problem.delegates for slot in item.busy
        }
        self.closed = {(item.id, slot) for item in problem.places for slot in item.busy}
        self.absent = {
            (item.id, slot) for item in problem.interpreters for slot in item.busy
        }
        self.pauses = Pauses(problem)
        self.day_most = {item.id: item.most_per_day for item in problem.delegates}
        self.organisation_most = {item.id: item.most for item in problem.organisations}
        self.slots = [slot.id for slot in problem.timeline]
        self.beside = problem.beside
        self.usable: dict[int, list[int]] = {}
        self.by_owner: dict[int | None, list[int]] = defaultdict(list)
        for place in problem.places:
            self.by_owner[place.owner].append(place.id)
        self.room: dict[int, set[int]] = {}
        for meeting, placement in schedule.items():
            self.add(meeting, placement)

    def add(self, meeting: int, placement: Placement) -> None:
        """Lay a meeting on the board, whatever rule that breaks."""
        slot, day = placement.slot, self.problem.slot[placement.slot].day
        self.schedule[meeting] = placement
        self.forget(slot)
        for delegate in placement.people:
            self.person[delegate, slot] = meeting
            self.day_count[delegate, day] += 1
        self.seated[placement.place, slot].append(meeting)
        if placement.interpreter is not None:
            self.interpreting[placement.interpreter, slot] = meeting
        for organisation in self.problem.meeting[meeting].organisations:
            self.organisation_count[organisation] += 1

    def remove(self, meeting: int) -> Placement:
        """Take a meeting off the board; returns where it was."""
        placement = self.schedule.pop(meeting)
        slot, day = placement.slot, self.problem.slot[placement.slot].day
        self.forget(slot)
        for delegate in placement.people:
            if self.person.get((delegate, slot)) == meeting:
                del self.person[delegate, slot]
            self.day_count[delegate, day] -= 1
        self.seated[placement.place, slot].remove(meeting)
        if self.interpreting.get((placement.interpreter or 0, slot)) == meeting:
            del self.interpreting[placement.interpreter or 0, slot]
        for organisation in self.problem.meeting[meeting].organisations:
            self.organisation_count[organisation] -= 1
        return placement

    def forget(self, slot: int) -> None:
        """What was worked out for the slot, and for those that overlap it, holds no longer."""
        for near in self.beside[slot]:
            self.room.pop(near, None)

    def meetings_of(self, delegate: int, slot: int) -> list[int]:
        """The meetings in which the delegate sits during any part of the slot."""
        found = ((delegate, near) for near in self.beside[slot])
        return [self.person[key] for key in found if key in self.person]

    def voices_of(self, interpreter: int, slot: int) -> list[int]:
        """The meetings in which the interpreter sits during any part of the slot."""
        found = ((interpreter, near) for near in self.beside[slot])
        return [self.interpreting[key] for key in found if key in self.interpreting]

    def meetings_at(self, place: int, slot: int) -> list[int]:
        """The meetings at the place during any part of the slot."""
        return [
            meeting
            for near in self.beside[slot]
            for meeting in self.seated.get((place, near), ())
        ]

    def crowd(self, place: int, slot: int) -> int:
        """How many meetings go on at the place at the busiest moment of the slot."""
        near = self.beside[slot]
        if len(near) == 1:
            return len(self.seated.get((place, slot), ()))
        times = [self.problem.slot[item] for item in near]
        return max(
            sum(
                len(self.seated.get((place, item.id), ()))
                for item in times
                if item.start <= max(moment.start, times[0].start) < item.end
            )
            for moment in times
        )

    def is_within_day_limit(self, delegate: int, slot: int) -> bool:
        """Whether the delegate may have one more meeting on the day of the slot."""
        most = self.day_most[delegate]
        return (
            most is None or self.day_count[delegate, self.problem.slot[slot].day] < most
        )

    def is_within_organisation_limit(self, organisation: int) -> bool:
        """Whether the organisation may have one more meeting."""
        most = self.organisation_most[organisation]
        return most is None or self.organisation_count[organisation] < most

    def is_person_free(self, delegate: int, slot: int) -> bool:
        """Whether the delegate is there, in no meeting, and within the day limit."""
        is_taken = (delegate, slot) in self.away or self.meetings_of(delegate, slot)
        return (
            not is_taken
            and self.is_within_day_limit(delegate, slot)
            and self.pauses.is_rested(self.person, delegate, slot)
        )

    def allowed_slots(self, meeting: Meeting) -> list[int]:
        """The slots that the meeting itself allows, in the order of time."""
        if meeting.fixed is not None:
            return [meeting.fixed.slot]
        return [
            slot
            for slot in self.slots
            if meeting.slots is None or slot in meeting.slots
        ]

    def people_at(
        self, meeting: Meeting, slot: int
    ) -> tuple[tuple[int, ...], ...] | None:
        """Free delegates for every side in the slot, or None."""
        chosen = []
        for index, side in enumerate(meeting.sides):
            free = self.side_at(meeting, index, side, slot)
            if free is None:
                return None
            chosen.append(free)
        return tuple(chosen)

    def side_at(
        self, meeting: Meeting, index: int, side: Side, slot: int
    ) -> tuple[int, ...] | None:
        """Free delegates for one side in the slot, or None."""
        pinned = meeting.fixed.delegates if meeting.fixed else None
        if pinned is not None or side.mode == "all":
            wanted = side.delegates if pinned is None else pinned[index]
            return (
                wanted
                if all(self.is_person_free(item, slot) for item in wanted)
                else None
            )
        return next(
            ((item,) for item in side.delegates if self.is_person_free(item, slot)),
            None,
        )

    def usable_places(self, meeting: Meeting) -> list[int]:
        """Places where the meeting may be held, own suites first; worked out once a meeting."""
        if meeting.id not in self.usable:
            wanted = meeting.fixed.place if meeting.fixed else None
            owners: tuple[int | None, ...] = (*meeting.organisations, None)
            self.usable[meeting.id] = [
                item
                for owner in owners
                for item in self.by_owner.get(owner, ())
                if wanted in (None, item) and may_use(self.problem.place[item], meeting)
            ]
        return self.usable[meeting.id]

    def places_at(self, meeting: Meeting, slot: int) -> list[int]:
        """Places with room for the meeting in the slot, own suites first."""
        room = self.open_places(slot)
        return [item for item in self.usable_places(meeting) if item in room]

    def walkable(
        self, people: tuple[tuple[int, ...], ...], slot: int, places: list[int]
    ) -> list[int]:
        """Those of the places that everybody reaches in time from their meeting before, and leaves in time."""
        if self.pauses.minutes is None:
            return places
        who = tuple(item for side in people for item in side)
        return [
            item
            for item in places
            if not any(
                self.pauses.hurried(self.person, self.schedule, who, (slot, item))
            )
        ]

    def open_places(self, slot: int) -> set[int]:
        """Places with room for one more meeting in the slot; worked out once until something moves there."""
        if slot not in self.room:
            self.room[slot] = {
                item.id
                for item in self.problem.places
                if (item.id, slot) not in self.closed
                and self.crowd(item.id, slot) < item.capacity
            }
        return self.room[slot]

    def speakers(self, meeting: Meeting) -> list[int]:
        """Interpreters who speak what the meeting needs; the pinned one alone when one is pinned."""
        wanted = meeting.fixed.interpreter if meeting.fixed else None
        return [
            item.id
            for item in self.problem.interpreters
            if (
                item.id == wanted
                if wanted is not None
                else speaks(item, meeting.languages)
            )
        ]

    def interpreters_at(self, meeting: Meeting, slot: int) -> list[int | None]:
        """Interpreters free in the slot; [None] when the meeting needs none; [] when it needs one and has none."""
        if not needs_interpreter(meeting):
            return [None]
        return [
            item
            for item in self.speakers(meeting)
            if (item, slot) not in self.absent and not self.voices_of(item, slot)
        ]

    def spot_at(self, meeting: Meeting, slot: int) -> Placement | None:
        """Where the meeting fits in the slot with nobody else moving, or None. Limits of organisations included."""
        if not all(
            self.is_within_organisation_limit(item) for item in meeting.organisations
        ):
            return None
        people = self.people_at(meeting, slot)
        places = (
            self.walkable(people, slot, self.places_at(meeting, slot)) if people else []
        )
        interpreters = self.interpreters_at(meeting, slot) if places else []
        if not people or not interpreters:
            return None
        return Placement(slot, places[0], people, interpreters[0])

    def first_spot(self, meeting: Meeting) -> Placement | None:
        """The first slot where the meeting fits with nobody else moving, or None."""
        found = (self.spot_at(meeting, slot) for slot in self.allowed_slots(meeting))
        return next((spot for spot in found if spot is not None), None)


def needs_interpreter(meeting: Meeting) -> bool:
    """Whether an interpreter has to sit in the meeting."""
    return bool(meeting.languages) or (
        meeting.fixed is not None and meeting.fixed.interpreter is not None
    )
