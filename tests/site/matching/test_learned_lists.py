"""What was learned of an event's answers moves its lists, and no more than the organiser lets it."""

from typing import Any

import numpy as np
import pytest

from madang.engine.match.weights import FEATURES, Weights
from madang.site.events.models import Event, Registration
from madang.site.matching.actions import runs
from madang.site.matching.bridge.field import field_of
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.bridge.scored import score_in_use
from madang.site.matching.bridge.weights import Learned, engine_weights
from madang.site.matching.models import Suggestion
from tests.conftest import take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    matched,
)

SHIPPED = dict(zip(FEATURES, Weights().vector().tolist(), strict=True))


def first_of(registration: Registration) -> int:
    rows = Suggestion.objects.filter(left=registration, rank_for_left=1)
    return rows.values_list("right", flat=True).get()


@pytest.fixture
def three(event: Event, alder: Registration, birch: Registration) -> Registration:
    """Alder seeks what Birch offers; Cedar serves it less."""
    answer(alder, seeks=VACCINE_NEEDS)
    answer(birch, offers=VACCINE_OFFERS)
    cedar = take_part(event, "Cedar")
    answer(cedar, offers=(("Vaccines for children", "supply"),))
    return cedar


def test_a_run_ranks_by_what_was_learned(
    event: Event,
    alder: Registration,
    birch: Registration,
    three: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matched(event)
    assert first_of(alder) == birch.pk

    def chances(phi: Any, _readers: Any, others: Any) -> Any:
        return np.where(others == birch.pk, 0.1, 0.6)

    learned = Learned(SHIPPED, -4.0, chances)
    monkeypatch.setattr(runs, "learned_in_use", lambda event: learned)
    matched(event)
    assert first_of(alder) == three.pk


def test_levels_of_the_organiser_scale_the_learned_weights(
    event: Event, alder: Registration, three: Registration
) -> None:
    learned = Learned(SHIPPED | {"deal": 3.0}, -4.0, lambda phi, one, two: phi[:, 0])
    weights = engine_weights({"stage": -2}, learned)
    assert weights.deal > 3.0
    assert (weights.stage, weights.base) == (0.0, -4.0)
    inputs = read_inputs(event)
    assert field_of(inputs, learned=learned).chances is learned.chances
    inputs.levels["stage"] = 1
    assert field_of(inputs, learned=learned).chances is None


def test_the_learning_reads_the_features_that_made_the_score(
    event: Event, alder: Registration, birch: Registration, three: Registration
) -> None:
    run = matched(event)
    assert run is None or run.pk
    score = score_in_use()
    gone = birch.pk + 1000
    rows = score.pair_features(
        event, [(alder.pk, birch.pk), (birch.pk, alder.pk), (alder.pk, gone)]
    )
    there, back, nothing = (dict(zip(score.features, row, strict=True)) for row in rows)
    assert there["deal"] > 0.0 == there["asked"]
    assert back["asked"] > 0.0 == back["deal"]
    assert set(nothing.values()) == {0.0}
    total = score.intercept + sum(
        score.weights[name] * value for name, value in there.items()
    )
    shown = Suggestion.objects.get(left=alder, right=birch).left_gain
    assert shown == pytest.approx(1000 * (1 / (1 + np.exp(-total))) ** 0.5, abs=1)
