"""The append-only log: one line for each change of state."""

from collections.abc import Iterable
from typing import Protocol

from django.db import models

from madang.site.core.models import LogEntry


class Actor(Protocol):
    """Whoever acts: anything with a key and a readable form (a user, a person)."""

    pk: int

    def __str__(self) -> str:
        """Return the label that the log keeps."""
        ...


def line(
    verb: str,
    target: models.Model,
    *,
    by: Actor | None,
    event_id: int | None = None,
    detail: str = "",
) -> LogEntry:
    """Return one line, not written yet: `by` did `verb` ("accept meeting") to `target`. `by=None` is the system itself."""
    return LogEntry(
        actor_id=by.pk if by is not None else None,
        actor_label=str(by)[:200] if by is not None else "system",
        verb=verb,
        target_type=target._meta.label_lower,  # noqa: SLF001 - Django's public way to name a model
        target_id=target.pk,
        target_label=str(target)[:300],
        event_id=event_id,
        detail=detail,
    )


def record(
    verb: str,
    target: models.Model,
    *,
    by: Actor | None,
    event_id: int | None = None,
    detail: str = "",
) -> LogEntry:
    """Write one line: `by` did `verb` ("accept meeting") to `target`. `by=None` is the system itself."""
    entry = line(verb, target, by=by, event_id=event_id, detail=detail)
    entry.save(force_insert=True)
    return entry


def record_all(lines: Iterable[LogEntry]) -> None:
    """Write many lines at once, in their order."""
    LogEntry.objects.bulk_create(lines, batch_size=500)
