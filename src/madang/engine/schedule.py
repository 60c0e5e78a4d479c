"""What comes out of the engine: placements, the value and bound of each stage, the certificate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Proof = Literal["certified", "solver", "none"]
Status = Literal["optimal", "feasible", "infeasible", "unknown"]
STAGES = ("must", "placed", "left_out", "share", "gaps", "walking")
"""The stages in strict order: a later one never lowers what an earlier one reached."""
NOBODY_FIRST = ("must", "left_out", "placed", "share", "gaps", "walking")
"""The order when nobody left out comes before the total."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one meeting happens: ids of slot, place and interpreter; `delegates` holds one tuple a side."""

    slot: int
    place: int
    delegates: tuple[tuple[int, ...], ...]
    interpreter: int | None = None

    @property
    def people(self) -> tuple[int, ...]:
        """Every delegate who sits in the meeting."""
        return tuple(delegate for side in self.delegates for delegate in side)


Schedule = dict[int, Placement]
"""Placements by meeting id."""


@dataclass(frozen=True, slots=True)
class StageValue:
    """One stage: the value reached, the bound that no schedule beats (None: not known) and who proves the bound.

    `must` and `placed` are maximised and bounded from above, the others are minimised and bounded from below.
    """

    stage: str
    value: int
    bound: int | None
    proof: Proof

    @property
    def is_proven(self) -> bool:
        """Whether value and bound meet, so that no schedule does better in this stage."""
        return self.bound is not None and self.value == self.bound


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change that would place a meeting: `kind` and the ids it needs, each None when it plays no part.

    `others` are meetings that give way together with `meeting`.
    """

    kind: str
    delegate: int | None = None
    organisation: int | None = None
    slot: int | None = None
    place: int | None = None
    interpreter: int | None = None
    pair: tuple[str, str] | None = None
    meeting: int | None = None
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps a meeting out: its kind, whom it concerns, and in how many of the meeting's slots it does."""

    kind: str
    delegates: tuple[int, ...] = ()
    organisation: int | None = None
    slots: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a meeting has no place: a reason code, the meetings in its way, and a remedy that was tried and works.

    `reasons` are the fewest that keep it out: together they block every slot that it may have, and without any one of
    them it would have a slot that the others leave open.
    """

    id: int
    reason: str
    blocking: tuple[int, ...] = ()
    remedy: Remedy | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the history: seconds since the start and the best weight, number placed and bound then."""

    seconds: float
    weight: int
    placed: int
    bound: int | None


@dataclass(frozen=True)
class Result:
    """A schedule with all that is known about it.

    `status` speaks of the weighted number of meetings: `optimal` when `must` and `placed` are both proven.
    `count_bound` is the number of meetings that no schedule exceeds. `conflict` names the pinned meetings that
    cannot all stay, when the status is `infeasible`.
    """

    status: Status
    placements: Schedule
    stages: tuple[StageValue, ...]
    count: int
    count_bound: int | None
    certificate: dict[str, Any]
    unplaced: tuple[Explanation, ...]
    seed: int
    seconds: float
    history: tuple[Moment, ...] = ()
    conflict: tuple[int, ...] = field(default=())

    def stage(self, name: str) -> StageValue:
        """The stage of that name. Raises `KeyError` when there is none."""
        for stage in self.stages:
            if stage.stage == name:
                return stage
        raise KeyError(name)
