"""The benchmark of articles: says where data are missing, and judges by the folder's own scorer."""

import json
from pathlib import Path

import pytest

from benchmarks.matching.data import FOLDER
from benchmarks.reading.articles import folder_of, page, report

SCORER = """
def compatible(gold, kind): return gold["type"] == kind
def overlap(a, b, c, d): return a < d and c < b
class Every(dict):
    def __missing__(self, key): return 0
def score(found, gold, names):
    return Every(articles=len(names), gold_facts=sum(len(found[n]["facts"]) for n in names)), {}, []
"""
BASELINE = """
def run(text, published): return {"facts": []}
"""


def test_missing_data_are_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    for given in (None, tmp_path):
        with pytest.raises(SystemExit, match="no folder of articles"):
            folder_of(given)


def test_readings_go_through_the_scorer_of_the_folder(tmp_path: Path) -> None:
    text = "Arbor Health signed a letter of intent with Lindqvist AB. Arbor Health visited Samil Pharm."
    gold = {
        "001": {
            "published": "2024-06-20",
            "publisher": None,
            "facts": [{"type": "loi", "start": 0, "end": 57}],
        }
    }
    (tmp_path / "001.txt").write_text(text)
    (tmp_path / "gold.json").write_text(json.dumps(gold))
    (tmp_path / "score.py").write_text(SCORER)
    (tmp_path / "baseline.py").write_text(BASELINE)
    figures = report(folder_of(tmp_path), ["001"])
    assert ("gold_facts", 2, 0) in figures["rows"]
    assert sum(right for _mean, _count, right in figures["steps"]) == 1
    assert "expected calibration error" in page(figures)
