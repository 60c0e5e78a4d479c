"""Making the slots anew: what stays, what is lost and counted first, what cannot go."""

from datetime import date, time

import pytest

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions.days import (
    make_slots,
)
from madang.site.events.actions.rows import remove
from madang.site.events.models import (
    Day,
    DelegateAbsence,
    Event,
    Place,
    PlaceClosure,
    Registration,
    RoundTable,
    Slot,
)
from madang.site.events.queries.slots import slot_changes
from madang.site.events.rules import SetUpError
from tests.conftest import sign_in


def times(event: Event) -> list[str]:
    return [
        f"{slot.starts_at:%d %H:%M}–{slot.ends_at:%H:%M} {slot.session}"
        for slot in Slot.objects.filter(event=event)
    ]


def test_slots_that_stay_identical_keep_their_rows(
    event: Event, organiser: Person
) -> None:
    before = list(Slot.objects.values_list("pk", flat=True))
    Day.objects.update(closes=time(12))
    changes = make_slots(event=event, by=organiser)
    assert (len(changes.kept), len(changes.new), len(changes.gone)) == (4, 2, 0)
    assert list(Slot.objects.values_list("pk", flat=True))[:4] == before
    assert Event.objects.get().version == 2
    line = LogEntry.objects.get()
    assert (line.verb, line.actor_label, line.detail) == (
        "make slots",
        "Jisoo Han",
        "4 kept, 2 new, 0 gone",
    )


def test_making_them_again_changes_nothing(event: Event) -> None:
    make_slots(event=event, by=None)
    assert (Event.objects.get().version, LogEntry.objects.count()) == (1, 0)


def test_absences_that_would_be_lost_are_counted_first(
    event: Event, alder: Registration
) -> None:
    last = Slot.objects.latest("starts_at")
    DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=last)
    PlaceClosure.objects.create(place=Place.objects.earliest("id"), slot=last)
    Day.objects.update(closes=time(10, 30))
    assert slot_changes(event).uses.lost == [
        "1 absence of a delegate",
        "1 closed slot of a place",
    ]
    with pytest.raises(
        SetUpError,
        match=r"^These would be lost with the slots that go: 1 absence of a delegate, 1 closed slot of a place.",
    ):
        make_slots(event=event, by=None)
    assert Slot.objects.count() == 4
    make_slots(event=event, by=None, may_lose=True)
    assert (Slot.objects.count(), DelegateAbsence.objects.count()) == (3, 0)


def test_a_slot_in_use_cannot_vanish(event: Event, alder: Registration) -> None:
    RoundTable.objects.create(
        event=event,
        title="Vaccines",
        chair=alder,
        place=Place.objects.earliest("id"),
        slot=Slot.objects.latest("starts_at"),
        seats=4,
    )
    Day.objects.update(closes=time(10, 30))
    with pytest.raises(
        SetUpError, match=r"^In use: 1 round table. Move or discard that first.$"
    ):
        make_slots(event=event, by=None, may_lose=True)
    with pytest.raises(
        SetUpError, match=r"^In use: 1 round table. Move or discard that first.$"
    ):
        remove(Day.objects.get(), event=event, by=None)
    assert Slot.objects.count() == 4


def test_another_length_makes_other_slots(event: Event) -> None:
    Event.objects.update(slot_minutes=55)
    event.refresh_from_db()
    changes = make_slots(event=event, by=None)
    assert (len(changes.kept), len(changes.new), len(changes.gone)) == (0, 2, 4)
    assert times(event) == ["02 00:00–00:55 0", "02 01:00–01:55 0"]


def test_the_page_counts_before_the_button(
    event: Event, organiser: Person, alder: Registration
) -> None:
    DelegateAbsence.objects.create(
        delegate=alder.delegates.get(), slot=Slot.objects.latest("starts_at")
    )
    Day.objects.update(closes=time(10, 30))
    client = sign_in(organiser)
    page = client.get("/lounge/spring/setup/days/").content.decode()
    assert page.count("The hours make 0 new slots, 3 stay, 1 would go.") == 1
    assert page.count("Make the slots and lose these") == 1
    client.post("/lounge/spring/setup/slots/")
    assert Slot.objects.count() == 4
    client.post("/lounge/spring/setup/slots/", {"confirm": "yes"})
    assert Slot.objects.count() == 3


def test_days_are_added_changed_and_removed_on_the_pages(
    event: Event, organiser: Person
) -> None:
    client = sign_in(organiser)
    client.post(
        "/lounge/spring/setup/days/new/",
        {
            "date": "2027-03-03",
            "opens": "09:00",
            "closes": "12:00",
            "same_breaks": "on",
        },
    )
    day = Day.objects.get(date=date(2027, 3, 3))
    client.post(
        f"/lounge/spring/setup/days/{day.pk}/",
        {"date": "2027-03-03", "opens": "10:00", "closes": "12:00"},
    )
    day.refresh_from_db()
    assert day.opens == time(10)
    client.post(
        f"/lounge/spring/setup/days/{day.pk}/breaks/new/",
        {"name": "Coffee", "kind": "coffee", "starts": "11:00", "ends": "11:20"},
    )
    assert client.get(f"/lounge/spring/setup/days/{day.pk}/remove/").context[
        "uses"
    ].lost == ["1 break"]
    client.post(f"/lounge/spring/setup/days/{day.pk}/remove/")
    assert Day.objects.count() == 1
    assert list(LogEntry.objects.order_by("id").values_list("verb", "detail")) == [
        ("add day", "09:00–12:00"),
        ("change day", "10:00–12:00"),
        ("add break", "2027-03-03 11:00–11:20"),
        ("remove day", "1 break"),
    ]


def test_a_refusal_stands_at_its_field(event: Event, organiser: Person) -> None:
    response = sign_in(organiser).post(
        "/lounge/spring/setup/days/new/",
        {"date": "2027-03-03", "opens": "11:00", "closes": "09:00"},
    )
    assert response.context["form"].errors == {
        "closes": [
            "The day ends at 09:00, before it begins at 11:00. Write an end after the begin."
        ]
    }


def test_the_zone_is_fixed_once_slots_are_made(event: Event, organiser: Person) -> None:
    basics = {
        "name": "Spring Lounge",
        "city": "Seoul",
        "country": "KR",
        "zone": "Europe/Riga",
        "slot_minutes": 25,
        "pause_minutes": 5,
        "most_per_day": 12,
    }
    response = sign_in(organiser).post("/lounge/spring/setup/", basics)
    assert response.context["form"].errors == {
        "zone": [
            "The slots are made in Asia/Seoul. Remove the days before changing the zone."
        ]
    }
    assert (
        sign_in(organiser)
        .post(
            "/lounge/spring/setup/", {**basics, "zone": "Asia/Seoul", "city": "Busan"}
        )
        .status_code
        == 302
    )
    event.refresh_from_db()
    assert (event.city, event.version, event.is_listed) == ("Busan", 2, False)
    assert LogEntry.objects.get().detail == "city, is_listed"
