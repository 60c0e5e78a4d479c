"""`madang plan` and `madang export-problem` on an event of the database."""

import json
from pathlib import Path

import pytest

from madang.cli import main
from madang.site.events.models import Event, Registration
from madang.site.meetings.models import Plan
from tests.site.meetings.planning import agree


def test_plan_makes_a_draft_and_reports_its_figures(
    event: Event,
    alder: Registration,
    birch: Registration,
    capsys: pytest.CaptureFixture[str],
) -> None:
    agree(alder, birch, weight=30)
    assert main(["plan", "spring", "--seconds", "1", "--seed", "4", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    figures.pop("seconds")
    assert figures == {
        "version": 1,
        "state": "draft",
        "agreed": 1,
        "placed": 1,
        "placed_bound": 1,
        "weight": 30,
        "weight_bound": 30,
        "verified": True,
        "unplaced": 0,
        "seed": 4,
        "mails": None,
    }


def test_plan_publishes_when_asked(
    event: Event,
    alder: Registration,
    birch: Registration,
    capsys: pytest.CaptureFixture[str],
) -> None:
    agree(alder, birch)
    assert main(["plan", "spring", "--seconds", "1", "--publish"]) == 0
    assert capsys.readouterr().out == (
        "version 1: 1 of 1 agreed meetings placed, at most 1 can be; "
        "weight 10 of at most 10; accepted by the judge\n"
        "published, 2 mails\n"
    )
    assert Plan.objects.get().state == "published"


def test_plan_is_quiet_when_asked(
    event: Event,
    alder: Registration,
    birch: Registration,
    capsys: pytest.CaptureFixture[str],
) -> None:
    agree(alder, birch)
    assert main(["plan", "spring", "--seconds", "1", "--quiet"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (
            ["plan", "autumn"],
            2,
            'madang: there is no event "autumn"; known: spring\n',
        ),
        (
            ["plan", "spring", "--seconds", "0"],
            2,
            "madang: --seconds must be above 0, not 0\n",
        ),
        (
            ["plan", "spring"],
            1,
            "madang: No meeting is agreed by both sides yet, so there is nothing to plan.\n",
        ),
        (
            ["plan", "spring", "--match"],
            1,
            "madang: Matching needs two organisations that sent their answers; there are 0.\n",
        ),
        (
            ["export-problem", "spring", "--out", "/proc/nowhere.json"],
            2,
            "madang: /proc/nowhere.json: No such file or directory\n",
        ),
    ],
)
def test_what_cannot_be_done_is_one_line(
    event: Event,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    line: str,
) -> None:
    assert main(arguments) == code
    assert capsys.readouterr().err == line
    assert Plan.objects.count() == 0


def test_an_exported_problem_is_scheduled_and_judged_by_the_engines_commands(
    event: Event, alder: Registration, birch: Registration, tmp_path: Path
) -> None:
    agree(alder, birch)
    problem, schedule = str(tmp_path / "p.json"), str(tmp_path / "s.json")
    assert main(["export-problem", "spring", "--out", problem]) == 0
    assert (
        main(["schedule", problem, "--seconds", "1", "--out", schedule, "--quiet"]) == 0
    )
    assert main(["verify", problem, schedule, "--quiet"]) == 0
