"""How well articles are read: `python -m benchmarks.reading.articles FOLDER [--only 001,002] [--json]`.

FOLDER holds NNN.txt, gold.json, score.py and baseline.py; it is not part of the project (MADANG_MATCHING_DATA may name
the folder that has it as `articles`). Prints the figures of the folder's own scorer for the reader and for the folder's
keyword baseline, and how often facts of each confidence are found to be right.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.matching.data import FOLDER
from madang.reader.read import read

ROWS = (
    "articles",
    "gold_facts",
    "trigger_recall",
    "trigger_precision",
    "both_parties_right",
    "stage_accuracy",
    "WRONG_UPGRADES",
    "wrong_upgrades_in_repeats",
    "date_accuracy",
    "date_accuracy_where_dated",
    "indicator_recall",
    "indicator_recall_value_unit",
    "indicator_precision",
    "organisations_recall",
)
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def folder_of(given: Path | None) -> Path:
    """The folder of articles. Raises SystemExit with a sentence where there is none."""
    base = os.environ.get(FOLDER)
    path = given or (Path(base) / "articles" if base else None)
    if path is None or not (path / "gold.json").is_file():
        message = f"no folder of articles: give one, or set {FOLDER} to the folder that has it as articles"
        raise SystemExit(message)
    return path


def module_of(folder: Path, name: str) -> Any:
    """A module of the folder: its scorer or its baseline."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None:
        message = f"{folder}: no {name}.py"
        raise SystemExit(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts_of(folder: Path, names: list[str]) -> dict[str, str]:
    """The articles with their line ends untouched."""
    return {name: (folder / f"{name}.txt").read_bytes().decode() for name in names}


def readings(texts: dict[str, str], gold: dict[str, Any]) -> dict[str, Any]:
    """What the reader makes of each article, with its publication date and publisher."""
    return {
        name: read(
            text,
            published=gold[name]["published"],
            publisher=gold[name]["publisher"] or "",
        ).document()
        for name, text in texts.items()
    }


def by_confidence(
    found: dict[str, Any], gold: dict[str, Any], scorer: Any
) -> list[tuple[float, int, int]]:
    """For each step of confidence: the mean, the facts, and those that lie on a fact of the article of a fitting type."""
    steps: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for name, reading in found.items():
        for fact in reading["facts"]:
            sure = fact["confidence"]
            step = max(low for low in BINS if low <= sure)
            steps[step].append((sure, _is_right(fact, gold[name]["facts"], scorer)))
    return [
        (
            sum(sure for sure, _right in rows) / len(rows),
            len(rows),
            sum(right for _sure, right in rows),
        )
        for _step, rows in sorted(steps.items())
    ]


def _is_right(fact: dict[str, Any], gold: list[dict[str, Any]], scorer: Any) -> bool:
    return any(
        scorer.compatible(each, fact["type"])
        and any(
            scorer.overlap(fact["start"], fact["end"], *span)
            for span in [(each["start"], each["end"]), *each.get("also", ())]
        )
        for each in gold
    )


def report(folder: Path, names: list[str]) -> dict[str, Any]:
    """The figures of reader and baseline for these articles, seconds, and the steps of confidence."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    scorer, baseline = module_of(folder, "score"), module_of(folder, "baseline")
    texts = texts_of(folder, names)
    started = time.perf_counter()
    found = readings(texts, gold)
    seconds = time.perf_counter() - started
    plain = {
        name: baseline.run(text, gold[name]["published"])
        for name, text in texts.items()
    }
    ours, theirs = (
        scorer.score(each, gold, names)[0] for each in (json_like(found), plain)
    )
    return {
        "rows": [(row, ours[row], theirs[row]) for row in ROWS],
        "seconds": seconds,
        "steps": by_confidence(found, gold, scorer),
    }


def json_like(found: dict[str, Any]) -> dict[str, Any]:
    """Readings as a program would read them from their files."""
    loaded: dict[str, Any] = json.loads(json.dumps(found))
    return loaded


def page(figures: dict[str, Any]) -> str:
    """The figures as lines."""
    lines = [f"{'':32}{'reader':>10}{'keywords':>10}"]
    lines += [
        f"{row:32}{ours!s:>10}{theirs!s:>10}" for row, ours, theirs in figures["rows"]
    ]
    lines += [
        f"confidence {mean:.2f}: {right} of {count} facts lie on one of the article"
        for mean, count, right in figures["steps"]
    ]
    total = sum(count for _mean, count, _right in figures["steps"]) or 1
    error = sum(abs(mean * count - right) for mean, count, right in figures["steps"])
    lines.append(f"expected calibration error {error / total:.3f}")
    lines.append(f"{figures['seconds']:.2f} s for all articles")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How well articles are read.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", metavar="NNN,NNN", help="these articles alone")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = folder_of(options.folder)
    every = sorted(json.loads((folder / "gold.json").read_text(encoding="utf-8")))
    names = options.only.split(",") if options.only else every
    figures = report(folder, names)
    sys.stdout.write(json.dumps(figures) + "\n" if options.json else page(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
