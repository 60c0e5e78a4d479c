"""The value of each stage of a schedule, counted from its placements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from madang.engine.problem import Problem
from madang.engine.schedule import Schedule


def must_of(problem: Problem, schedule: Schedule) -> int:
    """Must-have meetings that have a place."""
    return sum(problem.meeting[meeting].must for meeting in schedule)


def weight_of(problem: Problem, schedule: Schedule) -> int:
    """The weights of all meetings that have a place, added up."""
    return sum(problem.meeting[meeting].weight for meeting in schedule)


def left_out_of(problem: Problem, schedule: Schedule) -> int:
    """Organisations that wish at least one meeting, cancelled ones aside, and have none."""
    served = {
        item for meeting in schedule for item in problem.meeting[meeting].organisations
    }
    wishing = {
        item
        for meeting in problem.meetings
        if not meeting.cancelled
        for item in meeting.organisations
    }
    return len(wishing - served)


WHOLE = 1_000_000
"""What an organisation without any of its meetings counts in the stage `share`."""


def share_of(problem: Problem, schedule: Schedule) -> int:
    """How uneven the shares are: of each organisation the unserved part of its meetings, squared, in millionths.

    Each organisation counts `WHOLE · unserved² // wished²`; cancelled meetings are not wished.
    """
    wished = Counter(
        item
        for meeting in problem.meetings
        if not meeting.cancelled
        for item in meeting.organisations
    )
    served = Counter(
        item for meeting in schedule for item in problem.meeting[meeting].organisations
    )
    return sum(
        WHOLE * (count - served[item]) ** 2 // count**2
        for item, count in wished.items()
    )


def sequences(
    problem: Problem, schedule: Schedule
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each delegate and session with meetings: the delegate and its (slot, meeting) in the order of time."""
    found: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for meeting, placement in schedule.items():
        slot = problem.slot[placement.slot]
        for delegate in placement.people:
            found[delegate, slot.session].append((slot.start, slot.id, meeting))
    for (delegate, _session), entries in found.items():
        yield delegate, [(slot, meeting) for _start, slot, meeting in sorted(entries)]


def gaps_of(problem: Problem, schedule: Schedule) -> int:
    """Idle slots: a delegate is there but in no meeting, between their first and last meeting of a session."""
    by_session: dict[int, list[int]] = defaultdict(list)
    for slot in problem.timeline:
        by_session[slot.session].append(slot.id)
    total = 0
    for delegate, entries in sequences(problem, schedule):
        order = by_session[problem.slot[entries[0][0]].session]
        first, last = order.index(entries[0][0]), order.index(entries[-1][0])
        away = set(problem.delegate[delegate].busy)
        if problem.is_overlapping:
            held = [slot for slot, _meeting in entries]
            total += _idle(problem, held, away, order[first : last + 1])
            continue
        total += sum(slot not in away for slot in order[first : last + 1]) - len(
            entries
        )
    return total


def _idle(problem: Problem, held: list[int], away: set[int], between: list[int]) -> int:
    """Idle slots where slots overlap: none that overlaps a meeting, nor one that overlaps an idle slot before it."""
    taken = {near for slot in held for near in problem.beside[slot]}
    count, until = 0, problem.slot[held[0]].end
    for slot in between:
        if slot in away or slot in taken or problem.slot[slot].start < until:
            continue
        count, until = count + 1, problem.slot[slot].end
    return count


def steps_of(problem: Problem, schedule: Schedule) -> list[tuple[int, int]]:
    """Each meeting of a delegate with their next one in the same session, once a person."""
    return [
        (first, second)
        for _delegate, entries in sequences(problem, schedule)
        for (_, first), (_, second) in pairwise(entries)
    ]


def walking_of(
    problem: Problem, schedule: Schedule, steps: list[tuple[int, int]] | None = None
) -> int:
    """Changes of zone from one meeting of a delegate to their next in the same session; minutes where walks are known.

    `steps` are those of `steps_of`, where they are known already.
    """
    zone = {item.id: item.zone for item in problem.places}
    at = {meeting: zone[item.place] for meeting, item in schedule.items()}
    return sum(
        way(problem, at[first], at[second])
        for first, second in (steps_of(problem, schedule) if steps is None else steps)
    )


def way(problem: Problem, zone: int, other: int) -> int:
    """What going from one zone to another counts: 1, or its minutes where the problem has walks."""
    if zone == other or not problem.walks:
        return int(zone != other)
    return problem.walk.get((zone, other), problem.rules.walking_minutes or 0)


def neighbours(
    schedule: Schedule, steps: list[tuple[int, int]]
) -> dict[int, list[int]]:
    """For each meeting, those before and after it of everybody who sits in it; once a person."""
    beside: dict[int, list[int]] = {meeting: [] for meeting in schedule}
    for first, second in steps:
        beside[first].append(second)
        beside[second].append(first)
    return beside
