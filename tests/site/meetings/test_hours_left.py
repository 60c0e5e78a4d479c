"""The time that is left for meetings once some are agreed."""

import pytest

from madang.site.events.models import Delegate, Event, Registration
from madang.site.matching.queries.hours import free_hours
from madang.site.meetings.models import Meeting, MeetingDelegate
from madang.site.meetings.queries.agreed import agreed_of
from tests.conftest import take_part


def agree(
    host: Registration, guest: Registration, *, state: str = "accepted"
) -> Meeting:
    said = "yes" if state == "accepted" else ""
    return Meeting.objects.create(
        event=host.event,
        host=host,
        guest=guest,
        origin="request",
        state=state,
        host_said="yes",
        guest_said=said,
    )


def hours(*registrations: Registration) -> list[int]:
    event = registrations[0].event
    found = free_hours(event, [each.pk for each in registrations])
    return [found[each.pk] for each in registrations]


def test_agreed_meetings_are_taken_off_and_requests_are_not(
    event: Event, alder: Registration, birch: Registration
) -> None:
    assert hours(alder, birch) == [4, 8]
    cedar = take_part(event, "Cedar")
    agree(alder, birch)
    agree(cedar, alder, state="asked")
    assert hours(alder, birch, cedar) == [3, 7, 4]


def test_a_meeting_takes_a_slot_of_each_delegate_who_is_named(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    for delegate in birch.delegates.all():
        MeetingDelegate.objects.create(meeting=meeting, delegate=delegate)
    assert hours(alder, birch) == [3, 6]
    agree(birch, take_part(event, "Cedar"))
    assert agreed_of(event)[birch.pk].meetings == 2
    assert agreed_of(event)[birch.pk].slots == 3


@pytest.mark.parametrize(("most", "left"), [(None, 3), (3, 2), (1, 0), (9, 3), (0, 0)])
def test_nobody_has_more_time_than_meetings_that_they_still_want(
    most: int | None, left: int, alder: Registration, birch: Registration
) -> None:
    Registration.objects.filter(pk=alder.pk).update(most_meetings=most)
    agree(birch, alder)
    assert hours(alder) == [left]


def test_a_day_bears_what_the_delegate_or_the_event_allows(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Delegate.objects.filter(registration=birch, position=1).update(most_per_day=1)
    event.most_per_day = 3
    event.save()
    assert hours(alder, birch) == [3, 4]
    nobody = take_part(event, "Cedar", delegates=0)
    assert hours(nobody) == [3]


def test_before_the_days_are_set_a_usual_day_counts(
    event: Event, alder: Registration, birch: Registration
) -> None:
    event.slots.all().delete()
    assert hours(alder, birch) == [12, 24]
    event.slot_minutes, event.pause_minutes = 45, 15
    event.save()
    assert hours(alder, birch) == [7, 14]
    agree(alder, birch)
    assert hours(alder, birch) == [6, 13]
