"""The same event with more or fewer tables, slots, interpreters or hours.

What is added is like what is there: a table like the last shared one, an interpreter of the pair that is shortest of
interpreters, a slot after the last one in which whoever is there in the last slot stays on. What is taken away is the
last that no meeting is pinned to. So the events of one kind are nested: each plan for fewer is a plan for more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from madang.engine.problem import (
    MINUTES_PER_DAY,
    Interpreter,
    Pair,
    Place,
    Problem,
    Slot,
    speaks,
)

KINDS = ("tables", "slots", "interpreters", "hours")
MOST = 100_000
"""More than this of anything is refused."""


def count_of(problem: Problem, kind: str) -> int:
    """How many the event has: shared tables, slots, interpreters, or whole hours of all slots together."""
    if kind == "tables":
        return sum(place.owner is None for place in problem.places)
    if kind == "slots":
        return len(problem.slots)
    if kind == "interpreters":
        return len(problem.interpreters)
    return sum(slot.minutes for slot in problem.slots) // 60


def variant(problem: Problem, kind: str, count: int) -> Problem:
    """The event with so many of a kind. Raises `ValueError` that says why it cannot be."""
    if not 0 <= count <= MOST:
        raise ValueError(f"{kind} must be from 0 to {MOST}, not {count}")
    return _MAKERS[kind](problem, count)


def _with_tables(problem: Problem, count: int) -> Problem:
    shared = [place for place in problem.places if place.owner is None]
    if count >= len(shared):
        model = shared[-1] if shared else Place(0)
        number = max((place.id for place in problem.places), default=0)
        added = tuple(
            replace(model, id=number + at + 1) for at in range(count - len(shared))
        )
        return replace(problem, places=(*problem.places, *added))
    pinned = {meeting.fixed.place for meeting in problem.meetings if meeting.fixed}
    gone = _last([item.id for item in shared], len(shared) - count, pinned, "tables")
    return replace(
        problem,
        places=tuple(item for item in problem.places if item.id not in gone),
        meetings=tuple(
            item
            if item.places is None
            else replace(
                item, places=tuple(place for place in item.places if place not in gone)
            )
            for item in problem.meetings
        ),
    )


def _last(ids: list[int], count: int, pinned: set[int | None], kind: str) -> set[int]:
    """The last so many that nothing is pinned to. Raises `ValueError` when there are too few."""
    free = [item for item in ids if item not in pinned]
    if len(free) < count:
        raise ValueError(
            f"{kind} must be at least {len(ids) - len(free)}: meetings are pinned to them"
        )
    return set(free[len(free) - count :])


def _with_interpreters(problem: Problem, count: int) -> Problem:
    known = list(problem.interpreters)
    if count < len(known):
        pinned = {
            meeting.fixed.interpreter for meeting in problem.meetings if meeting.fixed
        }
        ids = [item.id for item in known]
        gone = _last(ids, len(known) - count, pinned, "interpreters")
        left = tuple(item for item in known if item.id not in gone)
        return replace(problem, interpreters=left)
    wanted = _wanted_pairs(problem)
    if count > len(known) and not wanted:
        raise ValueError("no meeting needs an interpreter")
    speakers = {pair: sum(speaks(item, (pair,)) for item in known) for pair in wanted}

    def urgency(pair: Pair) -> tuple[bool, float, Pair]:
        """Pairs with more meetings than their interpreters have slots first, then by weight an interpreter."""
        meetings, weight = wanted[pair]
        is_short = meetings > speakers[pair] * len(problem.slots)
        return is_short, weight / (1 + speakers[pair]), pair

    number = max((item.id for item in known), default=0)
    while len(known) < count:
        number += 1
        pair = max(wanted, key=urgency)
        speakers[pair] += 1
        known.append(Interpreter(number, (pair,)))
    return replace(problem, interpreters=tuple(known))


def _wanted_pairs(problem: Problem) -> dict[Pair, tuple[int, int]]:
    """Meetings that need each pair of languages, and what they weigh together."""
    wanted: dict[Pair, tuple[int, int]] = {}
    for meeting in problem.meetings:
        for first, second in meeting.languages[:1] if not meeting.cancelled else ():
            pair = (min(first, second), max(first, second))
            count, weight = wanted.get(pair, (0, 0))
            wanted[pair] = (count + 1, weight + meeting.weight)
    return wanted


def _with_slots(problem: Problem, count: int) -> Problem:
    if count >= len(problem.slots):
        for _ in range(count - len(problem.slots)):
            problem = _with_one_more(problem)
        return problem
    pinned = {meeting.fixed.slot for meeting in problem.meetings if meeting.fixed}
    ids = [slot.id for slot in problem.timeline]
    gone = _last(ids, len(ids) - count, pinned, "slots")  # type: ignore[arg-type]

    def left(slots: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(slot for slot in slots if slot not in gone)

    return replace(
        problem,
        slots=tuple(slot for slot in problem.slots if slot.id not in gone),
        places=tuple(replace(item, busy=left(item.busy)) for item in problem.places),
        delegates=tuple(
            replace(item, busy=left(item.busy)) for item in problem.delegates
        ),
        interpreters=tuple(
            replace(item, busy=left(item.busy)) for item in problem.interpreters
        ),
        meetings=tuple(
            item if item.slots is None else replace(item, slots=left(item.slots))
            for item in problem.meetings
        ),
    )


def _with_one_more(problem: Problem) -> Problem:
    """One more slot after the last, with the pause between the two before it."""
    if not problem.slots:
        raise ValueError("an event without slots has none to go on from")
    *before, last = problem.timeline
    pause = max(0, last.start - before[-1].end) if before else 0
    if before and (before[-1].day, before[-1].session) != (last.day, last.session):
        pause = 0
    start = last.end + pause
    if start // MINUTES_PER_DAY != last.day:
        raise ValueError("the last day of the event has no time for more slots")
    number = max(slot.id for slot in problem.slots) + 1
    added = Slot(number, start, last.minutes, last.session)

    def longer(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(item, busy=(*item.busy, number)) if last.id in item.busy else item
            for item in items
        )

    return replace(
        problem,
        slots=(*problem.slots, added),
        places=longer(problem.places),
        delegates=longer(problem.delegates),
        interpreters=longer(problem.interpreters),
    )


def _with_hours(problem: Problem, count: int) -> Problem:
    """As many slots as fit into so many hours, pauses aside."""
    minutes = [slot.minutes for slot in problem.timeline]
    if not minutes:
        raise ValueError("an event without slots has none to go on from")
    slots = total = 0
    while total + minutes[min(slots, len(minutes) - 1)] <= 60 * count:
        total += minutes[min(slots, len(minutes) - 1)]
        slots += 1
    return _with_slots(problem, slots)


_MAKERS: dict[str, Callable[[Problem, int], Problem]] = {
    "tables": _with_tables,
    "slots": _with_slots,
    "interpreters": _with_interpreters,
    "hours": _with_hours,
}
