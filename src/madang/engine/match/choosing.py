"""Which of two models to use: the plain one, unless the other is better on later answers nearly for certain.

Answers are cut by time: models learn from the earlier, and the later ones judge. The later pairs of losses are drawn again many times
(paired bootstrap, whole participants at a time where they are told); the challenger is chosen where it is better in at
least SURE of the draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from madang.engine.match.learning import Answers, Learned, Prior, learn
from madang.engine.match.works import Floats, Ints

SURE = 0.95
DRAWS = 1000
LATER = 0.3
"""Share of the answers, the latest, that judge."""
FEWEST_FOR_TREES = 500
"""Answers below which boosted trees are not even tried."""
STILL = 1e-6
EFFECTS = (0.25, 0.5, 1.0, 2.0)
"""Standard deviations, in logits, that participants' effects may have."""
TO_FIT, MOST_TO_FIT = 50, 5000
Model = Callable[[Answers], Floats]


@dataclass(frozen=True)
class Verdict:
    """Mean log losses of champion and challenger on later answers, and in which share of the draws the challenger was better."""

    champion: float
    challenger: float
    better: float
    later: int

    @property
    def is_better(self) -> bool:
        """Whether the challenger is to be used."""
        return self.better >= SURE


@dataclass(frozen=True)
class Choice:
    """What an event's answers led to: which model to use ("shipped", "learned" or "trees"), what was learned from all of them, the
    prior it grew from, and how it stood on the later answers against the shipped weights; `trees` stood against the
    better of those two, and is None where too few answers are there to try.
    """

    used: str
    learned: Learned
    prior: Prior
    linear: Verdict
    trees: Verdict | None


def choose(prior: Prior, answers: Answers) -> Choice:
    """Learn from answers in the order of time, and say what to use.

    Learned weights must beat the shipped ones on the later answers, where the shipped ones may move their intercept: a kind
    or a strict event alone is no reason for other weights. Trees must beat the better of the two.
    """
    early, late = cut_by_time(answers)
    held = fitted(prior, early)
    shipped, learned = linear(learn(fixed(prior), early)), linear(learn(held, early))
    verdict = choose_model(shipped, learned, late)
    used, best = ("learned", learned) if verdict.is_better else ("shipped", shipped)
    forest = None
    if len(early.outcomes) + len(late.outcomes) >= FEWEST_FOR_TREES:
        forest = choose_model(best, trees(held, early), late)
        used = "trees" if forest.is_better else used
    last = fitted(prior, answers)
    return Choice(used, learn(last, answers), last, verdict, forest)


def fixed(prior: Prior) -> Prior:
    """The prior whose weights and participants cannot move: its intercept alone learns."""
    still = np.full(len(prior.means), STILL)
    return replace(prior, spreads=still, giving=STILL, receiving=STILL)


def cut_by_time(answers: Answers, share: float = LATER) -> tuple[Answers, Answers]:
    """Earlier and later answers; rows come in the order in which they were given. Rows of weight 0 are left out."""
    told = answers.rows(answers.weights > 0)
    first = len(told.outcomes) - round(share * len(told.outcomes))
    numbers = np.arange(len(told.outcomes))
    return told.rows(numbers < first), told.rows(numbers >= first)


def log_losses(chances: Floats, answers: Answers) -> Floats:
    """-ln of the chance that a model gave to what came about, times the weight of the row."""
    inside = np.clip(chances, 1e-9, 1 - 1e-9)
    said = np.where(answers.outcomes > 0, inside, 1 - inside)
    found: Floats = -np.log(said) * answers.weights
    return found


def choose_model(champion: Model, challenger: Model, later: Answers) -> Verdict:
    """Compare two models, learned from earlier answers, on later ones; without any, the champion stays.

    All answers of one giver are drawn together, for they resemble each other. The draws are always the same.
    """
    if not len(later.outcomes):
        return Verdict(0.0, 0.0, 0.0, 0)
    losses = log_losses(champion(later), later), log_losses(challenger(later), later)
    gains = _drawn(losses[0] - losses[1], later.givers)
    total = max(float(later.weights.sum()), 1e-12)
    return Verdict(
        champion=float(losses[0].sum()) / total,
        challenger=float(losses[1].sum()) / total,
        better=float((gains > 0).mean()),
        later=len(later.outcomes),
    )


def _drawn(gains: Floats, givers: Ints) -> Floats:
    _, giver = np.unique(givers, return_inverse=True)
    sums = np.bincount(giver, gains)
    draw = np.random.default_rng(0)
    picked = draw.integers(0, len(sums), (DRAWS, len(sums)))
    found: Floats = sums[picked].sum(axis=1)
    return found


def fitted(prior: Prior, answers: Answers) -> Prior:
    """The prior with the spreads of the participants' effects, out of EFFECTS, that tell each fifth of the answers best from the others.

    Of fewer than TO_FIT answers nothing is chosen, and the prior comes back as it is; of very many the latest MOST_TO_FIT are read.
    """
    useful = np.flatnonzero(answers.weights > 0)
    told = answers.rows(useful[-MOST_TO_FIT:])
    if len(told.outcomes) < TO_FIT:
        return prior
    choices = [
        replace(prior, giving=own, receiving=other)
        for own, other in product(EFFECTS, EFFECTS)
    ]
    return min(choices, key=lambda one: _loss_by_others(one, told))


def _loss_by_others(prior: Prior, answers: Answers) -> float:
    return float(log_losses(_told_by_others(prior, answers), answers).sum())


def linear(learned: Learned) -> Model:
    """The learned weights as a model."""
    return lambda rows: learned.chances(rows.features, rows.givers, rows.receivers)


def trees(prior: Prior, answers: Answers) -> Model:
    """Boosted trees on top of the learned weights: they see the features and the linear chance, rise with the features of a sign, and
    are held to the linear model by few and small steps.

    Raises ValueError where all answers are the same.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    told = answers.rows(answers.weights > 0)
    if len(np.unique(told.outcomes)) < 2:
        message = "trees need answers of both kinds"
        raise ValueError(message)
    plain = linear(learn(prior, told))
    forest = HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.05,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=5.0,
        monotonic_cst=[*prior.signs.tolist(), 1],
        early_stopping=False,
        random_state=0,
    )
    # Chances of the answers themselves would know them already: each fifth is told by the other four.
    forest.fit(
        _with_chance(told.features, _told_by_others(prior, told)),
        told.outcomes,
        sample_weight=told.weights,
    )
    return lambda rows: _grown(forest, rows, plain)


def _grown(forest: Any, rows: Answers, plain: Model) -> Floats:
    seen = _with_chance(rows.features, plain(rows))
    found: Floats = forest.predict_proba(seen)[:, 1]
    return found


def _with_chance(features: Floats, chances: Floats) -> Floats:
    found: Floats = np.column_stack([features, chances])
    return found


def _told_by_others(prior: Prior, answers: Answers, parts: int = 5) -> Floats:
    found = np.zeros(len(answers.outcomes))
    part = np.arange(len(found)) % parts
    for one in range(parts):
        learned = learn(prior, answers.rows(part != one))
        found[part == one] = linear(learned)(answers.rows(part == one))
    return found
