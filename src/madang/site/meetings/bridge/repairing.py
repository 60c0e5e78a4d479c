"""A published version held against the event as it stands now, and repaired: what cannot stay finds another place.

What has begun stays as it was, whatever changed since; of the rest as much as can be stays where people expect it.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from madang.engine.board import Board as Laid
from madang.engine.constraints import violations
from madang.engine.problem import Fixed, Meeting, Problem
from madang.engine.repair import Changes, begin, rate, repair
from madang.engine.schedule import Placement as Found
from madang.engine.schedule import Result, Schedule
from madang.site.events.models import Event
from madang.site.meetings.bridge.board import board_of
from madang.site.meetings.bridge.drawing import Drawing
from madang.site.meetings.bridge.telling import told
from madang.site.meetings.models import Meeting as Row
from madang.site.meetings.models import Placement, Plan, RepairLine
from madang.site.meetings.queries.names import Conflict
from madang.site.meetings.queries.plans import begun_in

MOST_MOVED = {Plan.Repair.NOBODY: 0, Plan.Repair.FEW: 5, Plan.Repair.MOST: None}


@dataclass(frozen=True)
class Situation:
    """What of a published version still holds. All are meetings of the event by their key, round tables aside.

    `held` holds, round tables included; `hit` cannot stay, with its reason, and `gone` cannot be held at all; `over`
    has begun and would not hold any more; `new` was agreed since, `waiting` had no place before.
    """

    drawing: Drawing
    published: Schedule
    held: Schedule
    begun: frozenset[int]
    hit: dict[int, Conflict] = field(default_factory=dict)
    gone: dict[int, str] = field(default_factory=dict)
    over: frozenset[int] = frozenset()
    new: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()

    @property
    def conflicts(self) -> list[Conflict]:
        """Why meetings cannot stay where they are, one reason each."""
        return [
            *self.hit.values(),
            *(Conflict(reason, key) for key, reason in self.gone.items()),
        ]

    @property
    def is_sound(self) -> bool:
        """Whether a repair would have nothing to do."""
        return not (self.hit or self.gone or self.new or self.waiting)


@dataclass(frozen=True)
class Mended:
    """What a repair found: the event with begun meetings fixed, the result, what became of each meeting concerned.

    `carried` are begun meetings that stay in the version although the event has no room for them any more.
    """

    drawing: Drawing
    result: Result
    lines: list[RepairLine]
    carried: frozenset[int]


def look(event: Event, plan: Plan, now: datetime) -> Situation:
    """Hold the published version against the event as it stands: what has begun comes first, then pins, then weight."""
    board = board_of(event, plan)
    drawing, problem = board.drawing, board.problem
    begun = begun_in(plan, now)
    rows = list(plan.placements.values_list("meeting", "is_pinned"))
    placed = {key for key, _ in rows if key}
    pinned = {key for key, is_pinned in rows if key and is_pinned}
    laid = Laid(problem, _round_tables(problem))
    hit: dict[int, Conflict] = {}
    keys = [key for key in board.schedule if key > 0]
    for key in sorted(keys, key=lambda key: _rank(problem.meeting[key], begun, pinned)):
        at = board.schedule[key]
        found = told(violations(laid, problem.meeting[key], at), laid, at)
        if found:
            hit[key] = found[0]
        else:
            laid.add(key, at)
    gone = {key: why for key, why in drawing.skipped.items() if key in placed}
    known = placed | set(plan.unplaced.values_list("meeting", flat=True))
    free = [each.id for each in problem.meetings if each.id not in placed]
    free = [key for key in free if key > 0]
    return Situation(
        drawing=_with_pins(drawing, laid.schedule, pinned),
        published=board.schedule,
        held=dict(laid.schedule),
        begun=begun,
        hit={key: why for key, why in hit.items() if key not in begun},
        gone={key: why for key, why in gone.items() if key not in begun},
        over=begun & (hit.keys() | gone.keys()),
        new=tuple(key for key in free if key not in known),
        waiting=tuple(key for key in free if key in known),
    )


def _rank(
    meeting: Meeting, begun: frozenset[int], pinned: set[int]
) -> tuple[bool, bool, bool, int, int]:
    """Which meeting keeps its place first where two cannot both stay."""
    key = meeting.id
    return (
        key not in begun,
        key not in pinned,
        not meeting.must,
        -meeting.weight,
        key,
    )


def _round_tables(problem: Problem) -> Schedule:
    found: Schedule = {}
    for meeting in problem.meetings:
        pin = meeting.fixed
        if meeting.id < 0 and pin is not None and pin.place is not None:
            found[meeting.id] = Found(pin.slot, pin.place, pin.delegates or (), None)
    return found


def _with_pins(drawing: Drawing, held: Schedule, pinned: set[int]) -> Drawing:
    """The drawing with the pins that can be kept; those that cannot are taken off."""
    kept = frozenset(key for key in held if key in pinned)
    return replace(drawing, problem=_fixed(drawing.problem, held, kept), pinned=kept)


def _fixed(problem: Problem, held: Schedule, keys: Iterable[int]) -> Problem:
    wanted = set(keys)
    meetings = tuple(
        replace(each, fixed=_stay(held[each.id])) if each.id in wanted else each
        for each in problem.meetings
    )
    return replace(problem, meetings=meetings)


def _stay(at: Found) -> Fixed:
    return Fixed(at.slot, at.place, at.interpreter, at.delegates)


def run(
    situation: Situation, plan: Plan, *, how: str, now: datetime, seconds: float
) -> Mended:
    """Repair a published version; `how` is one of `Plan.Repair`, `seconds` the time for the proof of the fewest moves."""
    started = time.perf_counter()
    problem = situation.drawing.problem
    later = {*situation.hit, *situation.new}
    rows = [row for row in problem.meetings if row.id not in situation.over]
    warm = begin(
        replace(problem, meetings=tuple(row for row in rows if row.id not in later)),
        situation.held,
    )
    done = repair(
        warm,
        Changes(
            now=_running(plan.event, now),
            meetings=tuple(row for row in rows if row.id in later),
        ),
        most_moved=MOST_MOVED[Plan.Repair(how)],
        seconds=seconds,
        homes={key: situation.published[key].slot for key in situation.hit},
    )
    result = rate(
        warm.problem,
        done.schedule,
        _certificate(plan, problem),
        seed=plan.seed,
        seconds=round(time.perf_counter() - started, 3),
    )
    return Mended(
        drawing=replace(situation.drawing, problem=warm.problem),
        result=result,
        lines=list(_lines(situation, done.schedule)),
        carried=situation.over,
    )


def _running(event: Event, now: datetime) -> int | None:
    """The last slot that has begun, or None before the first."""
    slot = event.slots.filter(starts_at__lte=now).order_by("-starts_at").first()
    return None if slot is None else slot.pk


def _certificate(plan: Plan, problem: Problem) -> dict[str, Any]:
    """The multipliers of the version, where its slots are those of the event; none otherwise."""
    before = json.loads(bytes(plan.problem_file) or b"{}").get("slots", [])
    if [row["id"] for row in before] != [slot.id for slot in problem.slots]:
        return {}
    schedule = json.loads(bytes(plan.schedule_file) or b"{}")
    found: dict[str, Any] = schedule.get("certificate") or {}
    return found


def _lines(situation: Situation, schedule: Schedule) -> Iterable[RepairLine]:
    """What became of each meeting that is not where it was, in the order of its key."""
    every = {*situation.published, *situation.new, *situation.waiting, *situation.gone}
    for key in sorted(key for key in every - situation.over if key > 0):
        kind = _kind(situation, schedule, key)
        if kind is not None:
            yield RepairLine(meeting_id=key, kind=kind, cause=_cause(situation, key))


def _kind(situation: Situation, schedule: Schedule, key: int) -> RepairLine.Kind | None:
    if key not in schedule:
        is_known = key in situation.waiting
        return None if is_known else RepairLine.Kind.LOST
    if key in situation.hit:
        return RepairLine.Kind.AGAIN
    if key in situation.new:
        return RepairLine.Kind.ADDED
    if key in situation.waiting:
        return RepairLine.Kind.FILLED
    is_same = schedule[key] == situation.published[key]
    return None if is_same else RepairLine.Kind.MOVED


def _cause(situation: Situation, key: int) -> str:
    if key in situation.hit:
        return situation.hit[key].kind
    return situation.gone.get(key, "")


def carry(plan: Plan, source: Plan, keys: frozenset[int]) -> None:
    """Take meetings that have begun over into a version as they were, and count them."""
    rows = source.placements.filter(meeting__in=keys, meeting__state=Row.State.ACCEPTED)
    weight = 0
    for row in rows.select_related("meeting").prefetch_related("attendances"):
        people = [each.delegate_id for each in row.attendances.all()]
        copy = Placement.objects.create(
            plan=plan,
            meeting=row.meeting,
            slot_id=row.slot_id,
            place_id=row.place_id,
            interpreter_id=row.interpreter_id,
            is_pinned=row.is_pinned,
        )
        for each in people:
            copy.attendances.create(delegate_id=each, slot_id=row.slot_id)
        weight += row.meeting.weight if row.meeting else 0
    plan.unplaced.filter(meeting__in=keys).delete()
    plan.placed += len(rows)
    plan.weight += weight
    if plan.placed_bound is not None:
        plan.placed_bound += len(rows)
    if plan.weight_bound is not None:
        plan.weight_bound += weight
    plan.save(update_fields=["placed", "placed_bound", "weight", "weight_bound"])
