"""The judge counts every stage and every bound anew: false claims are refused, what the engine makes is accepted."""

import ast
import copy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import madang.engine.verify
from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.solve import Budget, solve
from madang.engine.verify import verify

Row = dict[str, Any]
Documents = tuple[Row, Row]


def loose(schedule: Row) -> Row:
    """A placement of a meeting that is not pinned."""
    return next(row for row in schedule["meetings"] if row["id"] not in (1, 900))


def multiplier(schedule: Row, proof: str, kind: str) -> tuple[Row, str]:
    rows = schedule["certificate"][proof][kind]
    return rows, next(iter(rows))


def must_value(_: Row, schedule: Row) -> None:
    schedule["stages"][0]["value"] += 1


def placed_value(_: Row, schedule: Row) -> None:
    schedule["stages"][1]["value"] += 1


def left_out_value(_: Row, schedule: Row) -> None:
    schedule["stages"][2]["value"] += 1


def share_value(_: Row, schedule: Row) -> None:
    schedule["stages"][3]["value"] -= 1


def gaps_value(_: Row, schedule: Row) -> None:
    schedule["stages"][4]["value"] -= 1


def walking_value(_: Row, schedule: Row) -> None:
    schedule["stages"][5]["value"] -= 1


def walks_forgotten(problem: Row, _: Row) -> None:
    del problem["walks"]


def other_order(problem: Row, _: Row) -> None:
    problem["rules"]["nobody_left_out"] = True


def stages_swapped(_: Row, schedule: Row) -> None:
    schedule["stages"].reverse()


def stage_missing(_: Row, schedule: Row) -> None:
    schedule["stages"].pop()


def stage_bound(_: Row, schedule: Row) -> None:
    schedule["stages"][1]["bound"] -= 1


def share_bound(_: Row, schedule: Row) -> None:
    schedule["stages"][3]["bound"] += 1


def gaps_bound(_: Row, schedule: Row) -> None:
    schedule["stages"][4]["bound"] = 5


def walking_bound(_: Row, schedule: Row) -> None:
    schedule["stages"][5]["bound"] += 1


def share_certificate(_: Row, schedule: Row) -> None:
    schedule["certificate"]["share"]["bound"] += 1


def share_both_bounds(_: Row, schedule: Row) -> None:
    schedule["certificate"]["share"]["bound"] += 1
    schedule["stages"][3]["bound"] += 1


def left_out_times(_: Row, schedule: Row) -> None:
    schedule["certificate"]["left_out"]["times"] = -1


def share_served(_: Row, schedule: Row) -> None:
    schedule["certificate"]["share"]["served"]["1"] = -(10**12)


def share_stranger(_: Row, schedule: Row) -> None:
    schedule["certificate"]["share"]["served"]["7777"] = 1


def share_scale(_: Row, schedule: Row) -> None:
    schedule["certificate"]["share"]["scale"] = 0


def share_missing(_: Row, schedule: Row) -> None:
    del schedule["certificate"]["share"]


def none_with_a_bound(_: Row, schedule: Row) -> None:
    schedule["stages"][3]["proof"] = "none"


def bound_dropped(_: Row, schedule: Row) -> None:
    schedule["stages"][2]["bound"] = None


def solver_above_the_value(_: Row, schedule: Row) -> None:
    row = schedule["stages"][3]
    row["proof"], row["bound"] = "solver", row["value"] + 1


def solver_below_the_certified(_: Row, schedule: Row) -> None:
    row = schedule["stages"][3]
    row["proof"], row["bound"] = "solver", row["bound"] - 1


def solver_of_the_total(_: Row, schedule: Row) -> None:
    row = schedule["stages"][1]
    row["proof"], row["bound"] = "solver", row["value"]


def solver_above_the_certified(_: Row, schedule: Row) -> None:
    row = schedule["stages"][1]
    row["proof"], row["bound"] = "solver", row["bound"] + 1


def solver_below_the_total(_: Row, schedule: Row) -> None:
    row = schedule["stages"][1]
    row["proof"], row["bound"] = "solver", row["value"] - 1


def left_out_bound(_: Row, schedule: Row) -> None:
    schedule["stages"][2]["bound"] = 3


def false_proof(_: Row, schedule: Row) -> None:
    schedule["stages"][1]["proof"] = "solver"


def meeting_dropped(_: Row, schedule: Row) -> None:
    schedule["meetings"].remove(loose(schedule))


def objective(_: Row, schedule: Row) -> None:
    schedule["objective"] += 5


def count(_: Row, schedule: Row) -> None:
    schedule["count"] += 1


def count_bound(_: Row, schedule: Row) -> None:
    schedule["count_bound"] -= 1


def status(_: Row, schedule: Row) -> None:
    schedule["status"] = "optimal" if schedule["status"] == "feasible" else "feasible"


def unplaced_missing(_: Row, schedule: Row) -> None:
    schedule["unplaced"].pop()


def certificate_bound(_: Row, schedule: Row) -> None:
    schedule["certificate"]["placed"]["bound"] -= 1


def count_certificate(_: Row, schedule: Row) -> None:
    schedule["certificate"]["count"]["bound"] -= 1


def both_bounds(_: Row, schedule: Row) -> None:
    schedule["certificate"]["placed"]["bound"] -= 1
    schedule["stages"][1]["bound"] -= 1
    schedule["bound"] -= 1


