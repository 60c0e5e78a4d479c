"""Pools of interchangeable places and interpreters, and what each meeting requires of them.

Places and interpreters that no rule tells apart are counted, not named, while time is being decided; which one of a
pool it is follows afterwards, slot by slot.
"""

from __future__ import annotations

from madang.engine.problem import Interpreter, Meeting, Place, Problem, may_use, speaks

Pools = tuple[tuple[int, ...], ...]
"""Ids of each pool."""


def _pools(keys: list[tuple[int, object]]) -> Pools:
    """Group ids whose keys are equal, in the order of first appearance."""
    pools: dict[object, list[int]] = {}
    for item, key in keys:
        pools.setdefault(key, []).append(item)
    return tuple(tuple(pool) for pool in pools.values())


def group_places(problem: Problem, meetings: tuple[Meeting, ...]) -> Pools:
    """Places that every meeting may use alike: same owner, and in the same lists of wanted places."""
    lists = {
        places: None
        for meeting in meetings
        if (places := _place_list(meeting)) is not None
    }
    sets = [frozenset(places) for places in lists]
    return _pools(
        [
            (
                place.id,
                (
                    place.owner,
                    frozenset(n for n, known in enumerate(sets) if place.id in known),
                ),
            )
            for place in problem.places
        ]
    )


def _place_list(meeting: Meeting) -> tuple[int, ...] | None:
    if meeting.fixed is not None and meeting.fixed.place is not None:
        return (meeting.fixed.place,)
    return meeting.places


def group_interpreters(problem: Problem, meetings: tuple[Meeting, ...]) -> Pools:
    """Interpreters with the same languages, one pool each; a pinned interpreter is a pool of their own."""
    named = {meeting.fixed.interpreter for meeting in meetings if meeting.fixed}
    return _pools(
        [
            (
                item.id,
                (
                    frozenset(map(frozenset, item.languages)),
                    item.id if item.id in named else None,
                ),
            )
            for item in problem.interpreters
        ]
    )


def requirements_of(
    problem: Problem,
    meeting: Meeting,
    number: dict[int, int],
    pools: tuple[Pools, Pools],
) -> list[list[int]]:
    """The alternatives of each requirement; an empty list of alternatives can never be met."""
    place_pools, interpreter_pools = pools
    found = _people(meeting, number)
    places = [problem.place[pool[0]] for pool in place_pools]
    found.append([len(number) + n for n in _place_order(places, meeting)])
    pinned = meeting.fixed.interpreter if meeting.fixed else None
    if meeting.languages or pinned is not None:
        first = len(number) + len(place_pools)
        people = [problem.interpreter[pool[0]] for pool in interpreter_pools]
        found.append([first + n for n in _interpreter_order(people, meeting)])
    return found


def _people(meeting: Meeting, number: dict[int, int]) -> list[list[int]]:
    chosen = meeting.fixed.delegates if meeting.fixed else None
    found: list[list[int]] = []
    for index, side in enumerate(meeting.sides):
        if chosen is not None:
            found.extend([number[item]] for item in chosen[index])
        elif side.mode == "all":
            found.extend([number[item]] for item in side.delegates)
        else:
            found.append([number[item] for item in side.delegates])
    return found


def _place_order(places: list[Place], meeting: Meeting) -> list[int]:
    """Pools the meeting may use, its own suites first: nobody else can fill them."""
    wanted = _place_list(meeting)
    usable = [
        index
        for index, place in enumerate(places)
        if may_use(place, meeting) and (wanted is None or place.id in wanted)
    ]
    return sorted(usable, key=lambda index: (places[index].owner is None, index))


def _interpreter_order(people: list[Interpreter], meeting: Meeting) -> list[int]:
    """Pools of interpreters who speak a wanted pair, those with the fewest pairs first."""
    wanted = meeting.fixed.interpreter if meeting.fixed else None
    usable = [
        index
        for index, item in enumerate(people)
        if (speaks(item, meeting.languages) or not meeting.languages)
        and wanted in (None, item.id)
    ]
    return sorted(usable, key=lambda index: (len(people[index].languages), index))
