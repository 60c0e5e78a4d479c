"""What the answers of one event teach: weights that start from the shipped ones, and how each participant gives and receives.

Bayesian logistic regression. For giver u and receiver v of a request, with features φ in [0, 1],

    P(u says yes to v) = logistic(b + w · φ + c · ln(rank) + g_u + r_v)

with normal priors: w around the shipped weights, b around the shipped intercept, g (how easily u says yes) and r (how
often v is said yes to) around 0. Signs of w are kept: a feature that speaks for a pair never comes to speak against it.
The estimate is the maximum of the posterior (MacKay 1992; Laplace's approximation gives the covariance). c is learned
beside the rest because what stands first in a list is answered more kindly; it is left out when chances are told, as if
everybody stood first.

Silence is not a no. Before its deadline a request that waits teaches nothing; after it, it counts as a no of a small
weight. A no for want of time, because the two know each other, for later or for another reason says nothing about the
fit, and teaches nothing either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import linalg, optimize, sparse
from scipy.sparse import linalg as splinalg

from madang.engine.match.works import Floats, Ints

SILENCE = 0.5
"""Weight of a request that nobody answered in time where everybody else answers; less where few do."""
POSITION_SPREAD = 0.5
"""Standard deviation of c before anything is known."""
MOST_STEPS = 500


class Said(StrEnum):
    """What became of a request."""

    YES = "yes"
    NO_FIT = "no_fit"
    NO_TIME = "no_time"
    KNOWN = "known"
    LATER = "later"
    OTHER = "other"
    WAITING = "waiting"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Prior:
    """What is believed before an event's answers, in logits.

    `means`, `spreads` (standard deviations) and `signs` have one entry a feature; a sign of 1 keeps a weight at or above 0,
    -1 at or below 0, and 0 leaves it free. `giving` and `receiving` are the standard deviations of g and r.
    """

    means: Floats
    spreads: Floats
    signs: Ints
    intercept: float = 0.0
    intercept_spread: float = 1.0
    giving: float = 1.0
    receiving: float = 1.0


@dataclass(frozen=True)
class Answers:
    """Requests with what became of them, one row each: features (rows × features), who was asked (the giver of the answer),
    who would be met (the receiver), the outcome (1 yes, 0 no), what the row weighs (0 to 1), and the place in the giver's
    list (1 is the first) at which the receiver was shown.
    """

    features: Floats
    givers: Ints
    receivers: Ints
    outcomes: Floats
    weights: Floats
    ranks: Ints

    def rows(self, chosen: npt.NDArray[Any]) -> Answers:
        """The rows chosen by numbers or by a mask."""
        return Answers(
            self.features[chosen],
            self.givers[chosen],
            self.receivers[chosen],
            self.outcomes[chosen],
            self.weights[chosen],
            self.ranks[chosen],
        )

    def without(self, participant: int) -> Answers:
        """The rows in which a participant neither gave nor received."""
        return self.rows((self.givers != participant) & (self.receivers != participant))


@dataclass(frozen=True)
class Learned:
    """What was learned. `covariance` is that of the intercept and the weights, in this order; entries of a weight that its sign
    holds at 0 are 0. `giving` and `receiving` have the participants that appear in the answers.
    """

    intercept: float
    weights: Floats
    covariance: Floats
    position: float
    giving: dict[int, float]
    receiving: dict[int, float]
    answers: int

    def chances(self, features: Floats, givers: Ints, receivers: Ints) -> Floats:
        """P(yes) of each row, 0 to 1, as if everybody stood first; whoever is unknown has no effect of their own."""
        own = [self.giving.get(int(one), 0.0) for one in givers]
        other = [self.receiving.get(int(one), 0.0) for one in receivers]
        found: Floats = logistic(
            self.intercept + features @ self.weights + np.array(own) + np.array(other)
        )
        return found


def logistic(logits: Floats) -> Floats:
    """1 / (1 + e^-x) without overflow."""
    found: Floats = 0.5 * (1.0 + np.tanh(0.5 * logits))
    return found


def weighed(said: Sequence[Said]) -> tuple[Floats, Floats]:
    """Outcomes (1 yes, 0 no) and weights (0 to 1) of requests.

    A request past its deadline weighs SILENCE times the share of requests that were answered at all among those
    whose time is over, so that silence says little where silence is usual. What waits, or was declined for
    a reason other than the fit, weighs 0.
    """
    answered = sum(one not in (Said.WAITING, Said.EXPIRED) for one in said)
    silent = sum(one == Said.EXPIRED for one in said)
    share = answered / (answered + silent) if answered else 0.0
    weight = {Said.YES: 1.0, Said.NO_FIT: 1.0, Said.EXPIRED: SILENCE * share}
    outcomes = np.array([float(one == Said.YES) for one in said])
    return outcomes, np.array([weight.get(one, 0.0) for one in said])


def learn(prior: Prior, answers: Answers) -> Learned:
    """The most likely weights and effects after the answers. Rows of weight 0 change nothing: without others it is the prior.

    Raises ValueError where the answers' features are not those of the prior.
    """
    if answers.features.ndim != 2 or answers.features.shape[1] != len(prior.means):
        message = "answers and prior have different features"
        raise ValueError(message)
    design = _design(prior, answers.rows(answers.weights > 0))
    place = _highest(design)
    return _told(prior, design, place)


@dataclass(frozen=True)
class _Design:
    """Rows in terms of coordinates: intercept, weights, position, g, r. All effects are in units of their priors' spread, with
    the prior's mean as `centre`; `low` and `high` are bounds of the coordinates."""

    rows: Any  # sparse, in units of the spreads
    outcomes: Floats
    weights: Floats
    offset: Floats  # logits by the prior's means
    spread: Floats
    low: Floats
    high: Floats
    centre: Floats
    givers: Ints
    receivers: Ints


