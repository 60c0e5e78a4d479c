"""The judge on the stages: their values counted anew, and what the summary of a schedule may claim."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from madang.engine.verify.event import (
    Event,
    Fault,
    Row,
    end_of,
    organisations_of,
    people_of,
)
from madang.engine.verify.later import count, later_bounds, wished_of

STAGES = ("must", "placed", "left_out", "share", "gaps", "walking")
MINIMISED = STAGES[2:]
NOBODY_FIRST = ("must", "left_out", "placed", "share", "gaps", "walking")


def check_stages(event: Event, schedule: Row) -> Iterator[Fault]:
    """Faults of the stage values, of the bounds stated beside them, and of the summary."""
    values, rows = count_stages(event, schedule["meetings"]), schedule["stages"]
    order = [row["stage"] for row in rows]
    if order != list(NOBODY_FIRST):
        wanted = NOBODY_FIRST if event.rules.get("nobody_left_out") else STAGES
        if order != list(wanted):
            text = f"must be {', '.join(wanted)}, in this order"
            yield Fault("stages", "stages", text)
            return
    yield from _check_bounds(event, schedule, values)
    for index, row in enumerate(rows):
        if row["value"] != values[row["stage"]]:
            yield Fault(
                "value",
                f"stages[{index}]",
                f"{row['stage']} is {values[row['stage']]}, not {row['value']}",
            )
    yield from _check_summary(event, schedule, values["placed"])


def _check_bounds(
    event: Event, schedule: Row, values: dict[str, int]
) -> Iterator[Fault]:
    """Faults of the bounds of all stages, in the certificate and beside the values."""
    certificate = schedule["certificate"]
    bounds = {name: certificate[name]["bound"] for name in ("must", "placed")}
    try:
        is_first = schedule["stages"][1]["stage"] == "placed"
        bounds |= later_bounds(event, certificate, values["placed"], is_first=is_first)
    except ValueError as error:
        yield Fault("multiplier", "certificate", str(error))
        return
    stated = [
        (f"certificate.{name}", name, certificate[name]["bound"] == bounds[name])
        for name in ("left_out", "share")
    ]
    stated += [
        (f"stages[{index}]", row["stage"], is_honest(row, bounds[row["stage"]]))
        for index, row in enumerate(schedule["stages"])
    ]
    for where, name, is_right in stated:
        if not is_right:
            yield Fault(
                "bound", where, f"the bound of {name} that is proven is {bounds[name]}"
            )


def _check_summary(event: Event, schedule: Row, placed: int) -> Iterator[Fault]:
    """Faults of the figures that follow from the rest."""
    rows = schedule["stages"]
    names = [row["stage"] for row in rows]
    first = rows[: names.index("placed") + 1]
    is_best = all(row["value"] == row["bound"] for row in first)
    stated = (
        schedule["objective"],
        schedule["bound"],
        schedule["count"],
        schedule["count_bound"],
        schedule["status"],
    )
    found = (
        placed,
        first[-1]["bound"],
        len(schedule["meetings"]),
        schedule["certificate"]["count"]["bound"],
        "optimal" if is_best else "feasible",
    )
    if stated != found:
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


def is_honest(row: Row, proven: int) -> bool:
    """Whether a bound claims no more than it may.

    A certified bound is the one recomputed. The solver's word lies between that and the value and says more than it;
    without a proof there is no bound.
    """
    if row["proof"] == "none":
        return row["bound"] is None
    if type(row["bound"]) is not int:
        return False
    if row["proof"] == "certified":
        return bool(row["bound"] == proven)
    if row["proof"] != "solver":
        return False
    if row["stage"] in MINIMISED:
        return bool(proven < row["bound"] <= row["value"])
    return bool(row["value"] <= row["bound"] < proven)


def unchecked(schedule: Row) -> list[str]:
    """The stages of an accepted schedule whose bound is the solver's word, in their order: no judge computed it."""
    rows = schedule.get("stages") or []
    return [row["stage"] for row in rows if row["proof"] == "solver"]


def count_stages(event: Event, rows: list[Row]) -> dict[str, int]:
    """The value of each stage, from the meetings of the schedule document."""
    wished = wished_of(event)
    served = Counter(
        item for row in rows for item in organisations_of(event.meeting[row["id"]])
    )
    fair = {
        name: sum(count(name, most, served[item]) for item, most in wished.items())
        for name in ("left_out", "share")
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
        zones = [event.zone(row["place"]) for _start, row in entries]
        walking += sum(event.way(first, second) for first, second in pairwise(zones))
    return {
        "must": sum(bool(event.meeting[row["id"]].get("must")) for row in rows),
        "placed": sum(event.meeting[row["id"]].get("weight", 1) for row in rows),
        **fair,
        "gaps": gaps,
        "walking": walking,
    }
