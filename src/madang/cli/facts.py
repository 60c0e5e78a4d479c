"""`madang import-facts` and `madang export-facts`: the facts of articles into the tables, and all of them out again."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from madang.cli import CommandError
from madang.cli.site import prepare_database, set_up

SHOWN_DIFFERENCES = 40


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the two commands."""
    reader = subparsers.add_parser(
        "import-facts",
        help="sourced facts into the ledger and the landscape",
        description="Read a document of sourced facts and write it whole or not at all. What is there already stays as it is.",
        epilog="Example: madang import-facts latvia-korea.json --dry-run",
    )
    reader.add_argument("file", metavar="FILE", help="a document madang.facts/1")
    reader.add_argument(
        "--dry-run",
        action="store_true",
        help="say what would happen and change nothing",
    )
    reader.add_argument("--json", action="store_true", help="report as JSON")
    reader.add_argument("--quiet", action="store_true", help="no report, errors only")
    reader.set_defaults(run=run_import)
    writer = subparsers.add_parser(
        "export-facts",
        help="all sourced facts as one document",
        description="Write every source, organisation, event, tie, figure, claim and relation with its evidence, internal ones marked.",
        epilog="Example: madang export-facts --out facts.json",
    )
    writer.add_argument("--out", metavar="FILE", required=True)
    writer.set_defaults(run=run_export)


class _TakenBackError(Exception):
    """Leaves the transaction of a rehearsal, so that nothing stays."""


def run_import(options: argparse.Namespace) -> int:
    """Import a document; 1 if it has a mistake, with one line that names the place; 2 if the file cannot be read."""
    try:
        text = Path(options.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{options.file}: {error}") from error
    set_up()
    prepare_database()
    from django.db import transaction

    from madang.site.landscape.actions.facts import FactsError

    try:
        with transaction.atomic():
            report = _import(text, is_rehearsal=options.dry_run)
            if options.dry_run:
                raise _TakenBackError
    except _TakenBackError:
        pass
    except FactsError as error:
        sys.stderr.write(f"madang: {error}\n")
        return 1
    _print(report, options)
    return 0


def _import(text: str, *, is_rehearsal: bool) -> dict[str, Any]:
    from madang.site.landscape.actions.facts import import_facts, read_document
    from madang.site.landscape.actions.facts.columns import FORMAT, SECTIONS
    from madang.site.landscape.exports.facts import facts_document
    from madang.site.landscape.exports.facts.comparing import differences, unread

    document = read_document(text)
    added = import_facts(document, by=None)
    return {
        "format": FORMAT,
        "dry_run": is_rehearsal,
        "read": {name: len(document.get(name, [])) for name in SECTIONS},
        "added": {name: added[name] for name in SECTIONS},
        "not_kept": unread(document),
        "differences": differences(document, facts_document()),
    }


def _print(report: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    elif not options.quiet:
        sys.stdout.write("\n".join(_lines(report)) + "\n")


def _lines(report: dict[str, Any]) -> list[str]:
    lines = [
        f"{name}: {report['added'][name]} new of {count}"
        for name, count in report["read"].items()
        if count
    ]
    if report["not_kept"]:
        lines.append(f"Not kept: {', '.join(report['not_kept'])}")
    found = report["differences"]
    lines += [f"Left as it is: {each}" for each in found[:SHOWN_DIFFERENCES]]
    if len(found) > SHOWN_DIFFERENCES:
        lines.append(f"and {len(found) - SHOWN_DIFFERENCES} more")
    if report["dry_run"]:
        lines.append("A rehearsal: nothing was written.")
    return lines


def run_export(options: argparse.Namespace) -> int:
    """Write all facts to a file; 2 if it cannot be written."""
    set_up()
    prepare_database()
    from madang.site.landscape.exports.facts import facts_document

    text = json.dumps(facts_document(), ensure_ascii=False, indent=1) + "\n"
    try:
        Path(options.out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{options.out}: {error.strerror}") from error
    return 0
