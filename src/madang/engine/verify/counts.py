"""The judge on the stages: their values counted anew, and what the summary of a schedule may claim."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from madang.engine.verify.bound import hopeless
from madang.engine.verify.event import (
    Event,
    Fault,
    Row,
    end_of,
    organisations_of,
    people_of,
)

STAGES = ("must", "placed", "left_out", "gaps", "walking")


def check_stages(event: Event, schedule: Row) -> Iterator[Fault]:
    """Faults of the stage values, of the bounds stated beside them, and of the summary."""
    values, rows, certificate = (
        count_stages(event, schedule["meetings"]),
        schedule["stages"],
        schedule["certificate"],
    )
    if [row["stage"] for row in rows] != list(STAGES):
        yield Fault("stages", "stages", f"must be {', '.join(STAGES)}, in this order")
        return
    least = {"left_out": hopeless(event), "gaps": 0, "walking": 0}
    for index, row in enumerate(rows):
        name, where = row["stage"], f"stages[{index}]"
        if row["value"] != values[name]:
            yield Fault("value", where, f"{name} is {values[name]}, not {row['value']}")
        proven = least[name] if name in least else certificate[name]["bound"]
        if row["bound"] is not None and (
            row["proof"] != "certified" or row["bound"] != proven
        ):
            yield Fault(
                "bound",
                where,
                f"the bound of {name} that is proven is {proven}, not {row['bound']}",
            )
    is_best = all(row["value"] == row["bound"] for row in rows[:2])
    stated = (
        schedule["objective"],
        schedule["bound"],
        schedule["count"],
        schedule["count_bound"],
        schedule["status"],
    )
    found = (
        values["placed"],
        rows[1]["bound"],
        len(schedule["meetings"]),
        certificate["count"]["bound"],
    )
    if stated != (*found, "optimal" if is_best else "feasible"):
        yield Fault(
            "summary",
            "objective, bound, count, count_bound, status",
            "do not follow from the schedule",
        )
    waiting = sorted(
        {row["id"] for row in event.live} - {row["id"] for row in schedule["meetings"]}
    )
    if sorted(row["id"] for row in schedule["unplaced"]) != waiting:
        yield Fault(
            "unplaced",
            "unplaced",
            f"must list the {len(waiting)} meetings without a place",
        )


def count_idle(held: list[Row], block: list[Row]) -> int:
    """Idle slots of a block between the first and the last one held, both in the order of time.

    None of them overlaps a slot that is held, nor an idle one before it.
    """
    count, until = 0, end_of(held[0])
    begins = [slot["start"] for slot in held]
    for slot in block:
        at = bisect_right(begins, slot["start"])
        if slot["start"] < until or at == len(held):
            continue
        if end_of(held[at - 1]) <= slot["start"] and end_of(slot) <= begins[at]:
            count, until = count + 1, end_of(slot)
    return count


def count_stages(event: Event, rows: list[Row]) -> dict[str, int]:
    """The value of each stage, from the meetings of the schedule document."""
    wanted = {item for row in event.live for item in organisations_of(row)}
    served = {
        item for row in rows for item in organisations_of(event.meeting[row["id"]])
    }
    turns: dict[tuple[int, Any], list[tuple[int, Row]]] = defaultdict(list)
    for row in rows:
        for item in people_of(row):
            slot = event.slot[row["slot"]]
            turns[item, slot.get("session", 0)].append((slot["start"], row))
    gaps = walking = 0
    for (delegate, session), entries in turns.items():
        entries.sort(key=lambda entry: entry[0])
        away = event.delegate[delegate].get("busy", ())
        block = [
            slot
            for slot in event.slots
            if slot.get("session", 0) == session and slot["id"] not in away
        ]
        gaps += count_idle([event.slot[row["slot"]] for _start, row in entries], block)
        zones = [event.place[row["place"]].get("zone", 0) for _start, row in entries]
        walking += sum(first != second for first, second in pairwise(zones))
    return {
        "must": sum(bool(event.meeting[row["id"]].get("must")) for row in rows),
        "placed": sum(event.meeting[row["id"]].get("weight", 1) for row in rows),
        "left_out": len(wanted - served),
        "gaps": gaps,
        "walking": walking,
    }
