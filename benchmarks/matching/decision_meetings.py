"""Meetings under scarce time: who meets whom, at once, in rounds, or by everybody's own requests; counted are those that both wanted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.matching.decision_models import Known, Warm, chance, known
from benchmarks.matching.decision_records import Evenings
from madang.engine.match.learning import Prior
from madang.engine.match.pairing import pairing
from madang.engine.match.works import Floats, Ints

MEETINGS = (3, 5)
IN_ROUNDS = Prior(np.array([2.0]), np.array([0.5]), np.array([1]), intercept_spread=0.5)
"""What is believed before a round: the effects of people have the spreads that an event of the product has."""
Count = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """Of each row, by models that never saw its evening: linear score of one decision, score of the pair, chance of a match."""

    single: Floats
    both: Floats
    match: Floats


def product(evenings: Evenings, single: Floats) -> Floats:
    """The product of both directions' cold chances."""
    mine = chance(single)
    found: Floats = mine * mine[evenings.reverse]
    return found


def each(evenings: Evenings) -> Iterator[Ints]:
    """The pairs of each evening."""
    once = evenings.once
    for wave in np.unique(evenings.wave):
        yield once[evenings.wave[once] == wave]


def at_once(evenings: Evenings, worth: Floats, most: int) -> Count:
    """Matches among the meetings of all evenings with the highest worth, at most so many a person; and people with a match."""
    found = []
    for rows in each(evenings):
        left = np.full(evenings.giver.max() + 1, most)
        found.append(paired(evenings, rows, worth[rows], left))
    return realised(evenings, np.concatenate(found))


def in_rounds(evenings: Evenings, single: Floats, most: int) -> Count:
    """The same, one meeting each a round; of those who met both decisions are known in the rounds that follow."""
    met = np.zeros(len(evenings.yes), bool)
    for rows in each(evenings):
        left = np.full(evenings.giver.max() + 1, most)
        for _ in range(most):
            wave = [int(evenings.wave[rows[0]])]
            seen = Warm(evenings, Known(met, ~met))
            worth = seen.chances(IN_ROUNDS, single, wave)
            free = rows[~met[rows]]
            now = paired(evenings, free, worth[free], np.minimum(left, 1))
            met[now] = met[evenings.reverse[now]] = True
            left[evenings.giver[now]] -= 1
            left[evenings.receiver[now]] -= 1
    return realised(evenings, evenings.once[met[evenings.once]])


def paired(evenings: Evenings, rows: Ints, worth: Floats, left: Ints) -> Ints:
    """The rows, out of some, of the pairs with the highest worth that people have time for."""
    pairs = np.column_stack([evenings.giver[rows], evenings.receiver[rows]])
    found: Ints = rows[pairing(pairs, worth, left)]
    return found


def realised(evenings: Evenings, rows: Ints) -> Count:
    """Matches among some pairs, and how many people have one."""
    hits = rows[evenings.both[rows] > 0]
    people = np.union1d(evenings.giver[hits], evenings.receiver[hits])
    return len(hits), len(people)


def asked(evenings: Evenings, score: Floats, most: int, seed: int) -> Count:
    """Matches where everybody asks the first of an own list, and those asked meet in any order while both have time."""
    first = np.flatnonzero(known(replace(evenings, order=-score), most).rows)
    left = np.full(evenings.giver.max() + 1, most)
    met: dict[tuple[int, int], int] = {}
    for row in np.random.default_rng(seed).permutation(first):
        u, v = int(evenings.giver[row]), int(evenings.receiver[row])
        if left[u] and left[v] and (min(u, v), max(u, v)) not in met:
            met[min(u, v), max(u, v)] = int(row)
            left[u] -= 1
            left[v] -= 1
    return realised(evenings, np.array(list(met.values()), int))


def meetings_of(evenings: Evenings, tolds: list[Told], draws: int) -> dict[str, Any]:
    """By number of meetings and method: mean matches and people with one, and their deviations over cuts or draws."""
    found: dict[str, Any] = {}
    for most in MEETINGS:
        methods = {
            "in rounds": [in_rounds(evenings, told.single, most) for told in tolds],
            "at once": [at_once(evenings, product(evenings, told.single), most) for told in tolds],
            "at once, at random": [at_once(evenings, _random(len(evenings.yes), seed), most) for seed in range(draws)],
            "everybody asks by chance of a match": [asked(evenings, told.both, most, seed) for seed, told in enumerate(tolds)],
            "everybody asks by own interest": [asked(evenings, told.single, most, seed) for seed, told in enumerate(tolds)],
        }  # fmt: skip
        found[str(most)] = {name: _summary(runs) for name, runs in methods.items()}
    return found


def _random(count: int, seed: int) -> Floats:
    return np.random.default_rng(seed).random(count) + 1e-6


def _summary(runs: list[Count]) -> list[float]:
    values = np.array(runs, float)
    return [*values.mean(axis=0).round(1).tolist(), *values.std(axis=0).round(1).tolist()]  # fmt: skip
