"""`madang plan` and `madang export-problem`: an event of the database, matched, scheduled, and taken out as a file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madang.cli.bar import Bar
from madang.cli.site import set_up

if TYPE_CHECKING:
    from madang.site.events.models import Event
    from madang.site.meetings.bridge.solving import Reading
    from madang.site.meetings.models import Plan

DONE, NO = 0, 1


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that plan an event of the database."""
    plan = subparsers.add_parser(
        "plan",
        help="match and schedule an event of the database as a draft version",
        description="Make a new version of an event's timetable: a draft, unless it is published with --publish.",
        epilog="Example: madang plan spring --seconds 20 --seed 7",
    )
    plan.add_argument("event", metavar="EVENT", help="short name of the event")
    plan.add_argument(
        "--seconds", type=float, default=20, help="time to search; 20 unless given"
    )
    plan.add_argument("--seed", type=int, default=0, help="0 unless given")
    plan.add_argument("--match", action="store_true", help="match again first")
    plan.add_argument(
        "--publish", action="store_true", help="publish it and send the mail"
    )
    plan.add_argument("--json", action="store_true", help="report as JSON")
    plan.add_argument("--quiet", action="store_true", help="no progress, no report")
    plan.set_defaults(run=run_plan)
    export = subparsers.add_parser(
        "export-problem",
        help="the event as a problem file",
        description="Write an event as a problem that `madang schedule` reads; pinned meetings stay pinned.",
        epilog="Example: madang export-problem spring --out spring.json",
    )
    export.add_argument("event", metavar="EVENT", help="short name of the event")
    export.add_argument("--out", type=Path, help="file to write; the output without it")
    export.set_defaults(run=run_export)


def run_plan(arguments: argparse.Namespace) -> int:
    """Make a version; 1 if the event cannot be planned or the version not published."""
    from madang.cli import CommandError

    if arguments.seconds <= 0:
        message = f"--seconds must be above 0, not {arguments.seconds:g}"
        raise CommandError(message)
    event = _event(arguments.event)
    from madang.site.core.jobs import OutdatedError
    from madang.site.matching.actions.runs import TooFewAnswersError
    from madang.site.meetings.actions.making import make_plan
    from madang.site.meetings.actions.plans import publish
    from madang.site.meetings.rules.plans import PlanError

    bar = Bar(is_quiet=arguments.quiet)
    try:
        if arguments.match:
            _match(event)
        plan = make_plan(
            event=event,
            by=None,
            seconds=arguments.seconds,
            seed=arguments.seed,
            on_progress=lambda reading: _show(bar, reading),
        )
        bar.close()
        mails = publish(plan=plan, by=None) if arguments.publish else None
        plan.refresh_from_db(fields=["state"])
    except (PlanError, OutdatedError, TooFewAnswersError) as error:
        bar.close()
        reasons = " ".join([str(error), *getattr(error, "reasons", [])])
        sys.stderr.write(f"madang: {reasons}\n")
        return NO
    if not arguments.quiet:
        figures = _figures(plan, mails)
        sys.stdout.write(
            json.dumps(figures) + "\n" if arguments.json else _report(figures)
        )
    return DONE


def _show(bar: Bar, reading: Reading) -> None:
    from madang.engine.search import Progress

    bound = reading.weight if reading.bound is None else reading.bound
    bar.show(
        Progress(reading.seconds, reading.stage, reading.placed, reading.weight, bound)
    )


def _event(slug: str) -> Event:
    """Return the event of a short name, with the database in order. Raises CommandError for an unknown one."""
    from madang.cli import CommandError

    set_up()
    from django.db.utils import OperationalError, ProgrammingError

    from madang.site.events.models import Event

    try:
        event = Event.objects.filter(slug=slug).first()
        known = ", ".join(Event.objects.values_list("slug", flat=True)[:10])
    except (OperationalError, ProgrammingError) as error:
        message = f"the database cannot be read: {error}"
        raise CommandError(message) from error
    if event is None:
        message = f'there is no event "{slug}"; known: {known or "none"}'
        raise CommandError(message)
    return event


def _match(event: Event) -> None:
    from madang.site.matching.actions.runs import run_matching

    run_matching(event=event, by=None)
    event.refresh_from_db()


def _figures(plan: Plan, mails: int | None) -> dict[str, Any]:
    return {
        "version": plan.number,
        "state": plan.state,
        "agreed": plan.agreed,
        "placed": plan.placed,
        "placed_bound": plan.placed_bound,
        "weight": plan.weight,
        "weight_bound": plan.weight_bound,
        "verified": plan.is_verified,
        "unplaced": plan.unplaced.count(),
        "seconds": round(plan.seconds, 3),
        "seed": plan.seed,
        "mails": mails,
    }


def _report(figures: dict[str, Any]) -> str:
    judged = "accepted by the judge" if figures["verified"] else "not accepted"
    text = (
        f"version {figures['version']}: {figures['placed']} of {figures['agreed']} agreed meetings placed, "
        f"at most {figures['placed_bound']} can be; weight {figures['weight']} of at most {figures['weight_bound']}; "
        f"{judged}\n"
    )
    if figures["mails"] is not None:
        text += f"published, {figures['mails']} mails\n"
    return text


def run_export(arguments: argparse.Namespace) -> int:
    """Write an event as a problem file."""
    from madang.cli import CommandError

    event = _event(arguments.event)
    from madang.site.meetings.bridge.files import problem_file
    from madang.site.meetings.queries.plans import working_plan

    content = problem_file(event, pins=working_plan(event))
    if arguments.out is None:
        sys.stdout.write(content.decode())
        return DONE
    try:
        arguments.out.write_bytes(content)
    except OSError as error:
        message = f"{arguments.out}: {error.strerror}"
        raise CommandError(message) from error
    return DONE
