"""The benchmark's figures by hand, and its word where data is missing."""

from pathlib import Path

import pytest

from benchmarks.reading import relations
from madang.reader.relations import Marked


def test_figures_by_hand() -> None:
    rows = [Marked("A met B", (0, 1), (6, 7))] * 4
    split = relations.Split(([], []), (rows, ["x", "x", "y", "none"]), "x", "none")
    found = relations.figures(split, (["x", "none", "y", "x"], [1.0, 0.0, 1.0, 0.0]))
    assert found["target_f1"] == pytest.approx(0.5)
    assert found["micro_f1"] == pytest.approx(4 / 6)
    assert found["median_f1"] == pytest.approx(0.75)
    assert found["ece"] == 0


def test_missing_data_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert relations.main([str(tmp_path)]) == 1
    assert "missing" in capsys.readouterr().out
