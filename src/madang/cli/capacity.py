"""The command `capacity`: what one more table, slot, interpreter or hour is worth."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madang.cli import CommandError
from madang.cli.engine import DONE, add_command, read_problem
from madang.engine.variants import KINDS

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from madang.engine.capacity import Curve, Point
    from madang.engine.problem import Problem

CAPACITY_FORMAT = "madang.capacity/1"
SECONDS = 20.0
AROUND = 3
"""Without a range: so many fewer and more tables than the event has."""
POINTS_MOST = 200


def register(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "capacity",
        "say what one more table, slot, interpreter or hour is worth, as a curve",
        "madang capacity event.json --tables 18..27 --picture tables.svg",
    )
    parser.add_argument("problem", type=Path, help="problem file")
    for kind in KINDS:
        parser.add_argument(
            f"--{kind}",
            metavar="A..B",
            help=f"from A to B {kind}"
            + (
                f"; {AROUND} around what there is when no range is given"
                * (kind == KINDS[0])
            ),
        )
    parser.add_argument(
        "--seconds",
        type=float,
        default=SECONDS,
        help=f"time for everything, {SECONDS:g} unless given",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="number that starts the chance"
    )
    parser.add_argument("--out", type=Path, help="file to write, as JSON")
    parser.add_argument("--picture", type=Path, help="file to write, as SVG")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--quiet", action="store_true", help="no progress, no report")
    parser.set_defaults(run=run_capacity)


def run_capacity(arguments: argparse.Namespace) -> int:
    """Compute the curves, report and write them."""
    from madang.engine.capacity import capacity
    from madang.engine.capacity_picture import picture
    from madang.engine.solve import Budget

    if arguments.seconds <= 0:
        raise CommandError(f"--seconds must be above 0, not {arguments.seconds:g}")
    problem = read_problem(arguments.problem)
    wanted = _wanted(arguments, problem)
    budget = Budget(seconds=arguments.seconds / len(wanted))
    shown = not arguments.quiet and sys.stderr.isatty()
    try:
        curves = [
            capacity(
                problem,
                kind,
                counts,
                seed=arguments.seed,
                budget=budget,
                on_point=partial(_show, kind) if shown else None,
            )
            for kind, counts in wanted.items()
        ]
    except ValueError as error:
        raise CommandError(f"{arguments.problem}: {error}") from error
    data = {"format": CAPACITY_FORMAT, "curves": [asdict(curve) for curve in curves]}
    if arguments.out:
        _write(arguments.out, json.dumps(data) + "\n")
    if arguments.picture:
        _write(arguments.picture, picture(curves))
    if not arguments.quiet:
        text = json.dumps(data) + "\n" if arguments.json else _report(curves)
        sys.stdout.write(text)
    return DONE


def _wanted(arguments: argparse.Namespace, problem: Problem) -> dict[str, range]:
    """The counts of each kind that was asked for; tables around what there is when none was."""
    from madang.engine.variants import count_of

    wanted = {
        kind: _range(kind, text)
        for kind in KINDS
        if (text := getattr(arguments, kind)) is not None
    }
    if wanted:
        return wanted
    now = count_of(problem, KINDS[0])
    return {KINDS[0]: range(max(0, now - AROUND), now + AROUND + 1)}


def _range(kind: str, text: str) -> range:
    """The counts of `A..B`, both included, or of one number. Raises `CommandError`."""
    found = re.fullmatch(r"(\d{1,6})(?:\.\.(\d{1,6}))?", text)
    if found is None:
        raise CommandError(f'--{kind} must be like 18..27, not "{text}"')
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise CommandError(f"--{kind} must go up: {first} is above {last}")
    if last - first >= POINTS_MOST:
        raise CommandError(
            f"--{kind} may have {POINTS_MOST} counts at most, not {last - first + 1}"
        )
    return range(first, last + 1)


def _show(kind: str, point: Point) -> None:
    sys.stderr.write(
        f"\r{point.count} {kind}: weight {point.value} of at most {point.bound}   "
    )
    sys.stderr.flush()


def _report(curves: list[Curve]) -> str:
    lines: list[str] = []
    for curve in curves:
        lines.append(
            f"{curve.kind:>12}{'reached':>10}{'at most':>10}{'placed':>8}{'one more':>10}{'price':>10}"
        )
        for at, point in enumerate(curve.points):
            more: Any = ""
            if at + 1 < len(curve.points):
                more = f"{curve.points[at + 1].value - point.value:+d}"
            price = "?" if point.price is None else f"{point.price:.1f}"
            here = " *" if point.count == curve.now else "  "
            lines.append(
                f"{point.count:>10}{here}{point.value:>10}{point.bound:>10}{point.placed:>8}{more:>10}{price:>10}"
            )
    lines.append("* as it is; price: what the multipliers of the bound charge for one")
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
