"""Scores to chances: curves fitted on earlier answers, so that of pairs said to have 30 %, three in ten come about.

Isotonic regression (pool adjacent violators; Zadrozny and Elkan 2002) where there are answers enough, a logistic curve of two numbers (Platt 1999)
where there are few. Either keeps the order of the scores.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from madang.engine.match.learning import logistic
from madang.engine.match.works import Floats

ENOUGH = 1000
"""Answers from which on the isotonic curve is taken."""
LEAST = 1e-6


@dataclass(frozen=True)
class Curve:
    """Chances at points of the score, straight between them and level outside. Equal scores have equal chances."""

    scores: Floats
    chances: Floats

    def at(self, scores: Floats) -> Floats:
        """The chance of each score, 0 to 1; never falls as the score rises."""
        found: Floats = np.interp(scores, self.scores, self.chances)
        return found


@dataclass(frozen=True)
class Platt:
    """logistic(shift + stretch · ln(score / (1 - score))), stretch ≥ 0."""

    shift: float
    stretch: float

    def at(self, scores: Floats) -> Floats:
        """The chance of each score, 0 to 1; never falls as the score rises."""
        return logistic(self.shift + self.stretch * _logits(scores))


def calibrated(scores: Floats, outcomes: Floats) -> Curve | Platt:
    """The curve for earlier scores (0 to 1) and what came of them (1 or 0). Raises ValueError without outcomes of both kinds."""
    if not 0 < outcomes.sum() < len(outcomes):
        message = "calibration needs outcomes of both kinds"
        raise ValueError(message)
    fit = isotonic if len(outcomes) >= ENOUGH else platt
    return fit(scores, outcomes)


def isotonic(scores: Floats, outcomes: Floats) -> Curve:
    """The rising curve nearest to the outcomes, in squares."""
    from sklearn.isotonic import IsotonicRegression

    found = IsotonicRegression(out_of_bounds="clip").fit(scores, outcomes)
    return Curve(np.asarray(found.X_thresholds_), np.asarray(found.y_thresholds_))


def platt(scores: Floats, outcomes: Floats) -> Platt:
    """The logistic curve that makes the outcomes most likely, its targets drawn in as Platt does for few of them."""
    from scipy import optimize

    logits = _logits(scores)
    yes = outcomes.sum()
    no = len(outcomes) - yes
    target = np.where(outcomes > 0, (yes + 1) / (yes + 2), 1 / (no + 2))

    def cost(curve: Floats) -> tuple[float, Floats]:
        told = curve[0] + curve[1] * logits
        slope = logistic(told) - target
        value = float((np.logaddexp(0.0, told) - target * told).sum())
        return value, np.array([slope.sum(), slope @ logits])

    found = optimize.minimize(
        cost,
        np.array([0.0, 1.0]),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None), (0.0, None)],
    )
    return Platt(float(found.x[0]), float(found.x[1]))


def _logits(scores: Floats) -> Floats:
    inside = np.clip(scores, LEAST, 1 - LEAST)
    found: Floats = np.log(inside / (1 - inside))
    return found


def calibration_error(chances: Floats, outcomes: Floats, bins: int = 10) -> float:
    """Expected calibration error: mean distance of chance and outcome over bins of equally many, by their numbers.

    Rows with equal chances fall in any order, so ties should be few or lie in one bin.
    """
    order = np.argsort(chances, kind="stable")
    return float(
        sum(
            abs(chances[part].mean() - outcomes[part].mean()) * len(part)
            for part in np.array_split(order, bins)
            if len(part)
        )
        / len(order)
    )
