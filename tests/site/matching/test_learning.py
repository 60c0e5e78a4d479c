"""Answers reach the matching, an event is learned from enough of them, and whoever goes is as if never there."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from madang.engine.match.learning import Said
from madang.site.core import jobs
from madang.site.core.clock import tick
from madang.site.core.jobs import run_job
from madang.site.core.models import Job, LogEntry
from madang.site.events.actions.registrations import withdraw_registration
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.answers import (
    forget_answers,
    record_answer,
    switch_learning,
)
from madang.site.matching.actions.learning import learn, learn_what_waits
from madang.site.matching.actions.outcomes import record_aftermath
from madang.site.matching.bridge import learning as bridge
from madang.site.matching.bridge.scored import Score, score_in_use
from madang.site.matching.models import Learning, Reply
from madang.site.matching.queries.learning import counts_of, in_use, is_outdated
from madang.site.meetings.actions import requests as meetings
from madang.site.meetings.models import Meeting
from tests.conftest import take_part
from tests.site.matching.answered import answer, well_matched

Pairs = list[tuple[int, int]]
WEIGHTS = {"fits": 1.0, "near": 0.5, "far": -0.5}


def fits(by: int, to: int) -> bool:
    """Whether a made-up pair fits: the fact that the answers of `crowd` follow."""
    return (by * 7 + to * 3) % 5 < 2


def features(event: Event, pairs: Pairs) -> list[list[float]]:
    return [[float(fits(*each)), each[0] % 3 / 2, each[1] % 4 / 3] for each in pairs]


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch) -> Score:
    """A score of three features in place of the shipped one."""
    made = Score(
        version=7,
        features=tuple(WEIGHTS),
        weights=WEIGHTS,
        intercept=-1.0,
        against=frozenset({"far"}),
        pair_features=features,
    )
    monkeypatch.setattr(bridge, "score_in_use", lambda: made)
    return made


@pytest.fixture
def crowd(event: Event) -> list[Registration]:
    """Twelve organisations that said to each other what fits and what does not."""
    sides = [take_part(event, f"Firm {number}") for number in range(12)]
    say(sides)
    return sides


def say(sides: list[Registration], *, turned: bool = False) -> None:
    """Let each side answer every other: yes to what fits, or, with `turned`, to what does not."""
    start = timezone.now() - timedelta(hours=2)
    Reply.objects.bulk_create(
        Reply(
            event=by.event,
            by=by,
            to=to,
            said="yes" if fits(by.pk, to.pk) != turned else "no_fit",
            rank_shown=1 + number % 7,
            said_at=start + timedelta(seconds=number),
        )
        for number, (by, to) in enumerate(
            (by, to) for step in range(1, 12) for by, to in _turns(sides, step)
        )
    )


def _turns(
    sides: list[Registration], step: int
) -> list[tuple[Registration, Registration]]:
    return [(by, sides[(at + step) % len(sides)]) for at, by in enumerate(sides)]


@pytest.fixture
def asked(event: Event, alder: Registration, birch: Registration) -> Meeting:
    well_matched(alder, birch)
    return meetings.ask_meeting(by=None, event=event, host=alder, guest=birch)


def said() -> list[tuple[str, str, str, int | None]]:
    return [
        (str(each.by), str(each.to), each.said, each.rank_shown)
        for each in Reply.objects.all()
    ]


def test_a_request_that_waits_is_no_answer(asked: Meeting) -> None:
    assert said() == []


def test_a_yes_is_kept_with_the_place_at_which_the_other_was_shown(
    asked: Meeting, birch: Registration
) -> None:
    meetings.accept_meeting(by=None, meeting=asked, registration=birch)
    assert said() == [("Birch Institute", "Alder Bio", "yes", 1)]


@pytest.mark.parametrize("reason", Meeting.Decline.values)
def test_a_no_is_kept_with_its_reason(
    asked: Meeting, birch: Registration, reason: str
) -> None:
    meetings.decline_meeting(by=None, meeting=asked, registration=birch, reason=reason)
    assert said() == [("Birch Institute", "Alder Bio", reason, 1)]


def test_silence_is_kept_of_those_who_were_asked(
    asked: Meeting, alder: Registration, birch: Registration
) -> None:
    asked.expires_at = timezone.now() - timedelta(minutes=1)
    asked.save()
    assert meetings.expire_unanswered() == 1
    assert said() == [("Birch Institute", "Alder Bio", "expired", 1)]


def test_silence_to_a_proposal_is_kept_of_both(
    event: Event, alder: Registration, birch: Registration
) -> None:
    for each in (alder, birch):
        answer(each)
    Meeting.objects.create(
        event=event,
        host=alder,
        guest=birch,
        origin="proposal",
        expires_at=timezone.now(),
    )
    assert meetings.expire_unanswered() == 1
    assert said() == [
        ("Alder Bio", "Birch Institute", "expired", None),
        ("Birch Institute", "Alder Bio", "expired", None),
    ]


def test_what_is_withdrawn_is_no_answer(asked: Meeting, alder: Registration) -> None:
    meetings.withdraw_meeting(by=None, meeting=asked, registration=alder)
    assert said() == []


def test_the_last_word_counts(
    event: Event, alder: Registration, birch: Registration
) -> None:
    for word in ("expired", "no_fit", "yes"):
        record_answer(event=event, by=alder, other=birch, said=word)
    assert said() == [("Alder Bio", "Birch Institute", "yes", None)]
    with pytest.raises(ValueError, match="maybe is no answer"):
        record_answer(event=event, by=alder, other=birch, said="maybe")


def test_each_reason_to_decline_has_its_word() -> None:
    assert set(Meeting.Decline.values) <= set(Reply.Said.values)


def test_the_words_are_those_of_the_engine() -> None:
    assert {*Reply.Said.values, "waiting"} == {str(each) for each in Said}


def test_an_event_is_learned_from_enough_answers(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    version = learn(event=event)
    assert version is not None
    assert (version.number, version.answers, version.replies) == (1, 132, 132)
    assert version.score_version == 7
    assert (version.features, version.shipped) == (list(WEIGHTS), [1.0, 0.5, -0.5])
    assert version.weights[0] > 1.5
    assert version.weights[2] <= 0
    assert version.later == 40
    assert (version.used, version.better >= 0.95) == ("learned", True)
    assert version.learned_loss < version.shipped_loss
    assert version.trees_better is None
    assert LogEntry.objects.get(verb="learn").detail == "132 answers, used: learned"


def test_the_features_are_read_once(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    assert bridge.read_features(event) == 132
    assert bridge.read_features(event) == 0
    reply = Reply.objects.all()[0]
    assert reply.features == features(event, [(reply.by_id, reply.to_id)])[0]
    assert reply.features_version == 7


def test_the_matching_takes_what_was_learned(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    assert bridge.weights_in_use(event) is None
    version = learn(event=event)
    assert version is not None
    used = bridge.weights_in_use(event)
    assert used is not None
    assert used.number == 1
    assert list(used.weights.values()) == version.weights
    chances = bridge.chances_in_use(event)
    assert chances is not None
    ids = np.array([crowd[0].pk] * 2), np.array([crowd[1].pk] * 2)
    low, high = chances(np.array([[0, 0.5, 0.5], [1, 0.5, 0.5]]), *ids)
    assert 0 < low < high < 1


def test_answers_that_follow_the_shipped_weights_leave_them(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    draw = np.random.default_rng(1)
    for reply in Reply.objects.all():
        row = features(event, [(reply.by_id, reply.to_id)])[0]
        logit = row @ np.array(list(WEIGHTS.values())) - 1.0
        reply.said = "yes" if draw.random() < 1 / (1 + np.exp(-logit)) else "no_fit"
        reply.save()
    version = learn(event=event)
    assert version is not None
    assert (version.used, version.better < 0.95) == ("shipped", True)
    assert in_use(event) is None
    assert bridge.weights_in_use(event) is None
    assert bridge.chances_in_use(event) is None


def test_answers_against_the_shipped_weights_bring_them_down_to_nothing(
    event: Event, score: Score
) -> None:
    say([take_part(event, f"Firm {number}") for number in range(12)], turned=True)
    version = learn(event=event)
    assert version is not None
    assert version.weights[0] == pytest.approx(0, abs=0.2)
    assert version.weights[0] >= 0


def test_too_few_answers_teach_nothing(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    keep = Reply.objects.filter(by__in=crowd[:4]).values("pk")
    Reply.objects.exclude(pk__in=keep).delete()
    counts = counts_of(event)
    assert (counts.teaching, counts.participants, counts.is_enough) == (44, 4, False)
    assert counts.missing == 6
    assert learn(event=event) is None
    assert Learning.objects.count() == 0


def test_nos_for_want_of_time_are_not_enough(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    Reply.objects.filter(said="no_fit").update(said="no_time")
    assert counts_of(event).missing == 10
    assert learn(event=event) is None


def test_it_is_learned_again_after_twenty_new_answers(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    assert learn(event=event) is not None
    guests = [take_part(event, f"Guest {number}") for number in range(2)]
    for number, side in enumerate(crowd[:10]):
        if number == 9:
            assert learn(event=event) is None
        for guest in guests:
            record_answer(event=event, by=side, other=guest, said="no_fit")
    version = learn(event=event)
    assert version is not None
    assert (version.number, version.answers) == (2, 152)


def test_who_is_deleted_is_as_if_never_there(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    learn(event=event)
    gone = crowd.pop(5)
    gone.delete()
    version = Learning.objects.get()
    assert is_outdated(version)
    assert bridge.weights_in_use(event) is None
    again = learn(event=event)
    Learning.objects.all().delete()
    never = learn(event=event)
    assert again is not None
    assert never is not None
    assert again.replies == 110
    assert (again.weights, again.intercept) == (never.weights, never.intercept)


def test_who_leaves_the_event_no_longer_teaches(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    learn(event=event)
    withdraw_registration(by=None, registration=crowd[3])
    assert bridge.chances_in_use(event) is None
    version = learn(event=event)
    assert version is not None
    assert (version.number, version.replies) == (2, 110)


def test_answers_can_be_forgotten(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    learn(event=event)
    assert forget_answers(registration=crowd[0], by=None) == 22
    assert Learning.objects.count() == 0
    assert not Reply.objects.filter(by=crowd[0]).exists()
    assert forget_answers(registration=crowd[0], by=None) == 0
    assert LogEntry.objects.filter(verb="forget answers").count() == 1


def test_so_much_gone_that_nothing_is_learned(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    learn(event=event)
    Reply.objects.filter(by__in=crowd[4:]).delete()
    assert learn(event=event) is None
    assert Learning.objects.count() == 0


def test_the_organiser_may_turn_it_off(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    learn(event=event)
    switch_learning(event=event, by=None, on=False)
    switch_learning(event=event, by=None, on=False)
    assert bridge.weights_in_use(event) is None
    assert bridge.chances_in_use(event) is None
    switch_learning(event=event, by=None, on=True)
    assert bridge.weights_in_use(event) is not None
    assert list(
        LogEntry.objects.filter(verb__contains="learning").values_list(
            "verb", flat=True
        )
    ) == ["use the learning", "leave the learning"]


def test_another_score_does_not_take_these_weights(
    event: Event,
    crowd: list[Registration],
    score: Score,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learn(event=event)
    monkeypatch.setattr(bridge, "score_in_use", score_in_use)
    assert bridge.weights_in_use(event) is None


def test_the_clock_learns_what_waits(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    assert learn_what_waits() == 1
    assert learn_what_waits() == 1
    job = Job.objects.get(kind="learn")
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert Learning.objects.get().answers == 132
    assert learn_what_waits() == 0


# A tick may close the connection, which nothing but a test without a transaction of its own survives.
@pytest.mark.django_db(transaction=True)
def test_a_few_new_answers_wait_ten_minutes(
    event: Event, alder: Registration, birch: Registration, score: Score
) -> None:
    reply = record_answer(event=event, by=alder, other=birch, said="yes")
    assert learn_what_waits() == 0
    Reply.objects.update(said_at=reply.said_at - timedelta(minutes=11))
    tick()
    assert Job.objects.filter(kind="learn").count() == 1


def test_the_clock_comes_for_what_is_gone(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    learn(event=event)
    crowd[2].delete()
    assert learn_what_waits() == 1


def test_an_event_that_is_gone_ends_the_job(event: Event, score: Score) -> None:
    job = jobs.start("learn", by="system", event_id=event.pk + 1)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "The event is gone")


def test_no_interest_after_a_meeting_takes_half_of_a_yes_back(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    by, to, third = crowd[:3]
    record_answer(event=event, by=by, other=to, said="yes")
    record_answer(event=event, by=by, other=third, said="yes")
    assert record_aftermath(by=by, other=to, said="no_interest")
    assert not record_aftermath(by=by, other=to, said="no_interest")
    stranger = take_part(event, "Stranger")
    assert not record_aftermath(by=stranger, other=by, said="cooperation")
    bridge.read_features(event)
    rows = Reply.objects.filter(by=by, to__in=[to, third]).order_by("to")
    answers = bridge.answers_of(list(rows), score)
    assert (answers.outcomes.tolist(), answers.weights.tolist()) == (
        [0.0, 1.0],
        [0.5, 1.0],
    )
    with pytest.raises(ValueError, match=r"^splendid is no word after a meeting$"):
        record_aftermath(by=by, other=to, said="splendid")
    record_answer(event=event, by=by, other=to, said="yes")
    assert Reply.objects.get(by=by, to=to).after == ""


def test_a_word_after_a_meeting_lets_what_was_learned_be_learned_again(
    event: Event, crowd: list[Registration], score: Score
) -> None:
    learn(event=event)
    learning = Learning.objects.get()
    assert not is_outdated(learning)
    reply = Reply.objects.filter(said="yes").select_related("by", "to")[0]
    record_aftermath(by=reply.by, other=reply.to, said="no_interest")
    assert is_outdated(learning)
