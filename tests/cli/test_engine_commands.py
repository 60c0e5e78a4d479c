"""The engine's commands: what they write, what they say, and their exit codes."""

import json
from pathlib import Path

import pytest

from madang.cli import main
from madang.engine.generate import generate
from madang.engine.io import dump_problem


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The small preset in a file."""
    file = tmp_path / "event.json"
    file.write_text(json.dumps(dump_problem(generate("small", 16))))
    return file


@pytest.fixture
def plan(event: Path, tmp_path: Path) -> Path:
    """A schedule of the event in a file."""
    file = tmp_path / "plan.json"
    assert (
        main(
            [
                "schedule",
                str(event),
                "--iterations",
                "300",
                "--seed",
                "3",
                "--out",
                str(file),
                "--quiet",
            ]
        )
        == 0
    )
    return file


def test_schedule_writes_the_plan_and_a_report(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    assert (
        main(["schedule", str(event), "--iterations", "3000", "--out", str(out)]) == 0
    )
    report = capsys.readouterr().out.splitlines()
    data = json.loads(out.read_text())
    assert report[0] == "optimal: 56 meetings placed, no schedule places more than 56"
    assert report[2] == "placed        1860   bound 1860 (certified)"
    assert report[-1] == f"written to {out}"
    assert list(data) == [
        "format", "status", "objective", "bound", "count", "count_bound", "stages", "meetings", "unplaced",
        "conflict", "certificate", "seed", "engine", "seconds",
    ]  # fmt: skip
    assert (data["status"], data["objective"], data["bound"], data["count_bound"]) == (
        "optimal",
        1860,
        1860,
        56,
    )


def test_schedule_without_out_writes_json_alone(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", str(event), "--iterations", "50"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "madang.schedule/1"


def test_schedule_reports_as_json(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    assert (
        main(
            ["schedule", str(event), "--iterations", "50", "--out", str(out), "--json"]
        )
        == 0
    )
    assert list(json.loads(capsys.readouterr().out)) == [
        "status",
        "count",
        "count_bound",
        "stages",
        "seconds",
        "out",
    ]


def test_schedule_begins_from_an_earlier_plan(
    event: Path, plan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "second.json"
    assert (
        main(
            [
                "schedule",
                str(event),
                "--iterations",
                "20",
                "--start",
                str(plan),
                "--out",
                str(out),
                "--quiet",
            ]
        )
        == 0
    )
    assert (
        json.loads(out.read_text())["objective"]
        >= json.loads(plan.read_text())["objective"]
    )


def test_pinned_meetings_that_clash_end_with_1(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(event.read_text())
    for meeting in data["meetings"][:2]:
        meeting["fixed"] = {"slot": 6, "place": 1}
    event.write_text(json.dumps(data))
    out = tmp_path / "plan.json"
    assert (
        main(
            ["schedule", str(event), "--iterations", "20", "--out", str(out), "--quiet"]
        )
        == 1
    )
    assert (
        capsys.readouterr().err == "madang: the pinned meetings 1, 2 cannot all stand\n"
    )
    assert json.loads(out.read_text())["conflict"] == [1, 2]
    assert main(["verify", str(event), str(out)]) == 0


def test_verify_names_what_is_the_solvers_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event, out = str(tmp_path / "hard.json"), str(tmp_path / "plan.json")
    assert main(["generate", "--seed", "3", "--hard", "--out", event]) == 0
    assert main(["schedule", event, "--seed", "1", "--iterations", "400", "--out", out]) == 0  # fmt: skip
    report = capsys.readouterr().out.splitlines()
    assert "placed        1770   bound 1770 (solver)" in report
    assert main(["verify", event, out]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "accepted: every rule holds, every stage and bound is as stated",
        "not checked: the bound of placed, left_out is the solver's word",
    ]
    assert main(["verify", event, out, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "accepted": True,
        "faults": [],
        "unchecked": ["placed", "left_out"],
    }


def test_verify_accepts_and_refuses(
    event: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(event), str(plan)]) == 0
    assert (
        capsys.readouterr().out
        == "accepted: every rule holds, every stage and bound is as stated\n"
    )
    data = json.loads(plan.read_text())
    data["stages"][1]["value"] += 1
    plan.write_text(json.dumps(data))
    assert main(["verify", str(event), str(plan), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (
        report["accepted"],
        report["faults"][0]["code"],
        report["faults"][0]["where"],
    ) == (False, "value", "stages[1]")
    assert main(["verify", str(event), str(plan)]) == 1
    assert capsys.readouterr().out.startswith("value: stages[1]: placed is ")
    assert main(["verify", str(event), str(plan), "--quiet"]) == 1
    assert capsys.readouterr().out == ""


def test_explain_says_why_and_what_helps(
    event: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(plan.read_text())
    waiting = data["unplaced"][0]
    assert (
        main(["explain", str(event), str(plan), "--meeting", str(waiting["id"])]) == 1
    )
    assert capsys.readouterr().out.startswith(
        f"meeting {waiting['id']} has no place: {waiting['reason']}\n"
    )
    assert (
        main(
            [
                "explain",
                str(event),
                str(plan),
                "--meeting",
                str(waiting["id"]),
                "--json",
            ]
        )
        == 1
    )
    told = json.loads(capsys.readouterr().out)
    assert told["reason"] == waiting["reason"]
    assert told["reasons"] == waiting["reasons"]
    assert len(told["by_slot"]) == 12
    assert all(row["reasons"] for row in told["by_slot"])


def test_explain_lists_the_fewest_reasons(
    event: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = json.loads(plan.read_text())["unplaced"][0]
    assert main(["explain", str(event), str(plan), "--meeting", str(row["id"])]) == 1
    lines = capsys.readouterr().out.splitlines()
    because = [line for line in lines if line.startswith("because: ")]
    assert len(because) == len(row["reasons"]) >= 1
    assert because[0].endswith(f"in {row['reasons'][0]['slots']} of its 12 slots")


def test_explain_names_the_place_of_a_placed_meeting(
    event: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = json.loads(plan.read_text())["meetings"][0]
    assert main(["explain", str(event), str(plan), "--meeting", str(row["id"])]) == 0
    assert (
        capsys.readouterr().out
        == f"meeting {row['id']}: slot {row['slot']}, place {row['place']}\n"
    )
    assert (
        main(["explain", str(event), str(plan), "--meeting", str(row["id"]), "--json"])
        == 0
    )
    assert json.loads(capsys.readouterr().out)["place"] == row["place"]


def test_generate_writes_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "event.json"
    assert (
        main(
            [
                "generate",
                "--preset",
                "lounge",
                "--seed",
                "4",
                "--hard",
                "--out",
                str(out),
            ]
        )
        == 0
    )
    assert json.loads(out.read_text()) == dump_problem(generate("lounge", 4, hard=True))
    assert main(["generate"]) == 0
    assert json.loads(capsys.readouterr().out) == dump_problem(generate("small", 0))


def test_input_that_cannot_be_used_ends_with_2_and_one_line(
    event: Path, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(
        '{"format": "madang.problem/1", "slots": [{"id": 1, "start": 0, "minutes": 0}]}'
    )
    dzn = tmp_path / "forum.dzn"
    dzn.write_text("nTables = 3;")
    for arguments, message in (
        (
            ["schedule", str(tmp_path / "none.json")],
            f"{tmp_path / 'none.json'}: No such file or directory",
        ),
        (
            ["schedule", str(broken)],
            f"{broken}: slots[0].minutes: slot 1 must last at least 1 minute, not 0",
        ),
        (["schedule", str(dzn)], f"{dzn}: nBusiness is missing"),
        (
            ["explain", str(dzn), str(plan), "--meeting", "1"],
            f"{dzn}: a .dzn file can be scheduled and verified only",
        ),
        (
            ["schedule", str(event), "--seconds", "0"],
            "seconds must be above 0, not 0.0",
        ),
        (
            ["explain", str(event), str(plan), "--meeting", "777"],
            f"{event}: meeting 777 does not exist",
        ),
        (
            ["generate", "--preset", "huge"],
            'there is no preset "huge"; there are: small, lounge, brokerage, bio-korea, bio-europe, bio-international, million',
        ),
        (["generate", "--out", str(tmp_path)], f"{tmp_path}: Is a directory"),
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err == f"madang: {message}\n"


@pytest.mark.parametrize("command", ["schedule", "verify", "explain", "generate"])
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"example: madang {command} " in capsys.readouterr().out


def test_nobody_left_out_comes_first_where_it_is_asked_for(
    event: Path, tmp_path: Path
) -> None:
    out = tmp_path / "fair.json"
    words = ["schedule", str(event), "--iterations", "50", "--nobody-left-out"]
    assert main([*words, "--out", str(out), "--quiet"]) == 0
    order = [row["stage"] for row in json.loads(out.read_text())["stages"]]
    assert order == ["must", "left_out", "placed", "share", "gaps", "walking"]
    assert main(["verify", str(event), str(out)]) == 0
