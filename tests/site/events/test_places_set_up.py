"""Halls, zones, tables by the dozen, suites of several places, closed slots."""

import pytest

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions.places import (
    add_places,
    add_suite,
    read_signs,
    save_place,
    save_zone,
    set_closures,
)
from madang.site.events.models import (
    Event,
    Hall,
    Place,
    PlaceClosure,
    Registration,
    Slot,
    Zone,
)
from madang.site.events.rules import SetUpError
from tests.conftest import sign_in


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("E1–E3", ["E1", "E2", "E3"]),
        ("E1-3", ["E1", "E2", "E3"]),
        ("E08—E10", ["E08", "E09", "E10"]),
        ("E1, W5; S2", ["E1", "W5", "S2"]),
        ("7–9", ["7", "8", "9"]),
        ("VIP", ["VIP"]),
    ],
)
def test_signs_are_read_from_ranges_and_lists(text: str, signs: list[str]) -> None:
    assert read_signs(text) == signs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("E8–E1", "“E8–E1” is no range of signs. Write it as E1–E8."),
        ("E1–W8", "“E1–W8” is no range of signs. Write it as E1–E8."),
        ("E1–E900", "“E1–E900” is no range of signs. Write it as E1–E8."),
        (" , ", "Write at least one sign, such as E1–E8."),
        ("A1–A150, B1–B150", "At most 200 places at once."),
    ],
)
def test_signs_that_cannot_be_read_are_refused(text: str, message: str) -> None:
    with pytest.raises(SetUpError) as refusal:
        read_signs(text)
    assert (str(refusal.value), refusal.value.field) == (message, "signs")


def test_many_tables_are_added_at_once(event: Event, organiser: Person) -> None:
    places = add_places(
        zone=Zone.objects.get(), signs=["W1", "W2"], name="Table", seats=6, by=organiser
    )
    assert [
        (each.code, each.name, each.kind, each.seats, each.position) for each in places
    ] == [
        ("W1", "Table W1", "table", 6, 3),
        ("W2", "Table W2", "table", 6, 4),
    ]
    line = LogEntry.objects.get()
    assert (line.verb, line.target_label, line.detail) == (
        "add places",
        "East",
        "W1, W2",
    )
    assert Event.objects.get().version == 2


def test_a_taken_sign_adds_no_table_at_all(event: Event) -> None:
    with pytest.raises(SetUpError, match=r"^These signs are taken: E1, E2.$"):
        add_places(
            zone=Zone.objects.get(),
            signs=["E1", "E2", "E3"],
            name="Table",
            seats=4,
            by=None,
        )
    with pytest.raises(SetUpError, match=r"^These signs are taken: E9.$"):
        add_places(
            zone=Zone.objects.get(), signs=["E9", "E9"], name="Table", seats=4, by=None
        )
    assert Place.objects.count() == 2


def test_a_suite_for_three_meetings_is_three_places(
    event: Event, alder: Registration
) -> None:
    suite = Place(
        event=event,
        zone=Zone.objects.get(),
        code="N1",
        name="Suite of Alder",
        seats=8,
        owner=alder,
    )
    places = add_suite(suite=suite, meetings=3, by=None)
    assert [(each.code, each.name, each.kind, each.owner) for each in places] == [
        ("N1a", "Suite of Alder, a", "suite", alder),
        ("N1b", "Suite of Alder, b", "suite", alder),
        ("N1c", "Suite of Alder, c", "suite", alder),
    ]


def test_a_suite_for_one_meeting_keeps_its_sign(event: Event) -> None:
    suite = Place(
        event=event, zone=Zone.objects.get(), code="N1", name="Suite", seats=8
    )
    assert [each.code for each in add_suite(suite=suite, meetings=1, by=None)] == ["N1"]
    with pytest.raises(SetUpError, match=r"^A suite holds 1 to 12 meetings at once.$"):
        add_suite(suite=suite, meetings=13, by=None)


def test_only_a_suite_has_an_owner(event: Event, alder: Registration) -> None:
    place = Place.objects.earliest("id")
    place.owner = alder
    with pytest.raises(
        SetUpError,
        match=r"^Only a suite has an owner. Choose the kind Suite, or no owner.$",
    ):
        save_place(place=place, by=None)
    place.kind = "suite"
    save_place(place=place, by=None)
    assert Place.objects.get(pk=place.pk).owner == alder


