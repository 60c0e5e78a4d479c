"""The judge on the later stages: what no schedule of the same total can beat, recomputed in whole numbers.

All of it starts from the multipliers of the total. They say of each meeting what it is worth beyond its least charge
(its gain), and how far the schedule's total is from the bound (the slack). A meeting whose gain exceeds the slack is
held by every schedule of that total or more. The mathematics is in docs/explanation/scheduling.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from madang.engine.verify.bound import Charges
from madang.engine.verify.event import (
    Event,
    Row,
    organisations_of,
    usable_places,
)

WHOLE = 1_000_000


class Total:
    """What the multipliers of the total say of each meeting, for schedules of at least the weight given.

    `reach` has the positions of time at which a meeting could be held, as bits; `gain` only meetings that could be.
    """

    def __init__(self, event: Event, certificate: Row, weight: int) -> None:
        self.event = event
        charges = Charges(event, certificate["placed"])
        scale = certificate["scale"]
        self.reach: dict[int, int] = {}
        self.gain: dict[int, int] = {}
        for meeting in event.live:
            ways = charges.ways(meeting)
            self.reach[meeting["id"]] = sum(1 << at for at in ways)
            charge = charges.least_of(meeting, ways)
            if charge is not None:
                worth = meeting.get("weight", 1) * scale + charges.musts.earns(meeting)
                self.gain[meeting["id"]] = worth - charge
        self.missing = scale * weight - charges.capacity()
        most = sum(
            gain if is_pinned(event.meeting[item]) else max(0, gain)
            for item, gain in self.gain.items()
        )
        slack = most - self.missing
        self.forced = [
            row
            for row in event.live
            if is_pinned(row) or self.gain.get(row["id"], 0) > slack
        ]


def is_pinned(meeting: Row) -> bool:
    """Whether the meeting has to be held."""
    return bool(meeting.get("fixed"))


def count(stage: str, wished: int, held: int) -> int:
    """What an organisation counts in the stage `left_out` or `share`."""
    if stage == "left_out":
        return int(held == 0)
    return WHOLE * (wished - held) ** 2 // wished**2


def wished_of(event: Event) -> dict[int, int]:
    """How many meetings each organisation wished; those without any do not appear."""
    wished: dict[int, int] = defaultdict(int)
    for meeting in event.live:
        for item in organisations_of(meeting):
            wished[item] += 1
    return wished


def is_number(value: object) -> bool:
    """Whether a value is a whole number from 0 up."""
    return type(value) is int and value >= 0


def fair_bound(total: Total, stage: str, data: Row, *, is_first: bool) -> int:
    """The number below which no schedule comes in the stage. Raises `ValueError` for numbers that mean nothing.

    `is_first`: the total comes before the stage, so that `times` may lean on it.
    """
    event, scale, times = total.event, data["scale"], data["times"]
    served = {int(key): value for key, value in data["served"].items()}
    if not is_number(scale) or scale == 0 or not is_number(times):
        raise ValueError("scale and times must be whole numbers")
    if times and not is_first:
        raise ValueError("times must be 0 where the total comes later")
    if not all(
        item in event.organisation and is_number(served[item]) for item in served
    ):
        raise ValueError("served must be whole numbers of organisations")
    found: int = times * total.missing
    for item, wished in wished_of(event).items():
        most = event.organisation[item].get("most")
        top = wished if most is None else min(wished, most)
        price = served.get(item, 0)
        found += min(
            scale * count(stage, wished, held) + price * held for held in range(top + 1)
        )
    for item, gain in total.gain.items():
        meeting = event.meeting[item]
        worth = times * gain + sum(served.get(o, 0) for o in organisations_of(meeting))
        found -= worth if is_pinned(meeting) else max(0, worth)
    bound: int = max(0, -(-found // scale))
    return bound


def least_gaps(total: Total) -> int:
    """Idle slots that nobody can avoid: slots in which a delegate is there, but no meeting of theirs could be held,
    between meetings that every schedule of the total holds."""
    usable: dict[int, int] = defaultdict(int)
    for meeting in total.event.live:
        for item in _may_come(meeting):
            usable[item] |= total.reach[meeting["id"]]
    forced: dict[int, list[int]] = defaultdict(list)
    for meeting in total.forced:
        for item in _must_come(meeting):
            forced[item].append(total.reach[meeting["id"]])
    sessions: dict[int, list[int]] = defaultdict(list)
    for at, slot in enumerate(total.event.slots):
        sessions[slot.get("session", 0)].append(at)
    found = 0
    for delegate, masks in forced.items():
        away = total.event.delegate[delegate].get("busy", ())
        there = [
            [at for at in block if total.event.slots[at]["id"] not in away]
            for block in sessions.values()
        ]
        if any(not usable[delegate] >> at & 1 for block in there for at in block):
            found += _least_idle(there, usable[delegate], masks)
    return found


def _may_come(meeting: Row) -> Iterator[int]:
    """Every delegate who could sit in the meeting."""
    pinned = (meeting.get("fixed") or {}).get("delegates")
    for index, side in enumerate(meeting["sides"]):
        yield from pinned[index] if pinned else side["delegates"]


def _must_come(meeting: Row) -> Iterator[int]:
    """Every delegate who sits in the meeting whenever it is held."""
    pinned = (meeting.get("fixed") or {}).get("delegates")
    for index, side in enumerate(meeting["sides"]):
        people = pinned[index] if pinned else side["delegates"]
        if len(people) == 1 or side.get("mode", "all") == "all":
            yield from people


def _least_idle(blocks: list[list[int]], usable: int, masks: list[int]) -> int:
    """The least idle slots of one delegate over all sessions, such that every forced meeting finds a slot.

    Counted are the unusable slots inside the spans; the spans together have as many usable slots as there are meetings.
    """
    best: dict[int, int] = {0: 0}
    for block in blocks:
        inside = sum(1 << at for at in block)
        own = [mask for mask in masks if not mask & ~inside]
        following: dict[int, int] = {}
        for slots, idle in _spans(block, usable, own):
            for held, before in best.items():
                now = min(len(masks), held + slots)
                following[now] = min(following.get(now, before + idle), before + idle)
        best = following
    return best.get(len(masks), 0)


def _spans(block: list[int], usable: int, own: list[int]) -> Iterator[tuple[int, int]]:
    """(usable slots, unusable slots) of every span of a session in which its own forced meetings find slots."""
    if not own:
        yield 0, 0
    for first, start in enumerate(block):
        if not usable >> start & 1:
            continue
        inside = slots = idle = 0
        for at in block[first:]:
            inside |= 1 << at
            if not usable >> at & 1:
                idle += 1
                continue
            slots += 1
            if slots >= len(own) and all(mask & inside for mask in own):
                yield slots, idle


def least_walking(total: Total) -> int:
    """Changes of zone, or minutes, that nobody can avoid: of meetings that every schedule of the total holds, all in
    one session of a delegate, those that share no zone."""
    event = total.event
    inside: dict[int, int] = defaultdict(int)
    for at, slot in enumerate(event.slots):
        inside[slot.get("session", 0)] |= 1 << at
    zones: dict[tuple[int, int], list[set[int]]] = defaultdict(list)
    for meeting in sorted(total.forced, key=lambda row: row["id"]):
        reach = total.reach[meeting["id"]]
        session = next(
            (item for item, mask in inside.items() if not reach & ~mask), None
        )
        if session is None or not reach:
            continue
        places = {event.zone(item) for item in usable_places(event, meeting)}
        for delegate in _must_come(meeting):
            zones[delegate, session].append(places)
    every = {event.zone(item) for item in event.place}
    step = min(
        (event.way(one, other) for one in every for other in every if one != other),
        default=0,
    )
    return step * sum(apart(sets) - 1 for sets in zones.values())


def apart(sets: list[set[int]]) -> int:
    """How many of the sets, taken in their order, share nothing with those taken before."""
    taken: set[int] = set()
    found = 0
    for item in sets:
        if not item & taken:
            taken |= item
            found += 1
    return found


def later_bounds(
    event: Event, certificate: Row, weight: int, *, is_first: bool = True
) -> dict[str, int]:
    """The certified bound of each later stage, for schedules of that weight. Raises `ValueError`.

    `is_first`: the total comes before the organisations left out.
    """
    total = Total(event, certificate, weight)
    return {
        "left_out": fair_bound(
            total, "left_out", certificate["left_out"], is_first=is_first
        ),
        "share": fair_bound(total, "share", certificate["share"], is_first=True),
        "gaps": 0 if event.is_overlapping else least_gaps(total),
        "walking": least_walking(total),
    }
