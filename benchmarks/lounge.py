"""The lounge in numbers: a real workbook from import to a published, certified plan, in a database of its own.

    python -m benchmarks.lounge SURVEY.xlsx [--wanted 900] [--seconds 10] [--page]

SURVEY.xlsx is a demand survey as organisers get it back; it is not part of this project. The requests are rehearsed:
the top suggestions are asked in both directions, each accepted with one half (seeded), until enough are agreed. With
`--page` the figures are written to docs/explanation/lounge-in-numbers.md.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.__main__ import ROOT, processor

SLUG = "lounge"


def command(*arguments: str) -> dict[str, Any]:
    """Run `madang` with --json and return its report with the seconds it took."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "madang", *arguments, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 2:
        raise SystemExit(done.stderr)
    return {**json.loads(done.stdout), "wall": time.perf_counter() - started}


def rehearse(wanted: int, seed: int) -> dict[str, Any]:
    """Match, then let the organisations ask each other until enough meetings are agreed."""
    from madang.site.events.models import Event
    from madang.site.matching.actions.runs import run_matching
    from madang.site.matching.models import Suggestion
    from madang.site.meetings.actions.rehearsal import agree_until
    from madang.site.meetings.models import Meeting

    event = Event.objects.get(slug=SLUG)
    started = time.perf_counter()
    run_matching(event=event, by=None)
    matched = time.perf_counter()
    agreed = agree_until(event, wanted=wanted, acceptance=0.5, seed=seed)
    return {
        "matching_seconds": matched - started,
        "suggested": Suggestion.objects.filter(run__event=event).count(),
        "asked": Meeting.objects.filter(event=event).count(),
        "agreed": len(agreed),
    }


def figures(
    workbook: Path, *, wanted: int, seconds: float, seed: int
) -> dict[str, Any]:
    """Go the whole way once; return every figure of the page."""
    imported = command(
        "import-survey", SLUG, str(workbook), "--create", "Global Business Lounge"
    )
    rehearsed = rehearse(wanted, seed)
    planned = command(
        "plan", SLUG, "--seconds", str(seconds), "--seed", str(seed), "--publish"
    )
    from madang.site.events.models import Event
    from madang.site.meetings.models import Plan
    from madang.site.meetings.queries import desk, plans

    event = Event.objects.get(slug=SLUG)
    plan = Plan.objects.get(event=event, state="published")
    zones = desk.use_of_zones(event, plan)
    folder = Path(tempfile.mkdtemp(prefix="madang-proof-"))
    (folder / "problem.json").write_bytes(bytes(plan.problem_file))
    (folder / "schedule.json").write_bytes(bytes(plan.schedule_file))
    verified = subprocess.run(
        [
            sys.executable,
            "-m",
            "madang",
            "verify",
            str(folder / "problem.json"),
            str(folder / "schedule.json"),
        ],
        check=False,
    )
    return {
        "imported": imported,
        "rehearsed": rehearsed,
        "planned": planned,
        "organisations": event.registrations.count(),
        "places": event.places.count(),
        "interpreters": event.interpreters.count(),
        "slots": event.slots.count(),
        "agreed": plan.agreed,
        "placed": plan.placed,
        "placed_bound": plan.placed_bound,
        "weight": plan.weight,
        "weight_bound": plan.weight_bound,
        "gap": 1 - plan.weight / plan.weight_bound if plan.weight_bound else 0,
        "seconds": plan.seconds,
        "used": sum(zone.meetings for zone in zones),
        "room": sum(zone.room for zone in zones),
        "left_out": plans.left_out(plan),
        "stages": [
            (each.stage, each.value, each.bound, each.proof)
            for each in plan.stages.all()
        ],
        "reasons": [
            (group.reason, group.count) for group in desk.unplaced_groups(plan)
        ],
        "verified": verified.returncode == 0,
    }


def page(found: dict[str, Any]) -> str:
    """Return the page of figures."""
    rows = [
        ("organisations imported", found["organisations"]),
        (
            "places, interpreters, slots",
            f"{found['places']}, {found['interpreters']}, {found['slots']}",
        ),
        ("import, seconds", f"{found['imported']['wall']:.1f}"),
        ("matching, seconds", f"{found['rehearsed']['matching_seconds']:.1f}"),
        ("suggested pairs", found["rehearsed"]["suggested"]),
        ("requests asked", found["rehearsed"]["asked"]),
        ("agreed by both sides", found["agreed"]),
        ("placed", f"{found['placed']} of at most {found['placed_bound']}"),
        (
            "weighted number",
            f"{found['weight']:,} of at most {found['weight_bound']:,}",
        ),
        ("certified gap", f"{found['gap']:.3%}"),
        ("seconds of search", f"{found['seconds']:.1f}"),
        (
            "places used",
            f"{found['used']} of {found['room']}, {found['used'] / found['room']:.1%}",
        ),
        ("organisations left out", found["left_out"]),
        ("`madang verify`", "accepted" if found["verified"] else "refused"),
    ]
    stages = [
        f"| {stage} | {value:,} | {'' if bound is None else f'{bound:,}'} | {proof} |"
        for stage, value, bound, proof in found["stages"]
    ]
    reasons = [
        f"| {reason.replace('_', ' ')} | {count} |"
        for reason, count in found["reasons"]
    ]
    return "\n".join(
        [
            "# The lounge in numbers",
            "",
            "A demand survey of 160 organisations, 26 places and seven interpreters, as an organiser got it back, taken whole: import,",
            "matching, requests, plan, proof. The requests are rehearsed (top suggestions asked in both directions, each accepted with",
            "one half, seed 1); the absences are the workbook's own.",
            "",
            f"Measured on {datetime.now(UTC).date().isoformat()}: {processor()}, {os.cpu_count()} cores, Python {platform.python_version()}. The commands:",
            "",
            '    madang import-survey lounge survey.xlsx --create "Global Business Lounge"',
            "    madang plan lounge --seconds 10 --seed 1 --publish",
            "    madang verify problem.json schedule.json",
            "",
            "All in one: `python -m benchmarks.lounge survey.xlsx --page`. The workbook is not part of this project.",
            "",
            "| | |",
            "|---|---|",
            *[f"| {name} | {value} |" for name, value in rows],
            "",
            "## The stages, in strict order",
            "",
            "| stage | value | bound | proof |",
            "|---|---|---|---|",
            *stages,
            "",
            "## Why the others have no place",
            "",
            "| reason | meetings |",
            "|---|---|",
            *reasons,
            "",
            "How well the suggestions find partners who really worked together is measured in [matching](matching.md).",
            "",
        ]
    )


def main() -> int:
    """Measure in a fresh database; print the figures, write the page if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("workbook", type=Path)
    parser.add_argument("--wanted", type=int, default=900)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--page", action="store_true")
    options = parser.parse_args()
    os.environ["MADANG_HOME"] = tempfile.mkdtemp(prefix="madang-lounge-")
    os.environ["MADANG_STATIC"] = "plain"
    from madang.cli.site import prepare_database, set_up

    set_up()
    prepare_database()
    found = figures(
        options.workbook,
        wanted=options.wanted,
        seconds=options.seconds,
        seed=options.seed,
    )
    sys.stdout.write(
        json.dumps(
            {key: value for key, value in found.items() if key != "imported"},
            indent=1,
            default=str,
        )
        + "\n"
    )
    if options.page:
        (ROOT / "docs/explanation/lounge-in-numbers.md").write_text(page(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
