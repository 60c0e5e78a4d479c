"""Names for identifiers: what a sentence about a plan needs, read in one query a kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model, QuerySet

from madang.site.events.models import (
    Delegate,
    Place,
    Registration,
    RoundTable,
    Slot,
)
from madang.site.meetings.models import Meeting

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Conflict:
    """Why a meeting cannot be at a time and place. `kind` says which rule; the others are keys of what it names.

    `meeting` is the one that should move there, `other` the one in its way (a round table has a negative key).
    """

    kind: str
    meeting: int
    slot: int | None = None
    place: int | None = None
    delegate: int | None = None
    registration: int | None = None
    other: int | None = None
    limit: int | None = None
    languages: tuple[tuple[str, str], ...] = ()
    next_slot: int | None = None


@dataclass(frozen=True)
class Names:
    """Rows by key, each with what its name is made of."""

    slots: dict[int, Slot] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    delegates: dict[int, Delegate] = field(default_factory=dict)
    registrations: dict[int, Registration] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    round_tables: dict[int, RoundTable] = field(default_factory=dict)


def names_of(conflicts: Iterable[Conflict], known: Names | None = None) -> Names:
    """Read the rows that some conflicts name: at most one query a kind, none for what is known already."""
    rows, had = list(conflicts), known or Names()
    meetings = {key for row in rows for key in (row.meeting, row.other) if key}
    slots = [key for row in rows for key in (row.slot, row.next_slot)]
    return Names(
        slots=_read(Slot.objects.all(), had.slots, slots),
        places=_read(
            Place.objects.select_related("owner__organisation"),
            had.places,
            [row.place for row in rows],
        ),
        delegates=_read(
            Delegate.objects.select_related("person", "registration__organisation"),
            had.delegates,
            [row.delegate for row in rows],
        ),
        registrations=_read(
            Registration.objects.select_related("organisation"),
            had.registrations,
            [row.registration for row in rows],
        ),
        meetings=_read(
            Meeting.objects.select_related("host__organisation", "guest__organisation"),
            had.meetings,
            [key for key in meetings if key > 0],
        ),
        round_tables=_read(
            RoundTable.objects.all(),
            had.round_tables,
            [-key for key in meetings if key < 0],
        ),
    )


def _read(
    rows: QuerySet[Row], known: dict[int, Row], keys: Iterable[int | None]
) -> dict[int, Row]:
    missing = {key for key in keys if key} - known.keys()
    return {**known, **rows.in_bulk(sorted(missing))} if missing else known
