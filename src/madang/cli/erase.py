"""`madang erase PERSON`: somebody is taken out of every table; what was claimed stands without the name."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from madang.cli import CommandError
from madang.cli.site import prepare_database, set_up

if TYPE_CHECKING:
    from madang.site.directory.models import Person


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "erase",
        help="a person is taken out of every table",
        description="Erase a person: name, addresses and account go from every table, texts and the log included. Claims, roles and decisions stay without the name. Without --yes it only says what would go.",
        epilog="Example: madang erase anna@example.org --yes",
    )
    parser.add_argument("person", metavar="PERSON", help="e-mail address or number")
    parser.add_argument(
        "--yes", action="store_true", help="do it; there is no way back"
    )
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Erase; 1 if somebody else has the name, or files and signed papers still hold it; 2 for nobody of this number or address."""
    set_up()
    prepare_database()
    from dataclasses import asdict

    from django.db import transaction

    from madang.site.ledger.actions.erasing import erase_person
    from madang.site.ledger.rules.access import LedgerError

    person = _person(options.person)
    try:
        with transaction.atomic():
            done = erase_person(person, by=None)
            if not options.yes:
                transaction.set_rollback(True)
    except LedgerError as error:
        sys.stderr.write(f"madang: {error}\n")
        return 1
    report = {"erased": bool(options.yes), **asdict(done)}
    if options.json:
        sys.stdout.write(json.dumps(report, indent=2) + "\n")
    else:
        _say(report)
    return 1 if done.left else 0


def _person(name: str) -> Person:
    from madang.site.directory.models import Person
    from madang.site.directory.queries import person_by_address

    found = person_by_address(name)
    if found is None and name.isdigit():
        found = Person.objects.filter(pk=int(name)).first()
    if found is None:
        message = f"nobody has the address or number “{name}”"
        raise CommandError(message)
    return found


def _say(report: dict[str, object]) -> None:
    words = {
        "texts": "texts without the name",
        "deleted": "private rows deleted",
        "left": "still holding the name, to be looked through by hand",
    }
    for key, what in words.items():
        counts = report[key]
        assert isinstance(counts, dict)  # noqa: S101 - what the verb returns
        for place, number in sorted(counts.items()):
            sys.stdout.write(f"{number:6d}  {place}: {what}\n")
    end = "Erased." if report["erased"] else "Nothing is changed. Add --yes to do it."
    sys.stdout.write(end + "\n")
