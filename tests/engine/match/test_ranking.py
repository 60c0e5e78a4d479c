"""Everybody's best as arrays: kept, cut, judged by other chances, and reasoned about for what is shown."""

import dataclasses

import numpy as np

from madang.engine.match import candidates
from madang.engine.match.market import prepare
from madang.engine.match.profile import Profile
from madang.engine.match.ranking import best_of_each, ranking, rejudged
from madang.engine.match.run import lines_among, suggest
from madang.engine.match.weights import FEATURES, Weights
from tests.engine.match.conftest import participants


def numbered() -> list[Profile]:
    """The plain event with whole numbers for ids."""
    return [dataclasses.replace(each, id=n) for n, each in enumerate(participants())]


def test_lines_and_reasons_are_those_of_the_whole_suggestions() -> None:
    profiles = numbered()
    found = ranking(prepare(profiles, Weights()), top=4, seed=2)
    whole = suggest(profiles, top=4, seed=2)
    for reader, lines in whole.items():
        shown = [(line.id, line.score, line.interest, line.returned) for line in lines]
        assert shown == [
            (line.id, line.score, line.interest, line.returned)
            for line in found.lines(reader)
        ]
        assert found.suggestions(reader, [line.id for line in lines[:2]]) == lines[:2]
    assert found.suggestions(0, ["nobody"]) == []


def test_the_best_of_each_are_those_of_everybody() -> None:
    profiles = numbered()
    market = prepare(profiles, Weights())
    every = ranking(market, top=3).kept
    for profile, looked in zip(
        profiles, best_of_each(market, profiles, top=3), strict=True
    ):
        assert (looked.columns == every[profile.id].columns).all()


def test_other_chances_give_another_order_and_the_same_reasons() -> None:
    profiles = numbered()
    found = ranking(prepare(profiles, Weights()), top=8)
    wanted = FEATURES.index("language")

    def chances(phi: np.ndarray, readers: np.ndarray, others: np.ndarray) -> np.ndarray:
        assert len(phi) == len(readers) == len(others)
        return np.where(others == 5, 0.9, 0.1 * phi[:, wanted])

    judged = rejudged(found, chances)
    assert judged.lines(2)[0].id == 5
    assert judged.lines(2)[0].interest == round(1000 * 0.9**0.5)
    assert {line.id for line in judged.lines(2)} == {line.id for line in found.lines(2)}
    before = {line.id: line.reasons for line in found.suggestions(2, [3, 5])}
    assert before == {line.id: line.reasons for line in judged.suggestions(2, [3, 5])}


def test_nobody_has_nothing_to_judge() -> None:
    found = ranking(prepare([Profile(1), Profile(2)], Weights()), top=3)
    assert rejudged(found, lambda phi, one, two: phi[:, 0]).lines(1) == []


def test_candidates_of_a_crowd_are_the_best() -> None:
    """Terms, texts, wishes and lots find those whom a look at everybody puts first."""
    lot = np.random.default_rng(5)
    event = participants()
    crowd = [
        dataclasses.replace(event[lot.integers(len(event))], id=n, group="")
        for n in range(300)
    ]
    market = prepare(crowd, Weights())
    whole = ranking(market, top=20)
    with_everybody = candidates.EVERYBODY
    candidates.EVERYBODY = 0
    try:
        chosen = ranking(market, top=20)
    finally:
        candidates.EVERYBODY = with_everybody
    for reader, looked in whole.kept.items():
        best = [line.score for line in whole.lines(reader)]
        assert [line.score for line in chosen.lines(reader)] == best
        assert len(looked.columns) == len(chosen.kept[reader].columns)


def test_lines_among_some_follow_the_changed_profile() -> None:
    profiles = numbered()
    market = prepare(profiles, Weights())
    silent = dataclasses.replace(profiles[3], items=())
    assert lines_among(market, profiles[3], [2, 6])[0].id == 2
    assert lines_among(market, silent, [2, 6]) == []
