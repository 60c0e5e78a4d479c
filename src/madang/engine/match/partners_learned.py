"""A ranker that learns from demands whose partners are known: boosted trees on top of the shipped score.

Trees see the values of `partners.py` and the shipped score, and none may turn a value round: where the shipped weights say
that more is better, more never lowers the learned score (monotone constraints). They are trained on each true partner
beside a sample of the others, so that a demand with many candidates does not drown the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from madang.engine.match.partners import Bools, added
from madang.engine.match.works import Floats, Singles

ROUNDS, RATE, LEAVES, LEAST, HOLD = 150, 0.06, 12, 30, 5.0
OTHERS = 80
"""Candidates who did not join, drawn beside the partners of one demand."""
ROWS_AT_ONCE = 64


@dataclass(frozen=True)
class Lesson:
    """Demands with known partners: `values_of` them, who joined, and who may be suggested (demands × candidates)."""

    values: Singles
    joined: Bools
    allowed: Bools


@dataclass(frozen=True)
class Ranker:
    """Trees that were grown by `learn`, one forest a seed."""

    forests: tuple[Any, ...]

    def score(self, values: Singles) -> Singles:
        """Mean of two log shares, the shipped score's and the trees': demands × candidates, from `values_of`.

        The trees are held to the shipped score so that a field unlike the lessons does not lead them astray.
        """
        parts = [
            self._score(values[first : first + ROWS_AT_ONCE])
            for first in range(0, len(values), ROWS_AT_ONCE)
        ]
        return (
            np.concatenate(parts) if parts else np.zeros(values.shape[:2], np.float32)
        )

    def _score(self, values: Singles) -> Singles:
        rows = with_shipped(values)
        flat = rows.reshape(-1, rows.shape[-1])
        total = sum(forest.decision_function(flat) for forest in self.forests)
        grown = (total / len(self.forests)).reshape(rows.shape[:2])
        found: Singles = ((rows[:, :, -1] + log_share(grown)) / 2).astype(np.float32)
        return found


def log_share(scores: Singles) -> Singles:
    """ln of each candidate's share of a demand, by e^score: demands × candidates, at most 0."""
    lower = scores - scores.max(axis=1, keepdims=True)
    share: Singles = lower - np.log(np.exp(lower).sum(axis=1, keepdims=True))
    return share


def with_shipped(values: Singles) -> Singles:
    """The values and, as one more, the log share by the shipped score: demands × candidates × (FEATURES + 1)."""
    return np.concatenate([values, log_share(added(values))[:, :, None]], axis=2)


def learn(lessons: Sequence[Lesson], *, seeds: Sequence[int] = (0,)) -> Ranker:
    """Grow a forest a seed. The same lessons and seeds give the same ranker. Raises ValueError where nobody ever joined."""
    if not any((lesson.joined & lesson.allowed).any() for lesson in lessons):
        message = "no lesson has a partner to learn from"
        raise ValueError(message)
    return Ranker(tuple(_forest(lessons, seed) for seed in seeds))


def _forest(lessons: Sequence[Lesson], seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    draw = np.random.default_rng(seed)
    drawn = [one for lesson in lessons for one in _drawn(lesson, draw)]
    rows = np.concatenate([rows for rows, _, _ in drawn])
    forest = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST,
        l2_regularization=HOLD,
        monotonic_cst=[1] * rows.shape[1],
        early_stopping=False,
        random_state=seed,
    )
    joined = np.concatenate([joined for _, joined, _ in drawn])
    weights = np.concatenate([weights for _, _, weights in drawn])
    return forest.fit(rows, joined, sample_weight=weights)


def _drawn(
    lesson: Lesson, draw: np.random.Generator
) -> Iterator[tuple[Singles, npt.NDArray[np.int64], Floats]]:
    """Rows, who joined, and weights of each demand: 1/√partners for a partner, and others in proportion to all of them."""
    shipped = with_shipped(lesson.values)
    for row in range(len(shipped)):
        partners = np.flatnonzero(lesson.joined[row] & lesson.allowed[row])
        others = np.flatnonzero(~lesson.joined[row] & lesson.allowed[row])
        if not len(partners) or not len(others):
            continue
        some = draw.choice(others, min(OTHERS, len(others)), replace=False)
        joined = np.repeat([1, 0], [len(partners), len(some)])
        weights = np.where(
            joined == 1, len(partners) ** -0.5, len(others) / len(some) / 10
        )
        yield shipped[row, np.concatenate([partners, some])], joined, weights
