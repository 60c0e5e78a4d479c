"""An event's outcomes, words and next steps for programs: each for whom its page is."""

from datetime import date

import pytest
from django.test import Client

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.ledger.actions.outcomes_page import publish_outcomes
from madang.site.meetings.actions.steps import add_step
from madang.site.meetings.models import Feedback, Meeting
from tests.conftest import lead_of, take_part
from tests.site.ledger.test_api_ledger import bearer, post, read
from tests.site.meetings.over import met


@pytest.fixture
def past(event: Event, alder: Registration, birch: Registration) -> Meeting:
    (meeting,) = met(event, (alder, birch))
    return meeting


def test_a_program_says_what_came_of_a_meeting_of_its_own(
    event: Event, alder: Registration, past: Meeting
) -> None:
    headers = bearer(lead_of(alder))
    path = f"events/spring/meetings/{past.pk}/word"
    status, shape = post(path, {"verdict": "cooperation", "note": "Ours"}, headers)
    assert (status, shape) == (
        201,
        {"meeting": past.pk, "verdict": "cooperation", "note": "Ours"},
    )
    assert post(path, {"verdict": "informative"}, headers)[1]["note"] == "Ours"
    assert post(path, {"verdict": "splendid"}, headers)[0] == 422
    assert Feedback.objects.get().verdict == "informative"


def test_nobody_says_anything_for_others_or_with_a_token_that_reads(
    event: Event, organiser: Person, alder: Registration, past: Meeting
) -> None:
    path, word = f"events/spring/meetings/{past.pk}/word", {"verdict": "informative"}
    cedar = take_part(event, "Cedar")
    assert post(path, word, bearer(lead_of(cedar)))[0] == 404
    assert post(path, word, bearer(organiser))[0] == 404
    assert post(path, word, bearer(lead_of(alder), scope="read"))[0] == 403
    assert post(path, word)[0] == 401
    assert Feedback.objects.count() == 0


def test_steps_are_read_by_their_own_side_alone(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    past: Meeting,
) -> None:
    step = add_step(by=None, meeting=past, registration=alder, text="Draft", due=date(2027, 6, 2))  # fmt: skip
    own = read("events/spring/steps", bearer(lead_of(alder)))
    assert own["items"] == [
        {"id": step.pk, "meeting": past.pk, "text": "Draft", "due": "2027-06-02", "doer": "us", "state": "open"}
    ]  # fmt: skip
    assert read("events/spring/steps", bearer(lead_of(birch)))["items"] == []
    for headers in (bearer(organiser), None):
        address = "/api/ledger/events/spring/steps"
        assert Client().get(address, headers=headers).status_code == 404


def test_outcomes_are_whole_for_organisers_and_without_small_counts_for_others(
    event: Event, organiser: Person, alder: Registration, past: Meeting
) -> None:
    Event.objects.filter(pk=event.pk).update(is_listed=True)
    Feedback.objects.create(meeting=past, by=alder, verdict="informative")
    whole = read("events/spring/outcomes", bearer(organiser))
    assert (whole["planned"], whole["held"], whole["answers"], whole["sides"]) == (1, 1, 1, 2)  # fmt: skip
    assert whole["verdicts"][2] == {"name": "informative", "count": 1}
    address = "/api/ledger/events/spring/outcomes"
    assert Client().get(address).status_code == 404
    publish_outcomes(event=event, by=organiser)
    shown = Client().get(address).json()
    assert (shown["planned"], shown["held"], shown["answers"]) == (None, None, None)
    assert {each["count"] for each in shown["verdicts"]} == {None}