def test_a_name_is_taken_once(event: Event) -> None:
    with pytest.raises(
        SetUpError, match=r"^The hall has a zone of this name already.$"
    ):
        save_zone(zone=Zone(hall=Hall.objects.get(), name="East"), by=None)


def test_a_place_is_closed_in_exactly_the_slots_named(
    event: Event, organiser: Person
) -> None:
    place, slots = Place.objects.earliest("id"), list(Slot.objects.all())
    set_closures(place=place, closed=slots[:2], by=organiser)
    set_closures(place=place, closed=slots[1:3], by=organiser)
    assert [
        each.slot for each in PlaceClosure.objects.order_by("slot__starts_at")
    ] == slots[1:3]
    set_closures(place=place, closed=slots[1:3], by=organiser)
    assert list(LogEntry.objects.order_by("id").values_list("verb", "detail")) == [
        ("close place in slots", "2 closed, 0 before"),
        ("close place in slots", "2 closed, 2 before"),
    ]


def test_halls_zones_and_places_are_made_on_the_pages(
    event: Event, organiser: Person, alder: Registration
) -> None:
    client = sign_in(organiser)
    client.post("/lounge/spring/setup/halls/new/", {"name": "Hall B"})
    hall = Hall.objects.get(name="Hall B")
    client.post(
        f"/lounge/spring/setup/halls/{hall.pk}/zones/new/",
        {"name": "North", "side": "n"},
    )
    zone = Zone.objects.get(name="North")
    client.post(
        "/lounge/spring/setup/places/new-tables/",
        {
            "zone": zone.pk,
            "signs": "T1–T3",
            "name": "Table",
            "kind": "table",
            "seats": 4,
        },
    )
    client.post(
        "/lounge/spring/setup/places/new-suite/",
        {
            "zone": zone.pk,
            "code": "N1",
            "name": "Suite",
            "owner": alder.pk,
            "seats": 6,
            "meetings": 2,
        },
    )
    assert list(Place.objects.filter(zone=zone).values_list("code", flat=True)) == [
        "T1",
        "T2",
        "T3",
        "N1a",
        "N1b",
    ]
    place = Place.objects.get(code="T1")
    slots = list(Slot.objects.all())
    client.post(
        f"/lounge/spring/setup/places/{place.pk}/closed/",
        {f"day_{slots[0].day_id}": [slots[0].pk, slots[3].pk]},
    )
    assert place.closures.count() == 2
    client.post(f"/lounge/spring/setup/places/{place.pk}/closed/", {})
    assert place.closures.count() == 0
    client.post(f"/lounge/spring/setup/places/{place.pk}/remove/")
    assert Place.objects.filter(code="T1").count() == 0


def test_a_taken_sign_of_a_suite_stands_at_its_field(
    event: Event, organiser: Person
) -> None:
    zone = Zone.objects.get()
    response = sign_in(organiser).post(
        "/lounge/spring/setup/places/new-suite/",
        {"zone": zone.pk, "code": "E1", "name": "Suite", "seats": 6, "meetings": 1},
    )
    assert response.context["form"].errors == {"code": ["These signs are taken: E1."]}


def test_a_zone_with_places_cannot_be_removed(event: Event, organiser: Person) -> None:
    zone, client = Zone.objects.get(), sign_in(organiser)
    page = client.get(f"/lounge/spring/setup/zones/{zone.pk}/remove/").content.decode()
    assert page.count("East is in use and cannot be removed now.") == 1
    assert page.count("2 places") == 1
    response = client.post(f"/lounge/spring/setup/zones/{zone.pk}/remove/", follow=True)
    assert (
        response.content.decode().count("In use: 2 places. Move or discard that first.")
        == 1
    )
    assert Zone.objects.count() == 1


def test_places_are_filtered_by_zone_and_kind(event: Event, organiser: Person) -> None:
    client, zone = sign_in(organiser), Zone.objects.get()
    assert (
        len(
            client.get(
                f"/lounge/spring/setup/places/?zone={zone.pk}&kind=table"
            ).context["page"]
        )
        == 2
    )
    assert (
        len(client.get("/lounge/spring/setup/places/?kind=suite").context["page"]) == 0
    )
    assert (
        len(client.get("/lounge/spring/setup/places/?zone=x&kind=y").context["page"])
        == 2
    )
