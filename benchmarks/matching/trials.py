"""`python -m benchmarks.matching.trials FILE`: who really ran trials together, out of who could have.

FILE is a gzipped JSON list of public records of ClinicalTrials.gov (or `trials.json.gz` in the folder MADANG_MATCHING_DATA): nct, title, summary,
conditions, interventions, phases, sponsor, collabs, locations. Without more it validates: every choice is made on windows
of the oldest 80 %. `--test` runs the newest 20 % once and writes the figures to runs.jsonl beside this file; the same version (partners.py)
is not run twice there. `--last NEWER` runs the queries of another file, all of them newer, once against the profiles of the first file,
and writes the run down too; the ranker learns from the first file alone. `--exposure` draws the curve of recall under caps. Example:

    python -m benchmarks.matching.trials trials.json.gz --json
"""

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.matching import exposure
from benchmarks.matching.data import chosen_file
from benchmarks.matching.trial_records import Records, read, records_of
from benchmarks.matching.windows import (
    Cut,
    Window,
    above,
    cut,
    embedded,
    error_of,
    hits,
    window,
)
from madang.engine.match import (
    partners,
    partners_learned,
    works,
    works_facets,
    works_text,
    works_ties,
)
from madang.engine.match.partners_learned import Ranker, learn
from madang.engine.match.works import Floats

LOG = Path(__file__).with_name("runs.jsonl")
LESSONS = (
    (0.3, 0.3, 0.4),
    (0.4, 0.4, 0.5),
    (0.5, 0.5, 0.6),
    (0.5, 0.6, 0.7),
    (0.6, 0.6, 0.7),
    (0.6, 0.7, 0.8),
    (0.7, 0.7, 0.8),
)
"""Profiles until, queries from, queries until: shares of the records, oldest first. A ranker learns from those that end before its test."""
VALIDATION = ((0.6, 0.6, 0.7), (0.7, 0.7, 0.8))
TEST = (0.7, 0.8, 1.0)
SEEDS = (0, 1, 2)
Span = tuple[float, float, float]
METHODS: dict[str, Callable[[Window], Floats]] = {
    "popularity": lambda place: _one(place, "sought_now"),
    "facets": lambda place: sum(
        _one(place, name)
        for name in ("field_best", "usual_kinds", "stage_near", "wanted_ground")
    ),
    "TF-IDF": lambda place: _one(place, "whole_best"),
    "shipped": lambda place: partners.added(place.values),
}


def _one(place: Window, name: str) -> Floats:
    return place.values[:, :, partners.FEATURES.index(name)]


class Spans:
    """Windows of the records, each made once; lessons lie in the oldest `share` of the records."""

    def __init__(self, records: Records, share: float = 1.0) -> None:
        self.records = records
        self.lessons = tuple(
            (until * share, first * share, last * share)
            for until, first, last in LESSONS
        )
        self.made: dict[tuple[Span, bool], Window] = {}

    def get(self, span: Span, *, placeless: bool = False) -> Window:
        """The window of a span; `placeless`: queries do not tell their countries."""
        key = (span, placeless)
        if key not in self.made:
            say(f"window {span}")
            self.made[key] = window(self.cut(span, placeless=placeless))
        return self.made[key]

    def cut(self, span: Span, *, placeless: bool = False) -> Cut:
        """The profiles and queries of a span."""
        count = len(self.records.works)
        until, first, last = (round(count * one, 6) for one in span)
        return cut(self.records, int(until), int(first), int(last), placeless=placeless)


