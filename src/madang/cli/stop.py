"""Ctrl-C while a plan is being made: the first one keeps the best plan so far, the second ends the program."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType, TracebackType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Between entering and leaving, a signal to end is a wish to stop soon; `is_asked` says whether there was one."""

    def __init__(self, *, is_quiet: bool = False) -> None:
        self.is_quiet, self.is_asked = is_quiet, False
        self.before: dict[signal.Signals, signal.Handlers] = {}

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            for each in SIGNALS:
                self.before[each] = signal.signal(each, self.ask)  # type: ignore[assignment]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each, handler in self.before.items():
            signal.signal(each, handler)

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        """Note the first wish; raises KeyboardInterrupt at the second."""
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
        if not self.is_quiet:
            sys.stderr.write("\nmadang: stopping; the best plan so far is kept\n")
