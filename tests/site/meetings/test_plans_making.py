"""A version is made from the rows of an event, judged, and applied only if the event still stands."""

import pytest

from madang.site.core.jobs import OutdatedError, cancel, run_job
from madang.site.core.models import Job, JobPoint, LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import DelegateAbsence, Event, Place, Registration
from madang.site.meetings.actions import making
from madang.site.meetings.bridge.solving import Reading
from madang.site.meetings.models import Attendance, Placement, Plan, Unplaced
from madang.site.meetings.queries.readiness import readiness
from madang.site.meetings.rules.plans import PlanError
from madang.site.meetings.wording.readiness import remarks
from tests.site.meetings.planning import agree, plan_now


def test_a_version_places_an_agreed_meeting(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch, weight=40)
    plan = plan_now(event)
    figures = (plan.number, plan.state, plan.agreed, plan.placed, plan.placed_bound)
    assert figures == (1, "draft", 1, 1, 1)
    assert (plan.weight, plan.weight_bound, plan.is_verified) == (40, 40, True)
    placement = Placement.objects.get()
    assert placement.meeting == meeting
    assert Attendance.objects.filter(placement=placement).count() == 2
    rows = [(row.stage, row.value, row.bound, row.proof) for row in plan.stages.all()]
    assert rows == [
        ("must", 0, 0, "certified"),
        ("placed", 40, 40, "certified"),
        ("left_out", 0, 0, "certified"),
        ("share", 0, 0, "certified"),
        ("gaps", 0, 0, "certified"),
        ("walking", 0, 0, "certified"),
    ]
    assert LogEntry.objects.filter(verb="make plan").get().detail == "1 of 1 placed"


def test_a_meeting_that_nobody_can_interpret_is_left_out_with_reason_and_remedy(
    event: Event, alder: Registration, birch: Registration
) -> None:
    birch.languages.update(code="ko")
    meeting = agree(alder, birch)
    plan = plan_now(event)
    row = Unplaced.objects.get(plan=plan)
    assert (row.meeting, row.reason, row.remedy, row.remedy_languages) == (
        meeting,
        "no_interpreter",
        "add_interpreter",
        "en–ko",
    )


def test_without_agreed_meetings_there_is_nothing_to_plan(event: Event) -> None:
    with pytest.raises(PlanError) as refusal:
        plan_now(event)
    assert (
        str(refusal.value)
        == "No meeting is agreed by both sides yet, so there is nothing to plan."
    )
    assert Plan.objects.count() == 0


def test_without_tables_and_slots_each_is_named(
    event: Event, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    event.places.update(is_open=False)
    event.slots.all().delete()
    with pytest.raises(PlanError) as refusal:
        plan_now(event)
    assert [str(refusal.value), *refusal.value.reasons] == [
        "The event has no slots: set its days and hours in the set-up first.",
        "The event has no open table: add tables in the set-up first.",
    ]


def test_delegates_never_free_and_suites_of_who_withdrew_are_named_before_a_run(
    event: Event, alder: Registration, birch: Registration
) -> None:
    for slot in event.slots.all():
        DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=slot)
    Place.objects.filter(code="E1").update(kind="suite", owner=birch)
    Registration.objects.filter(pk=birch.pk).update(state="withdrawn")
    assert remarks(readiness(event)) == [
        "Lead of Alder Bio of Alder Bio is free in no slot.",
        "Suite E1 stays empty: Birch Institute has withdrawn.",
    ]


def test_a_change_of_the_event_while_a_version_is_made_discards_it(
    event: Event, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)

    def change(reading: Reading) -> bool:
        bump_version(Event.objects.get(pk=event.pk))
        return False

    with pytest.raises(OutdatedError) as refusal:
        making.make_plan(event=event, by=None, seconds=1, on_progress=change)
    assert str(refusal.value) == (
        "The event changed while version 1 was being made, so it was not kept. "
        "Make a new version: it takes the change in."
    )
    assert Placement.objects.count() == 0
    assert [plan.state for plan in Plan.objects.all()] == ["discarded"]


def _job(event: Event, organiser: Person) -> Job:
    return making.start_plan(event=event, by=organiser, seconds=1, seed=3)


def test_a_job_makes_the_version_and_writes_its_course(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    job = _job(event, organiser)
    assert (job.kind, job.requested_by, job.seconds_allowed) == (
        "plan",
        "Jisoo Han",
        1,
    )
    run_job.call(job.pk)
    job.refresh_from_db()
    plan = Plan.objects.get()
    assert (job.state, plan.state, plan.seed, plan.job_id) == (
        "done",
        "draft",
        3,
        job.pk,
    )
    assert plan.created_by == "Jisoo Han"
    assert JobPoint.objects.filter(job=job).exists()
    # A worker that runs the job again finds the version made.
    Job.objects.filter(pk=job.pk).update(state="queued")
    run_job.call(job.pk)
    assert Plan.objects.get().placements.count() == 1


def test_a_stopped_run_keeps_the_best(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    job = _job(event, organiser)
    Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (
        "done",
        "Stopped: version 1 keeps the best that was found.",
    )
    assert (Plan.objects.get().state, Plan.objects.get().placed) == ("draft", 1)


def test_a_job_whose_event_changed_is_outdated(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    job = _job(event, organiser)
    bump_version(event)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, Plan.objects.get().state) == ("outdated", "discarded")
    # Its version was given up: running the job again makes none.
    Job.objects.filter(pk=job.pk).update(state="queued")
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (
        "failed",
        "This version was given up. Make a new one.",
    )


def test_one_version_is_made_at_a_time(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    job = _job(event, organiser)
    with pytest.raises(PlanError) as refusal:
        _job(event, organiser)
    assert (
        str(refusal.value) == "Version 1 is being made: wait for it, or stop it first."
    )
    cancel(job)
    _job(event, organiser)
    assert [(plan.number, plan.state) for plan in Plan.objects.all()] == [
        (2, "working"),
        (1, "discarded"),
    ]


def test_a_pinned_meeting_that_cannot_stay_is_named_before_the_run(
    event: Event, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan = plan_now(event)
    plan.placements.update(is_pinned=True)
    slot = plan.placements.get().slot
    DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=slot)
    with pytest.raises(PlanError) as refusal:
        plan_now(event)
    clock = f"{(slot.starts_at.hour + 9):02}:{slot.starts_at.minute:02}"
    assert [str(refusal.value), *refusal.value.reasons] == [
        "A pinned meeting cannot stay where it is. Unpin or move it first.",
        f"Lead of Alder Bio of Alder Bio cannot meet at {clock}.",
    ]
    assert Plan.objects.filter(state="draft").count() == 1


def test_where_no_agreed_meeting_can_be_planned_that_is_said(
    event: Event, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    alder.delegates.all().delete()
    with pytest.raises(PlanError) as refusal:
        plan_now(event)
    assert (
        str(refusal.value)
        == "No agreed meeting can be planned: a side of each has withdrawn or has no delegate."
    )