def scale_doubled(_: Row, schedule: Row) -> None:
    schedule["certificate"]["scale"] *= 2


def scale_zero(_: Row, schedule: Row) -> None:
    schedule["certificate"]["scale"] = 0


def place_multiplier_lower(_: Row, schedule: Row) -> None:
    schedule["certificate"]["placed"]["places"] = {}


def place_multiplier_higher(_: Row, schedule: Row) -> None:
    rows, key = multiplier(schedule, "placed", "places")
    rows[key] = 90_000


def negative_multiplier(_: Row, schedule: Row) -> None:
    rows, key = multiplier(schedule, "placed", "places")
    rows[key] = -5


def broken_multiplier(_: Row, schedule: Row) -> None:
    rows, key = multiplier(schedule, "placed", "places")
    rows[key] = 1.5


def short_multiplier(_: Row, schedule: Row) -> None:
    rows, key = multiplier(schedule, "placed", "places")
    rows[key] = [1, 2, 3]


def unknown_multiplier(_: Row, schedule: Row) -> None:
    schedule["certificate"]["placed"]["delegates"]["5555"] = 7


def free_limit(problem: Row, schedule: Row) -> None:
    problem["organisations"][0]["most"] = None
    schedule["certificate"]["must"]["organisations"] = {
        str(problem["organisations"][0]["id"]): 7
    }


def wrong_format(_: Row, schedule: Row) -> None:
    schedule["format"] = "madang.schedule/2"


def no_certificate(_: Row, schedule: Row) -> None:
    del schedule["certificate"]


def no_meetings(_: Row, schedule: Row) -> None:
    schedule["meetings"] = None


def false_infeasible(_: Row, schedule: Row) -> None:
    schedule["status"] = "infeasible"


def true_weight_hidden(problem: Row, schedule: Row) -> None:
    row = loose(schedule)
    next(item for item in problem["meetings"] if item["id"] == row["id"])["weight"] += (
        1000
    )


CORRUPTIONS: tuple[tuple[Callable[[Row, Row], None], str], ...] = (
    (must_value, "value"),
    (placed_value, "value"),
    (left_out_value, "value"),
    (share_value, "value"),
    (gaps_value, "value"),
    (walking_value, "value"),
    (walks_forgotten, "value"),
    (other_order, "stages"),
    (stages_swapped, "stages"),
    (stage_missing, "stages"),
    (stage_bound, "bound"),
    (share_bound, "bound"),
    (gaps_bound, "bound"),
    (walking_bound, "bound"),
    (share_certificate, "bound"),
    (share_both_bounds, "bound"),
    (left_out_times, "multiplier"),
    (share_served, "multiplier"),
    (share_stranger, "multiplier"),
    (share_scale, "multiplier"),
    (share_missing, "malformed"),
    (none_with_a_bound, "bound"),
    (bound_dropped, "bound"),
    (solver_above_the_value, "bound"),
    (solver_below_the_certified, "bound"),
    (solver_of_the_total, "bound"),
    (solver_above_the_certified, "bound"),
    (solver_below_the_total, "bound"),
    (left_out_bound, "bound"),
    (false_proof, "bound"),
    (meeting_dropped, "value"),
    (objective, "summary"),
    (count, "summary"),
    (count_bound, "summary"),
    (status, "summary"),
    (unplaced_missing, "unplaced"),
    (certificate_bound, "bound"),
    (count_certificate, "bound"),
    (both_bounds, "bound"),
    (scale_doubled, "bound"),
    (scale_zero, "multiplier"),
    (place_multiplier_lower, "bound"),
    (place_multiplier_higher, "bound"),
    (negative_multiplier, "multiplier"),
    (broken_multiplier, "multiplier"),
    (short_multiplier, "multiplier"),
    (unknown_multiplier, "multiplier"),
    (free_limit, "multiplier"),
    (wrong_format, "malformed"),
    (no_certificate, "malformed"),
    (no_meetings, "malformed"),
    (false_infeasible, "status"),
    (true_weight_hidden, "value"),
)


@pytest.mark.parametrize(
    ("corrupt", "code"), CORRUPTIONS, ids=lambda item: getattr(item, "__name__", item)
)
def test_a_corruption_is_refused(
    corrupt: Callable[[Row, Row], None], code: str, documents: Documents
) -> None:
    problem, schedule = copy.deepcopy(documents)
    corrupt(problem, schedule)
    assert code in {fault.code for fault in verify(problem, schedule)}


def test_the_uncorrupted_schedule_is_accepted(documents: Documents) -> None:
    assert verify(*documents) == []


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_plan_of_the_engine_is_accepted(seed: int, hard: bool) -> None:
    problem = generate("small", seed, hard=hard)
    result = solve(problem, seed=seed, budget=Budget(iterations=1500))
    assert verify(dump_problem(problem), dump_schedule(result)) == []


def test_the_judge_imports_nothing_but_the_standard_library_and_itself() -> None:
    folder = Path(madang.engine.verify.__file__).parent
    imported = {
        name
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [item.name for item in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    outside = {
        name.split(".")[0]
        for name in imported
        if not name.startswith("madang.engine.verify")
    }
    assert outside <= sys.stdlib_module_names
