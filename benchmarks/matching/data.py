"""Where the data lie that are not part of the project."""

import os
from pathlib import Path

FOLDER = "MADANG_MATCHING_DATA"


def chosen_file(given: Path | None, name: str, what: str) -> Path:
    """The file given, or the one of this name in the folder of the environment. Raises SystemExit with a sentence where neither is."""
    folder = os.environ.get(FOLDER)
    path = given or (Path(folder) / name if folder else None)
    if path is None or not path.is_file():
        message = (
            f"no file of {what}: give one, or set {FOLDER} to the folder of {name}"
        )
        raise SystemExit(message)
    return path
