"""Round tables with who sits at them, and who could."""

from django.db.models import Count, QuerySet

from madang.site.events.models import Delegate, Event, RoundTable, RoundTableSeat


def round_tables_of(event: Event) -> QuerySet[RoundTable]:
    """Return an event's round tables with chair, slot, place and the number of seats given."""
    rows = event.round_tables.select_related("chair__organisation", "slot", "place")
    return rows.annotate(given=Count("taken")).order_by("slot__starts_at", "id")


def seats_of(round_table: RoundTable) -> QuerySet[RoundTableSeat]:
    """Return the given seats with delegate, person and organisation."""
    return round_table.taken.select_related(
        "delegate__person", "delegate__registration__organisation"
    ).order_by("number")


def free_delegates(round_table: RoundTable) -> QuerySet[Delegate]:
    """Return the delegates who could take a seat: of registrations that stand, present, and at no round table then."""
    rows = Delegate.objects.filter(registration__event_id=round_table.event_id)
    rows = rows.exclude(registration__state__in=["declined", "withdrawn"])
    rows = rows.exclude(absences__slot_id=round_table.slot_id)
    rows = rows.exclude(round_table_seats__round_table__slot_id=round_table.slot_id)
    return rows.select_related("person", "registration__organisation").order_by(
        "registration__organisation__name", "position"
    )
