"""Learning from answers: the prior without answers, signs that hold, silence that is no no, people who leave as if never there."""

from dataclasses import replace

import numpy as np
import pytest

from madang.engine.match.learning import (
    SILENCE,
    Answers,
    Prior,
    Said,
    learn,
    logistic,
    weighed,
)

PRIOR = Prior(
    means=np.array([1.0, 0.5, -0.8]),
    spreads=np.array([0.5, 0.5, 0.5]),
    signs=np.array([1, 1, -1]),
    intercept=-1.0,
)


def made(weights, *, count=400, seed=0, people=20, giving=0.0, position=0.0):
    """Answers drawn from known weights: of each row, what the logistic law with them would have said."""
    draw = np.random.default_rng(seed)
    features = draw.random((count, len(weights)))
    givers = draw.integers(0, people, count)
    receivers = people + draw.integers(0, people, count)
    ranks = draw.integers(1, 21, count)
    ease = giving * draw.standard_normal(people)
    logits = features @ np.array(weights) - 1.0 + ease[givers]
    said = draw.random(count) < logistic(logits + position * np.log(ranks))
    return Answers(
        features, givers, receivers, said.astype(float), np.ones(count), ranks
    )


def test_without_answers_the_prior_stays():
    learned = learn(PRIOR, made((1, 1, 1)).rows(np.zeros(400, bool)))
    assert learned.weights.tolist() == [1.0, 0.5, -0.8]
    assert (learned.intercept, learned.position, learned.answers) == (-1.0, 0.0, 0)
    assert np.diag(learned.covariance).tolist() == pytest.approx([1, 0.25, 0.25, 0.25])
    assert learned.giving == learned.receiving == {}


def test_many_answers_move_the_weights_to_what_was_said():
    wide = replace(PRIOR, spreads=np.full(3, 5.0))
    learned = learn(wide, made((3.0, 0.2, -2.0), count=20_000, people=200))
    assert learned.weights == pytest.approx([3.0, 0.2, -2.0], abs=0.25)
    assert learned.intercept == pytest.approx(-1.0, abs=0.2)


def test_a_few_answers_move_them_little():
    few = learn(PRIOR, made((3.0, 0.2, -2.0), count=10))
    many = learn(PRIOR, made((3.0, 0.2, -2.0), count=4000))
    assert abs(few.weights[0] - 1.0) < 0.5 < abs(many.weights[0] - 1.0)


