"""Two-sided chances of people nobody has seen decide, and of people of whom four decisions are known.

Cold: two ridge regressions on the columns of `decision_features`, of one decision and of the pair, by generalised least squares (rows of one person are not
independent). Both directions of the first are brought together
by their harmonic mean, and the second is added. No training mean enters: the mean of the other evenings says only
which evening is missing. Warm: the product's own `learning.learn`, one evening at a time, with the cold score as its one feature.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from scipy import linalg
from sklearn.metrics import roc_auc_score

from benchmarks.matching.decision_features import Table
from benchmarks.matching.decision_records import Evenings
from madang.engine.match.calibration import calibrated, platt
from madang.engine.match.learning import Answers, Prior, learn
from madang.engine.match.works import Floats, Ints

HOLD_SINGLE, HOLD_DOUBLE = 8_000.0, 2_000.0
TIE_SINGLE, TIE_DOUBLE = 0.1, 0.05
"""Variance of what is each person's own and stands in no column, beside the variance of one decision's chance."""
SHARE_OF_DOUBLE = 0.45
"""What the score of the pair counts beside the harmonic mean: it spreads about twice as wide."""
LEVEL, EDGE = 0.43, 0.02
"""Where chances lie before anything is known, and how near to 0 and 1 they may come."""
INNER = 5
STRETCHES, GIVING, RECEIVING = (1.5, 2.5, 4.0), (1.0, 1.6, 2.2), (1.0, 1.6, 2.2)
WEIGHT_SPREAD, INTERCEPT_SPREAD = 0.5, 0.5
Waves = Sequence[int]
Sums = tuple[float, Floats, float, Floats, Floats]


@dataclass(frozen=True)
class Decided:
    """What a regression learns from: rows of columns, outcomes, waves, and two effects a row (rows × 2) that rows may share."""

    rows: Floats
    outcomes: Floats
    waves: Ints
    effects: Ints

    def sums(self, wave: int, tie: float) -> Sums:
        """Sums of a wave's rows, weighed by the inverse of their covariance: 1 a row, and `tie` for each effect that two rows share.

        Generalised least squares: twenty decisions on the same person say less of what makes people liked than one on each of twenty.
        """
        there = self.waves == wave
        shared = np.eye(int(there.sum()))
        for one, other in product((0, 1), (0, 1)):
            mine, theirs = self.effects[there, one], self.effects[there, other]
            shared += tie * (mine[:, None] == theirs)
        rows, outcomes = self.rows[there], self.outcomes[there]
        every = np.column_stack([np.ones(len(rows)), rows, outcomes])
        outer = every.T @ linalg.solve(shared, every, assume_a="pos")
        return (
            float(outer[0, 0]),
            outer[1:-1, 0],
            float(outer[0, -1]),
            outer[1:-1, 1:-1],
            outer[1:-1, -1],
        )


class Ridge:
    """One regression on any set of waves: sums of each wave are made once."""

    def __init__(self, decided: Decided, hold: float, tie: float) -> None:
        self.hold = hold
        self.sums = {
            int(wave): decided.sums(int(wave), tie) for wave in np.unique(decided.waves)
        }

    def slopes(self, waves: Waves) -> Floats:
        """Weights of the columns learned from some waves."""
        count, columns, total, outer, cross = (
            sum(parts)
            for parts in zip(*(self.sums[wave] for wave in waves), strict=True)
        )
        mean = columns / count
        bent = outer - np.outer(mean, columns) + self.hold * np.eye(len(columns))
        found: Floats = linalg.solve(bent, cross - mean * total, assume_a="pos")
        return found


@dataclass(frozen=True)
class Scores:
    """Of each row: the linear chance of the giver's yes, and a score of the pair that rises with the chance of both."""

    single: Floats
    both: Floats


class Cold:
    """Scores of any waves from the others."""

    def __init__(self, evenings: Evenings, columns: Table) -> None:
        self.evenings, self.columns = evenings, columns
        once, wave = evenings.once, evenings.wave
        pair = np.column_stack([evenings.giver, evenings.receiver])
        apart = pair + np.array(
            [0, pair.max() + 1]
        )  # saying yes and being said yes to differ
        one = Decided(columns.single, evenings.yes, wave, apart)
        two = Decided(columns.double[once], evenings.both[once], wave[once], pair[once])
        self.one = Ridge(one, HOLD_SINGLE, TIE_SINGLE)
        self.two = Ridge(two, HOLD_DOUBLE, TIE_DOUBLE)
        self.kept: dict[tuple[int, ...], tuple[Floats, Floats]] = {}

    def raw(self, learned: Waves) -> tuple[Floats, Floats]:
        """Linear scores of all rows by regressions on some waves."""
        key = tuple(sorted(learned))
        if key not in self.kept:
            self.kept[key] = (
                self.columns.single @ self.one.slopes(key),
                self.columns.double @ self.two.slopes(key),
            )
        return self.kept[key]

    def told_by_others(self, learned: Waves) -> tuple[Floats, Floats]:
        """Linear scores of the learned waves, each fifth of them from the other four."""
        single, double = np.zeros((2, len(self.evenings.yes)))
        for part in range(INNER):
            held = list(learned)[part::INNER]
            rest = [wave for wave in learned if wave not in held]
            there = np.isin(self.evenings.wave, held)
            for into, made in zip((single, double), self.raw(rest), strict=True):
                into[there] = made[there]
        return single, double

    def scores(self, learned: Waves) -> tuple[Scores, Scores]:
        """Scores of all rows from the learned waves, and those of the learned waves as told by one another."""
        return self._both(*self.raw(learned)), self._both(*self.told_by_others(learned))

    def mutual(self, single: Floats) -> Floats:
        """Harmonic mean of both directions' chances."""
        mine = chance(single)
        theirs = mine[self.evenings.reverse]
        return 2 * mine * theirs / (mine + theirs)

    def _both(self, single: Floats, double: Floats) -> Scores:
        return Scores(single, self.mutual(single) + SHARE_OF_DOUBLE * double)


