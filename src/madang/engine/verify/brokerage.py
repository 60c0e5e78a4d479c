"""The judge of brokerage schedules: every rule, fairness, the breaks, and the bound where it can be counted again.

A bound proven by `counting` or by `prices` is computed here from the file and the certificate. One proven by `solver`
rests on the search; the judge says nothing against it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from madang.engine.verify.brokerage_bound import counted_bound, priced_bound
from madang.engine.verify.brokerage_file import BrokerageFile, read_brokerage
from madang.engine.verify.event import Fault, Row

PROOFS = {
    "optimal": {"counting", "prices", "solver"},
    "feasible": {"counting", "prices", "solver", "none"},
    "infeasible": {"counting", "solver"},
    "unknown": {"counting", "prices", "solver", "none"},
}


def verify_brokerage(text: str, schedule: Row, fairness: int = 2) -> list[Fault]:
    """Every fault of a schedule for the event of a .dzn text; an empty list: accepted."""
    try:
        event = read_brokerage(text)
    except (KeyError, ValueError, IndexError) as error:
        return [Fault("malformed", "event", f"{type(error).__name__}: {error}")]
    try:
        if schedule["format"] != "madang.schedule/1":
            return [Fault("malformed", "format", "not a madang schedule of version 1")]
        faults = list(_check_status(schedule, fairness))
        if not faults and schedule["meetings"]:
            faults = list(_check_places(event, schedule["meetings"]))
            faults = faults or list(_check_breaks(event, schedule, fairness))
        return faults or list(_check_bound(event, schedule, fairness))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        return [Fault("malformed", "schedule", f"{type(error).__name__}: {error}")]


def _check_status(schedule: Row, fairness: int) -> Iterator[Fault]:
    """What status, proof, fairness and the list of meetings say of each other."""
    status, proof = schedule["status"], schedule["proof"]
    if status not in PROOFS:
        yield Fault("status", "status", f"{status} is no status")
        return
    if schedule.get("fairness", fairness) != fairness:
        stated = schedule["fairness"]
        yield Fault("fairness", "fairness", f"is for {stated}, not for {fairness}")
    if proof not in PROOFS[status]:
        yield Fault("status", "proof", f"{status} cannot rest on {proof}")
    if status not in {"optimal", "feasible"} and schedule["meetings"]:
        yield Fault("status", "meetings", f"{status} has no placements")
    yield from _check_value(status, schedule["objective"], schedule["bound"])


def _check_value(status: str, value: int | None, bound: int | None) -> Iterator[Fault]:
    """Whether value and bound go with the status and with each other."""
    is_held = status in {"optimal", "feasible"}
    if is_held != (value is not None):
        yield Fault("status", "objective", f"{value} does not go with {status}")
    if status == "infeasible" and bound is not None:
        yield Fault("status", "bound", "an infeasible event has no bound")
    if status == "optimal" and value != bound:
        yield Fault("status", "bound", f"the value is {value}, the bound is {bound}")
    if status == "feasible" and not 0 <= (bound or 0) <= (value or 0):
        yield Fault("bound", "bound", f"{bound} is not from 0 to the value {value}")


def _check_places(event: BrokerageFile, rows: list[Row]) -> Iterator[Fault]:
    """Each meeting once, in a slot that it may have, at a table of its own, after those that precede it."""
    faults = list(_check_numbers(event, rows))
    if faults:
        yield from faults
        return
    slot_of = {row["id"]: row["slot"] for row in rows}
    for row in rows:
        where = f"meeting {row['id']}"
        if row["slot"] not in event.allowed[row["id"] - 1]:
            yield Fault("slot_not_allowed", where, f"may not be in slot {row['slot']}")
        for other in sorted(event.earlier[row["id"] - 1]):
            if slot_of[other] >= row["slot"]:
                yield Fault("order", where, f"must come after meeting {other}")
    yield from _check_tables(event, rows)
    yield from _check_people(event, slot_of)


def _check_numbers(event: BrokerageFile, rows: list[Row]) -> Iterator[Fault]:
    """Whole numbers everywhere, and every meeting of the event exactly once."""
    for row in rows:
        if any(type(row[key]) is not int for key in ("id", "slot", "table")):
            yield Fault("malformed", "meetings", f"{row} has no whole numbers")
            return
    held = Counter(row["id"] for row in rows)
    wanted = range(1, len(event.pairs) + 1)
    for number in wanted:
        if held[number] != 1:
            code = "twice" if held[number] else "missing"
            times = held[number]
            yield Fault(code, f"meeting {number}", f"is held {times} times")
    for number in sorted(set(held) - set(wanted)):
        yield Fault("unknown", f"meeting {number}", "is not in the event")


def _check_tables(event: BrokerageFile, rows: list[Row]) -> Iterator[Fault]:
    taken: set[tuple[int, int]] = set()
    for row in rows:
        slot, table, where = row["slot"], row["table"], f"meeting {row['id']}"
        if not 1 <= table <= event.tables:
            yield Fault("table", where, f"there is no table {table}")
        if (slot, table) in taken:
            yield Fault("table", where, f"table {table} is taken in slot {slot}")
        taken.add((slot, table))


def _days(event: BrokerageFile, slot_of: dict[int, int]) -> dict[int, list[int]]:
    """For each participant the slots in use, in order, with repetitions."""
    days: dict[int, list[int]] = defaultdict(list)
    for number, pair in enumerate(event.pairs, start=1):
        for participant in pair:
            days[participant].append(slot_of[number])
    return {participant: sorted(day) for participant, day in days.items()}


def _check_people(event: BrokerageFile, slot_of: dict[int, int]) -> Iterator[Fault]:
    for participant, day in _days(event, slot_of).items():
        for earlier, later in pairwise(day):
            if earlier == later:
                yield Fault(
                    "busy",
                    f"participant {participant}",
                    f"is in two meetings in slot {later}",
                )


def _check_breaks(
    event: BrokerageFile, schedule: Row, fairness: int
) -> Iterator[Fault]:
    days = _days(event, {row["id"]: row["slot"] for row in schedule["meetings"]})
    breaks = {
        participant: sum(
            later - earlier > 1
            for earlier, later in pairwise(days.get(participant, []))
        )
        for participant in range(1, event.participants + 1)
    }
    total = sum(breaks.values())
    if schedule["objective"] != total:
        yield Fault("value", "objective", f"is {total}, not {schedule['objective']}")
    for one, other in combinations(breaks, 2):
        if abs(breaks[one] - breaks[other]) > fairness:
            yield Fault(
                "fairness",
                f"participants {one} and {other}",
                f"have {breaks[one]} and {breaks[other]} breaks",
            )
            return


def _check_bound(event: BrokerageFile, schedule: Row, fairness: int) -> Iterator[Fault]:
    """Bounds by counting and by prices, computed anew."""
    proof, bound = schedule["proof"], schedule["bound"]
    if proof not in {"counting", "prices"}:
        return
    if proof == "counting":
        proven = counted_bound(event, fairness)
    else:
        proven = priced_bound(event, fairness, schedule["certificate"])
    if schedule["status"] == "infeasible":
        if proven is not None:
            yield Fault("bound", "proof", "counting does not exclude a schedule")
    elif proven is not None and proven < bound:
        yield Fault("bound", "bound", f"{proof} proves {proven}, not {bound}")