def _design(prior: Prior, answers: Answers) -> _Design:
    givers, giver = np.unique(answers.givers, return_inverse=True)
    receivers, receiver = np.unique(answers.receivers, return_inverse=True)
    count = len(answers.outcomes)
    fixed = np.column_stack(
        [np.ones(count), answers.features, np.log(np.maximum(answers.ranks, 1))]
    )
    spread = np.concatenate(
        [
            [prior.intercept_spread],
            prior.spreads,
            [POSITION_SPREAD],
            np.full(len(givers), prior.giving),
            np.full(len(receivers), prior.receiving),
        ]
    )
    centre = np.concatenate([[prior.intercept], prior.means, [0.0]])
    parts = (
        sparse.csr_array(fixed),
        _marks(giver, len(givers)),
        _marks(receiver, len(receivers)),
    )
    rows = sparse.hstack(parts)
    low, high = _bounds(prior, len(spread))
    return _Design(
        rows=(rows @ sparse.diags_array(spread)).tocsr(),
        outcomes=answers.outcomes,
        weights=answers.weights,
        offset=fixed @ centre,
        spread=spread,
        low=low,
        high=high,
        centre=centre,
        givers=givers,
        receivers=receivers,
    )


def _marks(places: Ints, width: int) -> Any:
    count = len(places)
    entries = (np.ones(count), (np.arange(count), places))
    return sparse.csr_array(entries, shape=(count, width))


def _bounds(prior: Prior, width: int) -> tuple[Floats, Floats]:
    """The least and most of each coordinate, in units of the spread from the prior's mean."""
    low, high = np.full(width, -np.inf), np.full(width, np.inf)
    held = -prior.means / prior.spreads
    inner = slice(1, 1 + len(prior.means))
    low[inner] = np.where(prior.signs > 0, held, -np.inf)
    high[inner] = np.where(prior.signs < 0, held, np.inf)
    return low, high


def _highest(design: _Design) -> Floats:
    """The coordinates at which the posterior is highest: one place, for it is log-concave."""

    def cost(place: Floats) -> tuple[float, Floats]:
        logits = design.offset + design.rows @ place
        losses = np.logaddexp(0.0, logits) - design.outcomes * logits
        slope = design.weights * (logistic(logits) - design.outcomes)
        value = float(design.weights @ losses + place @ place / 2)
        return value, design.rows.T @ slope + place

    start = np.clip(np.zeros(len(design.spread)), design.low, design.high)
    found = optimize.minimize(
        cost,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=list(zip(design.low, design.high, strict=True)),
        options={"maxiter": MOST_STEPS, "ftol": 1e-14, "gtol": 1e-9, "maxcor": 30},
    )
    place: Floats = found.x
    return place


def _told(prior: Prior, design: _Design, place: Floats) -> Learned:
    """Coordinates back to weights and effects."""
    effects = place * design.spread
    fixed = len(prior.means) + 2
    values = design.centre + effects[:fixed]
    own, other = np.split(effects[fixed:], [len(design.givers)])
    return Learned(
        intercept=float(values[0]),
        weights=values[1:-1],
        covariance=_covariance(design, place, fixed),
        position=float(values[-1]),
        giving=dict(zip(design.givers.tolist(), own.tolist(), strict=True)),
        receiving=dict(zip(design.receivers.tolist(), other.tolist(), strict=True)),
        answers=len(design.outcomes),
    )


def _covariance(design: _Design, place: Floats, fixed: int) -> Floats:
    """Laplace's covariance of intercept and weights, the position and the participants' effects integrated out."""
    chance = logistic(design.offset + design.rows @ place)
    heavy = sparse.diags_array(design.weights * chance * (1 - chance))
    bent = (design.rows.T @ heavy @ design.rows + sparse.eye_array(len(place))).tocsc()
    own, cross, rest = bent[:fixed, :fixed], bent[fixed:, :fixed], bent[fixed:, fixed:]
    left = own.toarray()
    if rest.shape[0]:
        left -= cross.T @ _solved(rest, cross.toarray())
    is_free = (place > design.low) & (place < design.high)
    kept = np.flatnonzero(is_free[:fixed])
    spread = np.zeros((fixed, fixed))
    spread[np.ix_(kept, kept)] = linalg.inv(left[np.ix_(kept, kept)])
    scale = design.spread[: fixed - 1]
    inner: Floats = spread[:-1, :-1] * np.outer(scale, scale)
    return inner


def _solved(matrix: Any, right: Floats) -> Floats:
    """matrix⁻¹ · right by conjugate gradients: a factorisation of many participants would fill up."""
    scale = sparse.diags_array(1 / matrix.diagonal())
    columns = [
        splinalg.cg(matrix, column, rtol=1e-10, M=scale)[0] for column in right.T
    ]
    found: Floats = np.column_stack(columns)
    return found
