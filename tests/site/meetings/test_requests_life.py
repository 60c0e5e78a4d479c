from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.models import Deadline, Event, Registration
from madang.site.matching.models import Decision, Suggestion
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.models import Meeting, MeetingDelegate, OpenPair
from madang.site.meetings.queries import requests as queries
from madang.site.meetings.rules.requests import RequestError
from tests.conftest import lead_of, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    avoid,
    matched,
    well_matched,
)

CANNOT = "This organisation cannot be asked for a meeting here."


def ask(host: Registration, guest: Registration, message: str = "") -> Meeting:
    return actions.ask_meeting(
        by=lead_of(host), event=host.event, host=host, guest=guest, message=message
    )


def verbs(event: Event) -> list[str]:
    rows = LogEntry.objects.filter(
        event_id=event.pk, target_type="meetings.meeting"
    ).order_by("id")
    return list(rows.values_list("verb", flat=True))


def test_a_request_waits_for_the_other_side_and_is_agreed_by_its_yes(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    score = Suggestion.objects.get().score
    meeting = ask(alder, birch, "We would like to talk.")
    assert (meeting.state, meeting.host_said, meeting.guest_said) == (
        "asked",
        "yes",
        "",
    )
    assert meeting.weight == 10 + round(50 * score / 1000)
    assert list(queries.waiting_for(birch)) == [meeting]
    assert list(queries.waiting_for(alder)) == []
    version = event.version
    actions.accept_meeting(by=lead_of(birch), meeting=meeting, registration=birch)
    meeting.refresh_from_db()
    event.refresh_from_db()
    assert (meeting.state, meeting.guest_said) == ("accepted", "yes")
    assert event.version == version + 1
    assert verbs(event) == ["ask for meeting", "accept meeting"]
    decision = Decision.objects.get(verdict="wanted")
    assert (decision.by, decision.left, decision.right) == (alder, alder, birch)


def test_a_no_has_a_reason_and_ends_the_request(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    by = lead_of(birch)
    with pytest.raises(RequestError) as refusal:
        actions.decline_meeting(
            by=by, meeting=meeting, registration=birch, reason="whatever"
        )
    assert str(refusal.value) == "A no needs its reason: choose one."
    actions.decline_meeting(
        by=by, meeting=meeting, registration=birch, reason="later", note="In May."
    )
    meeting.refresh_from_db()
    assert (meeting.state, meeting.decline_reason, meeting.decline_note) == (
        "declined",
        "later",
        "In May.",
    )
    assert OpenPair.objects.count() == 0
    assert event.version == Event.objects.get().version


def test_who_was_declined_cannot_ask_again_but_can_be_asked(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    actions.decline_meeting(
        by=None, meeting=meeting, registration=birch, reason="no_time"
    )
    Meeting.objects.update(answered_at=datetime(2027, 1, 5, 3, 0, tzinfo=UTC))
    with pytest.raises(RequestError) as refusal:
        ask(alder, birch)
    assert str(refusal.value) == (
        "They declined on 5 January, 12:00. They can still ask you."
    )
    assert ask(birch, alder).state == "asked"


def test_two_who_ask_each_other_have_agreed(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    first = ask(alder, birch)
    second = ask(birch, alder)
    assert second.pk == first.pk
    assert second.state == "accepted"
    assert Meeting.objects.count() == 1


def test_the_database_refuses_a_second_open_meeting_of_a_pair(
    event: Event, alder: Registration, birch: Registration
) -> None:
    actions.open_request(by=None, host=alder, guest=birch)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.open_request(by=None, host=birch, guest=alder)
    assert Meeting.objects.count() == 1


def test_an_opposite_request_of_the_same_moment_counts_as_a_yes(
    event: Event,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Birch's request comes in after Alder's was looked for and before it was written."""
    well_matched(alder, birch)
    free = actions._check_free

    def meanwhile(host: Registration, guest: Registration) -> None:
        free(host, guest)
        monkeypatch.setattr(actions, "_check_free", free)
        actions.open_request(by=None, host=birch, guest=alder)

    monkeypatch.setattr(actions, "_check_free", meanwhile)
    meeting = ask(alder, birch)
    assert (meeting.host, meeting.state) == (birch, "accepted")


def test_asking_twice_is_refused_with_the_time_of_the_first(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    Meeting.objects.update(asked_at=datetime(2027, 1, 5, 3, 0, tzinfo=UTC))
    with pytest.raises(RequestError) as refusal:
        ask(alder, birch)
    assert str(refusal.value) == (
        "You asked them on 5 January, 12:00, and they have not answered yet."
    )
    actions.accept_meeting(by=None, meeting=meeting, registration=birch)
    with pytest.raises(RequestError) as refusal:
        ask(alder, birch)
    assert str(refusal.value) == "You and they have agreed on a meeting already."


def test_whoever_avoids_is_refused_in_the_words_of_whoever_does_not_show_itself(
    event: Event, alder: Registration, birch: Registration
) -> None:
    answer(alder, seeks=VACCINE_NEEDS)
    answer(birch, offers=VACCINE_OFFERS)
    hidden = take_part(event, "Cedar")
    answer(hidden, offers=VACCINE_OFFERS, consent="")
    gone = take_part(event, "Fir")
    answer(gone, offers=VACCINE_OFFERS, consent="participants")
    gone.state = "withdrawn"
    gone.save()
    avoiding = take_part(event, "Hazel")
    answer(avoiding, offers=VACCINE_OFFERS, consent="participants")
    avoid(avoiding, "Alder Bio")
    avoided = take_part(event, "Juniper")
    answer(avoided, offers=VACCINE_OFFERS, consent="participants")
    avoid(alder, "Juniper")
    unsuggested = take_part(event, "Larch")
    answer(unsuggested, consent="matched")
    matched(event)
    refusals = []
    for guest in (hidden, gone, avoiding, avoided, unsuggested):
        with pytest.raises(RequestError) as refusal:
            ask(alder, guest)
        refusals.append(str(refusal.value))
    assert refusals == [CANNOT] * 5
    for host in (avoiding, avoided):
        with pytest.raises(RequestError) as refusal:
            ask(host, alder)
        assert str(refusal.value) == CANNOT
    assert Meeting.objects.count() == 0
    assert OutboxMail.objects.count() == 0
    assert ask(alder, birch).state == "asked"


def test_after_the_deadline_nobody_asks(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Deadline.objects.create(
        event=event, kind="requests", due_at=datetime(2026, 1, 9, 9, 0, tzinfo=UTC)
    )
    with pytest.raises(RequestError) as refusal:
        ask(alder, birch)
    assert str(refusal.value) == "Meetings could be asked for until 9 January, 18:00."


def test_a_closed_event_takes_no_requests(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    event.state = "closed"
    event.save()
    with pytest.raises(RequestError) as refusal:
        actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    assert str(refusal.value) == "This event is closed."


def test_a_message_is_at_most_400_characters_long(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    with pytest.raises(RequestError) as refusal:
        ask(alder, birch, "x" * 401)
    assert str(refusal.value) == "The text has 401 characters; at most 400 fit."
    assert ask(alder, birch, "x" * 400).message == "x" * 400


def test_an_organisation_has_at_most_40_open_requests(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Meeting.objects.bulk_create(
        Meeting(event=event, host=alder, guest=birch, host_said="yes")
        for _number in range(40)
    )
    with pytest.raises(RequestError) as refusal:
        ask(alder, birch)
    assert str(refusal.value) == (
        "40 requests of yours wait for an answer; an organisation may have no more at a time."
    )
    Meeting.objects.first().delete()  # type: ignore[union-attr]
    assert ask(alder, birch).state == "asked"


def test_a_request_expires_after_seven_days_or_with_the_deadline_of_answers(
    event: Event, alder: Registration, birch: Registration
) -> None:
    now = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    assert queries.expiry(event, now=now) == datetime(2027, 1, 8, 9, 0, tzinfo=UTC)
    Deadline.objects.create(
        event=event, kind="answers", due_at=datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    )
    assert queries.expiry(event, now=now) == datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def test_what_nobody_answered_expires_once(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    assert actions.expire_unanswered() == 0
    later = timezone.now() + timedelta(days=8)
    assert actions.expire_unanswered(now=later) == 1
    assert actions.expire_unanswered(now=later) == 0
    meeting.refresh_from_db()
    assert meeting.state == "expired"
    assert OpenPair.objects.count() == 0
    last = LogEntry.objects.filter(verb="expire meeting").get()
    assert (last.actor_label, last.target_label) == (
        "system",
        "Alder Bio – Birch Institute",
    )
    assert list(
        OutboxMail.objects.filter(subject="No answer from Birch Institute").values_list(
            "recipient", flat=True
        )
    ) == ["lead@alder-bio.example.org"]


def test_a_late_answer_is_refused(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    Meeting.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(RequestError) as refusal:
        actions.accept_meeting(by=None, meeting=meeting, registration=birch)
    assert str(refusal.value) == "The time to answer this request is over."


def test_only_who_is_asked_can_answer_and_only_once(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    cedar = take_part(event, "Cedar")
    meeting = ask(alder, birch)
    with pytest.raises(RequestError) as refusal:
        actions.accept_meeting(by=None, meeting=meeting, registration=cedar)
    assert str(refusal.value) == "Only the two sides can answer a request."
    with pytest.raises(RequestError):
        actions.accept_meeting(by=None, meeting=meeting, registration=alder)
    actions.accept_meeting(by=None, meeting=meeting, registration=birch)
    with pytest.raises(RequestError) as refusal:
        actions.decline_meeting(
            by=None, meeting=meeting, registration=birch, reason="later"
        )
    assert str(refusal.value) == (
        "This request waits for no answer of yours: it is accepted."
    )


def test_who_asked_can_withdraw_until_the_answer(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    with pytest.raises(RequestError):
        actions.withdraw_meeting(by=None, meeting=meeting, registration=birch)
    actions.withdraw_meeting(by=None, meeting=meeting, registration=alder)
    meeting.refresh_from_db()
    assert meeting.state == "withdrawn"
    with pytest.raises(RequestError) as refusal:
        actions.withdraw_meeting(by=None, meeting=meeting, registration=alder)
    assert str(refusal.value) == ("This request cannot be withdrawn: it is withdrawn.")
    assert ask(alder, birch).pk != meeting.pk


def test_an_agreed_meeting_is_cancelled_by_a_side_or_the_organiser(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    with pytest.raises(RequestError) as refusal:
        actions.cancel_meeting(by=None, meeting=meeting, registration=alder)
    assert str(refusal.value) == (
        "Only an agreed meeting can be cancelled; this one is asked."
    )
    actions.accept_meeting(by=None, meeting=meeting, registration=birch)
    version = Event.objects.get().version
    freed: list[Meeting] = []
    actions.after_cancelling.append(lambda each, _by: freed.append(each))
    try:
        actions.cancel_meeting(by=organiser, meeting=meeting, note="The hall is shut.")
    finally:
        actions.after_cancelling.pop()
    assert freed == [meeting]
    assert Event.objects.get().version == version + 1
    assert OpenPair.objects.count() == 0
    assert sorted(
        OutboxMail.objects.filter(subject__startswith="Cancelled").values_list(
            "recipient", "subject"
        )
    ) == [
        ("lead@alder-bio.example.org", "Cancelled: the meeting with Birch Institute"),
        ("lead@birch-institute.example.org", "Cancelled: the meeting with Alder Bio"),
    ]


def test_delegates_are_named_by_their_own_side_alone(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    foreign = birch.delegates.first()
    own = alder.delegates.first()
    assert foreign is not None
    assert own is not None
    with pytest.raises(RequestError) as refusal:
        actions.ask_meeting(
            by=None, event=event, host=alder, guest=birch, delegates=[foreign]
        )
    assert str(refusal.value) == (
        "Only delegates of your own organisation can be named."
    )
    assert Meeting.objects.count() == 0
    meeting = actions.ask_meeting(
        by=None, event=event, host=alder, guest=birch, delegates=[own]
    )
    assert queries.named_for(meeting, alder) == [own]
    actions.change_delegates(by=None, meeting=meeting, registration=alder, delegates=[])
    assert MeetingDelegate.objects.count() == 0


def test_a_must_is_marked_once_and_changes_the_plan_when_agreed(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    meeting = ask(alder, birch)
    actions.accept_meeting(by=None, meeting=meeting, registration=birch)
    version = Event.objects.get().version
    actions.mark_must(by=organiser, meeting=meeting, is_must=True)
    actions.mark_must(by=organiser, meeting=meeting, is_must=True)
    assert Event.objects.get().version == version + 1
    assert Meeting.objects.get().is_must is True
    assert verbs(event)[-1] == "mark as must"
