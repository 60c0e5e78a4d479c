"""What the judge knows of an event: the problem document by id, and a few facts that follow from one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
DAY = 1440


@dataclass(frozen=True)
class Fault:
    """Something wrong: a code, the place in the schedule document, and what was found there."""

    code: str
    where: str
    message: str


class Event:
    """The problem document by id, with times in order."""

    def __init__(self, data: Row) -> None:
        self.slots = sorted(
            data["slots"], key=lambda row: (row["start"], row["minutes"])
        )
        self.slot = {row["id"]: row for row in self.slots}
        self.moments = moments_of(self.slots)
        self.is_overlapping = any(len(begins) > 1 for begins in self.moments)
        self.day = {row["id"]: row["start"] // DAY for row in self.slots}
        self.days = sorted(set(self.day.values()))
        self.place = {row["id"]: row for row in data["places"]}
        self.places_of: dict[int | None, list[int]] = {}
        for row in data["places"]:
            self.places_of.setdefault(row.get("owner"), []).append(row["id"])
        self.organisation = {row["id"]: row for row in data["organisations"]}
        self.delegate = {row["id"]: row for row in data["delegates"]}
        self.interpreter = {row["id"]: row for row in data.get("interpreters", [])}
        self.meeting = {row["id"]: row for row in data.get("meetings", [])}
        self.rules: Row = data.get("rules", {})
        self.walks: dict[frozenset[int], int] = {
            frozenset(row["zones"]): row["minutes"] for row in data.get("walks", [])
        }
        self.live = [row for row in self.meeting.values() if not row.get("cancelled")]

    def zone(self, place: int) -> int:
        """The zone of a place."""
        found: int = self.place[place].get("zone", 0)
        return found

    def way(self, zone: int, other: int) -> int:
        """What going from one zone to another counts: 1, or minutes where any walks are known."""
        if zone == other or not self.walks:
            return int(zone != other)
        return self.minutes(zone, other)

    def minutes(self, zone: int, other: int) -> int:
        """Minutes that the rule of walking, or a walk, gives to two different zones."""
        usual: int = self.rules.get("walking_minutes") or 0
        return self.walks.get(frozenset((zone, other)), usual)


def end_of(slot: Row) -> int:
    """The minute at which a slot is over."""
    return int(slot["start"] + slot["minutes"])


def moments_of(slots: list[Row]) -> list[list[int]]:
    """For each slot the positions of the slots that begin while it lasts, its own among them."""
    return [
        [
            at
            for at, other in enumerate(slots)
            if slot["start"] <= other["start"] < end_of(slot)
        ]
        for slot in slots
    ]


def most_at_once(slots: list[Row]) -> int:
    """How many of these slots are under way at the busiest moment; a slot counts as often as it is listed."""
    changes = sorted(
        change for slot in slots for change in ((slot["start"], 1), (end_of(slot), -1))
    )
    under_way = most = 0
    for _minute, change in changes:
        under_way += change
        most = max(most, under_way)
    return most


def organisations_of(meeting: Row) -> set[int]:
    """The organisations that take part in a meeting."""
    return {side["organisation"] for side in meeting["sides"]}


def people_of(row: Row) -> list[int]:
    """Every delegate of a placement."""
    return [item for side in row["delegates"] for item in side]


def needs_interpreter(meeting: Row) -> bool:
    """Whether the meeting is held between languages, or an interpreter is pinned to it."""
    return bool(
        meeting.get("languages")
        or (meeting.get("fixed") or {}).get("interpreter") is not None
    )


def speakers_of(event: Event, meeting: Row) -> list[int]:
    """Interpreters who may sit in the meeting: the pinned one, or all who speak one of its pairs."""
    pinned = (meeting.get("fixed") or {}).get("interpreter")
    wanted = {frozenset(pair) for pair in meeting.get("languages", ())}
    return [
        item
        for item, row in event.interpreter.items()
        if pinned in (None, item)
        and (not wanted or wanted & {frozenset(pair) for pair in row["languages"]})
    ]


def allowed_slots(event: Event, meeting: Row) -> list[int]:
    """Positions, in the order of time, of the slots that the meeting itself allows."""
    pin = meeting.get("fixed")
    wanted = [pin["slot"]] if pin else meeting.get("slots")
    return [
        at
        for at, slot in enumerate(event.slots)
        if wanted is None or slot["id"] in wanted
    ]


def usable_places(event: Event, meeting: Row) -> list[int]:
    """Places where the meeting may be held at all."""
    pinned = (meeting.get("fixed") or {}).get("place")
    ours: list[int | None] = [None, *sorted(organisations_of(meeting))]
    open_to = [item for owner in ours for item in event.places_of.get(owner, ())]
    if pinned is None and meeting.get("places") is None:
        return open_to
    return [
        item
        for item in open_to
        if pinned in (None, item)
        and (meeting.get("places") is None or item in meeting["places"])
    ]
