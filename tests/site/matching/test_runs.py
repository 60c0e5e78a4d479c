from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from madang.site.core.jobs import OutdatedError, run_job
from madang.site.core.models import Job, LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Event, Registration
from madang.site.matching.actions import runs
from madang.site.matching.actions.decisions import record_decision, withdraw_decision
from madang.site.matching.actions.runs import (
    TooFewAnswersError,
    run_matching,
    start_matching,
)
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.models import OwnReasons, Reason, Run, Suggestion
from madang.site.matching.queries.suggestions import figures
from madang.site.survey.models import Item
from tests.conftest import take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    avoid,
    matched,
    shared_reasons,
    well_matched,
    wish,
)


def test_a_pair_that_serves_both_is_suggested_to_both(
    event: Event, alder: Registration, birch: Registration
) -> None:
    run = well_matched(alder, birch)
    suggestion = Suggestion.objects.get()
    assert suggestion.run == run
    assert (suggestion.left, suggestion.right) == (alder, birch)
    assert (suggestion.rank_for_left, suggestion.rank_for_right) == (1, 1)
    assert 0 < suggestion.score <= 1000
    kinds = {(each.kind, each.gain) for each in shared_reasons(suggestion)}
    assert {("seek_offer", "left"), ("seek_offer", "right")} <= kinds
    assert LogEntry.objects.get(verb="match").detail == "2 answers, 1 pairs"


def test_fewer_than_two_answers_are_refused_with_their_number(
    event: Event, alder: Registration
) -> None:
    answer(alder, seeks=VACCINE_NEEDS)
    with pytest.raises(TooFewAnswersError) as refusal:
        run_matching(event=event, by=None)
    assert (
        str(refusal.value)
        == "Matching needs two organisations that sent their answers; there are 1."
    )
    assert Run.objects.count() == 0


