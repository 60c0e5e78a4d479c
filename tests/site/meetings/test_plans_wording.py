"""Reasons, remedies and proofs in words."""

import pytest

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.meetings.actions.plans import copy_plan
from madang.site.meetings.models import PlanStage, Unplaced
from madang.site.meetings.queries.unplaced import without_a_way
from madang.site.meetings.wording import unplaced as words
from madang.site.meetings.wording.plans import Certificate, stage_lines
from tests.conftest import sign_in, take_part
from tests.site.meetings.planning import agree, plan_now


def test_every_remedy_is_a_sentence_with_a_way(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting, other = agree(alder, birch), agree(alder, take_part(event, "Cedar Labs"))
    plan = plan_now(event)
    slot, place = event.slots.order_by("starts_at")[2], event.places.get(code="E2")

    def told(kind: str) -> tuple[str, str, str]:
        row = Unplaced(
            plan=plan,
            meeting=meeting,
            reason="side_busy",
            remedy=kind,
            remedy_slot=slot,
            remedy_place=place,
            remedy_delegate=birch.delegates.get(position=2),
            remedy_registration=birch,
            remedy_meeting=other,
            remedy_languages="en–ko",
        )
        found = words.remedy(row, event)
        assert found is not None
        return (found.sentence, found.way, found.address)

    cell = f"{slot.pk}-{place.pk}"
    timetable, people = "/lounge/spring/timetable/", "/lounge/spring/people/"
    assert told("place") == (
        "Place it at E2, 10:00 on Tuesday 2 March: nobody else moves.",
        "Place it",
        f"{timetable}?move={meeting.pk}&to={cell}",
    )
    assert told("free_slot") == (
        "If delegate 2 of Birch Institute were there at 10:00 on Tuesday 2 March, it could be placed.",
        "Change the absence",
        people,
    )
    assert told("leave_out") == (
        "Without delegate 2 of Birch Institute it could be held at 10:00 on Tuesday 2 March.",
        "Look at the meeting",
        f"/lounge/spring/meetings/{meeting.pk}/",
    )
    assert told("open_table") == (
        "One more table at 10:00 on Tuesday 2 March would place it.",
        "Open a table",
        "/lounge/spring/setup/",
    )
    assert told("add_interpreter") == (
        "One more interpreter for English and Korean at 10:00 on Tuesday 2 March would place it.",
        "Add an interpreter",
        "/lounge/spring/setup/",
    )
    assert told("raise_day_limit") == (
        "One meeting a day more for delegate 2 of Birch Institute would place it.",
        "Change the limit",
        people,
    )
    assert told("raise_organisation_limit") == (
        "One meeting more for Birch Institute would place it.",
        "Change the limit",
        people,
    )
    assert told("move") == (
        "Moving Alder Bio – Cedar Labs to 10:00 on Tuesday 2 March makes room for it.",
        "Move that one",
        f"{timetable}?move={other.pk}&to={cell}",
    )
    assert told("replace") == (
        "It would fit if Alder Bio – Cedar Labs gave way.",
        "Look at that one",
        f"/lounge/spring/meetings/{other.pk}/",
    )


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("no_delegate", "Give the side a delegate, then make a new version."),
        ("fits", "Place it by hand, or make a new version."),
        ("withdrawn", None),
    ],
)
def test_where_the_engine_names_no_remedy_the_reason_may(
    event: Event,
    alder: Registration,
    birch: Registration,
    reason: str,
    sentence: str | None,
) -> None:
    row = Unplaced(meeting=agree(alder, birch), reason=reason)
    found = words.remedy(row, event)
    assert (found.sentence if found else None) == sentence


def test_a_certificate_in_figures() -> None:
    found = Certificate(placed=812, agreed=871, most=814)
    assert (found.bound, found.open, found.beyond, found.gap) == (814, 2, 57, "0.25%")


def test_a_certificate_of_nothing() -> None:
    found = Certificate(placed=0, agreed=0, most=None)
    assert (found.bound, found.open, found.gap) == (0, 0, "0%")


def test_stages_say_what_is_proven() -> None:
    rows = [
        PlanStage(stage="placed", value=1200, bound=1210, proof="certified"),
        PlanStage(stage="left_out", value=2, bound=2, proof="certified"),
        PlanStage(stage="gaps", value=7, bound=0, proof="certified"),
        PlanStage(stage="must", value=3, bound=None, proof="none"),
    ]
    found = [
        (line.name, line.limit, line.proof, line.is_best) for line in stage_lines(rows)
    ]
    assert found == [
        (
            "Weight of the placed meetings",
            "at most 1,210",
            "certified by whole numbers",
            False,
        ),
        (
            "Organisations without a meeting",
            "at least 2",
            "certified by whole numbers",
            True,
        ),
        ("Idle slots between two meetings", "at least 0", "no number is lower", False),
        ("Must-have meetings placed", "–", "not proven", False),
    ]


def test_several_meetings_that_would_give_way_are_named(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    for slot in list(event.slots.order_by("starts_at"))[1:]:
        slot.delete()
    birch.delegates.filter(position=2).delete()
    cedar, dogwood = (take_part(event, name) for name in ("Cedar", "Dogwood"))
    with_alder = agree(alder, cedar, weight=10)
    with_birch = agree(birch, dogwood, weight=10)
    light = agree(alder, birch, weight=15)
    plan = plan_now(event)
    row = plan.unplaced.get()
    assert (row.meeting, row.reason, row.remedy) == (
        light,
        "displaces_heavier",
        "replace_several",
    )
    named = {row.remedy_meeting, *row.remedy_others.all()}
    assert named == {with_alder, with_birch}
    remedy = words.remedy(row, event)
    assert remedy is not None
    assert remedy.sentence == (
        "It would fit at 09:00 on Tuesday 2 March if these gave way together: "
        "Alder Bio – Cedar; Birch Institute – Dogwood."
    )
    assert without_a_way(plan) == 1
    page = sign_in(organiser).get("/lounge/spring/unplaced/").content.decode()
    assert remedy.sentence in page
    copy = copy_plan(plan=plan, by=None)
    again = copy.unplaced.get()
    assert {again.remedy_meeting, *again.remedy_others.all()} == named


def test_of_many_that_would_give_way_four_are_named_and_the_others_counted(
    event: Event, alder: Registration, birch: Registration
) -> None:
    light = agree(alder, birch)
    plan = plan_now(event)
    guests = [take_part(event, f"Guest {number}") for number in range(6)]
    others = [agree(alder, guest) for guest in guests]
    row = Unplaced.objects.create(
        plan=plan,
        meeting=light,
        reason="side_busy",
        remedy="replace_several",
        remedy_meeting=others[0],
    )
    row.remedy_others.set(others[1:])
    remedy = words.remedy(row, event)
    assert remedy is not None
    assert remedy.sentence.endswith("Alder Bio – Guest 3; 2 more.")
