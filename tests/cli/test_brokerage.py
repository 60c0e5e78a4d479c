"""`madang schedule` and `madang verify` on .dzn files: the document, the report, the exit codes."""

import json
from pathlib import Path

import pytest

from madang.cli import main

RING = """nBusiness=6; nMeetings=6; nTables=2; nTotalSlots=3; nMorningSlots=3;
requested=[|1,2,3|2,3,3|3,4,3|4,5,3|5,6,3|6,1,3|];"""
NO_ROOM = (
    "nBusiness=3; nMeetings=3; nTables=2; nTotalSlots=2; requested=[|1,2|2,3|1,3|];"
)


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    file = tmp_path / "ring.dzn"
    file.write_text(RING)
    return file


def test_a_brokerage_event_is_scheduled_and_accepted(
    ring: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    assert main(["schedule", str(ring), "--iterations", "9999", "--out", str(out)]) == 0
    assert capsys.readouterr().out == (
        f"optimal: 2 breaks, no schedule has fewer (prices)\nwritten to {out}\n"
    )
    data = json.loads(out.read_text())
    assert list(data) == [
        "format", "status", "objective", "bound", "proof", "fairness", "meetings", "certificate", "seed", "engine", "seconds",
    ]  # fmt: skip
    assert (data["format"], data["status"]) == ("madang.schedule/1", "optimal")
    assert (data["objective"], data["bound"], data["fairness"]) == (2, 2, 2)
    assert [row["id"] for row in data["meetings"]] == [1, 2, 3, 4, 5, 6]
    assert sorted((row["slot"], row["table"]) for row in data["meetings"]) == [
        (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2),
    ]  # fmt: skip
    assert main(["verify", str(ring), str(out)]) == 0
    assert capsys.readouterr().out == (
        "accepted: every rule holds, every stage and bound is as stated\n"
    )


def test_the_same_steps_write_the_same_bytes_but_for_the_seconds(
    ring: Path, tmp_path: Path
) -> None:
    texts = []
    for name in ("one.json", "two.json"):
        out = tmp_path / name
        arguments = ["schedule", str(ring), "--iterations", "500", "--seed", "4"]
        assert main([*arguments, "--out", str(out), "--quiet"]) == 0
        texts.append(out.read_text().split('"seconds"')[0])
    assert texts[0] == texts[1]


def test_an_event_without_a_schedule_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "small.dzn", tmp_path / "plan.json"
    file.write_text(NO_ROOM)
    assert main(["schedule", str(file), "--out", str(out)]) == 1
    assert capsys.readouterr().out == (
        f"infeasible: no schedule holds every meeting (solver)\nwritten to {out}\n"
    )
    data = json.loads(out.read_text())
    assert (data["meetings"], data["objective"], data["bound"]) == ([], None, None)
    assert main(["verify", str(file), str(out)]) == 0


def test_fairness_is_the_caller_s(
    ring: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    fair = ["--break-fairness", "0"]
    assert main(["schedule", str(ring), *fair, "--out", str(out), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["status", "objective", "bound", "proof", "seconds", "out"]
    assert report["status"] == "infeasible"
    assert main(["verify", str(ring), str(out), *fair]) == 0
    capsys.readouterr()
    assert main(["verify", str(ring), str(out)]) == 1
    assert capsys.readouterr().out == "fairness: fairness: is for 0, not for 2\n"


def test_a_faulty_schedule_ends_with_1(
    ring: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    assert main(["schedule", str(ring), "--out", str(out), "--quiet"]) == 0
    data = json.loads(out.read_text())
    data["meetings"].pop()
    out.write_text(json.dumps(data))
    assert main(["verify", str(ring), str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "accepted": False,
        "faults": [
            {"code": "missing", "where": "meeting 6", "message": "is held 0 times"}
        ],
    }


def test_input_that_cannot_be_used_ends_with_2(
    ring: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.dzn"
    broken.write_text(RING.replace("|3,4,3", "\n|3,9,3"))
    for arguments, message in (
        (["schedule", str(broken)], f"{broken}:3: participant must be from 1 to 6, not 9"),
        (["schedule", str(ring), "--break-fairness", "-1"], "--break-fairness must be 0 or more, not -1"),
        (["schedule", str(ring), "--seconds", "0"], "seconds must be above 0, not 0.0"),
        (["schedule", str(ring), "--start", str(ring)], "--start is not for .dzn files: they are solved from nothing"),
        (["verify", str(tmp_path / "none.dzn"), str(ring)], f"{ring}: line 1, column 1: Expecting value"),
    ):  # fmt: skip
        assert main(arguments) == 2
        assert capsys.readouterr().err == f"madang: {message}\n"
