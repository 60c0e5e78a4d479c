"""Free slots of a delegate: ticked slots and half-day buttons, and the warning when none is left."""

import pytest
from django.http import QueryDict

from madang.site.core.models import LogEntry
from madang.site.events.actions.availability import set_free_slots
from madang.site.events.forms.availability import free_slots_of
from madang.site.events.models import DelegateAbsence, Event, Registration, Slot
from madang.site.events.queries.availability import grid_of, half_days
from tests.conftest import lead_of, sign_in


def slot_ids(event: Event) -> list[int]:
    return list(Slot.objects.filter(event=event).values_list("pk", flat=True))


def test_what_is_not_free_is_an_absence(event: Event, alder: Registration) -> None:
    first, second, third, fourth = slot_ids(event)
    delegate = alder.delegates.get()
    changed = set_free_slots(by=lead_of(alder), delegate=delegate, free={first, fourth})
    assert changed == 2
    assert list(
        DelegateAbsence.objects.order_by("slot").values_list("slot", flat=True)
    ) == [second, third]
    assert list(LogEntry.objects.values_list("verb", "detail")) == [
        ("set availability", "2 slots free")
    ]
    event.refresh_from_db()
    assert event.version == 2


def test_the_same_hours_again_change_nothing(event: Event, alder: Registration) -> None:
    delegate = alder.delegates.get()
    assert (
        set_free_slots(by=lead_of(alder), delegate=delegate, free=set(slot_ids(event)))
        == 0
    )
    assert LogEntry.objects.count() == 0
    event.refresh_from_db()
    assert event.version == 1


def test_slots_are_grouped_by_half_days_of_the_events_zone(event: Event) -> None:
    # 00:00 to 01:30 UTC is 09:00 to 10:30 in Seoul.
    assert [(half.key, len(half.slots)) for half in half_days(event)] == [
        ("2027-03-02-am", 4)
    ]
    event.zone = "Pacific/Auckland"  # 13:00 to 14:30
    assert [(half.key, len(half.slots)) for half in half_days(event)] == [
        ("2027-03-02-pm", 4)
    ]


def test_the_half_day_button_goes_before_the_ticks(event: Event) -> None:
    first, *others = slot_ids(event)
    ticked = f"free={first}&"
    assert free_slots_of(QueryDict(ticked), event) == {first}
    assert free_slots_of(QueryDict(ticked + "half=2027-03-02-am:free"), event) == {
        first,
        *others,
    }
    assert (
        free_slots_of(QueryDict(ticked + "half=2027-03-02-am:absent"), event) == set()
    )


@pytest.mark.parametrize("sent", ["free=99999999", "free=x", "half=2027-03-02-pm:free"])
def test_slots_that_are_not_the_events_are_left_out(event: Event, sent: str) -> None:
    assert free_slots_of(QueryDict(sent), event) == set()


def test_the_page_says_when_no_free_slot_is_left(
    event: Event, alder: Registration
) -> None:
    client = sign_in(lead_of(alder))
    url = "/lounge/spring/my-availability/"
    warning = "No free slot left: no meeting can be planned for this seat."
    assert client.get(url).content.decode().count(warning) == 0
    answer = client.post(url, {"half": "2027-03-02-am:absent"})
    assert (answer.status_code, answer.headers["Location"]) == (302, url)
    assert client.get(url).content.decode().count(warning) == 1
    assert DelegateAbsence.objects.count() == 4


def test_without_a_seat_the_page_leads_to_the_seats(
    event: Event, birch: Registration
) -> None:
    lead = lead_of(birch)
    birch.delegates.update(person=None)
    page = sign_in(lead).get("/lounge/spring/my-availability/")
    assert page.status_code == 200
    assert page.content.decode().count("You have no seat at this event.") == 1


def test_the_grid_has_a_row_for_each_slot_and_a_cell_for_each_delegate(
    event: Event, birch: Registration
) -> None:
    delegates = list(birch.delegates.order_by("position"))
    first = slot_ids(event)[0]
    DelegateAbsence.objects.create(delegate=delegates[1], slot_id=first)
    (_half, rows), *_others = grid_of(event, delegates)
    assert [[is_free for _delegate, is_free in row.cells] for row in rows] == [
        [True, False],
        [True, True],
        [True, True],
        [True, True],
    ]
