"""Names for identifiers: what a sentence about a plan needs, read in one query a kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from madang.site.events.models import (
    Delegate,
    Interpreter,
    Place,
    Registration,
    RoundTable,
    Slot,
)
from madang.site.meetings.models import Meeting


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
    interpreter: int | None = None
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
    interpreters: dict[int, Interpreter] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    round_tables: dict[int, RoundTable] = field(default_factory=dict)


def names_of(conflicts: Iterable[Conflict]) -> Names:
    """Read the rows that some conflicts name: at most one query a kind, none for a kind that nobody names."""
    rows = list(conflicts)
    meetings = {key for row in rows for key in (row.meeting, row.other) if key}
    return Names(
        slots=Slot.objects.in_bulk(
            _keys(key for row in rows for key in (row.slot, row.next_slot))
        ),
        places=Place.objects.select_related("owner__organisation").in_bulk(
            _keys(row.place for row in rows)
        ),
        delegates=Delegate.objects.select_related(
            "person", "registration__organisation"
        ).in_bulk(_keys(row.delegate for row in rows)),
        registrations=Registration.objects.select_related("organisation").in_bulk(
            _keys(row.registration for row in rows)
        ),
        interpreters=Interpreter.objects.in_bulk(
            _keys(row.interpreter for row in rows)
        ),
        meetings=Meeting.objects.select_related(
            "host__organisation", "guest__organisation"
        ).in_bulk(_keys(key for key in meetings if key > 0)),
        round_tables=RoundTable.objects.in_bulk(
            _keys(-key for key in meetings if key < 0)
        ),
    )


def _keys(values: Iterable[int | None]) -> list[int]:
    return sorted({value for value in values if value})
