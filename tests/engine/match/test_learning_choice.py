"""Chances that mean what they say, and a challenger that has to win on later answers: both outcomes."""

from dataclasses import replace

import numpy as np
import pytest

from madang.engine.match.calibration import (
    Curve,
    Platt,
    calibrated,
    calibration_error,
    isotonic,
    platt,
)
from madang.engine.match.choosing import (
    choose_model,
    cut_by_time,
    fitted,
    linear,
    log_losses,
    trees,
)
from madang.engine.match.learning import Answers, Prior, learn, logistic

PRIOR = Prior(np.ones(3), np.full(3, 0.5), np.array([1, 1, 1]))


def drawn(count, *, seed=0, square=False):
    """Answers whose chance is linear in the features, or, with `square`, turns on two of them together."""
    draw = np.random.default_rng(seed)
    features = draw.random((count, 3))
    both = ((features[:, 0] > 0.5) & (features[:, 1] > 0.5)) * 6.0 - 3.0
    logits = both if square else features.sum(axis=1) - 1.5
    said = draw.random(count) < logistic(logits)
    return Answers(
        features,
        draw.integers(0, 100, count),
        100 + draw.integers(0, 100, count),
        said.astype(float),
        np.ones(count),
        np.ones(count, int),
    )


def test_answers_are_cut_by_time():
    answers = drawn(10)
    heavy = np.array([1, 1, 0, 1, 1, 1, 1, 1, 1, 0.2])
    early, late = cut_by_time(replace(answers, weights=heavy), 1 / 3)
    assert early.givers.tolist() == answers.givers[[0, 1, 3, 4, 5, 6]].tolist()
    assert late.givers.tolist() == answers.givers[7:].tolist()


def test_losses_by_hand():
    answers = replace(drawn(2), outcomes=np.array([1.0, 0.0]), weights=np.array([1, 0.5]))  # fmt: skip
    found = log_losses(np.array([0.5, 0.2]), answers)
    assert found.tolist() == pytest.approx([0.693147, 0.111572], abs=1e-6)


def test_trees_replace_the_weights_where_they_win_on_later_answers():
    early, late = cut_by_time(drawn(4000, square=True))
    verdict = choose_model(linear(learn(PRIOR, early)), trees(PRIOR, early), late)
    assert verdict.is_better
    assert verdict.challenger < verdict.champion
    assert verdict.later == 1200


def test_the_weights_stay_where_trees_do_not_win():
    early, late = cut_by_time(drawn(1500))
    alike = replace(PRIOR, giving=0.01, receiving=0.01)
    verdict = choose_model(linear(learn(alike, early)), trees(alike, early), late)
    assert verdict.champion < verdict.challenger
    assert not verdict.is_better


def test_a_better_figure_alone_is_not_enough():
    late = drawn(12, seed=4)
    late = replace(late, givers=np.arange(12))
    even = np.full(12, 0.5)
    nudge = np.where(np.arange(12) % 2 == 0, 0.10, -0.07)
    lucky = 0.5 + nudge * np.where(late.outcomes > 0, 1, -1)
    verdict = choose_model(lambda _: even, lambda _: lucky, late)
    assert verdict.challenger < verdict.champion
    assert 0.5 < verdict.better < 0.95
    assert not verdict.is_better


def test_without_later_answers_the_champion_stays():
    none = drawn(5).rows(np.zeros(5, bool))
    assert not choose_model(lambda _: np.ones(0), lambda _: np.ones(0), none).is_better


def test_equal_models_are_not_better():
    late = drawn(50)
    same = linear(learn(PRIOR, late))
    verdict = choose_model(same, same, late)
    assert (verdict.better, verdict.champion) == (0.0, verdict.challenger)


def test_trees_rise_with_what_speaks_for_a_pair():
    model = trees(PRIOR, drawn(2000, square=True))
    rows = drawn(200, seed=7)
    before = model(rows)
    for one in range(3):
        more = rows.features.copy()
        more[:, one] = np.minimum(more[:, one] + 0.3, 1)
        assert (model(replace(rows, features=more)) >= before - 1e-12).all()


def test_effects_of_participants_are_as_large_as_they_help():
    alike, apart = drawn(2000), drawn(2000)
    ease = np.where(np.arange(200) % 2, 3.0, -3.0)
    said = logistic(ease[apart.givers]) > np.random.default_rng(5).random(2000)
    apart = replace(apart, outcomes=said.astype(float))
    small, large = fitted(PRIOR, alike), fitted(PRIOR, apart)
    assert (small.giving, small.receiving) == (0.25, 0.25)
    assert (large.giving, large.receiving) == (2.0, 0.25)
    assert small.means is PRIOR.means


def test_of_too_few_answers_nothing_is_chosen():
    assert fitted(PRIOR, drawn(9)) is PRIOR


def test_trees_need_both_answers():
    with pytest.raises(ValueError, match="both kinds"):
        trees(PRIOR, replace(drawn(30), outcomes=np.ones(30)))


@pytest.mark.parametrize("fit", [isotonic, platt])
def test_chances_that_were_too_bold_are_mended(fit):
    draw = np.random.default_rng(1)
    true = draw.random(12_000)
    bold = logistic(3 * np.log(true / (1 - true)))
    said = (draw.random(12_000) < true).astype(float)
    curve = fit(bold[:6000], said[:6000])
    told = curve.at(bold[6000:])
    assert calibration_error(bold[6000:], said[6000:]) > 0.1
    assert calibration_error(told, said[6000:]) < 0.03
    assert (np.diff(curve.at(np.linspace(0, 1, 101))) >= 0).all()


def test_few_answers_get_the_curve_of_two_numbers():
    scores = np.linspace(0.01, 0.99, 1000)
    said = (np.arange(1000) % 3 == 0).astype(float)
    assert isinstance(calibrated(scores[:999], said[:999]), Platt)
    assert isinstance(calibrated(scores, said), Curve)
    with pytest.raises(ValueError, match="both kinds"):
        calibrated(scores, np.ones(1000))


def test_the_two_numbers_never_turn_the_order_round():
    scores = np.linspace(0.1, 0.9, 40)
    said = (scores < 0.5).astype(float)
    assert platt(scores, said).stretch == 0.0


def test_calibration_error_by_hand():
    chances = np.array([0.1, 0.1, 0.8, 0.8])
    outcomes = np.array([0.0, 1.0, 1.0, 1.0])
    assert calibration_error(chances, outcomes, 2) == pytest.approx(0.3)
    assert calibration_error(outcomes, outcomes) == 0.0
