"""Known rates come back; what nobody judged takes the family's rate."""

import numpy as np
import pytest

from madang.reader import calibration


def test_rules_with_many_judgements_keep_their_own_rate() -> None:
    rng = np.random.default_rng(3)
    true = {f"rule {number}": rate for number, rate in enumerate((0.2, 0.5, 0.7, 0.9))}
    counts = {
        name: (hits := int(rng.binomial(2000, rate)), 2000 - hits)
        for name, rate in true.items()
    }
    found = calibration.rates(counts)
    assert all(abs(found[name] - rate) < 0.04 for name, rate in true.items())


def test_an_unjudged_rule_takes_the_rate_of_its_family() -> None:
    found = calibration.rates(
        {"old": (80, 20), "older": (78, 22), "new": (0, 0), "rare": (1, 0)}
    )
    assert found["new"] == pytest.approx(0.79, abs=0.01)
    assert found["new"] < found["rare"] < 0.9


def test_nothing_judged_is_one_half_and_negative_counts_are_refused() -> None:
    assert calibration.rates({"a": (0, 0)}) == {"a": 0.5}
    assert calibration.rates({}) == {}
    with pytest.raises(ValueError, match="negative"):
        calibration.rates({"a": (-1, 0)})


def test_shrinking_beats_raw_rates_on_rules_seldom_judged() -> None:
    rng = np.random.default_rng(5)
    true = rng.beta(8, 4, 300)
    hits = rng.binomial(4, true)
    found = calibration.rates(
        {str(at): (int(hit), 4 - int(hit)) for at, hit in enumerate(hits)}
    )
    shrunk = np.array([found[str(at)] for at in range(300)])
    assert ((shrunk - true) ** 2).mean() < 0.5 * ((hits / 4 - true) ** 2).mean()


def test_temperature_is_recovered() -> None:
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(6000, 3)) * 2
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    answers = [int(rng.choice(3, p=row)) for row in chances]
    assert calibration.temperature(scores * 3, answers) == pytest.approx(3, rel=0.1)


def test_isotonic_rises_and_mends_false_confidence() -> None:
    rng = np.random.default_rng(9)
    said = rng.uniform(size=8000)
    right = rng.uniform(size=8000) < said**2
    fixed = calibration.isotonic(said[:4000], right[:4000], said[4000:])
    assert (np.diff(fixed[np.argsort(said[4000:])]) >= 0).all()
    before = calibration.calibration_error(said[4000:], right[4000:])
    assert calibration.calibration_error(fixed, right[4000:]) < 0.05 < before


def test_calibration_error_by_hand() -> None:
    assert calibration.calibration_error(
        [0.9, 0.9, 0.2, 0.2], [1, 0, 0, 0]
    ) == pytest.approx(0.3)
    with pytest.raises(ValueError, match="outcome"):
        calibration.calibration_error([], [])
