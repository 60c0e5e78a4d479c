"""The benchmark of brokerage events goes on where it was stopped, with the published figure beside."""

import json
from pathlib import Path

import pytest

from benchmarks.brokerage import circumstances, measured, resumed, rows
from tests.engine.brokerage.conftest import TINY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two events, a and b, and the published figure of a.original."""
    place = tmp_path / "instances"
    place.mkdir()
    for name in ("a.original", "b.original"):
        (place / f"{name}.dzn").write_text(TINY, encoding="utf-8")
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "jair2022_optima.csv").write_text(
        "instance,variant,fairness_d,optimal_total_breaks\n"
        "a,original,1,9\na,original,2,2\n",
        encoding="utf-8",
    )
    return place


def test_each_row_has_the_published_figure_and_both_solvers(folder: Path) -> None:
    out = folder / "out.json"
    facts = measured(folder, 60, out=out)
    assert json.loads(out.read_text(encoding="utf-8")) == facts
    assert [
        (row["event"], row["published"], row["madang"]["value"], row["rc2"]["value"])
        for row in facts["rows"]
    ] == [("a.original", "2", 2, 2), ("b.original", None, 2, 2)]


def test_a_stopped_run_measures_only_what_is_missing(folder: Path) -> None:
    done = {"event": "a.original", "published": "2", "madang": {"value": 77}}
    kept: list[list[str]] = []
    found = rows(
        folder,
        60,
        with_rc2=False,
        before=[done],
        keep=lambda some: kept.append([row["event"] for row in some]),
    )
    assert [row["madang"]["value"] for row in found] == [77, 2]
    assert kept == [["a.original"], ["a.original", "b.original"]]


def test_a_row_without_one_of_the_solvers_is_measured_again(folder: Path) -> None:
    (folder / "b.original.dzn").unlink()
    done = {"event": "a.original", "published": "2", "madang": {"value": 77}}
    (row,) = rows(folder, 60, with_rc2=True, before=[done])
    assert (row["madang"]["value"], row["rc2"]["value"]) == (2, 2)


def test_rows_of_another_limit_do_not_count(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert resumed(out, circumstances(60)) == []
    out.write_text(json.dumps({**circumstances(60), "rows": [{"event": "a"}]}))
    assert resumed(out, circumstances(60)) == [{"event": "a"}]
    assert resumed(out, circumstances(30)) == []
