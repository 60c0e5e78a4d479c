from typing import Any

import pytest

from madang.engine.match.weights import Weights
from madang.site.core.jobs import run_job
from madang.site.core.models import Job, LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.weightings import (
    WeightingRefusal,
    save_weighting,
    start_preview,
    take_up_weighting,
)
from madang.site.matching.bridge.previews import compared
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.bridge.weights import engine_weights
from madang.site.matching.models import Levels, Run, Weighting, WeightingPreview
from madang.site.matching.queries.weightings import AS_SHIPPED, current_levels
from tests.conftest import sign_in, take_part
from tests.site.matching.answered import VACCINE_OFFERS, answer, matched, well_matched

WEIGHTS = "/lounge/spring/matching/weights/"


def test_as_shipped_is_what_the_engine_ships() -> None:
    assert engine_weights(AS_SHIPPED) == Weights()


def total(weights: Weights) -> float:
    return float(weights.vector().sum()) - weights.wish


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("deal", "priority"),
        ("subject", "subjects"),
        ("stage", "stage"),
        ("territory", "country"),
        ("partner", "partner_type"),
        ("words", "closeness"),
        ("language", "language"),
        ("giving", "asked"),
    ],
)
def test_a_level_shifts_the_share_of_a_feature_and_not_the_sum(
    name: str, feature: str
) -> None:
    found = [engine_weights({name: level}) for level in range(-2, 3)]
    values = [getattr(each, feature) for each in found]
    assert values[0] == 0.0
    assert values == sorted(set(values))
    assert all(total(each) == pytest.approx(total(Weights())) for each in found)
    assert {each.wish for each in found} == {Weights().wish}
    assert {each.base for each in found} == {Weights().base}


def test_wishes_by_name_rise_alone() -> None:
    found = [engine_weights({"wishes": level}) for level in range(-2, 3)]
    assert [each.wish for each in found] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert all(total(each) == pytest.approx(total(Weights())) for each in found)


def test_two_sets_of_lists_are_held_against_each_other() -> None:
    before = {1: [2, 3], 2: [1], 3: [1], 4: []}
    after = {1: [3, 2], 2: [4], 3: [1], 4: []}
    found = compared(before, after)
    assert (found["lists"], found["changed"], found["reordered"]) == (4, 1, 1)
    assert (found["gain"], found["lose"]) == (1, 1)
    assert sorted(found["movers"]) == [[1, 2, 1], [4, 0, 1]]
    assert found["examples"] == [[2, [[1, 1]], [[1, 4]]]]
    assert found["before"]["nowhere"] == 1
    assert found["after"]["nowhere"] == 0
    assert (found["before"]["few"], found["after"]["few"]) == (4, 4)
    assert found["before"]["peak_to_mean"] == 2.0


def previewed(event: Event, **levels: int) -> WeightingPreview:
    made = start_preview(by=None, event=event, levels=levels)
    run_job.call(made.job_id)
    made.refresh_from_db()
    return made


def test_a_preview_says_what_changes_and_changes_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    run = well_matched(alder, birch)
    answer(take_part(event, "Cedar"), offers=VACCINE_OFFERS)
    matched(event)
    before = list(Run.objects.values_list("pk", flat=True))
    made = previewed(event, giving=2)
    assert made.result is not None
    assert made.result["lists"] == 3
    assert list(Run.objects.values_list("pk", flat=True)) == before
    assert current_levels(event) == AS_SHIPPED
    assert run.weighting is None


