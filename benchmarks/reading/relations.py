"""How well relations are read: `python -m benchmarks.reading.relations FOLDER [--test] [--set core|finre]`.

Without --test a part of the training sentences (CORE: a quarter, FinRE: its own validation file) is judged;
choices are made there. Beside the model, in the same run: a keyword rule and one plain linear model.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.reading import data
from madang.reader.calibration import calibration_error
from madang.reader.relations import Marked, fit

KEYWORDS = (
    "collaborat",
    "partner",
    "alliance",
    "joint",
    "together",
    "cooperat",
    "合作",
    "携手",
    "联手",
    "战略",
)
Answer = tuple[list[str], list[float]]


@dataclass(frozen=True)
class Split:
    """Sentences to train on and to judge, the relation looked for and the one that says nothing."""

    train: data.Rows
    judged: data.Rows
    target: str
    nothing: str


def core(folder: Path, *, test: bool) -> Split:
    """CORE; without the test file a quarter of the training sentences is judged."""
    rows, answers = data.core(folder, "train")
    if test:
        return Split(
            (rows, answers), data.core(folder, "test"), "collaboration", "undefined"
        )
    order = np.random.default_rng(1).permutation(len(rows))
    cut = len(rows) * 3 // 4
    parts = [
        ([rows[at] for at in part], [answers[at] for at in part])
        for part in (order[:cut], order[cut:])
    ]
    return Split(parts[0], parts[1], "collaboration", "undefined")


def finre(folder: Path, *, test: bool) -> Split:
    """FinRE, judged on its validation or its test file."""
    judged = data.finre(folder, "test" if test else "valid")
    return Split(data.finre(folder, "train"), judged, "合作", "unknown")


def by_keyword(split: Split) -> Answer:
    """The target where one of a few words of working together stands in the sentence."""
    found = [
        any(word in row.text.lower() for word in KEYWORDS) for row in split.judged[0]
    ]
    return [split.target if hit else split.nothing for hit in found], [1.0] * len(found)


def _line(row: Marked) -> str:
    """The sentence with both names replaced by marks, as the plain model reads it."""
    text = row.text
    for (start, end), mark in sorted(
        [(row.first, " firstname "), (row.second, " secondname ")], reverse=True
    ):
        text = text[:start] + mark + text[end:]
    return text


def by_plain_model(split: Split) -> Answer:
    """One logistic regression over tf-idf of runs of one to four characters or, with spaces, words in pairs."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    letters = split.nothing == "unknown"
    runs = TfidfVectorizer(
        analyzer="char" if letters else "word",
        ngram_range=(1, 4) if letters else (1, 2),
        min_df=2,
        sublinear_tf=True,
    )
    model = make_pipeline(
        runs,
        LogisticRegression(C=10, solver="saga", tol=0.01, max_iter=30, random_state=0),
    )
    model.fit([_line(row) for row in split.train[0]], split.train[1])
    chances = model.predict_proba([_line(row) for row in split.judged[0]])
    return [str(model.classes_[at]) for at in chances.argmax(axis=1)], list(
        chances.max(axis=1)
    )


def by_reader(split: Split) -> Answer:
    """The product's own relation model, trained on this split alone and thrown away."""
    model = fit(*split.train)
    chances = model.predict(split.judged[0])
    return [model.labels[at] for at in chances.argmax(axis=1)], list(
        chances.max(axis=1)
    )


def _f1(hits: int, said: int, true: int) -> float:
    return 2 * hits / max(1, said + true)


def figures(split: Split, answer: Answer) -> dict[str, float]:
    """F1 of the target, micro-F1 and median F1 over the relations without "nothing", and calibration error."""
    pairs = list(zip(answer[0], split.judged[1], strict=True))
    labels = sorted({true for _, true in pairs} - {split.nothing})
    counts = {
        label: (
            sum(said == true == label for said, true in pairs),
            sum(said == label for said, _ in pairs),
            sum(true == label for _, true in pairs),
        )
        for label in labels
    }
    said = sum(said != split.nothing for said, _ in pairs)
    return {
        "target_f1": _f1(*counts[split.target]),
        "micro_f1": _f1(
            sum(hit for hit, _, _ in counts.values()),
            said,
            sum(true for _, _, true in counts.values()),
        ),
        "median_f1": statistics.median(_f1(*count) for count in counts.values()),
        "ece": calibration_error(answer[1], [said == true for said, true in pairs]),
    }


WAYS: dict[str, Callable[[Split], Answer]] = {
    "keyword": by_keyword,
    "plain": by_plain_model,
    "reader": by_reader,
}


def main(arguments: list[str] | None = None) -> int:
    """Print a line of figures a set and way; 1 where the folder lacks the sets."""
    parser = argparse.ArgumentParser(prog="benchmarks.reading.relations")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--test", action="store_true")
    parser.add_argument("--set", choices=("core", "finre"), action="append")
    options = parser.parse_args(arguments)
    for name in options.set or ("core", "finre"):
        try:
            split = {"core": core, "finre": finre}[name](
                options.folder, test=options.test
            )
        except FileNotFoundError as missing:
            sys.stdout.write(
                f"{name}: {missing.filename} is missing; nothing measured\n"
            )
            return 1
        for way, run in WAYS.items():
            start = time.perf_counter()
            found = figures(split, run(split))
            shown = " ".join(f"{key}={value:.3f}" for key, value in found.items())
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            sys.stdout.write(
                f"{name} {way}: {shown} seconds={time.perf_counter() - start:.0f} peak_mb={peak}\n"
            )
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
