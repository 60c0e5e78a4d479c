"""Which other meetings would have to give way before a meeting fits: one that is enough, or the lightest group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from madang.engine.lightest import lightest_within
from madang.engine.needs import ABSENT, Need
from madang.engine.obstacles import Analysis, analyse
from madang.engine.occupancy import Occupancy
from madang.engine.schedule import Remedy
from madang.engine.slot_sets import numbers_of

REPLACEMENTS_TRIED = 40
"""Single meetings that are tried, the lightest first, as the one that gives way."""
GROUPS_TRIED = 10
"""Groups of meetings that are tried together, the lightest first."""


def single_blockers(analysis: Analysis) -> list[tuple[int, int]]:
    """(meeting, slot number), the lightest first: those that could be enough alone; pinned ones aside."""
    known = analysis.occupancy.problem.meeting
    occupancy = analysis.occupancy
    of_full = [set(occupancy.held_by(item)) for item in analysis.full]
    found = {
        (known[other].weight, other, slot)
        for slot in numbers_of(analysis.allowed)
        for other in _candidates(analysis, slot, of_full)
        if known[other].fixed is None
    }
    return [(other, slot) for _, other, slot in sorted(found)]


def _candidates(analysis: Analysis, slot: int, of_full: list[set[int]]) -> set[int]:
    """Meetings one of which has to give way if one is to be enough; none where somebody is absent.

    `of_full` has the meetings of each organisation at its limit.
    """
    occupancy, groups = analysis.occupancy, list(of_full)
    tables: Need | None = None
    for need in analysis.needs:
        if not need.closed >> slot & 1:
            continue
        if need.blocked(ABSENT) >> slot & 1:
            return set()
        if need.kind == "place":
            tables = need
        else:
            groups.append(set(_keepers(analysis, need, slot)))
    found = set.intersection(*groups) if groups else set()
    if tables is None:
        return found
    if groups:
        return {item for item in found if _sits_at(occupancy, item, tables, slot)}
    # Only tables are full: whoever leaves makes room, and the lightest is as good as any.
    return set(_lightest_seats(occupancy, tables, slot))


def _lightest_seats(occupancy: Occupancy, need: Need, slot: int) -> list[int]:
    """The lightest meeting at each pool of places that the meeting may use."""
    found = (
        lightest_within(occupancy, item[0], 1 << slot) for item in need.alternatives
    )
    return [item[1] for item in found if item]


def _sits_at(occupancy: Occupancy, meeting: int, need: Need, slot: int) -> bool:
    """Whether a meeting holds one of these pools of places in the slot."""
    at = occupancy.placements.get(meeting)
    if at is None or slot not in occupancy.together[occupancy.slot_number[at.slot]]:
        return False
    pool = occupancy.pool_of[occupancy.place_unit[at.place]] + len(occupancy.people)
    return any(item[0] == pool for item in need.alternatives)


def _keepers(analysis: Analysis, need: Need, slot: int) -> Iterator[int]:
    """The meetings without any one of which the need may be met in the slot."""
    occupancy = analysis.occupancy
    if need.kind == "way":
        people = (item for item in analysis.needs if item.kind == "person")
        for way in chain.from_iterable(item.alternatives for item in people):
            yield from _of_the_day(occupancy, way[0], slot)
        return
    for number, absent, busy, spent, tired in need.alternatives:
        if absent >> slot & 1:
            continue
        if busy >> slot & 1:
            yield from occupancy.holders(number, slot)
        elif (spent | tired) >> slot & 1:
            yield from _of_the_day(occupancy, number, slot)


def _of_the_day(occupancy: Occupancy, number: int, slot: int) -> Iterator[int]:
    """The meetings of a delegate on the day of a slot."""
    day = occupancy.resources.model.day
    for other in range(occupancy.slots):
        if day[other] == day[slot]:
            yield from occupancy.holders(number, other)


def replacements(analysis: Analysis) -> Iterator[Remedy]:
    """The lightest meeting that gives way, or where one is not enough, the lightest group found."""
    occupancy, meeting = analysis.occupancy, analysis.meeting
    for other, number in single_blockers(analysis)[:REPLACEMENTS_TRIED]:
        before = occupancy.lift(other)
        is_placed = _fits(occupancy, meeting.id, number)
        occupancy.lay(other, before)
        if is_placed:
            slot = occupancy.resources.slots[number]
            yield Remedy("replace", meeting=other, slot=slot)
            return
    yield from _groups(analysis)


def _fits(occupancy: Occupancy, meeting: int, slot: int) -> bool:
    after = analyse(occupancy, occupancy.meeting_number[meeting])
    return not after.full and bool(after.open >> slot & 1)


def _groups(analysis: Analysis) -> Iterator[Remedy]:
    """Several meetings that give way together: the lightest such group found that is enough."""
    occupancy, known = analysis.occupancy, analysis.occupancy.problem.meeting
    found = []
    for slot in numbers_of(analysis.allowed):
        group = _group_at(analysis, slot)
        if group:
            weight = sum(known[item].weight for item in group)
            found.append((weight, len(group), slot, group))
    for _, _, slot, group in sorted(found)[:GROUPS_TRIED]:
        before = [(item, occupancy.lift(item)) for item in group]
        is_placed = _fits(occupancy, analysis.meeting.id, slot)
        for item, at in reversed(before):
            occupancy.lay(item, at)
        if is_placed:
            yield Remedy(
                "replace",
                meeting=group[0],
                slot=occupancy.resources.slots[slot],
                others=tuple(group[1:]),
            )
            return


def _group_at(analysis: Analysis, slot: int) -> list[int]:
    """Likely the lightest meetings whose leaving lets the meeting into the slot; [] where nobody's would."""
    occupancy, group = analysis.occupancy, list[int]()
    blocked = [need for need in analysis.needs if need.closed >> slot & 1]
    for need in sorted(blocked, key=lambda item: item.kind == "place"):
        if need.blocked(ABSENT) >> slot & 1:
            return []
        if need.kind == "place":
            if any(_sits_at(occupancy, item, need, slot) for item in group):
                continue
            found = _lightest_seats(occupancy, need, slot)
        else:
            found = list(_keepers(analysis, need, slot))
        if not _add_lightest(occupancy, group, found):
            return []
    for organisation in analysis.full:
        if not _add_lightest(occupancy, group, occupancy.held_by(organisation)):
            return []
    return group


def _add_lightest(occupancy: Occupancy, group: list[int], found: list[int]) -> bool:
    """Add the lightest of these meetings to the group, unless one of them is in it; whether there is one."""
    if any(item in group for item in found):
        return True
    known = occupancy.problem.meeting
    free = [(known[item].weight, item) for item in found if known[item].fixed is None]
    if free:
        group.append(min(free)[1])
    return bool(free)
