"""A line of progress on a terminal, for anything that takes more than a second."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madang.engine.search import Progress


class Bar:
    """Shows where a search stands on the error stream, when that is a terminal and nobody asked for quiet."""

    def __init__(self, *, is_quiet: bool = False) -> None:
        self.is_shown = not is_quiet and sys.stderr.isatty()
        self.is_drawn = False

    def show(self, progress: Progress) -> None:
        """Draw the state of a search; nothing in the first second."""
        if not self.is_shown or progress.seconds < 1:
            return
        self.is_drawn = True
        gap = (progress.bound - progress.weight) / max(1, progress.bound)
        sys.stderr.write(
            f"\r{progress.seconds:6.1f} s  {progress.stage:<7} {progress.placed} meetings, "
            f"weight {progress.weight} of at most {progress.bound} ({gap:.2%} open) "
        )
        sys.stderr.flush()

    def close(self) -> None:
        """End the line, when one was drawn."""
        if self.is_drawn:
            sys.stderr.write("\n")
