"""Lower bounds of breaks that need no search: by counting, and by prices of slots.

Both look at participants one by one. Counting asks for the least breaks of each alone. Prices let the participants see
each other through multipliers (docs/explanation/brokerage.md); any multipliers prove something, good ones prove much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from madang.engine.verify.brokerage_file import BrokerageFile
from madang.engine.verify.event import Row

State = tuple[int, int, bool]
"""Meetings held, breaks ended, and whether the last slot was used."""


def counted_bound(event: BrokerageFile, fairness: int) -> int | None:
    """The sum of the least breaks of each participant; None when somebody has no schedule at all, or there are too few tables."""
    most = greatest_breaks(event, fairness)
    least = [least_alone(rows, event.slots, most) for rows in meetings_of(event)]
    if any(each is None for each in least):
        return None
    if len(event.pairs) > event.tables * event.slots:
        return None
    return sum(each for each in least if each is not None)


def meetings_of(event: BrokerageFile) -> list[list[set[int]]]:
    """For each participant the allowed slots of their meetings."""
    rows: list[list[set[int]]] = [[] for _ in range(event.participants)]
    for pair, allowed in zip(event.pairs, event.allowed, strict=True):
        for participant in pair:
            rows[participant - 1].append(allowed)
    return rows


def greatest_breaks(event: BrokerageFile, fairness: int) -> int:
    """No participant has more breaks: somebody cannot have many, and nobody has `fairness` more than they."""
    counts = [len(rows) for rows in meetings_of(event)]
    return fairness + min(max(0, min(n - 1, event.slots - n)) for n in counts)


def least_alone(rows: Sequence[set[int]], slots: int, most: int) -> int | None:
    """The least breaks of one participant, looked at alone; None when above `most` or impossible."""
    for breaks in range(most + 1):
        for chosen in _choices(slots, len(rows), breaks):
            if _fits(rows, chosen):
                return breaks
    return None


def _choices(slots: int, meetings: int, breaks: int) -> Iterator[set[int]]:
    """Sets of slots in `breaks` + 1 blocks: cut the meetings into blocks, and the idle slots into gaps around them."""
    if meetings == 0:
        if breaks == 0:
            yield set()
        return
    idle = slots - meetings
    for cuts in combinations(range(1, meetings), breaks):
        lengths = [b - a for a, b in zip((0, *cuts), (*cuts, meetings), strict=True)]
        # the first and the last gap may be empty: two more idle slots are lent to them and taken back
        for ends in combinations(range(1, idle + 2), breaks + 1):
            gaps = [b - a for a, b in zip((0, *ends), (*ends, idle + 2), strict=True)]
            chosen: set[int] = set()
            at = gaps[0]
            for length, gap in zip(lengths, gaps[1:], strict=True):
                chosen |= set(range(at, at + length))
                at += length + gap
            yield chosen


def _fits(rows: Sequence[set[int]], chosen: set[int]) -> bool:
    """Whether the meetings can fill the chosen slots, one each."""
    holder: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        for slot in rows[index] & chosen - tried:
            tried.add(slot)
            if slot not in holder or place(holder[slot], tried):
                holder[slot] = index
                return True
        return False

    return all(place(index, set()) for index in range(len(rows)))


def priced_bound(event: BrokerageFile, fairness: int, certificate: Row) -> int | None:
    """The bound that multipliers prove, rounded up to a whole number; ValueError when they are no multipliers."""
    scale, tables = certificate["scale"], certificate["tables"]
    links = {int(key): row for key, row in certificate["links"].items()}
    _check_multipliers(event, scale, tables, links)
    most, zero = greatest_breaks(event, fairness), [0] * event.slots
    total = -event.tables * sum(tables)
    for number, rows in enumerate(meetings_of(event), start=1):
        cost = _cheapest_day(rows, links.get(number, zero), scale, most)
        if cost is None:
            return None
        total += cost
    for (first, second), allowed in zip(event.pairs, event.allowed, strict=True):
        mine, yours = links.get(first, zero), links.get(second, zero)
        total += min(
            tables[slot - 1] - mine[slot - 1] - yours[slot - 1] for slot in allowed
        )
    return int(-(-total // scale))


def _check_multipliers(
    event: BrokerageFile, scale: int, tables: list[int], links: dict[int, list[int]]
) -> None:
    rows = [tables, *links.values()]
    if any(
        len(row) != event.slots or not all(type(item) is int for item in row)
        for row in rows
    ):
        raise ValueError("multipliers are whole numbers, one a slot")
    if type(scale) is not int or scale < 1 or min(tables) < 0:
        raise ValueError("the scale is above 0, multipliers of tables are not below")
    if not set(links) <= set(range(1, event.participants + 1)):
        raise ValueError("multipliers of somebody who is not there")


def _cheapest_day(
    rows: Sequence[set[int]], prices: Sequence[int], scale: int, most: int
) -> int | None:
    """The least of scale · breaks + prices of the used slots, over the days that a participant may have."""
    slots = len(prices)
    least = least_alone(rows, slots, most)
    if least is None:
        return None
    costs: dict[State, int] = {(0, 0, False): 0}
    for slot in range(1, slots + 1):
        fewest = sum(max(row, default=0) <= slot for row in rows)
        greatest = sum(min(row, default=slots + 1) <= slot for row in rows)
        is_open = any(slot in row for row in rows)
        following: dict[State, int] = {}
        for state, cost in costs.items():
            for target, price in _steps(
                state, prices[slot - 1], scale, is_open=is_open
            ):
                if fewest <= target[0] <= greatest and (
                    target not in following or cost + price < following[target]
                ):
                    following[target] = cost + price
        costs = following
    ends = [
        cost
        for (held, breaks, _), cost in costs.items()
        if held == len(rows) and least <= breaks <= most
    ]
    return min(ends, default=None)


def _steps(
    state: State, price: int, scale: int, *, is_open: bool
) -> Iterator[tuple[State, int]]:
    """The slot stays idle, or it is used; a break ends when it is used after an idle one."""
    held, breaks, was_used = state
    yield (held, breaks, False), 0
    if is_open:
        is_end = held > 0 and not was_used
        yield (held + 1, breaks + is_end, True), price + scale * is_end
