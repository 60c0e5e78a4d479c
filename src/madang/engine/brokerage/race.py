"""Two searches of different kinds race for one event on two cores, share what they find out, and stop at the second.

One climbs from bound to bound (`exact.py`), the other collects reasons for breaks from below. When the reasons prove more
than what the climber asks for, its question is settled: it is stopped, and another comes down to the bound with ever better schedules.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass, field

from madang.engine.brokerage.count import count_breaks
from madang.engine.brokerage.model import BrokerageEvent, BrokerageResult, Prices
from madang.engine.brokerage.racer import News, Task
from madang.engine.budget import Clock

HEAD_START = 2.0
"""Seconds that the climber is alone: most events are solved by then."""


LOOK = 0.25
"""Seconds between two looks at whether somebody wishes to stop."""


class Racer:
    """One process; its news come into the queue with its own number, None at its end."""

    def __init__(
        self, task: Task, news: queue.Queue[tuple[Racer, News | None]]
    ) -> None:
        self.asks: int | None = None
        self.process = subprocess.Popen(
            [sys.executable, "-m", "madang.engine.brokerage.racer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C goes to a whole group of processes; here it is the parent that ends its racers
            process_group=0,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("a racer has no pipes")
        self.output = self.process.stdout
        pickle.dump(task, self.process.stdin)
        self.process.stdin.close()
        self.news = news
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        try:
            while True:
                self.news.put((self, pickle.load(self.output)))  # noqa: S301
        except (EOFError, pickle.UnpicklingError, OSError, ValueError):
            self.news.put((self, None))

    def stop(self) -> None:
        """End the process and wait for it."""
        self.process.kill()
        self.process.wait()
        self.thread.join()
        self.output.close()


@dataclass
class Race:
    """What is known of an event, and who runs."""

    event: BrokerageEvent
    fairness: int
    seed: int
    clock: Clock
    bound: int
    prices: Prices
    best: tuple[int, ...] = ()
    objective: int | None = None
    is_infeasible: bool = False
    is_joined: bool = False
    climber: Racer | None = None
    racers: list[Racer] = field(default_factory=list)
    news: queue.Queue[tuple[Racer, News | None]] = field(default_factory=queue.Queue)

    def run(self) -> BrokerageResult:
        """The result when the event is solved or the time is over."""
        try:
            self.climber = self.start("climb")
            while self.racers and not self.is_settled and self.clock.may_go_on():
                self.wait()
        finally:
            for racer in self.racers:
                racer.stop()
        if self.is_infeasible:
            return BrokerageResult("infeasible")
        if self.objective is None:
            return BrokerageResult("unknown", bound=self.bound)
        status = "optimal" if self.objective == self.bound else "feasible"
        return BrokerageResult(status, self.best, self.objective, self.bound)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to find out."""
        return self.is_infeasible or self.objective == self.bound

    def start(self, kind: str) -> Racer:
        """A new racer, with the time that is left."""
        left = self.clock.seconds_until(1.0)
        task = Task(
            kind,
            self.event,
            self.fairness,
            self.seed,
            left,
            self.bound,
            self.objective,
        )
        self.racers.append(Racer(task, self.news))
        return self.racers[-1]

    def wait(self) -> None:
        """Take in the next news, or let the second racer join when its time has come."""
        left = self.clock.seconds_until(1.0)
        until_join = HEAD_START - self.clock.elapsed
        if not self.is_joined:
            left = min(left, max(0.0, until_join))
        try:
            racer, news = self.news.get(timeout=max(0.001, min(left, LOOK)))
        except queue.Empty:
            if not self.is_joined and until_join <= 0:
                self.is_joined = True
                self.start("cores")
            return
        if racer not in self.racers:
            return
        if news is None:
            racer.stop()
            self.racers.remove(racer)
            return
        racer.asks = racer.asks if news.asks is None else news.asks
        self.take(news)
        self.redirect()

    def take(self, news: News) -> None:
        """Keep what is better than what is known."""
        self.is_infeasible = self.is_infeasible or news.is_infeasible
        self.bound = max(self.bound, news.bound or 0)
        self.prices = news.prices or self.prices
        if news.slots:
            objective = sum(count_breaks(self.event, news.slots))
            if self.objective is None or objective < self.objective:
                self.best, self.objective = news.slots, objective

    def redirect(self) -> None:
        """Stop a search for fewer breaks than the bound, and start one that comes down to the bound."""
        climber = self.climber
        if climber is None or climber.asks is None or climber.asks >= self.bound:
            return
        if self.is_settled:
            return
        climber.stop()
        if climber in self.racers:
            self.racers.remove(climber)
        self.climber = self.start("fall")
