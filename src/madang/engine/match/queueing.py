"""What a request is worth at a door where others stand.

Requests arrive independently. A participant looks at them in the order of its interest and answers the one that stands
behind n others with yes with the chance min(1, grant · weight(n)). The number ahead is a sum of unequal coin tosses
(Poisson binomial); its distribution is carried along the queue exactly. The expected number of meetings is then linear
in the chance of each single request, so that the worth of a request is exact too: its own meetings less those that
others lose by standing one place further back.
"""

from __future__ import annotations

from madang.engine.compiled import kernel, leaf, part
from madang.engine.match.crowd import Doors, Lists

TINY = 1e-10
"""Chances below this are taken as none."""


@leaf
def accepted(
    doors: Doors, lists: Lists, kind: int, grant: float, low: int, high: int
) -> float:
    """Chance of a yes to a request behind `low` to `high` others, whose number is distributed as `ahead` says."""
    ahead, weight, total = lists.ahead, doors.weight, 0.0
    if grant * weight[kind, 0] <= 1.0:
        for others in range(low, high + 1):
            total += ahead[others] * weight[kind, others]
        return total * grant
    for others in range(low, high + 1):
        total += ahead[others] * min(1.0, grant * weight[kind, others])
    return total


@leaf
def lost(
    doors: Doors, lists: Lists, kind: int, grant: float, low: int, high: int
) -> float:
    """By how much the same chance falls when one more stands ahead."""
    ahead, weight, total = lists.ahead, doors.weight, 0.0
    if grant * weight[kind, 0] <= 1.0:
        for others in range(low, high + 1):
            total += ahead[others] * (weight[kind, others] - weight[kind, others + 1])
        return total * grant
    for others in range(low, high + 1):
        total += ahead[others] * (
            min(1.0, grant * weight[kind, others])
            - min(1.0, grant * weight[kind, others + 1])
        )
    return total


@leaf
def joined(lists: Lists, chance: float, low: int, high: int, reach: int) -> int:
    """One more asks with this chance: the numbers ahead and their largest, which is no longer of interest from `reach`."""
    ahead = lists.ahead
    high += 1
    ahead[high] = 0.0
    for others in range(high, low, -1):
        ahead[others] += (ahead[others - 1] - ahead[others]) * chance
    ahead[low] *= 1.0 - chance
    while high > low and (high >= reach or ahead[high] < TINY):
        high -= 1
    return high


@leaf
def raised(lists: Lists, low: int, high: int) -> int:
    """The least number ahead that still has a chance."""
    while low < high and lists.ahead[low] < TINY:
        low += 1
    return low


@part
def worth(
    doors: Doors, lists: Lists, reader: int, candidate: int, place: int, grant: float
) -> float:
    """Meetings gained in all by a sure request of the reader at this place of the candidate's door."""
    kind = doors.kind[candidate]
    reach = doors.reach[kind]
    lists.ahead[0] = 1.0
    low, high, total, is_behind = 0, 0, 0.0, False
    first = lists.room[candidate]
    for at in range(first, first + lists.showings[candidate]):
        other = lists.standing[at]
        chance = lists.chance[other]
        if chance < TINY or doors.reader[other] == reader:
            continue
        if not is_behind and other >= place:
            total += accepted(doors, lists, kind, grant, low, high)
            is_behind = True
        if is_behind:
            total -= chance * lost(doors, lists, kind, doors.welcome[other], low, high)
        high = joined(lists, chance, low, high, reach)
        low = raised(lists, low, high)
    if not is_behind:
        total += accepted(doors, lists, kind, grant, low, high)
    return total


@kernel
def expected_meetings(doors: Doors, lists: Lists, overlap: float) -> float:
    """Meetings expected from all lists; one that both sides ask for counts once with an overlap of 1, twice with 0."""
    total = 0.0
    for candidate in range(len(doors.kind)):
        kind = doors.kind[candidate]
        reach = doors.reach[kind]
        lists.ahead[0] = 1.0
        low, high = 0, 0
        first = lists.room[candidate]
        for at in range(first, first + lists.showings[candidate]):
            place = lists.standing[at]
            chance = lists.chance[place]
            if chance < TINY:
                continue
            grant = doors.welcome[place]
            total += chance * accepted(doors, lists, kind, grant, low, high)
            back = asked_back(doors, lists, doors.entry[place])
            total -= 0.5 * overlap * chance * back
            high = joined(lists, chance, low, high, reach)
            low = raised(lists, low, high)
    return total


@leaf
def asked_back(doors: Doors, lists: Lists, entry: int) -> float:
    """Chance that the candidate of this entry asks its reader."""
    place = doors.reverse[entry]
    return lists.chance[place] if place >= 0 else 0.0
