import pytest

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_decision
from madang.site.matching.models import Decision, Suggestion
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.actions.rehearsal import agree_until
from madang.site.meetings.models import Meeting, OpenPair
from madang.site.meetings.queries import requests as queries
from madang.site.survey.models import Consent
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    avoid,
    matched,
    well_matched,
)


def propose(event: Event, by: Person) -> tuple[list[Meeting], int]:
    return actions.propose_meetings(
        by=by, event=event, suggestions=Suggestion.objects.filter(run__event=event)
    )


def test_a_proposal_asks_both_sides_and_needs_both(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    (meeting,), passed_over = propose(event, organiser)
    assert passed_over == 0
    assert (meeting.state, meeting.host_said, meeting.guest_said) == ("asked", "", "")
    assert sorted(OutboxMail.objects.values_list("recipient", flat=True)) == [
        "lead@alder-bio.example.org",
        "lead@birch-institute.example.org",
    ]
    actions.accept_meeting(by=lead_of(birch), meeting=meeting, registration=birch)
    meeting.refresh_from_db()
    assert meeting.state == "asked"
    assert list(queries.waiting_for(birch)) == []
    assert list(queries.waiting_for(alder)) == [meeting]
    actions.accept_meeting(by=lead_of(alder), meeting=meeting, registration=alder)
    meeting.refresh_from_db()
    assert meeting.state == "accepted"
    verdict = Decision.objects.get()
    assert (verdict.by, verdict.verdict) == (None, "wanted")


def test_a_proposal_that_one_side_declines_is_over(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    (meeting,), _passed_over = propose(event, organiser)
    actions.decline_meeting(
        by=None, meeting=meeting, registration=alder, reason="no_fit"
    )
    assert Meeting.objects.get().state == "declined"
    assert OutboxMail.objects.filter(subject__contains="declined").count() == 0


def test_open_pairs_and_pairs_kept_apart_are_passed_over(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    propose(event, organiser)
    assert propose(event, organiser) == ([], 1)
    Meeting.objects.all().delete()
    record_decision(
        event=event,
        by_registration=None,
        left=alder,
        right=birch,
        verdict="never",
        by=organiser,
    )
    assert propose(event, organiser) == ([], 1)
    Decision.objects.all().delete()
    avoid(alder, "Birch Institute")
    assert propose(event, organiser) == ([], 1)
    assert Meeting.objects.count() == 0


def test_who_shows_itself_to_the_organiser_alone_is_asked_first(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    """Birch gives no consent: Alder learns of the proposal only by Birch's yes."""
    answer(alder, seeks=VACCINE_NEEDS)
    answer(birch, offers=VACCINE_OFFERS, consent="")
    matched(event)
    (meeting,), _passed_over = propose(event, organiser)
    assert list(OutboxMail.objects.values_list("recipient", flat=True)) == [
        "lead@birch-institute.example.org"
    ]
    assert list(queries.meetings_of(alder)) == []
    assert list(queries.meetings_of(birch)) == [meeting]
    client = sign_in(lead_of(alder))
    page = client.get(f"/lounge/spring/my/requests/{meeting.pk}/")
    assert page.status_code == 404
    assert "Birch" not in client.get("/lounge/spring/my/requests/").content.decode()
    actions.accept_meeting(by=None, meeting=meeting, registration=birch)
    assert list(queries.meetings_of(alder)) == [meeting]
    second = OutboxMail.objects.get(recipient="lead@alder-bio.example.org")
    assert second.subject == "Spring Lounge proposes a meeting with Birch Institute"
    assert "heat-stable" not in second.body


def test_a_refusal_of_the_hidden_side_is_never_shown(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    answer(alder, seeks=VACCINE_NEEDS)
    answer(birch, offers=VACCINE_OFFERS, consent="")
    matched(event)
    (meeting,), _passed_over = propose(event, organiser)
    actions.decline_meeting(
        by=None, meeting=meeting, registration=birch, reason="no_fit"
    )
    assert list(queries.meetings_of(alder)) == []
    assert OutboxMail.objects.filter(recipient__contains="alder").count() == 0


def test_two_who_hide_are_passed_over(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    Consent.objects.all().delete()
    assert propose(event, organiser) == ([], 1)
    assert OutboxMail.objects.count() == 0


def test_the_organiser_answers_for_somebody_who_telephoned(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    meeting = actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    client = sign_in(organiser)
    address = f"/lounge/spring/requests/{meeting.pk}/answer/{birch.pk}/"
    missing = client.post(address, {f"side{birch.pk}-says": "no"})
    assert missing.status_code == 422
    assert "Write who said so, and how." in missing.content.decode()
    done = client.post(
        address,
        {f"side{birch.pk}-says": "yes", f"side{birch.pk}-remark": "Ms Berg, telephone"},
    )
    assert done["Location"] == f"/lounge/spring/requests/{meeting.pk}/"
    meeting.refresh_from_db()
    assert meeting.state == "accepted"
    line = LogEntry.objects.get(verb="accept meeting")
    assert (line.actor_label, line.detail) == (
        "Jisoo Han",
        "for Birch Institute: Ms Berg, telephone",
    )


def test_a_rehearsal_agrees_on_as_many_as_wanted_without_mail(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    for name in ("Cedar", "Fir", "Hazel", "Juniper"):
        answer(take_part(event, name), seeks=VACCINE_NEEDS, offers=VACCINE_OFFERS)
    matched(event)
    agreed = agree_until(event, wanted=4, acceptance=1.0, seed=3)
    assert len(agreed) == 4
    assert Meeting.objects.filter(state="accepted").count() == 4
    assert OpenPair.objects.count() == 4
    assert OutboxMail.objects.count() == 0
    assert LogEntry.objects.filter(verb="accept meeting").count() == 4
    assert all(each.host_said == each.guest_said == "yes" for each in agreed)


def test_the_same_seed_rehearses_the_same_round(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    for name in ("Cedar", "Fir", "Hazel"):
        answer(take_part(event, name), seeks=VACCINE_NEEDS, offers=VACCINE_OFFERS)
    matched(event)

    def round_of(seed: int) -> list[tuple[int, int, str]]:
        agree_until(event, wanted=50, acceptance=0.5, seed=seed)
        rows = list(
            Meeting.objects.order_by("id").values_list("host", "guest", "state")
        )
        Meeting.objects.all().delete()
        return rows

    first = round_of(5)
    assert round_of(5) == first
    assert len(first) == Suggestion.objects.count()


@pytest.mark.parametrize("acceptance", [0.0, 1.0])
def test_a_rehearsal_keeps_to_the_acceptance(
    event: Event, alder: Registration, birch: Registration, acceptance: float
) -> None:
    well_matched(alder, birch)
    agree_until(event, wanted=10, acceptance=acceptance, seed=1)
    state = Meeting.objects.get().state
    assert state == ("accepted" if acceptance else "declined")
