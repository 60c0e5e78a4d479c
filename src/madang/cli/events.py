"""The progress of a search as lines of JSON, for whoever draws or watches it."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from madang.cli import CommandError

if TYPE_CHECKING:
    from madang.engine.search import Progress


class Events:
    """A file with a line an event: `seconds`, `stage`, `value`, `bound`, `gap`, `placed`; without a path, nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.file: TextIO | None = None

    def __enter__(self) -> Events:
        try:
            self.file = self.path.open("w", encoding="utf-8") if self.path else None
        except OSError as error:
            raise CommandError(f"{self.path}: {error.strerror}") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.file is not None:
            self.file.close()

    def write(self, progress: Progress) -> None:
        """Add a line, which is in the file at once."""
        if self.file is None:
            return
        row = {
            "seconds": progress.seconds,
            "stage": progress.stage,
            "value": progress.value,
            "bound": progress.bound,
            "gap": round(progress.gap, 6),
            "placed": progress.placed,
        }
        self.file.write(json.dumps(row) + "\n")
        self.file.flush()
