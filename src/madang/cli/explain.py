"""The command `explain`: why a meeting has no place."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madang.cli import CommandError
from madang.cli.engine import DONE, NO, add_command, read_file, read_problem
from madang.engine.schedule import Explanation, Reason

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def register(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "explain",
        "say why a meeting has no place, and what would give it one",
        "madang explain event.json plan.json --meeting 17",
    )
    parser.add_argument("problem", type=Path, help="problem file")
    parser.add_argument("schedule", type=Path, help="schedule file")
    parser.add_argument("--meeting", type=int, required=True, help="id of the meeting")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.set_defaults(run=run_explain)


def run_explain(arguments: argparse.Namespace) -> int:
    """Explain one meeting; exit code 1 when it has no place."""
    from madang.engine.explain import explain_one
    from madang.engine.io import load_schedule

    problem = read_problem(arguments.problem)
    placements = read_file(load_schedule, arguments.schedule).placements
    if arguments.meeting not in problem.meeting:
        raise CommandError(
            f"{arguments.problem}: meeting {arguments.meeting} does not exist"
        )
    if arguments.meeting in placements:
        return _tell_place(arguments, placements[arguments.meeting])
    try:
        explanation, by_slot = explain_one(problem, placements, arguments.meeting)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if arguments.json:
        slots = [
            {"slot": slot, "reasons": [asdict(item) for item in reasons]}
            for slot, reasons in by_slot
        ]
        sys.stdout.write(json.dumps({**asdict(explanation), "by_slot": slots}) + "\n")
    else:
        sys.stdout.write(_sentence(explanation, len(by_slot)))
    return NO


def _tell_place(arguments: argparse.Namespace, placement: Any) -> int:
    if arguments.json:
        sys.stdout.write(
            json.dumps({"id": arguments.meeting, **asdict(placement)}) + "\n"
        )
    else:
        sys.stdout.write(
            f"meeting {arguments.meeting}: slot {placement.slot}, place {placement.place}\n"
        )
    return DONE


def _sentence(explanation: Explanation, slots: int) -> str:
    lines = [f"meeting {explanation.id} has no place: {explanation.reason}"]
    lines += [
        f"because: {_named(reason)}, in {reason.slots} of its {slots} slots"
        for reason in explanation.reasons
    ]
    if explanation.blocking:
        lines.append(f"in its way: {', '.join(map(str, explanation.blocking))}")
    if explanation.remedy:
        parts = {
            key: value
            for key, value in asdict(explanation.remedy).items()
            if value not in (None, ())
        }
        kind = parts.pop("kind")
        lines.append(
            f"would help: {kind} "
            + ", ".join(f"{key} {value}" for key, value in parts.items())
        )
    return "\n".join(lines) + "\n"


def _named(reason: Reason) -> str:
    """The kind of a reason and whom it concerns."""
    if reason.organisation is not None:
        return f"{reason.kind} of organisation {reason.organisation}"
    if not reason.delegates:
        return reason.kind
    who = " and ".join(f"delegate {item}" for item in reason.delegates)
    return f"{reason.kind} {who}"
