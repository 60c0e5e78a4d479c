"""`madang import-survey`: exit codes, reports, nothing half done."""

import json
from pathlib import Path
from typing import Any

import pytest

from madang.cli import main
from madang.site.events.models import Event
from madang.site.survey.models import ImportFile
from tests.site.survey import made_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "answers.xlsx"
    path.write_bytes(made_up.lounge())
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    code = main(["import-survey", *arguments, "--json"])
    printed = capsys.readouterr()
    return code, json.loads(printed.out) if printed.out else None, printed.err


def test_a_fresh_event_is_made_with_the_hours_of_the_file(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report, error = run(capsys, "lounge", str(workbook), "--create", "Lounge")
    assert (code, error) == (0, "")
    assert report["format"] == "madang.import/1"
    assert report["read"] == {"organisations": 2, "places": 3, "interpreters": 2}
    assert report["counts"]["directory.organisation"] == {
        "created": 2,
        "updated": 0,
        "unchanged": 0,
    }
    assert report["blank"]["Demand survey"]["Max. meetings"] == 1
    assert [each["row"] for each in report["warnings"]] == [5, 5]
    event = Event.objects.get(slug="lounge")
    assert (event.name, event.slots.count(), event.registrations.count()) == (
        "Lounge",
        16,
        2,
    )
    code, report, _error = run(capsys, "lounge", str(workbook))
    assert (code, report["counts"]["directory.organisation"]) == (
        0,
        {"created": 0, "updated": 0, "unchanged": 2},
    )


def test_a_dry_run_leaves_nothing(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report, _error = run(
        capsys, "lounge", str(workbook), "--create", "Lounge", "--dry-run"
    )
    assert (code, report["dry_run"], report["applied"]) == (0, True, False)
    assert report["counts"]["directory.organisation"]["created"] == 2
    assert (Event.objects.count(), ImportFile.objects.count()) == (0, 0)


def test_errors_of_the_file_are_exit_code_1(
    tmp_path: Path, event: Event, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "twice.xlsx"
    path.write_bytes(
        made_up.xlsx(
            {"S": [["Organisation", "We seek"], ["Alder", "x"], ["Alder", "y"]]}
        )
    )
    code, report, error = run(capsys, "spring", str(path))
    assert code == 1
    assert (
        error
        == "madang: S, row 3: the same organisation as in sheet S, row 2; keep one of the rows (there stood: Alder)\n"
    )
    assert report["applied"] is False
    assert (event.registrations.count(), ImportFile.objects.count()) == (0, 0)


def test_unusable_input_is_exit_code_2(
    tmp_path: Path, workbook: Path, event: Event, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _report, error = run(capsys, "nowhere", str(workbook))
    assert (code, error) == (
        2,
        'madang: no event "nowhere" (there are: spring); --create NAME makes it\n',
    )
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK broken")
    code, _report, error = run(capsys, "spring", str(broken))
    assert (code, error) == (
        2,
        f"madang: {broken}: The workbook is damaged. Open it in a spreadsheet program and save it again.\n",
    )
    missing = tmp_path / "missing.xlsx"
    code, _report, error = run(capsys, "spring", str(missing))
    assert (code, error) == (2, f"madang: {missing}: No such file or directory\n")
    code, _report, error = run(
        capsys, "spring", str(workbook), "--mapping", str(broken)
    )
    assert code == 2
    assert error.startswith(f"madang: {broken}: ")


@pytest.mark.usefixtures("event")
def test_a_mapping_file_mends_the_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, mapping = tmp_path / "a.csv", tmp_path / "mapping.json"
    path.write_bytes(made_up.csv([["Who", "Wants"], ["Alder", "Licence"]]))
    mapping.write_text(
        json.dumps(
            {
                "a": {
                    "kind": "survey",
                    "header": 1,
                    "columns": {"A": "name", "B": "seek"},
                }
            }
        )
    )
    assert run(capsys, "spring", str(path))[0] == 1
    code, report, _error = run(capsys, "spring", str(path), "--mapping", str(mapping))
    assert (code, report["counts"]["directory.organisation"]["created"]) == (0, 1)


@pytest.mark.usefixtures("event")
def test_quiet_prints_nothing(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-survey", "spring", str(workbook), "--quiet"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


@pytest.mark.usefixtures("event")
def test_the_report_in_words(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-survey", "spring", str(workbook)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "answers.xlsx: 2 organisations, 3 places, 2 interpreters"
    assert lines[1] == "  organisation: 2 new, 0 updated, 0 unchanged"
    assert (
        "  odd: 1 × read as 12, the largest of the range (Demand survey, row 5, column M)"
        in lines
    )
