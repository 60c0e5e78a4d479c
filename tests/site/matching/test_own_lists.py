from datetime import UTC, datetime, timedelta

import pytest

from madang.site.core.jobs import OutdatedError, run_job
from madang.site.core.models import Job
from madang.site.events.models import Event, Registration
from madang.site.matching.actions import own
from madang.site.matching.actions.own import begin_waiting_lists, make_own_list
from madang.site.matching.models import ListUpdate, Run, Suggestion
from madang.site.matching.queries.suggestions import suggestions_for
from madang.site.matching.queries.updates import updates_of
from madang.site.survey.actions.items import ItemContent, save_item
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    matched,
    well_matched,
)

# Noon in Seoul.
NOON = datetime(2027, 2, 1, 3, tzinfo=UTC)


def says(
    registration: Registration, text: str, *, deal: str, secret: bool = False
) -> None:
    save_item(
        by=lead_of(registration),
        registration=registration,
        content=ItemContent(
            role="seek", text=text, is_confidential=secret, terms={"deal": [deal]}
        ),
    )


def made(registration: Registration, *, now: datetime = NOON) -> bool:
    return make_own_list(registration=registration, now=now)


def others(registration: Registration) -> list[str]:
    rows = suggestions_for(registration)
    names = {
        each.pk: str(each)
        for each in Registration.objects.filter(event=registration.event)
    }
    return [names[row.other_id] for row in rows]


@pytest.fixture
def cedar(event: Event, alder: Registration, birch: Registration) -> Registration:
    """Alder and Birch serve each other; Cedar conducts trials, and nobody seeks them."""
    cedar = take_part(event, "Cedar")
    answer(cedar, offers=(("Clinical trial sites for rare cancers", "trial_site"),))
    fir = take_part(event, "Fir")
    answer(fir, offers=VACCINE_OFFERS, seeks=(("Trial sites", "trial_site"),))
    well_matched(alder, birch)
    return cedar


def test_a_saved_answer_has_the_own_list_made_anew_and_nobody_elses(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    lists = {each.pk: others(each) for each in event.registrations.exclude(pk=alder.pk)}
    assert "Cedar" not in others(alder)
    says(alder, "Clinical trial sites for rare cancers", deal="trial_site")
    job = Job.objects.get(kind=own.JOB)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert "Cedar" in others(alder)
    assert {
        each.pk: others(each) for each in event.registrations.exclude(pk=alder.pk)
    } == lists
    assert Run.objects.count() == 1


def test_the_list_made_alone_names_whom_the_whole_matching_names(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    says(alder, "Clinical trial sites for rare cancers", deal="trial_site")
    made(alder)
    alone = others(alder)
    pairs = dict(Suggestion.objects.filter(left=alder).values_list("right", "score"))
    matched(event)
    assert sorted(others(alder)) == sorted(alone)
    assert (
        dict(Suggestion.objects.filter(left=alder).values_list("right", "score"))
        == pairs
    )


def test_several_changes_before_the_work_begins_are_one(
    event: Event, alder: Registration, cedar: Registration
) -> None:
    says(alder, "Trial sites", deal="trial_site")
    says(alder, "Money", deal="equity")
    assert Job.objects.filter(kind=own.JOB).count() == 1


def test_nothing_is_made_before_the_first_matching_or_for_what_organisers_change(
    event: Event, alder: Registration
) -> None:
    answer(alder, seeks=VACCINE_NEEDS)
    says(alder, "Trial sites", deal="trial_site")
    birch = take_part(event, "Birch")
    answer(birch, offers=VACCINE_OFFERS)
    matched(event)
    save_item(
        by=None,
        registration=alder,
        content=ItemContent(role="seek", text="Money", terms={"deal": ["equity"]}),
    )
    assert Job.objects.count() == 0


def test_the_eleventh_time_of_a_day_waits_until_tomorrow_and_says_so(
    event: Event, alder: Registration, cedar: Registration
) -> None:
    for left in range(9, -1, -1):
        assert made(alder)
        assert updates_of(alder, now=NOON).left == left
    assert not made(alder)
    midnight = datetime(2027, 2, 1, 15, tzinfo=UTC)
    assert updates_of(alder, now=NOON).waits_until == midnight
    text = sign_in(lead_of(alder)).get("/lounge/spring/my/suggestions/")
    told = text.content.decode()
    assert "Your list was made anew ten times today" in told
    assert "2 February, 00:00 (Seoul)" in told
    assert begin_waiting_lists(now=midnight - timedelta(seconds=1)) == 0
    assert begin_waiting_lists(now=midnight) == 1
    assert Job.objects.get(kind=own.JOB).target_id == alder.pk
    assert made(alder, now=midnight)
    assert updates_of(alder, now=midnight).left == 9


def test_a_change_after_the_tenth_time_begins_nothing_today(
    event: Event, alder: Registration, cedar: Registration
) -> None:
    ListUpdate.objects.create(registration=alder, day=NOON.date(), times=10)
    own.ask_own_list(alder.answer, lead_of(alder), now=NOON)
    assert Job.objects.filter(kind=own.JOB).count() == 0
    assert ListUpdate.objects.get().waits_until == datetime(2027, 2, 1, 15, tzinfo=UTC)
    own.ask_own_list(alder.answer, lead_of(alder), now=NOON + timedelta(days=1))
    assert Job.objects.filter(kind=own.JOB).count() == 1


def test_a_confidential_need_moves_the_own_list_and_no_number_that_others_read(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    def read_by_others() -> list[tuple[object, ...]]:
        rows = Suggestion.objects.exclude(left=alder).exclude(right=alder)
        own = Suggestion.objects.filter(right=birch, left=alder)
        return [
            *rows.order_by("left", "right").values_list(
                "left", "right", "score", "rank_for_left", "rank_for_right"
            ),
            *own.values_list("score", "left_gain", "right_gain", "rank_for_right"),
            *own.values_list("reasons"),
        ]

    made(alder)
    before = read_by_others()
    says(
        alder,
        "Clinical trial sites for rare cancers",
        deal="trial_site",
        secret=True,
    )
    made(alder)
    assert "Cedar" in others(alder)
    assert "Alder Bio" not in others(cedar)
    assert read_by_others() == before
    pair = Suggestion.objects.get(left=alder, right=cedar)
    assert pair.reasons == []
    assert list(pair.own_reasons.values_list("reader", flat=True)) == [alder.pk]


def test_who_lists_the_organisation_for_a_confidential_need_still_does(
    event: Event, alder: Registration, birch: Registration, cedar: Registration
) -> None:
    says(
        cedar,
        "Technology transfer of a heat-stable measles vaccine",
        deal="technology_transfer",
        secret=True,
    )
    matched(event)
    assert "Birch Institute" in others(cedar)
    listed = others(cedar)
    assert "Cedar" not in others(birch)
    made(birch)
    assert others(cedar) == listed
    assert "Cedar" not in others(birch)


def test_a_list_whose_event_was_matched_meanwhile_is_not_written(
    event: Event,
    alder: Registration,
    cedar: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = own.own_list

    def slow(*args: object) -> object:
        found = real(*args)  # type: ignore[arg-type]
        matched(event)
        return found

    monkeypatch.setattr(own, "own_list", slow)
    with pytest.raises(OutdatedError):
        made(alder)
    assert Run.objects.filter(is_current=True).count() == 1


def test_who_withdrew_their_part_gets_no_list(
    event: Event, alder: Registration, cedar: Registration
) -> None:
    Registration.objects.filter(pk=alder.pk).update(state="withdrawn")
    assert not made(alder)
    assert ListUpdate.objects.count() == 0
