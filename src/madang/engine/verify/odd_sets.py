"""The judge on odd sets: of a set of delegates who come in pairs, no more pairs can meet in a slot than half its number.

Two meetings that each need at least two of the set need four different people of it. So the meetings of one slot that
need two or more of a set are at most half of those of it who are there, rounded down (Edmonds 1965).
"""

from __future__ import annotations

from madang.engine.verify.event import Event, Row


class OddSets:
    """The charges of all sets; `wrong` names the first that is none of this event."""

    def __init__(self, event: Event, rows: object) -> None:
        self.event, self.wrong = event, ""
        self.rows: list[Row] = rows if isinstance(rows, list) else []
        if not isinstance(rows, list) or (rows and event.is_overlapping):
            self.wrong = "odd_sets"
        for index, row in enumerate(self.rows):
            if not self.wrong and not self._is_good(row):
                self.wrong = f"odd_sets[{index}]"
        if self.wrong:
            self.rows = []
        self.of_delegate: dict[int, list[int]] = {}
        for index, row in enumerate(self.rows):
            for delegate in row["delegates"]:
                self.of_delegate.setdefault(delegate, []).append(index)

    def _is_good(self, row: object) -> bool:
        if not isinstance(row, dict) or set(row) != {"delegates", "slots"}:
            return False
        people, slots = row["delegates"], row["slots"]
        return (
            isinstance(people, list)
            and isinstance(slots, list)
            and all(type(item) is int for item in (*people, *slots))
            and len(set(people)) == len(people) >= 2
            and all(item in self.event.delegate for item in people)
            and len(slots) == len(self.event.slots)
            and min(slots, default=0) >= 0
        )

    def charges(self, meeting: Row) -> list[int]:
        """What the sets charge the meeting at each position of time: all sets of which it needs two or more."""
        total = [0] * len(self.event.slots)
        for index in self._used_by(meeting) if self.rows else ():
            row = self.rows[index]["slots"]
            total = [sum(now) for now in zip(total, row, strict=True)]
        return total

    def _used_by(self, meeting: Row) -> list[int]:
        times: dict[int, int] = {}
        for delegate in needed(meeting):
            for index in self.of_delegate.get(delegate, ()):
                times[index] = times.get(index, 0) + 1
        return [index for index, number in times.items() if number >= 2]

    def capacity(self) -> int:
        """All multipliers times how many pairs of the set can meet in the slot."""
        total = 0
        for row in self.rows:
            people = [self.event.delegate[item] for item in row["delegates"]]
            for slot, value in zip(self.event.slots, row["slots"], strict=True):
                there = sum(
                    slot["id"] not in person.get("busy", ()) for person in people
                )
                total += value * (there // 2)
        return total


def needed(meeting: Row) -> set[int]:
    """The delegates without whom the meeting cannot be held."""
    pinned = (meeting.get("fixed") or {}).get("delegates")
    found: set[int] = set()
    for index, side in enumerate(meeting["sides"]):
        wanted = pinned[index] if pinned else side["delegates"]
        if side.get("mode", "all") == "all" or len(wanted) == 1:
            found.update(wanted)
    return found
