"""Rules that an organiser sets for a plan: rest, walking, nobody left out; all off unless they are set."""

import pytest

from madang.engine.problem import Rules
from madang.site.directory.models import Person
from madang.site.events.models import Event, Place, Registration, Zone
from madang.site.meetings.actions import hand
from madang.site.meetings.bridge.drawing import draw
from madang.site.meetings.models import Meeting, Placement, Plan
from madang.site.meetings.rules.plans import PlanError
from tests.conftest import sign_in, take_part
from tests.site.meetings.planning import agree, plan_now


def _starts(plan: Plan) -> list[str]:
    rows = plan.placements.order_by("slot__starts_at")
    return [f"{row.slot.starts_at:%H:%M}" for row in rows]


def _guests(host: Registration, count: int) -> list[Meeting]:
    return [
        agree(host, take_part(host.event, f"Guest {number}"))
        for number in range(1, count + 1)
    ]


def test_no_rule_is_set_unless_somebody_sets_it(event: Event) -> None:
    assert draw(event).problem.rules == Rules(
        nobody_left_out=False, most_in_a_row=None, walking_minutes=None
    )


def test_without_the_rule_of_rest_all_four_slots_are_used(
    event: Event, alder: Registration
) -> None:
    _guests(alder, 4)
    assert _starts(plan_now(event)) == ["00:00", "00:30", "01:00", "01:30"]


def test_at_most_two_in_a_row_leave_one_of_four_slots_free(
    event: Event, alder: Registration
) -> None:
    _guests(alder, 4)
    Event.objects.update(most_in_a_row=2)
    event.refresh_from_db()
    plan = plan_now(event)
    assert (plan.placed, plan.is_verified) == (3, True)
    assert _starts(plan) in (
        ["00:00", "00:30", "01:30"],
        ["00:00", "01:00", "01:30"],
    )


def test_a_move_by_hand_that_leaves_no_rest_is_refused_in_words(
    event: Event, alder: Registration
) -> None:
    _guests(alder, 2)
    Event.objects.update(most_in_a_row=1)
    event.refresh_from_db()
    plan = plan_now(event)
    first, second = plan.placements.order_by("slot__starts_at")
    assert first.meeting is not None
    beside = event.slots.get(starts_at__hour=0, starts_at__minute=30)
    other = second if first.slot != beside else first
    Placement.objects.filter(pk=first.pk).update(slot=event.slots.earliest("starts_at"))
    assert other.meeting is not None
    with pytest.raises(PlanError) as refusal:
        hand.place(
            plan=plan,
            meeting=other.meeting,
            spot=(beside, other.place),
            by=None,
            revision=plan.revision,
        )
    assert refusal.value.reasons == [
        "Lead of Alder Bio of Alder Bio would have more than 1 meeting in a row at 09:30."
    ]


def _two_zones(event: Event) -> None:
    zone = Zone.objects.get()
    west = Zone.objects.create(hall=zone.hall, name="West", side="w")
    Place.objects.filter(code="E2").update(zone=west)


def test_a_move_by_hand_too_far_to_walk_to_is_refused_in_words(
    event: Event, alder: Registration
) -> None:
    _guests(alder, 2)
    _two_zones(event)
    Event.objects.update(walking_minutes=6)
    event.refresh_from_db()
    plan = plan_now(event)
    first, second = plan.placements.order_by("slot__starts_at")
    first_slot, next_slot = event.slots.order_by("starts_at")[:2]
    place = event.places.get(code="E1")
    Placement.objects.filter(pk=first.pk).update(slot=first_slot, place=place)
    assert second.meeting is not None
    with pytest.raises(PlanError) as refusal:
        hand.place(
            plan=plan,
            meeting=second.meeting,
            spot=(next_slot, event.places.get(code="E2")),
            by=None,
            revision=plan.revision,
        )
    assert refusal.value.reasons == [
        "Lead of Alder Bio of Alder Bio has too little time to walk between E2 at 09:30 and Alder Bio and Guest 1."
    ]


@pytest.mark.parametrize(
    ("is_first", "order", "left_out", "weight"),
    [
        (False, ["must", "placed", "left_out"], 2, 200),
        (True, ["must", "left_out", "placed"], 1, 101),
    ],
)
def test_nobody_left_out_comes_before_the_total_where_it_is_set(
    event: Event,
    alder: Registration,
    birch: Registration,
    *,
    is_first: bool,
    order: list[str],
    left_out: int,
    weight: int,
) -> None:
    Place.objects.filter(code="E2").update(is_open=False)
    slots = list(event.slots.order_by("starts_at"))
    for slot in slots[2:]:
        slot.delete()
    cedar, dogwood, elm = (
        take_part(event, name) for name in ("Cedar", "Dogwood", "Elm")
    )
    agree(alder, birch, weight=100)
    agree(alder, cedar, weight=100)
    agree(dogwood, elm, weight=1)
    Event.objects.update(nobody_left_out=is_first)
    event.refresh_from_db()
    plan = plan_now(event)
    rows = list(plan.stages.all())
    values = {row.stage: row.value for row in rows}
    assert [row.stage for row in rows][:3] == order
    assert (plan.weight, values["left_out"]) == (weight, left_out)


def test_a_change_by_hand_keeps_the_order_of_the_stages(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    Event.objects.update(nobody_left_out=True)
    event.refresh_from_db()
    plan = plan_now(event)
    hand.unpin(plan=plan, meeting=meeting, by=None, revision=0)
    plan.refresh_from_db()
    assert plan.is_verified
    assert [row.stage for row in plan.stages.all()] == [
        "must",
        "left_out",
        "placed",
        "share",
        "gaps",
        "walking",
    ]


def test_the_rules_are_set_in_the_set_up_of_the_event(
    event: Event, organiser: Person
) -> None:
    client = sign_in(organiser)
    address = "/lounge/spring/setup/"
    page = client.get(address).content.decode()
    assert "Most meetings in a row for each delegate" in page
    assert "Minutes to walk between two zones" in page
    assert "Nobody left out comes before the total" in page
    basics = {
        "name": "Spring Lounge",
        "city": "Seoul",
        "country": "KR",
        "zone": "Asia/Seoul",
        "slot_minutes": "25",
        "pause_minutes": "5",
        "most_per_day": "12",
        "most_in_a_row": "3",
        "walking_minutes": "8",
        "nobody_left_out": "on",
    }
    assert client.post(address, basics).status_code == 302
    event.refresh_from_db()
    assert draw(event).problem.rules == Rules(
        nobody_left_out=True, most_in_a_row=3, walking_minutes=8
    )
    refused = client.post(address, {**basics, "most_in_a_row": "0"})
    assert (
        "Ensure this value is greater than or equal to 1." in refused.content.decode()
    )
    empty = {**basics, "most_in_a_row": "", "walking_minutes": ""}
    del empty["nobody_left_out"]
    client.post(address, empty)
    event.refresh_from_db()
    assert draw(event).problem.rules == Rules()
