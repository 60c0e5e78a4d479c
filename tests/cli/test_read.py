"""`madang read`: a file in, a reading out; bad input is one line and exit 2."""

import json
from pathlib import Path

import pytest

from madang.cli import main

TEXT = "Arbor Health signed a memorandum of understanding with Lindqvist AB today.\r\nIt employs 40 people in Latvia.\r\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_reading_goes_to_the_output(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(article), "--published", "2024-06-20"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["format"] == "madang.reading/1"
    (fact,) = reading["facts"]
    assert fact["parties"] == ["Arbor Health", "Lindqvist AB"]
    assert (fact["type"], fact["stage"], fact["date"]) == (
        "mou",
        "signed",
        "2024-06-20",
    )
    assert TEXT[fact["start"] : fact["end"]].endswith("Lindqvist AB today.")
    (indicator,) = reading["indicators"]
    assert TEXT[indicator["start"] : indicator["end"]] == "40 people"
    assert {body["name"] for body in reading["organisations"]} == set(fact["parties"])


def test_a_reading_goes_to_a_file(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "reading.json"
    assert main(["read", str(article), "--out", str(out)]) == 0
    assert "1 facts, 1 figures, 2 organisations" in capsys.readouterr().out
    assert json.loads(out.read_text())["language"] == "en"
    assert main(["read", str(article), "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["facts"] == 1
    assert main(["read", str(article), "--out", str(out), "--quiet"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (None, [], "No such file"),
        (b"", [], "empty"),
        (b"  \n ", [], "empty"),
        (b"\xff\xfe\x00", [], "not UTF-8 at byte 0"),
        (b"text", ["--published", "yesterday"], "--published must be like"),
        (b"text", ["--published", "2024-02-30"], "--published must be like"),
        (b"text", ["--out", "/nowhere/at/all.json"], "/nowhere/at/all.json"),
        (b"x" * 1_000_001, [], "larger than"),
    ],
)
def test_bad_input_is_one_line(
    content: bytes | None,
    options: list[str],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "article.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["read", str(path), *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("madang: ")
    assert words in line
