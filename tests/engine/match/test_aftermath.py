"""What is said after a meeting corrects the yes before it, and nothing else."""

import numpy as np
import pytest

from madang.engine.match.aftermath import Word, corrected
from madang.engine.match.learning import Answers, Prior, learn


def test_only_a_yes_that_was_regretted_is_corrected() -> None:
    outcomes, weights = np.array([1.0, 1.0, 1.0, 0.0, 1.0]), np.array([1.0, 1.0, 1.0, 1.0, 0.0])  # fmt: skip
    words = [Word.NO_INTEREST, Word.COOPERATION, Word.NOTHING, Word.NO_INTEREST, Word.NO_INTEREST]  # fmt: skip
    told, weigh = corrected(outcomes, weights, words)
    assert told.tolist() == [0.0, 1.0, 1.0, 0.0, 1.0]
    assert weigh.tolist() == [0.5, 1.0, 1.0, 1.0, 0.0]
    assert outcomes.tolist() == [1.0, 1.0, 1.0, 0.0, 1.0]


def test_there_is_one_word_a_row() -> None:
    with pytest.raises(ValueError, match=r"^one word a row$"):
        corrected(np.ones(2), np.ones(2), [Word.NOTHING])


def test_meetings_without_interest_lower_the_weight_of_what_spoke_for_them() -> None:
    rows = 12
    features = np.array([[1.0], [0.0]] * (rows // 2))
    prior = Prior(means=np.array([1.0]), spreads=np.array([0.5]), signs=np.array([1]))

    def weight(words: list[Word]) -> float:
        outcomes, weights = corrected(np.ones(rows), np.ones(rows), words)
        ones = np.ones(rows, int)
        answers = Answers(
            features, np.arange(rows), np.arange(rows) + 100, outcomes, weights, ones
        )
        return float(learn(prior, answers).weights[0])

    liked = weight([Word.COOPERATION] * rows)
    regretted = weight([Word.NO_INTEREST, Word.COOPERATION] * (rows // 2))
    assert regretted < 1.0 < liked
