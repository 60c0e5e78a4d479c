from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from madang.engine.match.shares import Shares, circle
from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions.hosted import set_hosted
from madang.site.events.models import Event, Registration
from madang.site.matching.bridge import hosted
from madang.site.matching.bridge.field import field_of
from madang.site.matching.bridge.hosted import filled, seated, seats_for
from madang.site.matching.bridge.pairs import lists_of
from madang.site.matching.bridge.profiles import Inputs, read_inputs
from madang.site.matching.queries.coverage import hosted_of
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    matched,
    well_matched,
)


def inputs_with(buyers: dict[int, tuple[int, int]]) -> Inputs:
    return Inputs((), {}, frozenset(), frozenset(), {}, hosted=buyers)


def shares(lists: dict[int, list[int]], **places: int) -> Shares:
    """Lists in which everybody may stand in nine more, or in so many as is said."""
    everybody = {*lists, *(pk for others in lists.values() for pk in others)}
    room = dict.fromkeys(everybody, 9) | {int(k[1:]): n for k, n in places.items()}
    lists = {pk: [] for pk in everybody} | lists
    return Shares(lists, dict.fromkeys(everybody, 9), room, circle(everybody, 0))


def test_a_buyer_gets_places_with_its_best_partners_up_to_its_quota() -> None:
    inputs = inputs_with({1: (1, 3)})
    given = shares({1: [2, 3, 4, 5], 2: [9], 3: [1], 4: [9], 5: [9]})
    seats, left = seats_for(inputs, {1: [2, 3, 4, 5]}, given)
    assert seats == {2: [1], 4: [1]}
    assert (given.places[1], left.places[1]) == (9, 7)


def test_a_buyer_gets_no_more_places_than_its_hours_bear() -> None:
    inputs = inputs_with({1: (1, 3)})
    given = shares({1: [2, 3, 4, 5], 2: [9], 3: [1], 4: [9], 5: [9]}, n1=1)
    seats, left = seats_for(inputs, {1: [2, 3, 4, 5]}, given)
    assert (seats, left.places[1]) == ({2: [1]}, 0)


def test_who_put_the_buyer_aside_gives_it_no_place() -> None:
    inputs = replace(inputs_with({1: (1, 2)}), passed={2: frozenset({1})})
    seats, _left = seats_for(
        inputs, {1: [2, 3, 4]}, shares({1: [], 2: [], 3: [], 4: []})
    )
    assert seats == {3: [1], 4: [1]}


def test_the_first_tier_chooses_first_where_places_are_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosted, "MOST_SEATS", 1)
    inputs = inputs_with({1: (2, 1), 2: (1, 1)})
    given = shares({7: [], 1: [], 2: []})
    seats, _left = seats_for(inputs, {1: [7], 2: [7]}, given)
    assert seats == {7: [2]}


def test_a_place_is_one_that_the_page_shows_and_nobody_hosted_is_pushed_off() -> None:
    inputs = inputs_with({100: (1, 5), 101: (1, 5), 102: (1, 5)})
    order = [*range(19), 102, *range(19, 30)]
    found = seated(inputs, order, [100, 101])
    assert found[17:20] == [102, 100, 101]
    assert sorted(found) == sorted([*order, 100, 101])
    assert seated(inputs, order, []) == order


def test_a_place_that_is_better_stays() -> None:
    inputs = inputs_with({100: (1, 5)})
    order = [100, *range(30)]
    assert seated(inputs, order, [100]) == order


def test_a_buyers_list_is_filled_up_to_its_quota() -> None:
    inputs = inputs_with({1: (1, 4)})
    own = [5, 6, 7, 8, 9]
    given = shares({1: [6, 5], 2: [6, 5], 7: [], 8: [], 9: []}, n7=0)
    assert filled(inputs, given, 1, [6, 5], own) == [6, 5, 8, 9]
    assert filled(inputs, given, 2, [6, 5], own) == [6, 5]


