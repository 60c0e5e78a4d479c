"""`madang import-survey`: a workbook of answers, tables and interpreters into an event of the database."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from madang.site.events.models import Event
    from madang.site.survey.actions.importing.files import Counts
    from madang.site.survey.models import ImportFile
    from madang.site.survey.queries.imports import FileReading

SHOWN_PROBLEMS = 40


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that imports a survey."""
    parser = subparsers.add_parser(
        "import-survey",
        help="a workbook of answers into an event",
        description="Read an .xlsx workbook or a .csv table and import it whole or not at all. The same file again updates.",
        epilog='Example: madang import-survey spring answers.xlsx --create "Spring Lounge" --dry-run',
    )
    parser.add_argument(
        "event", metavar="EVENT", help="the event's short name in addresses"
    )
    parser.add_argument("file", metavar="FILE", help=".xlsx or .csv")
    parser.add_argument(
        "--mapping",
        metavar="M.json",
        help='sheet → {"kind", "header", "columns": {"B": field}}',
    )
    parser.add_argument(
        "--create",
        metavar="NAME",
        help="make the event, with the days and hours of the file, if it is not there",
    )
    parser.add_argument(
        "--city", default="Seoul", help="city of an event that is made (default: Seoul)"
    )
    parser.add_argument(
        "--country", default="KR", help="its country, two letters (default: KR)"
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="say what would happen and change nothing",
    )
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--quiet", action="store_true", help="no report, errors only")
    parser.set_defaults(run=run_import)


class _Stop(Exception):  # noqa: N818 - leaves the transaction, so that nothing stays
    """A way out that takes the database back; carries the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def run_import(options: argparse.Namespace) -> int:
    """Import a file; 1 if it has errors or is refused, 2 if it cannot be read or the event is unknown."""
    from madang.cli import CommandError
    from madang.cli.site import prepare_database, set_up

    content, mapping = _read_inputs(options)
    set_up()
    prepare_database()
    from django.db import transaction

    from madang.site.survey.reading.workbook import UnreadableFileError
    from madang.site.survey.rules import SurveyRefusal

    try:
        with transaction.atomic():
            report = _import(options, content, mapping)
            _print(report, options)
            if options.dry_run or report["errors"]:
                raise _Stop(1 if report["errors"] else 0)
    except _Stop as stop:
        return stop.code
    except UnreadableFileError as error:
        raise CommandError(f"{options.file}: {error}") from error
    except SurveyRefusal as refusal:
        sys.stderr.write(f"madang: {refusal}\n")
        return 1
    return 0


def _read_inputs(options: argparse.Namespace) -> tuple[bytes, dict[str, Any]]:
    from madang.cli import CommandError

    try:
        content = Path(options.file).read_bytes()
    except OSError as error:
        raise CommandError(f"{options.file}: {error.strerror}") from error
    if not options.mapping:
        return content, {}
    try:
        mapping = json.loads(Path(options.mapping).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{options.mapping}: {error}") from error
    if not isinstance(mapping, dict) or not all(
        isinstance(each, dict) for each in mapping.values()
    ):
        raise CommandError(
            f'{options.mapping}: expected {{"sheet name": {{"columns": {{"B": "name"}}}}}}'
        )
    return content, mapping


def _event(options: argparse.Namespace) -> Event:
    from django.utils.text import slugify

    from madang.cli import CommandError
    from madang.site.events.models import Event

    event = Event.objects.filter(slug=options.event).first()
    if event is not None:
        return event
    if not options.create:
        known = ", ".join(Event.objects.values_list("slug", flat=True)[:10]) or "none"
        raise CommandError(
            f'no event "{options.event}" (there are: {known}); --create NAME makes it'
        )
    if slugify(options.event) != options.event:
        raise CommandError(
            f'"{options.event}" cannot stand in an address: small letters, digits and hyphens'
        )
    return Event.objects.create(
        name=options.create,
        slug=options.event,
        city=options.city,
        country=options.country.upper()[:2],
    )


def _import(
    options: argparse.Namespace, content: bytes, mapping: dict[str, Any]
) -> dict[str, Any]:
    from madang.site.survey.actions.importing.files import (
        apply_file,
        keep_file,
        mend_mapping,
    )
    from madang.site.survey.bridge import find_terms
    from madang.site.survey.queries.imports import read_file

    event = _event(options)
    file = keep_file(
        by=None, event=event, file_name=Path(options.file).name, content=content
    )
    if mapping:
        mend_mapping(by=None, file=file, mapping=mapping)
    read = read_file(file, find_terms)
    counts = None if read.reading.errors else apply_file(by=None, file=file)
    return _report(options, file, read, counts)


def _report(
    options: argparse.Namespace,
    file: ImportFile,
    read: FileReading,
    counts: Counts | None,
) -> dict[str, Any]:
    from madang.site.survey.reading.survey_file import blanks_of, mapping_of

    reading = read.reading
    return {
        "format": "madang.import/1",
        "event": options.event,
        "file": file.file_name,
        "sha256": file.sha256,
        "dry_run": options.dry_run,
        "applied": counts is not None and not options.dry_run,
        "read": {
            "organisations": len(reading.organisations),
            "places": len(reading.places),
            "interpreters": len(reading.interpreters),
        },
        "counts": counts.by_kind if counts else {},
        "mapping": mapping_of(read.layouts),
        "blank": blanks_of(read.layouts),
        "errors": [vars(each) for each in reading.errors],
        "warnings": [vars(each) for each in reading.warnings],
    }


def _print(report: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    elif not options.quiet:
        _print_text(report)
    for each in report["errors"][:SHOWN_PROBLEMS]:
        sys.stderr.write(
            f"madang: {_place(each)}: {each['message']}"
            + (f" (there stood: {each['found']})\n" if each["found"] else "\n")
        )


def _place(problem: dict[str, Any]) -> str:
    return f"{problem['sheet']}, row {problem['row']}" + (
        f", column {problem['column']}" if problem["column"] else ""
    )


def _print_text(report: dict[str, Any]) -> None:
    write = sys.stdout.write
    read = report["read"]
    write(
        f"{report['file']}: {read['organisations']} organisations, {read['places']} places, {read['interpreters']} interpreters\n"
    )
    for kind, numbers in report["counts"].items():
        write(
            f"  {kind.split('.')[1]}: {numbers['created']} new, {numbers['updated']} updated, {numbers['unchanged']} unchanged\n"
        )
    for sheet, columns in report["blank"].items():
        for header, number in columns.items():
            write(f"  blank: {sheet}, {header}: {number} rows\n")
    for message, number in Counter(
        each["message"] for each in report["warnings"]
    ).most_common():
        places = [
            _place(each) for each in report["warnings"] if each["message"] == message
        ]
        write(
            f"  odd: {number} × {message} ({'; '.join(places[:3])}{' …' if number > 3 else ''})\n"
        )
    if report["dry_run"]:
        write("dry run: nothing was changed\n")
