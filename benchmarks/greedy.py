"""Two plain schedulers to stand beside Madang: meetings in the order of their request, or heaviest first, each into the first slot that fits."""

from collections import Counter
from dataclasses import dataclass, field

from madang.engine.problem import Meeting, Problem, Side


@dataclass
class Timetable:
    """Who and what is taken; `placed` maps a meeting to its slot."""

    problem: Problem
    taken: set[tuple[str, int, int]] = field(default_factory=set)
    by_day: Counter[tuple[int, int]] = field(default_factory=Counter)
    by_organisation: Counter[int] = field(default_factory=Counter)
    placed: dict[int, int] = field(default_factory=dict)


def greedy(problem: Problem, *, heaviest_first: bool) -> int:
    """Return the weighted number that a single pass reaches; every hard rule is kept."""
    table = Timetable(problem)
    for kind, rows in (
        ("delegate", problem.delegates),
        ("place", problem.places),
        ("interpreter", problem.interpreters),
    ):
        table.taken.update((kind, row.id, slot) for row in rows for slot in row.busy)
    meetings = [meeting for meeting in problem.meetings if not meeting.cancelled]
    if heaviest_first:
        meetings.sort(key=lambda meeting: (-meeting.must, -meeting.weight, meeting.id))
    for meeting in meetings:
        _place(table, meeting)
    weights = {meeting.id: meeting.weight for meeting in problem.meetings}
    return sum(weights[each] for each in table.placed)


def _place(table: Timetable, meeting: Meeting) -> None:
    for slot in table.problem.slots:
        if meeting.slots is not None and slot.id not in meeting.slots:
            continue
        used = _needs(table, meeting, slot.id, slot.day)
        if used is None:
            continue
        table.taken.update((kind, key, slot.id) for kind, key in used)
        table.by_day.update((key, slot.day) for kind, key in used if kind == "delegate")
        table.by_organisation.update({side.organisation for side in meeting.sides})
        table.placed[meeting.id] = slot.id
        return


def _needs(
    table: Timetable, meeting: Meeting, slot: int, day: int
) -> list[tuple[str, int]] | None:
    """Return what the meeting would take in a slot, or None if something is missing."""
    most = {each.id: each.most for each in table.problem.organisations}
    for side in meeting.sides:
        limit = most[side.organisation]
        if limit is not None and table.by_organisation[side.organisation] >= limit:
            return None
    people = [_people(table, side, slot, day) for side in meeting.sides]
    sides = {side.organisation for side in meeting.sides}
    places = [
        place.id
        for place in table.problem.places
        if place.owner in (None, *sides)
        and (meeting.places is None or place.id in meeting.places)
        and ("place", place.id, slot) not in table.taken
    ]
    if not places or any(each is None for each in people):
        return None
    used = [("delegate", key) for side in people for key in side or []] + [
        ("place", places[0])
    ]
    if meeting.languages:
        wanted = {frozenset(pair) for pair in meeting.languages}
        free = [
            each.id
            for each in table.problem.interpreters
            if ("interpreter", each.id, slot) not in table.taken
            and wanted & {frozenset(pair) for pair in each.languages}
        ]
        if not free:
            return None
        used.append(("interpreter", free[0]))
    return used


def _people(table: Timetable, side: Side, slot: int, day: int) -> list[int] | None:
    limits = {each.id: each.most_per_day for each in table.problem.delegates}

    def is_free(key: int) -> bool:
        limit = limits[key]
        return ("delegate", key, slot) not in table.taken and (
            limit is None or table.by_day[key, day] < limit
        )

    free = [key for key in side.delegates if is_free(key)]
    if side.mode == "all":
        return free if len(free) == len(side.delegates) else None
    return free[:1] or None