def test_drafts_and_those_who_withdrew_take_no_part(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    cedar = take_part(event, "Cedar")
    answer(cedar, seeks=VACCINE_NEEDS)
    cedar.answer.state = "draft"
    cedar.answer.save()
    fir = take_part(event, "Fir")
    answer(fir, seeks=VACCINE_NEEDS)
    fir.state = "withdrawn"
    fir.save()
    assert [each.id for each in read_inputs(event).profiles] == [alder.pk, birch.pk]


def test_there_is_one_current_run_and_older_suggestions_go(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    second = matched(event)
    assert list(Run.objects.all()) == [second]
    assert Suggestion.objects.count() == 1


def test_never_match_holds_in_both_directions(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    avoid(birch, "ALDER BIO, Ltd.")
    matched(event)
    assert Suggestion.objects.count() == 0


def test_a_pair_kept_apart_by_the_organiser_returns_when_that_is_undone(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    decision = record_decision(
        event=event,
        by_registration=None,
        left=birch,
        right=alder,
        verdict="never",
        by=organiser,
    )
    assert (decision.left, decision.right) == (alder, birch)
    matched(event)
    assert Suggestion.objects.count() == 0
    withdraw_decision(decision=decision, by=organiser)
    matched(event)
    assert Suggestion.objects.count() == 1
    assert list(
        LogEntry.objects.filter(target_type="matching.decision").values_list(
            "verb", flat=True
        )
    ) == ["withdraw decision", "keep apart"]


def test_what_an_organiser_keeps_apart_is_not_overwritten_by_a_later_wish(
    event: Event, alder: Registration, birch: Registration
) -> None:
    facts = {"event": event, "by_registration": None, "left": alder, "right": birch}
    record_decision(**facts, verdict="never", by=None)
    assert record_decision(**facts, verdict="wanted", by=None).verdict == "never"


def test_a_confidential_item_raises_its_owners_list_alone(
    event: Event, alder: Registration, birch: Registration
) -> None:
    """Birch's numbers and reasons are the same whether Alder's confidential need exists or not."""
    cedar = take_part(event, "Cedar")
    answer(alder, seeks=(("Fill and finish lines", "manufacturing"),))
    answer(birch, offers=VACCINE_OFFERS, seeks=(("Investors", "equity"),))
    answer(cedar, offers=(("Fill and finish lines", "manufacturing"),))
    matched(event)

    def seen_by_birch() -> tuple[object, ...]:
        rows = Suggestion.objects.filter(right=birch) | Suggestion.objects.filter(
            left=birch
        )
        return (
            list(rows.values_list("left", "right", "left_gain", "right_gain", "score")),
            [each.reasons for each in rows],
            list(rows.filter(right=birch).values_list("rank_for_right", flat=True)),
        )

    before = seen_by_birch()
    secret = Item.objects.create(
        answer=alder.answer,
        role="seek",
        text="Technology transfer for a measles vaccine",
        is_confidential=True,
        position=9,
    )
    secret.terms.create(facet="deal", term="technology_transfer")
    matched(event)
    after = seen_by_birch()
    assert after[1] == before[1]
    assert all(
        each.seek != secret.pk
        for row in Suggestion.objects.all()
        for each in shared_reasons(row)
    )
    private = OwnReasons.objects.all()
    assert {each.reader for each in private} == {alder}
    seeks = {Reason(*each).seek for row in private for each in row.reasons}
    assert seeks == {secret.pk}
    assert Suggestion.objects.get(left=alder, right=birch).rank_for_left is not None
    if before[0]:
        assert after[0] == before[0]
    assert after[2] == before[2] or before[2] == []


def test_a_named_wish_lifts_the_other_in_the_wishers_list_alone(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    well_matched(alder, birch)
    answer(cedar, offers=(("Clinical trial sites", "trial_site"),))
    matched(event)

    def ranks_for_the_others() -> list[int | None]:
        rows = Suggestion.objects.filter(left=alder, rank_for_right__isnull=False)
        return list(rows.order_by("right").values_list("rank_for_right", flat=True))

    before = ranks_for_the_others()
    wish(alder, cedar)
    matched(event)
    assert Suggestion.objects.get(left=alder, right=cedar).rank_for_left == 2
    assert ranks_for_the_others() == before == [1]
    only = OwnReasons.objects.get()
    assert only.reader == alder
    assert [(each[0], each[2]) for each in only.reasons] == [("wish", "left")]


def test_a_wish_for_somebody_who_keeps_apart_changes_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    avoid(birch, "Alder Bio")
    wish(alder, birch)
    matched(event)
    assert Suggestion.objects.count() == 0
    assert OwnReasons.objects.count() == 0


def test_a_result_is_not_applied_when_answers_changed_meanwhile(
    event: Event,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    well_matched(alder, birch)
    first = Run.objects.get()
    match = runs.match

    def slow(inputs: object) -> object:
        found = match(inputs)  # type: ignore[arg-type]
        Item.objects.filter(answer=birch.answer).update(text="Something else")
        return found

    monkeypatch.setattr(runs, "match", slow)
    with pytest.raises(OutdatedError) as refusal:
        run_matching(event=event, by=None)
    assert (
        str(refusal.value) == "Answers changed while the matching worked. Match again."
    )
    assert Run.objects.get() == first


def test_a_change_that_matching_does_not_read_does_not_outdate_it(
    event: Event,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    well_matched(alder, birch)
    match = runs.match

    def slow(inputs: object) -> object:
        bump_version(event)
        return match(inputs)  # type: ignore[arg-type]

    monkeypatch.setattr(runs, "match", slow)
    assert run_matching(event=event, by=None).is_current is True


def test_the_job_matches_and_says_so(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    answer(alder, seeks=VACCINE_NEEDS)
    answer(birch, offers=VACCINE_OFFERS)
    job = start_matching(event=event, by=organiser)
    assert start_matching(event=event, by=organiser) == job
    assert job.requested_by == "Jisoo Han"
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert Run.objects.get().job_id == job.pk
    assert (
        LogEntry.objects.get(verb="start matching").actor_label,
        LogEntry.objects.get(verb="match").actor_label,
    ) == ("Jisoo Han", "system")


def test_a_job_without_answers_fails_with_the_reason(event: Event) -> None:
    job = Job.objects.create(kind="match", event_id=event.pk, requested_by="system")
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (
        "failed",
        "Matching needs two organisations that sent their answers; there are 0.",
    )


def test_reading_the_answers_takes_the_same_queries_for_one_and_three(
    event: Event, alder: Registration
) -> None:
    answer(alder, seeks=VACCINE_NEEDS)
    with CaptureQueriesContext(connection) as one:
        read_inputs(event)
    for name in ("Birch", "Cedar"):
        answer(take_part(event, name), offers=VACCINE_OFFERS)
    with CaptureQueriesContext(connection) as three:
        read_inputs(event)
    assert (len(one), len(three)) == (17, 17)


def test_the_figures_count_answers_saved_after_the_run(
    event: Event, alder: Registration, birch: Registration
) -> None:
    run = well_matched(alder, birch)
    assert (figures(event, run).answered, figures(event, run).suggested) == (2, 1)
    run.created_at = timezone.now() + timedelta(minutes=1)
    assert figures(event, run).changed == 0
    run.created_at = timezone.now() - timedelta(days=1)
    assert figures(event, run).changed == 2
    assert figures(event, None).suggested == 0