def test_others_confidential_items_do_not_give_or_take_places(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    others = [take_part(event, name) for name in ("Cedar", "Fir", "Hazel")]
    for each in others:
        answer(each, offers=VACCINE_OFFERS)
    set_hosted(by=None, registration=alder, quota=4, tier=1)
    plain = lists_of(field_of(read_inputs(event)))
    birch.answer.items.create(
        role="seek", text="A partner like Alder", is_confidential=True
    )
    found = lists_of(field_of(read_inputs(event)))
    assert {each.pk: plain[each.pk] for each in others} == {
        each.pk: found[each.pk] for each in others
    }


def test_an_organisation_is_made_a_hosted_buyer_and_the_page_counts_for_it(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    client = sign_in(organiser)
    address = f"/lounge/spring/people/{alder.pk}/hosted/"
    for wrong in (
        {"hosted_quota": "5", "hosted_tier": ""},
        {"hosted_quota": "", "hosted_tier": "1"},
        {"hosted_quota": "0", "hosted_tier": "1"},
        {"hosted_quota": "5", "hosted_tier": "4"},
    ):
        page = client.post(address, wrong)
        assert "Something is missing or does not fit." in page.content.decode()
    assert client.post(address, {"hosted_quota": "5", "hosted_tier": "2"}).url.endswith(  # type: ignore[attr-defined]
        f"/people/{alder.pk}/"
    )
    alder.refresh_from_db()
    assert (alder.hosted_quota, alder.hosted_tier) == (5, 2)
    assert LogEntry.objects.get(verb="set hosted buyer").detail == "5 meetings, tier 2"
    matched(event)
    row = hosted_of(event)[0]
    assert (row.viable, row.shown, row.missing, row.is_short) == (1, 1, 4, True)
    text = client.get("/lounge/spring/matching/hosted/").content.decode()
    assert "<h1>1 hosted buyer</h1>" in text
    assert "Second tier" in text
    assert "4 missing" in text
    people = client.get("/lounge/spring/people/").content.decode()
    assert "hosted buyer, 5 meetings" in people
    client.post(address, {"hosted_quota": "", "hosted_tier": ""})
    assert hosted_of(event) == []


def test_other_participants_do_not_see_who_is_hosted(
    event: Event, alder: Registration, birch: Registration
) -> None:
    set_hosted(by=None, registration=alder, quota=5, tier=1)
    well_matched(alder, birch)
    client = sign_in(lead_of(birch))
    for page in ("my/suggestions/", "attendees/", "my/requests/"):
        assert "hosted" not in client.get(f"/lounge/spring/{page}").content.decode()


@pytest.mark.parametrize(
    "facts",
    [{"hosted_quota": 3}, {"hosted_tier": 1}, {"hosted_quota": 0, "hosted_tier": 1}],
)
def test_a_quota_without_a_tier_is_refused_by_the_database(
    facts: dict[str, int], alder: Registration
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=alder.pk).update(**facts)


def test_a_hosted_buyer_stands_in_as_many_lists_as_it_must_have_meetings(
    event: Event, alder: Registration
) -> None:
    """Thirty others all offer what everybody seeks; the buyer alone is of little use to them."""
    answer(alder, seeks=VACCINE_NEEDS)
    # Without days a delegate has as much time as an event usually leaves.
    event.slots.all().delete()
    for number in range(30):
        answer(
            take_part(event, f"Maker {number:02}"),
            seeks=VACCINE_NEEDS,
            offers=VACCINE_OFFERS,
        )
    lists = lists_of(field_of(read_inputs(event)))
    shown = sum(1 for others in lists.values() if alder.pk in others[:20])
    quota = shown + 6
    assert quota <= 30
    set_hosted(by=None, registration=alder, quota=quota, tier=1)
    lists = lists_of(field_of(read_inputs(event)))
    assert sum(1 for others in lists.values() if alder.pk in others[:20]) >= quota
    assert len(lists[alder.pk]) >= quota
