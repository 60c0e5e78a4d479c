"""What has happened since a schedule was published: the format "madang.changes/1", read and checked.

The format is written down in docs/reference/changes.schema.json.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from madang.engine.io import read_json, read_rows, read_value
from madang.engine.problem import Delegate, Meeting, Organisation, ProblemError

CHANGES_FORMAT = "madang.changes/1"


@dataclass(frozen=True, slots=True)
class Absence:
    """A delegate who is away in these slots, or in all (None), and may still meet: arrives late, leaves early."""

    delegate: int
    slots: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class NoShow:
    """A delegate who did not appear in this slot; the meeting there was not held, even where the slot has begun."""

    delegate: int
    slot: int


@dataclass(frozen=True, slots=True)
class Closure:
    """A place that is closed in these slots, or in all (None)."""

    place: int
    slots: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """An interpreter who is away in these slots, or in all (None)."""

    interpreter: int
    slots: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Changes:
    """What has happened. `now` is the slot that is running: what lies before it or in it stays as it is.

    `pins` are meetings that must keep everything they have. New organisations, delegates and meetings are as in a
    problem.
    """

    now: int | None = None
    cancelled_meetings: tuple[int, ...] = ()
    cancelled_delegates: tuple[int, ...] = ()
    absences: tuple[Absence, ...] = ()
    no_shows: tuple[NoShow, ...] = ()
    closed_places: tuple[Closure, ...] = ()
    lost_interpreters: tuple[Loss, ...] = ()
    pins: tuple[int, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    delegates: tuple[Delegate, ...] = ()
    meetings: tuple[Meeting, ...] = ()


ROWS: dict[str, type[Any]] = {
    "absences": Absence,
    "no_shows": NoShow,
    "closed_places": Closure,
    "lost_interpreters": Loss,
    "organisations": Organisation,
    "delegates": Delegate,
    "meetings": Meeting,
}
LISTS = ("cancelled_meetings", "cancelled_delegates", "pins")


def load_changes(source: Path | str | dict[str, Any]) -> Changes:
    """Changes from a file or from its data. Raises `ProblemError` that names the place."""
    data = source if isinstance(source, dict) else read_json(Path(source))
    if data.get("format") != CHANGES_FORMAT:
        raise ProblemError(f'format: must be "{CHANGES_FORMAT}"')
    known = {field.name for field in fields(Changes)} | {"format"}
    unknown = sorted(set(data) - known)
    if unknown:
        raise ProblemError(f'unknown key "{unknown[0]}"')
    now = data.get("now")
    return Changes(
        now=None if now is None else read_value("now", now, "slot"),
        **{name: read_value(name, data.get(name, []), "busy") for name in LISTS},
        **{name: read_rows(data, name, kind) for name, kind in ROWS.items()},
    )
