"""Pools of interchangeable places and interpreters, and what each meeting requires of them.

Places and interpreters that no rule tells apart are counted, not named, while time is being decided; which one of a
pool it is follows afterwards, slot by slot.
"""

from __future__ import annotations

from madang.engine.problem import Meeting, Problem, may_use, speaks

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
                    _absence(problem, place.busy),
                ),
            )
            for place in problem.places
        ]
    )


def _absence(problem: Problem, busy: tuple[int, ...]) -> frozenset[int]:
    """The slots in which a member of a pool is away, where slots overlap: counting is exact only among equals then."""
    return frozenset(busy) if problem.is_overlapping else frozenset()


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
                    _absence(problem, item.busy),
                ),
            )
            for item in problem.interpreters
        ]
    )


class PoolFinder:
    """Finds the pools that a meeting may use; what depends on owners or languages alone is worked out once."""

    def __init__(
        self,
        problem: Problem,
        place_pools: Pools,
        interpreter_pools: Pools,
    ) -> None:
        self.number = {
            delegate.id: index for index, delegate in enumerate(problem.delegates)
        }
        self.places = [problem.place[pool[0]] for pool in place_pools]
        self.interpreters = [problem.interpreter[pool[0]] for pool in interpreter_pools]
        self.first_place = len(self.number)
        self.first_interpreter = self.first_place + len(self.places)
        self.by_owner: dict[int | None, list[int]] = {}
        for index, place in enumerate(self.places):
            self.by_owner.setdefault(place.owner, []).append(index)
        self.by_languages: dict[object, list[int]] = {}

    def requirements_of(self, meeting: Meeting) -> list[list[int]]:
        """The alternatives of each requirement; an empty list of alternatives can never be met."""
        found = _people(meeting, self.number)
        found.append([self.first_place + n for n in self._place_order(meeting)])
        pinned = meeting.fixed.interpreter if meeting.fixed else None
        if meeting.languages or pinned is not None:
            found.append(
                [self.first_interpreter + n for n in self._interpreter_order(meeting)]
            )
        return found

    def _place_order(self, meeting: Meeting) -> list[int]:
        """Pools the meeting may use, its own suites first: nobody else can fill them."""
        wanted = _place_list(meeting)
        owners: tuple[int | None, ...] = (*meeting.organisations, None)
        return [
            index
            for owner in owners
            for index in self.by_owner.get(owner, ())
            if wanted is None
            or (
                self.places[index].id in wanted and may_use(self.places[index], meeting)
            )
        ]

    def _interpreter_order(self, meeting: Meeting) -> list[int]:
        """Pools of interpreters who speak a wanted pair, those with the fewest pairs first."""
        wanted = meeting.fixed.interpreter if meeting.fixed else None
        key = (meeting.languages, wanted)
        if key not in self.by_languages:
            usable = [
                index
                for index, item in enumerate(self.interpreters)
                if (speaks(item, meeting.languages) or not meeting.languages)
                and wanted in (None, item.id)
            ]
            self.by_languages[key] = sorted(
                usable,
                key=lambda index: (len(self.interpreters[index].languages), index),
            )
        return self.by_languages[key]


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
