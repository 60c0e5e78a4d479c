"""What came of a meeting: two taps after it, never before, and a summary for the organisers."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration, Slot
from madang.site.matching.models import Decision
from madang.site.matching.queries.suggestions import filtered, suggestions_of
from madang.site.meetings.actions.feedback import give_feedback
from madang.site.meetings.models import Feedback, FeedbackWord, Meeting
from madang.site.meetings.rules.feedback import FeedbackError
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import well_matched
from tests.site.meetings.published import agree, publish
from tests.site.meetings.test_agenda_pages import words


@pytest.fixture
def past(event: Event, alder: Registration, birch: Registration) -> Meeting:
    """A meeting of Alder Bio and Birch Institute that was yesterday."""
    meeting = agree(alder, birch)
    yesterday = timezone.now().replace(microsecond=0) - timedelta(days=1)
    slot_id = publish(event, (meeting, 1, "E1")).placements.get().slot_id
    Slot.objects.filter(pk=slot_id).update(
        starts_at=yesterday, ends_at=yesterday + timedelta(minutes=25)
    )
    return meeting


def test_a_side_says_what_came_of_it_in_two_taps(
    event: Event, alder: Registration, past: Meeting
) -> None:
    client = sign_in(lead_of(alder))
    address = f"/lounge/spring/my/feedback/{past.pk}/"
    assert "Did not take place No interest Informative Cooperation possible" in words(
        client, address
    )
    response = client.post(address, {"verdict": "cooperation"})
    assert (response.status_code, response["Location"]) == (
        302,
        "/lounge/spring/my/outcomes/",
    )
    said = Feedback.objects.get()
    assert (said.by, said.verdict, said.note) == (alder, "cooperation", "")
    line = LogEntry.objects.get(verb="give feedback")
    assert (line.actor_label, line.detail) == (
        "Lead of Alder Bio",
        "Alder Bio",
    )


def test_saying_it_again_replaces_it(
    event: Event, alder: Registration, past: Meeting
) -> None:
    client = sign_in(lead_of(alder))
    for verdict in ("informative", "no_interest"):
        client.post(
            f"/lounge/spring/my/feedback/{past.pk}/",
            {"verdict": verdict, "note": "A note"},
        )
    assert list(Feedback.objects.values_list("verdict", "note")) == [
        ("no_interest", "A note")
    ]


def test_each_side_says_its_own_and_reads_nothing_of_the_other(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    give_feedback(
        by=lead_of(alder),
        meeting=past,
        registration=alder,
        verdict="no_interest",
        note="Not for us at all",
    )
    client = sign_in(lead_of(birch))
    for address in (
        f"/lounge/spring/my/feedback/{past.pk}/",
        "/lounge/spring/my/agenda/",
    ):
        assert "Not for us at all" not in words(client, address)
    client.post(f"/lounge/spring/my/feedback/{past.pk}/", {"verdict": "cooperation"})
    assert Feedback.objects.count() == 2


def test_nothing_is_said_before_the_meeting_is_over(
    event: Event, alder: Registration, birch: Registration
) -> None:
    meeting = agree(alder, birch)
    plan = publish(event, (meeting, 1, "E1"))
    client = sign_in(lead_of(alder))
    assert client.get(f"/lounge/spring/my/feedback/{meeting.pk}/").status_code == 403
    assert (
        client.post(
            f"/lounge/spring/my/feedback/{meeting.pk}/", {"verdict": "informative"}
        ).status_code
        == 403
    )
    end: datetime = plan.placements.get().slot.ends_at
    with pytest.raises(FeedbackError, match=r"^This meeting is not over yet\.$"):
        give_feedback(
            by=None,
            meeting=meeting,
            registration=alder,
            verdict="informative",
            now=end - timedelta(seconds=1),
        )
    give_feedback(
        by=None, meeting=meeting, registration=alder, verdict="informative", now=end
    )
    assert Feedback.objects.count() == 1


def test_nobody_says_anything_of_meetings_of_others(
    event: Event, past: Meeting
) -> None:
    cedar = take_part(event, "Cedar")
    assert (
        sign_in(lead_of(cedar))
        .get(f"/lounge/spring/my/feedback/{past.pk}/")
        .status_code
        == 404
    )
    with pytest.raises(
        FeedbackError, match=r"^Only the two sides say what came of a meeting\.$"
    ):
        give_feedback(by=None, meeting=past, registration=cedar, verdict="informative")


def test_no_verdict_or_an_unknown_one_is_refused(
    event: Event, alder: Registration, past: Meeting
) -> None:
    client = sign_in(lead_of(alder))
    for data in ({}, {"verdict": "wonderful"}):
        response = client.post(f"/lounge/spring/my/feedback/{past.pk}/", data)
        assert response.status_code == 200
        assert "Something is missing or does not fit." in response.content.decode()
    assert Feedback.objects.count() == 0


def test_the_summary_counts_and_its_tab_appears_with_the_first_answer(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    past: Meeting,
) -> None:
    client = sign_in(organiser)
    assert "Feedback" not in words(client, "/lounge/spring/agendas/")
    client.post("/lounge/spring/feedback/", {"is_told": "yes"})
    give_feedback(
        by=None,
        meeting=past,
        registration=alder,
        verdict="cooperation",
        note="They send a draft",
    )
    give_feedback(by=None, meeting=past, registration=birch, verdict="informative")
    assert "Feedback" in words(client, "/lounge/spring/agendas/")
    page = words(client, "/lounge/spring/feedback/")
    assert (
        "Did not take place 0 0% No interest 0 0% Informative 1 50% Cooperation possible 1 50%"
        in page
    )
    assert "They send a draft" not in page
    assert "Alder Bio: Cooperation possible" in page
    assert "Alder Bio: Cooperation possible" not in words(
        client, "/lounge/spring/feedback/?verdict=informative"
    )


def test_organisers_read_counts_alone_unless_whoever_answered_was_told_otherwise(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    past: Meeting,
) -> None:
    client, address = sign_in(organiser), "/lounge/spring/feedback/"
    give_feedback(by=None, meeting=past, registration=alder, verdict="no_interest")
    client.post(address, {"is_told": "yes"})
    give_feedback(by=None, meeting=past, registration=birch, verdict="informative")
    page = words(client, address)
    assert "Alder Bio: No interest" not in page
    assert "Birch Institute: Informative" in page
    assert "No interest 1 50%" in page
    own = words(sign_in(lead_of(birch)), f"/lounge/spring/my/feedback/{past.pk}/")
    assert "The organisers of this event read it with your name." in own
    client.post(address, {"is_told": "no"})
    give_feedback(by=None, meeting=past, registration=birch, verdict="cooperation")
    assert "Birch Institute: Cooperation possible" not in words(client, address)


def test_a_word_is_kept_and_can_be_changed_for_thirty_days(
    event: Event, alder: Registration, past: Meeting
) -> None:
    now = timezone.now()
    for verdict, day in (("informative", 0), ("cooperation", 29)):
        give_feedback(
            by=lead_of(alder),
            meeting=past,
            registration=alder,
            verdict=verdict,
            note="Ours alone",
            now=now + timedelta(days=day),
        )
    assert [
        (each.verdict, str(each.person)) for each in FeedbackWord.objects.all()
    ] == [
        ("cooperation", "Lead of Alder Bio"),
        ("informative", "Lead of Alder Bio"),
    ]
    with pytest.raises(
        FeedbackError,
        match=r"^This was said more than 30 days ago and can no longer be changed\.$",
    ):
        give_feedback(
            by=None,
            meeting=past,
            registration=alder,
            verdict="no_interest",
            now=now + timedelta(days=30),
        )
    give_feedback(
        by=None,
        meeting=past,
        registration=alder,
        verdict="cooperation",
        note="The note is never closed",
        now=now + timedelta(days=90),
    )
    assert list(Feedback.objects.values_list("verdict", "note")) == [
        ("cooperation", "The note is never closed")
    ]


def test_the_summary_costs_the_same_for_one_answer_and_for_three(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    past: Meeting,
    django_assert_num_queries,
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(organiser)
    Feedback.objects.create(meeting=past, by=alder, verdict="informative", is_told=True)
    with django_assert_num_queries(17):
        client.get("/lounge/spring/feedback/")
    Feedback.objects.create(meeting=past, by=birch, verdict="informative", is_told=True)
    Feedback.objects.create(
        meeting=agree(alder, take_part(event, "Cedar")),
        by=alder,
        verdict="informative",
        is_told=True,
    )
    with django_assert_num_queries(17):
        client.get("/lounge/spring/feedback/")


def test_a_meeting_that_took_place_is_kept_for_the_matching(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    give_feedback(by=None, meeting=past, registration=alder, verdict="not_held")
    assert Decision.objects.filter(verdict="held").count() == 0
    give_feedback(by=None, meeting=past, registration=birch, verdict="informative")
    kept = Decision.objects.get(verdict="held")
    assert (kept.event, kept.by, {kept.left, kept.right}) == (
        event,
        None,
        {alder, birch},
    )


def test_the_organiser_sees_which_pairs_have_met(
    event: Event, alder: Registration, birch: Registration, past: Meeting
) -> None:
    well_matched(alder, birch)
    assert [row.is_met for row in suggestions_of(event)] == [False]
    give_feedback(by=None, meeting=past, registration=birch, verdict="informative")
    assert [row.is_met for row in suggestions_of(event)] == [True]
    assert filtered(suggestions_of(event), state="met").count() == 1
    assert filtered(suggestions_of(event), state="none").count() == 0
