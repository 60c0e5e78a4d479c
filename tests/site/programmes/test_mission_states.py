"""Each door of a mission and of a seat, and every wall beside it."""

from collections.abc import Callable
from typing import Any

import pytest

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.programmes.actions import missions, seats
from madang.site.programmes.models import Mission, MissionApplication
from madang.site.programmes.queries.missions import applications_of
from madang.site.programmes.rules.missions import MissionError
from tests.site.programmes import sent

pytestmark = pytest.mark.django_db

MISSION: dict[str, Callable[..., Any]] = {
    "open": lambda row, by: missions.open_call(row, by=by),
    "select": lambda row, by: missions.close_selection(row, by=by),
    "start": lambda row, by: missions.start_mission(row, by=by),
    "report": lambda row, by: missions.close_mission(row, by=by),
    "cancel": lambda row, by: missions.cancel_mission(row, by=by, reason="No host"),
}
AFTER = {
    ("draft", "open"): "open",
    ("open", "select"): "selected",
    ("selected", "start"): "under_way",
    ("under_way", "report"): "reported",
    ("draft", "cancel"): "cancelled",
    ("open", "cancel"): "cancelled",
    ("selected", "cancel"): "cancelled",
    ("under_way", "cancel"): "cancelled",
}


def ready() -> tuple[Mission, Any]:
    """Return a mission of which only the state decides: dates are there, one delegate is selected and has reported."""
    by = sent.manager()
    row = sent.under_way(by, "Gauja Peptides")
    application = row.applications.get()
    row.results.create(
        application=application,
        kind="nothing",
        text="Nothing yet",
        reported_by=application.delegate,
    )
    return row, by


@pytest.mark.parametrize("verb", sorted(MISSION))
@pytest.mark.parametrize("state", sorted(Mission.State.values))
def test_a_mission_goes_through_its_doors_alone(state: str, verb: str) -> None:
    row, by = ready()
    Mission.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    before = LogEntry.objects.filter(target_type="programmes.mission").count()
    if (state, verb) in AFTER:
        MISSION[verb](row, by)
        added = 1
    else:
        with pytest.raises(MissionError):
            MISSION[verb](row, by)
        added = 0
    row.refresh_from_db()
    assert row.state == AFTER.get((state, verb), state)
    lines = LogEntry.objects.filter(target_type="programmes.mission").count()
    assert lines - before == added


SEAT: dict[str, Callable[..., Any]] = {
    "submit": lambda row, by, own: seats.submit(row, by=own),
    "select": lambda row, by, own: seats.select(row, by=by),
    "wait": lambda row, by, own: seats.put_on_waiting_list(row, by=by),
    "decline": lambda row, by, own: seats.decline(row, by=by, reason="No seat left"),
    "withdraw": lambda row, by, own: seats.withdraw(row, by=own),
    "save": lambda row, by, own: seats.save_draft(
        row.mission, by=own, wishes=seats.Wishes(own, "Partners", "Peptides")
    ),
}
SEATED = {
    ("open", "draft", "submit"): "submitted",
    ("open", "draft", "save"): "draft",
    ("open", "withdrawn", "save"): "draft",
    ("open", "submitted", "select"): "selected",
    ("open", "waiting", "select"): "selected",
    ("open", "submitted", "wait"): "waiting",
    ("open", "submitted", "decline"): "declined",
    ("open", "waiting", "decline"): "declined",
    ("selected", "submitted", "select"): "selected",
    ("selected", "waiting", "select"): "selected",
    ("selected", "submitted", "wait"): "waiting",
    ("selected", "submitted", "decline"): "declined",
    ("selected", "waiting", "decline"): "declined",
    **{
        (mission, seat, "withdraw"): "withdrawn"
        for mission in ("open", "selected", "under_way")
        for seat in ("draft", "submitted", "waiting", "selected")
    },
}


@pytest.mark.parametrize("mission_state", sorted(Mission.State.values))
@pytest.mark.parametrize("state", sorted(MissionApplication.State.values))
def test_a_seat_goes_through_its_doors_alone(mission_state: str, state: str) -> None:
    by = sent.manager()
    mission = sent.opened(by)
    application = sent.applied(mission, "Gauja Peptides")
    own = sent.leader(application)
    Mission.objects.filter(pk=mission.pk).update(state=mission_state)
    for verb, act in SEAT.items():
        MissionApplication.objects.filter(pk=application.pk).update(state=state)
        row = MissionApplication.objects.select_related("mission").get(
            pk=application.pk
        )
        expected = SEATED.get((mission_state, state, verb))
        if expected is None:
            with pytest.raises(MissionError):
                act(row, by, own)
        else:
            act(row, by, own)
        row.refresh_from_db()
        assert (verb, row.state) == (verb, expected or state)


def test_seats_are_never_exceeded() -> None:
    by = sent.manager()
    mission = sent.opened(by, seats=2)
    one, two, three = (sent.applied(mission, f"Firm {number}") for number in (1, 2, 3))
    seats.select(one, by=by)
    seats.select(two, by=by)
    with pytest.raises(MissionError) as refusal:
        seats.select(three, by=by)
    assert str(refusal.value) == (
        "All 2 seats are given. Put the organisation on the waiting list, or raise the number of seats."
    )
    seats.put_on_waiting_list(three, by=by)
    seats.withdraw(one, by=sent.leader(one))
    seats.select(three, by=by)
    assert mission.applications.filter(state="selected").count() == 2