@pytest.mark.parametrize("seed", range(5))
def test_no_weight_turns_round(seed):
    learned = learn(PRIOR, made((-4.0, -4.0, 4.0), count=3000, seed=seed))
    assert learned.weights[:2].min() >= 0 >= learned.weights[2]
    assert learned.weights.tolist() == pytest.approx([0, 0, 0], abs=1e-12)
    assert np.diag(learned.covariance)[1:].tolist() == [0, 0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_more_of_what_speaks_for_a_pair_never_lowers_its_chance(seed):
    learned = learn(PRIOR, made((-2.0, 1.0, 1.0), seed=seed))
    low, high = np.zeros((3, 3)), np.eye(3) * PRIOR.signs
    ids = np.zeros(3, int)
    before, after = (learned.chances(rows, ids, ids) for rows in (low, high))
    assert (after >= before).all()


def test_the_estimate_is_the_top_of_the_posterior():
    answers = made((1.0, 2.0, -1.0), count=60, people=5, giving=1.0)
    learned = learn(PRIOR, answers)
    logits = np.array(
        [
            learned.intercept
            + row @ learned.weights
            + learned.giving[u]
            + learned.receiving[v]
            for row, u, v in zip(
                answers.features, answers.givers, answers.receivers, strict=True
            )
        ]
    )
    left = logistic(logits + learned.position * np.log(answers.ranks))
    slope = left - answers.outcomes
    # Where the posterior is highest, each pull of the answers is held by the prior.
    assert slope.sum() == pytest.approx(-(learned.intercept + 1.0), abs=1e-4)
    assert answers.features.T @ slope == pytest.approx(
        -(learned.weights - PRIOR.means) / 0.25, abs=1e-3
    )
    first = answers.givers == 0
    assert slope[first].sum() == pytest.approx(-learned.giving[0], abs=1e-4)


def test_the_covariance_is_the_inverse_of_the_curvature():
    answers = made((1.0, 1.0, -1.0), count=300)
    still = replace(PRIOR, giving=1e-6, receiving=1e-6)
    alone = replace(answers, ranks=np.ones(300, int))
    learned = learn(still, alone)
    chance = learned.chances(alone.features, alone.givers, alone.receivers)
    rows = np.column_stack([np.ones(300), alone.features])
    bent = rows.T @ (rows * (chance * (1 - chance))[:, None])
    bent += np.diag([1.0, 4.0, 4.0, 4.0])
    assert learned.covariance == pytest.approx(np.linalg.inv(bent), abs=1e-6)


def test_the_covariance_allows_for_what_is_not_known_of_participants():
    answers = made((1.0, 1.0, -1.0), count=300)
    answers = replace(answers, ranks=np.ones(300, int))
    learned = learn(PRIOR, answers)
    chance = learned.chances(answers.features, answers.givers, answers.receivers)
    people = np.eye(40)
    rows = np.column_stack(
        [np.ones(300), answers.features, people[answers.givers], people[answers.receivers]]
    )  # fmt: skip
    bent = rows.T @ (rows * (chance * (1 - chance))[:, None])
    bent += np.diag([1.0, 4.0, 4.0, 4.0, *np.ones(80)])
    assert learned.covariance == pytest.approx(np.linalg.inv(bent)[:4, :4], abs=1e-6)


def test_who_says_yes_easily_is_known_by_it():
    learned = learn(PRIOR, made((1.0, 1.0, -1.0), count=2000, giving=2.0, seed=3))
    ease = 2.0 * _ease(seed=3)
    told = np.array([learned.giving[one] for one in range(20)])
    assert np.corrcoef(told, ease)[0, 1] > 0.9


def _ease(*, seed):
    draw = np.random.default_rng(seed)
    draw.random((2000, 3))
    draw.integers(0, 20, 2000)
    draw.integers(0, 20, 2000)
    draw.integers(1, 21, 2000)
    return draw.standard_normal(20)


def test_the_place_in_a_list_is_learned_and_left_out_of_chances():
    answers = made((1.0, 1.0, -1.0), count=5000, position=-0.6, people=100)
    learned = learn(PRIOR, answers)
    assert learned.position == pytest.approx(-0.6, abs=0.1)
    assert learned.intercept == pytest.approx(-1.0, abs=0.25)
    last = replace(answers, ranks=np.full(5000, 20))
    ids = (answers.features, answers.givers, answers.receivers)
    assert (
        learned.chances(*ids).tolist()
        == learned.chances(last.features, *ids[1:]).tolist()
    )
    blind = learn(PRIOR, replace(answers, ranks=np.ones(5000, int)))
    assert blind.intercept < learned.intercept - 0.5


def test_what_waits_or_was_declined_for_other_reasons_is_no_no():
    said = [Said.YES, Said.NO_FIT, Said.WAITING, Said.NO_TIME, Said.KNOWN, Said.LATER, Said.OTHER]  # fmt: skip
    outcomes, weights = weighed(said)
    assert outcomes.tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert weights.tolist() == [1, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("answered", "silent", "weight"),
    [(3, 1, 0.375), (1, 3, 0.125), (0, 4, 0.0), (4, 0, None)],
)
def test_silence_after_the_deadline_weighs_less_where_few_answer(
    answered, silent, weight
):
    weights = weighed([Said.YES] * answered + [Said.EXPIRED] * silent)[1]
    assert weights[answered:].tolist() == [weight] * silent
    assert (weights[answered:] <= SILENCE).all()


def test_requests_that_wait_change_nothing():
    answers = made((2.0, 1.0, -1.0), count=100)
    waiting = made((0.0, 0.0, 0.0), count=300, seed=9)
    both = Answers(
        np.concatenate([answers.features, waiting.features]),
        np.concatenate([answers.givers, waiting.givers + 500]),
        np.concatenate([answers.receivers, waiting.receivers + 500]),
        np.concatenate([answers.outcomes, np.zeros(300)]),
        np.concatenate([answers.weights, np.zeros(300)]),
        np.concatenate([answers.ranks, waiting.ranks]),
    )
    assert _same(learn(PRIOR, both), learn(PRIOR, answers))


def test_silence_pulls_less_than_a_no():
    answers = made((2.0, 1.0, -1.0), count=100)
    no = replace(answers, outcomes=np.zeros(100))
    quiet = replace(no, weights=np.full(100, SILENCE))
    none = replace(no, weights=np.zeros(100))
    told = [learn(PRIOR, one).intercept for one in (no, quiet, none)]
    assert told[0] < told[1] < told[2] == -1.0


def test_who_leaves_is_as_if_never_there():
    answers = made((2.0, 1.0, -1.0), count=200)
    gone = answers.without(3).without(25)
    assert 0 < len(gone.outcomes) < 200
    never = answers.rows(
        np.array(
            [
                number
                for number in range(200)
                if answers.givers[number] != 3 and answers.receivers[number] != 25
            ]
        )
    )
    learned = learn(PRIOR, gone)
    assert _same(learned, learn(PRIOR, never))
    assert 3 not in learned.giving
    assert 25 not in learned.receiving
    ids = np.array([3]), np.array([25])
    strangers = np.array([997]), np.array([998])
    row = answers.features[:1]
    assert learned.chances(row, *ids) == learned.chances(row, *strangers)


def _same(one, other):
    return (
        one.weights.tolist() == other.weights.tolist()
        and one.intercept == other.intercept
        and one.giving == other.giving
        and one.receiving == other.receiving
        and one.answers == other.answers
    )


def test_other_features_are_refused():
    with pytest.raises(ValueError, match="different features"):
        learn(PRIOR, made((1.0, 1.0)))
