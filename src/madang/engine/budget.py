"""How long the engine may think: the only clock in the engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

DEFAULT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of wall clock, or a number of search steps. With `iterations` the same seed gives the same schedule."""

    seconds: float | None = None
    iterations: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is not None and self.iterations is not None:
            raise ValueError("a budget is seconds or iterations, not both")
        if self.seconds is not None and self.seconds <= 0:
            raise ValueError(f"seconds must be above 0, not {self.seconds}")
        if self.iterations is not None and self.iterations < 1:
            raise ValueError(f"iterations must be at least 1, not {self.iterations}")


def never() -> bool:
    """Nobody ever wishes to stop."""
    return False


@dataclass
class Clock:
    """A budget being spent. `part` hands out a share of what the whole budget was."""

    budget: Budget
    started: float = field(default_factory=time.perf_counter)
    steps: int = 0
    is_stopped: bool = False
    wishes_to_stop: Callable[[], bool] = never
    """Asked at each look: whether somebody wants the best that is known so far."""

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.started

    @property
    def is_counting(self) -> bool:
        """Whether steps are counted instead of seconds."""
        return self.budget.iterations is not None

    @property
    def spent(self) -> float:
        """The spent share of the budget, from 0 up; 1 and above means that it is used up."""
        if self.budget.iterations is not None:
            return self.steps / self.budget.iterations
        return self.elapsed / (self.budget.seconds or DEFAULT_SECONDS)

    def may_go_on(self, until: float = 1.0, *, is_first: bool = False) -> bool:
        """Whether nobody asked to stop and the share `until` is not spent; the first run of a phase is always free."""
        if self.is_stopped or self.wishes_to_stop():
            return False
        return is_first or self.spent < until

    def seconds_until(self, until: float) -> float:
        """Seconds left until the share `until` of a budget of seconds is spent; 0 when it is."""
        whole = self.budget.seconds or DEFAULT_SECONDS
        return max(0.0, until * whole - self.elapsed)

    def chunk(self, size: int, until: float = 1.0) -> int:
        """Steps for the next run of a kernel: `size`, or fewer when a counted budget ends before."""
        if self.budget.iterations is None:
            return size
        return max(1, min(size, int(self.budget.iterations * until) - self.steps))
