"""Markets that several tests of allocation use."""

import numpy as np

from madang.engine.match.shortlist import Room, among


def chances(seed, *shape):
    return np.random.default_rng(seed).random(shape)


def roomy(count, slots=1, showings=100):
    return Room(np.full(count, slots), np.full(count, showings))


def crowd(seed, count, popularity):
    """Everybody with everybody, some far more wanted than others."""
    wanted = np.random.default_rng(seed).random(count) ** popularity
    return among(
        chances(seed + 1, count, count) * wanted, chances(seed, count, count) < 0.6
    )
