"""Who comes: organisations of five kinds, their delegates, and when each of them is away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from madang.engine.generate.presets import Preset
from madang.engine.problem import Delegate, Interpreter, Organisation, Pair, Slot

PHARMA, MIDSIZE, INVESTOR, SERVICE, BIOTECH = range(5)
SHARES = (0.0125, 0.08, 0.1, 0.2)
"""Share of each kind among the organisations; the rest are biotechnology companies."""
LEAST_STAFF, MOST_STAFF = (10, 3, 1, 1, 1), (30, 6, 3, 3, 2)
LANGUAGES: tuple[Pair, ...] = (("ko", "en"), ("ko", "en"), ("ja", "ko"), ("zh", "ko"))
LIMITED = 0.08
"""Share of the small organisations that limit their meetings, and of the delegates that limit their days."""


@dataclass(frozen=True)
class Crowd:
    """Organisations with their kind (O) and the delegates of each, both in the order of their numbers."""

    organisations: tuple[Organisation, ...]
    delegates: tuple[Delegate, ...]
    kind: NDArray[np.int64]
    staff: tuple[tuple[int, ...], ...]


def make_crowd(
    size: Preset, slots: tuple[Slot, ...], chance: np.random.Generator
) -> Crowd:
    """Organisations and delegates of an event."""
    kind = _kinds(size.organisations, chance)
    sizes = _staff_sizes(size, kind, chance)
    last = np.cumsum(sizes)
    staff = tuple(
        tuple(range(int(end - count) + 1, int(end) + 1))
        for end, count in zip(last, sizes, strict=True)
    )
    limited = (chance.random(len(kind)) < LIMITED) & (kind >= INVESTOR)
    organisations = tuple(
        Organisation(
            number,
            group=int(kind[number - 1]),
            most=int(chance.integers(4, 16)) if limited[number - 1] else None,
        )
        for number in range(1, len(kind) + 1)
    )
    owner = np.repeat(np.arange(1, len(kind) + 1), sizes)
    tired = chance.random(len(owner)) < LIMITED
    delegates = tuple(
        Delegate(
            index + 1,
            int(owner[index]),
            busy=absences(slots, chance, is_sparse=size.is_sparse),
            most_per_day=7 if tired[index] else None,
        )
        for index in range(len(owner))
    )
    return Crowd(organisations, delegates, kind, staff)


def make_interpreters(
    size: Preset, slots: tuple[Slot, ...], chance: np.random.Generator
) -> tuple[Interpreter, ...]:
    """Interpreters of one pair of languages each; two of four work between Korean and English."""
    return tuple(
        Interpreter(
            number, (LANGUAGES[number % 4],), _scattered(slots, chance, share=0.1)
        )
        for number in range(1, size.interpreters + 1)
    )


def absences(
    slots: tuple[Slot, ...], chance: np.random.Generator, *, is_sparse: bool
) -> tuple[int, ...]:
    """Slots in which a person is away.

    Two in three are always there; the others arrive late or leave early, keep a day free, or miss single slots.
    Sparse: everybody misses 30 to 40 % of the slots, half of that in whole sessions.
    """
    if is_sparse:
        return _sparse(slots, chance)
    luck = chance.random()
    if luck < 0.65:
        return ()
    if luck < 0.8:
        count = int(chance.integers(1, len(slots) // 4 + 1))
        chosen = slots[:count] if chance.random() < 0.5 else slots[-count:]
        return tuple(slot.id for slot in chosen)
    if luck < 0.9 and slots[-1].day > slots[0].day:
        day = slots[int(chance.integers(len(slots)))].day
        return tuple(slot.id for slot in slots if slot.day == day)
    return _scattered(slots, chance, share=chance.uniform(0.05, 0.1))


def _scattered(
    slots: tuple[Slot, ...], chance: np.random.Generator, *, share: float
) -> tuple[int, ...]:
    count = round(share * len(slots))
    chosen = chance.choice(len(slots), size=count, replace=False)
    return tuple(slots[index].id for index in sorted(chosen.tolist()))


def _sparse(slots: tuple[Slot, ...], chance: np.random.Generator) -> tuple[int, ...]:
    wanted = round(chance.uniform(0.3, 0.4) * len(slots))
    sessions = sorted({slot.session for slot in slots})
    away: set[int] = set()
    for session in chance.permutation(sessions).tolist():
        block = [slot.id for slot in slots if slot.session == session]
        if len(away) + len(block) <= wanted // 2:
            away.update(block)
    there = [slot.id for slot in slots if slot.id not in away]
    more = chance.choice(len(there), size=wanted - len(away), replace=False)
    away.update(there[index] for index in more.tolist())
    return tuple(sorted(away))


def _kinds(count: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """The kind of each organisation, large companies first so that the suites are theirs."""
    kinds = np.full(count, BIOTECH, dtype=np.int64)
    numbers = [max(1, round(share * count)) for share in SHARES]
    first = 0
    for kind, number in enumerate(numbers):
        kinds[first : first + number] = kind
        first += number
    kinds[numbers[0] :] = chance.permutation(kinds[numbers[0] :])
    return kinds


def _staff_sizes(
    size: Preset, kind: NDArray[np.int64], chance: np.random.Generator
) -> NDArray[np.int64]:
    """People of each organisation, between the least and the most of its kind as far as the total allows."""
    least, most = np.array(LEAST_STAFF)[kind], np.array(MOST_STAFF)[kind]
    if size.organisations < 500:
        least, most = np.minimum(least, 4), np.minimum(most, 8)
    sizes = chance.integers(least, most + 1)
    missing = size.delegates - int(sizes.sum())
    for _ in range(20 * abs(missing)):
        if missing == 0:
            break
        one, step = int(chance.integers(len(sizes))), 1 if missing > 0 else -1
        if sizes[one] + step >= 1:
            sizes[one] += step
            missing -= step
    return sizes