def test_fewer_seats_than_given_are_refused() -> None:
    by = sent.manager()
    mission = sent.opened(by, seats=2)
    for number in (1, 2):
        seats.select(sent.applied(mission, f"Firm {number}"), by=by)
    mission.refresh_from_db()
    with pytest.raises(MissionError) as refusal:
        missions.change_mission(
            mission, by=by, facts=sent.facts(seats=1), version=mission.version
        )
    assert (str(refusal.value), refusal.value.field) == (
        "2 seats are given already.",
        "seats",
    )


def test_whoever_reads_an_older_mission_changes_nothing() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    missions.change_mission(mission, by=by, facts=sent.facts(seats=5), version=1)
    with pytest.raises(MissionError):
        missions.change_mission(mission, by=by, facts=sent.facts(seats=6), version=1)
    mission.refresh_from_db()
    assert (mission.seats, mission.version) == (5, 2)


def test_a_decision_goes_out_in_the_language_of_each_reader() -> None:
    by = sent.manager()
    mission = sent.opened(by)
    one = sent.applied(mission, "Firm 1", language="ko")
    two = sent.applied(mission, "Firm 2")
    OutboxMail.objects.all().delete()
    seats.select(one, by=by)
    seats.decline(two, by=by, reason="Another field")
    mails = list(OutboxMail.objects.order_by("id"))
    assert [mail.recipient for mail in mails] == [
        "lead.of.firm.1@example.org",
        "lead.of.firm.2@example.org",
    ]
    assert mails[1].subject == "Amber Coast in Seoul: Not selected"
    assert mails[1].body == (
        "Firm 2 has no seat in Amber Coast in Seoul.\n\nReason: Another field\n\n"
        "http://127.0.0.1:8000/missions/amber-coast-in-seoul/apply/\n"
    )


def test_a_call_closes_with_its_deadline() -> None:
    by = sent.manager()
    mission = sent.opened(by)
    application = sent.applied(mission, "Firm 1", submit=False)
    Mission.objects.filter(pk=mission.pk).update(
        apply_until=sent.NOON.replace(year=2020)
    )
    with pytest.raises(MissionError) as refusal:
        seats.submit(application, by=sent.leader(application))
    assert str(refusal.value) == "Applications closed on 2 March, 14:00."


def test_an_empty_draft_is_kept_and_not_handed_in() -> None:
    by = sent.manager()
    mission = sent.opened(by)
    person = sent.lead(sent.organisation("Firm 1"), "Ilze K")
    row = seats.save_draft(mission, by=person, wishes=seats.Wishes(person, "Partners"))
    with pytest.raises(MissionError) as refusal:
        seats.submit(row, by=person)
    assert refusal.value.field == "offer"
    row.refresh_from_db()
    assert (row.state, row.motive) == ("draft", "Partners")


def test_a_call_needs_a_deadline_that_is_ahead() -> None:
    by = sent.manager()
    mission = sent.mission(by, apply_until=None)
    with pytest.raises(MissionError) as refusal:
        missions.open_call(mission, by=by)
    assert refusal.value.field == "apply_until"


def test_the_selection_closes_once_everything_is_decided() -> None:
    by = sent.manager()
    mission = sent.opened(by)
    application = sent.applied(mission, "Firm 1")
    with pytest.raises(MissionError) as refusal:
        missions.close_selection(mission, by=by)
    assert str(refusal.value) == "1 application is undecided. Decide on it first."
    seats.decline(application, by=by, reason="Another field")
    with pytest.raises(MissionError) as refusal:
        missions.close_selection(mission, by=by)
    assert str(refusal.value) == "No delegate is selected yet."


def test_no_mission_begins_before_its_first_day() -> None:
    by = sent.manager()
    mission = sent.selected(by, "Firm 1")
    with pytest.raises(MissionError):
        missions.start_mission(mission, by=by)
    mission.refresh_from_db()
    assert mission.state == "selected"


def test_a_draft_begun_anew_is_read_by_nobody_else() -> None:
    by = sent.manager()
    mission = sent.opened(by)
    application = sent.applied(mission, "Firm 1")
    own = sent.leader(application)

    def read() -> list[tuple[str, str]]:
        return [(each.state, each.motive) for each in applications_of(mission)]

    assert read() == [("submitted", "Partners")]
    seats.withdraw(application, by=own)
    assert read() == [("withdrawn", "Partners")]
    seats.save_draft(mission, by=own, wishes=seats.Wishes(own, "A secret", "Peptides"))
    assert read() == []
    application.refresh_from_db()
    seats.withdraw(application, by=own)
    assert read() == []
    seats.save_draft(mission, by=own, wishes=seats.Wishes(own, "Clinics", "Peptides"))
    application.refresh_from_db()
    seats.submit(application, by=own)
    assert read() == [("submitted", "Clinics")]
