"""Rows for tests of agendas: agreed meetings and published plans, written as the planner writes them."""

from django.utils import timezone

from madang.site.events.models import (
    Delegate,
    Event,
    Interpreter,
    Place,
    Registration,
    Slot,
)
from madang.site.meetings.models import Attendance, Meeting, OpenPair, Placement, Plan


def agree(host: Registration, guest: Registration, *, message: str = "") -> Meeting:
    """Return a meeting to which both sides said yes."""
    meeting = Meeting.objects.create(
        event=host.event,
        host=host,
        guest=guest,
        state="accepted",
        host_said="yes",
        guest_said="yes",
        message=message,
    )
    left, right = sorted((host.pk, guest.pk))
    OpenPair.objects.create(meeting=meeting, left_id=left, right_id=right)
    return meeting


def slot(event: Event, number: int) -> Slot:
    """Return the slot of this number, from 1: 09:00, 09:30, 10:00, 10:30 in Seoul."""
    return event.slots.order_by("starts_at")[number - 1]


def publish(
    event: Event,
    *rows: tuple[Meeting, int, str] | tuple[Meeting, int, str, Interpreter],
) -> Plan:
    """Publish a version with meetings at (slot number, place's sign), the first delegate of each side in each."""
    before = Plan.objects.filter(event=event, state="published").first()
    if before is not None:
        Placement.objects.filter(plan=before).update(is_published=False)
        Attendance.objects.filter(placement__plan=before).update(is_published=False)
        Plan.objects.filter(pk=before.pk).update(state="superseded")
    number = event.plans.count() + 1
    plan = Plan.objects.create(
        event=event,
        number=number,
        state="published",
        version=1,
        created_by="test",
        published_at=timezone.now(),
    )
    for meeting, at, code, *more in rows:
        placement = Placement.objects.create(
            plan=plan,
            meeting=meeting,
            slot=slot(event, at),
            place=Place.objects.get(event=event, code=code),
            interpreter=more[0] if more else None,
            is_published=True,
        )
        for side in (meeting.host, meeting.guest):
            delegate = Delegate.objects.get(registration=side, position=1)
            Attendance.objects.create(
                placement=placement,
                delegate=delegate,
                slot=placement.slot,
                is_published=True,
            )
    return plan
