"""The engine runs on an event, and what it found becomes the rows of a version."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from madang.engine import io
from madang.engine.schedule import Explanation, Result, StageValue
from madang.engine.schedule import Placement as Found
from madang.engine.solve import Budget, Progress, solve
from madang.engine.verify import verify
from madang.site.meetings.bridge.drawing import Drawing
from madang.site.meetings.models import (
    Attendance,
    Placement,
    Plan,
    PlanStage,
    Unplaced,
)
from madang.site.meetings.queries.plans import left_out


@dataclass(frozen=True)
class Reading:
    """How far a run is: seconds since its start, meetings placed, their weight, and the bound of the weight.

    Round tables are not counted.
    """

    seconds: float
    stage: str
    placed: int
    weight: int
    bound: int | None


def run(
    drawing: Drawing,
    *,
    seconds: float,
    seed: int,
    on_reading: Callable[[Reading], bool | None],
) -> Result:
    """Schedule an event. `on_reading` may return True: stop and keep the best."""

    rounds = drawing.round_tables

    def tell(progress: Progress) -> bool | None:
        return on_reading(
            Reading(
                seconds=progress.seconds,
                stage=progress.stage,
                placed=max(0, progress.placed - rounds),
                weight=max(0, progress.weight - rounds),
                bound=less(progress.bound, rounds),
            )
        )

    return solve(
        drawing.problem,
        seed=seed,
        budget=Budget(seconds=seconds),
        on_progress=tell,
    )


def write(plan: Plan, drawing: Drawing, result: Result) -> None:
    """Turn what the engine found into the rows of a version, and let the judge look at it. Call it in a transaction.

    Raises ValueError if the judge finds a fault: a version that does not hold is never kept.
    """
    if wrong := judge(io.dump_problem(drawing.problem), io.dump_schedule(result)):
        message = f"The judge refused the schedule: {wrong[0]}"
        raise ValueError(message)
    _write_placements(plan, drawing, result)
    plan.state = Plan.State.DRAFT
    plan.seed = result.seed
    plan.seconds = result.seconds
    plan.is_verified = True
    write_figures(plan, drawing, result)


def write_figures(plan: Plan, drawing: Drawing, result: Result) -> None:
    """Write everything of a version but its placements: figures, stages, what is unplaced and why, the two files."""
    stages = _stages(plan, drawing, result)
    weight = stages["placed"]
    plan.agreed = drawing.agreed
    plan.placed = sum(1 for key in result.placements if key > 0)
    plan.placed_bound = less(result.count_bound, drawing.round_tables)
    plan.weight, plan.weight_bound = weight.value, weight.bound
    plan.problem_file = as_file(io.dump_problem(drawing.problem))
    plan.schedule_file = as_file(io.dump_schedule(result))
    plan.verified_at = timezone.now()
    plan.save()
    _write_unplaced(plan, drawing, result)
    _write_stages(plan, stages)


def _stages(plan: Plan, drawing: Drawing, result: Result) -> dict[str, StageValue]:
    """Return the stages with nothing in them but what was asked for.

    A round table is a fixed meeting of weight 1 for the engine and no meeting for people, so it leaves the weight, and
    a seat at one keeps nobody from being left out. The bound of those left out holds all the same: without round
    tables there are as many or more of them. Idle slots and changes of zone are of somebody's whole day.
    """
    sat = sum(1 for key in result.placements if key < 0)
    found = {each.stage: each for each in result.stages}
    weight, alone = found["placed"], found["left_out"]
    found["placed"] = replace(
        weight,
        value=weight.value - sat,
        bound=less(weight.bound, drawing.round_tables),
    )
    found["left_out"] = replace(alone, value=left_out(plan))
    return found


def less(value: int | None, by: int) -> int | None:
    """Return a number that may not be known, less another."""
    return None if value is None else value - by


def as_file(data: dict[str, Any]) -> bytes:
    """Return data as the bytes of a JSON file."""
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def faults(plan: Plan) -> list[str]:
    """Let the judge check a version's files now; return what it finds, nothing if they hold."""
    problem, schedule = bytes(plan.problem_file), bytes(plan.schedule_file)
    if not problem or not schedule:
        return ["there is no file to check"]
    return judge(json.loads(problem), json.loads(schedule))


def judge(problem: dict[str, Any], schedule: dict[str, Any]) -> list[str]:
    """Let the judge check a problem and a schedule; return its words, nothing if both hold."""
    return [f"{each.where}: {each.message}" for each in verify(problem, schedule)]


def _write_placements(plan: Plan, drawing: Drawing, result: Result) -> None:
    rows = []
    for key, found in result.placements.items():
        rows.append((_placement(plan, key, found, drawing.pinned), found.people))
    Placement.objects.bulk_create([row for row, _ in rows], batch_size=500)
    Attendance.objects.bulk_create(
        [
            Attendance(placement=row, delegate_id=each, slot_id=row.slot_id)
            for row, people in rows
            for each in people
        ],
        batch_size=500,
    )


def _placement(plan: Plan, key: int, found: Found, pinned: frozenset[int]) -> Placement:
    return Placement(
        plan=plan,
        meeting_id=key if key > 0 else None,
        round_table_id=-key if key < 0 else None,
        slot_id=found.slot,
        place_id=found.place,
        interpreter_id=found.interpreter,
        is_pinned=key in pinned,
    )


def _write_unplaced(plan: Plan, drawing: Drawing, result: Result) -> None:
    found = [each for each in result.unplaced if each.id > 0]
    left = [unplaced(plan, each) for each in found]
    left += [
        Unplaced(plan=plan, meeting_id=key, reason=reason)
        for key, reason in drawing.skipped.items()
    ]
    Unplaced.objects.filter(plan=plan).delete()
    Unplaced.objects.bulk_create(left, batch_size=500)
    together = Unplaced.remedy_others.through
    together.objects.bulk_create(
        [
            together(unplaced=row, meeting_id=other)
            for each, row in zip(found, left, strict=False)
            for other in (each.remedy.others if each.remedy else ())
            if other > 0
        ],
        batch_size=500,
    )


def unplaced(plan: Plan, found: Explanation) -> Unplaced:
    """Return the row for a meeting that has no place: the reason, and what the cheapest remedy names."""
    row = Unplaced(plan=plan, meeting_id=found.id, reason=found.reason)
    if (remedy := found.remedy) is not None:
        row.remedy = "replace_several" if remedy.others else remedy.kind
        row.remedy_slot_id = remedy.slot
        row.remedy_delegate_id = remedy.delegate
        row.remedy_registration_id = remedy.organisation
        row.remedy_place_id = remedy.place
        row.remedy_meeting_id = _meeting(remedy.meeting, found)
        row.remedy_languages = "–".join(remedy.pair or ())
    elif found.blocking:
        row.remedy_meeting_id = _meeting(found.blocking[0], found)
    return row


def _meeting(key: int | None, found: Explanation) -> int | None:
    """The other meeting that a remedy names; a round table is none, nor is the meeting itself."""
    return key if key is not None and key > 0 and key != found.id else None


def _write_stages(plan: Plan, stages: dict[str, StageValue]) -> None:
    PlanStage.objects.filter(plan=plan).delete()
    PlanStage.objects.bulk_create(
        PlanStage(
            plan=plan,
            stage=each.stage,
            value=each.value,
            bound=each.bound,
            proof=each.proof,
            position=position,
        )
        for position, each in enumerate(stages.values())
    )
