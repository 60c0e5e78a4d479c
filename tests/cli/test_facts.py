"""`madang import-facts` and `madang export-facts`: exit codes, reports, nothing half done."""

import json
from pathlib import Path
from typing import Any

import pytest

from madang.cli import main
from madang.site.ledger.models import Source

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[1] / "site/landscape/facts.json"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["import-facts", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_rehearsal_leaves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed, error = run(capsys, str(FILE), "--dry-run", "--json")
    report: dict[str, Any] = json.loads(printed)
    assert (code, error, report["dry_run"]) == (0, "", True)
    assert (report["read"]["organisations"], report["added"]["organisations"]) == (
        30,
        30,
    )
    assert Source.objects.count() == 0


def test_what_is_read_is_written_and_comes_out_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, printed, error = run(capsys, str(FILE))
    assert (code, error) == (0, "")
    assert printed.splitlines()[:3] == [
        "sources: 4 new of 4",
        "organisations: 30 new of 30",
        "people: 4 new of 4",
    ]
    out = tmp_path / "out.json"
    assert main(["export-facts", "--out", str(out)]) == 0
    assert json.loads(out.read_text()) == json.loads(FILE.read_text())


def test_what_is_otherwise_or_not_kept_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, str(FILE), "--quiet")
    changed = json.loads(FILE.read_text())
    changed["agreements"][0]["subject"] = "Sea farming"
    other = tmp_path / "other.json"
    other.write_text(
        json.dumps({"sources": [], "agreements": changed["agreements"], "meta": {}})
    )
    code, printed, error = run(capsys, str(other))
    assert (code, error) == (0, "")
    assert printed.splitlines() == [
        "agreements: 0 new of 11",
        "Not kept: meta",
        'Left as it is: agreements[0].subject: the file says "Sea farming", the tables hold "Sea medicine"',
    ]


def test_a_mistake_is_one_line_and_exit_status_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"sources": [{"id": "a", "kind": "rumour"}]}')
    assert run(capsys, str(wrong)) == (
        1,
        "",
        "madang: sources[0].kind: Value 'rumour' is not a valid choice.\n",
    )
    assert Source.objects.count() == 0


def test_a_file_that_is_not_there_is_exit_status_two(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, printed, error = run(capsys, str(tmp_path / "none.json"))
    assert (code, printed) == (2, "")
    assert error.startswith(f"madang: {tmp_path}/none.json: ")
    assert main(["export-facts", "--out", str(tmp_path / "no" / "where.json")]) == 2
