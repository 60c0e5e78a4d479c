from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_decision
from madang.site.matching.bridge.exposure import measured
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.coverage import (
    coverage_of,
    few_count,
    shown_counts,
    viable_counts,
)
from madang.site.matching.queries.exposure import curves, exposed
from tests.conftest import sign_in, take_part
from tests.site.matching.answered import VACCINE_NEEDS, answer, well_matched

DESK = "/lounge/spring/matching/"


def page_of(person: Person, address: str) -> str:
    page = sign_in(person).get(f"{DESK}{address}")
    assert page.status_code == 200
    return str(page.content.decode())


def test_a_viable_proposal_fits_is_shown_not_apart_and_not_put_aside(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Suggestion.objects.update(score=250)
    assert viable_counts(event) == {alder.pk: 1, birch.pk: 1}
    Suggestion.objects.update(score=249)
    assert viable_counts(event) == {}
    Suggestion.objects.update(score=900)
    record_decision(
        event=event,
        by_registration=alder,
        left=alder,
        right=birch,
        verdict="not_for_us",
        by=None,
    )
    assert viable_counts(event) == {birch.pk: 1}
    birch.answer.consents.all().delete()
    assert viable_counts(event) == {birch.pk: 1}
    alder.answer.consents.all().delete()
    assert viable_counts(event) == {}


def test_kept_apart_a_pair_is_viable_for_neither(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Suggestion.objects.update(score=900)
    record_decision(
        event=event,
        by_registration=None,
        left=alder,
        right=birch,
        verdict="never",
        by=None,
    )
    assert viable_counts(event) == {}
    assert shown_counts(event) == {}


def test_who_has_fewer_than_three_is_listed_with_the_fewest_first(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    answer(take_part(event, "Cedar"), offers=(("Wooden boats", "supply"),))
    Suggestion.objects.update(score=900)
    assert few_count(event) == 3
    assert [(str(row.registration), row.viable) for row in coverage_of(event)] == [
        ("Cedar", 0),
        ("Alder Bio", 1),
        ("Birch Institute", 1),
    ]
    text = page_of(organiser, "coverage/")
    told = "<h1>3 of 3 organisations have fewer than three viable proposals</h1>"
    assert told in text
    assert "1 organisation has none." in text


def test_the_curve_falls_from_the_most_shown_and_holds_the_mean(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    answer(take_part(event, "Cedar"), seeks=VACCINE_NEEDS)
    Suggestion.objects.update(score=900)
    rows = exposed(event)
    assert [(str(row), count) for row, count in rows] == [
        ("Alder Bio", 1),
        ("Birch Institute", 1),
        ("Cedar", 0),
    ]
    Suggestion.objects.filter(left=alder).update(rank_for_left=21, score=100)
    assert shown_counts(event) == {alder.pk: 1}
    Suggestion.objects.update(rank_for_left=20)
    assert shown_counts(event) == {alder.pk: 1, birch.pk: 1}
    figures = measured([count for _row, count in rows])
    assert figures.peak == 1
    assert (round(figures.mean, 2), round(figures.gini, 2)) == (0.67, 0.33)
    far, near = curves([count for _row, count in rows], mean=figures.mean)
    assert (far.css, near.css) == ("far", "near")
    assert far.path == "M44 138.0V138.0H473.3V190.0H688.0"
    assert curves([0, 0], mean=0) == []
    text = page_of(organiser, "exposure/")
    assert "The one shown most stands in 1.5 times as many lists as the mean" in text
    assert 'style="' not in text


def test_a_long_curve_is_drawn_with_few_steps() -> None:
    drawn = curves(list(range(2000, 0, -1)), mean=1000.5)[0]
    assert 150 < drawn.path.count("H") <= 301
    assert drawn.path.endswith("H688.0")
