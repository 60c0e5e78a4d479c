"""`madang match`: profiles in a file to ranked suggestions with reasons. Engine only, no database."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from madang.cli import CommandError

DONE, NOTHING_FOUND = 0, 1


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `madang match`."""
    match = subparsers.add_parser(
        "match",
        help="rank who should meet whom, with reasons",
        description="Read profiles (madang.profiles/1) and write for each the best partners (madang.matches/1), to "
        "--out or to the standard output. Exit 0: done; 1: there is nobody to suggest to anybody; 2: unusable input.",
        epilog="Example: madang match profiles.json --top 10 --out matches.json",
    )
    match.add_argument("profiles", metavar="PROFILES.json", type=Path)
    match.add_argument(
        "--top",
        metavar="K",
        type=int,
        default=20,
        help="partners for each profile (20)",
    )
    match.add_argument(
        "--seed", metavar="N", type=int, default=0, help="order among equal scores (0)"
    )
    match.add_argument(
        "--out", metavar="F", type=Path, help="write the suggestions to this file"
    )
    match.add_argument(
        "--json", action="store_true", help="with --out: report the counts as JSON"
    )
    match.add_argument(
        "--quiet", action="store_true", help="with --out: report nothing"
    )
    match.set_defaults(run=run_match)


def run_match(options: argparse.Namespace) -> int:
    """Match the file's profiles; 1 if nobody can be suggested to anybody. Raises CommandError for unusable input."""
    from madang.engine.match.document import matches_document
    from madang.engine.match.profile import ProfileError, read_sides
    from madang.engine.match.run import suggest

    if options.top < 1:
        raise CommandError(f"--top: {options.top} is below 1")
    try:
        sides = read_sides(_decoded(options.profiles))
    except ProfileError as fault:
        raise CommandError(f"{options.profiles}: {fault}") from fault
    progress = _Progress(is_quiet=options.quiet)
    found = suggest(
        sides.a,
        other=sides.b,
        top=options.top,
        seed=options.seed,
        on_progress=progress.show,
    )
    progress.close()
    return _deliver(matches_document(found), options)


def _decoded(path: Path) -> object:
    """The file's JSON; CommandError with file, line and column when it cannot be had."""
    try:
        decoded: object = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise CommandError(f"{path}: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"{path}: not UTF-8 at byte {fault.start}") from fault
    except json.JSONDecodeError as fault:
        raise CommandError(
            f"{path}: not JSON at line {fault.lineno}, column {fault.colno}: {fault.msg}"
        ) from fault
    except RecursionError as fault:
        raise CommandError(f"{path}: nested too deeply") from fault
    return decoded


class _Progress:
    """How many lists are done, on the error stream: on a terminal, after the first second, unless quiet."""

    def __init__(self, *, is_quiet: bool) -> None:
        self.is_shown = not is_quiet and sys.stderr.isatty()
        self.start = time.monotonic()

    def show(self, done: int, count: int) -> None:
        if self.is_shown and time.monotonic() - self.start > 1:
            sys.stderr.write(f"\r{done} of {count} profiles matched")
            sys.stderr.flush()

    def close(self) -> None:
        if self.is_shown and time.monotonic() - self.start > 1:
            sys.stderr.write("\n")


def _deliver(document: dict[str, Any], options: argparse.Namespace) -> int:
    """Write the document where it was asked for; the exit code."""
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    lines = sum(len(lines) for lines in document["suggestions"].values())
    if options.out is None:
        sys.stdout.write(text)
        return DONE if lines else NOTHING_FOUND
    try:
        options.out.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise CommandError(f"{options.out}: {fault.strerror}") from fault
    counts = {
        "profiles": len(document["suggestions"]),
        "suggestions": lines,
        "out": str(options.out),
    }
    if options.json:
        sys.stdout.write(json.dumps(counts) + "\n")
    elif not options.quiet:
        sys.stdout.write(
            f"{lines} suggestions for {counts['profiles']} profiles written to {options.out}\n"
        )
    return DONE if lines else NOTHING_FOUND