def test_the_versions_are_kept_and_an_earlier_one_is_taken_up_again(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    first = save_weighting(
        by=organiser, event=event, preview=previewed(event, territory=2)
    )
    second = save_weighting(
        by=organiser, event=event, preview=previewed(event, words=1)
    )
    assert (first.number, second.number) == (1, 2)
    assert read_inputs(event).levels == AS_SHIPPED | {"words": 1}
    assert matched(event).weighting == second
    third = take_up_weighting(by=organiser, weighting=first)
    assert (third.number, third.repeats, third.set_by) == (3, 1, "Jisoo Han")
    assert current_levels(event) == AS_SHIPPED | {"territory": 2}
    assert list(
        Weighting.objects.filter(is_current=True).values_list("number", flat=True)
    ) == [3]
    assert list(
        LogEntry.objects.filter(verb="set weights").values_list("detail", flat=True)
    ) == ["territory +2", "words +1", "territory +2"]


def test_what_nobody_has_looked_at_is_not_saved(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    waiting = start_preview(by=None, event=event, levels={"words": 1})
    with pytest.raises(WeightingRefusal, match="preview is not ready"):
        save_weighting(by=None, event=event, preview=waiting)
    done = previewed(event, words=1)
    Weighting.objects.create(event=event, number=1, is_current=True, set_by="x")
    with pytest.raises(WeightingRefusal, match="Somebody saved other weights since"):
        save_weighting(by=None, event=event, preview=done)


def test_a_newer_preview_takes_the_place_of_one_that_is_being_made(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    first = start_preview(by=None, event=event, levels={"words": 1})
    assert start_preview(by=None, event=event, levels={"words": 1}) == first
    second = start_preview(by=None, event=event, levels={"words": 2})
    assert list(WeightingPreview.objects.all()) == [second]
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == [
        "cancelled",
        "queued",
    ]
    run_job.call(second.job_id)
    second.refresh_from_db()
    assert second.result is not None


def test_weights_are_moved_looked_at_and_saved_on_the_page(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    answer(take_part(event, "Cedar"), offers=VACCINE_OFFERS)
    matched(event)
    client = sign_in(organiser)
    assert "everything counts as shipped" in client.get(WEIGHTS).content.decode()
    levels = dict.fromkeys(Levels.NAMES, "0") | {"giving": "2", "words": "-2"}
    page = client.post(f"{WEIGHTS}look/", levels, headers={"HX-Request": "true"})
    text = page.content.decode()
    assert page.status_code == 200
    assert text.lstrip().startswith('<section id="preview"')
    assert "Both sets of lists are being made." in text
    preview = WeightingPreview.objects.get()
    run_job.call(preview.job_id)
    text = client.get(f"{WEIGHTS}look/newest/").content.decode()
    assert "What would change" in text
    assert "being made" not in text
    client.post(f"{WEIGHTS}save/{preview.pk}/")
    assert Weighting.objects.get().levels() == AS_SHIPPED | {"giving": 2, "words": -2}
    assert Job.objects.filter(kind="match", state="queued").count() == 1
    text = client.get(WEIGHTS).content.decode()
    assert "Weights: version 1 counts" in text
    assert "Free texts: not at all, Use to the other side: most" in text
    client.post(f"{WEIGHTS}0/take-up/")
    assert current_levels(event) == AS_SHIPPED
    assert "As shipped again." in client.get(WEIGHTS).content.decode()


@pytest.mark.parametrize("wrong", ["3", "-3", "", "much"])
def test_a_level_out_of_bounds_is_refused(
    wrong: str,
    event: Event,
    alder: Registration,
    birch: Registration,
    organiser: Person,
) -> None:
    well_matched(alder, birch)
    levels: dict[str, Any] = dict.fromkeys(Levels.NAMES, "0") | {"words": wrong}
    assert sign_in(organiser).post(f"{WEIGHTS}look/", levels).status_code == 422
    assert WeightingPreview.objects.count() == 0


def test_a_preview_of_nobody_is_refused_with_the_reason(
    event: Event, organiser: Person
) -> None:
    levels = dict.fromkeys(Levels.NAMES, "0")
    page = sign_in(organiser).post(f"{WEIGHTS}look/", levels, follow=True)
    told = "A preview needs two organisations that sent their answers."
    assert told in page.content.decode()
