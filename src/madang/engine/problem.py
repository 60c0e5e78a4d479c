"""What has to be scheduled: slots, places, people, interpreters and the meetings they want.

Everything here is frozen and validated once, when a `Problem` is made. Identifiers are arbitrary integers, unique
within their kind. Times are minutes from an epoch of the caller's choice; the day of a slot is `start // 1440`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from madang.engine.validation import ProblemError, validate

__all__ = [
    "MINUTES_PER_DAY",
    "Delegate",
    "Fixed",
    "Interpreter",
    "Meeting",
    "Mode",
    "Organisation",
    "Pair",
    "Place",
    "Problem",
    "ProblemError",
    "Rules",
    "Side",
    "Slot",
    "Walk",
    "may_use",
    "speaks",
]

MINUTES_PER_DAY = 1440
Pair = tuple[str, str]
Mode = Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One unit of time: `start` and `minutes` in minutes, `session` the block (a morning, an afternoon) it belongs to."""

    id: int
    start: int
    minutes: int
    session: int = 0

    @property
    def day(self) -> int:
        """Number of the day since the epoch."""
        return self.start // MINUTES_PER_DAY

    @property
    def end(self) -> int:
        """The minute at which it is over."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Place:
    """A table or a suite. `capacity` meetings at once; `owner` is an organisation, or None for a shared table."""

    id: int
    zone: int = 0
    capacity: int = 1
    owner: int | None = None
    busy: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A participating organisation; `most` limits its meetings over the whole event."""

    id: int
    group: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person of one organisation, absent in the `busy` slots, in at most `most_per_day` meetings on any day."""

    id: int
    organisation: int
    busy: tuple[int, ...] = ()
    most_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter, with the pairs of languages they work between; the order inside a pair means nothing."""

    id: int
    languages: tuple[Pair, ...]
    busy: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One party of a meeting: `all` these delegates come, or `any` one of them."""

    organisation: int
    delegates: tuple[int, ...]
    mode: Mode = "all"


@dataclass(frozen=True, slots=True)
class Fixed:
    """Where a pinned meeting stays. What is None is still for the engine to choose.

    `delegates` has one entry a side, each a tuple of delegate ids.
    """

    slot: int
    place: int | None = None
    interpreter: int | None = None
    delegates: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that somebody wants: two sides or more, worth `weight`.

    `languages` empty: no interpreter. Otherwise one interpreter is needed who works in any one of these pairs.
    `slots` and `places` limit where it may happen (None: anywhere). `must` meetings come before all others.
    """

    id: int
    sides: tuple[Side, ...]
    weight: int = 1
    must: bool = False
    languages: tuple[Pair, ...] = ()
    slots: tuple[int, ...] | None = None
    places: tuple[int, ...] | None = None
    fixed: Fixed | None = None
    cancelled: bool = False

    @property
    def organisations(self) -> tuple[int, ...]:
        """The organisations that take part, each once, in the order of the sides."""
        if len(self.sides) == 2:
            one, other = self.sides[0].organisation, self.sides[1].organisation
            return (one, other) if one != other else (one,)
        return tuple(dict.fromkeys(side.organisation for side in self.sides))


@dataclass(frozen=True, slots=True)
class Walk:
    """How many minutes it takes to walk between two zones, in either direction."""

    zones: tuple[int, int]
    minutes: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What the organiser asks for beyond the supply. All of it is off unless it is set.

    `nobody_left_out`: fewest organisations without a meeting come before the total. `most_in_a_row`: meetings of a
    delegate in consecutive slots of a session. `walking_minutes`: least minutes from the end of one meeting of a
    delegate to the start of their next one in another zone; a pair of zones with a `Walk` takes the minutes of that.
    """

    nobody_left_out: bool = False
    most_in_a_row: int | None = None
    walking_minutes: int | None = None


@dataclass(frozen=True)
class Problem:
    """A whole event. Raises `ProblemError` when its parts do not fit together."""

    slots: tuple[Slot, ...]
    places: tuple[Place, ...]
    organisations: tuple[Organisation, ...]
    delegates: tuple[Delegate, ...]
    interpreters: tuple[Interpreter, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    walks: tuple[Walk, ...] = ()
    rules: Rules = Rules()

    def __post_init__(self) -> None:
        validate(self)

    @cached_property
    def timeline(self) -> tuple[Slot, ...]:
        """Slots in the order of time; of those that begin together the shorter first, then as they are listed."""
        return tuple(sorted(self.slots, key=lambda item: (item.start, item.minutes)))

    @cached_property
    def beside(self) -> dict[int, tuple[int, ...]]:
        """For each slot the ids of the slots that overlap it in time, its own first."""
        return {
            item.id: (
                item.id,
                *(
                    other.id
                    for other in self.timeline
                    if other.start < item.end
                    and item.start < other.end
                    and other.id != item.id
                ),
            )
            for item in self.slots
        }

    @cached_property
    def is_overlapping(self) -> bool:
        """Whether any two slots overlap."""
        return any(len(near) > 1 for near in self.beside.values())

    @cached_property
    def slot(self) -> dict[int, Slot]:
        """Slots by id."""
        return {item.id: item for item in self.slots}

    @cached_property
    def place(self) -> dict[int, Place]:
        """Places by id."""
        return {item.id: item for item in self.places}

    @cached_property
    def organisation(self) -> dict[int, Organisation]:
        """Organisations by id."""
        return {item.id: item for item in self.organisations}

    @cached_property
    def delegate(self) -> dict[int, Delegate]:
        """Delegates by id."""
        return {item.id: item for item in self.delegates}

    @cached_property
    def interpreter(self) -> dict[int, Interpreter]:
        """Interpreters by id."""
        return {item.id: item for item in self.interpreters}

    @cached_property
    def meeting(self) -> dict[int, Meeting]:
        """Meetings by id."""
        return {item.id: item for item in self.meetings}

    @cached_property
    def walk(self) -> dict[tuple[int, int], int]:
        """Minutes by pair of zones, in both directions."""
        return {
            pair: item.minutes
            for item in self.walks
            for pair in (item.zones, item.zones[::-1])
        }


def speaks(interpreter: Interpreter, languages: Iterable[Pair]) -> bool:
    """Whether the interpreter works between the two languages of any one pair, in either order."""
    known = {frozenset(pair) for pair in interpreter.languages}
    return any(frozenset(pair) in known for pair in languages)


def may_use(place: Place, meeting: Meeting) -> bool:
    """Whether the meeting may sit here at all: the owner takes part or nobody owns it, and its own list allows it."""
    if place.owner is not None and place.owner not in meeting.organisations:
        return False
    return meeting.places is None or place.id in meeting.places
