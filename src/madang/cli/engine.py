"""Commands that need no database: schedule and verify; others stand beside."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madang.cli import CommandError
from madang.cli.bar import Bar
from madang.cli.brokerage import (
    add_fairness,
    is_brokerage,
    judge_brokerage,
    report_brokerage,
    solve_brokerage,
)
from madang.cli.events import Events
from madang.cli.stop import Stop
from madang.engine.problem import Problem, ProblemError
from madang.engine.schedule import Result

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from madang.engine.verify import Fault

DONE, NO = 0, 1


def register(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    _register_schedule(subparsers)
    _register_verify(subparsers)


def add_command(
    subparsers: _SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    example: str,
) -> argparse.ArgumentParser:
    """A subcommand with its one-line help, said again in full with an example."""
    return subparsers.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _register_schedule(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = add_command(
        subparsers,
        "schedule",
        "find the best schedule of a problem, with a certificate of how good it can be",
        "madang schedule event.json --seconds 10 --out plan.json",
    )
    parser.add_argument(
        "problem",
        type=Path,
        help="problem file, format madang.problem/1, or a brokerage event, .dzn",
    )
    budget = parser.add_mutually_exclusive_group()
    budget.add_argument(
        "--seconds", type=float, help="time to think, 10 unless given; 60 for .dzn"
    )
    budget.add_argument(
        "--iterations",
        type=int,
        help="search steps: the same seed gives the same schedule",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        help="number that starts the chance, 0 unless given",
    )
    add_fairness(parser)
    parser.add_argument(
        "--resume",
        "--start",
        dest="start",
        type=Path,
        metavar="SCHEDULE",
        help="schedule file to go on from: neither its value nor its bound gets worse",
    )
    parser.add_argument(
        "--events",
        type=Path,
        help="file for the progress, a line of JSON each time; not for .dzn",
    )
    parser.add_argument(
        "--nobody-left-out",
        action="store_true",
        help="fewest organisations without a meeting come before the total",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="file to write; the schedule goes to the output without it",
    )
    parser.add_argument(
        "--json", action="store_true", help="report as JSON when --out is given"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress, no report")
    parser.set_defaults(run=run_schedule)


def _register_verify(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = add_command(
        subparsers,
        "verify",
        "judge a schedule against its problem: every rule, every stage, every bound",
        "madang verify event.json plan.json",
    )
    parser.add_argument("problem", type=Path, help="problem file, JSON or .dzn")
    parser.add_argument("schedule", type=Path, help="schedule file")
    add_fairness(parser)
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--quiet", action="store_true", help="exit code only")
    parser.set_defaults(run=run_verify)


def run_schedule(arguments: argparse.Namespace) -> int:
    """Solve a problem and write the schedule; exit code 1 when the pinned meetings clash."""
    from madang.engine.io import dump_schedule, load_schedule
    from madang.engine.solve import Budget, Progress, solve

    if is_brokerage(arguments):
        return _run_brokerage(arguments)
    problem = read_problem(arguments.problem)
    if arguments.nobody_left_out:
        rules = replace(problem.rules, nobody_left_out=True)
        problem = replace(problem, rules=rules)
    start = read_file(load_schedule, arguments.start) if arguments.start else None
    try:
        budget = Budget(arguments.seconds, arguments.iterations)
    except ValueError as error:
        raise CommandError(str(error)) from error
    bar = Bar(is_quiet=arguments.quiet)
    with Events(arguments.events) as events, Stop(is_quiet=arguments.quiet) as stop:

        def tell(progress: Progress) -> bool:
            bar.show(progress)
            events.write(progress)
            return stop.is_asked

        result = solve(
            problem, seed=arguments.seed, budget=budget, on_progress=tell, start=start
        )
        bar.close()
    write_json(arguments.out, dump_schedule(result))
    if arguments.out and not arguments.quiet:
        sys.stdout.write(_report(result, arguments.out, is_json=arguments.json))
    if result.status == "infeasible":
        clash = ", ".join(map(str, result.conflict))
        sys.stderr.write(f"madang: the pinned meetings {clash} cannot all stand\n")
    return NO if result.status == "infeasible" else DONE


def _run_brokerage(arguments: argparse.Namespace) -> int:
    """Solve a .dzn file; exit code 1 when no schedule holds every meeting."""
    data = solve_brokerage(arguments)
    out, is_quiet = arguments.out, arguments.quiet
    write_json(out, data)
    if out and not is_quiet:
        is_json = arguments.json
        sys.stdout.write(report_brokerage(data, str(out), is_json=is_json))
    return NO if data["status"] == "infeasible" else DONE


def _report(result: Result, out: Path, *, is_json: bool) -> str:
    stages = [asdict(stage) for stage in result.stages]
    if is_json:
        names = ("status", "count", "count_bound")
        summary = {name: getattr(result, name) for name in names}
        return (
            json.dumps(
                {
                    **summary,
                    "stages": stages,
                    "seconds": result.seconds,
                    "out": str(out),
                }
            )
            + "\n"
        )
    lines = [
        f"{result.status}: {result.count} meetings placed, no schedule places more than {result.count_bound}"
    ]
    lines += [
        f"{row['stage']:<9}{row['value']:>9}   bound {row['bound']} ({row['proof']})"
        for row in stages
    ]
    return "\n".join([*lines, f"written to {out}"]) + "\n"


def run_verify(arguments: argparse.Namespace) -> int:
    """Judge a schedule; exit code 1 when there is a fault."""
    from madang.engine.io import read_json
    from madang.engine.verify import unchecked, verify

    schedule = read_file(read_json, arguments.schedule)
    claims: list[str] = []
    if is_brokerage(arguments):
        faults = judge_brokerage(arguments, schedule)
    else:
        faults = verify(read_file(read_json, arguments.problem), schedule)
        claims = [] if faults else unchecked(schedule)
    if arguments.json:
        found = [asdict(item) for item in faults]
        report = {"accepted": not faults, "faults": found}
        if not is_brokerage(arguments):
            report["unchecked"] = claims
        sys.stdout.write(json.dumps(report) + "\n")
    elif not arguments.quiet:
        sys.stdout.write(_verdict(faults, claims))
    return NO if faults else DONE


def _verdict(faults: list[Fault], claims: list[str]) -> str:
    if not faults:
        verdict = "accepted: every rule holds, every stage and bound is as stated\n"
        if claims:
            verdict += (
                f"not checked: the bound of {', '.join(claims)} is the solver's word\n"
            )
        return verdict
    return "".join(
        f"{fault.code}: {fault.where}: {fault.message}\n" for fault in faults
    )


def read_problem(path: Path) -> Problem:
    """The problem of a file. Raises `CommandError` that names the file and the place."""
    from madang.engine.io import load_problem

    if path.suffix == ".dzn":
        raise CommandError(f"{path}: a .dzn file can be scheduled and verified only")
    problem: Problem = read_file(load_problem, path)
    return problem


def read_file(load: Any, path: Path) -> Any:
    """What a loader makes of a file; its errors name the file."""
    try:
        return load(path)
    except ProblemError as error:
        text = str(error)
        raise CommandError(
            text if text.startswith(str(path)) else f"{path}: {text}"
        ) from error


def write_json(path: Path | None, data: dict[str, Any]) -> None:
    """Write data to a file, or to the output without one. Raises `CommandError` when it cannot be written."""
    text = json.dumps(data, separators=(",", ":")) + "\n"
    if path is None:
        sys.stdout.write(text)
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
