"""What the tests of plans start from: agreed meetings, and versions made in two seconds."""

from madang.site.events.models import (
    Event,
    Place,
    Registration,
    RoundTable,
    RoundTableSeat,
    Zone,
)
from madang.site.meetings.actions.making import make_plan
from madang.site.meetings.models import Meeting, MeetingDelegate, Plan


def agree(
    host: Registration,
    guest: Registration,
    *,
    weight: int = 10,
    is_must: bool = False,
    delegates: tuple[int, ...] = (),
) -> Meeting:
    """A meeting to which both sides said yes; `delegates` are the keys of those named for it."""
    meeting = Meeting.objects.create(
        event=host.event,
        host=host,
        guest=guest,
        state="accepted",
        host_said="yes",
        guest_said="yes",
        weight=weight,
        is_must=is_must,
    )
    for pk in delegates:
        MeetingDelegate.objects.create(meeting=meeting, delegate_id=pk)
    return meeting


def plan_now(event: Event, *, seed: int = 0) -> Plan:
    """A draft made at once."""
    return make_plan(event=event, by=None, seconds=1, seed=seed)


def round_table(event: Event, *registrations: Registration) -> RoundTable:
    """A round table in the second slot, at a place of its own, with the first delegate of each registration."""
    place = Place.objects.create(
        event=event,
        zone=Zone.objects.get(),
        name="Round table",
        code="C1",
        kind="round",
    )
    slot = event.slots.order_by("starts_at")[1]
    table = RoundTable.objects.create(
        event=event, title="Vaccines", chair=registrations[0], place=place, slot=slot
    )
    for number, registration in enumerate(registrations, 1):
        delegate = registration.delegates.first()
        RoundTableSeat.objects.create(
            round_table=table, delegate=delegate, number=number
        )
    return table
