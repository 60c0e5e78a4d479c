"""Believable events of known size, for trying the engine out. Everything is made up; there are no names."""

from __future__ import annotations

import numpy as np

from madang.engine.generate.crowd import Crowd, make_crowd, make_interpreters
from madang.engine.generate.planted import plant
from madang.engine.generate.presets import PRESETS, Preset, preset_of
from madang.engine.generate.wishes import make_meetings
from madang.engine.problem import MINUTES_PER_DAY, Place, Problem, Slot

__all__ = ["PRESETS", "Preset", "generate", "generate_planted"]

TABLES_PER_ZONE = 20


def generate(preset: str, seed: int, *, hard: bool = False) -> Problem:
    """An event of a preset; the same seed gives the same event.

    `hard`: people are away a third of the time, half of the sides are teams of two, tables are short. Raises
    `ValueError` for an unknown preset.
    """
    size = preset_of(preset, hard=hard)
    chance = np.random.default_rng(seed)
    slots = make_slots(size)
    crowd = make_crowd(size, slots, chance)
    return Problem(
        slots=slots,
        places=make_places(size, crowd),
        organisations=crowd.organisations,
        delegates=crowd.delegates,
        interpreters=make_interpreters(size, slots, chance),
        meetings=make_meetings(size, crowd, chance),
    )


def generate_planted(
    preset: str, seed: int, *, hard: bool = False
) -> tuple[Problem, int]:
    """Such an event built around a hidden schedule, and the weight of that schedule: no schedule reaches more."""
    return plant(generate(preset, seed, hard=hard), seed)


def make_slots(size: Preset) -> tuple[Slot, ...]:
    """Slots of 25 minutes every half hour from 9:00, with a break of an hour at the middle of the day."""
    half = size.slots_per_day // 2
    return tuple(
        Slot(
            id=day * size.slots_per_day + index + 1,
            start=day * MINUTES_PER_DAY
            + 540
            + 30 * index
            + (60 if index >= half else 0),
            minutes=25,
            session=2 * day + (index >= half),
        )
        for day in range(size.days)
        for index in range(size.slots_per_day)
    )


def make_places(size: Preset, crowd: Crowd) -> tuple[Place, ...]:
    """Shared tables in zones of twenty, and suites of the largest companies, one meeting at once for four people."""
    tables = [
        Place(number, zone=(number - 1) // TABLES_PER_ZONE)
        for number in range(1, size.tables + 1)
    ]
    largest = sorted(
        range(len(crowd.staff)), key=lambda index: (-len(crowd.staff[index]), index)
    )
    zone = size.tables // TABLES_PER_ZONE + 1
    suites = [
        Place(
            size.tables + number,
            zone=zone + (number - 1) // TABLES_PER_ZONE,
            capacity=max(1, round(len(crowd.staff[owner]) / 4)),
            owner=owner + 1,
        )
        for number, owner in enumerate(largest[: size.suites], 1)
    ]
    return (*tables, *suites)
