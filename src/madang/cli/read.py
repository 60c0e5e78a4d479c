"""`madang read`: an article in a file to the facts, figures and organisations that it claims. No database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from madang.cli import CommandError
from madang.cli.engine import DONE, add_command

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from madang.reader.reading import Reading

DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
LARGEST = 1_000_000
"""More bytes than this are no article."""


def register(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `madang read`."""
    parser = add_command(
        subparsers,
        "read",
        "find the facts, figures and organisations that an article claims, each with its place",
        "madang read article.txt --published 2025-06-24 --publisher 'Riverbank Cluster' --out reading.json",
    )
    parser.add_argument("article", metavar="ARTICLE.txt", type=Path, help="UTF-8 text")
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="when it was published (2025, 2025-06 or 2025-06-24); the page's dateline unless given",
    )
    parser.add_argument(
        "--publisher", metavar="NAME", default="", help='whom "we" means'
    )
    parser.add_argument(
        "--out", metavar="F", type=Path, help="write the reading to this file"
    )
    parser.add_argument(
        "--json", action="store_true", help="with --out: report the counts as JSON"
    )
    parser.add_argument(
        "--quiet", action="store_true", help="with --out: report nothing"
    )
    parser.set_defaults(run=run_read)


def run_read(arguments: argparse.Namespace) -> int:
    """Read the article and write the reading. Raises CommandError for unusable input."""
    from madang.reader.read import read

    published = arguments.published
    if published and not _is_date(published):
        raise CommandError(f'--published must be like 2025-06-24, not "{published}"')
    text = _text(arguments.article)
    reading = read(text, published=published, publisher=arguments.publisher)
    return _deliver(reading, arguments)


def _is_date(text: str) -> bool:
    from madang.reader.date_words import parsed_day

    return DATE.fullmatch(text) is not None and (
        len(text) < 10 or parsed_day(text) is not None
    )


def _text(path: Path) -> str:
    """The article with its line ends untouched, so that offsets count its code points. Raises CommandError."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise CommandError(f"{path}: {fault.strerror}") from fault
    if len(content) > LARGEST:
        raise CommandError(f"{path}: larger than {LARGEST} bytes")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise CommandError(f"{path}: not UTF-8 at byte {fault.start}") from fault
    if not text.strip():
        raise CommandError(f"{path}: empty")
    return text


def _deliver(reading: Reading, arguments: argparse.Namespace) -> int:
    text = json.dumps(reading.document(), ensure_ascii=False, indent=1) + "\n"
    if arguments.out is None:
        sys.stdout.write(text)
        return DONE
    try:
        arguments.out.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise CommandError(f"{arguments.out}: {fault.strerror}") from fault
    counts = {
        "facts": len(reading.facts),
        "indicators": len(reading.indicators),
        "organisations": len(reading.organisations),
        "language": reading.language,
        "out": str(arguments.out),
    }
    if arguments.json:
        sys.stdout.write(json.dumps(counts) + "\n")
    elif not arguments.quiet:
        sys.stdout.write(
            f"{counts['facts']} facts, {counts['indicators']} figures, {counts['organisations']} organisations "
            f"written to {arguments.out}\n"
        )
    return DONE
