"""The command `generate`: made-up events of every size."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from madang.cli import CommandError
from madang.cli.engine import DONE, add_command, write_json

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def register(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "generate",
        "make up a believable event",
        "madang generate --preset lounge --seed 1 --out event.json",
    )
    parser.add_argument(
        "--preset",
        default="small",
        help="small, lounge, brokerage, bio-korea, bio-europe, bio-international or million; small unless given",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="the same seed gives the same event"
    )
    parser.add_argument(
        "--hard",
        action="store_true",
        help="people are away a third of the time, half of the sides are teams, tables are short",
    )
    parser.add_argument(
        "--planted",
        action="store_true",
        help="build the event around a hidden best schedule and say what it is worth",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="file to write; the problem goes to the output without it",
    )
    parser.set_defaults(run=run_generate)


def run_generate(arguments: argparse.Namespace) -> int:
    """Write a made-up problem."""
    from madang.engine.generate import generate, generate_planted
    from madang.engine.io import dump_problem

    preset, seed, hard = arguments.preset, arguments.seed, arguments.hard
    best = None
    try:
        if arguments.planted:
            problem, best = generate_planted(preset, seed, hard=hard)
        else:
            problem = generate(preset, seed, hard=hard)
    except ValueError as error:
        raise CommandError(str(error)) from error
    write_json(arguments.out, dump_problem(problem))
    if best is not None:
        sys.stderr.write(f"no schedule is worth more than {best}, and one is\n")
    return DONE
