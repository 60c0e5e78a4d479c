"""Two plain schedulers to stand beside Madang: meetings in the order of their request, or heaviest first, each into the first slot that fits."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from madang.engine.problem import Meeting, Problem, Side

Need = tuple[str, int]


@dataclass
class Timetable:
    """Who and what is taken: counts by kind, id and slot, by delegate and day, and by organisation."""

    problem: Problem
    taken: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    by_day: Counter[tuple[int, int]] = field(default_factory=Counter)
    by_organisation: Counter[int] = field(default_factory=Counter)
    shared: dict[int, list[int]] = field(default_factory=dict)
    suites: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def start(problem: Problem) -> Timetable:
    """A timetable in which everybody's absences are taken; `shared` lists the free shared places of each slot."""
    table = Timetable(problem)
    for kind, people in (
        ("delegate", problem.delegates),
        ("interpreter", problem.interpreters),
    ):
        table.taken.update((kind, row.id, slot) for row in people for slot in row.busy)
    for slot in problem.slots:
        table.shared[slot.id] = [
            place.id
            for place in reversed(problem.places)
            if place.owner is None and slot.id not in place.busy
            for _ in range(place.capacity)
        ]
    for place in problem.places:
        if place.owner is not None:
            table.suites[place.owner].append(place.id)
            for slot_id in place.busy:
                table.taken["place", place.id, slot_id] = place.capacity
    return table


def greedy(problem: Problem, *, heaviest_first: bool) -> int:
    """Return the weighted number that a single pass reaches; every hard rule is kept."""
    table = start(problem)
    meetings = [meeting for meeting in problem.meetings if not meeting.cancelled]
    if heaviest_first:
        meetings.sort(key=lambda meeting: (-meeting.must, -meeting.weight, meeting.id))
    return sum(meeting.weight for meeting in meetings if _place(table, meeting))


def _place(table: Timetable, meeting: Meeting) -> bool:
    for organisation in meeting.organisations:
        most = table.problem.organisation[organisation].most
        if most is not None and table.by_organisation[organisation] >= most:
            return False
    for slot in table.problem.timeline:
        if meeting.slots is not None and slot.id not in meeting.slots:
            continue
        needs = _needs(table, meeting, slot.id)
        if needs is not None:
            _take(table, meeting, needs, slot.id)
            return True
    return False


def _take(table: Timetable, meeting: Meeting, needs: list[Need], slot: int) -> None:
    day = table.problem.slot[slot].day
    for kind, key in needs:
        if kind == "shared":
            table.shared[slot].remove(key)
        else:
            table.taken[kind, key, slot] += 1
        if kind == "delegate":
            table.by_day[key, day] += 1
    table.by_organisation.update(meeting.organisations)


def _needs(table: Timetable, meeting: Meeting, slot: int) -> list[Need] | None:
    """Return what the meeting would take in a slot, or None if something is missing."""
    needs: list[Need] = []
    for side in meeting.sides:
        people = _people(table, side, slot)
        if people is None:
            return None
        needs += [("delegate", key) for key in people]
    for found in (_room(table, meeting, slot), _interpreter(table, meeting, slot)):
        if found is None:
            return None
        needs += found
    return needs


def _room(table: Timetable, meeting: Meeting, slot: int) -> list[Need] | None:
    """A suite of one of the sides where one is free, else a shared place."""
    for organisation in meeting.organisations:
        for key in table.suites.get(organisation, ()):
            is_allowed = meeting.places is None or key in meeting.places
            if (
                is_allowed
                and table.taken["place", key, slot] < table.problem.place[key].capacity
            ):
                return [("place", key)]
    free = table.shared[slot]
    if meeting.places is not None:
        free = [key for key in free if key in meeting.places]
    return [("shared", free[-1])] if free else None


def _interpreter(table: Timetable, meeting: Meeting, slot: int) -> list[Need] | None:
    if not meeting.languages:
        return []
    wanted = {frozenset(pair) for pair in meeting.languages}
    for each in table.problem.interpreters:
        if table.taken["interpreter", each.id, slot]:
            continue
        if wanted & {frozenset(pair) for pair in each.languages}:
            return [("interpreter", each.id)]
    return None


def _people(table: Timetable, side: Side, slot: int) -> list[int] | None:
    day = table.problem.slot[slot].day

    def is_free(key: int) -> bool:
        limit = table.problem.delegate[key].most_per_day
        return not table.taken["delegate", key, slot] and (
            limit is None or table.by_day[key, day] < limit
        )

    free = [key for key in side.delegates if is_free(key)]
    if side.mode == "all":
        return free if len(free) == len(side.delegates) else None
    return free[:1] or None
