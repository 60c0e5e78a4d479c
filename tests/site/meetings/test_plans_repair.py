"""The published version repaired: what cannot stay finds another place, the rest stays, nothing is told before publishing."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from madang.engine.verify import verify
from madang.site.core.jobs import OutdatedError, run_job
from madang.site.core.models import Job, LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import (
    DelegateAbsence,
    Event,
    PlaceClosure,
    Registration,
    Slot,
)
from madang.site.meetings.actions import hand, plans, repairs
from madang.site.meetings.bridge import repairing
from madang.site.meetings.models import Meeting, Placement, Plan, RepairLine
from madang.site.meetings.rules.plans import PlanError
from tests.conftest import sign_in, take_part
from tests.site.meetings.planning import agree, plan_now, round_table


def _published(event: Event) -> Plan:
    plan = plan_now(event)
    plans.publish(plan=plan, by=None)
    plan.refresh_from_db()
    return plan


def _put(plan: Plan, meeting: Meeting, slot: int, code: str) -> None:
    """Put a meeting of a version that is a draft somewhere, not pinned."""
    plan.refresh_from_db()
    hand.place(
        plan=plan,
        meeting=meeting,
        spot=(_slot(plan.event, slot), plan.event.places.get(code=code)),
        by=None,
        revision=plan.revision,
        is_pinned=False,
    )


def _slot(event: Event, number: int) -> Slot:
    return event.slots.order_by("starts_at")[number]


def _away(registration: Registration, *slots: int) -> None:
    for number in slots:
        DelegateAbsence.objects.create(
            delegate=registration.delegates.first(),
            slot=_slot(registration.event, number),
        )
    bump_version(registration.event)


def _repair(plan: Plan, how: str = "most") -> Plan:
    return repairs.make_repair(plan=plan, by=None, how=how)


def _where(plan: Plan, meeting: Meeting) -> tuple[str, str] | None:
    row = plan.placements.filter(meeting=meeting).first()
    return None if row is None else (f"{row.slot.starts_at:%H:%M}", row.place.code)


def _lines(plan: Plan) -> list[tuple[int, str, str]]:
    return list(plan.repairs.values_list("meeting_id", "kind", "cause"))


@pytest.fixture
def cedar(event: Event) -> Registration:
    """A third organisation, with one delegate."""
    return take_part(event, "Cedar")


@pytest.fixture
def dogwood(event: Event) -> Registration:
    """A fourth one, with one delegate."""
    return take_part(event, "Dogwood")


def test_who_is_absent_meets_at_the_nearest_free_time_and_others_stay(
    event: Event,
    alder: Registration,
    birch: Registration,
    cedar: Registration,
    dogwood: Registration,
) -> None:
    first, second = agree(alder, birch), agree(cedar, dogwood)
    draft = plan_now(event)
    _put(draft, second, 3, "E2")
    _put(draft, first, 1, "E1")
    _put(draft, second, 0, "E2")
    plans.publish(plan=draft, by=None)
    _away(alder, 1)
    plan = _repair(draft)
    assert (plan.number, plan.state, plan.made_from) == (2, "draft", draft)
    assert (plan.is_verified, plan.placed, plan.placed_bound) == (True, 2, 2)
    assert (plan.repair, plan.note) == ("most", "Repair of version 1")
    assert _where(plan, first) == ("01:00", "E1")
    assert _where(plan, second) == ("00:00", "E2")
    assert _lines(plan) == [(first.pk, "again", "delegate_absent")]
    assert LogEntry.objects.get(verb="repair plan").detail == (
        "version 1: 1 meetings concerned"
    )
    files = (bytes(plan.problem_file), bytes(plan.schedule_file))
    assert verify(*(json.loads(each) for each in files)) == []


def test_a_closed_table_moves_a_meeting_to_another_table_at_its_time(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    draft = plan_now(event)
    _put(draft, meeting, 2, "E1")
    plans.publish(plan=draft, by=None)
    PlaceClosure.objects.create(place=event.places.get(code="E1"), slot=_slot(event, 2))
    bump_version(event)
    plan = _repair(draft, "nobody")
    assert _where(plan, meeting) == ("01:00", "E2")
    assert _lines(plan) == [(meeting.pk, "again", "place_closed")]


def _one_table_with_two_meetings(
    event: Event,
    alder: Registration,
    birch: Registration,
    cedar: Registration,
    dogwood: Registration,
) -> tuple[Plan, Meeting, Meeting]:
    """Two slots, one table: the first meeting at 09:00, the other at 09:30, and two more free for the other alone."""
    event.places.filter(code="E2").update(is_open=False)
    first, second = agree(alder, birch), agree(cedar, dogwood)
    draft = plan_now(event)
    _put(draft, second, 3, "E1")
    _put(draft, first, 0, "E1")
    _put(draft, second, 1, "E1")
    plans.publish(plan=draft, by=None)
    # The first meeting can be at 09:30 alone, where the second is, which may also be at 10:00.
    _away(alder, 0, 2, 3)
    return draft, first, second


@pytest.mark.parametrize(
    ("how", "first_at", "second_at", "kinds"),
    [
        ("nobody", None, ("00:30", "E1"), ["lost"]),
        ("few", ("00:30", "E1"), ("01:00", "E1"), ["again", "moved"]),
        ("most", ("00:30", "E1"), ("01:00", "E1"), ["again", "moved"]),
    ],
)
def test_others_move_only_as_far_as_the_organiser_allows(
    event: Event,
    alder: Registration,
    birch: Registration,
    cedar: Registration,
    dogwood: Registration,
    *,
    how: str,
    first_at: tuple[str, str] | None,
    second_at: tuple[str, str],
    kinds: list[str],
) -> None:
    published, first, second = _one_table_with_two_meetings(
        event, alder, birch, cedar, dogwood
    )
    plan = _repair(published, how)
    assert _where(plan, first) == first_at
    assert _where(plan, second) == second_at
    assert [kind for _, kind, _ in _lines(plan)] == kinds
    reasons = list(plan.unplaced.values_list("meeting_id", "reason"))
    assert reasons == ([(first.pk, "places_full")] if first_at is None else [])


def test_what_became_free_is_filled_and_what_was_agreed_since_is_placed(
    event: Event,
    alder: Registration,
    birch: Registration,
    cedar: Registration,
    dogwood: Registration,
) -> None:
    event.places.filter(code="E2").update(is_open=False)
    for slot in list(event.slots.order_by("starts_at"))[2:]:
        slot.delete()
    first, second = agree(alder, birch, weight=30), agree(alder, cedar, weight=20)
    waiting = agree(alder, dogwood, weight=10)
    published = _published(event)
    assert published.placed == 2
    Meeting.objects.filter(pk=first.pk).update(state="cancelled")
    bump_version(event)
    plan = _repair(published)
    assert _where(plan, second) == _where(published, second)
    assert _where(plan, waiting) == _where(published, first)
    assert _lines(plan) == [(waiting.pk, "filled", "")]
    plans.publish(plan=plan, by=None)
    Meeting.objects.filter(pk=waiting.pk).update(state="cancelled")
    new = agree(birch, cedar, weight=5)
    bump_version(event)
    plan = _repair(plan)
    assert _lines(plan) == [(new.pk, "added", "")]


def test_a_meeting_of_who_withdrew_loses_its_place_and_says_why(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    gone, stays = agree(alder, birch), agree(birch, cedar)
    published = _published(event)
    Registration.objects.filter(pk=alder.pk).update(state="withdrawn")
    bump_version(event)
    plan = _repair(published)
    assert _where(plan, stays) == _where(published, stays)
    assert _lines(plan) == [(gone.pk, "lost", "withdrawn")]
    assert list(plan.unplaced.values_list("reason", flat=True)) == ["withdrawn"]
    plans.publish(plan=plan, by=None)


def test_a_pin_that_can_be_kept_stays_and_one_that_cannot_is_taken_off(
    event: Event,
    alder: Registration,
    birch: Registration,
    cedar: Registration,
    dogwood: Registration,
) -> None:
    first, second = agree(alder, birch), agree(cedar, dogwood)
    published = _published(event)
    Placement.objects.filter(plan=published).update(is_pinned=True)
    at = Placement.objects.get(plan=published, meeting=first)
    DelegateAbsence.objects.create(delegate=alder.delegates.get(), slot=at.slot)
    bump_version(event)
    plan = _repair(published)
    pins = dict(plan.placements.values_list("meeting_id", "is_pinned"))
    assert pins == {first.pk: False, second.pk: True}


def test_a_round_table_stands_where_it_was_set_up(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    meeting = agree(alder, birch)
    draft = plan_now(event)
    _put(draft, meeting, 1, "E1")
    plans.publish(plan=draft, by=None)
    round_table(event, alder, cedar)
    bump_version(event)
    plan = _repair(draft)
    assert _where(plan, meeting) == ("01:00", "E1")
    assert _lines(plan) == [(meeting.pk, "again", "delegate_busy")]
    assert plan.placements.filter(round_table__isnull=False).count() == 1
    assert (plan.placed, plan.agreed) == (1, 1)


def _begin(event: Event, minutes: int) -> None:
    """Move the event in time so that its first slot began so many minutes ago."""
    first = event.slots.earliest("starts_at").starts_at
    by = timezone.now() - timedelta(minutes=minutes) - first
    for slot in event.slots.order_by("-starts_at" if by > timedelta() else "starts_at"):
        slot.starts_at += by
        slot.ends_at += by
        slot.save()


def test_what_has_begun_stays_and_nothing_is_put_into_time_that_is_over(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    begun, later = agree(alder, birch), agree(alder, cedar)
    draft = plan_now(event)
    _put(draft, later, 3, "E1")
    _put(draft, begun, 0, "E1")
    plans.publish(plan=draft, by=None)
    _begin(event, 10)
    _away(alder, 0, 3)
    situation = repairing.look(event, draft, timezone.now())
    assert (situation.begun, situation.over) == ({begun.pk}, {begun.pk})
    plan = _repair(draft)
    at = {row.meeting_id: row.slot_id for row in plan.placements.all()}
    assert at == {begun.pk: _slot(event, 0).pk, later.pk: _slot(event, 2).pk}
    assert _lines(plan) == [(later.pk, "again", "delegate_absent")]
    assert (plan.placed, plan.placed_bound, plan.unplaced.count()) == (2, 2, 0)
    assert plans.publish(plan=plan, by=None) == 2


def test_a_meeting_that_lost_its_time_is_not_put_before_now(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    draft = plan_now(event)
    _put(draft, meeting, 3, "E1")
    plans.publish(plan=draft, by=None)
    _begin(event, 70)
    _away(alder, 3)
    plan = _repair(draft)
    assert _where(plan, meeting) is None
    assert _lines(plan) == [(meeting.pk, "lost", "delegate_absent")]
    assert list(plan.unplaced.values_list("reason", flat=True)) == ["no_common_slot"]


def test_where_the_way_counts_the_repair_keeps_the_rule(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    zone = event.places.get(code="E2").zone
    west = zone.hall.zones.create(name="West", side="w")
    event.places.filter(code="E2").update(zone=west)
    Event.objects.update(walking_minutes=6)
    event.refresh_from_db()
    first, second = agree(alder, birch), agree(alder, cedar)
    draft = plan_now(event)
    _put(draft, second, 3, "E2")
    _put(draft, first, 0, "E1")
    plans.publish(plan=draft, by=None)
    for number in (0, 1):
        PlaceClosure.objects.create(
            place=event.places.get(code="E1"), slot=_slot(event, number)
        )
    PlaceClosure.objects.create(place=event.places.get(code="E2"), slot=_slot(event, 0))
    bump_version(event)
    plan = _repair(draft)
    assert plan.is_verified
    assert (_where(plan, first), _where(plan, second)) == (
        ("00:30", "E2"),
        ("01:30", "E2"),
    )


def test_only_the_published_version_is_repaired(
    event: Event, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    draft = plan_now(event)
    with pytest.raises(PlanError) as refusal:
        _repair(draft)
    assert str(refusal.value) == "Only the published version can be repaired."
    assert Plan.objects.count() == 1


def test_a_repair_of_what_another_version_replaced_is_not_kept(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    published = _published(event)
    repairs.start_repair(plan=published, by=organiser, how="few")
    draft = Plan.objects.get(number=2)
    other = plans.copy_plan(plan=published, by=None)
    plans.publish(plan=other, by=None)
    with pytest.raises(OutdatedError) as refusal:
        repairs.carry_out(plan=draft, by=None, seconds=1)
    assert str(refusal.value) == (
        "Another version was published meanwhile. Repair that one."
    )
    assert RepairLine.objects.count() == 0


def test_a_repair_that_is_stopped_leaves_everything_as_it_was(
    event: Event, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    published = _published(event)
    repairs.start_repair(plan=published, by=None, how="few")
    draft = Plan.objects.get(number=2)
    with pytest.raises(PlanError) as refusal:
        repairs.carry_out(plan=draft, by=None, seconds=1, on_progress=lambda _: True)
    assert str(refusal.value) == "The repair was stopped. Nothing has changed."
    assert draft.placements.count() == 0


def test_an_organiser_repairs_on_the_page_and_sees_who_moves_before_publishing(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    cedar: Registration,
    dogwood: Registration,
) -> None:
    _plan, _first, second = _one_table_with_two_meetings(
        event, alder, birch, cedar, dogwood
    )
    client = sign_in(organiser)
    page = client.get("/lounge/spring/plans/1/").content.decode()
    assert '<a class="button" href="/lounge/spring/plans/1/repair/">' in page
    page = client.get("/lounge/spring/plans/1/repair/").content.decode()
    assert "<b>Lead of Alder Bio of Alder Bio</b> cannot meet at 09:00." in page
    assert "E1, 09:00, Tuesday 2 March" in page
    assert client.post("/lounge/spring/plans/1/repair/", {}).status_code == 422
    answer = client.post("/lounge/spring/plans/1/repair/", {"how": "few"})
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/lounge/spring/jobs/{job.pk}/",
    )
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("done", "")
    page = client.get("/lounge/spring/plans/2/").content.decode()
    assert "Placed again: 1" in page
    assert "Moved for others: 1" in page
    assert "E1, 09:30, " in page
    assert _where(Plan.objects.get(number=1), second) == ("00:30", "E1")
    shown = Placement.objects.get(meeting=second, is_published=True)
    assert shown.plan.number == 1
    client.post("/lounge/spring/plans/2/publish/")
    assert Plan.objects.get(number=2).state == "published"
    page = client.get("/lounge/spring/plans/2/repair/").content.decode()
    assert "Every meeting of this version can be held where it is." in page
    assert "There is nothing to repair." in page


def test_only_an_organiser_repairs_and_only_what_is_published(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    agree(alder, birch)
    plan_now(event)
    lead = Person.objects.get(organisation=alder.organisation)
    assert sign_in(lead).get("/lounge/spring/plans/1/repair/").status_code == 404
    answer = sign_in(organiser).get("/lounge/spring/plans/1/repair/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/lounge/spring/plans/1/",
    )
    page = sign_in(organiser).get("/lounge/spring/plans/1/").content.decode()
    assert "Repair this plan" not in page


def test_a_colleague_who_comes_instead_is_said_where_time_and_place_stay(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    published = _published(event)
    placement = Placement.objects.get()
    sent = placement.attendances.get(delegate__registration=birch).delegate
    DelegateAbsence.objects.create(delegate=sent, slot=placement.slot)
    bump_version(event)
    plan = _repair(published, "nobody")
    assert _where(plan, meeting) == _where(published, meeting)
    assert _lines(plan) == [(meeting.pk, "again", "side_busy")]
    page = sign_in(organiser).get("/lounge/spring/plans/2/").content.decode()
    assert "other people or another interpreter" in page
