"""The `madang` command: one module a family of subcommands, each with `register(subparsers)`.

Exit codes: 0 done, 1 the answer is "no" (a violation, an infeasible event), 2 the input cannot be used.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence

from madang import __version__

MODULES = (
    "engine",
    "generate",
    "explain",
    "repair",
    "capacity",
    "match",
    "read",
    "survey",
    "facts",
    "erase",
    "plan",
    "site",
)
"""Modules of this package that register subcommands, in the order of the help."""


class CommandError(Exception):
    """The input cannot be used: its message is one line on the error stream, and the exit code is 2."""


def build_parser() -> argparse.ArgumentParser:
    """The parser with every subcommand that is installed. Each sets `run`, a function from arguments to exit code."""
    parser = argparse.ArgumentParser(
        prog="madang",
        description="International partnering: who meets whom, when and where.",
    )
    parser.add_argument("--version", action="version", version=f"madang {__version__}")
    subparsers = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    for name in MODULES:
        if importlib.util.find_spec(f"madang.cli.{name}"):
            importlib.import_module(f"madang.cli.{name}").register(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Errors of input are one line on the error stream."""
    arguments = build_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except CommandError as error:
        sys.stderr.write(f"madang: {error}\n")
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("madang: interrupted\n")
        return 130
