"""The command `capacity`: ranges, reports, files."""

import json
import xml.etree.ElementTree as ET
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


def test_curves_are_reported_written_and_drawn(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, drawn = tmp_path / "curves.json", tmp_path / "curves.svg"
    words = ["capacity", str(event), "--tables", "3..6", "--interpreters", "2"]
    words += ["--seconds", "2", "--out", str(out), "--picture", str(drawn)]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["tables", "reached", "at", "most", "placed", "one", "more", "price"]  # fmt: skip
    assert [line.split()[0] for line in lines[1:5]] == ["3", "4", "5", "6"]
    data = json.loads(out.read_text())
    assert data["format"] == "madang.capacity/1"
    assert [curve["kind"] for curve in data["curves"]] == ["tables", "interpreters"]
    assert [point["count"] for point in data["curves"][0]["points"]] == [3, 4, 5, 6]
    assert list(data["curves"][1]["points"][0]) == ["count", "value", "bound", "placed", "price"]  # fmt: skip
    root = ET.parse(drawn).getroot()  # noqa: S314 our own file
    assert root.tag.endswith("svg")


def test_without_a_range_tables_around_what_there_is(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["capacity", str(event), "--seconds", "2", "--json"]) == 0
    (curve,) = json.loads(capsys.readouterr().out)["curves"]
    assert curve["kind"] == "tables"
    assert curve["now"] == 5
    assert [point["count"] for point in curve["points"]] == [2, 3, 4, 5, 6, 7, 8]


def test_quiet_says_nothing(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["capacity", str(event), "--tables", "4", "--seconds", "1", "--quiet"]) == 0  # fmt: skip
    assert capsys.readouterr() == ("", "")


def test_what_cannot_be_used_is_one_line(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dzn = tmp_path / "event.dzn"
    dzn.write_text("")
    gone = tmp_path / "no" / "curve.svg"
    cases = [
        (["--tables", "5..3"], "--tables must go up: 5 is above 3"),
        (["--tables", "a few"], '--tables must be like 18..27, not "a few"'),
        (["--slots=-1..3"], '--slots must be like 18..27, not "-1..3"'),
        (["--tables", "1..300"], "--tables may have 200 counts at most, not 300"),
        (["--seconds", "0"], "--seconds must be above 0, not 0"),
        (["--tables", "999999"], f"{event}: tables must be from 0 to 100000, not 999999"),
        (["--slots", "90"], f"{event}: the last day of the event has no time for more slots"),
        (["--tables", "4", "--seconds", "1", "--picture", str(gone)], f"{gone}: No such file or directory"),
    ]  # fmt: skip
    for words, message in cases:
        assert main(["capacity", str(event), *words]) == 2
        assert capsys.readouterr().err == f"madang: {message}\n"
    assert main(["capacity", str(dzn)]) == 2
    assert capsys.readouterr().err.startswith(f"madang: {dzn}: a .dzn file")
