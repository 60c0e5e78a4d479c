"""How sure a rule or a model may say it is, learned from what people accepted and refused.

Rules: Beta-Binomial with shrinkage to the family's rate, prior strength by moments (Kleinman, JASA 1973).
Models: temperature scaling (Guo et al., ICML 2017) or isotonic regression (Zadrozny and Elkan, KDD 2002).
Error: expected calibration error over equal bins (Naeini et al., AAAI 2015).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.floating[Any]]

WEAKEST, STRONGEST = 2.0, 200.0


def rates(counts: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """Each rule's chance of being right, from (accepted, refused) of the rules of one family.

    A rule nobody judged gets the family's rate; a family nobody judged, one half. Strictly between 0 and 1.
    ValueError for a negative count.
    """
    pairs = np.array(list(counts.values()), dtype=float).reshape(-1, 2)
    if (pairs < 0).any():
        raise ValueError("Counts of accepted and refused cannot be negative.")
    accepted, total = pairs[:, 0], pairs.sum(axis=1)
    family = (accepted.sum() + 1) / (total.sum() + 2)
    strength = _strength(accepted, total, family)
    shrunk = (accepted + strength * family) / (total + strength)
    return {name: float(rate) for name, rate in zip(counts, shrunk, strict=True)}


def _strength(accepted: Floats, total: Floats, family: float) -> float:
    """The weight of the family's rate in judged claims: high where rules differ no more than chance would."""
    judged = total > 0
    if judged.sum() < 2:
        return WEAKEST
    n, p = total[judged], accepted[judged] / total[judged]
    spread = float((n * (p - family) ** 2).sum())
    chance = float(len(n) * family * (1 - family))
    between = (spread - chance) / max(float(n.sum() - (n**2).sum() / n.sum()), 1.0)
    if between <= 0:
        return STRONGEST
    return float(np.clip(family * (1 - family) / between - 1, WEAKEST, STRONGEST))


def temperature(scores: ArrayLike, answers: Sequence[int]) -> float:
    """The divisor (0.05 to 20) of raw scores, one row a case, that makes their softmax likeliest."""
    from scipy.optimize import minimize_scalar
    from scipy.special import logsumexp

    table, picked = np.asarray(scores, dtype=float), np.asarray(answers)
    own = table[np.arange(len(picked)), picked]

    def loss(log_divisor: float) -> float:
        divisor = np.exp(log_divisor)
        return float((logsumexp(table / divisor, axis=1) - own / divisor).mean())

    return float(
        np.exp(
            minimize_scalar(loss, bounds=(np.log(0.05), np.log(20)), method="bounded").x
        )
    )


def isotonic(confidence: ArrayLike, right: ArrayLike, asked: ArrayLike) -> Floats:
    """The rate of being right at each confidence `asked`, never falling as confidence rises; 0 to 1."""
    from sklearn.isotonic import IsotonicRegression

    curve = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    curve.fit(np.asarray(confidence, dtype=float), np.asarray(right, dtype=float))
    return np.asarray(curve.predict(np.asarray(asked, dtype=float)))


def calibration_error(confidence: ArrayLike, right: ArrayLike, bins: int = 10) -> float:
    """Expected calibration error, 0 (best) to 1: the gap of mean confidence and share right, weighted by bin."""
    sure, hit = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    if len(sure) == 0 or len(sure) != len(hit):
        raise ValueError("Calibration needs cases, and an outcome for each.")
    place = np.clip((sure * bins).astype(int), 0, bins - 1)
    gaps = np.bincount(place, weights=hit - sure, minlength=bins)
    return float(np.abs(gaps).sum() / len(sure))
