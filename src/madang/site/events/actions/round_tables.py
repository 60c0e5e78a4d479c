"""Verbs for round tables and the seats at them."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.core.templatetags.ui import clock, day_in
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.actions.rows import keep
from madang.site.events.models import Delegate, RoundTable, RoundTableSeat, Slot
from madang.site.events.rules import SetUpError


def _when(slot: Slot, zone: str) -> str:
    return f"{day_in(slot.starts_at, zone)}, {clock(slot.starts_at, zone)}"


@transaction.atomic
def save_round_table(*, round_table: RoundTable, by: Person | None) -> None:
    """Add or change a round table. Raises SetUpError naming what is in its way.

    In its way are another round table in the place, a closed place, too few seats, or a delegate who holds a seat
    and is elsewhere in that slot.
    """
    place, slot, event = round_table.place, round_table.slot, round_table.event
    names = {"place": place.code, "when": _when(slot, event.zone)}
    others = RoundTable.objects.filter(place=place, slot=slot).exclude(
        pk=round_table.pk
    )
    if other := others.first():
        raise SetUpError(
            _("“%(other)s” is at %(place)s on %(when)s.")
            % {**names, "other": other.title},
            field="place",
        )
    if not place.is_open or place.closures.filter(slot=slot).exists():
        raise SetUpError(_("%(place)s is closed on %(when)s.") % names, field="place")
    if round_table.seats > place.seats:
        facts = {**names, "has": place.seats, "wanted": round_table.seats}
        raise SetUpError(
            _("%(place)s has %(has)s seats, the round table needs %(wanted)s.") % facts,
            field="seats",
        )
    if round_table.pk:
        _check_seats(round_table)
    keep(
        round_table,
        event=event,
        by=by,
        detail=f"{place.code} {slot.starts_at:%Y-%m-%d %H:%M} UTC",
    )


def _check_seats(round_table: RoundTable) -> None:
    seats = list(
        round_table.taken.select_related(
            "delegate__registration__organisation", "delegate__person"
        )
    )
    if len(seats) > round_table.seats:
        message = _(
            "%(given)s seats are given. Free some of them before there are fewer."
        )
        raise SetUpError(message % {"given": len(seats)}, field="seats")
    for seat in seats:
        _check_free(seat.delegate, round_table)


def _check_free(delegate: Delegate, round_table: RoundTable) -> None:
    slot = round_table.slot
    facts = {"who": str(delegate), "when": _when(slot, round_table.event.zone)}
    if delegate.absences.filter(slot=slot).exists():
        raise SetUpError(_("%(who)s is absent on %(when)s.") % facts, field="delegate")
    elsewhere = RoundTableSeat.objects.filter(
        delegate=delegate, round_table__slot=slot
    ).exclude(round_table=round_table)
    if seat := elsewhere.select_related("round_table").first():
        message = _("%(who)s has a seat at “%(other)s” on %(when)s.")
        raise SetUpError(
            message % {**facts, "other": seat.round_table.title}, field="delegate"
        )


@transaction.atomic
def give_seat(
    *, round_table: RoundTable, delegate: Delegate, by: Person | None
) -> RoundTableSeat:
    """Give a delegate the next free seat. Raises SetUpError if none is free or the delegate is elsewhere."""
    round_table = (
        RoundTable.objects.select_for_update()
        .select_related("event", "slot")
        .get(pk=round_table.pk)
    )
    taken = set(round_table.taken.values_list("number", flat=True))
    if round_table.taken.filter(delegate=delegate).exists():
        raise SetUpError(
            _("%(who)s has a seat at this round table already.") % {"who": delegate},
            field="delegate",
        )
    if len(taken) >= round_table.seats:
        raise SetUpError(
            _("All %(seats)s seats are given.") % {"seats": round_table.seats},
            field="delegate",
        )
    _check_free(delegate, round_table)
    number = next(each for each in range(1, round_table.seats + 1) if each not in taken)
    seat = RoundTableSeat.objects.create(
        round_table=round_table, delegate=delegate, number=number
    )
    record(
        "give seat",
        round_table,
        by=by,
        event_id=round_table.event_id,
        detail=f"{number}: {delegate}",
    )
    bump_version(round_table.event)
    return seat


@transaction.atomic
def free_seat(*, seat: RoundTableSeat, by: Person | None) -> None:
    """Take a seat back from a delegate."""
    round_table = seat.round_table
    record(
        "free seat",
        round_table,
        by=by,
        event_id=round_table.event_id,
        detail=f"{seat.number}: {seat.delegate}",
    )
    seat.delete()
    bump_version(round_table.event)
