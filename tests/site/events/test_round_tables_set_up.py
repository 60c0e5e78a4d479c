"""Round tables: conflicts named, seats given and freed."""

import pytest

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions.round_tables import (
    free_seat,
    give_seat,
    save_round_table,
)
from madang.site.events.models import (
    DelegateAbsence,
    Event,
    Place,
    PlaceClosure,
    Registration,
    RoundTable,
    RoundTableSeat,
    Slot,
)
from madang.site.events.queries.round_tables import free_delegates
from madang.site.events.rules import SetUpError
from tests.conftest import sign_in


@pytest.fixture
def vaccines(event: Event, alder: Registration) -> RoundTable:
    """A round table of two seats in the first slot, at the first table."""
    place, slot = Place.objects.earliest("id"), Slot.objects.earliest("id")
    row = RoundTable(
        event=event, title="Vaccines", chair=alder, place=place, slot=slot, seats=2
    )
    save_round_table(round_table=row, by=None)
    return row


def again(vaccines: RoundTable, **changes: object) -> RoundTable:
    fields = {
        "event": vaccines.event,
        "title": "Devices",
        "chair": vaccines.chair,
        "seats": 2,
    }
    return RoundTable(
        **{
            **fields,
            "place": vaccines.place,
            "slot": Slot.objects.latest("id"),
            **changes,
        }
    )


def test_one_place_holds_one_round_table_at_a_time(vaccines: RoundTable) -> None:
    with pytest.raises(
        SetUpError, match=r"^“Vaccines” is at E1 on Tuesday 2 March, 09:00.$"
    ):
        save_round_table(round_table=again(vaccines, slot=vaccines.slot), by=None)
    save_round_table(round_table=again(vaccines), by=None)
    assert RoundTable.objects.count() == 2


def test_a_closed_place_is_refused(vaccines: RoundTable) -> None:
    other = again(vaccines)
    PlaceClosure.objects.create(place=other.place, slot=other.slot)
    with pytest.raises(SetUpError, match=r"^E1 is closed on Tuesday 2 March, 10:30.$"):
        save_round_table(round_table=other, by=None)


def test_a_place_with_too_few_seats_is_refused(vaccines: RoundTable) -> None:
    with pytest.raises(SetUpError, match=r"^E1 has 4 seats, the round table needs 9.$"):
        save_round_table(round_table=again(vaccines, seats=9), by=None)


def test_seats_are_given_in_order_and_the_freed_one_first(
    vaccines: RoundTable, alder: Registration, birch: Registration, organiser: Person
) -> None:
    first, second = birch.delegates.all()
    seat = give_seat(round_table=vaccines, delegate=alder.delegates.get(), by=organiser)
    assert give_seat(round_table=vaccines, delegate=first, by=organiser).number == 2
    with pytest.raises(SetUpError, match=r"^All 2 seats are given.$"):
        give_seat(round_table=vaccines, delegate=second, by=organiser)
    free_seat(seat=seat, by=organiser)
    assert give_seat(round_table=vaccines, delegate=second, by=organiser).number == 1
    assert list(
        LogEntry.objects.filter(actor_label="Jisoo Han")
        .order_by("id")
        .values_list("verb", "detail")
    ) == [
        ("give seat", "1: Lead of Alder Bio"),
        ("give seat", "2: Lead of Birch Institute"),
        ("free seat", "1: Lead of Alder Bio"),
        ("give seat", "1: Birch Institute 2"),
    ]
    assert Event.objects.get().version == 6


def test_a_delegate_who_is_elsewhere_gets_no_seat(
    vaccines: RoundTable, birch: Registration
) -> None:
    first, second = birch.delegates.all()
    DelegateAbsence.objects.create(delegate=second, slot=vaccines.slot)
    with pytest.raises(
        SetUpError, match=r"^Birch Institute 2 is absent on Tuesday 2 March, 09:00.$"
    ):
        give_seat(round_table=vaccines, delegate=second, by=None)
    give_seat(round_table=vaccines, delegate=first, by=None)
    with pytest.raises(
        SetUpError,
        match=r"^Lead of Birch Institute has a seat at this round table already.$",
    ):
        give_seat(round_table=vaccines, delegate=first, by=None)
    other = again(vaccines, slot=vaccines.slot, place=Place.objects.latest("id"))
    save_round_table(round_table=other, by=None)
    with pytest.raises(
        SetUpError,
        match=r"^Lead of Birch Institute has a seat at “Vaccines” on Tuesday 2 March, 09:00.$",
    ):
        give_seat(round_table=other, delegate=first, by=None)


def test_those_who_are_elsewhere_are_not_offered(
    vaccines: RoundTable, alder: Registration, birch: Registration
) -> None:
    first, second = birch.delegates.all()
    DelegateAbsence.objects.create(delegate=second, slot=vaccines.slot)
    assert list(free_delegates(vaccines)) == [alder.delegates.get(), first]
    give_seat(round_table=vaccines, delegate=first, by=None)
    assert list(free_delegates(vaccines)) == [alder.delegates.get()]


def test_a_round_table_cannot_move_to_where_its_members_cannot_be(
    vaccines: RoundTable, birch: Registration
) -> None:
    first, second = birch.delegates.all()
    give_seat(round_table=vaccines, delegate=first, by=None)
    give_seat(round_table=vaccines, delegate=second, by=None)
    vaccines.slot = Slot.objects.latest("id")
    DelegateAbsence.objects.create(delegate=first, slot=vaccines.slot)
    with pytest.raises(
        SetUpError,
        match=r"^Lead of Birch Institute is absent on Tuesday 2 March, 10:30.$",
    ):
        save_round_table(round_table=vaccines, by=None)
    vaccines.seats = 1
    with pytest.raises(
        SetUpError,
        match=r"^2 seats are given. Free some of them before there are fewer.$",
    ):
        save_round_table(round_table=vaccines, by=None)


def test_a_round_table_on_the_pages(
    event: Event, organiser: Person, alder: Registration
) -> None:
    client = sign_in(organiser)
    place, slot = Place.objects.earliest("id"), Slot.objects.earliest("id")
    values = {
        "title": "Vaccines",
        "topic": "Cold chain",
        "chair": alder.pk,
        "slot": slot.pk,
        "place": place.pk,
        "seats": 4,
    }
    client.post("/lounge/spring/setup/round-tables/new/", values)
    row = RoundTable.objects.get()
    client.post(
        f"/lounge/spring/setup/round-tables/{row.pk}/",
        {"delegate": alder.delegates.get().pk},
    )
    seat = RoundTableSeat.objects.get()
    assert client.get(f"/lounge/spring/setup/round-tables/{row.pk}/remove/").context[
        "uses"
    ].lost == ["1 seat given to a delegate"]
    assert (
        client.get(f"/lounge/spring/setup/seats/{seat.pk}/remove/").status_code == 200
    )
    client.post(f"/lounge/spring/setup/seats/{seat.pk}/remove/")
    assert RoundTableSeat.objects.count() == 0
    client.post(
        f"/lounge/spring/setup/round-tables/{row.pk}/change/",
        {**values, "title": "Vaccines and serums"},
    )
    assert RoundTable.objects.get().title == "Vaccines and serums"
    client.post(f"/lounge/spring/setup/round-tables/{row.pk}/remove/")
    assert RoundTable.objects.count() == 0
