"""A trainable reader of relations: linear machines over several views, joined and calibrated by a second model.

Each view (and all views side by side) trains one-against-rest linear support vector machines on tf-idf. Their
scores on held-out folds train a multinomial logistic regression: stacked generalisation (Wolpert, 1992), which
is at the same time the vector scaling of Guo et al. (ICML 2017), so that its probabilities are calibrated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from madang.reader.relations.features import VIEWS, Marked, bags

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Options:
    """How to fit: `cost` of the margin machines, `ease` (C) of the joining model, folds, rarest feature, seed."""

    cost: float = 0.3
    ease: float = 0.1
    folds: int = 4
    rarest: int = 2
    seed: int = 0


@dataclass
class Block:
    """One view: its vocabulary (feature to column), inverse document frequencies and weights."""

    columns: dict[str, int]
    idf: Floats


@dataclass
class Model:
    """Labels in order, a vocabulary per view, a machine per view and one over all, and the joining model."""

    labels: list[str]
    blocks: list[Block]
    weights: list[Floats]
    biases: list[Floats]
    join: Floats
    join_bias: Floats

    def predict(self, rows: Sequence[Marked]) -> Floats:
        """Probabilities, one row a sentence and one column a label of `labels`; each row sums to one."""
        if not rows:
            return np.zeros((0, len(self.labels)))
        parts = [
            _matrix(bags(list(rows), view), block)
            for view, block in zip(VIEWS, self.blocks, strict=True)
        ]
        scores = _scores(_side_by_side(parts), self.weights, self.biases)
        return _softmax(scores @ self.join.T + self.join_bias)


def _vocabulary(rows: list[list[str]], rarest: int) -> Block:
    from collections import Counter

    seen = Counter(item for row in rows for item in set(row))
    kept = sorted(item for item, count in seen.items() if count >= rarest)
    counts = np.array([seen[item] for item in kept], dtype=float)
    return Block(
        {item: at for at, item in enumerate(kept)},
        np.log((1 + len(rows)) / (1 + counts)) + 1,
    )


def _matrix(rows: list[list[str]], block: Block) -> Any:
    """Tf-idf with damped counts, each row of length one (Salton and Buckley, 1988)."""
    from collections import Counter

    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    at, columns, values = [0], [], []
    for row in rows:
        for item, count in Counter(row).items():
            column = block.columns.get(item)
            if column is not None:
                columns.append(column)
                values.append(
                    (1 + np.log(count)) * block.idf[column]
                    if count > 1
                    else block.idf[column]
                )
        at.append(len(columns))
    matrix = csr_matrix(
        (values, columns, at), shape=(len(rows), len(block.columns)), dtype=float
    )
    return normalize(matrix)


def _side_by_side(parts: list[Any]) -> list[Any]:
    from scipy.sparse import hstack

    return [*parts, hstack(parts, format="csr")]


def _scores(parts: list[Any], weights: list[Floats], biases: list[Floats]) -> Floats:
    return np.hstack(
        [
            np.asarray(x @ w.T + b)
            for x, w, b in zip(parts, weights, biases, strict=True)
        ]
    )


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _machine(
    x: Any, y: NDArray[np.int64], labels: int, options: Options
) -> tuple[Floats, Floats]:
    """Weights and bias of one-against-rest machines; labels absent from `y` score a flat minus one."""
    from sklearn.svm import LinearSVC

    weights = np.zeros((labels, x.shape[1]), dtype=np.float32)
    biases = np.full(labels, -1.0)
    for label in np.unique(y):
        machine = LinearSVC(C=options.cost, random_state=options.seed, tol=1e-3)
        machine.fit(x, y == label)
        weights[label], biases[label] = machine.coef_[0], machine.intercept_[0]
    return weights, biases


def _held_out(
    parts: list[Any], y: NDArray[np.int64], labels: int, options: Options
) -> Floats:
    """Scores of every row by machines that never saw it."""
    rng = np.random.default_rng(options.seed)
    fold = rng.permutation(len(y)) % options.folds
    out = np.zeros((len(y), labels * len(parts)))
    for number in range(options.folds):
        train, rest = fold != number, fold == number
        fitted = [_machine(x[train], y[train], labels, options) for x in parts]
        out[rest] = _scores(
            [x[rest] for x in parts], [w for w, _ in fitted], [b for _, b in fitted]
        )
    return out


def _joined(
    scores: Floats, y: NDArray[np.int64], labels: int, options: Options
) -> tuple[Floats, Floats]:
    from sklearn.linear_model import LogisticRegression

    joining = LogisticRegression(C=options.ease, max_iter=400, tol=1e-3).fit(scores, y)
    coefficients, bias = joining.coef_, joining.intercept_
    if labels == 2:
        coefficients, bias = (
            np.vstack([0 * coefficients, coefficients]),
            np.array([0.0, bias[0]]),
        )
    return coefficients, bias


def fit(
    rows: Sequence[Marked], answers: Sequence[str], options: Options | None = None
) -> Model:
    """Train on sentences with their relation; the same rows, options and seed give the same model.

    ValueError for fewer than two labels, unequal lengths, or fewer rows than folds.
    """
    chosen = options or Options()
    labels = sorted(set(answers))
    if len(rows) != len(answers) or len(labels) < 2 or len(rows) < 2 * chosen.folds:
        raise ValueError(
            "Training needs an answer a sentence, two relations or more, and two sentences a fold."
        )
    y = np.array([labels.index(answer) for answer in answers])
    found = [bags(list(rows), view) for view in VIEWS]
    blocks = [_vocabulary(view, chosen.rarest) for view in found]
    parts = _side_by_side(
        [_matrix(view, block) for view, block in zip(found, blocks, strict=True)]
    )
    join, bias = _joined(
        _held_out(parts, y, len(labels), chosen), y, len(labels), chosen
    )
    fitted = [_machine(x, y, len(labels), chosen) for x in parts]
    return Model(
        labels, blocks, [w for w, _ in fitted], [b for _, b in fitted], join, bias
    )
