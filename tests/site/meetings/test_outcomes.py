"""What came of one's own meetings on one page, and next steps: entered, done, undone, brought to mind."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import Reply
from madang.site.meetings.actions.feedback import give_feedback
from madang.site.meetings.actions.steps import (
    StepError,
    add_step,
    remind_of_steps,
    set_step_state,
)
from madang.site.meetings.models import Feedback, FeedbackWord, Meeting, NextStep
from madang.site.meetings.queries.steps import StepCounts, counts_of, steps_of
from tests.conftest import lead_of, sign_in, take_part
from tests.site.meetings.over import met
from tests.site.meetings.published import agree
from tests.site.meetings.test_agenda_pages import words

PAGE = "/lounge/spring/my/outcomes/"
STEPS = "/lounge/spring/my/steps/"


@pytest.fixture
def past(event: Event, alder: Registration, birch: Registration) -> Meeting:
    (meeting,) = met(event, (alder, birch))
    return meeting


def step_of(meeting: Meeting, side: Registration, **facts: Any) -> NextStep:
    """Enter a step that the side's lead sees to."""
    values = {"text": "Send the draft", "due": date(2027, 6, 2)} | facts
    return add_step(by=lead_of(side), meeting=meeting, registration=side, **values)


def test_one_page_has_a_row_with_four_buttons_for_each_meeting_that_is_over(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar, dolmen = take_part(event, "Cedar"), take_part(event, "Dolmen")
    met(event, (alder, birch), (cedar, alder))
    agree(alder, dolmen)
    page = sign_in(lead_of(alder)).get(PAGE).content.decode()
    assert page.count("<fieldset") == 2
    assert page.count('type="radio"') == 8
    assert "Birch Institute</legend>" in page
    assert "Cedar</legend>" in page
    assert "Dolmen</legend>" not in page
    assert "2 meetings wait for your answer." in page
    assert "The other side never sees your answer." in page
    assert "The organisers read counts alone." in page


def test_the_form_saves_all_rows_at_once_without_script(
    event: Event, alder: Registration, birch: Registration
) -> None:
    first, second = met(event, (alder, birch), (take_part(event, "Cedar"), alder))
    client = sign_in(lead_of(alder))
    sent = {f"meeting-{first.pk}": "cooperation", f"meeting-{second.pk}": "not_held"}
    response = client.post(PAGE, sent)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert set(Feedback.objects.values_list("meeting", "by", "verdict")) == {
        (first.pk, alder.pk, "cooperation"),
        (second.pk, alder.pk, "not_held"),
    }
    assert "2 answers saved." in words(client, PAGE)
    client.post(PAGE, sent)
    assert FeedbackWord.objects.count() == 2


def test_a_script_saves_one_row_and_gets_one_word(
    event: Event, alder: Registration, past: Meeting
) -> None:
    client = sign_in(lead_of(alder))
    answer = client.post(
        PAGE,
        {f"meeting-{past.pk}": "informative"},
        headers={"X-Requested-With": "fetch"},
    )
    assert (answer.status_code, answer.content) == (200, b"Saved.")
    refused = client.post(
        PAGE, {f"meeting-{past.pk}": "splendid"}, headers={"X-Requested-With": "fetch"}
    )
    assert (refused.status_code, refused.content.decode()) == (
        409,
        "Choose one of the four answers.",
    )
    assert Feedback.objects.get().verdict == "informative"


def test_rows_of_others_are_passed_over(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    cedar = take_part(event, "Cedar")
    client = sign_in(lead_of(cedar))
    client.post(PAGE, {f"meeting-{past.pk}": "informative", "meeting-x": "informative"})
    assert Feedback.objects.count() == 0
    Person.objects.filter(pk=lead_of(alder).pk).update(is_lead=False)
    alder.delegates.update(person=None)
    colleague = Person.objects.get(name="Lead of Alder Bio")
    assert sign_in(colleague).get(PAGE).status_code == 403


def test_a_note_survives_a_tap_and_no_other_side_reads_it(
    event: Event, organiser: Person, alder: Registration, birch: Registration, past: Meeting
) -> None:  # fmt: skip
    give_feedback(by=None, meeting=past, registration=alder, verdict="informative", note="Keep the price secret")  # fmt: skip
    sign_in(lead_of(alder)).post(PAGE, {f"meeting-{past.pk}": "cooperation"})
    assert Feedback.objects.get().note == "Keep the price secret"
    step_of(past, alder, text="Ask our lawyers")
    for client, addresses in (
        (sign_in(lead_of(birch)), [PAGE, STEPS, f"/lounge/spring/my/feedback/{past.pk}/"]),
        (sign_in(organiser), ["/lounge/spring/feedback/", "/lounge/spring/outcomes/", f"/lounge/spring/requests/{past.pk}/"]),
    ):  # fmt: skip
        for address in addresses:
            page = client.get(address)
            assert page.status_code == 200, address
            assert b"Keep the price secret" not in page.content
            assert b"Ask our lawyers" not in page.content
    birch_page = sign_in(lead_of(birch)).get(PAGE).content.decode()
    assert " checked" not in birch_page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_meeting_and_for_three(
    count: int,
    event: Event,
    alder: Registration,
    birch: Registration,
    django_assert_num_queries: Any,
) -> None:
    others = [birch, take_part(event, "Cedar"), take_part(event, "Dolmen")]
    for meeting in met(event, *[(alder, each) for each in others[:count]]):
        give_feedback(
            by=None, meeting=meeting, registration=alder, verdict="informative"
        )
        step_of(meeting, alder)
    client = sign_in(lead_of(alder))
    with django_assert_num_queries(17):
        client.get(PAGE)
    with django_assert_num_queries(13):
        client.get(STEPS)


def test_a_step_is_noted_after_a_meeting_and_listed(
    event: Event, alder: Registration, past: Meeting
) -> None:
    client = sign_in(lead_of(alder))
    address = f"/lounge/spring/my/feedback/{past.pk}/step/"
    assert client.get(address).status_code == 200
    response = client.post(
        address, {"text": "Send the draft", "due": "2027-06-02", "doer": "both"}
    )
    assert (response.status_code, response["Location"]) == (302, STEPS)
    step = NextStep.objects.get()
    assert (step.by, step.doer, step.state, step.person) == (
        alder,
        "both",
        "open",
        lead_of(alder),
    )
    page = words(client, STEPS)
    assert "Send the draft" in page
    assert "Both together" in page


def test_a_step_is_done_and_undone_by_one_tap(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    step = step_of(past, alder)
    client = sign_in(lead_of(alder))
    for state in ("done", "open", "dropped", "open"):
        assert client.post(f"{STEPS}{step.pk}/{state}/").status_code == 302
        step.refresh_from_db()
        assert step.state == state
    assert client.post(f"{STEPS}{step.pk}/forgotten/").status_code == 404
    assert sign_in(lead_of(birch)).post(f"{STEPS}{step.pk}/done/").status_code == 404
    step.refresh_from_db()
    assert step.state == "open"


def test_steps_are_counted_by_where_they_stand(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    today = date(2027, 6, 2)
    for day, state in ((1, "open"), (2, "open"), (3, "open"), (1, "done"), (1, "dropped")):  # fmt: skip
        step = step_of(past, alder, due=date(2027, 6, day))
        set_step_state(step=step, state=state, by=None)
    step_of(past, birch)
    assert counts_of(steps_of(alder), today) == StepCounts(
        late=1, ahead=2, done=1, dropped=1
    )


def test_a_step_is_refused_before_the_meeting_for_strangers_and_for_a_person_of_others(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    cedar = take_part(event, "Cedar")
    with pytest.raises(StepError, match=r"^This meeting is not over yet\.$"):
        step_of(agree(alder, cedar), alder)
    with pytest.raises(StepError, match=r"^Only the two sides note what is done next"):
        step_of(past, cedar)
    with pytest.raises(StepError, match=r"^Choose somebody of your own organisation"):
        step_of(past, alder, person=lead_of(birch))
    assert NextStep.objects.count() == 0


def test_whoever_sees_to_a_step_gets_one_mail_the_day_before_in_the_events_zone(
    event: Event, alder: Registration, past: Meeting
) -> None:
    step_of(past, alder, due=date(2027, 6, 2))
    step_of(past, alder, text="Later", due=date(2027, 6, 3))
    done = step_of(past, alder, text="Done", due=date(2027, 6, 2))
    set_step_state(step=done, state="done", by=None)
    # 1 June begins in Seoul at 15:00 of 31 May in UTC.
    before = datetime(2027, 5, 31, 14, 59, tzinfo=UTC)
    assert remind_of_steps(now=before) == 0
    assert remind_of_steps(now=before + timedelta(minutes=1)) == 1
    assert remind_of_steps(now=before + timedelta(hours=9)) == 0
    mail = OutboxMail.objects.get(key__startswith="step-")
    assert (mail.recipient, mail.subject) == (
        "lead@alder-bio.example.org",
        "Tomorrow: Send the draft",
    )
    assert "Birch Institute" in mail.body


def test_nobody_who_left_the_organisation_is_reminded(
    event: Event, alder: Registration, past: Meeting
) -> None:
    step_of(past, alder, due=date(2027, 6, 2))
    Person.objects.filter(pk=lead_of(alder).pk).update(organisation=None)
    assert remind_of_steps(now=datetime(2027, 6, 1, 3, tzinfo=UTC)) == 0


def test_the_matching_keeps_what_a_side_thinks_beside_its_answer(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    earlier = timezone.now() - timedelta(days=3)
    for by, to in ((alder, birch), (birch, alder)):
        Reply.objects.create(event=event, by=by, to=to, said="yes", said_at=earlier)
    give_feedback(by=None, meeting=past, registration=alder, verdict="no_interest")
    assert list(Reply.objects.order_by("by").values_list("by", "said", "after")) == [
        (alder.pk, "yes", "no_interest"),
        (birch.pk, "yes", ""),
    ]
    assert Reply.objects.get(by=alder).said_at > earlier
    give_feedback(by=None, meeting=past, registration=alder, verdict="not_held")
    assert Reply.objects.get(by=alder).after == ""
