"""What a limit on showings costs in real partners found, and how evenly it shows organisations.

    MADANG_MATCHING_DATA=FOLDER python -m benchmarks.matching.showings [--length 10] [--json]

FOLDER holds trials.json.gz: trial records, each with nct, title, summary, conditions, interventions, sponsor and
collabs (separated by |); they are not part of this project. A trial that names a collaborator asks who could join it.
The newest 20 % of the records are not read; of the others a fifth drawn at random are the questions, the rest the
profiles. Candidates are organisations with two or more trials among the profiles, federal institutes left out. The score is plain: the largest
cosine of word TF-IDF between the question and the organisation's trials. Recall counts the collaborators named.
"""

import argparse
import gzip
import json
import os
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from madang.engine.match.allocation import allocate
from madang.engine.match.exposure import exposure_of
from madang.engine.match.shortlist import FIRST, Policy, Room, Shortlist

Floats = npt.NDArray[np.float64]
Record = dict[str, str]
SHORT = 100
ROOMY = 10_000
SEED, HELD_OUT = 1, 0.2
TIMES_THE_MEAN = (20, 10, 6, 4)
FORMS = re.compile(
    r"\b(inc|ltd|llc|co|corp|corporation|limited|gmbh|ag|sa|plc|company|kg|bv|ab|as)\b"
)
FEDERAL = re.compile(
    r"\bnational (institute|cancer|heart|eye|center|human|library)|nih\b|va office"
    r"|department of (health|veterans|defense)|centers for disease|niaid|fda\b"
)


def plain(name: str) -> str:
    """A name without brackets, punctuation, legal form and capitals."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", "", name.lower())
    return " ".join(FORMS.sub(" ", re.sub(r"[^\w\s]", " ", bare)).split())


def partners(record: Record) -> set[str]:
    """The collaborators of a trial, its sponsor aside."""
    named = {plain(name) for name in record.get("collabs", "").split("|")}
    return named - {plain(record["sponsor"]), ""}


def words(record: Record) -> str:
    """What a trial says about itself."""
    keys = ("title", "summary", "conditions", "interventions")
    return " ".join(record.get(key) or "" for key in keys)


def questions(records: list[Record]) -> tuple[Floats, list[set[int]]]:
    """The score of each candidate (column) for each question (row), and which candidates are true."""
    records = sorted(records, key=lambda record: record["nct"])
    records = records[: int(0.8 * len(records))]
    is_asked = np.random.default_rng(SEED).random(len(records)) < HELD_OUT
    known = [record for record, held in zip(records, is_asked, strict=True) if not held]
    asked = [record for record, held in zip(records, is_asked, strict=True) if held]
    trials: dict[str, list[int]] = defaultdict(list)
    for n, record in enumerate(known):
        for name in sorted(partners(record) | {plain(record["sponsor"])}):
            trials[name].append(n)
    place = {
        name: n
        for n, name in enumerate(
            name
            for name, own in trials.items()
            if len(own) > 1 and not FEDERAL.search(name)
        )
    }
    asked = [record for record in asked if partners(record) & place.keys()]
    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2, stop_words="english")
    rows = vectors.fit_transform(map(words, known))
    close = (vectors.transform(map(words, asked)) @ rows.T).toarray()
    scores = np.stack([close[:, trials[name]].max(axis=1) for name in place], axis=1)
    for n, record in enumerate(asked):
        own = place.get(plain(record["sponsor"]))
        if own is not None:
            scores[n, own] = 0.0
    return scores, [
        {place[name] for name in partners(record) & place.keys()} for record in asked
    ]


def figures(
    lists: list[list[int]], truth: list[set[int]], count: int
) -> dict[str, Any]:
    """Recall of the lists and how evenly they show the candidates."""
    shown = exposure_of(
        np.bincount([n for own in lists for n in own if n >= 0], minlength=count)
    )
    found = sum(len(set(own) & true) for own, true in zip(lists, truth, strict=True))
    return {
        "recall": found / sum(map(len, truth)),
        "peak_to_mean": shown.peak_to_mean,
        "coverage": shown.coverage,
        "gini": shown.gini,
    }


def limited(scores: Floats, most: int, length: int) -> list[list[int]]:
    """Lists of the best scores where each candidate stands in so many at most; doors are never crowded."""
    asked, count = scores.shape
    best = np.argsort(-scores, axis=1)[:, :SHORT]
    wish = np.take_along_axis(scores, best, axis=1)
    wish /= np.maximum(wish.max(axis=1, keepdims=True), 1e-12)
    start = np.minimum(np.arange(asked + count + 1), asked) * best.shape[1]
    shortlist = Shortlist(
        start, (best + asked).ravel(), wish.ravel(), np.ones(best.size)
    )
    room = Room(
        np.full(asked + count, ROOMY),
        np.full(asked + count, most),
    )
    made = allocate(shortlist, room, Policy(length=length, floor=0, attention=FIRST))
    lists: list[list[int]] = [
        [n - asked for n in made.of(reader)] for reader in range(asked)
    ]
    return lists


def measured(records: list[Record], length: int) -> dict[str, Any]:
    """No limit, and limits of some times the mean number of showings."""
    scores, truth = questions(records)
    asked, count = scores.shape
    free = np.argsort(-scores, axis=1)[:, :length].tolist()
    rows = [{"limit": "none", **figures(free, truth, count)}]
    for times in TIMES_THE_MEAN:
        most = max(1, int(times * asked * length / count))
        lists = limited(scores, most, length)
        rows.append({"limit": f"{times} × mean", **figures(lists, truth, count)})
    return {"questions": asked, "candidates": count, "length": length, "rows": rows}


def main() -> None:
    """Measure and print a table, or JSON. Ends with 2 and one line where the data are missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--length", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = os.environ.get("MADANG_MATCHING_DATA", "")
    path = Path(folder) / "trials.json.gz"
    if not folder or not path.exists():
        sys.stderr.write("MADANG_MATCHING_DATA: names no folder with trials.json.gz\n")
        raise SystemExit(2)
    with gzip.open(path) as file:
        result = measured(json.load(file), options.length)
    if options.json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
        return
    sys.stdout.write(
        f"{result['questions']} questions, {result['candidates']} candidates\n"
    )
    sys.stdout.write(
        "| most showings | recall | peak ÷ mean | coverage | Gini |\n|---|---|---|---|---|\n"
    )
    for row in result["rows"]:
        sys.stdout.write(
            f"| {row['limit']} | {row['recall']:.3f} | {row['peak_to_mean']:.1f} "
            f"| {row['coverage']:.2f} | {row['gini']:.2f} |\n"
        )


if __name__ == "__main__":
    main()
