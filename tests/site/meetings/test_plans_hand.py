"""Changes by hand: every conflict named in words, two desks cannot overwrite each other, nobody is in two places."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madang.engine.verify import verify
from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import (
    DelegateAbsence,
    Event,
    Interpreter,
    InterpreterPair,
    Place,
    PlaceClosure,
    Registration,
    RoundTable,
    RoundTableSeat,
)
from madang.site.meetings.actions import hand, plans
from madang.site.meetings.bridge import board
from madang.site.meetings.models import Attendance, Meeting, Placement, Plan
from madang.site.meetings.queries.plans import working_plan
from madang.site.meetings.rules.plans import PlanError
from madang.site.meetings.wording.conflicts import sentences
from tests.conftest import take_part
from tests.site.meetings.planning import agree, plan_now


def _why_not(event: Event, meeting: Meeting, slot: int, code: str) -> list[str]:
    """What the page says about a cell, by the number of its slot and the sign of its place."""
    laid = board.board_of(event, working_plan(event))
    at = event.slots.order_by("starts_at")[slot]
    place = event.places.get(code=code)
    found = board.conflicts(laid, meeting.pk, at.pk, place.pk)
    return [f"{each} {each.source}".strip() for each in sentences(found, event)]


def _put(plan: Plan, meeting: Meeting, slot: int, code: str) -> Placement:
    event = plan.event
    plan.refresh_from_db()
    at = event.slots.order_by("starts_at")[slot]
    place = event.places.get(code=code)
    return hand.place(
        plan=plan,
        meeting=meeting,
        spot=(at, place),
        by=None,
        revision=plan.revision,
    )


def test_a_meeting_is_moved_and_the_bound_still_holds(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch, weight=20)
    plan = plan_now(event)
    placement = _put(plan, meeting, 3, "E2")
    assert (placement.place.code, placement.is_pinned) == ("E2", True)
    assert placement.attendances.count() == 2
    plan.refresh_from_db()
    assert (plan.is_edited, plan.is_verified, plan.revision) == (True, True, 1)
    assert (plan.placed, plan.placed_bound, plan.weight, plan.weight_bound) == (
        1,
        1,
        20,
        20,
    )
    files = json.loads(bytes(plan.problem_file)), json.loads(bytes(plan.schedule_file))
    assert verify(*files) == []
    line = LogEntry.objects.get(verb="move meeting")
    assert line.detail.endswith("to E2 2027-03-02 01:30 UTC")


def test_a_must_have_taken_out_by_hand_leaves_a_version_that_the_judge_accepts(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    """The light must-have keeps the heavier meeting out; without it the bound speaks of plans without must-haves."""
    must = agree(alder, birch, weight=10, is_must=True)
    agree(alder, take_part(event, "Cedar Labs"), weight=40)
    Registration.objects.filter(pk=alder.pk).update(most_meetings=1)
    plan = plan_now(event)
    assert (plan.weight, plan.weight_bound, plan.is_verified) == (10, 10, True)
    hand.unplace(plan=plan, meeting=must, by=None, revision=plan.revision)
    plan.refresh_from_db()
    assert (plan.weight, plan.is_verified) == (0, True)
    assert (plan.weight_bound or 0) >= 40
    files = json.loads(bytes(plan.problem_file)), json.loads(bytes(plan.schedule_file))
    assert verify(*files) == []


def test_a_delegate_in_another_meeting_is_named_with_where_and_with_whom(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar Labs")
    first, second = agree(alder, birch), agree(alder, cedar)
    plan = plan_now(event)
    _put(plan, second, 3, "E2")
    _put(plan, first, 0, "E1")
    assert _why_not(event, second, 0, "E2") == [
        (
            "Lead of Alder Bio of Alder Bio is at E1 at 09:00. "
            "Meeting of Alder Bio and Birch Institute, agreed by both"
        )
    ]
    assert _why_not(event, second, 0, "E1") == [
        (
            "Lead of Alder Bio of Alder Bio is at E1 at 09:00. "
            "Meeting of Alder Bio and Birch Institute, agreed by both"
        ),
        "E1 is taken at 09:00 by Alder Bio and Birch Institute.",
    ]


def test_a_side_with_nobody_free_is_named(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan_now(event)
    slot = event.slots.order_by("starts_at")[2]
    for delegate in birch.delegates.all():
        DelegateAbsence.objects.create(delegate=delegate, slot=slot)
    assert _why_not(event, meeting, 2, "E1") == [
        "Birch Institute has no delegate free at 10:00."
    ]


def test_closed_places_and_suites_of_others_are_named(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan_now(event)
    cedar = take_part(event, "Cedar Labs")
    Place.objects.filter(code="E1").update(kind="suite", owner=cedar)
    slot = event.slots.order_by("starts_at")[1]
    PlaceClosure.objects.create(place=event.places.get(code="E2"), slot=slot)
    assert _why_not(event, meeting, 1, "E1") == [
        "E1 is the suite of Cedar Labs, who has no part in this meeting."
    ]
    assert _why_not(event, meeting, 1, "E2") == ["E2 takes no meeting at 09:30."]


def test_a_missing_interpreter_is_named_with_the_next_free_time(
    event: Event, alder: Registration, birch: Registration
) -> None:
    birch.languages.update(code="ko")
    meeting = agree(alder, birch)
    voice = Interpreter.objects.create(event=event, name="Mina Cho")
    InterpreterPair.objects.create(interpreter=voice, first="en", second="ko")
    plan_now(event)
    slot = event.slots.order_by("starts_at")[1]
    voice.absences.create(slot=slot)
    assert _why_not(event, meeting, 1, "E1") == [
        "No interpreter for English and Korean is free at 09:30. The next free time is 10:00"
    ]


def test_limits_are_named_with_their_number(
    event: Event, alder: Registration, birch: Registration
) -> None:
    first, second = agree(alder, birch), agree(alder, take_part(event, "Cedar Labs"))
    plan = plan_now(event)
    _put(plan, first, 0, "E1")
    plan.placements.filter(meeting=second).delete()
    alder.delegates.update(most_per_day=1)
    assert _why_not(event, second, 1, "E1") == [
        "Lead of Alder Bio of Alder Bio has 1 meeting on this day already, the most that is allowed."
    ]
    alder.delegates.update(most_per_day=None)
    Registration.objects.filter(pk=alder.pk).update(most_meetings=1)
    assert _why_not(event, second, 1, "E1") == [
        "Alder Bio has 1 meeting already, the most that it wants."
    ]


def test_a_seat_at_a_round_table_is_named(
    event: Event, alder: Registration, birch: Registration
) -> None:
    slot = event.slots.order_by("starts_at")[2]
    table = RoundTable.objects.create(
        event=event,
        title="Vaccines",
        chair=alder,
        place=event.places.get(code="E2"),
        slot=slot,
    )
    cedar = take_part(event, "Cedar Labs")
    for number, side in enumerate((alder, cedar), 1):
        seat = side.delegates.get()
        RoundTableSeat.objects.create(round_table=table, delegate=seat, number=number)
    meeting = agree(alder, birch)
    plan_now(event)
    assert _why_not(event, meeting, 2, "E1") == [
        "Lead of Alder Bio of Alder Bio sits at the round table “Vaccines” at 10:00."
    ]


def test_a_refused_move_changes_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    first, second = agree(alder, birch), agree(birch, take_part(event, "Cedar Labs"))
    plan = plan_now(event)
    _put(plan, first, 0, "E1")
    _put(plan, second, 1, "E1")
    with pytest.raises(PlanError) as refusal:
        _put(plan, second, 0, "E1")
    assert [str(refusal.value), *refusal.value.reasons] == [
        "The meeting cannot be there.",
        "E1 is taken at 09:00 by Alder Bio and Birch Institute.",
    ]
    plan.refresh_from_db()
    assert (plan.revision, plan.placements.count()) == (2, 2)


def test_two_desks_cannot_overwrite_each_other(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan = plan_now(event)
    hand.pin(plan=plan, meeting=meeting, by=None, revision=0)
    with pytest.raises(PlanError) as refusal:
        hand.unpin(plan=plan, meeting=meeting, by=None, revision=0)
    assert str(refusal.value) == (
        "Somebody changed this version while you looked at it. Look at it again, then change it."
    )
    assert plan.placements.get().is_pinned


def test_a_change_of_the_published_version_makes_a_draft(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan = plan_now(event)
    plans.publish(plan=plan, by=organiser)
    plan.refresh_from_db()
    draft = hand.unplace(plan=plan, meeting=meeting, by=organiser, revision=0)
    assert (draft.number, draft.note) == (2, "Changed by hand from version 1")
    assert (draft.placed, draft.placed_bound, draft.is_verified) == (0, 1, True)
    assert [(row.meeting, row.reason) for row in draft.unplaced.all()] == [
        (meeting, "fits")
    ]
    plan.refresh_from_db()
    assert (plan.placements.count(), plan.revision, plan.is_edited) == (1, 0, False)


def test_only_the_working_version_is_changed(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    old = plan_now(event)
    plan_now(event)
    with pytest.raises(PlanError) as refusal:
        hand.pin(plan=old, meeting=meeting, by=None, revision=0)
    assert str(refusal.value) == "Version 1 is not the one that is worked on any more."


def test_the_best_spots_are_one_a_slot_the_nearest_first(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan = plan_now(event)
    _put(plan, meeting, 1, "E1")
    laid = board.board_of(event, working_plan(event))
    found = board.spots(laid, meeting.pk)
    assert len(found) == 7
    order = [slot.pk for slot in event.slots.order_by("starts_at")]
    best = board.best_spots(laid, meeting.pk, found, 3)
    assert [order.index(each.slot) for each in best] == [1, 0, 2]
    assert [each.walks for each in best] == [0, 0, 0]


# A meeting, a slot or OUT, a place.
OUT = 4
MOVE = st.tuples(st.integers(0, 2), st.integers(0, OUT), st.sampled_from(["E1", "E2"]))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=st.lists(MOVE, min_size=1, max_size=4))
def test_after_any_moves_nobody_is_in_two_places(
    event: Event,
    alder: Registration,
    birch: Registration,
    moves: list[tuple[int, int, str]],
) -> None:
    if not Meeting.objects.exists():
        cedar = take_part(event, "Cedar Labs")
        for pair in ((alder, birch), (alder, cedar), (birch, cedar)):
            agree(*pair)
        plan_now(event)
    plan = working_plan(event)
    assert plan is not None
    meetings = list(Meeting.objects.order_by("pk"))
    for index, slot, code in moves:
        try:
            if slot == OUT:
                plan.refresh_from_db()
                hand.unplace(
                    plan=plan,
                    meeting=meetings[index],
                    by=None,
                    revision=plan.revision,
                )
            else:
                _put(plan, meetings[index], slot, code)
        except PlanError:
            continue
    people = list(
        Attendance.objects.filter(placement__plan=plan).values_list("delegate", "slot")
    )
    cells = list(plan.placements.values_list("place", "slot"))
    assert len(people) == len(set(people))
    assert len(cells) == len(set(cells))
    plan.refresh_from_db()
    assert plan.is_verified
