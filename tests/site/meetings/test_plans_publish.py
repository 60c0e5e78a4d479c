"""Publishing: all at once or not at all, the database's own rules bind, and only who is touched gets mail."""

import pytest
from django.db import IntegrityError, transaction

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.models import DelegateAbsence, Event, Interpreter, Registration
from madang.site.meetings.actions import hand, plans
from madang.site.meetings.models import Attendance, Placement, Plan
from madang.site.meetings.rules.plans import PlanError
from tests.conftest import take_part
from tests.site.meetings.planning import agree, plan_now


def test_a_published_version_is_what_participants_see(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    plans.publish(plan=plan, by=organiser)
    plan.refresh_from_db()
    assert (plan.state, plan.published_by) == ("published", "Jisoo Han")
    assert plan.placements.filter(is_published=True).count() == 1
    assert Attendance.objects.filter(is_published=True).count() == 2
    assert LogEntry.objects.filter(verb="publish plan").count() == 1


def test_the_database_refuses_a_second_meeting_at_a_place_or_for_a_delegate(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    plans.publish(plan=plan, by=organiser)
    row = plan.placements.get()
    other = agree(birch, take_part(event, "Cedar Labs"))
    voice = Interpreter.objects.create(event=event, name="Mina Cho")
    row.interpreter = voice
    row.save()
    elsewhere = event.places.exclude(pk=row.place_id)[0]

    def place(**fields: object) -> Placement:
        values = {"plan": plan, "meeting": other, "slot": row.slot, "place": elsewhere}
        return Placement.objects.create(**{**values, "is_published": True, **fields})

    with pytest.raises(IntegrityError), transaction.atomic():
        place(place=row.place)
    with pytest.raises(IntegrityError), transaction.atomic():
        place(interpreter=voice)
    delegate = alder.delegates.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(
            placement=place(), delegate=delegate, slot=row.slot, is_published=True
        )
    # In a draft the same rows stand: they bind once it is published.
    place(place=row.place, is_published=False)


def test_the_version_before_is_superseded(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    first, second = plan_now(event), plan_now(event)
    plans.publish(plan=first, by=organiser)
    plans.publish(plan=second, by=organiser)
    assert list(Plan.objects.values_list("number", "state")) == [
        (2, "published"),
        (1, "superseded"),
    ]
    assert Placement.objects.filter(is_published=True).get().plan == second


def test_only_who_is_touched_gets_mail(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar Labs")
    dogwood = take_part(event, "Dogwood Care")
    agree(alder, birch)
    moving = agree(cedar, dogwood)
    plan = plan_now(event)
    assert plans.publish(plan=plan, by=organiser) == 4
    OutboxMail.objects.all().delete()
    plan.refresh_from_db()
    row = plan.placements.get(meeting=moving)
    used = plan.placements.values_list("slot", flat=True)
    slot = event.slots.exclude(pk__in=used)[0]
    draft = hand.place(
        plan=plan, meeting=moving, spot=(slot, row.place), by=organiser, revision=0
    ).plan
    assert draft.number == 2
    assert plans.publish(plan=draft, by=organiser) == 2
    assert sorted(mail.recipient for mail in OutboxMail.objects.all()) == [
        "lead@cedar-labs.example.org",
        "lead@dogwood-care.example.org",
    ]


def test_a_version_that_no_longer_holds_is_not_published(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    slot = event.slots.first()
    plan.placements.update(slot=slot)
    DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=slot)
    with pytest.raises(PlanError) as refusal:
        plans.publish(plan=plan, by=organiser)
    assert [str(refusal.value), *refusal.value.reasons] == [
        "Version 1 no longer holds, so it was not published.",
        "Lead of Alder Bio of Alder Bio cannot meet at 09:00.",
    ]
    assert OutboxMail.objects.count() == 0
    assert Plan.objects.get().state == "draft"


def test_the_withdrawal_of_a_side_keeps_a_version_from_being_published(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    Registration.objects.filter(pk=birch.pk).update(state="withdrawn")
    with pytest.raises(PlanError) as refusal:
        plans.publish(plan=plan, by=organiser)
    assert refusal.value.reasons == [
        "Alder Bio and Birch Institute cannot meet: a side has withdrawn."
    ]


def test_a_meeting_cancelled_since_leaves_the_version(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    kept = agree(take_part(event, "Cedar Labs"), birch)
    plan = plan_now(event)
    meeting.state = "cancelled"
    meeting.save()
    plans.publish(plan=plan, by=organiser)
    assert [row.meeting for row in plan.placements.all()] == [kept]


def test_a_version_that_the_judge_refuses_is_not_published(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    problem = bytes(plan.problem_file).replace(b'"weight":10', b'"weight":11')
    Plan.objects.filter(pk=plan.pk).update(problem_file=problem)
    found = plans.check_proof(plan=plan, by=organiser)
    assert found[0] == "stages[1]: placed is 11, not 10"
    with pytest.raises(PlanError) as refusal:
        plans.publish(plan=plan, by=organiser)
    assert (
        str(refusal.value)
        == "The judge has not accepted this version, so it is not published."
    )


def test_only_a_draft_is_published_or_discarded(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    plans.discard_plan(plan=plan, by=organiser)
    with pytest.raises(PlanError) as refusal:
        plans.publish(plan=plan, by=organiser)
    assert str(refusal.value) == "Only a draft can be published."
    with pytest.raises(PlanError) as refusal:
        plans.discard_plan(plan=plan, by=organiser)
    assert str(refusal.value) == "Only a draft can be discarded."
