"""Believable events of known size, for trying the engine out. Everything is made up; there are no names."""

from __future__ import annotations

import random
from dataclasses import dataclass

from madang.engine.problem import (
    MINUTES_PER_DAY,
    Delegate,
    Interpreter,
    Meeting,
    Organisation,
    Pair,
    Place,
    Problem,
    Side,
    Slot,
)


@dataclass(frozen=True)
class Preset:
    """Sizes of an event: how many of what, and how often people are away or come in teams (shares from 0 to 1)."""

    organisations: int
    shared_tables: int
    suites: int
    days: int
    slots_per_day: int
    interpreters: int
    meetings: int
    away: float
    teams: float
    language_gap: float


PRESETS = {
    "small": Preset(24, 5, 1, 1, 12, 2, 60, 0.08, 0.2, 0.15),
    "lounge": Preset(160, 22, 4, 2, 16, 7, 950, 0.1, 0.25, 0.12),
}
HARD_AWAY = 0.38
HARD_TEAMS = 0.5


def generate(preset: str, seed: int, *, hard: bool = False) -> Problem:
    """An event of a preset; the same seed gives the same event.

    `hard`: people are away more than a third of the time and half of the sides are teams. Raises `ValueError` for
    an unknown preset.
    """
    if preset not in PRESETS:
        raise ValueError(
            f'there is no preset "{preset}"; there are: {", ".join(PRESETS)}'
        )
    size = PRESETS[preset]
    chance = random.Random(seed)  # noqa: S311
    slots = _slots(size)
    organisations = tuple(
        Organisation(number, group=number % 2, most=12 if number % 9 == 0 else None)
        for number in range(1, size.organisations + 1)
    )
    delegates = _delegates(size, chance, slots, HARD_AWAY if hard else size.away)
    return Problem(
        slots=slots,
        places=_places(size),
        organisations=organisations,
        delegates=delegates,
        interpreters=_interpreters(size, chance, slots),
        meetings=_meetings(size, chance, delegates, HARD_TEAMS if hard else size.teams),
    )


def _slots(size: Preset) -> tuple[Slot, ...]:
    """Slots of 25 minutes every half hour from 9:00, with a break of 90 minutes at the middle of the day."""
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


def _places(size: Preset) -> tuple[Place, ...]:
    shared = [
        Place(number, zone=(number - 1) // 8)
        for number in range(1, size.shared_tables + 1)
    ]
    suites = [
        Place(size.shared_tables + number, zone=9, owner=number)
        for number in range(1, size.suites + 1)
    ]
    return (*shared, *suites)


def _absences(
    chance: random.Random, slots: tuple[Slot, ...], share: float
) -> tuple[int, ...]:
    """Slots in which a person is away: blocks of one to four slots until the share is reached."""
    away: set[int] = set()
    wanted = round(share * 2 * chance.random() * len(slots))
    while len(away) < wanted:
        first = chance.randrange(len(slots))
        away.update(slot.id for slot in slots[first : first + chance.randint(1, 4)])
    return tuple(sorted(away))


def _delegates(
    size: Preset, chance: random.Random, slots: tuple[Slot, ...], away: float
) -> tuple[Delegate, ...]:
    owners = [
        number
        for number in range(1, size.organisations + 1)
        for _ in range(chance.choice((1, 1, 2, 2, 3)))
    ]
    return tuple(
        Delegate(
            index,
            organisation,
            busy=_absences(chance, slots, away),
            most_per_day=9 if chance.random() < 0.1 else None,
        )
        for index, organisation in enumerate(owners, 1)
    )


def _interpreters(
    size: Preset, chance: random.Random, slots: tuple[Slot, ...]
) -> tuple[Interpreter, ...]:
    pairs: list[Pair] = [("ko", "en"), ("ko", "en"), ("ja", "ko"), ("zh", "ko")]
    return tuple(
        Interpreter(
            number, (pairs[number % len(pairs)],), _absences(chance, slots, 0.1)
        )
        for number in range(1, size.interpreters + 1)
    )


def _meetings(
    size: Preset, chance: random.Random, delegates: tuple[Delegate, ...], teams: float
) -> tuple[Meeting, ...]:
    """Wishes between the two groups; some organisations are much sought after."""
    staff: dict[int, list[int]] = {}
    for delegate in delegates:
        staff.setdefault(delegate.organisation, []).append(delegate.id)
    hosts = [number for number in staff if number % 2]
    guests = [number for number in staff if not number % 2]
    appeal = [1 / (1 + 0.03 * place) for place in range(len(hosts))]
    pairs: dict[tuple[int, int], None] = {}
    for _ in range(50 * size.meetings):
        if len(pairs) == min(size.meetings, len(hosts) * len(guests)):
            break
        pairs[(chance.choices(hosts, appeal)[0], chance.choice(guests))] = None
    return tuple(
        Meeting(
            number,
            tuple(
                _side(chance, organisation, staff[organisation], teams)
                for organisation in pair
            ),
            weight=chance.randint(10, 60),
            must=chance.random() < 0.03,
            languages=_languages(size, chance),
        )
        for number, pair in enumerate(pairs, 1)
    )


def _side(
    chance: random.Random, organisation: int, staff: list[int], teams: float
) -> Side:
    if len(staff) > 1 and chance.random() < teams:
        return Side(organisation, tuple(sorted(chance.sample(staff, 2))))
    return Side(organisation, tuple(staff), "any")


def _languages(size: Preset, chance: random.Random) -> tuple[Pair, ...]:
    if chance.random() >= size.language_gap:
        return ()
    return (chance.choice([("en", "ko"), ("en", "ko"), ("ko", "ja"), ("ko", "zh")]),)
