"""The command `repair`: what it writes, what it says, and its exit codes."""

import json
from pathlib import Path

import pytest

from madang.cli import main
from madang.engine.generate import generate
from madang.engine.io import dump_problem, dump_schedule
from madang.engine.solve import Budget, solve


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small preset and a schedule of it in files."""
    folder = tmp_path_factory.mktemp("event")
    problem = generate("small", 16)
    (folder / "event.json").write_text(json.dumps(dump_problem(problem)))
    result = solve(problem, seed=3, budget=Budget(iterations=300))
    (folder / "plan.json").write_text(json.dumps(dump_schedule(result)))
    return folder / "event.json", folder / "plan.json"


def write(folder: Path, **changes: object) -> str:
    file = folder / "changes.json"
    file.write_text(json.dumps({"format": "madang.changes/1", **changes}))
    return str(file)


def test_repair_writes_a_plan_and_a_problem_that_verify_accepts(
    event: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan = map(str, event)
    changes = write(tmp_path, cancelled_delegates=[3], absences=[{"delegate": 7, "slots": [1, 2, 3]}])  # fmt: skip
    out, later = str(tmp_path / "new.json"), str(tmp_path / "later.json")
    assert main(["repair", problem, plan, changes, "--out", out, "--problem-out", later]) == 0  # fmt: skip
    report = capsys.readouterr().out.splitlines()
    assert report[-1] == f"written to {out}"
    assert main(["verify", later, out]) == 0
    assert main(["verify", problem, out]) == 1
    assert 3 not in {
        delegate
        for row in json.loads(Path(out).read_text())["meetings"]
        for side in row["delegates"]
        for delegate in side
    }


def test_repair_reports_as_json(
    event: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan = map(str, event)
    first = json.loads(event[1].read_text())["meetings"][0]
    changes = write(tmp_path, cancelled_meetings=[first["id"]])
    out = str(tmp_path / "new.json")
    assert main(["repair", problem, plan, changes, "--out", out, "--json", "--most-moved", "0"]) == 0  # fmt: skip
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["moved", "again", "added", "refilled", "lost", "repairable", "curve", "fewest", "seconds"]  # fmt: skip
    assert [(row["id"], row["reason"], row["before"]["slot"]) for row in report["lost"]] == [(first["id"], "cancelled", first["slot"])]  # fmt: skip
    assert (report["moved"], report["fewest"]) == ([], {"moves": 0, "bound": 0, "proof": "certified"})  # fmt: skip


def test_repair_without_out_writes_the_schedule_alone(
    event: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan = map(str, event)
    assert main(["repair", problem, plan, write(tmp_path)]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written["format"] == "madang.schedule/1"
    assert written["meetings"] == json.loads(event[1].read_text())["meetings"]


def test_repair_names_the_file_and_the_place_of_what_it_cannot_use(
    event: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan = map(str, event)
    changes = write(tmp_path, closed_places=[{"place": 99}])
    assert main(["repair", problem, plan, changes]) == 2
    assert capsys.readouterr().err == f"madang: {changes}: closed_places[0].place: place 99 does not exist\n"  # fmt: skip
    changes = write(tmp_path, closed=[1])
    assert main(["repair", problem, plan, changes]) == 2
    assert capsys.readouterr().err == f'madang: {changes}: unknown key "closed"\n'
    broken = json.loads(event[1].read_text())
    broken["meetings"][1]["slot"] = 4711
    (tmp_path / "broken.json").write_text(json.dumps(broken))
    assert main(["repair", problem, str(tmp_path / "broken.json"), changes]) == 2
    number = broken["meetings"][1]["id"]
    changes = write(tmp_path)
    capsys.readouterr()
    assert main(["repair", problem, str(tmp_path / "broken.json"), changes]) == 2
    assert capsys.readouterr().err == (
        f"madang: {tmp_path / 'broken.json'}: meeting {number} of the schedule breaks a rule of the problem; "
        "madang verify says which\n"
    )
