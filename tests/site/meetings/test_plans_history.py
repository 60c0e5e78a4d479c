"""Versions in their history: copied, brought back if they still hold, compared."""

import pytest

from madang.site.directory.models import Person
from madang.site.events.models import DelegateAbsence, Event, Interpreter, Registration
from madang.site.meetings.actions import hand, plans
from madang.site.meetings.models import Plan
from madang.site.meetings.queries.plans import compare, working_plan
from madang.site.meetings.rules.plans import PlanError
from tests.conftest import take_part
from tests.site.meetings.planning import agree, plan_now


def test_a_copy_holds_all_that_the_version_held(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    plan.placements.update(is_pinned=True)
    copy = plans.copy_plan(plan=plan, by=organiser)
    assert (copy.number, copy.state, copy.made_from, copy.note, copy.created_by) == (
        2,
        "draft",
        plan,
        "Copy of version 1",
        "Jisoo Han",
    )
    old, new = plan.placements.get(), copy.placements.get()
    assert (old.slot, old.place, old.is_pinned) == (new.slot, new.place, new.is_pinned)
    assert [row.delegate for row in old.attendances.all()] == [
        row.delegate for row in new.attendances.all()
    ]
    assert plan.stages.count() == copy.stages.count() == 6
    assert bytes(copy.schedule_file) == bytes(plan.schedule_file)
    assert (copy.placed, copy.placed_bound, copy.is_verified) == (1, 1, True)


def test_rolling_back_makes_the_old_version_the_newest_draft(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    first, second = plan_now(event), plan_now(event)
    plans.publish(plan=first, by=organiser)
    plans.publish(plan=second, by=organiser)
    draft = plans.roll_back(plan=first, by=organiser)
    assert (draft.number, draft.state, draft.note) == (3, "draft", "As version 1")
    assert working_plan(event) == draft
    assert compare(first, draft).is_empty


def test_a_version_that_no_longer_holds_is_not_brought_back(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    slot = event.slots.first()
    plan.placements.update(slot=slot)
    DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=slot)
    with pytest.raises(PlanError) as refusal:
        plans.roll_back(plan=plan, by=organiser)
    assert [str(refusal.value), *refusal.value.reasons] == [
        "Version 1 no longer holds, so it was not brought back.",
        "Lead of Alder Bio of Alder Bio cannot meet at 09:00.",
    ]
    assert Plan.objects.count() == 1


def test_two_versions_are_compared_meeting_by_meeting(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar Labs")
    same, moves = agree(alder, birch), agree(cedar, birch)
    leaves, comes = agree(alder, cedar), agree(cedar, take_part(event, "Dogwood Care"))
    older = plan_now(event)
    older.placements.filter(meeting=comes).delete()
    newer = plans.copy_plan(plan=older, by=organiser)
    newer.placements.filter(meeting=leaves).delete()
    row = older.placements.get(meeting=moves)
    newer.placements.filter(meeting=moves).update(
        place=event.places.exclude(pk=row.place_id)[0]
    )
    newer.placements.filter(meeting=same).update(
        interpreter=Interpreter.objects.create(event=event, name="Mina Cho")
    )
    free = event.slots.last()
    newer.placements.create(meeting=comes, slot=free, place=row.place)
    found = compare(older, newer)
    assert [row.meeting for row in found.added] == [comes]
    assert [row.meeting for row in found.removed] == [leaves]
    assert [(old.meeting, new.meeting) for old, new in found.moved] == [(moves, moves)]
    assert [new.interpreter.name for _old, new in found.interpreters] == ["Mina Cho"]
    assert found.same == 0


def test_the_working_version_is_the_newest_draft_or_the_published_one(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    assert working_plan(event) is None
    older, newer = plan_now(event), plan_now(event)
    plans.publish(plan=newer, by=organiser)
    # An older draft does not come before what was published after it.
    assert working_plan(event) == newer
    draft = hand.pin(
        plan=newer,
        meeting=newer.placements.get().meeting,
        by=organiser,
        revision=0,
    )
    assert working_plan(event) == draft
    plans.discard_plan(plan=draft, by=organiser)
    assert working_plan(event) == newer
    assert older.state == "draft"