def chance(single: Floats) -> Floats:
    """The linear score as a chance."""
    return np.clip(LEVEL + single, EDGE, 1 - EDGE)


def calibrated_on(scores: Floats, outcomes: Floats, new: Floats) -> Floats:
    """Chances of new scores by the curve of two numbers, from earlier scores of any scale."""
    centre, spread = scores.mean(), scores.std()

    def inside(values: Floats) -> Floats:
        found: Floats = 1 / (1 + np.exp(-(values - centre) / spread))
        return found

    return platt(inside(scores), outcomes).at(inside(new))


@dataclass(frozen=True)
class Known:
    """Decisions that are known: the first `many` of each person in the order of the evening, or, with a draw, any so many."""

    rows: Ints  # a mask of rows
    hidden: Ints  # a mask of rows of which neither decision is known


def known(evenings: Evenings, many: int) -> Known:
    """The first decisions of everybody."""
    order = np.lexsort((evenings.order, evenings.giver))
    first = np.concatenate([[True], np.diff(evenings.giver[order]) != 0])
    start = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    place = np.empty(len(order), int)
    place[order] = np.arange(len(order)) - start
    told = place < many
    return Known(told, ~told & ~told[evenings.reverse])


class Warm:
    """Chances after some decisions of everybody, evening by evening."""

    def __init__(self, evenings: Evenings, told: Known) -> None:
        self.evenings, self.told = evenings, told

    def chances(self, prior: Prior, single: Floats, waves: Waves) -> Floats:
        """Chances of both directions together for all rows of some waves; 0 elsewhere."""
        found = np.zeros(len(single))
        for wave in waves:
            there = self.evenings.wave == wave
            learned = learn(prior, self._answers(single, there & self.told.rows))
            rows = self._answers(single, there)
            found[there] = learned.chances(rows.features, rows.givers, rows.receivers)
        product: Floats = found * found[self.evenings.reverse]
        return product

    def _answers(self, single: Floats, rows: Ints) -> Answers:
        count = int(rows.sum())
        mine = chance(single[rows])
        logit = np.log(mine / (1 - mine)) - np.log(LEVEL / (1 - LEVEL))
        return Answers(
            logit[:, None],
            self.evenings.giver[rows],
            self.evenings.receiver[rows],
            self.evenings.yes[rows],
            np.ones(count),
            np.ones(count, int),
        )

    def chosen(self, single: Floats, waves: Waves) -> Prior:
        """The prior that tells the hidden pairs of some waves best, one number after the other."""
        rate = self.evenings.yes[np.isin(self.evenings.wave, waves)].mean()
        prior = Prior(
            np.array([STRETCHES[1]]),
            np.array([WEIGHT_SPREAD]),
            np.array([1]),
            float(np.log(rate / (1 - rate))),
            INTERCEPT_SPREAD,
            GIVING[1],
            RECEIVING[1],
        )
        steps = (
            [{"means": np.array([one])} for one in STRETCHES],
            [{"giving": one} for one in GIVING],
            [{"receiving": one} for one in RECEIVING],
        )
        for choices in steps:
            made = [replace(prior, **choice) for choice in choices]
            prior = max(made, key=lambda one: self.auc(one, single, waves))
        return prior

    def auc(self, prior: Prior, single: Floats, waves: Waves) -> float:
        """How well hidden pairs of some waves are told."""
        rows = self.hidden_of(waves)
        product = self.chances(prior, single, waves)
        return float(roc_auc_score(self.evenings.both[rows], product[rows]))

    def hidden_of(self, waves: Waves) -> Ints:
        """One row of each hidden pair of some waves."""
        once = self.evenings.once
        return once[self.told.hidden[once] & np.isin(self.evenings.wave[once], waves)]


__all__ = ["Cold", "Known", "Scores", "Warm", "calibrated", "calibrated_on", "chance", "known"]  # fmt: skip
