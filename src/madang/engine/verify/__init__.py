"""The judge: accepts a schedule or names its faults. Standard library only, nothing shared with the solver.

It reads the two JSON documents, checks every hard rule on every placement, counts every stage again, and computes
every bound from the integer multipliers of the certificate. All arithmetic is in whole numbers, so that there is no
tolerance to argue about. A tighter bound that is the solver's word alone is not computed; `unchecked` names its stage. The mathematics is in docs/explanation/scheduling.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from madang.engine.verify.bound import check_certificate
from madang.engine.verify.counts import check_stages, unchecked
from madang.engine.verify.event import Event, Fault, Row
from madang.engine.verify.placements import check_placements

__all__ = ["Fault", "unchecked", "verify"]


def verify(problem_json: Row, schedule_json: Row) -> list[Fault]:
    """Every fault of the schedule; an empty list: accepted. Unreadable documents are the fault `malformed`."""
    try:
        if (
            schedule_json.get("format") != "madang.schedule/1"
            or problem_json.get("format") != "madang.problem/1"
        ):
            return [
                Fault(
                    "malformed",
                    "format",
                    "not a madang problem and schedule of version 1",
                )
            ]
        event = Event(problem_json)
        if schedule_json["status"] == "infeasible":
            return list(_check_infeasible(event, schedule_json))
        faults = list(check_placements(event, schedule_json["meetings"]))
        if not faults:
            faults = list(check_certificate(event, schedule_json))
            if not any(fault.code == "multiplier" for fault in faults):
                faults = [*check_stages(event, schedule_json), *faults]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        return [Fault("malformed", "schedule", f"{type(error).__name__}: {error}")]
    return faults


def _check_infeasible(event: Event, schedule: Row) -> Iterator[Fault]:
    if schedule["meetings"]:
        yield Fault("status", "meetings", "an infeasible event has no placements")
    conflict = schedule.get("conflict") or []
    if not conflict or not all(
        event.meeting.get(item, {}).get("fixed") for item in conflict
    ):
        yield Fault("status", "conflict", "must name pinned meetings that clash")
