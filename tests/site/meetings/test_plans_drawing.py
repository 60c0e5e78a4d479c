"""An event's rows become a problem: who speaks what, who is away, what is closed, what is fixed."""

import pytest

from madang.engine.problem import Fixed, Meeting
from madang.site.events.models import (
    DelegateAbsence,
    Event,
    Interpreter,
    InterpreterAbsence,
    InterpreterPair,
    Place,
    PlaceClosure,
    Registration,
    Slot,
)
from madang.site.meetings.bridge.drawing import Drawing, draw
from madang.site.meetings.rules.languages import needed_pairs, pair_spoken, speech
from tests.conftest import take_part
from tests.site.meetings.planning import agree, plan_now, round_table

KOREAN_ENGLISH = {frozenset(("ko", "en"))}


def test_two_sides_with_a_common_language_need_no_interpreter() -> None:
    left = speech(["ko", "en"], wants_help=False)
    right = speech(["en-GB"], wants_help=False)
    assert needed_pairs(left, right, set()) == ()


def test_two_sides_without_one_need_any_of_their_pairs() -> None:
    left = speech(["ko"], wants_help=False)
    right = speech(["es", "fr"], wants_help=False)
    assert needed_pairs(left, right, set()) == (("ko", "es"), ("ko", "fr"))


def test_a_side_that_named_no_language_counts_as_english() -> None:
    left = speech([], wants_help=False)
    assert needed_pairs(left, speech(["en"], wants_help=False), set()) == ()
    assert needed_pairs(left, speech(["ko"], wants_help=False), set()) == (
        ("en", "ko"),
    )


def test_a_side_that_wants_an_interpreter_speaks_its_first_language() -> None:
    left = speech(["ko", "en"], wants_help=True)
    right = speech(["en"], wants_help=False)
    assert needed_pairs(left, right, KOREAN_ENGLISH) == (("ko", "en"),)


def test_without_such_an_interpreter_they_meet_in_the_common_language() -> None:
    left = speech(["ko", "en"], wants_help=True)
    right = speech(["en"], wants_help=False)
    assert needed_pairs(left, right, set()) == ()


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (["ko"], ["en"], ("ko", "en")),
        (["en"], ["ko"], ("en", "ko")),
        ([], [], ("en", "ko")),
    ],
)
def test_the_pair_spoken_begins_with_the_left_side(
    left: list[str], right: list[str], found: tuple[str, str]
) -> None:
    assert pair_spoken(left, right, [("en", "ko")]) == found


def test_slots_are_minutes_of_wall_clock_time(event: Event) -> None:
    problem = draw(event).problem
    assert [(slot.start, slot.minutes) for slot in problem.slots] == [
        (540, 25),
        (570, 25),
        (600, 25),
        (630, 25),
    ]


def test_sides_are_the_named_delegates_or_any(
    event: Event, alder: Registration, birch: Registration
) -> None:
    first, second = birch.delegates.all()
    meeting = agree(alder, birch)
    only = alder.delegates.get()
    sides = draw(event).problem.meeting[meeting.pk].sides
    assert [(side.delegates, side.mode) for side in sides] == [
        ((only.pk,), "any"),
        ((first.pk, second.pk), "any"),
    ]
    meeting.named_delegates.create(delegate=second)
    sides = draw(event).problem.meeting[meeting.pk].sides
    assert (sides[1].delegates, sides[1].mode) == ((second.pk,), "all")


def test_absences_closures_and_limits(event: Event, alder: Registration) -> None:
    slot = event.slots.first()
    assert slot is not None
    delegate = alder.delegates.get()
    DelegateAbsence.objects.create(delegate=delegate, slot=slot)
    place = event.places.get(code="E1")
    PlaceClosure.objects.create(place=place, slot=slot)
    voice = Interpreter.objects.create(event=event, name="Mina Cho")
    InterpreterPair.objects.create(interpreter=voice, first="en", second="ko")
    InterpreterAbsence.objects.create(interpreter=voice, slot=slot)
    Registration.objects.filter(pk=alder.pk).update(most_meetings=3)
    problem = draw(event).problem
    assert problem.delegate[delegate.pk].busy == (slot.pk,)
    assert problem.delegate[delegate.pk].most_per_day == 12
    assert problem.place[place.pk].busy == (slot.pk,)
    assert problem.interpreter[voice.pk].busy == (slot.pk,)
    assert problem.interpreter[voice.pk].languages == (("en", "ko"),)
    assert problem.organisation[alder.pk].most == 3


def test_a_delegates_own_limit_comes_before_the_events(
    event: Event, alder: Registration
) -> None:
    alder.delegates.update(most_per_day=2)
    problem = draw(event).problem
    assert [row.most_per_day for row in problem.delegates] == [2]


def test_the_suite_of_who_withdrew_takes_no_meeting(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    Place.objects.filter(code="E1").update(kind="suite", owner=alder)
    suite = event.places.get(code="E1")
    assert draw(event).problem.place[suite.pk].owner == alder.pk
    Registration.objects.filter(pk=alder.pk).update(state="withdrawn")
    drawing = draw(event)
    assert drawing.problem.place[suite.pk].owner is None
    assert len(drawing.problem.place[suite.pk].busy) == 4
    assert (drawing.skipped, drawing.agreed) == ({meeting.pk: "withdrawn"}, 1)


def test_a_side_without_delegates_is_skipped(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    alder.delegates.all().delete()
    assert draw(event).skipped == {meeting.pk: "no_delegate"}


def _fixed(drawing: Drawing) -> list[Meeting]:
    return [meeting for meeting in drawing.problem.meetings if meeting.id < 0]


def test_a_round_table_is_a_fixed_meeting_of_many_sides(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar Labs")
    table = round_table(event, alder, birch, cedar)
    drawing = draw(event)
    (meeting,) = _fixed(drawing)
    assert meeting.id == -table.pk
    assert [side.organisation for side in meeting.sides] == [
        alder.pk,
        birch.pk,
        cedar.pk,
    ]
    assert meeting.fixed is not None
    assert (meeting.fixed.slot, meeting.fixed.place) == (table.slot_id, table.place_id)
    # Its own place takes nothing else, and is closed in every other slot.
    assert len(drawing.problem.place[table.place_id].busy) == 3


def test_a_round_table_of_one_organisation_keeps_its_seat_taken(
    event: Event, alder: Registration
) -> None:
    table = round_table(event, alder)
    drawing = draw(event)
    assert _fixed(drawing) == []
    delegate = alder.delegates.get()
    assert drawing.problem.delegate[delegate.pk].busy == (table.slot_id,)
    assert len(drawing.problem.place[table.place_id].busy) == 4


def test_a_round_table_with_somebody_absent_is_no_contradiction(
    event: Event, alder: Registration, birch: Registration
) -> None:
    table = round_table(event, alder, birch)
    DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=table.slot)
    assert _fixed(draw(event)) == []


def test_pins_of_the_working_version_stay(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan = plan_now(event)
    last = Slot.objects.order_by("-starts_at")[0]
    row = plan.placements.get()
    row.attendances.update(slot=last)
    plan.placements.update(slot=last, is_pinned=True)
    people = tuple(row.attendances.order_by("pk").values_list("delegate", flat=True))
    drawing = draw(event, pins=plan)
    assert drawing.pinned == {meeting.pk}
    assert drawing.problem.meeting[meeting.pk].fixed == Fixed(
        last.pk, row.place_id, None, ((people[0],), (people[1],))
    )
    assert plan_now(event).placements.get().slot == last
