"""How far the bilateral rounds of a mission are."""

from typing import NamedTuple

from madang.site.events.models import Event


class Figures(NamedTuple):
    """Organisations, slots, tables and agreed meetings of the rounds."""

    organisations: int
    slots: int
    tables: int
    agreed: int


def figures_of(event: Event) -> Figures:
    """Return the figures of the rounds' event."""
    return Figures(
        organisations=event.registrations.filter(state="registered").count(),
        slots=event.slots.count(),
        tables=event.places.filter(is_open=True).count(),
        agreed=event.meetings.filter(state="accepted").count(),
    )
