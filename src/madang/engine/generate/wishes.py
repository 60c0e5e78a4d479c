"""What was agreed: who meets whom, with which people, how much it is worth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from madang.engine.generate.crowd import LANGUAGES, Crowd
from madang.engine.generate.presets import Preset
from madang.engine.problem import Meeting, Side

Pairs = NDArray[np.int64]
DEMAND = (330.0, 60.0, 40.0, 14.0, 12.0)
"""Meetings that an organisation of each kind agrees to, on average, at a large event; only their ratio matters."""
SPREAD = 0.6
"""Standard deviation of the logarithm of the demand within a kind: some are much sought after."""
AFFINITY = np.array(
    [
        [0.1, 0.5, 0.2, 0.4, 1.0],
        [0.5, 0.6, 0.5, 0.8, 1.0],
        [0.2, 0.5, 0.1, 0.1, 1.0],
        [0.4, 0.8, 0.1, 0.1, 0.7],
        [1.0, 1.0, 1.0, 0.7, 0.5],
    ]
)
"""How readily two kinds meet, from 0 to 1."""
MUST = 0.03
ROUNDS = 400


def make_meetings(
    size: Preset, crowd: Crowd, chance: np.random.Generator
) -> tuple[Meeting, ...]:
    """The agreed meetings; fewer than the preset says when the organisations have no more pairs."""
    groups = [_groups(people, chance) for people in crowd.staff]
    pairs = agreed_pairs(size, crowd, chance)
    weights = chance.integers(10, 61, size=len(pairs)).tolist()
    musts = (chance.random(len(pairs)) < MUST).tolist()
    gaps = (chance.random(len(pairs)) < size.gap).tolist()
    tongues = chance.integers(len(LANGUAGES), size=len(pairs)).tolist()
    luck = chance.random((len(pairs), 2, 3)).tolist()
    return tuple(
        Meeting(
            index + 1,
            tuple(
                make_side(int(one) + 1, groups[one], size.teams, luck[index][at])
                for at, one in enumerate(pair)
            ),
            weight=weights[index],
            must=musts[index],
            languages=(LANGUAGES[tongues[index]],) if gaps[index] else (),
        )
        for index, pair in enumerate(pairs.tolist())
    )


def agreed_pairs(size: Preset, crowd: Crowd, chance: np.random.Generator) -> Pairs:
    """Distinct pairs of organisations (P × 2), drawn by demand and affinity."""
    demand = np.array(DEMAND)[crowd.kind] * np.exp(
        SPREAD * chance.standard_normal(len(crowd.kind))
    )
    people = np.array([len(staff) for staff in crowd.staff])
    slots = size.days * size.slots_per_day
    scale = 2 * size.meetings / demand.sum()
    demand = np.minimum(demand * scale, 1.1 * people * slots)
    odds = demand / demand.sum()
    found = np.zeros((0, 2), dtype=np.int64)
    for _ in range(ROUNDS):
        missing = size.meetings - len(found)
        if missing <= 0:
            break
        drawn = chance.choice(len(odds), size=(2 * missing + 16, 2), p=odds)
        likes = AFFINITY[crowd.kind[drawn[:, 0]], crowd.kind[drawn[:, 1]]]
        is_kept = (drawn[:, 0] != drawn[:, 1]) & (chance.random(len(drawn)) < likes)
        found = _distinct(np.concatenate((found, np.sort(drawn[is_kept], axis=1))))
    return found[: size.meetings]


def _distinct(pairs: Pairs) -> Pairs:
    """Each pair once, in the order of first appearance."""
    _, first = np.unique(pairs, axis=0, return_index=True)
    kept: Pairs = pairs[np.sort(first)]
    return kept


def _groups(
    people: tuple[int, ...], chance: np.random.Generator
) -> list[tuple[int, ...]]:
    """A large team splits into groups of two to five who do the same; a small one stays together."""
    groups, rest = [], list(people)
    while len(rest) > 5:
        count = int(chance.integers(2, 6))
        groups.append(tuple(rest[:count]))
        rest = rest[count:]
    return [*groups, tuple(rest)]


def make_side(
    organisation: int, groups: list[tuple[int, ...]], teams: float, luck: list[float]
) -> Side:
    """A team of two, or one named person, or any one of a group; `luck` is three numbers from 0 to 1."""
    group = groups[int(luck[0] * len(groups))]
    if len(group) > 1 and luck[1] < teams:
        first = int(luck[2] * len(group))
        return Side(
            organisation, tuple(sorted((group[first], group[first - 1]))), "all"
        )
    if len(group) == 1 or luck[1] < teams + (1 - teams) / 2:
        return Side(organisation, (group[int(luck[2] * len(group))],), "all")
    return Side(organisation, group, "any")