def say(text: str) -> None:
    """Progress, for a person who watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{text}\n")


def ranker_before(spans: Spans, first: float) -> Ranker:
    """A ranker from all lessons whose queries end where the tested ones begin."""
    lessons = [
        spans.get(span).lesson() for span in spans.lessons if span[2] <= first + 1e-9
    ]
    return learn(lessons, seeds=SEEDS)


def measured(spans: Spans, span: Span) -> dict[str, Any]:
    """Every method on one window: queries, pairs, and per method recall, its standard error and the bootstrap against TF-IDF."""
    place = spans.get(span)
    scores = {name: method(place) for name, method in METHODS.items()}
    scores["embedding"] = embedded(spans.cut(span))
    ranker = ranker_before(spans, span[1])
    scores["learned"] = ranker.score(place.values)
    blind = spans.get(span, placeless=True)
    scores["shipped, no countries"] = partners.added(blind.values)
    scores["learned, no countries"] = ranker.score(blind.values)
    rows = {
        name: row_of(score, scores["TF-IDF"], place) for name, score in scores.items()
    }
    new = place.truth & ~place.known
    counts = {
        "queries": int(place.truth.any(axis=1).sum()),
        "pairs": int(place.truth.sum()),
        "new_queries": int(new.any(axis=1).sum()),
        "new_pairs": int(new.sum()),
        "candidates": place.truth.shape[1],
    }
    return {"window": list(span), **counts, "methods": rows}


def row_of(score: Floats, plain: Floats, place: Window) -> dict[str, Any]:
    """Recall at 10 and 20, its standard error, and how often a resample puts it above TF-IDF: of all partners and of new ones.

    Raises SystemExit where a window has nobody to find.
    """
    row: dict[str, Any] = {}
    for name, new in (("all", False), ("new", True)):
        found, base = hits(score, place, new=new), hits(plain, place, new=new)
        if not len(found):
            raise SystemExit("a window has nobody new to find")
        row[name] = [round(float(one), 4) for one in found.mean(axis=0)]
        row[f"{name}_error"] = [round(float(one), 4) for one in error_of(found)]
        row[f"{name}_above"] = [round(float(one), 4) for one in above(found, base)]
    return row


def fingerprint() -> str:
    """Twelve hex digits of the sources that make the figures: another method, another number."""
    folder = Path(__file__).parent
    ours = [folder / name for name in ("trial_records.py", "windows.py", "trials.py")]
    modules = (partners, partners_learned, works, works_facets, works_text, works_ties)
    paths = [*ours, *(Path(str(module.__file__)) for module in modules)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[
        :12
    ]


def logged(log: Path) -> Iterator[dict[str, Any]]:
    """The runs of the test window so far."""
    if log.exists():
        yield from map(json.loads, log.read_text(encoding="utf-8").splitlines())


def run_once(spans: Spans, log: Path, *, span: Span = TEST) -> dict[str, Any]:
    """Run a test window and write it down. Raises SystemExit where this version had its run on as many records."""
    count = len(spans.records.works)
    for run in logged(log):
        if (run["version"], run["records"]) == (partners.VERSION, count):
            message = (
                f"{log.name}: version {partners.VERSION} had its one run of this window"
            )
            raise SystemExit(message)
    facts = measured(spans, span)
    run = {
        "date": datetime.now(UTC).date().isoformat(),
        "version": partners.VERSION,
        "method": fingerprint(),
        "commit": commit(),
        "records": count,
        **facts,
    }
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run) + "\n")
    return run


def run_on_newer(older: Path, newer: Path, log: Path) -> dict[str, Any]:
    """All queries of the newer file against the profiles of the older one. Raises SystemExit where the files overlap in time."""
    first, last = read(older), read(newer)
    if max(row["nct"] for row in first) >= min(row["nct"] for row in last):
        message = f"{newer}: not all of its records are newer than those of {older}"
        raise SystemExit(message)
    kept, every = records_of(first), records_of(first + last)
    share = len(kept.works) / len(every.works)
    return run_once(Spans(every, share), log, span=(share, share, 1.0))


def commit() -> str:
    """The commit that was run, if this is a checkout."""
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def table(facts: dict[str, Any]) -> str:
    """The figures of one window as Markdown."""
    until, first, last = facts["window"]
    cut = f"Profiles to {until:.0%}, queries {first:.0%} to {last:.0%}: {facts['queries']} queries, {facts['pairs']} partners,"
    new = f" {facts['new_pairs']} of them new in {facts['new_queries']} queries; {facts['candidates']} candidates."
    lines = [
        cut + new,
        "",
        "| method | all @10 / @20 | error | new @10 / @20 | error | above TF-IDF, new @20 |",
        "|---|---|---|---|---|---|",
    ]
    for name, row in facts["methods"].items():
        keys = ("all", "all_error", "new", "new_error")
        cells = [" / ".join(f"{one:.3f}" for one in row[key]) for key in keys]
        lines.append(f"| {name} | {' | '.join(cells)} | {row['new_above'][1]:.3f} |")
    return "\n".join(lines)


def curve_table(rows: list[dict[str, Any]]) -> str:
    """The curve of exposure as Markdown."""
    head = "| cap | bonus | recall@10 | loss | peak / mean | shown at all | Gini |"
    return "\n".join([head, "|---|---|---|---|---|---|---|", *map(curve_line, rows)])


def curve_line(row: dict[str, Any]) -> str:
    """One point of the curve."""
    cells = (
        row["cap"] or "none",
        f"{row['bonus']:g}",
        f"{row['recall']:.3f}",
        f"{row['loss']:.1%}",
        f"{row['peak_to_mean']:.1f}",
        f"{row['coverage']:.0%}",
        f"{row['gini']:.2f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument(
        "--last", type=Path, metavar="NEWER", help="test on all of another, newer file"
    )
    parser.add_argument("--test", action="store_true")
    parser.add_argument("--exposure", action="store_true")
    parser.add_argument("--log", type=Path, default=LOG)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    path = chosen_file(chosen.file, "trials.json.gz", "trials")
    if chosen.last:
        run = run_on_newer(path, chosen.last, chosen.log)
        sys.stdout.write((json.dumps(run) if chosen.json else table(run)) + "\n")
        return 0
    records = records_of(read(path))
    if chosen.exposure:
        points = exposure.curve(exposure.random_split(records))
        sys.stdout.write(
            (json.dumps(points) if chosen.json else curve_table(points)) + "\n"
        )
        return 0
    spans = Spans(records)
    facts = (
        [run_once(spans, chosen.log)]
        if chosen.test
        else [measured(spans, span) for span in VALIDATION]
    )
    sys.stdout.write(
        (json.dumps(facts) if chosen.json else "\n\n".join(map(table, facts))) + "\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
