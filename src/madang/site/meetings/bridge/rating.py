"""How good a draft is after a change by hand: counted again, bounded again, judged again; nothing is solved."""

import json
from dataclasses import replace
from typing import Any

from madang.engine import io
from madang.engine.certificate import SCALE, write_multipliers
from madang.engine.explain import explain_all
from madang.engine.later import is_optimal, order_of
from madang.engine.phases import prove
from madang.engine.problem import Problem
from madang.engine.resources import compile_problem
from madang.engine.schedule import Result, Schedule, StageValue
from madang.engine.verify.bound import Charges, bound_of
from madang.engine.verify.counts import count_stages
from madang.engine.verify.event import Event as Judged
from madang.engine.verify.later import later_bounds
from madang.site.meetings.bridge.board import board_of
from madang.site.meetings.bridge.drawing import Drawing, draw
from madang.site.meetings.bridge.solving import judge, write_figures
from madang.site.meetings.models import Plan

NUMBERS = ("must", "placed", "count")
FAIR = ("left_out", "share")
NOTHING = {"scale": 1, "bound": 0, "times": 0, "served": {}}
"""What proves a bound of 0 in the stages of fairness."""
Rows = dict[str, Any]


def rate(plan: Plan) -> None:
    """Rate a draft against the event as it stands now: stages, bounds, reasons of what is unplaced, the judge's word.

    The multipliers of the run that the draft comes from prove a bound for any event of the same people, places and
    slots, so they are charged again; where they do not fit any more, simple ones are computed.
    """
    drawing = draw(plan.event, pins=plan)
    schedule = board_of(plan.event, plan).schedule
    problem = io.dump_problem(drawing.problem)
    musts = (item.id for item in drawing.problem.meetings if item.must)
    held = sum(item in schedule for item in musts)
    certificate = _certificate(plan, drawing, problem, held)
    result = _result(plan, drawing, schedule, problem, certificate)
    plan.is_edited = True
    plan.version = drawing.version
    plan.is_verified = not judge(problem, io.dump_schedule(result))
    write_figures(plan, drawing, result)


def _result(
    plan: Plan,
    drawing: Drawing,
    schedule: Schedule,
    problem: Rows,
    certificate: Rows,
) -> Result:
    judged = Judged(problem)
    bare = Result(
        "feasible", schedule, (), len(schedule), None, {}, (), plan.seed, plan.seconds
    )
    values = count_stages(judged, io.dump_schedule(bare)["meetings"])
    bounds = {
        "must": certificate["must"]["bound"],
        "placed": certificate["placed"]["bound"],
        **later_bounds(
            judged,
            certificate,
            values["placed"],
            is_first=not drawing.problem.rules.nobody_left_out,
        ),
    }
    for name in FAIR:
        certificate[name]["bound"] = bounds[name]
    stages = tuple(
        StageValue(name, values[name], bounds[name], "certified")
        for name in order_of(drawing.problem)
    )
    return replace(
        bare,
        status="optimal" if is_optimal(stages) else "feasible",
        stages=stages,
        count_bound=certificate["count"]["bound"],
        certificate=certificate,
        unplaced=explain_all(drawing.problem, schedule),
    )


def _certificate(plan: Plan, drawing: Drawing, problem: Rows, held: int) -> Rows:
    """The multipliers with the bounds they prove now; `held` must-haves are in the plan."""
    known = json.loads(bytes(plan.schedule_file) or b"{}").get("certificate") or {}
    judged = Judged(problem)
    found: Rows = {"scale": known.get("scale", SCALE)}
    for name in NUMBERS:
        rows = _holding(known.get(name), held)
        charges = Charges(judged, rows) if rows else None
        if charges is None or charges.wrong:
            return _new_certificate(drawing.problem, held)
        bound = bound_of(charges, _weights(judged.live, name), found["scale"])
        found[name] = {**rows, "bound": bound}
    of = {str(item) for item in judged.organisation}
    for name in FAIR:
        old = known.get(name, NOTHING)
        served = {key: value for key, value in old["served"].items() if key in of}
        found[name] = {**old, "served": served}
    return found


def _holding(rows: Rows | None, held: int) -> Rows:
    """The multipliers for plans that hold so many must-haves, where these earn anything."""
    musts = (rows or {}).get("musts") or {}
    if not rows or not musts.get("each"):
        return rows or {}
    return {**rows, "musts": {**musts, "held": held}}


def _weights(rows: list[Rows], name: str) -> list[int]:
    if name == "count":
        return [1] * len(rows)
    return [int(row["must"] if name == "must" else row["weight"]) for row in rows]


def _new_certificate(problem: Problem, held: int) -> Rows:
    import numpy as np

    resources = compile_problem(problem)
    numbers = {
        "must": [int(row.must) for row in resources.meetings],
        "placed": [row.weight for row in resources.meetings],
        "count": [1 for _ in resources.meetings],
    }
    found: Rows = {"scale": SCALE}
    for name, weights in numbers.items():
        proof = prove(resources, np.array(weights, dtype=np.int64))
        if name == "placed":
            proof.hold(resources, held)
        found[name] = write_multipliers(resources, proof.multipliers, proof.bound)
    return {**found, **{name: dict(NOTHING) for name in FAIR}}
