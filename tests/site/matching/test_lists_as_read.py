"""Lists as they are read: whom nobody sees takes no place in them, and what is promised holds on the page."""

import random
from collections import Counter

import pytest

from madang.engine.match.run import suggest
from madang.engine.match.shares import SHOWN_AN_HOUR
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_decision, withdraw_decision
from madang.site.matching.bridge.field import field_of, open_side
from madang.site.matching.bridge.pairs import lists_of
from madang.site.matching.bridge.profiles import Inputs, read_inputs
from madang.site.matching.models import Decision, Run
from madang.site.matching.queries.bands import LEAST_VIABLE
from madang.site.matching.queries.coverage import viable_counts
from madang.site.matching.queries.suggestions import (
    MOST_SHOWN,
    put_aside_by,
    suggestions_for,
)
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    matched,
    well_matched,
)

TRADES = (
    ("Measles vaccine, heat-stable", "technology_transfer"),
    ("Fill and finish lines for vaccines", "manufacturing"),
    ("Trial sites for rare cancers", "trial_site"),
    ("Distribution of diagnostics in Viet Nam", "distribution"),
    ("A licence for an antibody against asthma", "licence"),
)


def crowd(event: Event, count: int, *, hiding: int = 0) -> list[Registration]:
    """Registrations that seek and offer something of a few trades; the first `hiding` keep another need confidential."""
    draw = random.Random(7)  # noqa: S311
    found = []
    for number in range(count):
        one = take_part(event, f"Party {number:02}")
        seeks, offers = draw.sample(TRADES, 2), draw.sample(TRADES, 2)
        if number < hiding:
            text, deal = draw.choice(TRADES)
            seeks.append((f"!{text}", deal))
        answer(one, seeks=tuple(seeks), offers=tuple(offers))
        found.append(one)
    return found


def lists(event: Event) -> dict[int, list[int]]:
    return lists_of(field_of(read_inputs(event)))


def showings(found: dict[int, list[int]]) -> Counter[int]:
    return Counter(other for others in found.values() for other in others)


def refuse(reader: Registration, other: Registration) -> Decision:
    return record_decision(
        event=reader.event,
        by_registration=reader,
        left=reader,
        right=other,
        verdict="not_for_us",
        by=None,
    )


def viable_partners(inputs: Inputs) -> dict[int, int]:
    """How many viable partners each reader has, of those who may stand in its list."""
    profiles = [open_side(each) for each in inputs.profiles]
    return {
        int(reader): sum(line.score >= LEAST_VIABLE for line in found)
        for reader, found in suggest(profiles, top=len(profiles)).items()
    }


def test_who_is_hidden_reads_a_list_and_takes_no_place_in_any(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    cedar = take_part(event, "Cedar")
    answer(cedar, seeks=VACCINE_NEEDS, offers=VACCINE_OFFERS, consent="")
    found = lists(event)
    assert cedar.pk not in showings(found)
    assert set(found[cedar.pk]) == {alder.pk, birch.pk}


def test_a_proposal_put_aside_leaves_its_place_to_another_and_can_be_taken_back(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    said = refuse(alder, birch)
    matched(event)
    assert lists(event) == {alder.pk: [], birch.pk: [alder.pk]}
    assert put_aside_by(alder) == [birch]
    text = sign_in(lead_of(alder)).get("/lounge/spring/my/suggestions/")
    assert "Birch Institute" in text.content.decode()
    assert put_aside_by(birch) == []
    withdraw_decision(decision=said, by=None)
    assert lists(event)[alder.pk] == [birch.pk]


def test_who_hides_later_is_not_named_among_what_was_put_aside(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    refuse(alder, birch)
    birch.answer.consents.all().delete()
    assert put_aside_by(alder) == []


@pytest.mark.parametrize("hiding", [0, 8])
def test_five_viable_proposals_and_the_limit_hold_as_the_lists_are_read(
    event: Event, hiding: int
) -> None:
    """Forty meet in four slots: nobody may stand in more than sixteen lists. Some hide, some refuse, some keep needs to themselves."""
    parties = crowd(event, 40, hiding=hiding)
    for one in parties[-6:]:
        one.answer.consents.all().delete()
    for one, other in zip(parties, parties[5:20], strict=False):
        refuse(one, other)
    inputs = read_inputs(event)
    assert set(inputs.free.values()) == {4}
    run = matched(event)
    assert run.number == 1
    read = {each.pk: list(suggestions_for(each))[:MOST_SHOWN] for each in parties}
    shown = Counter(row.other_id for rows in read.values() for row in rows)
    assert max(shown.values()) <= SHOWN_AN_HOUR * 4
    assert {each.pk for each in parties[-6:]}.isdisjoint(shown)
    assert not any(row.is_refused for rows in read.values() for row in rows)
    enough = [pk for pk, count in viable_partners(inputs).items() if count >= 5]
    assert len(enough) == 40
    viable = {
        pk: sum(row.score >= LEAST_VIABLE for row in rows) for pk, rows in read.items()
    }
    assert min(viable.values()) >= 5
    assert min(viable_counts(event).values()) >= 5


def test_confidential_needs_of_several_move_nobody_elses_list(event: Event) -> None:
    """Doors are nearly full. Whatever one of those who hide something leaves out, every other list stays as it is."""
    parties = crowd(event, 40, hiding=8)
    before = lists(event)
    assert max(showings(before).values()) == SHOWN_AN_HOUR * 4
    moved = 0
    for one in parties[:8]:
        one.answer.items.filter(is_confidential=True).delete()
        after = lists(event)
        assert {pk: others for pk, others in after.items() if pk != one.pk} == {
            pk: others for pk, others in before.items() if pk != one.pk
        }
        moved += after[one.pk] != before[one.pk]
        before = after
    assert moved >= 4


def test_without_days_the_lists_are_shared_out_by_a_usual_day(event: Event) -> None:
    event.slots.all().delete()
    event.most_per_day = 1
    event.save()
    parties = crowd(event, 12)
    assert read_inputs(event).free == {each.pk: 1 for each in parties}
    assert max(showings(lists(event)).values()) == SHOWN_AN_HOUR


def test_equals_take_turns_from_run_to_run(event: Event, alder: Registration) -> None:
    answer(alder, seeks=VACCINE_NEEDS)
    for number in range(12):
        answer(take_part(event, f"Maker {number:02}"), offers=VACCINE_OFFERS)
    tops = []
    for number in range(1, 5):
        assert matched(event).number == number
        tops.append(suggestions_for(alder)[0].other_id)
    assert len(set(tops)) > 1
    assert Run.objects.get().number == 4


def test_what_participants_do_every_minute_does_not_outdate_a_run(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    before = read_inputs(event)
    refuse(alder, birch)
    assert read_inputs(event).answers() == before.answers()
    birch.answer.consents.all().delete()
    assert read_inputs(event).answers() != before.answers()
