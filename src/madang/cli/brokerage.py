"""`madang schedule` and `madang verify` for brokerage events in .dzn files."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from madang.cli import CommandError
from madang.cli.stop import Stop

if TYPE_CHECKING:
    from madang.engine.verify import Fault

SECONDS = 60.0
"""Time to think unless given."""


def is_brokerage(arguments: argparse.Namespace) -> bool:
    """Whether the problem is a .dzn file."""
    return bool(arguments.problem.suffix == ".dzn")


def add_fairness(parser: argparse.ArgumentParser) -> None:
    """The option that only .dzn files have."""
    parser.add_argument(
        "--break-fairness",
        type=int,
        default=2,
        metavar="D",
        help=".dzn only: breaks of two participants differ by D at most, 2 unless given",
    )


def solve_brokerage(arguments: argparse.Namespace) -> dict[str, Any]:
    """The schedule of a .dzn file, as data; after Ctrl-C the best so far."""
    from madang.engine.brokerage.document import dump_result
    from madang.engine.brokerage.dzn import load_event
    from madang.engine.brokerage.exact import schedule_event
    from madang.engine.budget import Budget
    from madang.engine.problem import ProblemError

    if arguments.start:
        raise CommandError(
            "--start is not for .dzn files: they are solved from nothing"
        )
    seconds = arguments.seconds
    if seconds is None and arguments.iterations is None:
        seconds = SECONDS
    try:
        budget = Budget(seconds, arguments.iterations)
        event = load_event(arguments.problem)
        with Stop(is_quiet=arguments.quiet) as stop:
            result = schedule_event(
                event,
                fairness=_fairness(arguments),
                seed=arguments.seed,
                budget=budget,
                wishes_to_stop=lambda: stop.is_asked,
            )
    except (ProblemError, ValueError) as error:
        raise CommandError(str(error)) from error
    return dump_result(result)


def report_brokerage(data: dict[str, Any], out: str, *, is_json: bool) -> str:
    """What is said of a schedule that was written to a file."""
    kept = {name: data[name] for name in ("status", "objective", "bound", "proof")}
    if is_json:
        return json.dumps({**kept, "seconds": data["seconds"], "out": out}) + "\n"
    sentences = {
        "optimal": f"optimal: {data['objective']} breaks, no schedule has fewer ({data['proof']})",
        "feasible": f"feasible: {data['objective']} breaks, no schedule has fewer than {data['bound']}",
        "infeasible": f"infeasible: no schedule holds every meeting ({data['proof']})",
        "unknown": "unknown: the time was too short to find a schedule or to exclude one",
    }
    return f"{sentences[data['status']]}\nwritten to {out}\n"


def judge_brokerage(
    arguments: argparse.Namespace, schedule: dict[str, Any]
) -> list[Fault]:
    """The faults of a schedule for a .dzn file."""
    from madang.engine.verify.brokerage import verify_brokerage

    try:
        text = arguments.problem.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{arguments.problem}: cannot be read as text") from error
    return verify_brokerage(text, schedule, _fairness(arguments))


def _fairness(arguments: argparse.Namespace) -> int:
    if arguments.break_fairness < 0:
        raise CommandError(
            f"--break-fairness must be 0 or more, not {arguments.break_fairness}"
        )
    return int(arguments.break_fairness)
