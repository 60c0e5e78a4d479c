"""The judge on the hard rules: every placement alone, then what placements do to each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from madang.engine.verify.event import (
    Event,
    Fault,
    Row,
    most_at_once,
    needs_interpreter,
    organisations_of,
    people_of,
    speakers_of,
)


def check_placements(event: Event, rows: list[Row]) -> Iterator[Fault]:
    """Faults of single placements, then of all together; `rows` are the meetings of the schedule document."""
    for index, row in enumerate(rows):
        where = f"meetings[{index}]"
        meeting = event.meeting.get(row["id"])
        known = row["slot"] in event.slot and row["place"] in event.place
        if meeting is None or not known:
            yield Fault("unknown", where, "the meeting, slot or place does not exist")
            continue
        if meeting.get("cancelled"):
            yield Fault("cancelled", where, f"meeting {row['id']} is cancelled")
        yield from _check_pin(where, meeting, row)
        yield from _check_people(event, where, meeting, row)
        yield from _check_place(event, where, meeting, row)
        yield from _check_interpreter(event, where, meeting, row)
    ids = Counter(row["id"] for row in rows)
    yield from (
        Fault("twice", "meetings", f"meeting {item} is placed {n} times")
        for item, n in ids.items()
        if n > 1
    )
    for meeting in event.live:
        if meeting.get("fixed") and meeting["id"] not in ids:
            yield Fault(
                "pinned", "meetings", f"pinned meeting {meeting['id']} is missing"
            )
    if not any(row["id"] not in event.meeting for row in rows):
        yield from _check_limits(event, rows)
        yield from _check_pauses(
            event,
            [
                row
                for row in rows
                if row["slot"] in event.slot and row["place"] in event.place
            ],
        )


def _check_pin(where: str, meeting: Row, row: Row) -> Iterator[Fault]:
    pin: Row = meeting.get("fixed") or {}
    for key in ("slot", "place", "interpreter", "delegates"):
        if pin.get(key) is not None and row.get(key) != pin[key]:
            yield Fault(
                "pinned", where, f"{key} of meeting {row['id']} is pinned to {pin[key]}"
            )
    slots = meeting.get("slots")
    if not pin and slots is not None and row["slot"] not in slots:
        yield Fault(
            "slot_not_allowed",
            where,
            f"meeting {row['id']} may not be in slot {row['slot']}",
        )


def _check_people(event: Event, where: str, meeting: Row, row: Row) -> Iterator[Fault]:
    if len(row["delegates"]) != len(meeting["sides"]):
        yield Fault("wrong_people", where, "one list of delegates a side")
        return
    for side, chosen in zip(meeting["sides"], row["delegates"], strict=True):
        is_any = side.get("mode", "all") == "any"
        right = len(chosen) == 1 and chosen[0] in side["delegates"] if is_any else None
        if not (
            sorted(chosen) == sorted(side["delegates"]) if right is None else right
        ):
            yield Fault("wrong_people", where, f"delegates {chosen} are not the side")
            continue
        for item in chosen:
            if row["slot"] in event.delegate[item].get("busy", ()):
                yield Fault(
                    "delegate_away",
                    where,
                    f"delegate {item} is away in slot {row['slot']}",
                )


def _check_place(event: Event, where: str, meeting: Row, row: Row) -> Iterator[Fault]:
    place = event.place[row["place"]]
    if row["slot"] in place.get("busy", ()):
        yield Fault(
            "place_closed",
            where,
            f"place {place['id']} is closed in slot {row['slot']}",
        )
    if place.get("owner") is not None and place["owner"] not in organisations_of(
        meeting
    ):
        yield Fault(
            "suite",
            where,
            f"place {place['id']} belongs to organisation {place['owner']}",
        )
    if meeting.get("places") is not None and place["id"] not in meeting["places"]:
        yield Fault(
            "place_not_allowed",
            where,
            f"meeting {row['id']} may not be at place {place['id']}",
        )


def _check_interpreter(
    event: Event, where: str, meeting: Row, row: Row
) -> Iterator[Fault]:
    item = row.get("interpreter")
    if item is None:
        if needs_interpreter(meeting):
            yield Fault(
                "no_interpreter", where, f"meeting {row['id']} needs an interpreter"
            )
        return
    if item not in event.interpreter or not needs_interpreter(meeting):
        yield Fault(
            "interpreter_unneeded", where, f"interpreter {item} does not belong here"
        )
        return
    if item not in speakers_of(event, meeting):
        yield Fault(
            "interpreter_language",
            where,
            f"interpreter {item} does not speak the languages",
        )
    if row["slot"] in event.interpreter[item].get("busy", ()):
        yield Fault(
            "interpreter_away",
            where,
            f"interpreter {item} is away in slot {row['slot']}",
        )


def _at_once(event: Event, rows: list[Row]) -> tuple[Counter[int], ...]:
    """How many meetings at most go on at once for each delegate, at each place, for each interpreter."""
    used: tuple[defaultdict[int, list[Row]], ...] = (
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
    )
    for row in rows:
        slot = event.slot.get(row["slot"])
        if slot is None:
            continue
        for item in people_of(row):
            used[0][item].append(slot)
        used[1][row["place"]].append(slot)
        if row.get("interpreter") is not None:
            used[2][row["interpreter"]].append(slot)
    return tuple(
        Counter({item: most_at_once(slots) for item, slots in each.items()})
        for each in used
    )


def _check_pauses(event: Event, rows: list[Row]) -> Iterator[Fault]:
    """Too many meetings in a row, and ways that nobody walks in the time there is."""
    turns: dict[int, list[tuple[int, Row]]] = defaultdict(list)
    for row in rows:
        for item in people_of(row):
            turns[item].append((event.slot[row["slot"]]["start"], row))
    most, usual = event.rules.get("most_in_a_row"), event.rules.get("walking_minutes")
    for delegate, entries in turns.items():
        entries.sort(key=lambda entry: entry[0])
        taken = {row["slot"] for _start, row in entries}
        if most is not None and longest_row(event, taken) > most:
            yield Fault(
                "no_rest",
                "meetings",
                f"delegate {delegate} has more than {most} meetings in a row",
            )
        if usual is None:
            continue
        for (_, first), (_, second) in pairwise(entries):
            if is_too_far(event, first, second):
                yield Fault(
                    "too_far",
                    "meetings",
                    f"delegate {delegate} cannot walk from meeting {first['id']} to {second['id']} in time",
                )


def longest_row(event: Event, taken: set[int]) -> int:
    """The longest unbroken run of taken slots in any session."""
    longest = 0
    runs: dict[int, int] = defaultdict(int)
    for slot in event.slots:
        session = slot.get("session", 0)
        runs[session] = runs[session] + 1 if slot["id"] in taken else 0
        longest = max(longest, runs[session])
    return longest


def is_too_far(event: Event, first: Row, second: Row) -> bool:
    """Whether two meetings of one day, the first one earlier, leave too little time for the way between their zones."""
    before, after = event.slot[first["slot"]], event.slot[second["slot"]]
    zones = event.zone(first["place"]), event.zone(second["place"])
    if zones[0] == zones[1] or event.day[before["id"]] != event.day[after["id"]]:
        return False
    left: int = after["start"] - before["start"] - before["minutes"]
    return left < event.minutes(*zones)


def _check_limits(event: Event, rows: list[Row]) -> Iterator[Fault]:
    """What several meetings may not do together."""
    people, places, voices = _at_once(event, rows)
    days = Counter(
        (item, event.day.get(row["slot"])) for row in rows for item in people_of(row)
    )
    shares = Counter(
        item for row in rows for item in organisations_of(event.meeting[row["id"]])
    )
    checks = (
        ("delegate_busy", people, lambda _key: 1),
        (
            "place_full",
            places,
            lambda key: event.place.get(key, {}).get("capacity", 1),
        ),
        ("interpreter_busy", voices, lambda _key: 1),
        (
            "day_limit",
            days,
            lambda key: event.delegate.get(key[0], {}).get("most_per_day"),
        ),
        ("organisation_limit", shares, lambda key: event.organisation[key].get("most")),
    )
    for code, counts, most in checks:
        for key, count in counts.items():
            if most(key) is not None and count > most(key):
                yield Fault(
                    code, "meetings", f"{key}: {count} meetings, at most {most(key)}"
                )
