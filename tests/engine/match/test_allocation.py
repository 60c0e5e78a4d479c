"""Lists shared out: caps and the floor are kept, the welfare is near the best there is, turns rotate, faults are named."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from madang.engine.match.allocation import (
    Allocation,
    Candidates,
    Floats,
    Ints,
    allocate,
    room_by_rank,
    room_for_first,
    turns_of,
)
from madang.engine.match.exposure import exposure_of, times_shown


def everybody(mine: Floats) -> Candidates:
    """Candidates of a square of interests: everybody but oneself."""
    people = len(mine)
    rows = [[v for v in range(people) if v != u] for u in range(people)]
    reader = np.repeat(np.arange(people), people - 1)
    other = np.array(rows, dtype=np.int64).ravel()
    start = np.arange(people + 1) * (people - 1)
    return Candidates(start, other, mine[reader, other], mine[other, reader])


def given_lists(lists: Ints, mine: Floats, attention: Floats, free: Ints) -> float:
    """The welfare of lists, worked out in plain steps with Poisson tails."""
    people, total = len(mine), 0.0
    for host in range(people):
        chance = np.zeros(people)
        for reader in range(people):
            for place, each in enumerate(lists[reader]):
                if each == host:
                    chance[reader] = mine[reader, host] * attention[place]
        before = 0.0
        for reader in np.argsort(-mine[host], kind="stable"):
            room = poisson.cdf(free[host] - 1, before)
            total += chance[reader] * mine[host, reader] * room
            before += chance[reader]
    return float(total)


def run(mine: Floats, free: Ints, length: int, most: int = 99) -> Allocation:
    return allocate(
        everybody(mine),
        attention=1 / np.arange(1, length + 1),
        room=room_for_first(free),
        shown_most=np.full(len(mine), most),
    )


squares = st.integers(0, 10_000).map(
    lambda seed: np.random.default_rng(seed).random((9, 9))
)


@settings(deadline=None, max_examples=40)
@given(squares, st.integers(6, 9))
def test_nobody_is_shown_more_often_than_allowed_and_everybody_has_five(
    mine: Floats, most: int
) -> None:
    found = run(mine, np.full(9, 2), 6, most)
    assert times_shown(found.lists, 9).max() <= most
    assert ((found.lists >= 0).sum(axis=1) >= 5).all()
    for reader, row in enumerate(found.lists.tolist()):
        names = [each for each in row if each >= 0]
        assert len(set(names)) == len(names)
        assert reader not in names
        assert row[: len(names)] == names


@settings(deadline=None, max_examples=40)
@given(squares)
def test_the_welfare_is_that_of_the_lists(mine: Floats) -> None:
    free = np.full(9, 2)
    found = run(mine, free, 4)
    expected = given_lists(found.lists, mine, 1 / np.arange(1, 5), free)
    assert found.welfare == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize("seed", range(12))
def test_the_lists_are_nearly_the_best_of_all(seed: int) -> None:
    mine = np.random.default_rng(seed).random((4, 4))
    free, attention = np.ones(4, dtype=np.int64), np.array([1.0, 0.5])
    orders = [list(permutations([v for v in range(4) if v != u], 2)) for u in range(4)]
    best = max(
        given_lists(np.array(lists), mine, attention, free)
        for lists in product(*orders)
    )
    found = allocate(
        everybody(mine),
        attention=attention,
        room=room_for_first(free),
        shown_most=np.full(4, 9),
    )
    assert 0.97 * best <= given_lists(found.lists, mine, attention, free)
    assert found.welfare <= best * 1.002


def test_a_crowd_is_spread_over_doors_that_are_free() -> None:
    """All prefer the last one, who has one hour; lists by interest alone send all of them there."""
    mine = np.full((8, 8), 0.6)
    mine[:, 7] = 0.9
    found = run(mine, np.ones(8, dtype=np.int64), 1)
    assert exposure_of(times_shown(found.lists, 8)).peak < 7


def test_equals_take_turns_that_the_seed_decides() -> None:
    mine = np.full((8, 8), 0.5)
    candidates = everybody(mine)

    def first(seed: int) -> list[int]:
        found = allocate(
            candidates,
            attention=np.array([1.0]),
            room=np.ones((8, 801)),
            shown_most=np.full(8, 8),
            turns=turns_of(candidates, [f"p{each}" for each in range(8)], seed),
        )
        return [int(row[0]) for row in found.lists]

    assert first(1) == first(1)
    assert len({tuple(first(seed)) for seed in range(6)}) > 1
    assert len(set(first(1))) > 2


def test_room_by_rank_is_the_mean_attention_over_poisson_ranks() -> None:
    attention = 1 / np.arange(1, 200)
    room = room_by_rank(attention, 3)
    assert room.shape == (3, 801)
    assert room[0, 0] == pytest.approx(1.0)
    # E[1 / (1 + N)] = (1 - exp(-x)) / x for a Poisson number N of mean x.
    assert room[0, 40] == pytest.approx((1 - np.exp(-2)) / 2, abs=1e-6)


def test_who_has_no_hour_has_no_room() -> None:
    assert room_for_first([0, 1])[0].max() == 0
    assert room_for_first([0, 1])[1, 0] == 1


@pytest.mark.parametrize("name", ["mine", "theirs", "attention"])
def test_what_is_no_probability_is_refused(name: str) -> None:
    mine = np.full((3, 3), 0.5)
    candidates = everybody(mine)
    attention = np.array([1.0])
    if name == "attention":
        attention = np.array([1.5])
    else:
        candidates = Candidates(
            **{**vars(candidates), name: np.full(len(candidates.other), -0.1)}
        )
    with pytest.raises(ValueError, match=name):
        allocate(
            candidates,
            attention=attention,
            room=room_for_first([1, 1, 1]),
            shown_most=np.ones(3, dtype=np.int64),
        )


def test_exposure_has_peak_coverage_and_gini() -> None:
    one = exposure_of(np.array([4, 0, 0, 0]))
    assert (one.mean, one.peak, one.coverage, one.gini) == (1.0, 4, 0.25, 0.75)
    assert one.peak_to_mean == 4
    even = exposure_of(np.array([3, 3, 3]))
    assert (even.coverage, even.gini) == (1.0, 0.0)
    assert exposure_of(np.zeros(0, dtype=np.int64)).peak_to_mean == 0
