"""Pairs chosen at once: against every choice there is, with two sides and without."""

from itertools import combinations

import numpy as np
import pytest

from madang.engine.match.pairing import pairing


def best(pairs, worth, capacity):
    """The highest worth of any choice that keeps the capacities."""
    top = 0.0
    for size in range(len(pairs) + 1):
        for chosen in combinations(range(len(pairs)), size):
            load = np.bincount(pairs[list(chosen)].ravel().astype(int), minlength=len(capacity))  # fmt: skip
            if (load <= capacity).all():
                top = max(top, float(sum(worth[one] for one in chosen)))
    return top


@pytest.mark.parametrize("seed", range(12))
def test_two_sides_against_every_choice(seed):
    draw = np.random.default_rng(seed)
    pairs = np.array([(u, 3 + v) for u in range(3) for v in range(3)])
    worth, capacity = draw.random(9), draw.integers(0, 3, 6)
    _check(pairs, worth, capacity)


@pytest.mark.parametrize("seed", range(12))
def test_one_side_against_every_choice(seed):
    draw = np.random.default_rng(seed)
    pairs = np.array(list(combinations(range(5), 2)))
    worth, capacity = draw.random(10) - 0.2, draw.integers(0, 3, 5)
    _check(pairs, worth, capacity)


def _check(pairs, worth, capacity):
    chosen = pairing(pairs, worth, capacity)
    load = np.bincount(pairs[chosen].ravel(), minlength=len(capacity))
    assert (load <= capacity).all()
    assert worth[chosen].sum() == pytest.approx(best(pairs, worth, capacity), abs=1e-9)


def test_an_odd_ring_is_settled_in_whole_pairs():
    ring = np.array([(0, 1), (1, 2), (0, 2)])
    assert pairing(ring, np.array([1.0, 1.1, 1.0]), np.ones(3, int)).tolist() == [1]


def test_worthless_pairs_are_left():
    pairs = np.array([(0, 1), (2, 3)])
    free = np.full(4, 2)
    assert pairing(pairs, np.array([0.0, 0.3]), free).tolist() == [1]
    assert pairing(pairs, np.array([0.0, -1.0]), free).tolist() == []


@pytest.mark.parametrize(
    ("pairs", "capacity", "said"),
    [
        ([(0, 0)], [1, 1], "themselves"),
        ([(0, 1), (1, 0)], [1, 1], "twice"),
        ([(0, 1)], [1, -1], "negative"),
    ],
)
def test_nonsense_is_refused(pairs, capacity, said):
    with pytest.raises(ValueError, match=said):
        pairing(np.array(pairs), np.ones(len(pairs)), np.array(capacity))
