"""The command `repair`: a published schedule takes in cancellations, absences and late registrants."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madang.cli import CommandError
from madang.cli.engine import DONE, add_command, read_file, read_problem, write_json

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from madang.engine.repair import Repaired
    from madang.engine.schedule import Placement, Result

LISTS = ("moved", "again", "added", "refilled")


def register(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "repair",
        "take cancellations, absences and late registrants into a schedule, with as few moves as can be",
        "madang repair event.json plan.json changes.json --out new-plan.json --problem-out new-event.json",
    )
    parser.add_argument("problem", type=Path, help="problem file")
    parser.add_argument("schedule", type=Path, help="schedule file of the problem")
    parser.add_argument(
        "changes", type=Path, help="changes file, format madang.changes/1"
    )
    parser.add_argument(
        "--most-moved",
        type=_count,
        metavar="N",
        help="meetings that may be moved for others' sake: 0 moves nobody; without it, as many as place one more",
    )
    parser.add_argument(
        "--move-penalty",
        type=_count,
        default=0,
        metavar="W",
        help="weight that a meeting must have for each meeting moved for its sake, 0 unless given",
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=30.0,
        help="time to prove that the moves are the fewest, 30 unless given; 0: no proof",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="file to write; the schedule goes to the output without it",
    )
    parser.add_argument(
        "--problem-out", type=Path, help="file for the problem with the changes in it"
    )
    parser.add_argument(
        "--json", action="store_true", help="report as JSON when --out is given"
    )
    parser.add_argument("--quiet", action="store_true", help="no report")
    parser.set_defaults(run=run_repair)


def _count(text: str) -> int:
    """A whole number, 0 or more."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"must be 0 or more, not {number}")
    return number


def run_repair(arguments: argparse.Namespace) -> int:
    """Repair a schedule; write it, and the problem that it belongs to."""
    from madang.engine.io import dump_problem, dump_schedule, load_schedule
    from madang.engine.problem import ProblemError
    from madang.engine.repair import begin, load_changes, rate, repair

    problem = read_problem(arguments.problem)
    before: Result = read_file(load_schedule, arguments.schedule)
    changes = read_file(load_changes, arguments.changes)
    try:
        warm = begin(problem, before.placements)
    except ProblemError as error:
        raise CommandError(f"{arguments.schedule}: {error}") from error
    started = time.perf_counter()
    if not arguments.quiet and sys.stderr.isatty():
        sys.stderr.write(f"repairing, at most {arguments.seconds:g} s of proof\n")
    try:
        done = repair(
            warm,
            changes,
            most_moved=arguments.most_moved,
            move_penalty=arguments.move_penalty,
            seconds=arguments.seconds,
        )
    except ProblemError as error:
        raise CommandError(f"{arguments.changes}: {error}") from error
    seconds = round(time.perf_counter() - started, 3)
    result = rate(
        warm.problem,
        done.schedule,
        before.certificate,
        seed=before.seed,
        seconds=seconds,
    )
    write_json(arguments.out, dump_schedule(result))
    if arguments.problem_out:
        write_json(arguments.problem_out, dump_problem(warm.problem))
    if arguments.out and not arguments.quiet:
        report = _document(done, seconds)
        sys.stdout.write(
            json.dumps(report) + "\n"
            if arguments.json
            else _sentences(done, arguments.out)
        )
    return DONE


def _document(done: Repaired, seconds: float) -> dict[str, Any]:
    """The report as data: a list for each kind of change, the curve, the proof."""
    found: dict[str, Any] = {
        kind: [
            {
                "id": step.meeting,
                "before": _plain(step.before),
                "after": _plain(step.after),
            }
            for step in getattr(done, kind)
        ]
        for kind in LISTS
    }
    found["lost"] = [
        {"id": item.meeting, "reason": item.reason, "before": _plain(item.before)}
        for item in done.lost
    ]
    found["repairable"] = done.repairable
    found["curve"] = [list(point) for point in done.curve]
    found["fewest"] = asdict(done.fewest)
    found["seconds"] = seconds
    return found


def _plain(placement: Placement | None) -> dict[str, Any] | None:
    return None if placement is None else asdict(placement)


def _sentences(done: Repaired, out: Path) -> str:
    """The report in words: the numbers, then a line for each meeting that somebody has to hear of."""
    proofs = {
        "certified": "nobody had to move",
        "solver": f"no repair that holds the same meetings moves fewer than {done.fewest.bound}",
        "none": f"at least {done.fewest.bound} have to",
    }
    hit = len(done.again) + sum(item.before is not None for item in done.lost)
    lines = [
        f"{hit} meetings hit, at most {done.repairable} of them can still be held: {len(done.again)} placed again",
        f"{len(done.moved)} others moved: {proofs[done.fewest.proof]}",
        f"{len(done.added)} new ones placed, {len(done.refilled)} from the waiting list, {len(done.lost)} without a place",
    ]
    for kind, word in zip(
        LISTS, ("moved", "placed again", "new", "filled"), strict=True
    ):
        for step in getattr(done, kind):
            where = f"slot {step.after.slot}, place {step.after.place}"
            origin = "" if step.before is None else f" from slot {step.before.slot}"
            lines.append(f"meeting {step.meeting} {word}{origin}: {where}")
    lines += [
        f"meeting {item.meeting} has no place: {item.reason}" for item in done.lost
    ]
    return "\n".join([*lines, f"written to {out}"]) + "\n"
